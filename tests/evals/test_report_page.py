"""The report in a real browser: 1,200 rows, both colour schemes, the keyboard, no address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from evals_help import replayed, write_lines

from evals.mutation.records import Kill, Matrix
from evals.reports.html import render
from evals.reports.html_kills import render as render_kills
from evals.running import Options
from evals.session import Session
from evals.solving.bench import Bench
from evals.verdicts.judging import Results, judge

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.browser
_kept: list[str] = []
"""The report, made once for all tests of this file."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; where it is missing, that is a failure and no reason to skip."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM.exists(), "install the Debian package chromium"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


@pytest.fixture
def page_file(make_suite: Any, bench: Bench, tmp_path: Path) -> Path:
    """A report of 1,200 rows: 200 samples, two arms, three trials; every fourth got worse."""
    made = tmp_path / "report.html"
    if _kept:
        made.write_text(_kept[0], encoding="utf-8")
        return made
    path = make_suite(200, bad=range(0, 200, 4), trials=3)
    session = Session(str(path))
    once = replayed(session, bench, tmp_path / "tape", Options(workers=2, trials=1))
    rows = [row.model_copy(update={"trial": trial}) for row in once for trial in (1, 2, 3)]
    prints = session.fingerprints(bench)
    results = Results(suite=session.suite, samples=session.samples, arms=session.arms, rows=rows,
                      fingerprints=prints, trials=3)  # fmt: skip
    assert len(rows) == 1200
    _kept.append(render(judge(results, {}), rows, session.samples))
    made.write_text(_kept[0], encoding="utf-8")
    return made


def opened(browser: Any, path: Path, scheme: str = "light") -> tuple[Any, list[str]]:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(path.as_uri())
    return page, [each for each in said if each != path.as_uri()]


def test_the_report_by_keyboard(browser: Any, page_file: Path) -> None:
    """Next, open, only what broke, find, clear; nothing is loaded and nothing complains."""
    page, said = opened(browser, page_file)
    assert page.locator("#count").inner_text() == "200 of 200"
    focused = "document.activeElement.querySelector('.id').textContent"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(focused) == "s0"
    page.keyboard.press("Enter")
    card = page.locator("details.sample").first
    assert card.get_attribute("open") == ""
    assert "My order LK-70100 has not come" in card.inner_text()
    assert "every other trial: the same" in card.inner_text()
    assert card.locator("del, ins, mark").count() > 0
    page.keyboard.press("b")
    assert page.locator("#count").inner_text() == "50 of 200"
    page.keyboard.press("/")
    page.keyboard.type("LK-70104")
    assert page.locator("#count").inner_text() == "1 of 200"
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert page.locator("#count").inner_text() == "200 of 200"
    assert said == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_both_schemes(browser: Any, page_file: Path, scheme: str) -> None:
    """A contrast of 4.5 or more wherever text stands (WCAG 2.2, 1.4.3)."""
    page, said = opened(browser, page_file, scheme)
    page.evaluate("document.querySelectorAll('details').forEach((d, n) => d.open = n < 12)")
    for selector in ("h1", ".facts", ".arm h2", "td", "thead th", ".cluster", ".reply", ".notes"):
        first = page.locator(selector).first
        assert contrast(*first.evaluate(_COLOURS)) >= 4.5, (scheme, selector)
    assert said == []
    page.close()


def test_a_narrow_window_scrolls_inside_the_tables(browser: Any, page_file: Path) -> None:
    """On a phone the page itself is no wider than the screen."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(page_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((d, n) => d.open = n < 12)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_kill_matrix_in_a_browser(browser: Any, tmp_path: Path, scheme: str) -> None:
    """26 mutants and 13 gates: readable, by keyboard, and no wider than a small phone."""
    kills = tuple(
        Kill(mutant=f"mutant_with_a_name_{n}", what="does one thing wrong", trials=8,
             caught={f"gate_number_{g}": (n + g) % 9 for g in range(13)},
             why={f"gate_number_{g}": "said so" for g in range(13)})
        for n in range(26)
    )  # fmt: skip
    made = tmp_path / "mutants.html"
    matrix = Matrix(kills=kills, near={"a good one": "", "another one": "length: too long"})
    made.write_text(render_kills(matrix), encoding="utf-8")
    page, said = opened(browser, made, scheme)
    for selector in ("h1", ".kills .hit", ".kills .nothing", ".kills thead span", ".tone.broken"):
        first = page.locator(selector).first
        assert contrast(*first.evaluate(_COLOURS)) >= 4.5, (scheme, selector)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Tab")
    region = "document.activeElement.getAttribute('role')"
    assert page.evaluate(region) == "region"
    wide = "document.activeElement.scrollWidth > document.activeElement.clientWidth"
    assert page.evaluate(wide)  # a browser scrolls what has the focus with its arrow keys
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("details.sample").first.get_attribute("open") == ""
    assert said == []
    page.close()


def test_a_models_script_does_not_run(
    browser: Any, make_suite: Any, bench: Bench, tmp_path: Path
) -> None:
    """Neither tags nor handlers of a reply act in the page."""
    path = make_suite(1, compare=None, gates={"hard": ["must_not"]})
    attack = "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">"
    answers = [{"sample": "s0", "text": f"Order LK-70100. {attack}"}]
    write_lines(path.parent / "answers.jsonl", answers)
    session = Session(str(path))
    rows = replayed(session, bench, tmp_path / "tape", Options())
    results = Results(suite=session.suite, samples=session.samples, arms=session.arms, rows=rows,
                      fingerprints=session.fingerprints(bench), trials=1)  # fmt: skip
    made = tmp_path / "report.html"
    made.write_text(render(judge(results, {}), rows, session.samples), encoding="utf-8")
    page, said = opened(browser, made)
    assert page.title() == "small: passed"
    assert said == []
    assert "onerror" in page.locator(".reply").first.text_content()
    page.close()


_COLOURS = """node => {
  const back = (e) => { const c = getComputedStyle(e).backgroundColor;
    return c === 'rgba(0, 0, 0, 0)' && e.parentElement ? back(e.parentElement) : c };
  return [getComputedStyle(node).color, back(node)]; }"""


def contrast(text: str, ground: str) -> float:
    """The ratio of two CSS colours."""
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
