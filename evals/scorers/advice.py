"""Answers to questions about the guidance: answered or rightly refused, from the right place."""

from __future__ import annotations

from evals.records import Output, Sample, Score
from evals.scorers.kinds import passed


def answered(sample: Sample, output: Output) -> Score | None:
    """Answered where the guidance says it; refused where it does not."""
    wanted = sample.expect.answered
    if wanted is None or output.answered is None:
        return None
    why = "refused, though the guidance says it" if wanted else "answered, though nothing says it"
    return passed("answered", output.answered == wanted, why)


def sources_cited(sample: Sample, output: Output) -> Score | None:
    """One of the right places is cited; a refusal cites none."""
    wanted = sample.expect.sources
    if not wanted:
        return None
    places = [cited.place for cited in output.citations]
    known = {name for place in places for name in _names(place)}
    return passed("sources_cited", bool(known & set(wanted)), f"cited: {', '.join(places) or '–'}")


def _names(place: str) -> list[str]:
    """How a place may be called: its document, and each heading on the way to it."""
    document, _, section = place.partition("#")
    return [document, place, *(f"{document}#{part}" for part in section.split(" > "))]
