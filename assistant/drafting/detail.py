"""Chooses what the customer said that a reply should name: first of all, and besides.

Concreteness is what makes customers feel heard (Packard & Berger 2021; rubric D01), and every
point of theirs is answered or parked with a date (D02). Our model says which clause tells of the
situation (`triage.situations`); what is left to choose, grammar and the weight of words decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from assistant.domain import Case, Span, Triage
from assistant.drafting.clause_words import (
    ADVICE,
    AND,
    ARTEFACT,
    BACKGROUND,
    DEMAND,
    DEPENDENT,
    EVENT,
    JUDGEMENT,
    LEAVING,
    LEFT_OVER,
    MASKED,
    OPINION,
    PLEASE,
    SARCASM,
    STAKES,
    STOP,
    VERDICT,
)
from assistant.drafting.last_resort import fragment, strung
from assistant.drafting.shift_words import FINITE
from assistant.drafting.subject import subject_of
from assistant.drafting.telling import (
    LONGEST,
    SHORTEST,
    Clause,
    Detail,
    asked,
    judges,
    quoted,
    spoken_to,
    stands,
    told,
    verbatim,
    visible,
)
from assistant.drafting.unsaid import sayable
from assistant.drafting.verbs import has_verb
from assistant.rubric.wording import content as content_words
from assistant.rubric.wording import weight
from assistant.text import sentences
from assistant.triage.lexicon import COMPLAINT
from assistant.triage.situations import CLAUSE, Reading, read

_HAND, _MODEL = 0.5, 6.0
"""What the rules below and the model's margin count: chosen on messages of writers whom the model
had not seen, where the first clause was the right one in 73 of 100 (rules alone: 37)."""
_NO_VERB = 2.0
"""What a clause without a finite verb loses: nothing happens in it."""
_LED_UP = 3.0
"""What a clause loses that tells only how it came to the matter, and of nothing that failed."""
_CLOSE = 2.5
"""How far below the best clause one may score and still be told before the best one is quoted."""
_POINT, _PLAIN = 0.0, 0.8
"""Margin from which a question or a demand is a point of its own, and a statement."""
_ONE_THING = re.compile(
    r"\b(?:one|a) (?:small |little |other |last |more )*(?:thing|question|point|snag)\b[^.!?]{0,12}[:,]\s{0,3}$",
    re.I,
)
"""What follows is the matter, whatever thanks stand before it."""
_ITEM = re.compile(
    r",\s{1,3}(?:and (?:then |finally )?|then |plus )?"
    r"(?=(?:i|we|my|our|your|the|an?|it|he|she|they|there|there's|nobody|no one|somebody|your) )",
    re.IGNORECASE,
)
_FAILS = re.compile(
    rf"\b(?:{COMPLAINT})\b|\b(?:no|not|never|nothing|nobody|without|again|still|only|instead|twice)\b|n't\b"
    r"|\b(?:un|mis|in)[a-z]{5,}\b|\d",
    re.IGNORECASE,
)
"""What tells of a failure: that they were there for a birthday is no point to be answered."""
_SEEKS = re.compile(
    r"(?:and |but |so |also )?(?:how (?:can|do|should|long|much|many)|what(?:'s| is| are) the (?:procedure|process|steps?|way|number"
    r"|address|deadline)|when (?:will|can|do|is)|where (?:can|do|should)|can i|could i|may i|is it possible|is there|are there"
    r"|do i need|isn't it|will (?:i|you|it|my))\b",
    re.IGNORECASE,
)
"""A question that wants to know, and is no reproach: it is answered or parked (rubric D02)."""
_LIST_WORDS = 50
_LIST = 3
"""Items from which a sentence is a list."""
_NOT_TO = re.compile(r"\b(?:don't|do not|never)\b", re.IGNORECASE)
_SENTENCES, _OFTEN = 60, 3
"""Sentences that are looked at; how often one must come to be no more than filler."""
_NAMED = 1.5
"""Weight of the words of a thing that is enough to name it (rubric D01)."""
_NO_WORDS = " .,;:!?\"'“”‘’()-–—*/\n\t"
_AFTER_TIME = re.compile(r"(?<=[ap]\.m\.)\s{1,3}(?=[A-Z][a-z']* |I )")
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
    clauses = sorted(_clauses(case.message, triage), key=lambda clause: -clause.score)
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
    terse = strung([(text[slice(*span)], span) for span in _sentences(text)[:_SENTENCES]])
    if terse and case.channel != "social":
        return terse
    # The thing itself, named by `moves.detail`, says more than half a sentence.
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
    span = next((s for s in _sentences(text) if s[0] <= clause.span[0] < s[1]), clause.span)
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
    reading = _reading(case.message, triage)
    main = triage.issues[0].id
    taken = [*skip, *(issue.span for issue in triage.issues[1:])]
    taken += [first.span] if first else []
    found: list[tuple[float, Detail]] = []
    items = _listed(visible(sayable(case.message)))
    for clause in _clauses(case.message, triage):
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
        fails = listed or hurt or _FAILS.search(clause.text)
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


def _reading(message: str, triage: Triage) -> Reading:
    return read(message) if triage.language.startswith("en") else Reading({}, ())


def _strongest(reading: Reading, span: Span) -> tuple[float, str]:
    """The highest margin of a situation in the clause that shares most with a span."""
    scores = _shared(reading, span)
    name = max(scores, key=lambda each: scores[each], default="")
    return (scores[name], name) if name else (-9.0, "")


def _shared(reading: Reading, span: Span) -> dict[str, float]:
    best, scores = 0, {}
    for place, found in reading.clauses:
        shared = min(span[1], place[1]) - max(span[0], place[0])
        if shared > best:
            best, scores = shared, found
    return scores


@lru_cache(maxsize=8)
def _clauses(message: str, triage: Triage) -> tuple[Clause, ...]:
    """The clauses of a message with their scores; the first detail and the further ones choose
    from the same.
    """
    text = visible(sayable(message))
    reading = _reading(message, triage)
    return tuple(
        clause.model_copy(update={"score": _weighed(clause, triage, reading)})
        for clause in _split(text, triage)
    )


def _weighed(clause: Clause, triage: Triage, reading: Reading) -> float:
    """Rules and model together; where the situation is unknown, whatever tells of any."""
    scores = _shared(reading, clause.span)
    if not scores:
        return clause.score
    main = triage.issues[0].id
    margin = scores.get(main, max(scores.values()))
    happened = clause.question or FINITE.search(clause.text) or DEMAND.match(clause.text)
    led_up = BACKGROUND.search(clause.text) and not _FAILS.search(clause.text)
    lost = (0.0 if happened else _NO_VERB) + (_LED_UP if led_up else 0.0)
    return _HAND * clause.score + _MODEL * (margin + 0.5) - lost


def _split(text: str, triage: Triage) -> list[Clause]:
    found: list[Clause] = []
    for start, end in _told_once(text):
        if items := _items(text, (start, end)):
            found += [_scored(text, span, triage) for span in items]
            continue
        begin = start
        question = text[start:end].rstrip().endswith("?")
        if question:
            found.append(_scored(text, (start, end), triage, question=True))
            continue
        dependent = False
        for match in CLAUSE.finditer(text, start, end):
            found += [] if dependent else _with_halves(text, (begin, match.start()), triage)
            begin = match.end()
            # "which they did": without the words before it, such a clause says nothing.
            dependent = match.group().split()[-1:] in (["which"], ["so that"], ["because"])
        found += [] if dependent else _with_halves(text, (begin, end), triage)
    return found


def _listed(text: str) -> list[Span]:
    """The items of a sentence that lists three or more: each is a point of its own (rubric D02)."""
    return [span for sentence in _told_once(text) for span in _items(text, sentence)]


def _items(text: str, sentence: Span) -> list[Span]:
    """The items of a sentence, where it lists three or more and nearly all are statements."""
    whole = text[slice(*sentence)].rstrip()
    if whole.endswith("?") or len(whole.split()) > _LIST_WORDS:
        return []
    items: list[Span] = []
    begin = sentence[0]
    for match in _ITEM.finditer(text, *sentence):
        items.append((begin, match.start()))
        begin = match.end()
    items.append((begin, sentence[1]))
    said = [span for span in items if has_verb(text[slice(*span)])]
    if len(items) < _LIST or len(said) < len(items) - 1:
        return []
    return [span for span in items if len(text[slice(*span)].split()) >= SHORTEST]


def _told_once(text: str) -> list[Span]:
    """The sentences that hold words, without those that come again and again: filler, a list."""
    spans = [each for each in _sentences(text) if text[slice(*each)].strip(_NO_WORDS)]
    shapes = [re.sub(r"\d+", "0", " ".join(text[slice(*each)].lower().split())) for each in spans]
    often = Counter(shapes)
    once = [each for each, shape in zip(spans, shapes, strict=True) if often[shape] < _OFTEN]
    return (once or spans)[:_SENTENCES]


def _sentences(text: str) -> list[Span]:
    """The sentences; a time of day ends one where a capital letter follows: "3 p.m. I waited"."""
    found: list[Span] = []
    for start, end in sentences(text):
        begin = start
        for match in _AFTER_TIME.finditer(text, start, end):
            found.append((begin, match.start()))
            begin = match.end()
        found.append((begin, end))
    return found


def _with_halves(text: str, span: Span, triage: Triage) -> list[Clause]:
    """The clause whole, and where "and" joins two statements also each of them."""
    verdict = VERDICT.search(text[: span[1]], span[0])
    if verdict:  # "that it took a week is ridiculous": the week is the detail, not the verdict
        span = (span[0], verdict.start())
        if left := LEFT_OVER.search(text[: span[1]], span[0]):
            span = (span[0], left.start())
    found = [_scored(text, span, triage)]
    begin = span[0]
    for match in AND.finditer(text, *span):
        found.append(_scored(text, (begin, match.start()), triage))
        begin = match.end()
    if begin > span[0]:
        found.append(_scored(text, (begin, span[1]), triage))
    return found


def _scored(text: str, span: Span, triage: Triage, *, question: bool = False) -> Clause:
    raw = text[span[0] : span[1]]
    words = raw.split()
    score = 0.0
    inside = [f for f in triage.facts if f.span[0] >= span[0] and f.span[1] <= span[1]]
    score += min(3.0, 1.2 * len(inside))
    for number, issue in enumerate(triage.issues):
        if issue.id != "other" and issue.span[0] < span[1] and span[0] < issue.span[1]:
            score += 3.5 if number == 0 else 1.0
    content = sum(word.lower().strip(".,!?") not in STOP for word in words)
    score += min(2.0, content / 4)
    score += 0.8 if re.match(r"(?:i|we|my|our)\b", raw.strip().lower()) else 0.0
    score -= 1.5 if len(words) > LONGEST else 0.0
    score -= 0.1 * max(0, len(words) - 14)
    score -= 3.0 if len(words) < SHORTEST else 0.0
    score -= 2.0 if DEPENDENT.match(raw.strip()) else 0.0
    score -= 4.0 * JUDGEMENT.count(raw)
    score -= 1.2 * OPINION.count(raw)
    score += 2.0 if STAKES.search(raw) else 0.0
    score += 1.5 if EVENT.matches(raw) else 0.0
    score -= 4.0 if ARTEFACT.search(raw) else 0.0
    score -= 4.0 if SARCASM.search(raw) else 0.0
    score -= 6.0 if LEAVING.search(raw) else 0.0
    score -= 3.0 if ADVICE.search(raw.strip()) else 0.0
    score -= 1.0 if re.search(r"\byour?\b", raw.lower()) else 0.0
    score -= 1.5 if MASKED.search(raw) else 0.0
    score -= 1.0 if question or re.search(r"\b(?:will|would)\b", raw) else 0.0
    score += 8.0 if _ONE_THING.search(text, 0, span[0]) else 0.0
    score -= span[0] / 4000  # of equals, the earlier one
    return Clause(text=raw.strip(), span=span, question=question, score=score)
