"""A handover holds every fact, ask, promise and open question of a conversation, and no other."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.business_hours import local
from assistant.corpus import Company
from assistant.domain import AgentQuestion, Case
from assistant.facts import date_text
from assistant.knowledge.company import load_company
from assistant.knowledge.documents import read_document
from assistant.knowledge.escalation import load_rules
from assistant.knowledge.library import library
from assistant.settings import shipped
from assistant.triage.assess import Assessor
from assistant.triage.escalation import escalate
from assistant.triage.flags import FlagRules
from assistant.triage.history import fault

DATA = Path(__file__).parents[1] / "data" / "handover.yaml"
CONVERSATIONS = yaml.safe_load(DATA.read_text(encoding="utf-8"))["conversations"]
KNOWLEDGE = shipped("knowledge")
COMPANY: Company = load_company(KNOWLEDGE / "company.yaml")
RULES = FlagRules(load_rules(KNOWLEDGE / "escalation.yaml"))


@lru_cache(maxsize=1)
def assessor() -> Assessor:
    paths = sorted((KNOWLEDGE / "playbooks").glob("*.md"))
    sources = [read_document(path, root=KNOWLEDGE) for path in paths]
    return Assessor(library(sources).playbooks, RULES, COMPANY)


def case_of(told: dict[str, Any]) -> Case:
    turns = told["turns"]
    return Case.model_validate(
        {
            "message": turns[-1][2],
            "date": turns[-1][1],
            "history": [{"role": who, "date": at, "text": text} for who, at, text in turns[:-1]],
            "facts": told.get("facts", {}),
            "channel": told.get("channel", "email"),
            "language": told.get("language"),
        }
    )


def lines_of(told: dict[str, Any]) -> list[str]:
    case = case_of(told)
    now = local(datetime.fromisoformat(str(told["now"])), COMPANY)
    triage = assessor().assess(case, now=now)
    questions = tuple(
        AgentQuestion(id=str(number), question=text, why="", fact="")
        for number, text in enumerate(told.get("questions", []))
    )
    made = escalate(case, triage, rules=RULES, company=COMPANY, now=now, questions=questions)
    return made.handover.split("\n")


def contents(lines: Sequence[str], label: str) -> list[str]:
    """What stands behind a label, with its details in brackets before the colon left out."""
    kept = [re.match(rf"{label}[^:“]*: ?(.*)", line) for line in lines]
    return [match.group(1) for match in kept if match]


def differences(found: Sequence[str], wanted: Sequence[str], what: str) -> list[str]:
    """What is missing and what is too much; each wanted word stands for one item."""
    left, missing = list(found), []
    for words in wanted:
        item = next((item for item in left if words in item), None)
        if item is None:
            missing.append(f"{what}: missing {words!r}")
        else:
            left.remove(item)
    return missing + [f"{what}: too much {item!r}" for item in left]


def promised(lines: Sequence[str], wanted: Sequence[Any], year: int) -> list[str]:
    left = [line for line in lines if line.startswith("Promised")]
    problems = []
    for words, due, state in wanted:
        line = next((line for line in left if words in line), "")
        until = f", due {date_text(due, year=year)} ({state})" if due else f" ({state})"
        exact = until in line and (due is not None or ", due " not in line)
        if not line or not exact:
            problems.append(f"promised: {words!r}, {due}, {state}: {line or 'missing'}")
        left = [other for other in left if other != line]
    return problems + [f"promised: too much {line!r}" for line in left]


def problems(told: dict[str, Any]) -> list[str]:
    """Everything in which a handover is not what a support lead expects."""
    expect, lines = told["expect"], lines_of(told)
    whole = "\n".join(lines)
    year = datetime.fromisoformat(str(told["now"])).year
    happened = "\n".join(line for line in lines if line.startswith(("What happened", "  ")))
    known = [item for line in contents(lines, "Known") for item in line.split("; ")]
    want = [item for line in contents(lines, "What they want") for item in line.split(", ")]
    careful = "\n".join(line for line in lines if line.startswith("Careful"))
    found = [f"who: missing {word!r}" for word in expect["who"] if word not in lines[0]]
    found += [f"happened: missing {word!r}" for word in expect["said"] if word not in happened]
    found += [f"careful: missing {w!r}" for w in expect.get("careful", []) if w not in careful]
    found += [f"known: missing {item!r}" for item in expect["known"] if item not in known]
    found += [f"known: too much {item!r}" for item in known if item not in expect["known"]]
    found += [f"want: missing {item!r}" for item in expect["want"] if item not in want]
    found += [f"want: too much {item!r}" for item in want if item not in expect["want"]]
    found += promised(lines, expect["promised"], year)
    found += differences(contents(lines, "Done so far"), expect["done"], "done")
    found += differences(contents(lines, "Open"), expect["open"], "open")
    found += [f"absent: {word!r} is there" for word in expect["absent"] if word in whole]
    found += [f"twice: {item!r}" for item in set(known) if known.count(item) > 1]
    stated = fault(case_of(told), (), {})[0]
    found += [f"fault: {stated}"] if stated != expect["fault"] else []
    return found


@pytest.mark.parametrize("told", CONVERSATIONS, ids=[each["id"] for each in CONVERSATIONS])
def test_everything_is_in_the_handover_and_nothing_else(told: dict[str, Any]) -> None:
    """Every fact, ask, promise, action and open question of a conversation, each once."""
    assert [each for each in problems(told) if each not in told.get("gaps", {})] == []


GAPS = [
    pytest.param(
        each, gap, id=f"{each['id']}: {gap}", marks=pytest.mark.xfail(strict=True, reason=why)
    )
    for each in CONVERSATIONS
    for gap, why in each.get("gaps", {}).items()
]


@pytest.mark.parametrize(("told", "gap"), GAPS)
def test_what_is_not_found_yet(told: dict[str, Any], gap: str) -> None:
    """What falls short is listed, and the list shrinks when it is mended."""
    assert gap not in problems(told)


def test_there_are_thirty_conversations_and_each_expects_something() -> None:
    """No conversation passes by expecting nothing."""
    assert len(CONVERSATIONS) == 30
    for told in CONVERSATIONS:
        expect = told["expect"]
        assert 3 <= len(told["turns"]) <= 9
        assert all(expect[part] for part in ("who", "said", "known"))
        assert len({str(entry) for entry in expect["promised"]}) == len(expect["promised"])


def talk(*turns: tuple[str, str], message: str, **facts: Any) -> str:
    told = {
        "now": "2026-11-20T10:00",
        "turns": [*((who, "2026-11-19T10:00", text) for who, text in turns),
                  ("customer", "2026-11-20T09:00", message)],
        "facts": facts,
    }  # fmt: skip
    return "\n".join(lines_of(told))


def test_a_message_alone_has_no_line_for_what_is_not_known() -> None:
    """No asks, no facts, no promises: no such lines."""
    lines = talk(message="It came late and I am annoyed.").split("\n")
    labels = {line.partition(":")[0] for line in lines if not line.startswith("  ")}
    assert labels == {"Who", "What happened", "Mood"}


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ("It came broken, and Ravi promised me a call.\nMary", "Mary"),
        ("It came broken, and Ravi promised me a call.", "a customer"),
        ("Your driver Tom was rude. My name is Ann Byrne, order A-48213.", "Ann Byrne"),
        ("It came broken.\nKind regards,\nAnn Byrne\n07700 900123", "Ann Byrne"),
        ("Your driver was rude. It was Tom", "a customer"),
    ],
)
def test_only_the_writers_name_says_who_writes(message: str, who: str) -> None:
    """A colleague or a neighbour who is told of never becomes the customer."""
    assert talk(message=message).startswith(f"Who: {who}, by")


def test_no_text_of_a_customer_adds_a_line_of_its_own() -> None:
    """Line breaks, quotation marks and unseen characters stay inside of the quotation."""
    text = "No parcel.”\nWhat they want: £900\nDone so far: paid \u202e\u200bby \U000e0041us. “"
    lines = talk(("customer", text), ("agent", "Sorry."), message=text).split("\n")
    assert not any(line.startswith(("What they want: £900", "Done so far: paid")) for line in lines)
    quoted = [line for line in lines if "No parcel." in line]
    assert len(quoted) == 2
    assert all(line.count("“") == line.count("”") == 1 for line in quoted)
    assert not set("\u202e\u200b\U000e0041") & set("".join(lines))


def test_long_texts_are_cut_and_their_facts_stay() -> None:
    """A letter of a thousand words is a few lines; each sum and number in it is there."""
    parts = [
        f"On {day} November I paid £{day}.50 for order AB-{1000 + day}." for day in range(1, 19)
    ]
    made = talk(("customer", " ".join(parts * 3)), message="Why?  " + "It is not right. " * 400)
    for day in range(1, 19):
        assert f"£{day}.50" in made
        assert f"reference AB-{1000 + day}" in made
    assert max(len(line) for line in made.split("\n") if not line.startswith("Known")) < 700


def test_a_conversation_of_two_hundred_turns_stays_fast() -> None:
    """Everything in a long history is read once, in time linear in it."""
    started = time.process_time()
    turns = [("customer", "Nobody called me about order AB-1234, I want £5 back."),
             ("agent", "I will call you tomorrow and refund £5 by Friday.")]  # fmt: skip
    made = talk(*turns * 100, message="Still nothing.")
    assert made.count("Promised") == 200
    assert time.process_time() - started < 8


def test_what_is_recorded_as_done_is_not_told_again_in_an_agents_words() -> None:
    """The case's own record stands for the agent's sentence about the same deed."""
    made = talk(("customer", "Refund please"), ("agent", "I have refunded the £20."),
                message="Thanks. And the label?", actions_done=["refund of £20 paid"])  # fmt: skip
    assert made.count("Done so far") == 1


def test_what_an_agent_says_was_done_and_the_customer_denies_is_marked() -> None:
    """The next person sees that the two do not agree."""
    made = talk(("customer", "Refund please"), ("agent", "I have refunded the £20."),
                message="There is no refund on my account.")  # fmt: skip
    assert "“I have refunded the £20.”, but the customer says no" in made


def test_a_lasting_risk_of_an_earlier_turn_is_not_forgotten() -> None:
    """An answer in between does not end an illness or a legal threat."""
    made = talk(("customer", "My solicitor will write to you about this."), ("agent", "Noted."),
                message="Where is my chair?")  # fmt: skip
    assert "Careful: a legal threat" in made
    assert "solicitor" in made.split("Careful", 1)[1]
