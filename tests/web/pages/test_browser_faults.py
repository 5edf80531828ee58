"""When the line is down, the draft is not finished, or somebody else is there too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fault_server import FaultServer
from page_help import checked, opened, serving
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MESSAGE = "My parcel LK-48213 should have come on Monday. This is the second time I write!"
OWN = "Dear Ms Hale, I am looking for your parcel LK-48213 myself."


def drafted(page: Any) -> str:
    """A case with a draft; gives the address of its page to work on."""
    page.goto("/work?new=1")
    page.locator("#message").fill(MESSAGE)
    page.keyboard.press("Control+Enter")
    checked(page)
    return str(page.url)


def test_a_lost_line_and_a_reload_lose_no_text(chromium: Any, address: str) -> None:
    """Typing goes on without a server and says so; after a reload the text is there again."""
    with opened(chromium, address) as page:
        page.goto("/work?new=1")
        page.locator("#message").fill(MESSAGE)
        page.wait_for_timeout(400)
        page.reload()
        expect(page.locator("#message")).to_have_value(MESSAGE)
        page.keyboard.press("Control+Enter")
        checked(page)
        page.context.set_offline(True)
        page.locator("#reply").fill(OWN)
        expect(page.locator("[data-line-down]")).to_be_visible()
        expect(page.locator("#verdict")).to_have_attribute("data-state", "paused")
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-tell]")).to_contain_text("cannot be reached")
        expect(page.locator("#reply")).to_have_value(OWN)
        page.context.set_offline(False)
        expect(page.locator("[data-line-down]")).to_be_hidden()
        page.reload()
        expect(page.locator("#reply")).to_have_value(OWN)
        checked(page)
        assert page.faults.none()


def test_the_text_of_one_case_never_stands_in_another(chromium: Any, address: str) -> None:
    """Who leaves a case finds their text in it again, and not in the next one; a new tab, and
    a tab that was closed, hold nothing."""
    with opened(chromium, address) as page:
        first = drafted(page)
        page.locator("#reply").fill(OWN)
        page.keyboard.press("Alt+n")
        page.wait_for_url("**/work")
        expect(page.locator("#message")).to_have_value("")
        expect(page.locator("[data-waiting]")).to_be_visible()
        page.locator("#message").fill("Another customer: you charged me twice.")
        page.keyboard.press("Control+Enter")
        checked(page)
        assert OWN not in page.locator("#reply").input_value()
        page.goto(first)
        expect(page.locator("#reply")).to_have_value(OWN)
        other = page.context.new_page()
        other.goto("/work")
        assert other.evaluate("Object.keys(sessionStorage).filter(k => /work/.test(k)).length") <= 1
        assert other.locator("#reply").input_value() == ""
        assert page.faults.none()


def test_two_people_on_one_case(chromium: Any, address: str) -> None:
    """The second to write is told who did what; nothing is written over and no text is lost."""
    with opened(chromium, address) as one, opened(chromium, address) as two:
        place = drafted(one)
        two.goto(place)
        expect(two.locator("#reply")).not_to_have_value("")
        two.locator("#reply").fill(OWN)
        one.locator("#wrote").fill("It is Friday and still nothing.")
        one.get_by_role("button", name="Add to the case").click()
        expect(one.locator("#turns .turn.customer")).to_have_count(2)
        two.keyboard.press("Alt+s")
        told = two.locator("[data-tell]")
        expect(told).to_contain_text("Somebody else changed this case")
        expect(told).to_contain_text("added a message of the customer")
        expect(two.locator("#reply")).to_have_value(OWN)
        expect(one.locator(".turn.agent")).to_have_count(0)
        told.get_by_role("button", name="Show the case as it is now").click()
        expect(two.locator("#turns")).to_contain_text("It is Friday and still nothing.")
        expect(two.locator("#reply")).to_have_value(OWN)
        expect(two.locator("[data-stale]")).to_be_visible()
        assert one.faults.none()
        assert two.faults.none()


@pytest.fixture(scope="module")
def slow(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    """A server whose model writes slowly, and the model."""
    home = Path(shutil.copytree(shared_home, tmp_path_factory.mktemp("slow") / "home"))
    with ExitStack() as stack:
        model = stack.enter_context(FaultServer())
        given = {"model": "openai:test", "base_url": model.url, "timeout": 20}
        yield stack.enter_context(serving(home, **given)), model


def test_provisional_text_cannot_be_copied(chromium: Any, slow: tuple[str, Any]) -> None:
    """While a model writes, the text is marked, read-only and not copied; Stop ends the wait and
    brings the text back that was there before."""
    address, model = slow
    model.script("drip")
    with opened(chromium, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto("/work?new=1")
        page.evaluate("navigator.clipboard.writeText('mine')")
        page.locator("#message").fill(MESSAGE)
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-steps]")).to_contain_text("Writing")
        expect(page.locator("[data-steps-box]")).to_contain_text("Provisional")
        expect(page.locator("[data-copy]")).to_be_disabled()
        assert page.locator("#reply").get_attribute("readonly") is not None
        page.keyboard.press("Alt+c")
        expect(page.locator("[data-said]")).to_contain_text("provisional")
        assert page.evaluate("navigator.clipboard.readText()") == "mine"
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("[data-said]")).to_contain_text("Stopped")
        expect(page.locator("#turns")).to_contain_text("LK-48213")
        assert page.faults.none()


def test_a_model_that_fails_is_named_and_replaced(chromium: Any, slow: tuple[str, Any]) -> None:
    """A cut answer is void: the offline writer's reply stands there, and the page says why."""
    address, model = slow
    model.script("500")
    with opened(chromium, address) as page:
        drafted(page)
        expect(page.locator("[data-why=writer]")).to_contain_text("offline writer took over")
        expect(page.locator("#reply")).to_have_value(re.compile("LK-48213"))
        assert page.faults.none()
