"""The clauses of a message, and how well each says what the matter is.

Our model says which clause tells of the situation (`triage.situations`); what is left to weigh, grammar
and the weight of words decide.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from assistant.domain import Span, Triage
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
    SARCASM,
    STAKES,
    STOP,
    VERDICT,
)
from assistant.drafting.shift_words import FINITE
from assistant.drafting.telling import LONGEST, SHORTEST, Clause, visible
from assistant.drafting.unsaid import sayable
from assistant.drafting.verbs import has_verb
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
_ONE_THING = re.compile(
    r"\b(?:one|a) (?:small |little |other |last |more )*(?:thing|question|point|snag)\b[^.!?]{0,12}[:,]\s{0,3}$",
    re.I,
)
"""What follows is the matter, whatever thanks stand before it."""
FAILS = re.compile(
    rf"\b(?:{COMPLAINT})\b|\b(?:no|not|never|nothing|nobody|without|again|still|only|instead|twice)\b|n't\b"
    r"|\b(?:un|mis|in)[a-z]{5,}\b|\d",
    re.IGNORECASE,
)
"""What tells of a failure: that they were there for a birthday is no point to be answered."""
_ITEM = re.compile(
    r",\s{1,3}(?:and (?:then |finally )?|then |plus )?"
    r"(?=(?:i|we|my|our|your|the|an?|it|he|she|they|there|there's|nobody|no one|somebody|your) )",
    re.IGNORECASE,
)
_LIST_WORDS = 50
_LIST = 3
"""Items from which a sentence is a list."""
MOST_SENTENCES, _OFTEN = 60, 3
"""Sentences that are looked at; how often one must come to be no more than filler."""
_NO_WORDS = " .,;:!?\"'“”‘’()-–—*/\n\t"
_AFTER_TIME = re.compile(r"(?<=[ap]\.m\.)\s{1,3}(?=[A-Z][a-z']* |I )")


def reading_of(message: str, triage: Triage) -> Reading:
    """What our model makes of a message; empty where it does not know the language."""
    return read(message) if triage.language.startswith("en") else Reading({}, ())


def shared(reading: Reading, span: Span) -> dict[str, float]:
    """Situation → margin of the model's clause that shares most with a span."""
    best, scores = 0, {}
    for place, found in reading.clauses:
        both = min(span[1], place[1]) - max(span[0], place[0])
        if both > best:
            best, scores = both, found
    return scores


@lru_cache(maxsize=8)
def clauses_of(message: str, triage: Triage) -> tuple[Clause, ...]:
    """The clauses of a message with their scores; the first detail and the further ones choose
    from the same.
    """
    text = visible(sayable(message))
    reading = reading_of(message, triage)
    return tuple(
        clause.model_copy(update={"score": _weighed(clause, triage, reading)})
        for clause in _split(text, triage)
    )


def _weighed(clause: Clause, triage: Triage, reading: Reading) -> float:
    """Rules and model together; where the situation is unknown, whatever tells of any."""
    scores = shared(reading, clause.span)
    if not scores:
        return clause.score
    main = triage.issues[0].id
    margin = scores.get(main, max(scores.values()))
    happened = clause.question or FINITE.search(clause.text) or DEMAND.match(clause.text)
    led_up = BACKGROUND.search(clause.text) and not FAILS.search(clause.text)
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


def listed_items(text: str) -> list[Span]:
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
    spans = [each for each in sentence_spans(text) if text[slice(*each)].strip(_NO_WORDS)]
    shapes = [re.sub(r"\d+", "0", " ".join(text[slice(*each)].lower().split())) for each in spans]
    often = Counter(shapes)
    once = [each for each, shape in zip(spans, shapes, strict=True) if often[shape] < _OFTEN]
    return (once or spans)[:MOST_SENTENCES]


def sentence_spans(text: str) -> list[Span]:
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
