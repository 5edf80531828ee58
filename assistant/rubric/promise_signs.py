"""The signs of a promise in one clause: who speaks of what is to come, in any wording."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.rubric.promise_words import (
    ADVERBS,
    BEFORE,
    FINITE,
    FRAGMENT,
    GENERIC,
    HEDGED,
    IDIOM_MINE,
    IDIOM_OURS,
    IN_HAND,
    KEPT_OPEN,
    KIND,
    NEGATED,
    NEGATIVE_PROMISE,
    NOT_A_STEP,
    NOT_DOING,
    NOT_OURS,
    OWED,
    OWN_THING,
    PRESENT,
    PROGRESSIVE,
    QUIET,
    READER,
    SCHEDULED,
    STANDING,
    THEIR_STATE,
    TIMETABLE,
    UNBOUND,
    VERB,
    WILL,
)
from assistant.rubric.timing import timed, untimed


@dataclass(frozen=True)
class Sign:
    """What makes a clause promise: `subject` is who does it ("i", "we", "the driver", "")."""

    start: int
    end: int
    subject: str


@lru_cache(maxsize=4096)
def sign(clause: str) -> Sign | None:
    """The first sign of a promise in a clause, None where it promises nothing."""
    if HEDGED.within(clause) or NOT_A_STEP.within(clause):
        return None
    for look in (_will, _idiom, _progressive, _scheduled, _present, _fragment):
        found = look(clause)
        if found is not None and not BEFORE.within(clause[: found.start]):
            return found
    return None


def subject_before(text: str) -> str:
    """The words that a verb after `text` belongs to: "i", "you", "the new charger"."""
    part = untimed(text.rstrip(" ,")).lstrip(" ,")
    cut = KIND["boundary"].find(part)
    part = part[cut[-1][1] :] if cut else part
    pronoun = KIND["pronoun"].first(part)
    if pronoun:
        return part[slice(*pronoun)].strip().lower()
    if KIND["opens"].starts(part):
        return part.strip()
    noun = KIND["noun"].find(part)
    return part[noun[-1][0] :].strip() if noun else part.strip()


def _will(clause: str) -> Sign | None:
    for start, end in WILL.find(clause):
        subject = subject_before(clause[:start])
        rest = clause[end:]
        if not subject or rest.strip(" .,") == "":
            continue
        refused = NEGATED.starts(clause[start:]) or NEGATED.starts(rest.lstrip())
        if refused and not NEGATIVE_PROMISE.within(clause[start:]):
            continue
        if refused or _bound(subject, rest, clause):
            return Sign(start, end, subject)
    return None


def _bound(subject: str, rest: str, clause: str) -> bool:
    """Whether what follows "will" binds the company."""
    said = rest.lstrip()
    if subject in ("i", "we"):
        return not QUIET.starts(said)
    if subject == "you":
        return not READER.starts(said) and (timed(clause) or not THEIR_STATE.starts(said))
    if subject.startswith("you ") or NOT_OURS.within(subject) or UNBOUND.starts(said):
        return False
    return not _general(subject)


def _general(subject: str) -> bool:
    """Whether a subject speaks of a rule: "refunds", "all engineers"; "your refunds" is none."""
    return GENERIC.within(subject) and not OWN_THING.within(subject)


def _idiom(clause: str) -> Sign | None:
    for phrases, subject in ((IDIOM_MINE, "i"), (IDIOM_OURS, "we")):
        found = phrases.first(clause)
        if found:
            return Sign(*found, subject)
    found = KEPT_OPEN.first(clause)
    return Sign(*found, "i") if found and timed(clause) else None


def _progressive(clause: str) -> Sign | None:
    for start, end in PROGRESSIVE.find(clause):
        subject = subject_before(clause[:start])
        verb = clause[start:end].split()[-1].lower()
        around = f"{verb}{clause[end:]}"
        if not subject or NOT_DOING.starts(around) or NOT_OURS.within(subject):
            continue
        if subject in ("i", "we"):
            return Sign(start, end, subject)
        if subject == "you":
            if STANDING.starts(around):
                return Sign(start, end, subject)
        elif not _general(subject) and (timed(clause) or _given(around)):
            return Sign(start, end, subject)
    return None


def _given(around: str) -> bool:
    """ "being credited to you", "coming to you": a remedy that is on its way to the customer."""
    return KIND["given"].starts(around)


def _scheduled(clause: str) -> Sign | None:
    for phrases in (IN_HAND, SCHEDULED):
        for start, end in phrases.find(clause):
            mine = clause[start:end].lower().startswith(("i ", "i'", "we"))
            subject = clause[start:end].split("'")[0].split()[0].lower() if mine else ""
            subject = subject or subject_before(clause[:start])
            if not subject or NOT_OURS.within(subject) or _general(subject):
                continue
            if subject != "you" and timed(clause) and not OWED.within(subject):
                return Sign(start, end, subject)
    return None


def _present(clause: str) -> Sign | None:
    """The simple present with a time to come: "The new charger leaves our depot tonight"."""
    if not (timed(clause) or STANDING.within(clause)):
        return None
    for start, end in PRESENT.find(clause):
        verb = VERB.find(clause[start:end])
        if not verb:
            continue
        subject = subject_before(clause[: start + verb[-1][0]])
        elsewhere = NOT_OURS.within(subject) or TIMETABLE.within(subject)
        if not subject or elsewhere or _general(subject):
            continue
        return Sign(start + verb[-1][0], end, subject)
    return None


def _fragment(clause: str) -> Sign | None:
    """A sentence without a verb: "Full refund by Friday, guaranteed." """
    found = FRAGMENT.first(clause)
    if found is None or found[0] or not timed(clause) or FINITE.within(clause):
        return None
    return Sign(0, found[1], "i" if KIND["from_me"].within(clause) else "")


__all__ = ["ADVERBS", "Sign", "sign", "subject_before"]
