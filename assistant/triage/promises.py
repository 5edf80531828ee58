"""What agents promised earlier in a conversation, by when, and whether they kept it.

A promise is what our side commits to: to call, refund, send, look into, decide, grant. An offer,
a question, a description of policy, a courtesy and what is done already are none. "If you send
it, we will …" becomes one with the customer's turn that meets the condition, and its time counts
from there. English only: sentences of other languages are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from assistant.business_hours import local
from assistant.corpus import Company
from assistant.domain import Case, EarlierPromise, Span
from assistant.text import sentences
from assistant.triage import promise_words as w
from assistant.triage.deadlines import deadline
from assistant.triage.deeds import deed
from assistant.triage.states import Pledge, listen, reports, state_of
from assistant.triage.turns import Turn, clauses, pattern, said, statements, stems, turns_of

_QUOTED = r"“[^”]*”|\"[^\"]*\""
_DAY_BEFORE = r"\b(?:the|a) day before\b"
_LEAD = r"^[,;\s–—-]*(?:and|but|so|then)?[,\s]*(?:then |also )?"


def earlier_promises(case: Case, *, now: datetime, company: Company) -> tuple[EarlierPromise, ...]:
    """Each earlier commitment of an agent, in order, with its day, its due day and its state.

    `kept`: a later turn of an agent, `actions_done` or the customer says that it was done.
    `missed`: it was due before `now` and nothing says so, or the customer says that it did not
    happen (before its time is up, that makes nothing missed). Else `open`.
    """
    if not any(turn.role == "agent" for turn in case.history):
        return ()
    turns = turns_of(case, now=now, company=company)
    pledges = [
        pledge
        for turn in turns
        if turn.role == "agent"
        for pledge, _ in pledges_of(turn, turns, company, country=case.facts.country or "")
    ]
    later = listen(turns, case.facts.actions_done, local(now, company))
    states = [state_of(pledge, pledges[place + 1 :], later) for place, pledge in enumerate(pledges)]
    for place, (pledge, following) in enumerate(pairwise(pledges)):
        if states[place + 1] == "kept" and reports(pledge, following):
            states[place] = "kept"
    return tuple(
        EarlierPromise(
            text=pledge.text,
            made=pledge.made.date() if pledge.made else None,
            due=pledge.due.date() if pledge.due else None,
            state=state,
            turn=pledge.turn,
        )
        for pledge, state in zip(pledges, states, strict=True)
    )


def pledges_of(
    turn: Turn, turns: tuple[Turn, ...], company: Company, *, country: str = ""
) -> Iterator[tuple[Pledge, Span]]:
    """The promises of an agent's turn, each with its place in the turn's text."""
    for start, end in sentences(turn.text):
        sentence = turn.text[start:end]
        if sentence.endswith("?") or said(w.DESCRIBED, sentence):
            continue
        found = list(_in_sentence(sentence, turn, turns, company, country))
        for place, (pledge, (a, b)) in enumerate(found):
            if pledge.due is None and place + 1 < len(found) and _shares(found[place + 1][0]):
                pledge = pledge._replace(due=found[place + 1][0].due)
            yield pledge, (start + a, start + b)


def _shares(following: Pledge) -> bool:
    """A second verb without a subject shares its time: "I will check and call you by noon"."""
    return said(w.CONTINUED, following.text) and not said(w.OWN, following.text)


def _in_sentence(
    sentence: str, turn: Turn, turns: tuple[Turn, ...], company: Company, country: str
) -> Iterator[tuple[Pledge, Span]]:
    quoted = [match.span() for match in pattern(_QUOTED).finditer(sentence)]
    previous: Pledge | None = None
    for start, end in clauses(sentence, role="agent"):
        clause = sentence[start:end]
        inside = any(a <= start and end <= b for a, b in quoted)
        continued = previous is not None and said(w.CONTINUED, clause)
        continued = (continued or said(w.CARRIED, clause)) and not said(w.OFFER, clause)
        if inside or not (continued or _commits(clause, turn, company)):
            continue
        since = _since(sentence, (start, end), turn, turns)
        if since is None:
            continue
        pledge = _pledge(clause, turn, since, company, country)
        if since is not turn:  # what it hangs on belongs to it
            pledge = pledge._replace(text=sentence)
        if pledge.due is None and previous and previous.due and said(_DAY_BEFORE, clause):
            pledge = pledge._replace(due=previous.due - timedelta(days=1))
        previous = pledge
        yield pledge, (start, end)


def _pledge(clause: str, turn: Turn, since: Turn, company: Company, country: str) -> Pledge:
    lead = pattern(_LEAD).search(clause)
    text = clause[lead.end() if lead else 0 :].strip().rstrip(",;")
    return Pledge(
        text=text,
        deed=deed(text),
        turn=turn.number,
        since=since.number,
        made=turn.at,
        due=deadline(clause, made=since.at, company=company, country=country),
        never=said(w.CHARGE, clause),
    )


def _commits(clause: str, turn: Turn, company: Company) -> bool:
    """Whether a clause by itself commits our side to something that is still to come."""
    if said(w.TOLD, clause) or said(w.OFFER, clause):
        return False
    if said(w.CHARGE, clause) and said(w.YOURS + "|" + w.OWN, clause):
        return True
    if said(w.NO_PROMISE, clause):
        return False
    if any(said(source, clause) for source in (w.OWN, w.YOURS, w.GRANT, w.LET_ME, w.UNDER_WAY)):
        return True
    if said(w.THEIRS, clause):
        return not said(w.NOT_DONE_TO, clause)
    return appointed(clause, turn, company)


def appointed(clause: str, turn: Turn, company: Company) -> bool:
    """Whether a clause names something that was fixed for a time to come: a booked visit."""
    if not said(w.APPOINTED, clause) or turn.at is None:
        return False
    due = deadline(clause, made=turn.at, company=company)
    return due is not None and due > turn.at


def _since(sentence: str, part: Span, turn: Turn, turns: tuple[Turn, ...]) -> Turn | None:
    """The turn from which a promise holds: its own, or the one that met its condition."""
    condition = _condition(sentence, part)
    if not condition:
        return turn
    later = [t for t in turns[turn.number + 1 :] if t.role == "customer"]
    return next((each for each in later if _meets(each, condition)), None)


def _condition(sentence: str, part: Span) -> str:
    """The words that a promise hangs on; empty where it hangs on nothing."""
    clause = sentence[slice(*part)]
    ordered = pattern(w.ORDERED).search(sentence)
    if ordered and part[0] <= ordered.end():
        return sentence[: ordered.end()]
    first = pattern(w.CONDITION).search(sentence)
    if first and first.start() <= 4 and not said(w.SPOKEN_IF, sentence):
        return sentence[: part[0]] if part[0] else clause.split(",")[0]
    own = pattern(w.CONDITION).search(clause)
    return clause[own.start() :] if own and not said(w.SPOKEN_IF, clause) else ""


_YES = r"^\W*(?:yes|yep|yeah|sure|ok|okay|done|please do|go ahead|here (?:is|are|it is|you go)|of course)\b"
_HANDED = r"\b(?:attached|here (?:is|are|it is)|sent|uploaded|enclosed|as requested|find below)\b"
_NEGATED = r"\b(?:no|not|never|nothing|cannot|nobody)\b|n't\b"


def _meets(turn: Turn, condition: str) -> bool:
    """Whether a customer's turn does what a condition asks, or says that it came about."""
    asks_customer = said(
        r"\byou\b|^\W*(?:please |just )?(?:send|reply|give|show|upload|post)", condition
    )
    if asks_customer and (said(_YES, turn.text) or said(_HANDED, turn.text)):
        return True
    negated = said(_NEGATED, condition)
    return any(
        stems(condition) & stems(clause) and said(_NEGATED, clause) == negated
        for clause in statements(turn)
        if not clause.endswith("?")
    )
