"""What the page writes: with which key it tries again, and which facts it changes."""

from __future__ import annotations

from typing import Any

import pytest
from page_help import checked, opened
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MESSAGE = "My parcel LK-48213 should have come on Monday. This is the second time I write!"
FACTS = {
    "days_late": 12,
    "amount": 49.5,
    "steps": ["call", "write"],
    "authority": {"refund_up_to": 100, "actions": ["voucher"]},
}
REFUSAL = '{"title": "No", "detail": "not like this", "kind": "validation"}'


def recorded(page: Any, **given: Any) -> str:
    """The id of a new case of the record."""
    made = page.request.post("/v1/cases", data={"message": MESSAGE, **given})
    assert made.status == 201
    return str(made.json()["card"]["id"])


def facts_of(page: Any, case: str) -> dict[str, Any]:
    found: dict[str, Any] = page.request.get(f"/v1/cases/{case}").json()["facts"]
    return found


def drafted(page: Any, case: str) -> None:
    """The page of a case, after a draft."""
    page.goto(f"/work?case={case}")
    expect(page.locator("#turns")).to_contain_text("LK-48213")
    page.keyboard.press("Control+Enter")
    checked(page)


def test_a_draft_changes_no_fact_that_nobody_touched(chromium: Any, address: str) -> None:
    """Numbers and lists stay what they are; an edited number is a number; a limit that was
    cleared is no authority any more, and what else the agent may do stays."""
    with opened(chromium, address) as page:
        case = recorded(page, facts=FACTS)
        before = facts_of(page, case)
        changes: list[Any] = []
        page.on("request", lambda r: changes.append(r.post_data_json) if r.method == "PATCH" else 0)
        drafted(page, case)
        assert changes == []
        assert facts_of(page, case) == before
        page.locator("#facts-box summary").click()
        page.locator("[data-own-fact]").first.get_by_label("Value of the fact").fill("13")
        page.locator("[data-fact=refund_up_to]").fill("")
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-steps-box]")).to_be_visible()
        checked(page)
        after = facts_of(page, case)
        assert after["days_late"] == 13
        assert after["authority"]["refund_up_to"] is None
        assert after["authority"]["actions"] == ["voucher"]
        assert [change["facts"] for change in changes] == [
            {"days_late": 13, "authority": {"refund_up_to": None}}
        ]
        assert page.faults.none()


def test_a_refused_write_takes_a_new_key(chromium: Any, address: str) -> None:
    """No answer, or a failure on the way: the same key, since it may have been written. A
    refusal: another one, since nothing was."""
    with opened(chromium, address) as page:
        page.goto(f"/work?case={recorded(page)}")
        keys: list[str] = []
        ways = ["lost", "broken", "refused", "served"]

        def meet(route: Any) -> None:
            keys.append(route.request.headers["idempotency-key"])
            way = ways[len(keys) - 1]
            if way == "lost":
                route.abort()
            elif way == "served":
                route.continue_()
            else:
                status = 422 if way == "refused" else 504
                route.fulfill(status=status, body=REFUSAL, content_type="application/problem+json")

        page.route("**/messages", meet)
        page.locator("#wrote").fill("And now?")
        add = page.get_by_role("button", name="Add to the case")
        for number, way in enumerate(ways):
            with page.expect_request("**/messages"):
                add.click()
            if way == "served":
                break
            said = "cannot be reached" if way == "lost" else "Not like this."
            expect(page.locator("[data-tell]")).to_contain_text(said)
            assert len(keys) == number + 1
        expect(page.locator("#turns .turn.customer")).to_have_count(2)
        assert keys[0] == keys[1] == keys[2] != keys[3]


def test_a_refused_case_can_be_opened_after_all(chromium: Any, address: str) -> None:
    """The case that could not be opened is opened with another key at the next attempt."""
    with opened(chromium, address) as page:
        page.goto("/work?new=1")
        keys: list[str] = []

        def meet(route: Any) -> None:
            keys.append(route.request.headers["idempotency-key"])
            if len(keys) > 1:
                route.continue_()
            else:
                kind = "application/problem+json"
                route.fulfill(status=422, body=REFUSAL, content_type=kind)

        page.route("**/v1/cases", meet)
        page.locator("#message").fill(MESSAGE)
        page.keyboard.press("Control+Enter")
        expect(page.locator("[data-tell]")).to_contain_text("Not like this.")
        page.keyboard.press("Control+Enter")
        checked(page)
        assert len(set(keys)) == len(keys) == 2
