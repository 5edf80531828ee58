"""Concrete rewrites: the suggestion is the sentence itself, and `--fix` applies the safe ones."""

from __future__ import annotations

import pytest
from rubric.rubric_cases import review

from assistant.domain import Finding
from assistant.rubric.linter import fix, lint
from assistant.rubric.review import Review


def _broken(reply: str) -> set[str]:
    return {each.criterion for each in lint(Review(reply)) if each.status in ("warn", "fail")}


def _of(reply: str, id: str, **given: object) -> list[Finding]:
    looked = review(reply, **given) if given else Review(reply)
    return [each for each in lint(looked) if each.criterion == id and each.span]


@pytest.mark.parametrize(
    ("id", "before", "after"),
    [
        ("D18", "Unfortunately, the blue kettle is sold out.", "The blue kettle is sold out."),
        ("D18", "With all due respect, the date was 4 May.", "The date was 4 May."),
        ("D18", "As I said, the form is online.", "The form is online."),
        ("D18", "To be honest, we close at six.", "We close at six."),
        ("D20", "You failed to return the router.", "The router was not returned."),
        ("D20", "You forgot to sign the form on page 2.", "The form was not signed on page 2."),
        ("D18", "You neglected to enter your codes.", "Your codes were not entered."),
        ("D17", "Per our policy, opened items cannot come back.", "Opened items cannot come back."),
        ("D17", "Our policy states that the fee cannot be waived.", "The fee cannot be waived."),
        ("D03", "Please calm down and I will ring you at 5 pm.", "I will ring you at 5 pm."),
        (
            "D19",
            "I am sorry about the wait on Monday, but the kettle leaves today.",
            "I am sorry about the wait on Monday. The kettle leaves today.",
        ),
        (
            "D29",
            "The crew will commence the work on 4 May.",
            "The crew will start the work on 4 May.",
        ),
        ("D27", "Send the form to the DEPOT by FRIDAY.", "Send the form to the depot by Friday."),
    ],
)
def test_a_safe_repair_mends_its_finding_and_makes_no_new_one(
    id: str, before: str, after: str
) -> None:
    """The fixed reply lacks that finding, has no other than before, and says the same facts."""
    assert id in _broken(before)
    fixed = fix(before, lint(Review(before)))
    assert fixed == after
    assert id not in _broken(fixed)
    assert _broken(fixed) <= _broken(before)


@pytest.mark.parametrize(
    ("id", "reply", "sentence"),
    [
        ("D20", "You failed to return the router.", "The router was not returned."),
        (
            "D14",
            "I will ring you about order 48213 as soon as possible.",
            "I will ring you about order 48213 by … (day and hour).",
        ),
        ("D26", "We have checked order 48213 today.", "I have checked order 48213 today."),
    ],
)
def test_a_suggestion_is_the_sentence_itself(id: str, reply: str, sentence: str) -> None:
    """What to write is told with the reply's own names and numbers, not as advice."""
    assert f"Write “{sentence}”" in {each.suggestion for each in _of(reply, id)}


def test_a_wrong_name_is_put_right_in_its_sentence() -> None:
    """The case's own value stands in the suggested sentence."""
    found = _of(
        "Dear Mr Rao,\n\nYour Nordica 200 came broken on Monday.", "D28",
        message="My Nordica 300 came broken on Monday.",
        facts={"customer_name": "Ms Anjali Rao", "product": "Nordica 300"},
    )  # fmt: skip
    said = {each.suggestion for each in found}
    assert "Write “Your Nordica 300 came broken on Monday.”" in said
    assert "Write “Dear Ms Rao,”" in said


def test_fault_of_ours_is_suggested_in_the_active_voice_and_left_to_a_person() -> None:
    """ "We charged you twice" states a fault: it is suggested, never applied."""
    reply = "You were charged £20 twice on 4 May. I refund it today."
    found = _of(reply, "D08", message="You charged me twice.", facts={"fault": "ours"})
    assert [each.suggestion for each in found] == ["Write “We charged you £20 twice on 4 May.”"]
    assert fix(reply, found) == reply


@pytest.mark.parametrize(
    "reply",
    [
        "I will ring you as soon as possible.",
        "We will refund you £40 by Friday.",
        "You were told that the fee is £12.",
    ],
)
def test_facts_promises_and_missing_dates_are_not_touched(reply: str) -> None:
    """What needs a decision stays a finding."""
    assert fix(reply, lint(Review(reply))) == reply
