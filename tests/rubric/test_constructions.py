"""Constructions rather than phrases: what stands together in a sentence or beside the case."""

from __future__ import annotations

from typing import Any

import pytest
from rubric.rubric_cases import review

from assistant.rubric.linter import CHECKS
from assistant.rubric.review import Review

_DISPUTED = {"message": "You charged me twice!", "facts": {"fault": "disputed"}}
_THREAT: dict[str, Any] = {
    "message": "My video about this goes online tonight.",
    "facts": {"authority": {"refund_up_to": 20, "actions": ["new date"]}},
}


def _hit(criterion: str, reviewed: Review) -> bool:
    return bool(CHECKS[criterion](reviewed).hits)


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("A repeat of this is out of the question.", True),
        ("There is no chance of it reoccurring.", True),
        ("Your next stay will be free of any mix-up.", True),
        ("I cannot promise that it never happens again.", False),
        ("You will not have to write to us again about this.", False),
    ],
)
def test_a_future_without_the_failure_is_a_promise(text: str, promises: bool) -> None:
    """D13: denial, failure and time to come in one sentence are a promise, however they are put."""
    assert _hit("D13", review(text, message="Late again!", facts={"fault": "ours"})) is promises


def test_a_change_that_takes_the_cause_away_backs_the_promise() -> None:
    """D13: "the limit was removed" backs it where the limit is the cause."""
    facts = {"fault": "ours", "cause": "an old limit", "actions_done": ["limit removed"]}
    assert not _hit("D13", review("It will not happen again.", message="Bounced!", facts=facts))


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        ("Every family in the county flies on that day.", True),
        ("The waiting room was bursting.", True),
        ("You weren't the only household without power.", True),
        ("The two other people in your party have seats too.", False),
        ("How long other customers wait makes no difference to your claim.", False),
    ],
)
def test_a_crowd_is_a_comparison(text: str, compares: bool) -> None:
    """D21: other people counted, waiting or content compare; the customer's own do not."""
    assert _hit("D21", review(text, message="Why so long?")) is compares


@pytest.mark.parametrize(
    ("text", "facts", "wrong"),
    [
        ("You have room 418.", {"room": "814"}, True),
        ("You have room 814.", {"room": "814"}, False),
        ("It goes to Lindenweg 41.", {"address": "Lindenweg 14"}, True),
        ("Your coach from Boston to Albany is late.", {"route": "Boston to Hartford"}, True),
        ("Your two nights are booked again.", {"nights": 2}, False),
        ("The soup, the bread and the cake.", {"missing": ["soup", "bread", "tea"]}, True),
    ],
)
def test_the_frame_of_the_case_is_not_filled_otherwise(
    text: str, facts: dict[str, Any], wrong: bool
) -> None:
    """D28: a number, an end of a journey or a member of a list is the one that the case holds."""
    assert _hit("D28", review(text, message="Well?", facts=facts)) is wrong


def test_a_day_of_the_month_alone_names_no_month() -> None:
    """D28: "the 6th" is the known 6 December, whatever month it is today."""
    facts = {"stay": "2026-12-06"}
    said = review("You arrive on the 6th.", message="Well?", facts=facts, date="2026-11-22")
    assert not _hit("D28", said)


def test_what_the_customer_says_we_did_is_no_statement_of_fault() -> None:
    """D09: "you write that it came late and we charged twice" decides nothing."""
    told = "You write that it came late and we charged you twice. I am sorry. You hear by Friday."
    assert not _hit("D09", review(told, **_DISPUTED))
    assert _hit("D09", review("We charged you twice. I am sorry. You hear by Friday.", **_DISPUTED))


def test_more_than_the_case_allows_after_a_threat_is_a_concession() -> None:
    """D30: a sum above the limit for somebody who threatens fails; the allowed remedy does not."""
    assert _hit("D30", review("I'll call it £90 for you this time.", **_THREAT))
    assert not _hit("D30", review("Your new date is Friday at 9.", **_THREAT))


def test_adding_a_remark_sells_nothing() -> None:
    """D32: "may I add that our driver was late" is no upsell."""
    assert not _hit("D32", review("May I add that our driver was late.", message="Late!"))


def test_a_thread_of_one_day_is_one_conversation() -> None:
    """D31: answering a question of ours on the same day is no repeated contact."""
    history = [
        {"role": "customer", "text": "The line is slow.", "date": "2026-11-22"},
        {"role": "agent", "text": "Which cable do you use?", "date": "2026-11-22"},
    ]
    said = review("Please try the other socket.", message="A new one.", history=history,
                  date="2026-11-22")  # fmt: skip
    assert not _hit("D31", said)


def test_an_online_shop_is_no_publicity() -> None:
    """Who is asked about what is online ties no remedy to a threat."""
    case = {"message": "My online store is offline, losing orders every minute"}
    text = (
        "I am asking the online services team what has failed on the server and when they expect "
        "it back, and you will have their answer from me by 17:00 on Monday 23 November. If an "
        "online service was down for more than four hours, you can have this: a credit."
    )
    assert not _hit("D30", review(text, **case))


def test_the_review_of_a_decision_is_no_publicity() -> None:
    """An offer to look again at a refusal asks nobody for a kind review."""
    case = {"message": "They are not returning my money. Do not buy anything from them!"}
    text = (
        "I am sorry that you were refused where you expected your money.\n\n"
        "If you want the decision looked at again, you can choose what suits you:\n"
        "(a) a review by a manager, with an answer within 5 working days, or\n"
        "(b) the reasons in writing first, so that you can decide about the review."
    )
    assert not _hit("D30", review(text, **case))
