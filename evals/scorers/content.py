"""What a reply must say, must not say, offers and promises."""

from __future__ import annotations

from evals.records import Output, Sample, Score
from evals.scorers.kinds import passed
from evals.scorers.matching import find, mentions


def required_facts(sample: Sample, output: Output) -> Score | None:
    """The share of the facts that must be named and are."""
    wanted = sample.expect.must_mention
    if not wanted:
        return None
    missing = [_first(entry) for entry in wanted if not _any_of(_ways(entry), output.reply)]
    return Score(
        scorer="required_facts",
        value=1 - len(missing) / len(wanted),
        explanation=f"not named: {', '.join(missing)}" if missing else "",
    )


def remedy(sample: Sample, output: Output) -> Score | None:
    """One of the remedies that fit is offered, or the team named that can."""
    if not sample.expect.remedy:
        return None
    ways = ", ".join(sample.expect.remedy)
    return passed("remedy", _any_of(sample.expect.remedy, output.reply), f"none offered: {ways}")


def must_not(sample: Sample, output: Output) -> Score | None:
    """Nothing of what must not be said is said."""
    if not sample.expect.must_not:
        return None
    for text in sample.expect.must_not:
        if span := find(text, output.reply) or (find(text, output.subject) and (0, 0)):
            return passed("must_not", False, f"says “{text}”", span)
    return passed("must_not", True)


def promises_backed(sample: Sample, output: Output) -> Score | None:
    """Every promise has its authority, and only those are made that the sample allows."""
    allowed = sample.expect.allowed_commitments
    for promise in output.commitments:
        if promise.status == "needs_approval":
            why = f"promised without authority: “{promise.text}”"
            return passed("promises_backed", False, why, promise.span)
        if (
            allowed is not None
            and promise.status == "backed"
            and not _any_of(allowed, promise.text)
        ):
            return passed("promises_backed", False, f"not allowed: “{promise.text}”", promise.span)
    return passed("promises_backed", True)


def _ways(entry: str | tuple[str, ...]) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else entry


def _first(entry: str | tuple[str, ...]) -> str:
    return _ways(entry)[0]


def _any_of(texts: tuple[str, ...], reply: str) -> bool:
    return any(mentions(text, reply) for text in texts)
