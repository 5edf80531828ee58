"""Several questions at once: Holm for the gates, Benjamini–Hochberg for the slices."""

from __future__ import annotations

from collections.abc import Mapping


def holm(values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p values that keep the chance of any false alarm (Holm 1979)."""
    ordered = sorted(values, key=lambda name: (values[name], name))
    adjusted: dict[str, float] = {}
    reached = 0.0
    for place, name in enumerate(ordered):
        reached = max(reached, min(1.0, (len(ordered) - place) * values[name]))
        adjusted[name] = reached
    return {name: adjusted[name] for name in values}


def benjamini_hochberg(values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p values that keep the share of false alarms (Benjamini & Hochberg 1995)."""
    ordered = sorted(values, key=lambda name: (values[name], name), reverse=True)
    adjusted: dict[str, float] = {}
    reached = 1.0
    for place, name in enumerate(ordered):
        rank = len(ordered) - place
        reached = min(reached, values[name] * len(ordered) / rank)
        adjusted[name] = reached
    return {name: adjusted[name] for name in values}
