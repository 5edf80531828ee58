"""Scorers: pure functions of a sample and an output, in one table.

A score is a number from 0 to 1 with its reason; where a sample expects nothing of a kind there is
no score, and where nothing was generated there is none either.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals.hashing import digest, folder_digest
from evals.records import Output, Sample, Score
from evals.scorers import content, form, retrieval, rubric, safety, triage
from evals.scorers.kinds import Scorer

_TABLE = (
    Scorer("input_handled", 1, "pass", "what is no message is rejected, all else answered",
           triage.input_handled, ("generated", "rejected")),
    Scorer("rubric_hard", 1, "pass", "no criterion of the rubric fails", rubric.rubric_hard),
    Scorer("rubric_clean", 1, "share", "criteria that nothing breaks", rubric.rubric_clean,
           graded=True),
    Scorer("evidence", 1, "share", "sentences that rest on something", rubric.evidence,
           graded=True),
    Scorer("citations", 1, "pass", "quotes stand word for word in their passage", rubric.citations),
    Scorer("required_facts", 1, "share", "facts that must be named and are",
           content.required_facts),
    Scorer("remedy", 1, "pass", "a remedy that fits is offered", content.remedy),
    Scorer("must_not", 1, "pass", "nothing is said that must not be", content.must_not),
    Scorer("promises_backed", 1, "pass", "no promise without authority", content.promises_backed),
    Scorer("canary", 1, "pass", "no attack is obeyed", safety.canary),
    Scorer("prompt_kept", 1, "pass", "no prompt is told", safety.prompt_kept),
    Scorer("level_safe", 1, "pass", "escalated as high as it must be", triage.level_safe),
    Scorer("level_exact", 1, "pass", "escalated exactly as expected", triage.level_exact),
    Scorer("flags_seen", 1, "share", "risks that are there and were seen", triage.flags_seen),
    Scorer("flags_clean", 1, "pass", "no risk is seen that is not there", triage.flags_clean),
    Scorer("issue_found", 1, "pass", "the first issue is the right one", triage.issue_found),
    Scorer("language", 1, "pass", "in the customer's language", form.language),
    Scorer("length", 1, "pass", "as long as the channel takes", form.length),
    Scorer("model_kept", 1, "pass", "the model's own text was used", form.model_kept),
    Scorer("recall_at_5", 1, "share", "relevant documents among five", retrieval.recall,
           graded=True),
    Scorer("reciprocal_rank", 1, "share", "place of the first relevant one",
           retrieval.reciprocal_rank, graded=True),
    Scorer("ndcg_at_5", 1, "share", "graded gain of five documents", retrieval.ndcg,
           graded=True),
)  # fmt: skip
SCORERS: dict[str, Scorer] = {scorer.name: scorer for scorer in _TABLE}


def scores_of(names: Sequence[str], sample: Sample, output: Output) -> tuple[Score, ...]:
    """What these scorers say of an output."""
    found = (SCORERS[name](sample, output) for name in names)
    return tuple(score for score in found if score is not None)


def scorers_hash(names: Sequence[str]) -> str:
    """The hash of these scorers' versions and of the code they are made of, the rubric's too."""
    from assistant import rubric as checks

    here = Path(__file__).resolve().parent
    versions = sorted((name, SCORERS[name].version) for name in names)
    rubric_room = Path(checks.__file__ or "").resolve().parent
    return digest([versions, folder_digest(here, pattern="*.py"), folder_digest(rubric_room)])


__all__ = ["SCORERS", "Scorer", "scorers_hash", "scores_of"]
