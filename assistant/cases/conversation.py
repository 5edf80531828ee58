"""One case over many turns, in the agent's own words: `Conversation.say(text) -> Turn`.

The terminal and the page use the same. Everything is kept in the record; a conversation that is
made anew with the id of its case goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.cases.casebook import Casebook
from assistant.cases.handlers import NO_CASE, Handlers, Turn
from assistant.cases.phrasebook import Intent, Meant
from assistant.domain import Case
from assistant.errors import ComposureError

_A_MESSAGE = 3
"""Words from which a line that is no command is the customer's message, where one is expected."""
_LONG = 12
"""Words from which a line that is no command may be the customer's at any time; it is asked."""
_WHOSE = "If the customer wrote this, say “yes”."
_UNKNOWN = (
    "I do not know what to do with this. Say “help” for what can be said, or start with"
    " “customer:” if the customer wrote it."
)

__all__ = ["Conversation", "Turn"]

_HANDLERS: dict[Intent, Callable[[Handlers, Meant], Turn]] = {
    "message": Handlers._message,
    "sent": Handlers._sent,
    "draft": Handlers._drafted,
    "options": Handlers._options,
    "authority": Handlers._authority,
    "owner": Handlers._owner,
    "done": Handlers._resolve,
    "missed": Handlers._resolve,
    "follow_ups": Handlers._follow_ups,
    "approve": Handlers._approve,
    "why": Handlers._why,
    "answer": Handlers._answer,
    "fact": Handlers._fact,
    "ask": Handlers._ask,
    "assign": Handlers._assign,
    "close": Handlers._close,
    "reopen": Handlers._reopen,
    "good": Handlers._rate,
    "bad": Handlers._rate,
    "show": Handlers._show,
    "new": Handlers._new,
    "help": Handlers._help,
    "quit": Handlers._quit,
    "thanks": Handlers._thanks,
}
_NEED_A_CASE: set[Intent] = set(_HANDLERS) - {
    "message", "authority", "ask", "new", "help", "quit", "thanks"
}  # fmt: skip


class Conversation(Handlers):
    """A conversation about one case.

    Args:
        case_id: the case to go on with; None = the first message opens one.
        case: what is known before the first message: facts, channel, language, tone.
        pending: of the turn before, where the caller keeps no object between two lines.
    """

    def __init__(
        self,
        casebook: Casebook,
        *,
        case_id: str | None = None,
        case: Case | None = None,
        by: str = "",
        pending: str | None = None,
    ) -> None:
        super().__init__(casebook, case=case, by=by)
        self.case_id = casebook.card(case_id).id if case_id else None
        self._pending = pending

    def say(self, text: str) -> Turn:
        """Does what a line asks for, and says what came of it; an error is an answer too."""
        line = text.strip()
        if not line:
            return self._turn("help", "Say what to do, or “help”.")
        pending, self._pending = self._pending, None
        meant = self.words.meant(line)
        try:
            if meant is None:
                return self._unnamed(line)
            if meant.intent in ("yes", "no"):
                return self._confirmed(pending, meant.intent == "yes")
            if self.case_id is None and meant.intent in _NEED_A_CASE:
                self._pending = line
                return self._turn(meant.intent, f"{NO_CASE} {_WHOSE}")
            return _HANDLERS[meant.intent](self, meant)
        except ComposureError as error:
            remedy = f" → {error.remedy}" if error.remedy else ""
            return self._turn(meant.intent if meant else "unknown", f"{error.message}{remedy}",
                              failed=True)  # fmt: skip

    # -- lines that are no command -------------------------------------------------------------

    def _unnamed(self, line: str) -> Turn:
        """An instruction for the draft, the customer's message, or neither."""
        count = len(line.split())
        waits = self.case_id is not None and self.casebook.card(self.case_id).state == "open"
        draft = self._draft()
        if draft is not None and self.casebook.means.is_instruction(line):
            return self._revise(line, draft)
        if not waits and (count >= _A_MESSAGE or "\n" in line):
            return self._message(Meant(intent="message", value=line))
        if count >= _LONG or "\n" in line:
            self._pending = line
            return self._turn("unknown", "Did the customer write this? Say “yes” or “no”.")
        if draft is not None and self.casebook.means.settings.models:
            return self._revise(line, draft)
        return self._turn("unknown", _UNKNOWN)

    def _confirmed(self, pending: str | None, yes: bool) -> Turn:
        if pending is None:
            return self._turn("yes" if yes else "no", "There was no question. Say “help”.")
        if yes:
            return self._message(Meant(intent="message", value=pending))
        return self._turn("no", "Left out. Say what to do instead, or “help”.")
