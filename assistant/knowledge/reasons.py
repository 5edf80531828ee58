"""What a passage's score in a search is made of, part by part; diversity is one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.domain import Passage, Record
from assistant.knowledge.lexical import written

POINTED = 0.4
"""The share in a score of how surely a question points to a passage, where they are looked at."""
SENTENCE = 1 / 6
"""The share of the nearest sentence in a score, where passages are looked at closely."""
DIVERSITY = 0.05
"""Taken off for each better passage of the same section or with the same text."""
FIELDS = ("words", "title", "section", "asked_as")
"""The parts of the lexical half, in the order in which they are counted."""


class Reasons(Record):
    """What a passage's score is made of; the parts add up to it, but for rounding."""

    meaning: float
    """How near the query's meaning is to the passage's (dense)."""
    words: float
    """The query's words in its text (BM25)."""
    title: float
    section: float
    asked_as: float
    """The query's words among those in which people ask for it."""
    sentence: float = 0.0
    """How near its nearest sentence is, where that was looked at."""
    pointed: float = 0.0
    """How surely such questions ask for it, as was learnt from many; shipped passages only."""
    kind: float = 0.0
    """What it lost because such a query is seldom about one situation or rule."""
    diversity: float
    """What it lost because a better passage of the same section stands before it."""
    matched: tuple[str, ...]
    """The query's words that it holds in any field."""
    instead: tuple[str, ...] = ()
    """Words it holds that mean the same, or that name what the query is about."""


class Ranked(Record):
    """A passage with its reasons."""

    passage: Passage
    reasons: Reasons
    reranking: str = ""
    """Where a reranker is set: the place it had before, or why it was not reranked."""


def with_sentence(ranked: Ranked, cosine: float) -> Ranked:
    """With the share of its nearest sentence; the other parts make room for it."""
    kept = {
        name: round(getattr(ranked.reasons, name) * (1 - SENTENCE), 4)
        for name in ("meaning", "kind", *FIELDS)
    }
    added = round(SENTENCE * min(1.0, cosine), 4)
    score = round(sum(kept.values()) + added, 4)
    return Ranked(
        passage=ranked.passage.model_copy(update={"score": score}),
        reasons=ranked.reasons.model_copy(update={**kept, "sentence": added}),
    )


def with_pointed(ranked: Ranked, surely: float) -> Ranked:
    """With the share of how surely a question asks for it; the other parts make room for it."""
    names = ("meaning", "sentence", "kind", *FIELDS)
    kept = {name: round(getattr(ranked.reasons, name) * (1 - POINTED), 4) for name in names}
    added = round(POINTED * surely, 4)
    score = round(sum(kept.values()) + added, 4)
    return Ranked(
        passage=ranked.passage.model_copy(update={"score": score}),
        reasons=ranked.reasons.model_copy(update={**kept, "pointed": added}),
    )


def first_ranked(passage: Passage, meaning: float, shares: Sequence[float], kind: float) -> Ranked:
    """A passage with what its meaning and each field give it, and its kind takes."""
    kind = max(kind, -(meaning + sum(shares)))
    score = round(meaning + sum(shares) + kind, 4)
    values = dict(zip(FIELDS, (round(share, 4) for share in shares), strict=True))
    return Ranked(
        passage=passage.model_copy(update={"score": score}),
        reasons=Reasons(
            meaning=round(meaning, 4), kind=round(kind, 4), **values, diversity=0.0, matched=()
        ),
    )


def named(ranked: Ranked, query: str, found: tuple[str, ...]) -> Ranked:
    """With the words that were found in it, as the query writes them."""
    asked, passage = written(query), ranked.passage
    instead = [word for word in found if word not in asked]
    own = written(f"{passage.text} {passage.title} {passage.section}") if instead else {}
    update = {
        "matched": tuple(asked[word] for word in found if word in asked),
        "instead": tuple(own.get(word, word) for word in instead),
    }
    return ranked.model_copy(update={"reasons": ranked.reasons.model_copy(update=update)})


def diverse(found: Sequence[Ranked]) -> list[Ranked]:
    """The same, pieces of a section and copies of a text behind what is new."""
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for each in found:
        passage = each.passage
        keys = ((passage.document, passage.section), (" ".join(passage.text.split()),))
        times = max(seen[key] for key in keys)
        seen.update(keys)
        made.append(_behind(each, times) if times else each)
    return sorted(made, key=lambda each: -each.passage.score)


def _behind(ranked: Ranked, times: int) -> Ranked:
    loss = min(ranked.passage.score, times * DIVERSITY)
    score = round(ranked.passage.score - loss, 4)
    return Ranked(
        passage=ranked.passage.model_copy(update={"score": score}),
        reasons=ranked.reasons.model_copy(update={"diversity": round(-loss, 4)}),
    )
