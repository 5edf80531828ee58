"""What a judge adds to a verdict: rates raw and corrected, preferences; when it may not gate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

from evals.judgements import PREFIX, Panel, Preference, question_name
from evals.records import Row, Sample, Suite
from evals.statistics.aggregate import cluster_means
from evals.statistics.calibration import Calibration, corrected
from evals.statistics.intervals import Interval
from evals.statistics.significance import sign_flip
from evals.verdicts.records import JudgeLine, PairLine
from evals.verdicts.scores import ArmScores, trials_of

_WORTH: dict[str, float] = {"won": 1.0, "lost": -1.0, "tied": 0.0}


def judge_lines(
    suite: Suite, panel: Panel, rows: Sequence[Row], scores: ArmScores
) -> tuple[JudgeLine, ...]:
    """Each question over an arm's replies."""
    names = [question_name(q) for q in suite.judge.questions] if suite.judge else []
    return tuple(_line(name, suite, panel, rows, scores) for name in names)


def _line(
    name: str, suite: Suite, panel: Panel, rows: Sequence[Row], scores: ArmScores
) -> JudgeLine:
    said = [row.output.judged.get(name) for row in rows if row.output.state == "generated"]
    means = list(cluster_means(trials_of(scores, PREFIX + name)).values())
    calibration = panel.calibrations.get(name)
    return JudgeLine(
        question=name,
        model=panel.model,
        raw=fmean(means) if means else None,
        corrected=_corrected(means, calibration),
        calibration=calibration,
        asked=len(said),
        unscored=sum(each is None or each.verdict is None for each in said),
        gates=PREFIX + name in suite.gates.quality,
        note=panel.reasons.get(name, "") if calibration is None else "",
    )


def _corrected(means: Sequence[float], calibration: Calibration | None) -> Interval | None:
    """The rate over clusters corrected; a cluster counts as one answer, however many it holds."""
    if calibration is None or not means or not calibration.tells_apart:
        return None
    return corrected(math.fsum(means), len(means), calibration)


def untrusted(lines: Sequence[JudgeLine], floor: float) -> tuple[str, ...]:
    """Why judges that gate may not: no calibration, no better than a coin, too few verdicts."""
    return tuple(why for line in lines if line.gates and (why := _why_not(line, floor)))


def _why_not(line: JudgeLine, floor: float) -> str:
    name = f"the judge of {line.question}"
    if line.calibration is None:
        return f"{name} is not calibrated: {line.note or 'no labels'}"
    if not line.calibration.tells_apart:
        low = line.calibration.sensitivity.low + line.calibration.specificity.low
        return f"{name} may be no better than a coin (TPR + TNR is at least {low:.2f}, needed > 1)"
    scored = line.asked - line.unscored
    if not line.asked or scored < floor * line.asked:
        return f"{name} decided {scored} of {line.asked} replies (needed {floor:.0%})"
    return ""


def pair_lines(suite: Suite, panel: Panel, samples: Sequence[Sample]) -> tuple[PairLine, ...]:
    """How often the judge prefers the candidate's reply."""
    clusters = {sample.id: sample.cluster for sample in samples}
    return tuple(_pair(name, panel, found, clusters) for name, found in panel.pairs.items())


def _pair(
    name: str, panel: Panel, found: Mapping[str, Sequence[Preference]], clusters: Mapping[str, str]
) -> PairLine:
    flat = [each for preferences in found.values() for each in preferences]
    groups: dict[str, list[float]] = {}
    for sample, preferences in found.items():
        values = [_WORTH[each] for each in preferences if each in _WORTH]
        groups.setdefault(clusters.get(sample, sample), []).extend(values)
    means = [fmean(values) for values in groups.values() if values]
    return PairLine(
        question=name, model=panel.model, won=flat.count("won"), lost=flat.count("lost"),
        tied=flat.count("tied"), unscored=flat.count("unscored"), clusters=len(means),
        p=sign_flip(means) if means else None,
    )  # fmt: skip
