"""Reports say the same everywhere, hold nothing foreign, and let no text of a model act."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Case
from evals.fingerprint import Fingerprint
from evals.records import Arm, Expectation, Model, Output, Row, Sample, Score
from evals.reports import FORMS, rendered
from evals.reports.marking import differences, highlighted
from evals.reports.wording import p_value, percent
from evals.scorers import SCORERS
from evals.session import load_suite
from evals.verdicts.judging import Results, judge
from evals.verdicts.records import Verdict

HOSTILE = "<script>alert(1)</script> [x](http://a.example) @team | =1+1 \x00 </style>"
_WORDS = " ".join(f"word{number * 7 % 53}" for number in range(150))
Parts = tuple[Verdict, list[Row], list[Sample]]


def a_run(suite_path: Path, *, count: int, trials: int = 1, reply: str = HOSTILE) -> Parts:
    """A judged run of two arms, the second of which fails its first sample and lacks its second."""
    suite = load_suite(str(suite_path), scorers=SCORERS)
    samples = [
        Sample(
            id=f"s{n}", cluster=f"c{n // 3}", case=Case(message=f"{reply} {n}"),
            expect=Expectation(must_mention=("x",)), tags=("even" if n % 2 else "odd",),
        )
        for n in range(count)
    ]  # fmt: skip
    arms = [
        Arm(id=f"written@draft/{n}", model=Model(name="w"), prompt=f"draft/{n}") for n in (1, 2)
    ]
    rows = [_row(arm.id, n, trial, reply) for arm in arms for n in range(count)
            for trial in range(1, trials + 1)]  # fmt: skip
    print_ = Fingerprint(**dict.fromkeys(Fingerprint.model_fields, "h"))
    prints = {arm.id: print_ for arm in arms}
    results = Results(suite, samples, arms, rows, prints, trials)
    return judge(results, {}), rows, samples


def _row(arm: str, number: int, trial: int, reply: str) -> Row:
    bad = arm.endswith("2") and number == 0
    missing = arm.endswith("2") and number == 1
    score = Score(scorer="must_not", value=0.0 if bad else 1.0, explanation=reply, span=(0, 8))
    facts = Score(scorer="required_facts", value=0.5 if bad else 1.0)
    state = Output(state="error", reason=reply) if missing else Output(
        state="generated", reply=f"{reply} {number} {_WORDS} {arm} {_WORDS}", level=1,
    )  # fmt: skip
    return Row(
        arm=arm, sample=f"s{number}", cluster=f"c{number // 3}", trial=trial, output=state,
        scores=() if missing else (score, facts),
    )  # fmt: skip


@pytest.fixture
def parts(make_suite: Callable[..., Path]) -> Parts:
    """A small run with everything that can go wrong in it."""
    gates = {"hard": ["must_not"], "quality": {"required_facts": {"margin": 0.05}}}
    return a_run(make_suite(1, gates=gates), count=4)


class Page(HTMLParser):
    """Tags, scripts and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")
        ]


def test_the_page_needs_nothing_else_and_nothing_acts(parts: Parts) -> None:
    """One script and one style of ours, allowed by their hashes; no address; all text escaped."""
    page = Page()
    text = rendered("html", *parts)
    page.feed(text)
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert page.addresses == []
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert re.search(r"script-src 'sha256-[\w+/=]{44}'", text)
    assert "unsafe" not in text
    assert not re.search(r"https?://(?!a\.example)", text)


def test_the_page_can_be_read_without_colours_and_with_keys(parts: Parts) -> None:
    """Trials have signs and words, cards are native, both schemes are there."""
    text = rendered("html", *parts)
    for needed in ("prefers-color-scheme: dark", "○", "aria-label", "<details", "<kbd>j</kbd>"):
        assert needed in text
    assert text.count('<details class="sample"') == 4


def test_junit_tells_failures_errors_and_skips_apart(parts: Parts) -> None:
    """A broken rule fails, a missing result is an error, a reference is skipped."""
    root = ElementTree.fromstring(rendered("junit", *parts))
    reference, judged = root.findall("testsuite")
    assert (judged.get("failures"), judged.get("errors")) == ("2", "2")
    assert (reference.get("failures"), reference.get("skipped")) == ("0", "1")
    (broken,) = judged.findall("testcase[@name='s0 [1]']/failure")
    assert "must_not" in (broken.get("message") or "")
    (missing,) = judged.findall("testcase[@name='s1 [1]']/error")
    assert missing.get("type") == "error"


