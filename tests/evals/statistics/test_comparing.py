"""A decision says what the numbers allow; simulations hold the rates that it promises."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy
import pytest

from evals.statistics.aggregate import gathered
from evals.statistics.comparing import Contrast, contrast
from evals.statistics.multiplicity import holm
from evals.statistics.noise import _holm, any_alarm, false_alarms
from evals.statistics.power import Plan, lowered, rates_of, simulate
from evals.statistics.significance import sign_flip


def made(before: Sequence[float], after: Sequence[float], margin: float = 0.05) -> Contrast:
    sides = [
        gathered((f"c{n}", f"s{n}", v) for n, v in enumerate(side)) for side in (before, after)
    ]
    return contrast("facts", *sides, margin=margin)


def test_a_clear_drop_is_a_regression() -> None:
    """Half of forty clusters fall."""
    found = made([1.0] * 40, [0.0, 1.0] * 20)
    assert found.decision == "regressed"
    assert (found.difference, found.fell, found.rose) == (-0.5, 20, 0)


def test_a_clear_rise_is_an_improvement() -> None:
    """Half of forty clusters rise."""
    assert made([0.0] * 40, [0.0, 1.0] * 20).decision == "improved"


def test_a_small_steady_drop_is_not_worse_than_the_margin() -> None:
    """Surely a drop, surely smaller than the margin."""
    chance = random.Random(0)
    after = [0.9 - 0.01 + chance.gauss(0, 0.005) for _ in range(40)]
    found = made([0.9] * 40, after, margin=0.05)
    assert found.high < 0
    assert found.decision == "not_worse"


def test_a_wide_interval_settles_nothing_and_says_what_would() -> None:
    """Rises and falls cancel; the interval passes the margin on one side."""
    found = made([0.0, 1.0] * 15, [1.0, 0.0] * 15)
    assert found.decision == "inconclusive"
    assert found.needed is not None
    assert found.needed > 30


def test_few_clusters_decide_nothing() -> None:
    """Nineteen clusters are described only, whatever they say."""
    assert made([1.0] * 19, [0.0] * 19).decision == "descriptive"
    assert made([1.0] * 20, [0.0] * 20).decision == "regressed"


def test_no_movement_proves_only_what_its_size_allows() -> None:
    """With no variance the rate of moves is bounded: 35 clusters cannot promise 3 %, 400 can."""
    assert made([1.0] * 35, [1.0] * 35, margin=0.03).decision == "inconclusive"
    found = made([1.0] * 35, [1.0] * 35, margin=0.03)
    assert found.needed == math.ceil(math.log(0.025) / math.log(0.97))
    assert made([1.0] * 400, [1.0] * 400, margin=0.03).decision == "not_worse"


def test_only_samples_of_both_are_compared() -> None:
    """A sample that one side lacks counts on neither."""
    before = gathered([(f"c{n}", f"s{n}", 1.0) for n in range(30)])
    after = gathered([(f"c{n}", f"s{n}", 1.0) for n in range(25)])
    assert contrast("facts", before, after, margin=0.1).clusters == 25


@pytest.mark.parametrize("clusters", [20, 35, 100])
def test_a_against_a_rarely_alarms_and_the_interval_covers(clusters: int) -> None:
    """Over 1,000 seeds: alarms at most 2.5 % plus three standard errors, coverage 93–97 %."""
    chance = random.Random(clusters)
    rates = [[chance.betavariate(8, 2) for _ in range(3)] for _ in range(60)]
    found = simulate(rates, Plan(clusters=clusters, trials=3, drop=0.0, margin=0.03, seed=5))
    assert found.regressed <= 0.025 + 3 * math.sqrt(0.025 * 0.975 / 1000)
    assert 0.93 <= found.covered <= 0.97


def test_halves_of_one_arm_rarely_alarm() -> None:
    """`noise` deals the measured trials of one arm into two."""
    chance = random.Random(3)
    trials = gathered(
        (f"c{g}", f"s{g}.{s}", float(chance.random() < 0.8))
        for g in range(35)
        for s in range(3)
        for _ in range(6)
    )
    found = false_alarms(trials, margin=0.03, alpha=0.05, runs=1000, seed=1)
    assert found.regressed <= 0.025 + 3 * math.sqrt(0.025 * 0.975 / 1000)
    with pytest.raises(ValueError, match="two trials"):
        false_alarms(gathered([("a", "b", 1.0)]), margin=0.1, alpha=0.05, runs=2, seed=0)


def slow_share(rates: list[list[float]], plan: Plan, seed: int) -> float:
    """The stated model once more, in plain loops and with another generator."""
    chance = random.Random(seed)
    after = lowered(rates, plan.drop)
    alarms = 0
    for _ in range(plan.runs):
        gaps = []
        for number in (chance.randrange(len(rates)) for _ in range(plan.clusters)):
            sides = [
                [sum(chance.random() < r for _ in range(plan.trials)) / plan.trials for r in group]
                for group in (rates[number], after[number])
            ]
            gaps.append(sum(sides[1]) / len(sides[1]) - sum(sides[0]) / len(sides[0]))
        mean, spread = numpy.mean(gaps), numpy.std(gaps, ddof=1) / math.sqrt(len(gaps))
        reach = 2.0322445 * spread  # Student, 34 degrees of freedom
        alarms += (
            mean - reach <= -plan.margin
            and mean + reach < 0
            and plan.gates * sign_flip(gaps) <= plan.alpha  # Holm: the others have not moved
        )
    return alarms / plan.runs


@pytest.mark.slow
@pytest.mark.parametrize("gates", [1, 6])
def test_power_agrees_with_a_simulation_of_its_model(gates: int) -> None:
    """Within three points, at a drop that is seen about half of the time."""
    chance = random.Random(7)
    rates = [[chance.betavariate(6, 1.5) for _ in range(3)] for _ in range(35)]
    plan = Plan(clusters=35, trials=2, drop=0.1, margin=0.03, runs=4000, gates=gates)
    found = simulate(rates, plan)
    assert found.regressed == pytest.approx(slow_share(rates, plan, seed=11), abs=0.03)
    assert 0.3 < found.regressed < 0.9


def test_more_gates_see_less_each() -> None:
    """A drop in one of six metrics must stand out six times as sharply."""
    chance = random.Random(7)
    rates = [[chance.betavariate(6, 1.5) for _ in range(3)] for _ in range(35)]
    alone, among = (
        simulate(rates, Plan(clusters=35, trials=3, drop=0.08, margin=0.03, gates=gates))
        for gates in (1, 6)
    )
    assert alone.regressed > among.regressed + 0.1
    assert alone.not_worse == among.not_worse


def test_holm_of_columns_is_holm() -> None:
    """What `noise` does to whole columns is what the gates do to one."""
    p = numpy.random.default_rng(4).random((5, 40)) ** 3
    p[1], p[2, :10] = p[0], 1.0  # ties, and metrics that never moved
    for column, made in zip(p.T, _holm(p).T, strict=True):
        wanted = holm({str(place): value for place, value in enumerate(column)})
        assert list(made) == pytest.approx(list(wanted.values()))


def test_a_suite_of_several_gates_rarely_alarms() -> None:
    """Four metrics over the same halves: any alarm at most 2.5 % plus three standard errors."""
    chance = random.Random(5)
    gates = [
        (gathered((f"c{g}", f"s{g}.{s}", float(chance.random() < 0.8))
                  for g in range(35) for s in range(3) for _ in range(6)), 0.03)
        for _ in range(3)
    ]  # fmt: skip
    gates.append(gates[0])  # two metrics that always agree
    together = any_alarm(gates, alpha=0.05, runs=1000, seed=1)
    alone = [
        false_alarms(trials, margin=margin, alpha=0.05, runs=1000, seed=1).regressed
        for trials, margin in gates
    ]
    assert alone[0] == alone[3]
    assert together <= 0.025 + 3 * math.sqrt(0.025 * 0.975 / 1000)
    assert together < sum(alone)


def test_more_clusters_and_larger_drops_are_seen_more_often() -> None:
    """Power grows with both; the rates of the model come from the trials measured."""
    chance = random.Random(2)
    trials = gathered(
        (f"c{g}", f"s{g}", float(chance.random() < 0.84)) for g in range(50) for _ in range(3)
    )
    rates = rates_of(trials)
    seen = [
        simulate(rates, Plan(clusters=c, trials=3, drop=d, margin=0.03)).regressed
        for c, d in ((50, 0.05), (50, 0.10), (150, 0.10))
    ]
    assert seen == sorted(seen)
    assert seen[2] > seen[0] + 0.2


def test_rates_are_lowered_by_the_drop() -> None:
    """One shift for all, and the mean of clusters falls by as much as asked."""
    rates = [[0.9, 0.5], [0.99]]
    after = lowered(rates, 0.1)
    mean = lambda r: sum(sum(g) / len(g) for g in r) / len(r)  # noqa: E731
    assert mean(rates) - mean(after) == pytest.approx(0.1, abs=1e-9)
    assert all(a < b for x, y in zip(after, rates, strict=True) for a, b in zip(x, y, strict=True))
    with pytest.raises(ValueError, match="cannot change"):
        lowered([[0.05]], 0.1)
