"""Writes with a language model: one try, one repair, else the offline writer, always said so."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.domain import Case, Finding, Record, Reply, Writer
from assistant.drafting.brief import Brief
from assistant.drafting.language_model import render, restored
from assistant.errors import ModelError
from assistant.privacy import Masker
from assistant.prompts import Prompt, load_prompt
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.models import Completion

Check = Callable[[Reply], Sequence[Finding]]
Emit = Callable[[str, str], None]


@dataclass(frozen=True)
class Asking:
    """Another prompt, or another way to ask, than the newest prompt and `models.complete`.

    For those who hold two prompts against each other, or answer from a recording.
    """

    prompt: Prompt | None = None
    complete: Callable[..., Completion] | None = None


class Written(Record):
    """A reply and who wrote it."""

    reply: Reply
    writer: Writer

    def with_reply(self, reply: Reply) -> Written:
        """The same writer with another text."""
        return self if reply is self.reply else Written(reply=reply, writer=self.writer)


def write_with_model(
    brief: Brief,
    *,
    settings: Settings,
    check: Check,
    fall_back: Callable[[], Reply],
    emit: Emit,
    asking: Asking | None = None,
) -> Written:
    """The reply by the configured model, or by the offline writer with the reason.

    Args:
        check: the hard criteria that a reply breaks; empty = it may be used.
        fall_back: writes the reply offline.
        emit: receives `text` (provisional) and `replaced` (what was written is void).
        asking: another prompt or another way to ask.
    """
    session = _Session(brief, settings, emit, asking or Asking())
    try:
        reply = session.write()
        if broken := check(reply):
            emit("replaced", "the text broke a rule and is being repaired")
            reply = session.write(findings=broken)
            if still := check(reply):
                names = ", ".join(dict.fromkeys(finding.criterion for finding in still))
                raise ModelError(f"the model's text broke {names} twice", reason="broken_rule")
        return Written(reply=reply, writer=session.writer())
    except ModelError as error:
        emit("replaced", f"the offline writer takes over: {error.message}")
        reply = fall_back()
        emit("text", reply.text)
        reason = f"{error.reason}: {error.message}"
        return Written(reply=reply, writer=session.writer(fell_back=True, reason=reason))


class _Open(Masker):
    """Masks nothing: COMPOSURE_MASK=false, for a model inside the company's own walls."""

    def mask(self, text: str) -> str:
        return text


def masker_for(case: Case, settings: Settings) -> Masker:
    """What hides personal data from a model, or hides nothing where the settings say so."""
    return Masker.for_case(case) if settings.mask else _Open()


class _Session:
    """The calls for one draft, within one deadline."""

    def __init__(self, brief: Brief, settings: Settings, emit: Emit, asking: Asking) -> None:
        self._brief = brief
        self._settings = settings
        self._emit = emit
        self._asking = asking
        self._prompt: Prompt = asking.prompt or load_prompt("draft")
        self._masker = masker_for(brief.case, settings)
        self._deadline = time.monotonic() + settings.timeout
        self._tokens = {"in": 0, "out": 0}
        self._model = settings.models[0]

    def write(self, findings: Sequence[Finding] = ()) -> Reply:
        """One answer of the model; a text that is too long for it is cut once and sent again."""
        try:
            return self._call(findings, shorter=False)
        except ModelError as error:
            if error.reason != "too_long":
                raise
            self._emit("replaced", "the text is too long for the model and is shortened")
            return self._call(findings, shorter=True)

    def _call(self, findings: Sequence[Finding], *, shorter: bool) -> Reply:
        from assistant.models import complete

        restoring = self._masker.restoring()
        completion = (self._asking.complete or complete)(
            self._settings.models,
            render(self._brief, self._prompt, self._masker, findings=findings, shorter=shorter),
            settings=self._settings,
            on_text=(lambda piece: self._emit("text", restoring.feed(piece)))
            if self._streams()
            else None,
            on_void=lambda reason: self._emit("replaced", reason),
            deadline=self._deadline,
        )
        if self._streams():
            self._emit("text", restoring.end())
        for key, count in completion.tokens.items():
            self._tokens[key] += count
        self._model = completion.model
        return restored(completion.text, self._brief, self._masker)

    def _streams(self) -> bool:
        return getattr(self._emit, "streams", False)

    def writer(self, *, fell_back: bool = False, reason: str = "") -> Writer:
        """Who wrote, as the contract names it."""
        return Writer(
            model="offline" if fell_back else self._model,
            prompt=self._prompt.id,
            prompt_hash=self._prompt.hash,
            tokens=dict(self._tokens),
            seconds=0.0,
            fell_back=fell_back,
            reason=reason,
        )
