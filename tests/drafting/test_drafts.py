"""From a message to a whole draft, offline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.domain import Case, Draft
from assistant.drafting.chain import Event

CASE = json.loads((Path(__file__).parents[2] / "examples" / "case.json").read_text("utf-8"))
LEVEL_3 = [
    ("self_harm", "I can't do this any more. I want to kill myself."),
    ("violence", "I know where your office is and I will come and shoot all of you."),
    ("safety", "Your charger caught fire last night and burned my hand."),
    ("legal", "My lawyer will file a lawsuit against you tomorrow."),
    ("data_breach", "I logged in and I can see another customer's address and orders."),
    ("fraud", "Somebody is emptying my account right now, I did not make these payments!"),
    ("staff_misconduct", "Your delivery driver stole cash from my kitchen table."),
]


@pytest.fixture(scope="module")
def draft(_assistant: Assistant) -> Draft:
    return _assistant.draft(CASE)


def test_the_keys_are_those_of_the_contract(draft: Draft) -> None:
    """Tools outside rely on these names."""
    assert set(draft.model_dump()) == {
        "draft_id", "case_id", "created_at", "reply", "triage", "escalation", "follow_up",
        "commitments", "evidence", "citations", "findings", "questions_for_agent", "writer",
    }  # fmt: skip
    assert {"text", "subject", "language", "channel"} <= set(draft.reply.model_dump())


def test_the_example_case_gets_a_reply_worth_sending(draft: Draft) -> None:
    """Name, order, repeat contact, a time, options and a person who signs."""
    text = draft.reply.text
    assert text.startswith("Hello Ms Okafor,")
    assert text.rstrip().endswith("Larkfield") or "Priya" in text.splitlines()[-2:][0]
    assert draft.triage.issues[0].id == "late_delivery"
    assert draft.triage.repeat_contact
    assert {"refund", "manager"} <= set(draft.triage.asks)
    assert draft.escalation.level == 2
    assert "(a)" in text
    assert "(b)" in text
    assert not [finding for finding in draft.findings if finding.status == "fail"]


@pytest.mark.parametrize(
    ("facts", "flat"),
    [
        ({}, False),
        ({"authority": {"refund_up_to": 40}}, False),
        ({"authority": {"refund_up_to": 500}}, True),
        ({"authority": {"refund_up_to": 500}, "days_late": None}, False),
    ],
)
def test_a_refund_is_offered_flatly_only_within_the_agents_authority(
    assistant: Assistant, facts: dict[str, object], flat: bool
) -> None:
    """The condition holds and the sum may be granted alone; else the offer says "if"."""
    case = {**CASE, "facts": {**CASE["facts"], **facts}}
    text = assistant.draft(case).reply.text
    assert "(a) cancel it for a full refund" in text
    assert ("If the delivery is more than two working days" not in text) is flat


def test_every_promise_is_backed_and_has_a_task(draft: Draft) -> None:
    """Text and tasks cannot disagree: each commitment is a follow-up step with a time."""
    assert draft.commitments
    assert {entry.status for entry in draft.commitments} <= {"backed", "rewritten"}
    owed = {step.commitment for step in draft.follow_up}
    assert {c.id for c in draft.commitments if c.span} <= owed
    assert all(step.due for step in draft.follow_up)


def test_spans_lie_where_they_say(draft: Draft) -> None:
    """A span of a finding or commitment can be marked in the reply."""
    for entry in [*draft.findings, *draft.commitments]:
        if entry.span:
            assert 0 <= entry.span[0] < entry.span[1] <= len(draft.reply.text)
    for fact in draft.triage.facts:
        assert CASE["message"][slice(*fact.span)]


def test_citations_quote_verbatim(assistant: Assistant, draft: Draft) -> None:
    """Each quote occurs in the passage that it names."""
    passages = {passage.id: passage.text for passage in assistant.retriever.passages()}
    assert draft.citations
    for citation in draft.citations:
        assert citation.quote in passages[citation.id]
        assert 0 <= citation.score <= 1


@pytest.mark.parametrize(("key", "message"), LEVEL_3, ids=[key for key, _ in LEVEL_3])
def test_hard_stops_get_their_message_and_never_a_normal_reply(
    assistant: Assistant, key: str, message: str
) -> None:
    """A level-3 situation replaces the draft by a safety or holding message."""
    made = assistant.draft(Case(message=message))
    assert made.escalation.level == 3
    assert key in {flag.key for flag in made.triage.flags if flag.level == 3}
    assert "the choice is yours" not in made.reply.text
    assert made.escalation.due is not None
    assert made.escalation.handover


def test_the_crisis_line_is_that_of_the_country_or_none(assistant: Assistant) -> None:
    """A line is configured or it is not given; no number is ever made up."""
    message = "I want to kill myself."
    british = assistant.draft({"message": message, "facts": {"country": "UK"}})
    nowhere = assistant.draft({"message": message, "facts": {"country": "XX"}})
    assert "116 123" in british.reply.text
    assert not any(character.isdigit() for character in nowhere.reply.text)
    assert nowhere.reply.text.count("emergency number") == 1


def test_the_same_case_gets_the_same_reply(assistant: Assistant, draft: Draft) -> None:
    """Nothing is left to chance (but the time, which moves on)."""
    again = assistant.draft(CASE)
    assert again.reply.text == draft.reply.text
    assert again.draft_id != draft.draft_id


def test_every_draft_is_recorded(assistant: Assistant, draft: Draft) -> None:
    """The record holds the draft as it was answered, and the passages it cites."""
    from assistant.database.drafts import find_draft

    kept = find_draft(assistant.database, draft.draft_id)
    assert kept is not None
    assert kept["draft"]["reply"]["text"] == draft.reply.text
    assert kept["passages"] == [citation.id for citation in draft.citations]


def test_facts_of_the_case_answer_the_questions(assistant: Assistant) -> None:
    """What the agent fills in is not asked again, and changes the reply."""
    message = "My parcel is a week late. Where is it?"
    before = assistant.draft(message)
    asked = {question.fact for question in before.questions_for_agent}
    assert {"order_id", "fault"} <= asked
    facts = {"order_id": "LK-77", "fault": "ours"}
    after = assistant.draft({"message": message, "facts": facts})
    assert not {"order_id", "fault"} & {question.fact for question in after.questions_for_agent}
    assert "order number" in before.reply.text
    assert "order number" not in after.reply.text
    assert after.triage.fault == "ours"


@pytest.mark.parametrize("channel", ["email", "chat", "social", "phone"])
def test_each_channel_has_its_form(assistant: Assistant, channel: str) -> None:
    """A signature belongs to e-mail alone; a call gets points to say."""
    made = assistant.draft(
        {"message": "My lamp arrived broken, I want a refund.", "channel": channel}
    )
    assert made.reply.channel == channel
    assert ("Larkfield Customer Care" in made.reply.text) == (channel == "email")
    assert all(line.startswith("- ") for line in made.reply.text.splitlines()) == (
        channel == "phone"
    )


def test_calm_questions_get_no_apology(assistant: Assistant) -> None:
    """Nobody is told sorry for nothing."""
    made = assistant.draft("Which documents do I need to open an account?")
    assert made.triage.intensity < 0.25
    assert "sorry" not in made.reply.text.lower()


@pytest.mark.parametrize(
    "message",
    [
        "😡😡😡",
        "https://example.com/x",
        "???",
        "a",
        "DROP TABLE drafts; --",
        "{order} {{message}} %s",
    ],
)
def test_odd_messages_still_get_a_whole_draft(assistant: Assistant, message: str) -> None:
    """Only emoji, only an address, only marks: a reply without a placeholder all the same."""
    made = assistant.draft(message)
    assert len(made.reply.text.split()) > 12
    assert "{" not in made.reply.text
    assert "None" not in made.reply.text


def test_invisible_characters_are_shown_to_the_agent(assistant: Assistant) -> None:
    """What cleaning took out is named; it never reaches the reply."""
    made = assistant.triage("My order is late\u200b and\u202e wrong").triage
    assert [entry.split()[0] for entry in made.removed] == ["U+200B", "U+202E"]


def test_spans_speak_of_the_message_as_it_was_sent(assistant: Assistant) -> None:
    """Blanks in front, line ends of another system and hidden characters shift nothing."""
    message = "  \r\n\r\nHello,\r\nmy\u200b order LK-20391 ne\u0301e for £49.99 came broken."
    made = assistant.draft(message)
    said = {fact.kind: message[slice(*fact.span)] for fact in made.triage.facts}
    assert said["reference"] == "LK-20391"
    assert said["amount"] == "£49.99"
    assert "broken" in message[slice(*made.triage.issues[0].span)]


def test_stream_tells_what_happens_and_ends_with_the_draft(assistant: Assistant) -> None:
    """Progress by step, then provisional text, then the record."""
    events = list(assistant.chain.stream(Case(message="My parcel is late.")))
    assert all(isinstance(event, Event) for event in events)
    steps = [event.text for event in events if event.event == "progress"]
    assert steps == ["playbooks", "triage", "policies", "brief", "write", "check"]
    assert events[-1].event == "done"
    assert events[-1].draft is not None
    assert [event for event in events if event.event == "text"]


def test_batch_answers_in_order(assistant: Assistant) -> None:
    """`batch` is LangChain's own; the drafts come back in the order of the cases."""
    cases = [Case(message=f"My order LK-5{n}00{n} is late.") for n in range(1, 5)]
    drafts = assistant.chain.batch(cases)
    for case, made in zip(cases, drafts, strict=True):
        assert made.triage.facts[0].value in case.message


def test_a_stream_that_fails_raises_in_the_reader(assistant: Assistant) -> None:
    """An error on the way reaches whoever reads the stream."""

    def broken(*args: object, **kwargs: object) -> object:
        raise RuntimeError("no retrieval")

    from dataclasses import replace

    from assistant.drafting.chain import DraftChain

    class Broken:
        search = broken

    parts = replace(assistant._parts, retriever=Broken())
    chain = DraftChain(lambda: parts, lambda case: case)
    with pytest.raises(RuntimeError, match="no retrieval"):
        list(chain.stream(Case(message="x")))
