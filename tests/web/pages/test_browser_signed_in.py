"""Where keys are configured: signing in with one, working, signing out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from page_help import MESSAGE, checked, opened
from playwright.sync_api import expect
from web_help import app_for, key_for, running

pytestmark = pytest.mark.browser


def test_a_key_opens_the_page_and_signing_out_leaves_nothing(
    chromium: Any, shared_home: Path, tmp_path: Path
) -> None:
    """A wrong key is refused in words; a right one opens what was asked for and drafts; after
    signing out the page is closed and the tab holds no text of the customer."""
    app = app_for(Path(shutil.copytree(shared_home, tmp_path / "home")))
    key = key_for(app.state.site.assistant, "agent")
    with running(app) as address, opened(chromium, address) as page:
        page.goto("/work?new=1")
        expect(page).to_have_url(f"{address}/sign-in?next=%2Fwork%3Fnew%3D1")
        page.get_by_label("Your key").fill("cmp_wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("not known")
        page.get_by_label("Your key").fill(key)
        page.get_by_role("button", name="Sign in").click()
        page.locator("#message").fill(MESSAGE)
        page.get_by_role("button", name="Draft a reply").click()
        checked(page)
        expect(page.locator("#reply")).not_to_have_value("")
        page.locator("#reply").fill("Dear Ms Hale, this is not sent yet.")
        checked(page)
        place = page.url
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(f"{address}/sign-in")
        assert page.evaluate("sessionStorage.length") == 0
        page.goto(place)
        expect(page.get_by_label("Your key")).to_be_visible()
        assert page.faults.none()


def test_a_session_that_ended_loses_no_text(
    chromium: Any, shared_home: Path, tmp_path: Path
) -> None:
    """Signed out meanwhile, the page says so, and the text is there after signing in again."""
    app = app_for(Path(shutil.copytree(shared_home, tmp_path / "home")))
    key = key_for(app.state.site.assistant, "agent")
    with running(app) as address, opened(chromium, address) as page:
        page.goto("/sign-in?next=/work")
        page.get_by_label("Your key").fill(key)
        page.get_by_role("button", name="Sign in").click()
        page.locator("#message").fill(MESSAGE)
        page.context.clear_cookies()
        page.get_by_role("button", name="Draft a reply").click()
        expect(page.locator("[data-tell]")).to_contain_text("signed out")
        expect(page.locator("#message")).to_have_value(MESSAGE)
        page.goto("/work")
        page.get_by_label("Your key").fill(key)
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator("#message")).to_have_value(MESSAGE)
