"""The pages for everybody: keyboard alone, narrow, enlarged, dark, still."""

from __future__ import annotations

from typing import Any

import pytest
from page_help import MESSAGE, PAGES, checked, opened
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_everything_works_by_keyboard(chromium: Any, address: str) -> None:
    """From the skip link to the copied reply without a pointer; the focus is always seen, and
    Tab leaves every field."""
    with opened(chromium, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto("/cases")
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        page.keyboard.press("Alt+1")
        page.wait_for_url("**/work**")
        page.goto("/work?new=1")
        expect(page.locator("#message")).to_be_focused()
        page.keyboard.insert_text(MESSAGE)
        page.keyboard.press("Tab")
        assert focused(page) == "Draft a reply"
        page.keyboard.press("Enter")
        checked(page)
        expect(page.locator("#reply-pane")).to_be_focused()
        page.keyboard.press("Alt+r")
        expect(page.locator("#reply")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("#reply")).not_to_be_focused()
        page.keyboard.press("Alt+q")
        assert page.evaluate("document.activeElement.closest('.ask-agent') !== null")
        page.keyboard.press("Alt+k")
        expect(page.locator("#instruction")).to_be_focused()
        page.keyboard.insert_text("shorter")
        page.keyboard.press("Enter")
        expect(page.locator("[data-said]")).to_contain_text("Undo")
        page.keyboard.press("Alt+c")
        expect(page.locator("[data-said]")).to_contain_text("Copied")
        page.keyboard.press("Alt+/")
        expect(page.locator("#shortcuts")).to_be_visible()
        page.keyboard.press("Escape")
        assert walked(page) > 25
        assert page.faults.none()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def walked(page: Any) -> int:
    """Tabs through the whole page: each stop is visible and has a focus ring; how many."""
    stops = []
    page.evaluate("document.body.focus(); document.activeElement.blur()")
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(() => { const at = document.activeElement; if (at === document.body) return null;"
            " const box = at.getBoundingClientRect(); const style = getComputedStyle(at);"
            " window.stops ??= []; const again = window.stops.includes(at); window.stops.push(at);"
            " return {again, name: at.outerHTML.slice(0, 120), seen: box.width > 0 &&"
            " box.bottom > 0 && box.top < innerHeight, ring: style.outlineStyle !== 'none' }; })()"
        )
        if stop is None or stop["again"]:
            break
        assert stop["seen"], stop["name"]
        assert stop["ring"], stop["name"]
        stops.append(stop["name"])
    return len(stops)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (720, 450)])
def test_nothing_overflows_where_there_is_little_room(
    chromium: Any, address: str, case: str, width: int, height: int
) -> None:
    """At 360 pixels, and at 1440 enlarged to 200 %, no page scrolls sideways and all is there."""
    with opened(chromium, address, viewport={"width": width, "height": height}) as page:
        for place in (*PAGES, case):
            page.goto(place)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        page.goto("/work?new=1")
        page.locator("#message").fill(MESSAGE)
        page.get_by_role("button", name="Draft a reply").click()
        checked(page)
        if width < 768:
            expect(page.locator("#reply-title")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("link", name="Why", exact=True).click() if width < 768 else None
        page.locator(".evidence button").first.scroll_into_view_if_needed()
        expect(page.locator(".evidence button").first).to_be_in_viewport()
        page.get_by_role("button", name="Copy", exact=False).first.scroll_into_view_if_needed()
        expect(page.locator("[data-copy]")).to_be_in_viewport(ratio=1)
        small = page.evaluate(
            "[...document.querySelectorAll('button, a, input, select, summary')].filter(e => {"
            " const b = e.getBoundingClientRect(); return b.width && (b.width < 24 || b.height"
            " < 24) && getComputedStyle(e).display !== 'inline' && !e.closest('.away')"
            " && e.className !== 'skip'; }).map(e => e.outerHTML.slice(0, 90))"
        )
        assert small == [], small
        assert page.faults.none()


def test_the_scheme_follows_the_system_and_the_switch(chromium: Any, address: str) -> None:
    """Dark where the system is dark; the switch wins, and holds on the next page without a
    flash of the other."""
    with opened(chromium, address, color_scheme="dark") as page:
        page.goto("/ask")
        ground = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(ground) == "rgb(20, 23, 26)"
        page.get_by_role("button", name="Switch to the light scheme").click()
        assert page.evaluate(ground) == "rgb(245, 243, 238)"
        page.goto("/cases")
        assert page.evaluate("document.documentElement.dataset.theme") == "light"
        assert page.evaluate(ground) == "rgb(245, 243, 238)"


def test_motion_is_left_out_where_it_is_not_wanted(chromium: Any, address: str) -> None:
    """With reduced motion nothing on the page has a transition or an animation."""
    with opened(chromium, address, reduced_motion="reduce") as page:
        page.goto("/work?new=1")
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
            " return s.transitionDuration !== '0s' || s.animationName !== 'none'; }).length"
        )
        assert moving == 0
