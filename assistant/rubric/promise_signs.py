"""The signs of a promise in one clause: who speaks of what is to come, in any wording."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.rubric.phrases import Phrases
from assistant.rubric.promise_idioms import (
    DONE_ON,
    FINITE,
    FRAGMENT,
    IDIOM_MINE,
    IDIOM_OURS,
    KEPT_OPEN,
    TOLD_TO,
)
from assistant.rubric.promise_present_words import (
    BETWEEN,
    BY_ITSELF,
    BY_THE_CLOCK,
    BY_US,
    FOR_THEM,
    FROM_NOW,
    FUTURE,
    IN_HAND,
    KIND,
    LASTING,
    NAMED_DAY,
    NEW_STATE,
    NOT_DOING,
    OTHER_PAST,
    OTHER_VERB,
    OWED,
    PRESENT,
    PROGRESSIVE,
    REPEATED,
    SAME_PAST,
    SCHEDULED,
    SHIPMENT,
    STANDING,
    THERE,
    TIMETABLE,
    VERB,
)
from assistant.rubric.promise_words import (
    ADVERBS,
    BEFORE,
    DENIED,
    GENERIC,
    GIVEN_BE,
    HEDGED,
    NEGATED,
    NEGATIVE_PROMISE,
    NOT_A_STEP,
    NOT_OURS,
    NOT_PAYING,
    OPENING,
    OWN_RECORD,
    OWN_THING,
    PLAIN_BE,
    QUIET,
    READER,
    REFUSED,
    REMEDY_THING,
    SERVING,
    SHOWS,
    SPARED,
    THEIR_STATE,
    UNBOUND,
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
    for look in (_will, _idiom, _progressive, _scheduled, _state, _present, _fragment):
        found = look(clause)
        if found is not None and not BEFORE.within(_main(clause[: found.start])):
            return found
    return None


def _main(before: str) -> str:
    """What stands before a sign, without an opening that leaves the main clause whole."""
    place = OPENING.first(before)
    return before[place[1] :] if place else before


def subject_before(text: str) -> str:
    """The words that a verb after `text` belongs to: "i", "you", "the new charger"."""
    if KIND["speaker"].within(text.rstrip(" ,")):
        return text.rstrip(" ,").split()[-1].lower()
    part = untimed(text.rstrip(" ,")).lstrip(" ,")
    cut = KIND["boundary"].find(part)
    part = part[cut[-1][1] :] if cut else part or text.strip(" ,")
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
        if clause[start:end].lower().endswith("going to") and KIND["opens"].starts(rest.strip()):
            continue  # "You are going to your sister's": a place
        if not subject or rest.strip(" .,") == "":
            continue
        refused = NEGATED.starts(clause[start:]) or NEGATED.starts(rest.lstrip())
        if (refused and not _spares(subject, clause[start:])) or REFUSED.within(subject):
            continue
        if refused or _bound(subject, rest, clause):
            return Sign(start, end, subject)
    return None


def _spares(subject: str, said: str) -> bool:
    """Whether a "will not" spares the customer something; every other one refuses."""
    if subject in ("i", "we") and NOT_PAYING.within(said[:40]):
        return False
    return NEGATIVE_PROMISE.within(said) or (subject == "you" and not DENIED.within(said[:60]))


def _bound(subject: str, rest: str, clause: str) -> bool:
    """Whether what follows "will" binds the company."""
    said = rest.lstrip()
    if subject in ("i", "we"):
        return not QUIET.starts(said)
    if subject == "you":
        return not READER.starts(said) and (timed(clause) or not THEIR_STATE.starts(said))
    if SPARED.within(subject) or (OWN_RECORD.within(subject) and SHOWS.starts(said)):
        return True
    if subject.startswith("you ") or NOT_OURS.within(subject) or UNBOUND.starts(said):
        return False
    if PLAIN_BE.starts(said) and not GIVEN_BE.starts(said) and not timed(clause):
        return False
    return not _general(subject)


def _general(subject: str) -> bool:
    """Whether a subject speaks of a rule: "refunds", "all engineers"; "your refunds" is none."""
    if _COUNTED.starts(subject):
        return False  # "two tickets" are these two
    named = KIND["opens"].starts(subject) and not OWN_THING.within(subject)
    if named and subject[:1].isupper() and " from " in subject:
        return False  # "Priya from claims"
    return GENERIC.within(subject) and not OWN_THING.within(subject)


_COUNTED = Phrases(r"^(?:two|three|four|five|six|both|\d+) [a-z]")


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
        elif not _general(subject) and (timed(clause) or _given(subject, around)):
            return Sign(start, end, subject)
    return None


def _given(subject: str, around: str) -> bool:
    """ "being credited to you", "coming to you": a remedy that is on its way to the customer."""
    return (
        KIND["given"].starts(around)
        or KIND["yours"].within(around)
        or SERVING.within(around)
        or (REMEDY_THING.within(subject) and around.lower().startswith("being "))
    )


def _scheduled(clause: str) -> Sign | None:
    for phrases in (IN_HAND, SCHEDULED):
        for start, end in phrases.find(clause):
            mine = clause[start:end].lower().startswith(("i ", "i'", "we"))
            subject = clause[start:end].split("'")[0].split()[0].lower() if mine else ""
            subject = subject or subject_before(clause[:start])
            if not subject or NOT_OURS.within(subject) or _general(subject):
                continue
            if timed(clause) and not OWED.within(subject):
                return Sign(start, end, subject)
    return None


def _state(clause: str) -> Sign | None:
    """A state from now on, or somebody who is there: "From today you deal with me"."""
    begun = FROM_NOW.within(clause) and not OTHER_PAST.within(clause)
    found = NEW_STATE.first(clause) if begun else None
    if found is None and timed(clause) and FOR_THEM.within(clause):
        found = None if _repeated(clause) else THERE.first(clause)
    if found is None or NOT_OURS.within(subject_before(clause[: found[0]])):
        return None
    return Sign(*found, "i" if clause[slice(*found)].lower().startswith(("i'", "i ")) else "")


def _present(clause: str) -> Sign | None:
    """The simple present with a time to come: "The new charger leaves our depot tonight"."""
    if not (timed(clause) or STANDING.within(clause)) or _repeated(clause):
        return None
    for start, end in PRESENT.find(clause):
        verb = VERB.find(clause[start:end])
        if not verb:
            continue
        subject = subject_before(clause[: start + verb[-1][0]])
        said = clause[start:end][slice(*verb[-1])].lower()
        elsewhere = NOT_OURS.within(subject) or _by_the_clock(subject, said)
        if not subject or elsewhere or _general(subject):
            continue
        return Sign(start + verb[-1][0], end, subject)
    return _any_verb(clause)


def _any_verb(clause: str) -> Sign | None:
    """A verb that no list holds, where a time says that it is to come."""
    if _repeated(clause) or OTHER_VERB.within(clause):
        return None
    for phrases, last in ((BY_ITSELF, 2), (BY_US, 1)):
        place = phrases.first(clause)
        if place is None:
            continue
        words = clause[: place[1]].split()
        verb = words[-last]
        subject = subject_before(" ".join(words[:-last]))
        apart = NOT_OURS.within(subject) or _by_the_clock(subject, verb) or OWED.within(subject)
        if SAME_PAST.starts(verb) and not FUTURE.within(clause):
            continue
        if subject.lower() in _NOBODY and verb.endswith("ed"):
            continue  # "Nobody knocked before ten" tells what happened
        if subject and not (LASTING.starts(verb) or apart or _general(subject)):
            return Sign(place[1] - len(words[-1]) - 1, place[1], subject)
    return None


def _repeated(clause: str) -> bool:
    """Whether a clause tells what is done again and again, or within opening hours."""
    hours = BETWEEN.within(clause) and not NAMED_DAY.within(clause)
    return hours or REPEATED.within(clause)


_NOBODY = ("nobody", "no one", "no-one", "nothing")


def _by_the_clock(subject: str, verb: str) -> bool:
    """Whether a timetable speaks: "the boat leaves"; also "your parcel is on its way"."""
    if SHIPMENT.within(subject) and verb in ("is", "are", "'s"):
        return True
    return TIMETABLE.within(subject) and BY_THE_CLOCK.starts(verb)


def _fragment(clause: str) -> Sign | None:
    """A sentence without a verb: "Full refund by Friday, guaranteed." """
    found = FRAGMENT.first(clause)
    if found is None or found[0] or not timed(clause):
        return None
    over = DONE_ON.within(clause) and not FUTURE.within(clause)
    if over or FINITE.within(clause) or TOLD_TO.starts(clause):
        return None
    return Sign(0, found[1], "i" if KIND["from_me"].within(clause) else "")


__all__ = ["ADVERBS", "Sign", "sign", "subject_before"]
