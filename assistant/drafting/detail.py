"""Chooses what the customer said that a reply should name: first of all, and besides.

Concreteness is what makes customers feel heard (Packard & Berger 2021; rubric D01), and every
point of theirs is answered or parked with a date (D02). Our model says which clause tells of the
situation (`triage.situations`); what is left to choose, grammar and the weight of words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Case, Span, Triage
from assistant.drafting.clause_words import (
    PLEASE,
)
from assistant.drafting.clauses import (
    FAILS,
    MOST_SENTENCES,
    clauses_of,
    listed_items,
    reading_of,
    sentence_spans,
    shared,
)
from assistant.drafting.last_resort import fragment, strung
from assistant.drafting.quoting import quoted, stands, verbatim
from assistant.drafting.subject import subject_of
from assistant.drafting.telling import Clause, Detail, asked, judges, spoken_to, told, visible
from assistant.drafting.unsaid import sayable
from assistant.rubric.wording import content as content_words
from assistant.rubric.wording import weight
from assistant.triage.situations import Reading

_CLOSE = 2.5
"""How far below the best clause one may score and still be told before the best one is quoted."""
_POINT, _PLAIN = 0.0, 0.8
"""Margin from which a question or a demand is a point of its own, and a statement."""
_SEEKS = re.compile(
    r"(?:and |but |so |also )?(?:how (?:can|do|should|long|much|many)|what(?:'s| is| are) the (?:procedure|process|steps?|way|number"
    r"|address|deadline)|when (?:will|can|do|is)|where (?:can|do|should)|can i|could i|may i|is it possible|is there|are there"
    r"|do i need|isn't it|will (?:i|you|it|my))\b",
    re.IGNORECASE,
)
"""A question that wants to know, and is no reproach: it is answered or parked (rubric D02)."""
_NOT_TO = re.compile(r"\b(?:don't|do not|never)\b", re.IGNORECASE)
_NAMED = 1.5
"""Weight of the words of a thing that is enough to name it (rubric D01)."""
_PRIVATE = ("reference", "amount", "name", "email", "phone")
"""What a public answer never repeats."""


def find_detail(
    case: Case, triage: Triage, *, turn: int = 0, skip: Sequence[Span] = ()
) -> Detail | None:
    """The detail that a reply to this case should open with; None where there is none to name.

    Args:
        turn: chooses among equal ways to say it, so that replies do not all open alike.
        skip: places that the reply takes up in another way.
    """
    clauses = sorted(clauses_of(case.message, triage), key=lambda clause: -clause.score)
    if case.channel == "social":
        private = [fact.span for fact in triage.facts if fact.kind in _PRIVATE]
        clauses = [clause for clause in clauses if not _touches(clause.span, private)]
    if skip:  # thanked for by itself; what else the message says is the new point
        clauses = [each for each in clauses if not _touches(each.span, skip)] or clauses
    for clause in clauses:
        near = clause.score > clauses[0].score - _CLOSE
        if near and (made := told(clause, case, turn) or _whole(clause, case)):
            return made
    for clause in clauses:
        if clause.score > 0 and (made := told(clause, case, turn)):
            return made
    for clause in clauses:
        if made := quoted(clause, case.message):
            return made
    text = visible(sayable(case.message))
    terse = strung([(text[slice(*span)], span) for span in sentence_spans(text)[:MOST_SENTENCES]])
    if terse and case.channel != "social":
        return terse
    # The thing itself, named by `opening.detail`, says more than half a sentence.
    named = subject_of(case.message, case.facts.customer_name or "")
    if weight(content_words(named)) >= _NAMED:
        return None
    questions = (asked(each, case.message, bare=True) for each in clauses if each.question)
    return fragment(clauses, case.message) or next(filter(None, questions), None)


def _whole(clause: Clause, case: Case) -> Detail | None:
    """The clause in the customer's words where it stands for itself, else its whole sentence."""
    if stands(clause.text):
        return verbatim(clause, case.message)
    text = visible(sayable(case.message))
    span = next((s for s in sentence_spans(text) if s[0] <= clause.span[0] < s[1]), clause.span)
    whole = clause.model_copy(update={"text": text[slice(*span)].strip(), "span": span})
    return verbatim(whole, case.message) if stands(whole.text) else None


def find_further(
    case: Case, triage: Triage, first: Detail | None, *, skip: Sequence[Span] = ()
) -> tuple[Detail, ...]:
    """Further points of the message that no other part of the reply takes up, in its order.

    Args:
        first: the detail that the reply opens with.
        skip: places that the reply takes up in another way.
    """
    reading = reading_of(case.message, triage)
    main = triage.issues[0].id
    taken = [*skip, *(issue.span for issue in triage.issues[1:])]
    taken += [first.span] if first else []
    found: list[tuple[float, Detail]] = []
    items = listed_items(visible(sayable(case.message)))
    for clause in clauses_of(case.message, triage):
        margin, name = _strongest(reading, clause.span)
        if _touches(clause.span, taken) or (name == main and clause.span not in items):
            continue
        asked_not = PLEASE.match(clause.text) and _NOT_TO.search(clause.text)
        listed = clause.span in items
        hurt = spoken_to(clause)
        seeks = clause.question and _SEEKS.match(clause.text)
        margin = max(margin, _PLAIN + 0.1) if asked_not or listed or hurt or seeks else margin
        if margin < _POINT or judges(clause.text):
            continue
        made = (
            hurt
            or told(clause, case, 0)
            or (verbatim(clause, case.message) if stands(clause.text) else None)
        )
        fails = listed or hurt or FAILS.search(clause.text)
        if made and (made.kind in ("asked", "wished") or (margin > _PLAIN and fails)):
            found.append((margin, made))
    return _apart(found, first)


def _apart(found: list[tuple[float, Detail]], first: Detail | None) -> tuple[Detail, ...]:
    """The strongest two points that neither overlap nor say the same, in the message's order."""
    kept: list[Detail] = []
    for _, made in sorted(found, key=lambda entry: -entry[0]):
        others = [*kept, first] if first else kept
        again = any(_alike(made.words, other.words) for other in others)
        if len(kept) < 2 and not again and not _touches(made.span, [k.span for k in kept]):
            kept.append(made)
    return tuple(sorted(kept, key=lambda each: each.span))


def _alike(one: str, other: str) -> bool:
    """Whether two points share most of what they say."""
    words, known = content_words(one), content_words(other)
    return len(words & known) > 0.5 * min(len(words), len(known))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _strongest(reading: Reading, span: Span) -> tuple[float, str]:
    """The highest margin of a situation in the clause that shares most with a span."""
    scores = shared(reading, span)
    name = max(scores, key=lambda each: scores[each], default="")
    return (scores[name], name) if name else (-9.0, "")
