"""The words that all reports share."""

from __future__ import annotations

from evals.statistics.comparing import Contrast

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


def percent(value: float) -> str:
    """A share as people read it; what is not quite all is not 100 %."""
    shown = f"{value * 100:.1f}"
    if shown == "100.0" and value < 1:
        return "99.9\u00a0%"
    return f"{shown.removesuffix('.0')}\u00a0%"


def points(value: float) -> str:
    """A difference in points."""
    return f"{value * 100:+.1f}"


def p_value(value: float) -> str:
    """A p as people read it; none is ever 0."""
    return "< 0.0001" if value < 0.0001 else f"{value:.4f}"


def contrast_line(each: Contrast) -> str:
    """One metric against its baseline, in one line."""
    interval = f"[{points(each.low)}, {points(each.high)}]"
    numbers = f"{points(each.difference)} points {interval}, margin −{each.margin * 100:g}"
    tests = f"p {p_value(each.p)}, Holm {p_value(each.adjusted)}"
    if each.fell or each.rose:
        tests += f"; {each.fell} fell, {each.rose} rose, McNemar {p_value(each.mcnemar)}"
    note = f" ({each.note})" if each.note else ""
    return f"{each.metric}: {each.decision.replace('_', ' ')}: {numbers}; {tests}{note}"
