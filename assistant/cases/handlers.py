"""What each thing that an agent can say brings about; `conversation` decides which it is."""

from __future__ import annotations

from typing import Any

from assistant.cases import spoken
from assistant.cases.authority import Authority, authority, everything
from assistant.cases.casebook import Casebook
from assistant.cases.facts_said import fact_from
from assistant.cases.phrasebook import Meant, Phrasebook, phrasebook_for
from assistant.cases.records import CaseDraft, FollowUpItem
from assistant.corpus import Company
from assistant.domain import Case, Escalation, Record
from assistant.errors import UsageError

NO_CASE = "There is no case yet: paste the customer's message."
_NO_DRAFT = "There is no draft yet: say “draft it”."
_EARLIER = 3
"""Questions to the guidance whose subject a new one may keep."""


class Turn(Record):
    """What one line brought about. `text` says it; the records beside it are for other views."""

    intent: str
    text: str
    notes: tuple[str, ...] = ()
    case_id: str | None = None
    draft: CaseDraft | None = None
    answer: dict[str, Any] | None = None
    escalation: Escalation | None = None
    authority: Authority | None = None
    follow_ups: tuple[FollowUpItem, ...] = ()
    pending: str | None = None
    """A text that becomes the customer's message where the next line is “yes”."""
    failed: bool = False
    ended: bool = False


