"""What customers say in plain words: flags that were missed or raised for nothing, and hiding."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.domain import Case, Message
from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped
from assistant.triage.flags import FlagRules, cries_for_help, find_flags
from assistant.triage.history import repeat_contact, uncared_for
from assistant.triage.plain import only_quoted, views

RULES = FlagRules(load_rules(shipped("knowledge") / "escalation.yaml"), classifier=True)
FILE = Path(__file__).parents[1] / "data" / "flags_plain_words.yaml"
SENTENCES = [
    pytest.param(key, kind == "raise", text, id=f"{key}-{kind}-{number}")
    for key, kinds in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    for kind, lines in kinds.items()
    for number, text in enumerate(lines.splitlines())
]
CRY = "I have taken out two loans for you. I no longer want to live like this, I want to die."


def keys(text: str) -> set[str]:
    """The flags of a text."""
    return {flag.key for flag in find_flags(text, RULES)}


@pytest.mark.parametrize(("key", "wanted", "text"), SENTENCES)
def test_a_sentence_raises_its_flag_or_does_not(key: str, wanted: bool, text: str) -> None:
    """Plain words raise the flag; what only looks alike does not."""
    assert (key in keys(text)) is wanted


@pytest.mark.parametrize("intro", ["", "See below, I forward it:\n", "FW: my mail from Monday\n"])
def test_a_message_that_is_nothing_but_a_quotation_is_read(intro: str) -> None:
    """A threat that only stands behind ">" raises its flag all the same."""
    assert "legal" in keys(f"{intro}> My lawyer will sue you.\n> Regards, R. Tamm")


def test_an_answer_beside_a_quotation_leaves_it_somebody_elses() -> None:
    """Words before or after a quotation that do not introduce it make it no message."""
    assert not only_quoted("> I will sue you\n\nWhat did he mean?")
    assert not only_quoted("Any news about this?\n> I will sue you")
    assert not only_quoted("The gap is > 4 cm wide")


def test_much_talk_hides_nothing() -> None:
    """What the small model sees in a short message it sees above other talk and repetitions."""
    told = (
        "I am so tired of all of it. I have nothing left and I keep looking at the tablets in the "
        "drawer. The bottle is on the table and so is the letter to my sister. The tablets are "
        "counted out and nobody will notice until Monday. I see no reason to get up again."
    )
    talk = " ".join(
        f"On the {day}th I wrote down what the weather was like." for day in range(4, 29)
    )
    assert "self_harm" in keys(told)
    assert "self_harm" in keys(f"{told}\n\n{talk}")
    assert "self_harm" in keys(f"{told}\n\n" + "I have noted all of it here. " * 400)


def test_hidden_letters_of_a_swear_word_are_read() -> None:
    """Stars inside or at the end of a swear word are its letters; other stars are blanks."""
    seen = [views(text)[0].text for text in ("you b*stards", "f*** this", "*bold* 5*2 c#")]
    assert seen == [b"you bastards", b"fuck this", b" bold  5 2 c#"]


def test_a_cry_for_help_stands_until_somebody_asks_whether_they_are_safe() -> None:
    """An answer about the account leaves it open; an answer about the customer closes it."""
    told = Message(role="customer", text=CRY)
    cool = Message(role="agent", text="I am looking into your account.")
    kind = Message(role="agent", text="Are you safe right now? You are not alone in this.")
    assert uncared_for(Case(message="Any news?", history=(told, cool))) == (CRY,)
    assert uncared_for(Case(message="Any news?", history=(told, kind))) == ()
    flag = cries_for_help(CRY, RULES)
    assert flag is not None
    assert flag.level == 3


@pytest.mark.parametrize(
    "text", ["ok it arrived now, forget my angry mail", "Thanks for the quick answer. And the fee?"]
)
def test_who_is_content_has_not_come_back(text: str) -> None:
    """Good news and thanks for an answer are no repeated contact."""
    history = (
        Message(role="customer", text="WHERE IS IT, THIS IS A DISGRACE"),
        Message(role="agent", text="I am asking the delivery team."),
    )
    assert not repeat_contact(Case(message=text, history=history), ())
    assert repeat_contact(Case(message="Nothing came.", history=history), ())
