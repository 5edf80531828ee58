"""Suites as pytest tests: one a sample or one a gate. Loaded only with `-p evals.pytest_plugin`.

    @pytest.mark.composure_suite("smoke", per="sample")
    def test_smoke(suite_check):
        suite_check()

The suite runs once a session. A broken rule fails its test; where results are missing, or nothing
may be compared or decided, a test raises and is never green. One more test, `verdict`, stands for
the suite as a whole: budgets, drops and what no single sample shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from evals.verdicts.records import ArmVerdict, Verdict

_runs = pytest.StashKey[dict[str, Any]]()


WHOLE = "verdict"
"""The test that stands for the suite as a whole."""


class NotJudged(Exception):
    """A result is missing, or nothing may be said of it."""


def pytest_configure(config: pytest.Config) -> None:
    """Makes the marker known."""
    config.addinivalue_line(
        "markers",
        "composure_suite(name, per='sample'|'gate'): a test for each sample or gate of a suite",
    )
    config.stash[_runs] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a sample, or one a gate; and one for the whole."""
    marker = metafunc.definition.get_closest_marker("composure_suite")
    if marker is None or "suite_check" not in metafunc.fixturenames:
        return
    from evals.session import Session

    name, per = marker.args[0], marker.kwargs.get("per", "sample")
    session = Session(name)
    gates = session.suite.gates
    ids = [s.id for s in session.samples] if per == "sample" else [*gates.hard, *gates.quality]
    wanted = [(name, per, each) for each in ids] + [(name, WHOLE, WHOLE)]
    metafunc.parametrize("suite_check", wanted, indirect=True, ids=[*ids, WHOLE])


@pytest.fixture
def suite_check(request: pytest.FixtureRequest) -> Any:
    """Fails where this sample or gate is broken; raises `NotJudged` where it cannot be told."""
    name, per, each = request.param
    verdict = _verdict(request, name)

    def check() -> None:
        for arm in verdict.arms:
            if arm.status != "reference" or per == WHOLE:
                _CHECKS[per](arm, each)

    return check


def _verdict(request: pytest.FixtureRequest, name: str) -> Verdict:
    """The verdict on the suite, run once a session."""
    known = request.config.stash[_runs]
    if name not in known:
        from evals.folder import RunFolder
        from evals.running import Options
        from evals.session import Session

        session = Session(name)
        factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
        folder = RunFolder.new(factory.mktemp("runs"), session.suite.suite)
        plan = session.plan(Options())
        folder.write_plan(plan)
        known[name] = session.run(folder, plan)[0]
    verdict: Verdict = known[name]
    return verdict


def _check_sample(arm: ArmVerdict, sample: str) -> None:
    if not arm.coverage.enough:
        raise NotJudged(f"{arm.arm}: {arm.reasons[0]}")
    broken = [each for each in arm.breaks if each.sample == sample]
    assert not broken, "\n".join(f"{b.scorer}: {b.why}\n{b.reply}" for b in broken)


def _check_gate(arm: ArmVerdict, gate: str) -> None:
    if arm.status in ("incomplete", "incomparable"):
        raise NotJudged(f"{arm.arm}: {arm.reasons[0]}")
    broken = [each for each in arm.breaks if each.scorer == gate]
    assert not broken, "\n".join(f"{b.sample}: {b.why}" for b in broken)
    for contrast in arm.contrasts:
        if contrast.metric == gate:
            assert contrast.decision != "regressed", f"{gate} fell by {-contrast.difference:.4f}"
            if contrast.decision in ("inconclusive", "descriptive"):
                raise NotJudged(f"{gate}: {contrast.note}")


def _check_whole(arm: ArmVerdict, _: str) -> None:
    """As the exit code of the run has it."""
    why = f"{arm.arm}: {arm.status}: {'; '.join(arm.reasons)}"
    assert arm.status not in ("regressed", "broken"), why
    if arm.status not in ("improved", "not_worse", "passed", "reference"):
        raise NotJudged(why)


_CHECKS = {"sample": _check_sample, "gate": _check_gate, WHOLE: _check_whole}
