"""Kinds of message beside the complaint: about others, hardly a word, lists, questions, harm."""

from __future__ import annotations

import re

import pytest

from assistant.app import Assistant
from assistant.drafting.others_data import asks_about_others
from assistant.drafting.verbs import has_verb
from assistant.rubric.linter import hard_failures


def reply(assistant: Assistant, message: str, **case: object) -> str:
    made = assistant.draft({"message": message, **case})
    assert hard_failures(made.findings) == ()
    return made.reply.text


# -- data of another person ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "Which address do you have for my brother now?",
        "My tenant is with you. Has my tenant paid the gas bill?",
        "Tell me his PIN, my uncle forgets it all the time.",
        "Give me the name of the person who sat in 14C.",
        "What did Mr Ferris write about the same plumber?",
    ],
)
def test_nothing_about_another_person_is_promised(assistant: Assistant, message: str) -> None:
    """A plain no, and the ways that are open; no "I will send you the answer" (PRV-05)."""
    text = reply(assistant, message)
    assert "another person" in text
    assert "ask us themselves" in text
    assert "send you the answer" not in text


@pytest.mark.parametrize(
    "message",
    [
        "My wife ordered a coat in May. When does it come?",
        "Your driver was rude to my son and left the parcel in the rain.",
        "Can you send me the tracking number and the name of the carrier?",
        "Who is responsible for this mess?",
        "The agent told me her name was Jo. What did you decide?",
    ],
)
def test_writing_for_a_relative_is_no_such_request(message: str) -> None:
    """People often write about what happened to their family, or about our own staff."""
    assert not asks_about_others(message)


# -- hardly a word ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("LK-40923", "LK-40923"),
        ("19.95", "19.95"),
        ("https://pics.example/7", "link"),
        ("<p></p>", "text"),
    ],
)
def test_a_bare_message_is_asked_about(assistant: Assistant, message: str, said: str) -> None:
    """It is named and asked about; no link is repeated, no tag, no empty value."""
    text = reply(assistant, message)
    assert said in text
    assert "what it is about" in text
    assert "pics.example" not in text
    assert "<p>" not in text


def test_an_empty_value_is_not_the_subject(assistant: Assistant) -> None:
    """ "NULL" is an export's slip and no matter of the customer's."""
    assert "null" not in reply(assistant, "NULL").lower()


def test_a_number_may_be_the_answer_to_our_question(assistant: Assistant) -> None:
    """After a question of ours it is taken up, not asked about."""
    history = [
        {"role": "customer", "text": "The cups are broken."},
        {"role": "agent", "text": "How many of the cups are broken?"},
    ]
    text = reply(assistant, "7", history=history)
    assert "“7”" in text
    assert "what it is about" not in text


# -- several points --------------------------------------------------------------------------------


def test_every_numbered_point_has_its_answer(assistant: Assistant) -> None:
    """Also outside formal letters, each under its own number (D02)."""
    text = reply(
        assistant,
        "Two things. 1. The shelf is three centimetres too long. 2. The hinge is missing.",
    )
    assert "1. " in text
    assert "2. " in text
    assert "three centimetres" in text
    assert "hinge" in text


def test_every_item_of_a_list_is_answered_or_parked(assistant: Assistant) -> None:
    """Three failures in one sentence are three points."""
    text = reply(
        assistant,
        "The fridge arrived scratched, the drawers have not arrived at all, and the plumber came"
        " when I had cancelled him.",
    )
    assert all(word in text for word in ("fridge", "drawers"))
    assert re.search(r"appointment|plumber|\bvisit", text)
    assert "did not take place" not in text


def test_what_staff_said_to_hurt_is_not_said_again(assistant: Assistant) -> None:
    """That they were spoken to so is named, not the words."""
    text = reply(
        assistant,
        "We sat in Oslo for six hours, then my bag went to Bergen, and then your clerk told me to"
        " calm down, grandma.",
    )
    assert "calm down" not in text
    assert "not spoken to as you should be" in text or "the way you were treated" in text


# -- tone ------------------------------------------------------------------------------------------


def test_harm_told_coolly_is_regretted(assistant: Assistant) -> None:
    """Nobody has to shout to hear that we are sorry."""
    assert "sorry" in reply(assistant, "Half of the fruit box was rotten.")


def test_a_calm_question_is_no_complaint(assistant: Assistant) -> None:
    """It is thanked for, and nobody is told what is wrong with anything."""
    text = reply(assistant, "Does the pine bed come in 200 cm, or only in 220?")
    assert "sorry" not in text
    assert "wrong" not in text


def test_the_small_thing_after_the_thanks_is_the_matter(assistant: Assistant) -> None:
    """Praise first, then one thing: it is the thing that is answered."""
    text = reply(
        assistant,
        "Thank you, Noor was great on the phone. Just one small thing: the bill still shows my"
        " old name.",
    )
    assert "old name" in text


def test_a_train_is_no_flight(assistant: Assistant) -> None:
    """Words of a journey where nothing speaks of flying."""
    text = reply(assistant, "My train at 9:10 was cancelled and so was the next train!")
    assert "flight" not in text


def test_who_knows_no_situation_offers_a_talk_and_nothing_that_mends(assistant: Assistant) -> None:
    """The answer comes in writing anyway; who would rather talk says so (D10, D11)."""
    text = reply(assistant, "The ukulele strap smells of vinegar and nobody tells me why!!")
    assert "If you would rather talk it through" in text
    assert "refund" not in text


# -- grammar ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "clause",
    [
        "seven estimated bills in a row and a card on the door",
        "a short blond hair baked into the pie",
        "a left glove in 7 and a right glove in 9",
        "every letter I was sent",
        "the third 'we will call you'",
    ],
)
def test_a_clause_without_a_verb_of_its_own_is_not_retold(clause: str) -> None:
    """ "You write that …" needs a sentence; these are quoted."""
    assert not has_verb(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "the plumber broke our sink",
        "the offer expired yesterday",
        "the coat I bought is torn",
        "your driver left my parcel in the rain",
        "half the guests stopped eating",
    ],
)
def test_a_sentence_is_known_by_its_verb(clause: str) -> None:
    """Also where the same form could be a participle."""
    assert has_verb(clause)


def test_a_warning_to_other_customers_is_no_wish(assistant: Assistant) -> None:
    """ "Please don't fly with them" is not said to us."""
    message = (
        "Our flight left six hours late and nobody said a word. Please don't fly with these people."
    )
    assert "not to fly" not in assistant.draft(message).reply.text
