"""What comes in, in the form in which it is stored; bad input is one clear error."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from assistant.business_hours import local
from assistant.corpus import Company
from assistant.domain import Case
from assistant.errors import CaseError, UsageError
from assistant.intake import build_case, check_message
from assistant.settings import MESSAGE_LIMIT
from assistant.text import clean

LINE_LIMIT = 200
"""Characters of a name, a subject, a key or any other single line."""
NOTE_LIMIT = 2000
"""Characters of a reason or a note."""
FACTS_LIMIT = 100_000
"""Characters of all facts of a case together, as JSON."""
_CASE_ID = re.compile(r"[0-9a-f]{6,32}|[\w.:/#-]{1,200}")


def line(text: str, *, what: str, limit: int = LINE_LIMIT) -> str:
    """A single line without what nobody sees.

    Raises:
        CaseError: it is longer than the limit.
    """
    made = " ".join(clean(storable(text))[0].split())
    if len(made) > limit:
        raise CaseError(
            f"{what} has {len(made):,} characters; the limit is {limit:,}", remedy="shorten it"
        )
    return made


def storable(text: str) -> str:
    """The text without what no database stores: NUL and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def message_text(text: str) -> str:
    """A message as it came, for storing.

    Raises:
        CaseError: it is empty or longer than the limit.
    """
    return check_message(storable(text).strip())


def reply_text(text: str) -> str:
    """A reply as it went out, for storing.

    Raises:
        CaseError: it is empty or longer than the limit.
    """
    made = storable(text).strip()
    if len(made) > MESSAGE_LIMIT:
        raise CaseError(
            f"the reply has {len(made):,} characters; the limit is {MESSAGE_LIMIT:,}",
            remedy="record the part that was sent to the customer",
        )
    if not clean(made)[0].strip():
        raise CaseError("there is no reply to record", remedy="give the text that was sent")
    return made


def frame(
    *, facts: Mapping[str, Any], channel: str, language: str | None, tone: str | None
) -> Case:
    """Facts, channel, language and tone of a case, checked as those of a CASE.json.

    Raises:
        CaseError: one of them cannot be used; names it.
    """
    made = build_case(
        {
            "message": "a",
            "facts": {storable(str(key)): value for key, value in facts.items()},
            "channel": channel,
            "language": language,
            "tone": tone,
        }
    )
    if len(made.facts.model_dump_json()) > FACTS_LIMIT:
        raise CaseError(
            f"the facts have more than {FACTS_LIMIT:,} characters", remedy="keep those that matter"
        )
    return made


def moment(at: datetime | None, company: Company) -> datetime | None:
    """A time in UTC; one without a zone is the company's.

    Raises:
        CaseError: the year lies outside 1990 to 2100.
    """
    if at is None:
        return None
    if not 1990 <= at.year <= 2100:
        raise CaseError("the year must lie between 1990 and 2100", remedy="correct the date")
    return local(at, company).astimezone(UTC)


def key_hash(key: str | None) -> str | None:
    """How an idempotency key is stored: mail systems put addresses into theirs.

    Raises:
        CaseError: it is longer than the limit.
    """
    if not key:
        return None
    if len(key) > LINE_LIMIT:
        raise CaseError(f"a key has at most {LINE_LIMIT} characters", remedy="shorten it")
    return digest("key", key)


def digest(*parts: str) -> str:
    """A hash of texts; what is asked again with the same key must have the same one."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def customer_key(customer: str) -> str:
    """A customer's name or address, so that spelling in capitals and blanks do not matter."""
    return " ".join(customer.split()).casefold()


def named_id(text: str) -> str:
    """An id of a case as a person gives it.

    Raises:
        UsageError: it cannot be one.
    """
    made = text.strip()
    if not _CASE_ID.fullmatch(made):
        raise UsageError("this is not the id of a case", remedy="composure cases list")
    return made
