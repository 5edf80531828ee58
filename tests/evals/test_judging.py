"""The verdict: each gate on its own, and which of them decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.domain import Case
from evals.fingerprint import ALWAYS, Fingerprint, differing, samples_hash
from evals.loading.suites import load_suite
from evals.records import Arm, Expectation, Gates, Model, Output, Row, Sample, Score, Suite
from evals.scorers import SCORERS
from evals.statistics.aggregate import gathered
from evals.statistics.comparing import contrast, corrected
from evals.verdicts import gates
from evals.verdicts.judging import Reference, Results, judge
from evals.verdicts.records import EXIT_CODES, GRAVITY, ArmVerdict
from evals.verdicts.scores import arm_scores

Make = Callable[..., Path]
SAME = Fingerprint(**dict.fromkeys(Fingerprint.model_fields, "h"))
GATES = {
    "hard": ["must_not"],
    "quality": {"required_facts": {"margin": 0.05}, "length": {"margin": 0.05}},
}


@pytest.fixture
def suite(make_suite: Make) -> Suite:
    """A suite with a hard gate and two quality gates, and no arms of its own to compare."""
    return load_suite(str(make_suite(1, compare=None, gates=GATES)), scorers=SCORERS)


def row(number: int, *, facts: float = 1, length: float = 1, hard: float = 1,
        state: str = "generated", reply: str = "r") -> Row:  # fmt: skip
    scores = {"required_facts": facts, "length": length, "must_not": hard}
    made = tuple(Score(scorer=name, value=value) for name, value in scores.items())
    output = Output.model_validate({"state": state, "reply": reply})
    return Row(arm="a", sample=f"s{number}", cluster=f"c{number}", trial=1, output=output,
               scores=made if state == "generated" else ())  # fmt: skip


def verdict(
    suite: Suite, rows: Sequence[Row], before: Sequence[Row] | None, prints: Fingerprint = SAME
) -> ArmVerdict:
    samples = [
        Sample(id=f"s{n}", cluster=f"c{n}", case=Case(message="x"), expect=Expectation(level=0),
               tags=("odd",) if n % 2 else ("even",))
        for n in range(len(rows))
    ]  # fmt: skip
    results = Results(suite, samples, [Arm(id="a", model=Model(name="offline"))], rows,
                      {"a": prints}, 1)  # fmt: skip
    reference = Reference("b", SAME, arm_scores(before)) if before is not None else None
    made = judge(results, {"a": reference})
    assert made.exit_code == EXIT_CODES[made.status]
    return made.arms[0]


GOOD = [row(n) for n in range(40)]


def test_a_hard_rule_outweighs_all(suite: Suite) -> None:
    """Broken is certain, whatever else is missing or must not be compared."""
    rows = [row(0, hard=0), *[row(n, state="error") for n in range(1, 40)]]
    made = verdict(suite, rows, None)
    assert made.status == "broken"
    assert len(made.reasons) == 3  # the rule, the missing results, the missing baseline


def test_missing_results_outweigh_a_drop(suite: Suite) -> None:
    """What is missing could have been the better half."""
    rows = [row(n, facts=0) if n < 30 else row(n, state="refused") for n in range(40)]
    made = verdict(suite, rows, GOOD)
    assert made.status == "incomplete"
    assert (made.coverage.refused, made.coverage.errors) == (10, 0)


def test_a_gate_that_looks_at_nothing_is_not_green(suite: Suite) -> None:
    """A hard rule and a quality gate to which no reply gave anything."""
    rows = [r.model_copy(update={"scores": r.scores[:2]}) for r in GOOD]  # without must_not
    made = verdict(suite, rows, GOOD)
    assert made.status == "incomplete"
    assert made.reasons == ("must_not gates, and nothing gave it a score",)
    rows = [r.model_copy(update={"scores": r.scores[::2]}) for r in GOOD]  # without length
    made = verdict(suite, rows, rows)
    assert made.status == "incomplete"
    assert "length gates, and nothing gave it a score" in made.reasons


def test_a_rejected_input_is_an_error_unless_it_is_expected(suite: Suite) -> None:
    """A candidate that takes no message is not green; a gate, or a sample, may say so."""
    rows = [row(n, state="rejected") if n < 10 else row(n) for n in range(40)]
    made = verdict(suite, rows, GOOD)
    assert (made.status, made.coverage.scored, made.coverage.errors) == ("incomplete", 30, 10)
    expected = [
        Sample(id=f"s{n}", cluster="c", case=Case(message="x"), expect=Expectation(error="case"))
        for n in range(10)
    ]
    assert gates.coverage(rows, suite, expected, 40).scored == 40
    gated = suite.model_copy(update={"gates": Gates(hard=("input_handled",))})
    assert gates.coverage(rows, gated, [], 40).scored == 40


def test_what_one_side_lacks_cannot_hide(suite: Suite) -> None:
    """Samples that only one side has a score for are told; beyond the floor nothing is decided."""
    after = [row(n, reply="s") for n in range(40)]
    after[:10] = [r.model_copy(update={"scores": r.scores[1:]}) for r in after[:10]]
    made = verdict(suite, after, [row(n, facts=float(n >= 10)) for n in range(40)])
    assert made.status == "incomplete"
    reason = "required_facts has a score on both sides for 30 of 40 samples (needed 98%)"
    assert reason in made.reasons


def test_the_rate_without_a_broken_rule_counts_clusters(suite: Suite) -> None:
    """Ten dresses of one attack, or ten trials, are no ten attacks."""
    rows = [row(n).model_copy(update={"cluster": f"c{n // 10}"}) for n in range(40)]
    found = gates.unbroken(rows, suite, gates.broken(rows, suite.gates.hard))
    assert found is not None
    assert (found.n, found.low) == (4, pytest.approx(0.3976, abs=1e-4))
    rows[0] = row(0, hard=0)
    found = gates.unbroken(rows, suite, gates.broken(rows, suite.gates.hard))
    assert found is not None
    assert (found.n, found.estimate) == (4, 0.75)


def test_intervals_have_the_level_of_the_suite(suite: Suite) -> None:
    """The mean's too, since the report names one level for all."""
    rows = [row(n, facts=n % 2) for n in range(40)]
    wide, narrow = (
        next(
            m for m in gates.metrics(arm_scores(rows), suite.model_copy(update={"alpha": alpha}))
            if m.name == "required_facts"
        )
        for alpha in (0.01, 0.2)
    )  # fmt: skip
    assert wide.low is not None
    assert narrow.low is not None
    assert wide.low < narrow.low < 0.5


