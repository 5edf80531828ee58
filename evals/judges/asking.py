"""Asks a judge through the tape: recorded answers first, the model only where that is allowed.

Everything that came from outside is masked and stands between marks that are new for each request.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from assistant.domain import Case
from assistant.errors import ModelError
from assistant.privacy import Masker
from assistant.prompts import Prompt
from assistant.settings import Settings
from evals.errors import NeedsRecording
from evals.hashing import digest
from evals.judgements import Judgement, Preference
from evals.judges.reading import neutral, read_verdict
from evals.prices import Prices, cost
from evals.tape import Call, Tape

_MARK = re.compile(r"\[\[data-[0-9a-f]{16}\]\]")
_WHY = 300
"""Characters of a judge's reason that are kept."""


class Wallet(Protocol):
    """Sets aside what a call may cost, and settles it."""

    def hold(self, prices: Prices, characters: int) -> float:
        """Raises OverBudget where the limit would be passed."""

    def settle(self, held: float, paid: float) -> None:
        """Replaces what was set aside."""


class Judge:
    """One model that answers questions about replies. Thread-safe.

    Args:
        model: `provider:name`.
        record: the model may be asked where the tape has no answer; fakes always may.
    """

    def __init__(
        self, model: str, settings: Settings, tape: Tape, *, wallet: Wallet, prices: Prices,
        record: bool = False,
    ) -> None:  # fmt: skip
        self.model, self._settings, self._tape = model, settings, tape
        self._wallet, self._prices = wallet, prices
        self._record = record or model.startswith("fake:")
        self._lock = threading.Lock()
        self.asked = 0

    def about(self, prompt: Prompt, case: Case, reply: str) -> Judgement:
        """The verdict on one reply; an answer that cannot be read is none.

        Raises:
            OverBudget: the run may spend no more.
        """
        return self._verdict(prompt, ("yes", "no"), case, reply=reply)

    def between(self, prompt: Prompt, case: Case, baseline: str, candidate: str) -> Preference:
        """Which reply is better, asked in both orders; a verdict that follows the order is a tie.

        Raises:
            OverBudget: the run may spend no more.
        """
        first = self._pair(prompt, case, first=candidate, second=baseline)
        second = self._pair(prompt, case, first=baseline, second=candidate)
        if first is None or second is None:
            return "unscored"
        if (first, second) == ("first", "second"):
            return "won"
        return "lost" if (first, second) == ("second", "first") else "tied"

    def _pair(self, prompt: Prompt, case: Case, **replies: str) -> str | None:
        text, _ = self._answer(prompt, case, replies)
        return read_verdict(text, ("first", "second", "equal"))

    def _verdict(
        self, prompt: Prompt, words: tuple[str, ...], case: Case, **replies: str
    ) -> Judgement:
        text, failed = self._answer(prompt, case, replies)
        if failed:
            return Judgement(verdict=None, why=failed)
        found = read_verdict(text, words)
        why = " ".join(text.split())[:_WHY]
        return Judgement(verdict=None if found is None else found == words[0], why=why)

    def _answer(self, prompt: Prompt, case: Case, replies: dict[str, str]) -> tuple[str, str]:
        """The judge's text, or an empty one with the reason."""
        messages = _render(prompt, case, replies, masked=self._settings.mask)
        rendered = [[role, _MARK.sub("[[data]]", text)] for role, text in messages]
        key = digest(["judge", rendered, self.model, self._settings.base_url])
        try:
            call = self._tape.call(key) or self._ask(key, messages)
            return call.completion().text, ""
        except NeedsRecording as error:
            return "", str(error)
        except ModelError as error:
            return "", f"{error.reason}: {error.message}"

    def _ask(self, key: str, messages: Sequence[tuple[str, str]]) -> Call:
        if not self._record:
            raise NeedsRecording(f"{self.model} has no recorded verdict; run with --record")
        call = self._live(key, messages)
        self._tape.add_call(call)
        return call

    def _live(self, key: str, messages: Sequence[tuple[str, str]]) -> Call:
        from assistant.models import complete

        held = self._wallet.hold(self._prices, sum(len(text) for _, text in messages))
        paid = 0.0
        with self._lock:
            self.asked += 1
        try:
            made = complete([self.model], messages, settings=self._settings)
            paid = cost(self._prices, made.tokens)
        except ModelError as error:
            if error.reason == "declined":
                return Call(key=key, model=self.model, declined=error.message)
            raise
        finally:
            self._wallet.settle(held, paid)
        return Call(
            key=key, model=made.model, text=_MARK.sub("[[data]]", made.text), tokens=made.tokens,
            seconds=round(made.seconds, 4), cost=paid,
        )  # fmt: skip


def _render(
    prompt: Prompt, case: Case, replies: dict[str, str], *, masked: bool
) -> list[tuple[str, str]]:
    """The messages for the judge, masked and fenced."""
    mark = f"[[data-{secrets.token_hex(8)}]]"
    masker = Masker.for_case(case)
    shown: Callable[[str], str] = masker.mask if masked else str
    earlier = [f"{turn.role}: {turn.text}" for turn in case.history]
    message = "\n".join([*earlier, case.message])
    values: dict[str, Any] = {name: shown(neutral(text)) for name, text in replies.items()}
    return prompt.render(mark=mark, message=shown(neutral(message)), **values)
