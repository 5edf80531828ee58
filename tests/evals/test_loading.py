"""What is wrong in a suite or a sample is said with file and line, before anything runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import SuiteError
from evals.loading.samples import load_samples
from evals.loading.suites import SHIPPED, arms_of, load_suite, samples_of
from evals.scorers import SCORERS

GOOD = {"id": "a", "cluster": "c", "case": {"message": "My kettle leaks."}, "expect": {"level": 0}}


def load(tmp_path: Path, *rows: object) -> None:
    path = tmp_path / "samples.jsonl"
    texts = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    load_samples([path])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**GOOD, "expect": {}}, r"samples.jsonl:2: nothing is expected"),
        ({key: value for key, value in GOOD.items() if key != "expect"}, "nothing is expected"),
        ({**GOOD, "expect": {"must_mention": []}}, r":2: .*nothing is expected"),
        ({**GOOD, "expect": {"levle": 2}}, r":2: unknown key 'expect.levle'"),
        ({**GOOD, "expect": {"level": 9}}, r":2: expect.level"),
        ({**GOOD, "expect": {"flags": ["fire"]}}, r":2: expect.flags"),
        ({**GOOD, "expects": {}}, r":2: unknown key 'expects'"),
        ({**GOOD, "case": {"mesage": "x"}}, r":2 has an unknown key 'mesage'"),
        ({**GOOD, "case": {"message": " "}}, r":2: there is no message"),
        ({**GOOD, "case": 3}, r":2: there is no case"),
        ({**GOOD, "id": ""}, r":2: id"),
        ("{broken", r":2: not JSON at column"),
        ("[1]", r":2: a sample is not an object"),
        (GOOD, r":2: the id 'a' stands in .*:1 too"),
    ],
)
def test_a_bad_sample_names_its_line(tmp_path: Path, row: object, said: str) -> None:
    """The second line of the file is the bad one."""
    with pytest.raises(SuiteError, match=said):
        load(tmp_path, GOOD, row)


def test_an_empty_file_is_no_suite(tmp_path: Path) -> None:
    """Nothing passes by omission."""
    with pytest.raises(SuiteError, match="holds no sample"):
        load(tmp_path, "")


def test_samples_may_be_yaml(tmp_path: Path) -> None:
    """A list of samples; a fault names the line on which the sample begins."""
    path = tmp_path / "samples.yaml"
    path.write_text(
        "- id: a\n  cluster: c\n  case: My kettle leaks.\n  expect: {level: 0}\n"
        "- id: b\n  cluster: c\n  case: My kettle leaks.\n",
        encoding="utf-8",
    )
    with pytest.raises(SuiteError, match=r"samples.yaml:5: nothing is expected"):
        load_samples([path])


def test_an_input_that_must_be_rejected_may_be_empty(tmp_path: Path) -> None:
    """A sample may expect that the assistant takes no such message."""
    path = tmp_path / "samples.jsonl"
    path.write_text(json.dumps({**GOOD, "case": {"message": ""}, "expect": {"error": "case"}}))
    (sample,) = load_samples([path])
    assert (sample.case.message, sample.expect.error) == ("", "case")


def test_both_prompts_make_an_arm_each(make_suite) -> None:  # type: ignore[no-untyped-def]
    """Models × prompts; the offline writer has no prompt and stands once."""
    path = make_suite(models=["offline", {"name": "written", "answers": "answers.jsonl"}])
    suite = load_suite(str(path), scorers=SCORERS)
    assert [arm.id for arm in arms_of(suite)] == ["offline", "written@draft/1", "written@draft/2"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"scorers": ["required_fact"]}, "unknown scorer 'required_fact'"),
        ({"gates": {"hard": ["canary"]}}, "the gate 'canary' has no scorer"),
        ({"gates": {}}, "no gate"),
        ({"compare": {"baseline": "x", "candidate": "offline"}}, "there is no arm 'x'"),
        ({"clock": "2026-11-20T10:00:00"}, "no time zone"),
        ({"trails": 3}, "unknown key 'trails'"),
        ({"samples": ["gone.jsonl"]}, "cannot be read"),
        ({"samples": []}, "samples"),
    ],
)
def test_a_bad_suite_is_refused(make_suite, keys: dict[str, object], said: str) -> None:  # type: ignore[no-untyped-def]
    """Each fault in one line with a remedy."""
    with pytest.raises(SuiteError, match=said):
        samples_of(load_suite(str(make_suite(**keys)), scorers=SCORERS))


def test_an_unknown_suite_names_the_nearest() -> None:
    """`smok` is nearly `smoke`."""
    with pytest.raises(SuiteError) as caught:
        load_suite("smok", scorers=SCORERS)
    assert "smoke" in caught.value.remedy


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_suite_loads(path: Path) -> None:
    """With all of its samples."""
    assert samples_of(load_suite(str(path), scorers=SCORERS))
