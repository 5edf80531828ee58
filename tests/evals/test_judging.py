"""The verdict: each gate on its own, and which of them decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.domain import Case
from evals.fingerprint import ALWAYS, Fingerprint, differing, samples_hash
from evals.loading.suites import load_suite
from evals.records import Arm, Expectation, Model, Output, Row, Sample, Score, Suite
from evals.scorers import SCORERS
from evals.statistics.aggregate import gathered
from evals.statistics.comparing import contrast, corrected
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


def test_every_status_has_a_code_and_a_place() -> None:
    """None is forgotten in either table."""
    assert set(EXIT_CODES) == set(GRAVITY)
    assert [code for status, code in EXIT_CODES.items() if status == "broken"] == [1]
