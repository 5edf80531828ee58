"""What a judge said of a reply, as a score."""

from __future__ import annotations

from evals.judgements import PREFIX
from evals.records import Output, Sample, Score
from evals.scorers.kinds import Scorer


def scorer(name: str) -> Scorer:
    """The scorer of a judge's question."""
    question = name.removeprefix(PREFIX)

    def look(sample: Sample, output: Output) -> Score | None:
        found = output.judged.get(question)
        if found is None:
            return Score(scorer=name, explanation="not judged")
        if found.verdict is None:
            return Score(scorer=name, explanation=f"unscored: {found.why}")
        return Score(scorer=name, value=float(found.verdict), explanation=found.why)

    return Scorer(name, 1, "pass", f"a judge says yes to {question}", look)
