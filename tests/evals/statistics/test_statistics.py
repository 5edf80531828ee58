"""The statistics: values of an oracle, and every function against SciPy's own."""

from __future__ import annotations

import random
from math import comb

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evals.statistics.aggregate import cluster_differences, discordant, gathered
from evals.statistics.intervals import clopper_pearson, t_interval, wilson
from evals.statistics.multiplicity import benjamini_hochberg, holm
from evals.statistics.reliability import flip_rate, pass_hat_k
from evals.statistics.significance import mcnemar, sign_flip, sign_flips

RATES = [(k, n) for n in (1, 2, 7, 50, 400) for k in {0, 1, n // 2, n - 1, n} if 0 <= k <= n]
P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def test_mcnemar_of_the_oracle() -> None:
    """b = 9, c = 2: 0.0654296875 two-sided, half of it one-sided."""
    assert mcnemar(9, 2) == pytest.approx(0.0654296875, abs=1e-12)
    assert mcnemar(9, 2, one_sided=True) == pytest.approx(0.03271484375, abs=1e-12)
    assert mcnemar(0, 0) == 1.0


@pytest.mark.parametrize(("fell", "rose"), [(9, 2), (2, 9), (1, 0), (30, 18), (5, 5)])
def test_mcnemar_is_the_binomial_test(fell: int, rose: int) -> None:
    """SciPy's exact binomial test gives the same p."""
    both = stats.binomtest(fell, fell + rose)
    more = stats.binomtest(fell, fell + rose, alternative="greater")
    assert mcnemar(fell, rose) == pytest.approx(both.pvalue, abs=1e-12)
    assert mcnemar(fell, rose, one_sided=True) == pytest.approx(more.pvalue, abs=1e-12)


def test_intervals_of_the_oracle() -> None:
    """Wilson and Clopper–Pearson for 45 and 50 of 50."""
    assert wilson(45, 50).low == pytest.approx(0.7863976856, abs=1e-10)
    assert wilson(45, 50).high == pytest.approx(0.9565242351, abs=1e-10)
    assert wilson(50, 50).low == pytest.approx(0.9286524009, abs=1e-10)
    assert wilson(50, 50).high == 1.0
    assert clopper_pearson(45, 50).low == pytest.approx(0.7818646336, abs=1e-10)
    assert clopper_pearson(45, 50).high == pytest.approx(0.9667249064, abs=1e-10)


@pytest.mark.parametrize(("passed", "count"), RATES)
def test_rates_are_scipys(passed: int, count: int) -> None:
    """Both intervals of a rate, at two levels, at the edges too."""
    for alpha in (0.05, 0.2):
        test = stats.binomtest(passed, count)
        for ours, method in ((wilson, "wilson"), (clopper_pearson, "exact")):
            theirs = test.proportion_ci(1 - alpha, method)
            made = ours(passed, count, alpha=alpha)
            assert (made.low, made.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_no_failure_in_122_bounds_the_rate_under_3_percent() -> None:
    """The size of a red team's family: 122 is the first that does."""
    assert clopper_pearson(0, 122).high < 0.03 < clopper_pearson(0, 120).high


def test_a_rate_of_nothing_is_refused() -> None:
    """No trials, or more successes than trials."""
    for passed, count in ((0, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="no rate"):
            wilson(passed, count)


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=40))
@settings(max_examples=60)
def test_the_t_interval_is_scipys(values: list[float]) -> None:
    """Mean and ends as SciPy's one-sample t-test has them."""
    made = t_interval(values)
    reach = float(stats.sem(values) * stats.t.ppf(0.975, len(values) - 1))
    assert made.estimate == pytest.approx(numpy.mean(values), abs=1e-12)
    assert (made.low, made.high) == pytest.approx(
        (made.estimate - reach, made.estimate + reach), abs=1e-9
    )


@pytest.mark.parametrize("seed", range(6))
def test_all_sign_flips_are_scipys_permutation_test(seed: int) -> None:
    """Up to 16 clusters the p is exact; ties, rounding and zeros count."""
    chance = random.Random(seed)
    gaps = [round(chance.uniform(-1, 0.6), chance.choice([1, 2])) for _ in range(5 + seed)]
    theirs = stats.permutation_test(
        (numpy.asarray(gaps),), lambda x, axis: x.mean(axis=axis),
        permutation_type="samples", n_resamples=numpy.inf, vectorized=True,
    )  # fmt: skip
    assert sign_flip(gaps) == pytest.approx(theirs.pvalue, abs=1e-9)


def test_drawn_sign_flips_are_near_scipys() -> None:
    """For more clusters both draw; 20,000 each agree within their own noise."""
    chance = random.Random(1)
    gaps = [chance.gauss(0.1, 0.3) for _ in range(35)]
    theirs = stats.permutation_test(
        (numpy.asarray(gaps),), lambda x, axis: x.mean(axis=axis),
        permutation_type="samples", n_resamples=20_000, vectorized=True, rng=3,
    )  # fmt: skip
    spread = (theirs.pvalue * (1 - theirs.pvalue) / 20_000) ** 0.5
    assert sign_flip(gaps) == pytest.approx(theirs.pvalue, abs=6 * spread)
    assert sign_flip(gaps) == sign_flip(gaps)


def test_sign_flips_of_nothing_and_of_much() -> None:
    """No difference has p = 1; one that all share is as rare as its pattern, and never 0."""
    assert sign_flip([0.0] * 20) == 1.0
    assert sign_flip([0.2] * 5) == pytest.approx(2 / 2**5)
    assert sign_flip([0.2] * 60) == pytest.approx(1 / 20_001)
    many = sign_flips(numpy.asarray([[0.1] * 30, [0.0] * 30]))
    assert list(many) == pytest.approx([1 / 20_001, 1.0])


@given(P_VALUES)
def test_benjamini_hochberg_is_scipys(values: list[float]) -> None:
    """The same adjusted values for any list."""
    named = {str(place): value for place, value in enumerate(values)}
    theirs = stats.false_discovery_control(values, method="bh")
    assert list(benjamini_hochberg(named).values()) == pytest.approx(list(theirs), abs=1e-12)


@given(P_VALUES)
def test_holm_lies_between_the_value_and_bonferroni(values: list[float]) -> None:
    """Each adjusted p is at least its p, at most Bonferroni's, and keeps the order."""
    named = {str(place): value for place, value in enumerate(values)}
    adjusted = holm(named)
    for name, value in named.items():
        assert value <= adjusted[name] <= min(1.0, len(values) * value) + 1e-12
    ordered = sorted(named, key=lambda name: named[name])
    assert [adjusted[n] for n in ordered] == sorted(adjusted.values())


def test_holm_by_hand() -> None:
    """Holm's own example of steps: 3 × 0.01, 2 × 0.02, then the running maximum."""
    assert holm({"a": 0.02, "b": 0.01, "c": 0.03}) == pytest.approx(
        {"a": 0.04, "b": 0.03, "c": 0.04}
    )


def test_pass_hat_k_of_the_oracle() -> None:
    """8 trials, 6 passed."""
    made = [pass_hat_k(8, 6, k) for k in (1, 2, 6, 8)]
    assert made == pytest.approx([0.75, 0.5357142857, 0.0357142857, 0.0], abs=1e-10)
    assert pass_hat_k(8, 6, 3) == pytest.approx(float(stats.hypergeom.pmf(3, 8, 6, 3)))
    with pytest.raises(ValueError, match="does not exist"):
        pass_hat_k(2, 1, 3)


def test_flip_rate_counts_pairs_that_disagree() -> None:
    """One of three trials differs: two of three pairs disagree."""
    assert flip_rate([True, True, False]) == pytest.approx(2 / comb(3, 2))
    assert flip_rate([True]) == flip_rate([True] * 5) == 0.0


def test_clusters_count_once() -> None:
    """A cluster of many samples weighs as much as one of a single sample."""
    before = gathered([("a", "a1", 1), ("a", "a2", 1), ("b", "b1", 1), ("b", "b2", 0)])
    after = gathered([("a", "a1", 0), ("a", "a1", 1), ("a", "a2", 1), ("b", "b1", 1)])
    assert cluster_differences(before, after) == {"a": pytest.approx(-0.25), "b": 0.0}
    assert discordant(before, after) == (1, 0)
