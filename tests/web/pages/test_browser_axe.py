"""No page has a violation of WCAG 2.2 AA that axe can find, in either scheme and in any state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from page_help import MESSAGE, PAGES, checked, opened
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[str]:
    """What axe finds on the page as it stands, each with its first place."""
    import axe_playwright_python

    script = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    cdp = page.context.new_cdp_session(page)
    cdp.send("Runtime.evaluate", {"expression": script.read_text(encoding="utf-8")})
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags},"
        " resultTypes: ['violations'], elementRef: false}).then(r =>"
        " r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 160) + ' '"
        " + v.nodes[0].failureSummary.slice(0, 200)))",
        TAGS,
    )
    return [str(each) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, address: str, case: str, scheme: str) -> None:
    """Every page, and the working page in each of its states, has no violation of WCAG 2.2 AA."""
    with opened(chromium, address, color_scheme=scheme) as page:
        for place in (*PAGES, case, "/sources?q=refund"):
            page.goto(place)
            assert violations(page) == [], place
        page.goto("/work?new=1")
        page.locator("#message").fill(MESSAGE)
        page.keyboard.press("Control+Enter")
        checked(page)
        page.locator("#reply").press_sequentially("Calm down. Unfortunately, I will refund £900. ")
        checked(page)
        for summary in page.locator("summary:visible").all():
            summary.click()
        expect(page.locator("[data-others] .letter")).not_to_have_count(0)
        assert violations(page) == [], "draft"
        page.locator(".evidence .policy button").first.click()
        expect(page.locator("#passage")).to_be_visible()
        assert violations(page) == [], "passage"
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+/")
        assert violations(page) == [], "keys"
        page.goto("/ask?q=How+do+I+apologise%3F")
        expect(page.locator(".answer .cite").first).to_be_visible()
        assert violations(page) == [], "answer"
