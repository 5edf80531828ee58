"""A day of a trainer and of a support lead, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_help import copied, opened, serving
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LATE = "My books are 12 days late and have not come. I want my money back for the delivery!"


@pytest.fixture(scope="module")
def house(
    small_knowledge: Path, small_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A server over a folder of one's own, and the folder."""
    own = copied(small_knowledge, small_home, tmp_path_factory.mktemp("house"))
    with serving(own["home"], knowledge=own["knowledge"]) as address:
        yield address, own["knowledge"]


def test_the_day_of_a_trainer(chromium: Any, address: str, tmp_path: Path) -> None:
    """Ask, open the citation at its place, come back to the answer, clear it, ask on, hear that
    something is not covered, export."""
    with opened(chromium, address) as page:
        page.goto("/ask")
        page.get_by_role("textbox", name="Question").fill("How often should I apologise?")
        page.keyboard.press("Enter")
        answer = page.locator(".answer").first
        expect(answer.locator(".cite").first).to_be_visible()
        cited = answer.locator(".letter").first.inner_text()
        answer.locator(".letter .cite").first.click()
        quote = page.locator("#passage mark")
        expect(quote).to_be_visible()
        assert quote.inner_text().strip(". ") in cited
        page.get_by_role("link", name="Open it in").click()
        expect(page.locator("#here")).to_be_visible()
        page.go_back()
        expect(page.locator(".answer")).to_have_count(1)
        assert page.locator(".answer .letter").first.inner_text() == cited
        page.get_by_role("button", name="Clear the answers").click()
        expect(page.locator(".answer")).to_have_count(0)
        assert "apologise" not in page.evaluate("JSON.stringify(Object.entries(sessionStorage))")
        page.get_by_role("textbox", name="Question").fill("What is the capital of Peru?")
        page.keyboard.press("Enter")
        expect(page.locator(".answer").first).to_contain_text("does not say")
        page.get_by_role("textbox", name="Question").fill("How often should I apologise?")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Export as Markdown")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="Export as Markdown").first.click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert download.value.suggested_filename == "how-often-should-i-apologise.md"
        assert text.startswith("# How often should I apologise?\n")
        assert "## Sources" in text
        assert "guidance/apologising.md, line" in text
        assert "file://" not in text
        assert page.faults.none()


def test_the_day_of_a_lead(chromium: Any, house: tuple[str, Path]) -> None:
    """Edit a policy with a slip, see its line, correct it, see a draft change, publish."""
    address, folder = house
    policy = folder / "policies" / "delivery.md"
    before = policy.read_text(encoding="utf-8")
    with opened(chromium, address) as page:
        page.goto("/sources")
        page.get_by_role("link", name="Delivery terms").click()
        page.get_by_role("link", name="Edit").click()
        text = page.get_by_role("textbox", name="Text", exact=True)
        page.get_by_role("textbox", name="Try it on a message").fill(LATE)
        text.fill(before.replace("- Approval: agent", "- Approvl: agent", 1))
        page.get_by_role("button", name="Preview", exact=True).click()
        expect(page.locator("[data-fault]")).to_contain_text("line 10: Approvl")
        expect(page.locator("[data-fault]")).to_be_in_viewport()
        assert policy.read_text(encoding="utf-8") == before
        text.fill(before.replace("- Grants: refund, update\n", "- Exceptions: strikes\n"))
        page.get_by_role("button", name="Preview", exact=True).click()
        shown = page.locator("[data-preview]")
        expect(shown).to_contain_text("+- Exceptions: strikes")
        expect(shown).to_contain_text("In the draft for this message")
        expect(page.locator("[data-fault]")).to_be_empty()
        text.fill(before.replace("## DEL-01 Late books", "## About late books").replace(
            "- Approval: agent\n- Grants: refund, update\n", ""))  # fmt: skip
        expect(page.get_by_role("button", name="Publish")).to_be_disabled()
        page.get_by_role("button", name="Preview", exact=True).click()
        gone = shown.locator(".removed", has_text="delivery charge back")
        expect(gone).not_to_have_count(0)
        page.get_by_role("button", name="Publish").click()
        expect(page.locator("[data-tell]")).to_contain_text("Published")
        assert "DEL-01" not in policy.read_text(encoding="utf-8")
        assert [path.read_text(encoding="utf-8") for path in folder.glob(".backups/*/*/*.md")] == [
            before
        ]
        page.get_by_role("link", name="See it as it is indexed").click()
        expect(page.get_by_role("heading", name="Delivery terms").first).to_be_visible()
        assert page.faults.none()


def test_a_new_playbook_and_taking_it_out(chromium: Any, house: tuple[str, Path]) -> None:
    """A lead writes a playbook from the starter, publishes it, finds it, takes it out again."""
    address, folder = house
    with opened(chromium, address) as page:
        page.goto("/sources")
        page.get_by_role("link", name="New playbook").click()
        page.get_by_role("textbox", name="File name").fill("Torn pages")
        page.get_by_role("button", name="Preview", exact=True).click()
        named = page.get_by_role("textbox", name="File name")
        assert "such as gift_cards" in str(named.get_attribute("title"))
        assert not named.evaluate("field => field.validity.valid")
        named.fill("torn_pages")
        text = page.get_by_role("textbox", name="Text", exact=True)
        starter = text.input_value()
        text.fill(starter.replace("words a customer uses", "torn pages"))
        page.get_by_role("button", name="Preview", exact=True).click()
        expect(page.get_by_role("button", name="Publish")).to_be_enabled()
        page.get_by_role("button", name="Publish").click()
        expect(page.locator("[data-tell]")).to_contain_text("Published")
        assert (folder / "playbooks" / "torn_pages.md").is_file()
        page.get_by_role("link", name="See it as it is indexed").click()
        page.wait_for_url("**/document?path=playbooks*")
        page.get_by_role("button", name="Take it out").click()
        page.locator("[data-tell]").get_by_role("button", name="Take it out").click()
        expect(page.locator("[data-tell]")).to_contain_text("is out")
        assert not (folder / "playbooks" / "torn_pages.md").exists()
        page.get_by_role("link", name="Back to the list").click()
        expect(page.get_by_text("torn_pages")).to_have_count(0)
        assert page.faults.none()
