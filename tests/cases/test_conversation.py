"""One case over many turns: what agents say, and what comes of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.cases.conversation import Conversation
from assistant.cases.facts_said import fact_from
from assistant.cases.phrasebook import Phrasebook, phrasebook_for
from assistant.domain import Case, CaseFacts
from assistant.errors import KnowledgeError, UsageError
from assistant.settings import shipped

DAMAGED = """Hello,
my order 12345 from 3 November arrived with the screen smashed. I paid £80 and nobody answers!
I want my money back. Jane Doe"""


@pytest.fixture(scope="module")
def words() -> Phrasebook:
    """The shipped phrasebook."""
    return phrasebook_for(shipped("knowledge"))


@pytest.mark.parametrize(
    ("line", "intent", "value"),
    [
        ("he wrote back: Where is it?", "message", "Where is it?"),
        ("The customer has now replied – No!\nNever.", "message", "No!\nNever."),
        ("Mrs. Doe says: I waited", "message", "I waited"),
        ("customer: hi", "message", "hi"),
        ("draft it", "draft", ""),
        ("Please draft a reply now.", "draft", ""),
        ("ok, write it again please", "draft", ""),
        ("what should I say to her?", "draft", ""),
        ("reply to him", "draft", ""),
        ("sent", "sent", ""),
        ("I've sent it as is.", "sent", ""),
        ("I sent: Dear Jane,\nsorry.", "sent", "Dear Jane,\nsorry."),
        ("may I offer 20 %?", "authority", "offer 20 %"),
        ("am I allowed to refund the delivery charge?", "authority", "refund the delivery charge"),
        ("what can I offer her?", "options", ""),
        ("What's my limit?", "options", ""),
        ("can we give him a voucher", "authority", "give him a voucher"),
        ("who takes this over?", "owner", ""),
        ("Should I escalate this?", "owner", ""),
        ("escalate", "owner", ""),
        ("what does the guidance say about apologising?", "ask", "apologising"),
        ("How do I calm down a shouting customer?", "ask",
         "How do I calm down a shouting customer?"),
        ("ask: silence on the phone", "ask", "silence on the phone"),
        ("order number is A-77", "fact", "A-77"),
        ("set loyalty_tier = gold", "fact", "gold"),
        ("2: the courier lost it", "answer", "the courier lost it"),
        ("done 3", "done", "3"),
        ("3 is done", "done", "3"),
        ("missed 1", "missed", "1"),
        ("what did we promise?", "follow_ups", ""),
        ("follow-ups", "follow_ups", ""),
        ("approve 2", "approve", "2"),
        ("why?", "why", ""),
        ("show", "show", ""),
        ("show me the draft", "show", ""),
        ("show findings", "why", ""),
        ("assign to Ann", "assign", "Ann"),
        ("close the case", "close", ""),
        ("reopen it", "reopen", ""),
        ("good", "good", ""),
        ("bad: too cold", "bad", "too cold"),
        ("new case", "new", ""),
        ("yes", "yes", ""),
        ("help", "help", ""),
        ("quit", "quit", ""),
        ("thanks", "thanks", ""),
    ],
)  # fmt: skip
def test_what_a_line_means(words: Phrasebook, line: str, intent: str, value: str) -> None:
    """The words that agents use, with what leads in and follows."""
    meant = words.meant(line)
    assert meant is not None
    assert (meant.intent, meant.value) == (intent, value)


@pytest.mark.parametrize(
    "line",
    [
        "shorter", "warmer and shorter", "leave out the part about the fee", "Where is my order?",
        "I want to cancel my account!", "Close my account at once", "You sent me the wrong shoes",
        "Answer my question!", "asdf", "My order number changed", "12345", DAMAGED,
    ],
)  # fmt: skip
def test_what_is_no_command(words: Phrasebook, line: str) -> None:
    """Instructions for the draft and what customers write are told apart elsewhere."""
    assert words.meant(line) is None


def test_no_line_makes_it_slow(words: Phrasebook) -> None:
    """Twenty thousand characters of anything cost no time."""
    started = time.process_time()
    for unit in ("he wrote ", "customer: ", "may I offer ", "a", " ", "draft it ", "?", "order "):
        words.meant(unit * (20_000 // len(unit)))
    assert time.process_time() - started < 2


def test_a_whole_conversation(working: Assistant) -> None:
    """Paste, draft, change, ask, offer, escalate, send, the customer writes back, promise kept."""
    talk = Conversation(working.casebook, by="priya")
    first = talk.say(DAMAGED)
    assert first.intent == "message"
    assert "damaged on arrival" in first.text
    drafted = talk.say("draft it")
    assert drafted.draft is not None
    assert "12345" in drafted.text
    warmer = talk.say("warmer")
    assert warmer.intent == "revise"
    assert warmer.draft is not None
    assert warmer.draft.revises == drafted.draft.draft_id
    offer = talk.say("may I offer 20 %?")
    assert offer.authority is not None
    assert offer.authority.clauses[0] == "SRV-05"
    assert "20 % of 80.00 GBP is 16.00 GBP" in offer.text
    answer = talk.say("what does the guidance say about apologising?")
    assert answer.answer is not None
    assert answer.answer["answered"]
    assert any("apologising.md" in note for note in answer.notes)
    assert talk.say("who takes this over?").escalation is not None
    sent = talk.say("sent")
    assert sent.text == "Recorded as sent as drafted."
    assert any(item.promise for item in sent.follow_ups)
    back = talk.say("he wrote back: Still nothing! You promised an answer.")
    assert any(note.startswith("earlier promise, open") for note in back.notes)
    assert talk.say("what did we promise?").follow_ups == tuple(
        item for item in working.casebook.follow_ups(case_id=talk.case_id)
    )
    done = talk.say("done 1")
    assert done.follow_ups[0].state == "done"
    second = talk.say("draft it")
    assert second.draft is not None
    assert second.draft.state == "current"
    assert second.draft.draft is not None
    assert "order_id" not in [each.fact for each in second.draft.draft.questions_for_agent]
    failed = {each.criterion for each in second.draft.draft.findings if each.status == "fail"}
    assert "D24" not in failed  # asks again for what was given
    assert talk.say("close it").text == "Closed."
    assert talk.case_id is not None
    file = working.casebook.case(talk.case_id)
    assert [message.role for message in file.messages] == ["customer", "agent", "customer"]
    assert {entry.by for entry in file.audit} == {"priya"}


def test_a_stale_draft_is_told(working: Assistant) -> None:
    """After the customer wrote again, the draft is not sent as if nothing had happened."""
    talk = Conversation(working.casebook)
    talk.say("Where is my parcel? It is a week late.")
    talk.say("draft")
    added = talk.say("customer: And now the tracking says it was returned!")
    assert "the draft does not know this message yet; say “draft it”" in added.notes
    talk.say("warmer")
    again = talk.say("show draft")
    assert again.draft is not None
    assert again.draft.state == "stale"


def test_a_conversation_goes_on_where_it_was(working: Assistant) -> None:
    """From the id of the case alone, in another process or on the page."""
    talk = Conversation(working.casebook)
    talk.say("Where is my parcel? It is a week late.")
    talk.say("draft it")
    assert talk.case_id is not None
    other = Conversation(working.casebook, case_id=talk.case_id[:8])
    shown = other.say("show")
    assert "It is a week late." in shown.text
    assert other.say("sent").follow_ups


def test_facts_are_used_at_once(working: Assistant) -> None:
    """A draft that nobody has changed is made anew with them; a question is answered by number."""
    talk = Conversation(working.casebook)
    talk.say("Where is my parcel? It is a week late.")
    made = talk.say("draft it")
    assert made.draft is not None
    assert made.draft.draft is not None
    question = made.draft.draft.questions_for_agent[0]
    answered = talk.say("1: ZX-991")
    assert answered.draft is not None
    assert answered.draft.draft_id != made.draft.draft_id
    assert talk.case_id is not None
    assert working.casebook.case(talk.case_id).facts.known()[question.fact] == "ZX-991"
    named = talk.say("the customer's name is Ann")
    assert "Hello Ann" in named.text
    assert talk.say("99: nothing").failed


def test_authority_comes_from_case_clauses_or_nobody(working: Assistant) -> None:
    """Yes by the case, if by a clause, not above a limit, no where no policy speaks of it."""
    facts = CaseFacts.model_validate(
        {"amount": 400, "currency": "GBP", "authority": {"refund_up_to": 30}}
    )
    talk = Conversation(working.casebook, case=Case(message="", facts=facts))
    talk.say(DAMAGED)
    verdicts = {
        line: talk.say(line).authority
        for line in (
            "may I refund £25?",
            "may I offer 20 %?",
            "may I send a replacement?",
            "may I offer a helicopter?",
        )
    }
    found = [(each.verdict, each.clauses[:1]) for each in verdicts.values() if each]
    assert found == [("yes", ()), ("ask", ("SRV-05",)), ("if", ("DEL-05",)), ("no", ())]
    assert "20 % of 400.00 GBP is 80.00 GBP" in verdicts["may I offer 20 %?"].text  # type: ignore[union-attr]
    everything = talk.say("what can I offer her?")
    assert "a full refund (DEL-05" in everything.text
    assert "30.00 GBP" in everything.text


def test_without_a_case(working: Assistant) -> None:
    """Commands say what is missing; a question of the customer's is not swallowed."""
    talk = Conversation(working.casebook)
    assert "There is no case yet" in talk.say("draft it").text
    asked = talk.say("Who is responsible for this?")
    assert asked.pending == "Who is responsible for this?"
    assert talk.say("yes").intent == "message"
    assert talk.case_id is not None
    fresh = Conversation(working.casebook, pending="My parcel is late and nobody cares.")
    assert fresh.say("yes").case_id is not None
    assert fresh.say("yes").text == "There was no question. Say “help”."


