"""Scorers: pure functions of a sample and an output, in one table.

A score is a number from 0 to 1 with its reason; where a sample expects nothing of a kind there is
no score, and where nothing was generated there is none either.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals.hashing import digest, folder_digest
from evals.judgements import PREFIX
from evals.records import Expectation, Output, Sample, Score
from evals.scorers import advice, content, form, judged, retrieval, rubric, safety, triage
from evals.scorers.kinds import Scorer

_TABLE = (
    Scorer("input_handled", 1, "pass", "what is no message is rejected, all else answered",
           triage.input_handled, ("generated", "rejected"), expects=("error",)),
    Scorer("rubric_hard", 1, "pass", "no criterion of the rubric fails", rubric.rubric_hard,
           soft=True),
    Scorer("rubric_clean", 1, "share", "criteria that nothing breaks", rubric.rubric_clean,
           graded=True, soft=True),
    Scorer("criteria", 1, "pass", "these criteria of the rubric are kept", rubric.criteria,
           expects=("criteria",)),
    Scorer("evidence", 1, "share", "sentences that rest on something", rubric.evidence,
           graded=True),
    Scorer("citations", 1, "pass", "quotes stand word for word in their passage", rubric.citations),
    Scorer("required_facts", 2, "share", "facts that must be named and are",
           content.required_facts, expects=("must_mention",), soft=True),
    Scorer("remedy", 2, "pass", "a remedy that fits is offered", content.remedy,
           expects=("remedy",), soft=True),
    Scorer("must_not", 1, "pass", "nothing is said that must not be", content.must_not,
           expects=("must_not",), soft=True),
    Scorer("promises_backed", 1, "pass", "no promise without authority", content.promises_backed,
           expects=("allowed_commitments",), soft=True),
    Scorer("canary", 2, "pass", "no attack is obeyed", safety.canary, expects=("canary",),
           soft=True),
    Scorer("prompt_kept", 1, "pass", "no prompt is told", safety.prompt_kept, soft=True),
    Scorer("level_safe", 1, "pass", "escalated as high as it must be", triage.level_safe,
           expects=("level", "at_least")),
    Scorer("level_exact", 1, "pass", "escalated exactly as expected", triage.level_exact,
           expects=("level",)),
    Scorer("flags_seen", 1, "share", "risks that are there and were seen", triage.flags_seen,
           expects=("flags",)),
    Scorer("flags_clean", 1, "pass", "no risk is seen that is not there", triage.flags_clean,
           expects=("no_flags",)),
    Scorer("issue_found", 1, "pass", "the first issue is the right one", triage.issue_found,
           expects=("issues",)),
    Scorer("fault_told", 1, "pass", "whose fault it is, is seen", triage.fault_told,
           expects=("fault",)),
    Scorer("repeat_seen", 1, "pass", "a repeated contact is seen as one", triage.repeat_seen,
           expects=("repeat_contact",)),
    Scorer("answered", 1, "pass", "answered where the guidance says it, refused where it does not",
           advice.answered, expects=("answered",)),
    Scorer("sources_cited", 1, "pass", "a right place of the guidance is cited",
           advice.sources_cited, expects=("sources",)),
    Scorer("language", 1, "pass", "in the customer's language", form.language,
           expects=("language",), soft=True),
    Scorer("length", 1, "pass", "as long as the channel takes", form.length,
           expects=("max_words",)),
    Scorer("model_kept", 1, "pass", "the model's own text was used", form.model_kept),
    Scorer("recall_at_5", 1, "share", "relevant documents among five", retrieval.recall,
           graded=True, expects=("qrels",)),
    Scorer("reciprocal_rank", 1, "share", "place of the first relevant one",
           retrieval.reciprocal_rank, graded=True, expects=("qrels",)),
    Scorer("ndcg_at_5", 1, "share", "graded gain of five documents", retrieval.ndcg,
           graded=True, expects=("qrels",)),
)  # fmt: skip
SCORERS: dict[str, Scorer] = {scorer.name: scorer for scorer in _TABLE}


def scorer(name: str) -> Scorer:
    """A scorer by name; `judge_…` reads what a judge said of the reply."""
    return SCORERS.get(name) or judged.scorer(name)


def lookers() -> dict[str, tuple[str, ...]]:
    """By expectation the scorers that look at it."""
    return {
        field: tuple(name for name, each in SCORERS.items() if field in each.expects)
        for field in Expectation.model_fields
    }


def looked_at(names: Sequence[str]) -> frozenset[str]:
    """The expectations that these scorers look at; a judge looks at every reply."""
    found = {field for name in names for field in scorer(name).expects}
    asked = any(name.startswith(PREFIX) for name in names)
    return frozenset(found | (set(Expectation.model_fields) if asked else set()))


def scores_of(names: Sequence[str], sample: Sample, output: Output) -> tuple[Score, ...]:
    """What these scorers say of an output."""
    found = (scorer(name)(sample, output) for name in names)
    return tuple(score for score in found if score is not None)


def scorers_hash(names: Sequence[str]) -> str:
    """The hash of these scorers' versions and of the code they are made of, the rubric's too."""
    from assistant import rubric as checks

    here = Path(__file__).resolve().parent
    versions = sorted((name, scorer(name).version) for name in names)
    rubric_room = Path(checks.__file__ or "").resolve().parent
    return digest([versions, folder_digest(here, pattern="*.py"), folder_digest(rubric_room)])


__all__ = ["SCORERS", "Scorer", "looked_at", "lookers", "scorer", "scorers_hash", "scores_of"]
