"""Makes the judge of a suite: which model, that it does not judge itself, what it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.settings import Settings, load
from evals.errors import SuiteError
from evals.hashing import digest, files_digest
from evals.judgements import Judging, question_name
from evals.judges.asking import Judge
from evals.judges.panel import Bank
from evals.judges.questions import PAIR, question_prompt
from evals.records import Arm, Suite
from evals.solving.purse import Purse
from evals.tape import Tape


def judge_model(judging: Judging, settings: Settings) -> str:
    """The model that judges.

    Raises:
        SuiteError: none is named.
    """
    name = judging.model or settings.judge_model.strip()
    if not name:
        raise SuiteError(
            "the suite asks a judge, and none is named",
            remedy="set COMPOSURE_JUDGE_MODEL=provider:name, or judge: {model: …}",
        )
    return name


def check_independence(judging: Judging, model: str, arms: Sequence[Arm]) -> None:
    """No model judges itself unawares: it prefers its own kind.

    Raises:
        SuiteError: the judge wrote what it is to judge.
    """
    own = [arm.id for arm in arms if _bare(arm.model.name) == _bare(model)]
    if own and not judging.own_model:
        raise SuiteError(
            f"{model} would judge its own replies ({', '.join(own)})",
            remedy="another COMPOSURE_JUDGE_MODEL, or judge: {own_model: true}",
        )


def _bare(model: str) -> str:
    """The model's own name, whoever serves it."""
    return model.rpartition("/")[2].rpartition(":")[2].lower()


def judge_print(suite: Suite) -> str:
    """The hash of what verdicts depend on: model, questions, labels; empty without a judge."""
    judging = suite.judge
    if judging is None:
        return ""
    folder = Path(suite.folder)
    prompts = [question_prompt(name, folder).hash for name in judging.questions]
    prompts += [question_prompt(name, folder, variables=PAIR).hash for name in judging.pairs]
    labels = [files_digest([folder / name], root=folder / name) for name in _files(judging)]
    return digest([judge_model(judging, load()), prompts, labels])


def _files(judging: Judging) -> list[str]:
    return [judging.labels[name] for name in sorted(judging.labels)]


def bank_for(
    suite: Suite, arms: Sequence[Arm], tape: Tape, purse: Purse, *, record: bool, workers: int
) -> Bank | None:
    """The judge with its questions; None where the suite asks none.

    Raises:
        SuiteError: no model is named, it would judge itself, or a question or label is unusable.
    """
    judging = suite.judge
    if judging is None:
        return None
    settings = load(tracing=False)
    model = judge_model(judging, settings)
    check_independence(judging, model, arms)
    judge = Judge(
        model, settings, tape, wallet=purse, prices=judging.prices, record=record
    )  # fmt: skip
    return Bank(judge, judging, Path(suite.folder), workers=workers)


def verdicts_on(labels: Path, question: str) -> list[tuple[bool, bool | None]]:
    """Labels and verdicts of COMPOSURE_JUDGE_MODEL; what it said before is not asked again.

    Raises:
        SuiteError: no judge is named, or question or labels are unusable.
    """
    judging = Judging(questions=(question,), labels={question_name(question): str(labels)})
    settings = load(tracing=False)
    model = judge_model(judging, settings)
    path = settings.home / "evals" / "judges" / "tape.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    judge = Judge(
        model, settings, Tape(path), wallet=Purse(), prices=judging.prices, record=True
    )  # fmt: skip
    return Bank(judge, judging, Path.cwd()).verdicts(question_name(question))
