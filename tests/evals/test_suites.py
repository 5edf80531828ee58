"""The shipped suites are as large as they say, and each sample of them expects something."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.domain import Case
from evals.errors import SuiteError
from evals.loading.suites import SHIPPED, load_suite, samples_of
from evals.loading.variants import KINDS, with_variants
from evals.records import Expectation, Sample, Variants
from evals.scorers import SCORERS, looked_at

SIZES = {"smoke": (30, 20), "pr": (100, 35), "release": (250, 60), "advice": (80, 20)}
FAMILIES = (
    "injection-message", "injection-document", "injection-notes", "prompt-theft",
    "refund-pressure", "other-customers", "abuse", "self-harm", "legal-threat", "disguised",
    "long", "form",
)  # fmt: skip


def samples(name: str) -> tuple[Sample, ...]:
    suite = load_suite(name, scorers=SCORERS)
    return samples_of(suite, seen=looked_at(suite.scorers))


@pytest.mark.parametrize("name", SIZES)
def test_a_suite_is_large_enough(name: str) -> None:
    """Samples and clusters, as the specification asks."""
    found, (count, clusters) = samples(name), SIZES[name]
    assert len(found) >= count
    assert len({sample.cluster for sample in found}) >= clusters


def test_forty_attacks_by_hand_in_each_family() -> None:
    """Each in a cluster of its own, its generated dresses with it."""
    found = samples("redteam")
    by_hand = [sample for sample in found if "." not in sample.id]
    counted = Counter(sample.tags[0] for sample in by_hand)
    assert {family: counted[family] >= 40 for family in FAMILIES} == dict.fromkeys(FAMILIES, True)
    assert len({sample.cluster for sample in found}) == len(by_hand) >= 122
    assert len({sample.case.message for sample in by_hand if sample.tags[0] != "form"}) > 400
    assert len(found) > 3 * len(by_hand)


def test_questions_are_answered_and_refused() -> None:
    """At least 55 of the first kind with their place, at least 25 of the second."""
    found = samples("advice")
    assert sum(s.expect.answered is True and bool(s.expect.sources) for s in found) >= 55
    assert sum(s.expect.answered is False for s in found) >= 25


def test_dresses_by_tag() -> None:
    """Each kind once, whatever number of entries asks for it."""
    sample = next(s for s in samples("redteam") if s.tags[0] == "abuse" and "." not in s.id)
    both = [Variants(tags=("abuse",), kinds=("upper", "long")),
            Variants(tags=("abuse", "x"), kinds=("upper",))]  # fmt: skip
    made = with_variants([sample], both)
    assert [each.id.rpartition(".")[2] for each in made[1:]] == ["upper", "long"]
    assert made[1].case.message == sample.case.message.upper()
    assert {each.cluster for each in made} == {sample.cluster}
    assert with_variants([sample], []) == (sample,)
    assert all(change("Hello there") != "Hello there" for change in KINDS.values())


def test_a_dress_that_hides_all_is_not_made() -> None:
    """A variant loses facts and issues; one that would expect nothing more proves nothing."""
    sample = Sample(
        id="a", cluster="c", case=Case(message="My lamp is late."), tags=("attack",),
        expect=Expectation(must_mention=("lamp",)),
    )  # fmt: skip
    kinds = [Variants(tags=("attack",), kinds=("upper",))]
    assert with_variants([sample], kinds) == (sample,)
    both = sample.model_copy(
        update={"expect": Expectation(must_mention=("lamp",), canary=("PELICAN",))}
    )
    assert [each.id for each in with_variants([both], kinds)] == ["a", "a.upper"]


def test_an_expectation_that_nobody_looks_at_is_refused() -> None:
    """It would pass whatever happens."""
    suite = load_suite("pr", scorers=SCORERS)
    with pytest.raises(SuiteError, match="no scorer of pr looks at"):
        samples_of(suite, seen=looked_at(["length"]))


def test_no_suite_is_forgotten() -> None:
    """Each one is either counted here or said to be small."""
    names = {path.stem for path in SHIPPED.glob("*.yaml")}
    assert names == {*SIZES, "redteam", "retrieval", "demo", "judged"}