def test_junit_is_red_where_the_verdict_is_and_nowhere_else(
    make_suite: Callable[..., Path],
) -> None:
    """What the floor bears, and what a reference breaks, is skipped with its reason."""
    gates = {"hard": ["must_not"], "quality": {"required_facts": {"margin": 0.9}}}
    turned = {"baseline": "written@draft/2", "candidate": "written@draft/1"}
    suite = make_suite(1, gates=gates, coverage=0.9, compare=turned)
    made = a_run(suite, count=60)
    assert made[0].exit_code == 0
    root = ElementTree.fromstring(rendered("junit", *made))
    assert root.findall(".//failure") == root.findall(".//error") == []
    kinds = [each.get("type") for each in root.findall(".//skipped")]
    assert sorted(filter(None, kinds)) == ["error", "hard"]


def test_csv_has_a_row_a_trial_and_no_formulas(make_suite: Callable[..., Path]) -> None:
    """What was not scored is empty, and no cell begins like a formula."""
    verdict, rows, samples = a_run(make_suite(1), count=4, reply="=1+1")
    table = list(csv.DictReader(io.StringIO(rendered("csv", verdict, rows, samples))))
    assert len(table) == 8
    missing = next(row for row in table if row["state"] == "error")
    assert missing["must_not"] == ""
    assert all(not row["reply"].startswith("=") for row in table)


def test_markdown_makes_no_links_and_no_mentions(parts: Parts) -> None:
    """A model's words stand in it as words."""
    text = rendered("markdown", *parts)
    assert "[x](http" not in text
    assert not re.search(r"(?<!\\)@team", text)
    assert "| required_facts |" in text


def test_json_and_every_report_name_the_same_status(parts: Parts) -> None:
    """One verdict feeds them all."""
    verdict, _, _ = parts
    assert json.loads(rendered("json", *parts))["verdict"]["status"] == verdict.status == "broken"
    assert "a hard rule is broken" in rendered("html", *parts)
    assert "a hard rule is broken" in rendered("markdown", *parts)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_marking_loses_no_text(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever the spans, the words stay, and only our own tags are there."""
    made = highlighted(text, [(start, stop, "<b>") for start, stop in places])
    plain = Plain()
    plain.feed(re.sub(r"</?mark[^>]*>", "", made))
    plain.close()
    assert "<b>" not in made
    assert plain.text.replace("\r\n", "\n") == text.replace("\r\n", "\n")


class Plain(HTMLParser):
    """The text of a page."""

    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def test_differences_are_marked() -> None:
    """What came is inserted, what went is struck through, the rest stands."""
    assert differences("a red <kettle>", "a blue <kettle>") == (
        "a <del>red </del><ins>blue </ins>&lt;kettle&gt;"
    )


def test_numbers_are_never_rounded_into_a_lie() -> None:
    """Nearly all is not all, and no p is 0."""
    assert percent(0.9999) == "99.9\u00a0%"
    assert percent(1.0) == "100\u00a0%"
    assert p_value(0.00001) == "< 0.0001"


_CHILD = """
import re, sys, time
from pathlib import Path
started = time.perf_counter()
from evals.cli import app
from typer.testing import CliRunner
result = CliRunner().invoke(app, ["rescore", sys.argv[1]])
print(result.exit_code, time.perf_counter() - started,
      int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux does")
def test_1200_rows_are_scored_and_reported_in_5_seconds_and_200_mb(
    make_suite: Callable[..., Path], tmp_path: Path
) -> None:
    """From a cold start: rows read, scored, judged, all reports written."""
    from evals.folder import RunFolder
    from evals.running import Options
    from evals.session import Session

    suite = make_suite(200, trials=3)
    session = Session(str(suite))
    _, rows, _ = a_run(suite, count=200, trials=3, reply="My order LK-70101 is late.")
    folder = RunFolder.new(tmp_path, "small", tmp_path / "run")
    folder.write_plan(session.plan(Options(trials=3)))
    samples = {sample.id: sample for sample in session.samples}
    rows = [row.model_copy(update={"cluster": samples[row.sample].cluster}) for row in rows]
    print_ = Fingerprint(**dict.fromkeys(Fingerprint.model_fields, "h"))
    folder.write_rows(rows, {arm.id: print_ for arm in session.arms})
    assert len(rows) == 1200
    measured = [_measured(folder.path) for _ in range(3)]  # other processes may hold the machine
    assert min(seconds for seconds, _ in measured) < 5
    assert max(megabytes for _, megabytes in measured) < 200
    assert set(FORMS) == {"html", "json", "junit", "markdown", "csv"}


def _measured(run: Path) -> tuple[float, float]:
    """Seconds and megabytes of one `rescore` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(run)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    code, seconds, megabytes = done.stdout.split()
    assert int(code) in (0, 4), done.stdout + done.stderr
    return float(seconds), float(megabytes)