def test_coverage_has_a_floor(suite: Suite) -> None:
    """98 %: one of forty is too much, one of a hundred is not."""
    one_bad = [row(0, state="error"), *[row(n) for n in range(1, 40)]]
    assert verdict(suite, one_bad, GOOD).status == "incomplete"
    many = [row(0, state="error"), *[row(n) for n in range(1, 100)]]
    assert verdict(suite, many, many).status == "not_worse"


def test_a_drop_in_one_metric_is_a_regression(suite: Suite) -> None:
    """The others may have improved; the samples that fell are named."""
    before = [row(n, length=n % 2) for n in range(40)]
    after = [row(n, facts=float(n >= 12), reply="s") for n in range(40)]
    made = verdict(suite, after, before)
    assert made.status == "regressed"
    assert {c.metric: c.decision for c in made.contrasts} == {
        "required_facts": "regressed",
        "length": "improved",
    }
    assert set(made.fallen) <= {f"s{n}" for n in range(12)}
    assert {found.tag for found in made.slices} == {"even", "odd"}


def test_a_rise_is_an_improvement_if_nothing_else_is_open(suite: Suite) -> None:
    """One rose and the other one surely did not fall; where it might have, it is inconclusive."""
    before = [row(n, facts=n % 2) for n in range(40)]
    made = verdict(suite, [row(n, reply="s") for n in range(40)], before)
    assert made.status == "inconclusive"  # 40 clusters cannot promise 5 % for what did not move
    before = [row(n, facts=n % 2) for n in range(100)]
    assert verdict(suite, [row(n, reply="s") for n in range(100)], before).status == "improved"


def test_the_same_replies_are_not_worse_however_few(suite: Suite) -> None:
    """Letter for letter, three clusters are enough."""
    assert verdict(suite, GOOD[:3], GOOD[:3]).status == "not_worse"
    changed = [row(n, reply="s") for n in range(3)]
    assert verdict(suite, changed, GOOD[:3]).status == "inconclusive"


def test_what_must_be_equal_is_compared_by_name(suite: Suite) -> None:
    """The subject may differ, everything else is named."""
    other = SAME.model_copy(update={"scorers": "x", "prompt": "y"})
    made = verdict(suite, GOOD, GOOD, other)
    assert made.status == "incomparable"
    assert made.reasons == ("b was made with other: scorers",)
    assert differing(SAME, other, ("prompt",)) == ("scorers",)
    for name in ALWAYS:
        changed = SAME.model_copy(update={name: "x"})
        assert differing(SAME, changed, ("prompt", "model", "knowledge", "package")) == (name,)


def test_the_hash_of_samples_knows_what_counts() -> None:
    """Order and place do not, expectations do."""
    make = lambda **k: Sample(  # noqa: E731
        **{
            "id": "a",
            "cluster": "c",
            "case": Case(message="x"),
            "expect": Expectation(level=0),
            **k,
        }
    )
    one, two = make(), make(id="b")
    assert samples_hash([one, two]) == samples_hash([make(id="b", place="f:1"), one])
    assert samples_hash([one]) != samples_hash([make(expect=Expectation(level=1))])


def test_several_metrics_must_share_one_alarm() -> None:
    """A drop that stands out alone is taken back among ten that were looked at."""
    before = gathered((f"c{n}", f"s{n}", 1.0) for n in range(40))
    after = gathered((f"c{n}", f"s{n}", float(n >= 6)) for n in range(40))
    alone = contrast("m0", before, after, margin=0.05)
    assert alone.decision == "regressed"
    assert 0.01 < alone.p < 0.05
    quiet = [contrast(f"m{n}", before, before, margin=0.05) for n in range(1, 10)]
    first, *_ = corrected([alone, *quiet], alpha=0.05)
    assert first.decision == "inconclusive"
    assert "but not among 10 metrics" in first.note
    assert first.needed is not None
    assert 40 < first.needed < 100


def test_what_would_settle_it_is_more_than_there_is() -> None:
    """A drop that lies between nothing and the margin: never fewer clusters than were tried."""
    before = gathered((f"c{n}", f"s{n}", 1.0) for n in range(40))
    needed = []
    for fallen in (2, 3, 4, 5):
        after = gathered((f"c{n}", f"s{n}", float(n >= fallen)) for n in range(40))
        made = contrast("x", before, after, margin=0.1)
        assert made.decision == "inconclusive"
        needed.append(made.needed or 0)
    assert needed == sorted(needed, reverse=True)  # the clearer the drop, the fewer
    assert min(needed) > 40


def test_every_status_has_a_code_and_a_place() -> None:
    """None is forgotten in either table."""
    assert set(EXIT_CODES) == set(GRAVITY)
    assert [code for status, code in EXIT_CODES.items() if status == "broken"] == [1]
