"""The file of escalation rules: what ships, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from assistant.domain import FlagKey
from assistant.errors import KnowledgeError
from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped

RULES = {rule.key: rule for rule in load_rules(shipped("knowledge") / "escalation.yaml")}
HARD_STOPS = {"self_harm", "violence", "safety", "legal", "data_breach", "staff_misconduct"}
RULE = "parts: {a: x|y}\nrules:\n- {key: press, title: t, level: 2, owner: o, within: 1 h%s}\n"


def test_all_twenty_situations_are_there() -> None:
    """Each flag key has one rule, and the levels are those of the escalation table."""
    assert set(RULES) == set(get_args(FlagKey))
    assert {key for key, rule in RULES.items() if rule.level == 3} == HARD_STOPS
    assert {key for key, rule in RULES.items() if rule.level == 1} == {
        "manager_request", "churn", "no_policy"}  # fmt: skip


@pytest.mark.parametrize("key", sorted(HARD_STOPS | {"fraud"}))
def test_a_hard_stop_has_its_message_and_four_more_languages(key: FlagKey) -> None:
    """Hard stops have a holding message, and signals or frames in five languages."""
    rule = RULES[key]
    assert len(rule.holding) >= 3
    assert {*rule.signals, *rule.frames} >= {"en", "de", "es", "fr", "pt"}


def test_the_safety_message_for_self_harm_talks_of_nothing_commercial() -> None:
    """It asks about safety, invents no crisis line, and names nothing that was reported."""
    rule = RULES["self_harm"]
    for paragraphs in (rule.holding, rule.holding_without_line):
        text = " ".join(paragraphs).lower()
        assert "are you safe" in text
        assert "local emergency number" in text
        assert not any(word in text for word in ("order", "refund", "policy", "{reported}"))
    assert "{crisis_line}" in " ".join(rule.holding)
    assert "{crisis_line}" not in " ".join(rule.holding_without_line)
    assert not any(sign.isdigit() for sign in " ".join(rule.holding + rule.holding_without_line))


def test_messages_neither_name_violence_nor_admit_liability() -> None:
    """The threat is not repeated; the legal message neither admits, denies nor offers."""
    assert "{reported}" not in " ".join(RULES["violence"].holding)
    legal = " ".join(RULES["legal"].holding).lower()
    assert not any(word in legal for word in ("sorry", "liab", "fault", "settle", "compensat"))


def test_the_clocks_are_those_of_the_table() -> None:
    """Clocks in minutes; at once is zero and runs round the clock."""
    assert RULES["legal"].minutes == 60
    assert RULES["data_breach"].minutes == 15
    assert (RULES["safety"].minutes, RULES["safety"].round_the_clock) == (0, True)
    assert RULES["privacy_right"].minutes is None
    told = [rule for rule in RULES.values() if rule.tell_customer and rule.minutes != 0]
    assert all("{deadline}" in rule.tell_customer for rule in told)
    assert [rule.key for rule in RULES.values() if not rule.tell_customer] == ["churn"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("rules: [", "line 2"),
        ("rules: {}", "no list `rules`"),
        ("- 1", "must hold"),
        (RULE % ", colour: red", "rule press, field colour"),
        (RULE % ", signals: {en: '<b>'}", "rule press, field signals: there is no part <b>"),
        (RULE % ", raises: {3: x}", "rule press, field holding"),
        (RULE % ", idioms: [x]", "rule press, field idioms must be a block"),
        ("rules:\n- {key: zebra}", "rule zebra, field key"),
        (RULE % "" + "- {key: press, title: t, level: 2, owner: o, within: 1 h}", "two rules"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    """The error names the file and the line or the rule and its field."""
    path = tmp_path / "escalation.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_rules(path)
    assert "escalation.yaml: " in caught.value.message
    assert problem in caught.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A path without a file is an error, not an empty set of rules."""
    with pytest.raises(KnowledgeError, match=r"rules\.yaml: the file does not exist"):
        load_rules(tmp_path / "rules.yaml")


def test_parts_are_filled_in(tmp_path: Path) -> None:
    """<name> in a pattern becomes the fragment of that name, in a group."""
    path = tmp_path / "escalation.yaml"
    path.write_text(RULE % ", signals: {en: 'the <a>'}", encoding="utf-8")
    assert load_rules(path)[0].signals == {"en": ("the (x|y)",)}