class Handlers:
    """The state of a conversation, and one method for each intent.

    Args:
        case: what is known before the first message: facts, channel, language, tone.
    """

    def __init__(self, casebook: Casebook, *, case: Case | None, by: str) -> None:
        self.casebook = casebook
        self.case_id: str | None = None
        self.by = by
        self._frame = case
        self._pending: str | None = None
        self._asked: list[str] = []

    @property
    def words(self) -> Phrasebook:
        """How agents say what they want."""
        return phrasebook_for(self.casebook.means.settings.knowledge)

    def _turn(self, intent: str, text: str, notes: tuple[str, ...] = (), **more: Any) -> Turn:
        return Turn(
            intent=intent, text=text, notes=notes, case_id=self.case_id,
            pending=self._pending, **more,
        )  # fmt: skip

    # -- the customer and the draft ------------------------------------------------------------

    def _message(self, meant: Meant) -> Turn:
        added = None
        if self.case_id is None:
            known = self._frame or Case(message="-")
            opened = self.casebook.open_from(
                known.model_copy(update={"message": meant.value}), by=self.by
            )
            self.case_id = opened.card.id
        else:
            added = self.casebook.add_message(self.case_id, meant.value, by=self.by)
        assessed = self.casebook.means.triage(self._case())
        text, notes = spoken.said_of_message(added, assessed)
        return self._turn("message", text, notes, escalation=assessed.escalation)

    def _drafted(self, meant: Meant) -> Turn:
        made = self.casebook.draft(self._case_id(), by=self.by)
        text, notes = spoken.said_of_draft(made)
        return self._turn(meant.intent, text, notes, draft=made)

    def _approve(self, meant: Meant) -> Turn:
        draft = self._needed_draft()
        chosen = meant.value
        if chosen.isdigit() and draft.draft and 0 < int(chosen) <= len(draft.draft.commitments):
            chosen = draft.draft.commitments[int(chosen) - 1].text
        made = self.casebook.draft(self._case_id(), approve=(chosen,), by=self.by)
        text, notes = spoken.said_of_draft(made)
        return self._turn("approve", text, notes, draft=made)

    def _sent(self, meant: Meant) -> Turn:
        draft = self._draft()
        text = meant.value or (draft.draft.reply.text if draft and draft.draft else "")
        if not text:
            return self._turn("sent", "There is no draft; say “sent: ” and the text that went out.")
        done = self.casebook.sent(
            self._case_id(), text, draft_id=draft.draft_id if draft else None, by=self.by
        )
        said, notes = spoken.said_of_sent(done, self._company())
        if draft is not None and draft.state == "stale":
            notes = ("stale: the draft did not know the customer's last message", *notes)
        return self._turn("sent", said, notes, follow_ups=done.follow_ups)

    # -- what is known -------------------------------------------------------------------------

    def _fact(self, meant: Meant) -> Turn:
        return self._set(meant.name, meant.value, "fact")

    def _answer(self, meant: Meant) -> Turn:
        draft = self._needed_draft()
        questions = draft.draft.questions_for_agent if draft.draft else ()
        if not 0 < meant.number <= len(questions):
            raise UsageError("the draft has no question of this number", remedy="say “show draft”")
        return self._set(questions[meant.number - 1].fact, meant.value, "answer")

    def _set(self, key: str, value: str, intent: str) -> Turn:
        """Keeps a fact; a draft that nobody has revised is made anew with it."""
        before = self._draft()
        facts = fact_from(key, value)
        self.casebook.update(self._case_id(), facts=facts, by=self.by)
        if before is None or before.state != "current":
            return self._turn(intent, f"Noted: {key} = {value}.")
        if before.revises:
            note = "the draft does not use it yet; “draft it” starts anew without your changes"
            return self._turn(intent, f"Noted: {key} = {value}.", (note,))
        made = self.casebook.draft(self._case_id(), by=self.by)
        text, notes = spoken.said_of_draft(made)
        return self._turn(intent, text, (f"noted: {key} = {value}", *notes), draft=made)

    def _ask(self, meant: Meant) -> Turn:
        answer = self.casebook.means.ask(meant.value, self._asked[-_EARLIER:])
        self._asked.append(meant.value)
        text, notes = spoken.said_of_answer(answer)
        if self.case_id is None:
            self._pending = meant.value
        return self._turn("ask", text, notes, answer=answer.model_dump(mode="json"))

    def _authority(self, meant: Meant) -> Turn:
        case = self._case() if self.case_id else None
        found = authority(self.casebook.means, self.words, meant.value, case)
        return self._turn("authority", found.text, authority=found)

    def _options(self, meant: Meant) -> Turn:
        found = everything(self.casebook.means, self._case())
        return self._turn("options", found.text, authority=found)

    def _owner(self, meant: Meant) -> Turn:
        assessed = self.casebook.means.triage(self._case())
        text, notes = spoken.said_of_escalation(assessed, self._company())
        return self._turn("owner", text, notes, escalation=assessed.escalation)

    def _why(self, meant: Meant) -> Turn:
        draft = self._needed_draft()
        if draft.draft is None:
            raise UsageError("the text of this draft was erased", remedy="draft again")
        text, notes = spoken.said_of_reasons(draft.draft)
        return self._turn("why", text, notes, draft=draft)

    def _show(self, meant: Meant) -> Turn:
        file = self.casebook.case(self._case_id())
        text, notes = spoken.said_of_case(file, self._company())
        return self._turn("show", text, notes, draft=self._draft())

    # -- what is owed, and the case itself -----------------------------------------------------

    def _follow_ups(self, meant: Meant) -> Turn:
        items = self._owed()
        lines = spoken.lines_of(items, self._company())
        text = "\n".join(lines) or "Nothing is owed in this case."
        return self._turn("follow_ups", text, follow_ups=items)

    def _resolve(self, meant: Meant) -> Turn:
        items, wanted = self._owed(), meant.value
        if wanted.isdigit() and len(wanted) <= 3:
            if not 0 < int(wanted) <= len(items):
                raise UsageError("there is no follow-up of this number", remedy="say “follow-ups”")
            wanted = items[int(wanted) - 1].id
        item = self.casebook.resolve(wanted, meant.intent, by=self.by)
        left = spoken.lines_of(self._owed(), self._company())
        return self._turn(meant.intent, f"Marked as {item.state}.", left, follow_ups=(item,))

    def _assign(self, meant: Meant) -> Turn:
        owner = meant.value or self.by
        self.casebook.update(self._case_id(), owner=owner, by=self.by)
        return self._turn("assign", f"This case is with {owner} now.")

    def _close(self, meant: Meant) -> Turn:
        file = self.casebook.close(self._case_id(), by=self.by)
        left = [item for item in file.follow_ups if item.state == "open"]
        notes = (f"{len(left)} follow-ups are still open",) if left else ()
        return self._turn("close", "Closed.", notes)

    def _reopen(self, meant: Meant) -> Turn:
        self.casebook.reopen(self._case_id(), by=self.by)
        return self._turn("reopen", "Open again.")

    def _rate(self, meant: Meant) -> Turn:
        draft = self._needed_draft()
        rating = "up" if meant.intent == "good" else "down"
        self.casebook.feedback(draft.draft_id, rating, reason=meant.value, by=self.by)
        return self._turn(meant.intent, "Noted, thank you.")

    def _new(self, meant: Meant) -> Turn:
        self.case_id, self._frame, self._asked = None, None, []
        return self._turn("new", "Paste the customer's message.")

    def _help(self, meant: Meant) -> Turn:
        lines = tuple(f"{said}\n    {does}" for said, does in self.words.help)
        return self._turn("help", "\n".join(lines))

    def _quit(self, meant: Meant) -> Turn:
        return self._turn("quit", "Everything is kept.", ended=True)

    def _thanks(self, meant: Meant) -> Turn:
        return self._turn("thanks", "You are welcome.")

    def _revise(self, line: str, draft: CaseDraft) -> Turn:
        made = self.casebook.revise(self._case_id(), draft.draft_id, line, by=self.by)
        text, notes = spoken.said_of_draft(made)
        return self._turn("revise", text, notes, draft=made)

    # -- inside --------------------------------------------------------------------------------

    def _case_id(self) -> str:
        if self.case_id is None:
            raise UsageError(NO_CASE.rstrip("."), remedy="or say “help”")
        return self.case_id

    def _case(self) -> Case:
        """The case as a check or a triage sees it, also where we wrote last."""
        return self.casebook.conversation_of(self._case_id())

    def _draft(self) -> CaseDraft | None:
        """The newest draft that was not sent yet."""
        if self.case_id is None:
            return None
        drafts = self.casebook.case(self.case_id).drafts
        last = drafts[-1] if drafts else None
        return last if last is not None and last.state in ("current", "stale") else None

    def _needed_draft(self) -> CaseDraft:
        drafts = self.casebook.case(self._case_id()).drafts
        if not drafts:
            raise UsageError(_NO_DRAFT.rstrip("."))
        return drafts[-1]

    def _owed(self) -> tuple[FollowUpItem, ...]:
        return self.casebook.follow_ups(case_id=self._case_id())

    def _company(self) -> Company:
        return self.casebook.means.company()