def test_a_pasted_text_in_the_middle_is_asked_about(working: Assistant) -> None:
    """Where the customer waits already, a long line may be theirs or not."""
    talk = Conversation(working.casebook)
    talk.say("Where is my parcel? It is a week late.")
    said = "I have been waiting for far too long now and I am going to tell everybody about it"
    assert "Did the customer write this?" in talk.say(said).text
    assert talk.say("no").text.startswith("Left out")
    talk.say(said)
    talk.say("yes")
    assert talk.case_id is not None
    assert len(working.casebook.case(talk.case_id).messages) == 2


@pytest.mark.parametrize("line", ["asdf", "", "   ", "done 99", "99: x", "sent", "approve 7"])
def test_what_cannot_be_done_is_said(working: Assistant, line: str) -> None:
    """Never an exception."""
    talk = Conversation(working.casebook)
    talk.say("Where is my parcel? It is a week late.")
    turn = talk.say(line)
    assert turn.text
    assert not turn.ended


def test_a_company_has_words_of_its_own(tmp_path: Path) -> None:
    """Its file goes before the shipped one; one that cannot be used is named."""
    own = (shipped("knowledge") / "conversation.yaml").read_text(encoding="utf-8")
    (tmp_path / "conversation.yaml").write_text(
        own.replace('"(?:quit|', '"(?:feierabend|quit|'), encoding="utf-8"
    )
    meant = phrasebook_for(tmp_path).meant("Feierabend")
    assert meant is not None
    assert meant.intent == "quit"
    phrasebook_for.cache_clear()
    (tmp_path / "conversation.yaml").write_text(own.replace('lead: "', 'lead: "(', 1))
    with pytest.raises(KnowledgeError, match=r"conversation\.yaml"):
        phrasebook_for(tmp_path).meant("hello there")
    phrasebook_for.cache_clear()
    (tmp_path / "conversation.yaml").write_text("lead: 1\n")
    with pytest.raises(KnowledgeError, match=r"conversation\.yaml"):
        phrasebook_for(tmp_path)


