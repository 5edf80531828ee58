"""The commitment ledger: every promise of a reply as a record (what, who, by when, on whose say)."""

from __future__ import annotations

from assistant.domain import Commitment, CommitmentAuthority
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.rewriting import promised, rewrite
from assistant.rubric.timing import stated_due


def commitments(review: Review) -> tuple[Commitment, ...]:
    """The promises of a reply in order, with ids `c1`, `c2` …; offers are no promises."""
    made = zip(review.promises, review.grants, strict=True)
    binding = [(promise, grant) for promise, grant in made if promise.binding]
    return tuple(
        _commitment(review, promise, grant, f"c{number}")
        for number, (promise, grant) in enumerate(binding, start=1)
    )


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
    if len(beside) > 1:
        text = text[: beside[0].span[0] - sentence.start]
    return stated_due(text, review.deadlines)


def rewritten(commitment: Commitment) -> Commitment:
    """The same commitment once its sentence has been rewritten as a question."""
    return commitment.model_copy(update={"status": "rewritten"})


__all__ = ["commitments", "rewrite", "rewritten"]
