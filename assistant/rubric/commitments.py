"""The commitment ledger: every promise of a reply as a record (what, who, by when, on whose say)."""

from __future__ import annotations

import re

from assistant.domain import Commitment, CommitmentAuthority
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.rewriting import promised, rewrite
from assistant.rubric.timing import stated_due


def commitments(review: Review) -> tuple[Commitment, ...]:
    """The promises of a reply in order, with ids `c1`, `c2` …; offers are no promises."""
    made = zip(review.promises, review.grants, strict=True)
    binding = [(promise, grant) for promise, grant in made if promise.binding]
    return _dated(
        review,
        tuple(
            _commitment(review, promise, grant, f"c{number}")
            for number, (promise, grant) in enumerate(binding, start=1)
        ),
    )


_SAME = Phrases(
    r"^(?:(?:by|at|before|on|until|till|no later than|also) )*(?:the|that) (?:very )?same"
    r" (?:time|hour|moment|day|date|deadline|morning|afternoon|evening)\b",
    r"^(?:by|before|until|till) (?:then|that (?:time|day|date|hour))\b",
)
_BY_THEN = Phrases(r"\bby (?:then|that (?:time|day|date|hour))\b")
"""A time that only points back: "by the same time"."""


def _dated(review: Review, made: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The promises with the time itself where one only points back to the time before it."""
    dated: list[Commitment] = []
    for each in made:
        if _SAME.starts(each.due) if each.due else _BY_THEN.within(each.what):
            last = next((past.due for past in reversed(dated) if past.due), None)
            before = review.reply[: each.span[0]] if each.span else ""
            each = each.model_copy(
                update={"due": last or stated_due(before, review.deadlines) or each.due}
            )
        dated.append(each)
    return tuple(dated)


def _commitment(
    review: Review, promise: Promise, stands_on: CommitmentAuthority, id: str
) -> Commitment:
    due = stated_due(promise.clause, review.deadlines)
    return Commitment(
        id=id,
        text=review.reply[promise.sentence.start : promise.sentence.end],
        what=promised(promise.clause),
        owner=promise.owner,
        due=due or _shared_due(review, promise),
        authority=stands_on,
        status="needs_approval" if stands_on.kind == "none" else "backed",
        span=promise.sentence.span,
    )


def _shared_due(review: Review, promise: Promise) -> str | None:
    """The time of the whole sentence where it holds one promise, else the one before it."""
    sentence = promise.sentence
    beside = [each for each in review.promises if each.sentence.start == sentence.start]
    text = sentence.text
    lead = text[: beside[0].span[0] - sentence.start] if beside else ""
    if len(beside) > 1 or _SAYS.search(lead):
        text = "" if _SAYS.search(lead) else lead
    return stated_due(text, review.deadlines)


_SAYS = re.compile(
    r"[;:]|\b(?:i|we|you|he|she|they|it|is|are|was|were|has|have|had|following|since)\b|'(?:s|re|ve|m)\b",
    re.IGNORECASE,
)
"""What shows that the words before a promise say something of their own, with its own time."""


def rewritten(commitment: Commitment) -> Commitment:
    """The same commitment once its sentence has been rewritten as a question."""
    return commitment.model_copy(update={"status": "rewritten"})


__all__ = ["commitments", "rewrite", "rewritten"]
