"""A day of an agent, in Chromium: from the pasted message to the follow-up that is done."""

from __future__ import annotations

from typing import Any

import pytest
from page_help import checked, opened
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
MESSAGE = (
    "My coffee machine (order LK-48213, £189.00) should have come on Monday. I took a day off and"
    " nobody came. This is the second time I write! Where is it?"
)
BACK = "It is Friday now and still nothing. I will call my lawyer if this is not solved today."


def test_the_day_of_an_agent(chromium: Any, address: str) -> None:
    """Paste, draft, edit under findings, fill a question, copy, sent, customer writes back,
    escalate, follow-up done: every step by the page alone."""
    with opened(chromium, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        _drafts(page)
        _edits_under_findings(page)
        _fills_a_question(page)
        _copies_and_sends(page)
        _hears_back(page)
        _settles_a_follow_up(page)
        assert page.faults.none()


def _drafts(page: Any) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Show me with an example")).to_be_visible()
    page.get_by_role("textbox", name="Customer's message").fill(MESSAGE)
    page.get_by_text("What you know").click()
    page.get_by_label("Your name").fill("Robin")
    page.get_by_role("button", name="Draft a reply").click()
    checked(page)
    expect(page.locator("#reply")).to_have_value(_holding("LK-48213"))
    why = page.locator("#why-pane")
    expect(why.locator("[data-why=triage]")).to_contain_text("late delivery")
    expect(page.locator("#turns mark.issue")).not_to_have_count(0)
    page.locator("#reply").hover(position={"x": 60, "y": 80})
    expect(why.locator(".evidence li.lit")).to_have_count(1)
    why.locator(".evidence .policy button").first.focus()
    expect(page.locator(".under mark.lit")).not_to_have_count(0)
    why.locator(".evidence .policy button").first.click()
    expect(page.locator("#passage")).to_be_visible()
    expect(page.locator("#passage .passage")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(page.locator("#passage")).to_be_hidden()


def _edits_under_findings(page: Any) -> None:
    reply = page.locator("#reply")
    text = reply.input_value()
    reply.press("Control+End")
    reply.press_sequentially(
        "\n\nCalm down. I will refund you £500 shortly. \N{GRINNING FACE}", delay=2
    )
    expect(page.locator(".under mark.fail")).not_to_have_count(0)
    marked = [mark.strip() for mark in page.locator(".under mark").all_inner_texts()]
    assert "Calm down" in marked
    checked(page)
    promise = page.locator("[data-promises] li", has_text="£500")
    expect(promise.get_by_text("needs approval")).to_be_visible()
    promise.get_by_role("button", name="Approve").click()
    expect(promise.get_by_text("backed")).to_be_visible()
    page.locator("[data-findings] li", has_text="calm down").get_by_role("button").click()
    assert page.evaluate("getSelection().toString()") in ("", "Calm down")
    chosen = page.evaluate(
        "(() => { const f = document.querySelector('#reply');"
        " return f.value.slice(f.selectionStart, f.selectionEnd); })()"
    )
    assert chosen == "Calm down"
    for _ in range(20):
        if reply.input_value() == text:
            break
        page.keyboard.press("Alt+z")
    assert reply.input_value() == text


def _fills_a_question(page: Any) -> None:
    question = page.locator(".ask-agent li").first
    before = page.locator(".ask-agent li").count()
    asked = question.locator("label").inner_text()
    page.get_by_label("Whose failure was it?").select_option("customer")  # and not filled in yet
    question.locator("input").fill("Monday 16 November")
    question.get_by_role("button", name="Fill in").click()
    checked(page)
    expect(page.locator(".ask-agent")).not_to_contain_text(asked.splitlines()[0])
    assert page.locator(".ask-agent li").count() <= before
    assert page.evaluate("document.activeElement.closest('.ask-agent') !== null")
    expect(page.get_by_label("Whose failure was it?")).to_have_value("customer")


def _copies_and_sends(page: Any) -> None:
    page.get_by_role("button", name="shorter", exact=True).click()
    expect(page.locator("[data-said]")).to_contain_text("Undo takes it back")
    checked(page)
    page.keyboard.press("Alt+c")
    expect(page.locator("[data-said]")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#reply").input_value()
    page.keyboard.press("Alt+s")
    expect(page.locator("[data-tell]")).to_contain_text("Recorded as sent")
    expect(page.locator("#turns .turn.agent")).to_contain_text(copied[:40])
    expect(page.locator("#reply")).to_be_hidden()
    held = page.evaluate("JSON.stringify(Object.entries(sessionStorage))")
    assert copied[:40] not in held
    expect(page.locator("#instruction")).to_have_value("")


def _hears_back(page: Any) -> None:
    page.get_by_label("Customer wrote back").fill(BACK)
    page.get_by_role("button", name="Add to the case").click()
    expect(page.locator("#turns .turn.customer")).to_have_count(2)
    page.keyboard.press("Control+Enter")
    checked(page)
    why = page.locator("#why-pane")
    expect(why.get_by_role("heading", name="Stop: no ordinary reply")).to_be_visible()
    expect(why.locator(".flags")).to_contain_text("legal")
    expect(why.locator(".clock").first).to_contain_text("in ")
    expect(page.locator("[data-findings] li")).to_have_count(0)
    expect(page.locator("#revise-box")).to_be_hidden()
    page.locator("#reply").press("Control+End")
    page.locator("#reply").press_sequentially(" Calm down.", delay=2)
    expect(page.locator("[data-findings] li")).to_have_count(1)
    expect(page.locator("[data-findings]")).to_contain_text("Calm down")
    why.get_by_text("Handover", exact=True).click()
    why.get_by_role("button", name="Copy handover").click()
    expect(page.locator("[data-said]")).to_contain_text("handover was copied")
    assert "lawyer" in page.evaluate("navigator.clipboard.readText()")


def _settles_a_follow_up(page: Any) -> None:
    page.get_by_role("navigation", name="Pages").get_by_text("Follow-ups").click()
    steps = page.locator("[data-follow-up]")
    expect(steps).not_to_have_count(0)
    before = steps.count()
    steps.first.get_by_role("button", name="Done").click()
    expect(steps).to_have_count(before - 1)
    page.goto("/cases")
    page.locator("table a").first.click()
    expect(page.locator(".timeline")).to_contain_text("Done:")


def _holding(part: str) -> Any:
    import re

    return re.compile(re.escape(part))


def test_an_own_reply_is_checked_and_kept_without_a_draft(chromium: Any, address: str) -> None:
    """Who writes alone has the linter too, and the record of what was sent."""
    with opened(chromium, address) as page:
        page.goto("/work?new=1")
        page.locator("#message").fill(MESSAGE)
        page.get_by_role("button", name="Write your own").click()
        page.locator("#reply").fill("Calm down. Your parcel is late.")
        expect(page.locator("[data-findings]")).to_contain_text("Calm down")
        page.keyboard.press("Alt+s")
        expect(page.locator("[data-tell]")).to_contain_text("Recorded as sent")
        expect(page.locator("#turns .turn.agent")).to_contain_text("Your parcel is late.")
        assert page.faults.none()


def test_what_does_not_fit_is_said(chromium: Any, address: str) -> None:
    """A pasted text that is longer than a message may be is not cut off in silence."""
    with opened(chromium, address) as page:
        page.goto("/work?new=1")
        page.locator("#message").focus()
        page.keyboard.insert_text("late " * 3_000)
        expect(page.locator("[data-said]")).to_be_empty()
        page.keyboard.insert_text("late " * 3_000)
        expect(page.locator("[data-said]")).to_contain_text("Only the first 20,000 characters fit")
        assert len(page.locator("#message").input_value()) == 20_000
        assert page.faults.none()


def test_a_tone_and_another_version(chromium: Any, address: str) -> None:
    """The tone that was chosen holds for the draft; another version takes its place, and Undo
    brings the first one back."""
    with opened(chromium, address) as page:
        page.goto("/work?new=1")
        page.locator("#message").fill(MESSAGE)
        page.locator("#tone").select_option("more formal")
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-said]")).to_contain_text("more formal")
        checked(page)
        first = page.locator("#reply").input_value()
        page.get_by_text("Other versions").click()
        page.get_by_role("button", name="Use the shortest version").click()
        expect(page.locator("#reply")).not_to_have_value(first)
        page.keyboard.press("Alt+z")
        expect(page.locator("#reply")).to_have_value(first)
        page.get_by_role("button", name="No", exact=True).click()
        page.get_by_role("button", name="the tone").click()
        expect(page.locator("[data-said]")).to_contain_text("Thank you")
        assert page.faults.none()
