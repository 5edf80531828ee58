"""The words that all reports share."""

from __future__ import annotations

from collections.abc import Mapping

from evals.statistics.comparing import Contrast
from evals.statistics.intervals import Interval
from evals.verdicts.records import JudgeLine, PairLine

HEADLINES = {
    "improved": "improved, and nothing fell",
    "not_worse": "not worse",
    "passed": "passed",
    "reference": "only described",
    "regressed": "regressed",
    "broken": "a hard rule is broken",
    "incomplete": "incomplete: too much is missing to judge",
    "inconclusive": "inconclusive: this suite cannot tell",
    "incomparable": "incomparable",
}


def level(alpha: float) -> str:
    """The level of an interval."""
    return f"{100 * (1 - alpha):g} %"


def unseen_line(unseen: Mapping[str, int]) -> str:
    """What samples expect and no scorer of the suite looks at; empty where there is nothing."""
    told = ", ".join(
        f"{name} ({count} sample{'s' * (count > 1)})" for name, count in unseen.items()
    )
    return f"expected, and looked at by no scorer of this suite: {told}" if told else ""


def percent(value: float) -> str:
    """A share as people read it; what is not quite all is not 100 %."""
    shown = f"{value * 100:.1f}"
    if shown == "100.0" and value < 1:
        return "99.9\u00a0%"
    return f"{shown.removesuffix('.0')}\u00a0%"


def share(interval: Interval | None) -> str:
    """A share with its interval, in per cent; empty where there is none."""
    if interval is None:
        return ""
    low, high = 100 * interval.low, 100 * interval.high
    return f"{100 * interval.estimate:.0f}\u00a0% ({low:.0f}–{high:.0f})"


def points(value: float) -> str:
    """A difference in points."""
    return f"{value * 100:+.1f}".replace("-", "−")


def p_value(value: float) -> str:
    """A p as people read it; none is ever 0."""
    return "< 0.0001" if value < 0.0001 else f"{value:.4f}"


def judge_line(each: JudgeLine) -> str:
    """What a judge says of an arm, in one line."""
    if each.raw is None:
        return f"judge {each.question} ({each.model}): no verdict; {each.unscored} unscored"
    told = f"judge {each.question} ({each.model}): yes to {percent(each.raw)}"
    if each.corrected:
        low, high = percent(each.corrected.low), percent(each.corrected.high)
        told += f", corrected {percent(each.corrected.estimate)} [{low}, {high}]"
    return f"{told}; {trust(each)}; {each.unscored} of {each.asked} unscored"


def trust(each: JudgeLine) -> str:
    """How far a judge can be believed."""
    found = each.calibration
    if found is None:
        return "not calibrated: it describes and gates nothing"
    may = "" if found.tells_apart else ", perhaps no better than a coin"
    rates = (found.sensitivity, found.specificity)
    names = ("TPR", "TNR")
    told = [
        f"{name} {percent(rate.estimate)} [{percent(rate.low)}, {percent(rate.high)}] of {rate.n}"
        for name, rate in zip(names, rates, strict=True)
    ]
    return f"{', '.join(told)}, κ {found.kappa:.2f}{may}"


def pair_line(each: PairLine) -> str:
    """Which arm a judge prefers, in one line."""
    told = f"won {each.won}, lost {each.lost}, tied {each.tied}, unscored {each.unscored}"
    p = "" if each.p is None else f"; p {p_value(each.p)} over {each.clusters} clusters"
    return f"pairs {each.question} ({each.model}): {told}{p}"


def contrast_line(each: Contrast) -> str:
    """One metric against its baseline, in one line."""
    interval = f"[{points(each.low)}, {points(each.high)}]"
    numbers = f"{points(each.difference)} points {interval}, margin −{each.margin * 100:g}"
    tests = f"p {p_value(each.p)}, Holm {p_value(each.adjusted)}"
    if each.fell or each.rose:
        tests += f"; {each.fell} fell, {each.rose} rose, McNemar {p_value(each.mcnemar)}"
    note = f" ({each.note})" if each.note else ""
    return f"{each.metric}: {each.decision.replace('_', ' ')}: {numbers}; {tests}{note}"
