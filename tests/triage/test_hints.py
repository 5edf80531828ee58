"""Hints: signals and frames that are too often wrong to raise a flag by themselves."""

from __future__ import annotations

import pytest

from assistant.corpus import Rule
from assistant.triage import flags as triage_flags
from assistant.triage.classifier import Seen
from assistant.triage.flags import FlagRules, look
from assistant.triage.frames import parse

RULE = Rule(
    key="churn",
    title="churn",
    level=1,
    owner="team lead",
    within="a day",
    signals={"en": ("~ end it", "close my account"), "de": ("~ konto kundigen",)},
)
LIFE = RULE.model_copy(update={"key": "self_harm", "title": "self-harm", "level": 3})


def far_from_all(*_: object, **__: object) -> list[Seen]:
    """A model that sees nothing."""
    return []


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> FlagRules:
    """One rule with a hint, beside a model that sees nothing."""
    monkeypatch.setattr(triage_flags, "seen", far_from_all)
    return FlagRules([RULE], classifier=True)


def test_a_hint_that_the_model_is_far_from_raises_no_flag(rules: FlagRules) -> None:
    """It was too often wrong by itself."""
    assert not look("I am going to end it, this call.", rules).flags


def test_a_hint_to_life_is_always_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missed cry for help is worse than a false one, so no model takes it back."""
    monkeypatch.setattr(triage_flags, "seen", far_from_all)
    text = "I am going to end it."
    (flag,) = look(text, FlagRules([LIFE], classifier=True)).flags
    assert (flag.key, flag.source, text[slice(*flag.span)]) == ("self_harm", "rule", "end it")


def test_what_stands_alone_needs_no_model(rules: FlagRules) -> None:
    """The flag is there though the model sees nothing."""
    assert [flag.key for flag in look("Close my account, end it.", rules).flags] == ["churn"]


def test_a_hint_that_the_model_comes_near_raises_its_flag(
    rules: FlagRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the rule's flag, at the rule's words."""

    def near(*_: object, hinted: dict[str, int], **__: object) -> list[Seen]:
        return [Seen(key, (0, 4)) for key in hinted]

    monkeypatch.setattr(triage_flags, "seen", near)
    (flag,) = look("I will end it.", rules).flags
    assert (flag.source, flag.span) == ("rule", (7, 13))


def test_in_other_languages_nothing_is_a_hint(rules: FlagRules) -> None:
    """There the sign is ignored: no figures say which signals are too often wrong."""
    assert look("Ich will mein Konto kündigen.", rules, language="de").flags


def test_without_a_model_a_hint_raises_its_flag() -> None:
    """Nobody else is there to ask."""
    assert look("I will end it.", FlagRules([RULE])).flags


def test_a_frame_can_be_a_hint() -> None:
    """By the same sign."""
    assert parse("~ one two", ("one", "two"), "here").alone is False
    assert parse("one two", ("one", "two"), "here").alone is True
