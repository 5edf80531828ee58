"""E-mails: subject, date and what the sender wrote, without the signature."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from assistant.knowledge.extract.html import fragment
from assistant.knowledge.extract.results import Extracted, Limits, Unreadable

_PARTS = 500
_SIGNATURE = "-- "
"""The line that opens a signature (RFC 3676, 4.3)."""


def read(data: bytes, limits: Limits) -> Extracted:
    """An e-mail as text; attachments are named as not read.

    Raises:
        Unreadable: it has no header of an e-mail, or no text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    if not any(message[name] for name in ("from", "subject", "date", "received")):
        raise Unreadable("it has none of the headers of an e-mail")
    if sum(1 for _ in zip(message.walk(), range(_PARTS + 1), strict=False)) > _PARTS:
        raise Unreadable(f"it has more than {_PARTS} parts")
    text, hidden, form = _body(message)
    if not text.strip():
        raise Unreadable("there is no text in it")
    fields = {
        "title": " ".join(str(message["subject"] or "").split())[:300],
        "date": _date(message),
        "hidden": hidden,
        "format": form,
    }
    return Extracted(
        text=_without_signature(text),
        fields={key: value for key, value in fields.items() if value},
        skipped=tuple(_attachments(message)),
    )


def _body(message: EmailMessage) -> tuple[str, str, str]:
    """(text, hidden text, its format): the plain form where there is one."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None or part.get_content_maintype() != "text":
        return "", "", "plain"
    text = str(part.get_content())
    return (
        (*fragment(text), "html") if part.get_content_subtype() == "html" else (text, "", "plain")
    )


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""


def _without_signature(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((n for n, line in enumerate(lines) if n and line == _SIGNATURE), len(lines))
    return "\n".join(lines[:end])


def _attachments(message: EmailMessage) -> list[tuple[str, str]]:
    reason = "an attachment is not read; save it beside the e-mail"
    return [
        (" ".join(str(part.get_filename() or "attachment").split())[:200], reason)
        for part in message.iter_attachments()
        if part.get_content_disposition() == "attachment"
    ][:50]
