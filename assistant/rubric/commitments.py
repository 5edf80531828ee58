"""The commitment ledger: every promise of a reply as a record (what, who, by when, on whose say)."""

from __future__ import annotations

from assistant.domain import Commitment, CommitmentAuthority
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.timing import stated_due, untimed
from assistant.rubric.wording import plain
from assistant.text import lowered_first


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
        what=_what(promise.clause),
        owner=promise.owner,
        due=due or stated_due(promise.sentence.text, review.deadlines),
        authority=stands_on,
        status="needs_approval" if stands_on.kind == "none" else "backed",
        span=promise.sentence.span,
    )


_OPENING = Phrases(
    r"^(?:i|we)(?:'ll| will|'m| am|'re| are| shall)(?: going to)? (?:now |also |then "
    r"|personally )*",
    r"^(?:i|we) (?:promise|guarantee|assure you|confirm)(?: that| to)? ",
    r"^(?:you have my word that) ",
)  # fmt: skip


def _what(clause: str) -> str:
    """The thing promised, without "I will" and without its time."""
    text = untimed(clause.strip(" .!,;"))
    opening = _OPENING.first(text)
    text = text[opening[1] :] if opening else text
    return lowered_first(" ".join(text.split()).strip(" .!,;")) or clause.strip()


_FUTURE = Phrases(r"(?:\bwill|'ll|\bshall|\b(?:am|are|is) going to|'re going to) ")


def rewrite(text: str, commitment: Commitment, deadline_text: str) -> str:
    """The text with the sentence of a commitment as a question that somebody answers in time.

    Args:
        text: the reply, which holds the commitment's sentence.
        commitment: a record of `commitments`.
        deadline_text: when the customer hears, in words ("Friday at 17:30").
    """
    start, end = commitment.span or (0, 0)
    if text[start:end] != commitment.text:
        start = text.find(commitment.text)
        end = start + len(commitment.text)
    if start < 0 or end <= start:
        return text
    asked = f"I am asking {_asked(plain(commitment.what))}, and I will tell you by {deadline_text}"
    return f"{text[:start]}{_bullet(commitment.text)}{asked}.{text[end:]}"


def rewritten(commitment: Commitment) -> Commitment:
    """The same commitment once its sentence has been rewritten as a question."""
    return commitment.model_copy(update={"status": "rewritten"})


def _bullet(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return f"{first} " if first in ("-", "*", "•") else ""


def _asked(what: str) -> str:
    """ "whether we can refund the full amount", "about replacing it"."""
    if what.split(maxsplit=1)[0].endswith("ing"):
        return f"about {what}"
    future = _FUTURE.first(what)
    if future is None:
        return f"whether {what}" if what.startswith("you ") else f"whether we can {what}"
    return f"whether {what[: future[0]].strip() or 'we'} can {what[future[1] :]}"
