"""The optional second look of a model at the triage: it may add, with a quotation, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from fault_server import FaultServer

from assistant import Assistant, Case
from assistant.domain import Triage
from assistant.drafting.second_look import read

MESSAGE = (
    "Order 20993817 has not come. I have put my affairs in order, it was forty-one ninety for the "
    "Moonrise lamp, so thank you and goodbye to all of you. Mail me at ann@example.org."
)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@lru_cache(maxsize=8)
def assistant_for(home: Path, **settings: Any) -> Assistant:
    """One assistant for all tests that ask for the same."""
    return Assistant.from_settings(home=home, **settings)


def looked(
    server: FaultServer, home: Path, answer: str, *, message: str = MESSAGE, timeout: float = 30.0
) -> Triage:
    server.script(answer)
    assistant = assistant_for(
        home, triage_model="openai:test", base_url=server.url, timeout=timeout
    )
    return assistant.triage(Case(message=message)).triage


def plain(home: Path, message: str = MESSAGE) -> Triage:
    return assistant_for(home).triage(Case(message=message)).triage


def test_it_adds_flags_issues_and_facts_with_their_words(
    server: FaultServer, shared_home: Path
) -> None:
    """Each with the span of its quotation, and the flag stops the draft as a rule's would."""
    answer = (
        'flag | violence | "goodbye to all of you"\n'
        'issue | wrong_item | "has not come"\n'
        'fact | product | "Moonrise lamp"\n'
    )
    triage = looked(server, shared_home, "ok:" + answer)
    flag = next(flag for flag in triage.flags if flag.key == "violence")
    assert (flag.level, flag.source) == (3, "model")
    assert MESSAGE[slice(*flag.span)] == "goodbye to all of you"
    assert triage.severity == "critical"
    assert "wrong_item" in {issue.id for issue in triage.issues}
    assert ("product", "Moonrise lamp") in {(fact.kind, fact.value) for fact in triage.facts}
    assert triage.second_look == "openai:test: 3 added"


def test_it_never_removes(server: FaultServer, shared_home: Path) -> None:
    """Whatever it answers, everything that the rules found is still there."""
    message = "I will sue you. Order 20993817 is late and I want my 49.90 EUR back."
    before = plain(shared_home, message)
    for answer in ("none", 'flag | churn | "I will sue you"', "There is no legal threat here."):
        after = looked(server, shared_home, "ok:" + answer, message=message)
        assert set(before.flags) <= set(after.flags)
        assert set(before.facts) <= set(after.facts)
        assert before.issues == after.issues[: len(before.issues)]


@pytest.mark.parametrize(
    "answer",
    [
        'flag | self_harm | "I want to die"',  # words that are not there
        'flag | treason | "put my affairs in order"',
        "flag | self_harm | put my affairs in order",
        'issue | alien_abduction | "has not come"',
        'fact | amount | "goodbye"',
        'fact | reference | "99999999"',
        '{"flags": ["self_harm"]}',
        "I cannot help with that.",
        'flag | self_harm | ""',
        "| | |\n" * 200,
    ],
)
def test_nonsense_changes_nothing(server: FaultServer, shared_home: Path, answer: str) -> None:
    """Unknown keys, invented words, other formats: the triage is that of the rules."""
    after = looked(server, shared_home, "ok:" + answer)
    assert after.model_copy(update={"second_look": ""}) == plain(shared_home)


@pytest.mark.parametrize(
    "fault",
    [
        "500",
        "401",
        "not_json",
        "no_choices",
        "length",
        "refusal",
        "hang",
        "reset",
        "early_close",
        "endless_head",
    ],
)
def test_a_failure_changes_nothing_and_is_said(
    server: FaultServer, shared_home: Path, fault: str
) -> None:
    """A broken server costs the second look, never the triage."""
    after = looked(server, shared_home, fault, timeout=1.5)
    assert after.second_look.startswith("not used: ")
    assert after.model_copy(update={"second_look": ""}) == plain(shared_home)


def test_personal_data_is_masked_and_its_quotation_restored(
    server: FaultServer, shared_home: Path
) -> None:
    """The address does not leave; a quotation with the placeholder points at the real words."""
    answer = 'flag | churn | "Mail me at <EMAIL_1>"'
    triage = looked(server, shared_home, "ok:" + answer)
    assert "ann@example.org" not in str(server.requests)
    flag = next(flag for flag in triage.flags if flag.key == "churn")
    assert MESSAGE[slice(*flag.span)] == "Mail me at ann@example.org"


def test_no_model_is_asked_where_none_is_set(server: FaultServer, shared_home: Path) -> None:
    """The writer's model does not read the triage."""
    server.script("ok")
    assistant = Assistant.from_settings(home=shared_home, model="openai:test", base_url=server.url)
    assert assistant.triage(Case(message=MESSAGE)).triage.second_look == ""
    assert server.requests == []


def test_a_quotation_is_found_whatever_its_blanks_and_marks() -> None:
    """Line breaks, capitals and curly apostrophes do not hide it; at most twelve lines count."""
    message = "I don’t\nwant this any more"
    lines = "- Flag | churn | “i don't want  this”\n" * 20
    found = list(read(lines, message))
    assert [message[slice(*line.span)] for line in found] == ["I don’t\nwant this"] * 12


def test_its_tokens_are_those_of_the_draft(server: FaultServer, shared_home: Path) -> None:
    """Writer and record hold what both models used: 18 tokens each by the server's own count."""
    given = {"triage_model": "openai:test", "base_url": server.url}
    server.script("ok:none")
    offline = assistant_for(shared_home, **given).draft(Case(message=MESSAGE))
    assert (offline.writer.model, offline.writer.tokens) == ("offline", {"in": 11, "out": 7})
    server.script("ok:none", "ok:Dear Ann, I am sorry that your order has not come.")
    before = len(server.requests)
    both = assistant_for(shared_home, model="openai:test", **given)
    drafted = both.draft(Case(message="Order 20993817 has not come and nobody answers."))
    asked = len(server.requests) - before
    assert asked >= 2
    assert drafted.writer.tokens == {"in": 11 * asked, "out": 7 * asked}
    recorded = both.recorded(drafted.draft_id)[0]
    assert recorded is not None
    assert recorded["draft"]["writer"]["tokens"] == drafted.writer.tokens
