"""Does the statistics of the suites keep what it says? Simulations with a known truth.

    python -m benchmarks.evals_statistics [--runs 1000]

A against A: nothing differs, so every "regressed" is a false alarm; nominal is half of alpha, since
the two-sided test alarms in both directions and only a fall is red. Coverage: how often the 95 %
interval holds the true difference. Power: what `composure-eval power` foretells against a
simulation of the same stated model that was written anew here and goes through the gate itself,
alone and as the one metric of six that falls.
Judge: how often the corrected rate's 95 % interval holds the true rate.
"""

from __future__ import annotations

import argparse
import json
import math
from typing import Any

import numpy

from evals.statistics.aggregate import Trials
from evals.statistics.calibration import Calibration, corrected
from evals.statistics.comparing import contrast
from evals.statistics.comparing import corrected as among
from evals.statistics.power import Plan, rates_of, simulate

ALPHA = 0.05
CLUSTERS = (20, 35, 100)
SAMPLES, TRIALS = 3, 3
"""Samples of a cluster and trials of a sample, as in `pr`."""


def drawn_rates(draw: Any, clusters: int) -> Any:
    """True pass rates of about 0.84: clusters differ, and samples within them a little."""
    middle = draw.beta(4.2, 0.8, size=(clusters, 1))
    return numpy.clip(draw.normal(middle, 0.05, size=(clusters, SAMPLES)), 0.01, 0.99)


def trials_of(passes: Any) -> Trials:
    """Counts of passes as cluster → sample → trials."""
    return {
        f"c{c}": {
            f"s{s}": (1.0,) * int(count) + (0.0,) * (TRIALS - int(count))
            for s, count in enumerate(row)
        }
        for c, row in enumerate(passes)
    }


def against_itself(clusters: int, runs: int) -> dict[str, Any]:
    """The gate on two runs of one arm, over seeds."""
    alarms = covered = 0
    for seed in range(runs):
        draw = numpy.random.default_rng([seed, clusters])
        rates = drawn_rates(draw, clusters)
        sides = [trials_of(draw.binomial(TRIALS, rates)) for _ in range(2)]
        found = contrast("x", *sides, margin=0.05, alpha=ALPHA)
        alarms += found.decision == "regressed"
        covered += found.low <= 0 <= found.high
    limit = ALPHA / 2 + 3 * math.sqrt(ALPHA / 2 * (1 - ALPHA / 2) / runs)
    return {
        "what": "A against A", "clusters": clusters, "runs": runs,
        "false_alarms": alarms / runs, "allowed": round(limit, 4), "coverage": covered / runs,
        "holds": alarms / runs <= limit and 0.93 <= covered / runs <= 0.97,
    }  # fmt: skip


def power_against_simulation(
    clusters: int, drop: float, runs: int, gates: int = 1
) -> dict[str, Any]:
    """What `power` foretells, and the same model simulated through the gate."""
    draw = numpy.random.default_rng([7, clusters])
    measured = trials_of(draw.binomial(TRIALS, drawn_rates(draw, clusters)))
    plan = Plan(clusters=clusters, trials=TRIALS, drop=drop, margin=0.05, alpha=ALPHA, runs=runs,
                gates=gates)  # fmt: skip
    foretold = simulate(rates_of(measured), plan).regressed
    rates = numpy.array(
        [[(sum(v) + 0.5) / (len(v) + 1) for v in group.values()] for group in measured.values()]
    )
    worse, seen = fallen(rates, drop), 0
    for seed in range(runs):
        chance = numpy.random.default_rng([seed, clusters, 11])
        picked = chance.integers(0, clusters, clusters)
        sides = [trials_of(chance.binomial(TRIALS, each[picked])) for each in (rates, worse)]
        fell = contrast("x", *sides, margin=0.05, alpha=ALPHA)
        others = [
            contrast(f"o{n}", sides[0], sides[0], margin=0.05, alpha=ALPHA) for n in range(1, gates)
        ]
        seen += among([fell, *others], alpha=ALPHA)[0].decision == "regressed"
    return {
        "what": "power", "clusters": clusters, "drop": drop, "gates": gates, "runs": runs,
        "foretold": foretold,
        "simulated": seen / runs, "holds": abs(foretold - seen / runs) <= 0.03,
    }  # fmt: skip


def fallen(rates: Any, drop: float) -> Any:
    """The rates after the shift on the logit scale by which their mean falls by `drop`."""
    logits = numpy.log(rates / (1 - rates))
    shifts = numpy.linspace(0, 20, 200_001)
    low, high = 0, len(shifts) - 1
    while high - low > 1:
        middle = (low + high) // 2
        mean = (1 / (1 + numpy.exp(shifts[middle] - logits))).mean()
        low, high = (middle, high) if mean > rates.mean() - drop else (low, middle)
    return 1 / (1 + numpy.exp(shifts[high] - logits))


def judge_correction(tpr: float, tnr: float, theta: float, runs: int) -> dict[str, Any]:
    """A judge of known errors, calibrated on 60 good and 60 bad labels, asked about 200 replies."""
    draw = numpy.random.default_rng([int(100 * tpr), int(100 * tnr), int(100 * theta)])
    labels, replies, covered = 60, 200, 0
    for _ in range(runs):
        judge = Calibration(
            good=labels, bad=labels, good_called_good=int(draw.binomial(labels, tpr)),
            bad_called_bad=int(draw.binomial(labels, tnr)), unscored=0,
        )  # fmt: skip
        good = draw.binomial(replies, theta)
        said = draw.binomial(good, tpr) + draw.binomial(replies - good, 1 - tnr)
        found = corrected(int(said), replies, judge)
        covered += found.low <= theta <= found.high
    return {
        "what": "judge", "tpr": tpr, "tnr": tnr, "truth": theta, "runs": runs,
        "coverage": covered / runs, "holds": covered / runs >= 0.93,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    runs = parser.parse_args().runs
    lines = [against_itself(count, runs) for count in CLUSTERS]
    lines += [
        power_against_simulation(count, drop, 3 * runs)
        for count in (35, 100)
        for drop in (0.05, 0.1)
    ]
    lines += [power_against_simulation(count, 0.1, runs, gates=6) for count in (35, 100)]
    lines += [
        judge_correction(tpr, tnr, theta, runs)
        for tpr, tnr in ((0.95, 0.9), (0.9, 0.8), (0.75, 0.7))
        for theta in (0.5, 0.8, 0.95)
    ]
    for line in lines:
        print(json.dumps(line))
    print(f"{sum(line['holds'] for line in lines)} of {len(lines)} hold")


if __name__ == "__main__":
    main()