def test_facts_as_they_are_said() -> None:
    """Limits belong to the authority, lists have commas, an empty value takes a fact away."""
    assert fact_from("refund_up_to", "30") == {"authority": {"refund_up_to": "30"}}
    assert fact_from("actions_done", "refunded, told her") == {
        "actions_done": ["refunded", "told her"]
    }
    assert fact_from("order_id", " ") == {"order_id": None}
    assert fact_from("seat", "12A.") == {"seat": "12A."}
    with pytest.raises(UsageError):
        fact_from("", "x")


def test_what_is_erased_is_nowhere_in_the_home(working: Assistant, written_home: Path) -> None:
    """With a real index, real drafts and questions: no byte in any file of the home.

    A question with the first name alone is shown; it goes when it is named by more of its words.
    """
    assistant = working
    talk = Conversation(assistant.casebook)
    canary = "Zyxwonder"
    talk.say(f"My order {canary}-1 is late, write to {canary}@example.com. {canary} Smith")
    talk.say("draft it")
    talk.say(f"add that we spoke to {canary} yesterday")
    talk.say(f"what does the guidance say about {canary} and apologising?")
    talk.say("sent")
    assert talk.case_id is not None
    assistant.casebook.update(talk.case_id, customer=f"{canary} Smith", facts={"x": canary})
    files = [each for each in written_home.rglob("*") if each.is_file()]
    assert any(canary.encode() in each.read_bytes() for each in files)
    assistant.casebook.erase(f"{canary} Smith")
    shown = assistant.casebook.erase(canary, dry_run=True)
    assert (shown.questions, shown.gaps) == (0, 0)
    assert "question" in {each.split()[0] for each in shown.mentions}
    assistant.casebook.erase(f"{canary} and apologising")
    files = [each for each in written_home.rglob("*") if each.is_file()]
    assert [
        each.name for each in files if canary.lower().encode() in each.read_bytes().lower()
    ] == []


def test_the_id_of_the_record_is_no_order_number(working: Assistant) -> None:
    """A reply may ask for the order number in a case that only the record has numbered."""
    case = working.casebook.open_case("My parcel is two weeks late. Where is it?").card.id
    draft = working.casebook.draft(case).draft
    assert draft is not None
    assert "order number" in draft.reply.text
    failed = {finding.criterion for finding in draft.findings if finding.status == "fail"}
    assert "D24" not in failed
