"""Revisions without a model: what is told is done, what was fixed stays, nothing is promised."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.domain import Draft
from assistant.drafting.revise.incoming import build_draft, parse_draft
from assistant.drafting.revise.lexicon import load_lexicon
from assistant.drafting.revise.reading import read
from assistant.errors import CaseError, ModelError, RevisionError, UsageError
from assistant.settings import shipped

CASES: dict[str, dict[str, Any]] = {
    "kettle": {
        "message": "My kettle LK-20391 arrived on Monday with a cracked lid and I have been "
        "ringing you all week. This is the third time I write! Sort it out or refund me the "
        "£49.99. Also why was I charged a delivery fee of £4.95?",
        "facts": {"customer_name": "Nadia Brandt", "agent_name": "Priya", "order_id": "LK-20391"},
    },
    "double": {
        "message": "You charged me twice for my subscription, £12.99 on 3 March and again on "
        "4 March. I want my money back.",
        "facts": {
            "fault": "ours",
            "authority": {"refund_up_to": 50, "actions": ["refund the second charge"]},
        },
    },
    "chat": {
        "message": "where is my parcel?? order 88172, was meant to come Tuesday, I took the day "
        "off for it. useless",
        "channel": "chat",
    },
    "flight": {
        "message": "Our flight BA204 on 12 May was cancelled two hours before departure and nobody "
        "told us anything. We paid 640 euros for new tickets. I want a manager.",
        "facts": {"customer_name": "Mr Okafor"},
    },
    "social": {
        "message": "@larkfield your app has been down for 6 hours and nobody answers. pathetic",
        "channel": "social",
    },
    "phone": {
        "message": "The engineer did not come on Friday 6 March for the second time, she took a "
        "day off work for it and wants a new appointment and compensation.",
        "channel": "phone",
    },
    "calm": {"message": "Hi, could you tell me whether I can change the address for order 55211?"},
    "jacket": {
        "message": "I bought the jacket on 20 February for £89 and the zip broke after a week. "
        "I want my money back, this is poor.",
        "facts": {"customer_name": "Helen Ward", "purchase_date": "2026-02-20"},
    },
    "hotel": {
        "message": "We booked a sea view room and got one looking at the bins. Paid 420 euros for "
        "three nights. Booking reference QX7719. The shower was cold as well.",
        "facts": {"customer_name": "Jan Vries"},
    },
}
Make = Callable[[str], Draft]


@pytest.fixture(scope="module")
def made(_assistant: Assistant) -> Make:
    """The drafts of the cases, each made once."""
    return cache(lambda name: _assistant.draft(CASES[name]))


def words(draft: Draft) -> int:
    return len(draft.reply.text.split())


def fails(draft: Draft) -> set[str]:
    return {finding.criterion for finding in draft.findings if finding.status == "fail"}


def edited(draft: Draft, old: str, new: str) -> Draft:
    assert old in draft.reply.text
    text = draft.reply.text.replace(old, new)
    return draft.model_copy(update={"reply": draft.reply.model_copy(update={"text": text})})


def greeted(draft: Draft, sentence: str) -> Draft:
    """The draft with a sentence of the agent's own after its opening paragraph."""
    first = draft.reply.text.split("\n\n")[1]
    return edited(draft, first, f"{first} {sentence}")


# -- reading ------------------------------------------------------------------------------------

READ = {
    "shorter": ["shorter"],
    "make it a bit shorter please": ["shorter"],
    "in at most 80 words": ["shorter"],
    "more detail": ["longer"],
    "Please make the tone friendlier.": ["warmer"],
    "less formal": ["less_formal"],
    "polite": ["more_formal"],
    "simpler words": ["plainer"],
    "firmer": ["firmer"],
    "shorter and warmer": ["shorter", "warmer"],
    "make it warmer, more formal and shorter": ["warmer", "more_formal", "shorter"],
    "offer the 20 % voucher instead": ["offer"],
    "offer her a full refund and make it shorter": ["offer", "shorter"],
    "leave out the part about the delivery fee": ["remove"],
    "don't mention the apology": ["remove"],
    "remove the last sentence and sign it as Priya": ["remove", "name"],
    "add that the shop is closed on Monday and Tuesday, and make it warmer": ["add", "warmer"],
    "add that I can call her and offer her a choice of times": ["add"],
    'add "We are sorry, and shorter waits are coming."; shorter': ["add", "shorter"],
    "subject: Your kettle and its lid": ["subject"],
    "change the subject to Your kettle and shorten it": ["subject", "shorter"],
    "use my name": ["name"],
    "in German": ["language"],
    "translate it into French and make it formal": ["language", "more_formal"],
    "add a point about the warranty": ["other"],
    "make it rhyme": ["other"],
}


@pytest.mark.parametrize("instruction", READ)
def test_instructions_are_read_as_people_write_them(instruction: str) -> None:
    """Each piece is known for what it is; free text is not torn apart at every "and"."""
    found = read(instruction, load_lexicon(shipped("knowledge")))
    assert [each.kind for each in found] == READ[instruction]


def test_an_instruction_says_something_and_not_too_much() -> None:
    """Nothing, or a novel, is refused in one line."""
    lexicon = load_lexicon(shipped("knowledge"))
    for text in (" ", "add that " + "x" * 3000):
        with pytest.raises(UsageError):
            read(text, lexicon)


# -- length and tone ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["kettle", "double", "flight", "jacket", "hotel", "phone"])
def test_shorter_loses_no_fact_and_no_promise(assistant: Assistant, made: Make, name: str) -> None:
    """Fewer words; every figure, every time that is owed, every choice is still there."""
    before = made(name)
    after = assistant.revise(before, "shorter")
    assert words(after) < words(before)
    figures = set(re.findall(r"\d+", before.reply.text))
    assert figures <= set(re.findall(r"\d+", after.reply.text))
    assert {c.due for c in before.commitments} <= {c.due for c in after.commitments}
    owed = {(step.owner, step.due) for step in before.follow_up}
    assert owed == {(step.owner, step.due) for step in after.follow_up}
    assert fails(after) <= fails(before)


def test_a_number_of_words_is_kept_where_the_facts_allow(assistant: Assistant, made: Make) -> None:
    """What cannot go stays, and the note says so."""
    after = assistant.revise(made("jacket"), "under 30 words")
    assert after.revision is not None
    assert "£89" in after.reply.text
    assert "would cost a fact" in after.revision.instructions[0].note
    easy = assistant.revise(made("calm"), "at most 90 words and sign it as Tom")
    assert words(easy) <= 90


def test_longer_says_more_that_is_known(assistant: Assistant, made: Make) -> None:
    """More words, no new promise without authority, no rule broken."""
    before = made("calm")
    after = assistant.revise(before, "longer")
    assert words(after) > words(before)
    assert all(each.status == "backed" for each in after.commitments)
    assert fails(after) <= fails(before)


@pytest.mark.parametrize("name", ["kettle", "flight", "hotel", "phone"])
def test_shorter_then_warmer_is_still_shorter(assistant: Assistant, made: Make, name: str) -> None:
    """What an earlier instruction fixed stays fixed."""
    first = made(name)
    second = assistant.revise(first, "shorter")
    third = assistant.revise(second, "warmer")
    assert third.reply.text != second.reply.text
    assert words(third) < words(first)
    assert third.revision is not None
    assert [each.kept for each in third.revision.instructions] == [True, True]


def test_shorter_holds_beside_other_instructions(assistant: Assistant, made: Make) -> None:
    """In one breath with a removal and a warmer tone, the whole is shorter than it came in."""
    after = assistant.revise(
        made("kettle"), "leave out the part about the delivery fee, shorter and warmer"
    )
    assert words(after) < words(made("kettle"))
    assert "delivery fee" not in after.reply.text


def test_formal_and_informal_take_each_others_place(assistant: Assistant, made: Make) -> None:
    """Greeting, close and contractions change, quotations and figures do not."""
    formal = assistant.revise(made("jacket"), "more formal")
    assert formal.reply.text.startswith("Dear Helen Ward,")
    assert "Yours sincerely," in formal.reply.text
    assert not re.search(r"\b(?:I'm|don't|I'll)\b", formal.reply.text)
    easy = assistant.revise(formal, "less formal")
    assert easy.reply.text.startswith("Hi Helen Ward,")
    assert "Yours sincerely" not in easy.reply.text
    assert "£89" in easy.reply.text
    assert easy.revision is not None
    assert [each.kept for each in easy.revision.instructions] == [False, True]


def test_a_formal_draft_stays_formal(assistant: Assistant, made: Make) -> None:
    """A point that is added later is put in the form that was asked for."""
    formal = assistant.revise(made("jacket"), "more formal")
    after = assistant.revise(formal, "add that the shop isn't open on Monday")
    assert "The shop is not open on Monday." in after.reply.text


def test_plainer_uses_short_words_and_cuts_long_sentences(assistant: Assistant, made: Make) -> None:
    """The agent's own long words become short ones; promises stay backed."""
    before = greeted(
        made("jacket"), "It is checked in order to find the cause, prior to any repair."
    )
    after = assistant.revise(before, "plainer")
    assert "It is checked to find the cause, before any repair." in after.reply.text
    assert after.reply.text.count(".") > before.reply.text.count(".")
    assert all(each.status == "backed" for each in after.commitments)


def test_firmer_takes_the_hedges_out(assistant: Assistant, made: Make) -> None:
    """Nothing is promised or refused that was not."""
    before = greeted(made("hotel"), "I am afraid that perhaps the photos show another room.")
    after = assistant.revise(before, "firmer")
    assert "The photos show another room." in after.reply.text
    assert {c.due for c in before.commitments} <= {c.due for c in after.commitments}


# -- points, subject, name ----------------------------------------------------------------------


def test_a_removed_point_does_not_come_back(assistant: Assistant, made: Make) -> None:
    """Neither with the next instruction nor with the one that wants more text."""
    after = assistant.revise(made("kettle"), "leave out the part about the delivery fee")
    assert "delivery fee" not in after.reply.text
    assert "Nadia Brandt" in after.reply.text
    for instruction in ("longer", "warmer", "more formal"):
        after = assistant.revise(after, instruction)
        assert "delivery fee" not in after.reply.text
    assert after.revision is not None
    assert after.revision.instructions[0].kept


def test_sentences_are_removed_by_place_by_words_and_by_name(
    assistant: Assistant, made: Make
) -> None:
    """The last one, the one that is quoted, the apology."""
    before = greeted(made("hotel"), "Our roof is new.")
    assert "Our roof is new" not in assistant.revise(before, "remove “roof is new”").reply.text
    last = assistant.revise(before, "remove the last sentence").reply.text
    body = before.reply.text.split("\n\n")
    assert body[-2] not in last
    assert body[-1] in last
    assert "sorry" not in assistant.revise(before, "drop the apology").reply.text


def test_one_choice_of_two_becomes_a_single_offer(assistant: Assistant, made: Make) -> None:
    """The letters go with the choice that is left out."""
    before = made("flight")
    assert "(b)" in before.reply.text
    after = assistant.revise(before, "leave out the next available seat").reply.text
    assert "next available seat" not in after
    assert "you can have this: a full refund of the flight" in after
    assert "(a)" not in after


def test_what_is_not_there_cannot_be_removed(assistant: Assistant, made: Make) -> None:
    """One clear line, and nothing is recorded."""
    with pytest.raises(RevisionError, match="nothing in the draft speaks of “the unicorn”"):
        assistant.revise(made("jacket"), "remove the unicorn")


def test_a_point_is_added_in_the_agents_words(assistant: Assistant, made: Make) -> None:
    """Before the closing line, spoken to the customer, and known because the agent says so."""
    after = assistant.revise(made("jacket"), "add that she can bring it in until 18:30 on weekdays")
    assert "You can bring it in until 18:30 on weekdays." in after.reply.text
    body = after.reply.text.split("\n\n")
    assert body[-1].startswith("Larkfield")
    assert not any("18:30" in each for each in body[-2:])
    other = assistant.revise(made("calm"), "add that the shop is closed on Monday")
    ground = next(e for e in other.evidence if "closed on Monday" in e.sentence)
    assert ground.kind == "case"


def test_an_added_promise_without_authority_becomes_a_question(
    assistant: Assistant, made: Make
) -> None:
    """Who is asked, by when, and how the agent approves it."""
    before = made("hotel")
    after = assistant.revise(before, "add that we will give her £200 for the trouble")
    assert "We will give you £200" not in after.reply.text
    assert "I am asking" in after.reply.text
    assert after.commitments[-1].status == "rewritten"
    assert after.revision is not None
    assert "--approve" in " ".join(after.revision.notes)
    approved = assistant.revise(
        before, "add that we will give her £200 for the trouble", approve=["£200 for the trouble"]
    )
    assert "We will give you £200 for the trouble." in approved.reply.text


def test_subject_and_name_stay_with_later_instructions(assistant: Assistant, made: Make) -> None:
    """A subject that was set stays; so does the signature."""
    after = assistant.revise(
        made("kettle"), "subject: “Your kettle, and the lid” and sign it as Zoe"
    )
    assert after.reply.subject == "Your kettle, and the lid"
    assert after.reply.text.endswith("Zoe\nLarkfield")
    after = assistant.revise(after, "shorter, warmer and more formal")
    assert after.reply.subject == "Your kettle, and the lid"
    assert after.reply.text.endswith("Yours sincerely,\n\nZoe\nLarkfield")
    assert "D28" not in fails(after)


def test_a_subject_promises_nothing(assistant: Assistant, made: Make) -> None:
    """What nobody approved is no subject either."""
    with pytest.raises(RevisionError, match="subject line cannot promise"):
        assistant.revise(made("jacket"), "subject: Your refund has been sent")


def test_a_chat_and_a_post_are_signed_their_own_way(assistant: Assistant, made: Make) -> None:
    """A name on its own line, or behind a dash; talking points have none."""
    assert assistant.revise(made("chat"), "sign it as Mo").reply.text.endswith("\nMo")
    assert assistant.revise(made("social"), "sign it as Mo").reply.text.endswith(" – Mo")
    with pytest.raises(RevisionError, match="no signature"):
        assistant.revise(made("phone"), "sign it as Mo")


# -- another option -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["kettle", "flight", "jacket", "phone"])
def test_an_option_that_nobody_allowed_is_asked_for(
    assistant: Assistant, made: Make, name: str
) -> None:
    """The draft says that somebody is asked, who, by when; the answer says who can approve."""
    after = assistant.revise(made(name), "offer the 20 % voucher instead")
    text = after.reply.text
    assert re.search(
        r"I am asking my team lead whether I may offer you a 20 % voucher, and I will tell you by "
        r"\d\d:\d\d on \w+ \d+ \w+\.",
        text,
    )
    before = made(name).reply.text
    marks = (r"\(a\) ", "you can have this: ", "whether you can have ")
    listed = next(
        found[1] for mark in marks if len(found := re.split(mark, before, maxsplit=1)) > 1
    )
    offer = re.split(r",\n|[.]|, and I", listed, maxsplit=1)[0]
    assert offer
    assert offer not in text
    assert [c.what for c in after.commitments if c.status == "rewritten"] == [
        "give you a 20 % voucher"
    ]
    assert after.revision is not None
    assert "your team lead can approve it (SRV-05" in after.revision.notes[0]
    assert fails(after) <= fails(made(name))


def test_an_approved_option_is_offered_and_stays_approved(assistant: Assistant, made: Make) -> None:
    """The question goes, the offer comes, and the next revision still knows the approval."""
    asked = assistant.revise(made("jacket"), "offer the 20 % voucher instead")
    after = assistant.revise(asked, "offer the 20 % voucher", approve=["20 % voucher"])
    assert "I can offer you a 20 % voucher." in after.reply.text
    assert "I am asking my team lead" not in after.reply.text
    assert not [c for c in after.commitments if c.status == "rewritten"]
    later = assistant.revise(after, "shorter")
    assert "I can offer you a 20 % voucher." in later.reply.text
    assert fails(later) <= fails(made("jacket"))


def test_what_the_case_allows_is_offered_outright(assistant: Assistant, made: Make) -> None:
    """The agent's own authority is enough."""
    after = assistant.revise(made("double"), "offer a refund of the second charge instead")
    assert "I can offer you a refund of the second charge." in after.reply.text
    assert fails(after) <= fails(made("double"))


def test_what_a_clause_allows_is_offered_under_its_condition(
    assistant: Assistant, made: Make
) -> None:
    """A playbook's option keeps its "if", and the promises of the reply stay."""
    before = made("jacket")
    after = assistant.revise(before, "offer a replacement instead")
    assert re.search(
        r"If the check finds the fault in the product.*you can have this: .*repla", after.reply.text
    )
    assert "(a)" not in after.reply.text
    assert "product care team" in after.reply.text


# -- the whole ----------------------------------------------------------------------------------


def test_the_agents_own_edits_are_kept(assistant: Assistant, made: Make) -> None:
    """The text as it stands is what is revised."""
    before = greeted(made("kettle"), "My colleague Anna knows the model well.")
    after = assistant.revise(before, "shorter and subject: Your kettle")
    assert "My colleague Anna knows the model well." in after.reply.text


def test_the_agents_own_edit_overrules_an_earlier_instruction(
    assistant: Assistant, made: Make
) -> None:
    """Who puts a removed point back by hand wants it there."""
    after = assistant.revise(made("kettle"), "leave out the part about the delivery fee")
    back = greeted(after, "The delivery fee was £4.95.")
    later = assistant.revise(back, "warmer")
    assert "The delivery fee was £4.95." in later.reply.text
    assert later.revision is not None
    assert not later.revision.instructions[0].kept


def test_a_promise_in_an_edit_is_found(assistant: Assistant, made: Make) -> None:
    """Every revision runs the whole check again."""
    before = greeted(made("jacket"), "We will refund you £500 tomorrow.")
    after = assistant.revise(before, "subject: Your jacket")
    assert "We will refund you £500 tomorrow." not in after.reply.text
    assert "rewritten" in [each.status for each in after.commitments]


def test_a_revision_is_a_draft_of_its_own(assistant: Assistant, made: Make) -> None:
    """New id, the same case, the old id in `revises`, both recorded, the case with each."""
    before = made("double")
    after = assistant.revise(before, "shorter")
    assert after.draft_id != before.draft_id
    assert after.case_id == before.case_id
    assert after.revision is not None
    assert after.revision.revises == before.draft_id
    assert after.revision.case == "recorded"
    record, case = assistant.recorded(after.draft_id)
    assert record is not None
    assert case is not None
    assert record["draft"]["reply"]["text"] == after.reply.text
    assert case["message"] == CASES["double"]["message"]
    from assistant.database.drafts import revisions_of

    assert after.draft_id in revisions_of(assistant.database, before.draft_id)


def test_the_same_input_gives_the_same_text(assistant: Assistant, made: Make) -> None:
    """Offline nothing is left to chance."""
    told = "shorter, warmer and offer the 20 % voucher instead"
    texts = {assistant.revise(made("kettle"), told).reply.text for _ in range(3)}
    assert len(texts) == 1


def test_without_the_case_it_works_and_says_what_was_not_checked(
    assistant: Assistant, made: Make
) -> None:
    """Promises are checked against the draft's own ledger, unbacked ones still fall."""
    foreign = made("kettle").model_copy(update={"draft_id": "made-elsewhere"})
    after = assistant.revise(foreign, "shorter and add that we will refund her £900")
    assert after.revision is not None
    assert after.revision.case == "none"
    assert "not known here" in " ".join(after.revision.notes)
    assert "will refund you £900" not in after.reply.text
    assert {c.due for c in foreign.commitments} <= {c.due for c in after.commitments}
    assert {s.action for s in foreign.follow_up if not s.commitment} <= {
        s.action for s in after.follow_up
    }


def test_a_given_case_goes_before_the_recorded_one(assistant: Assistant, made: Make) -> None:
    """New facts count: what was done meanwhile may be said."""
    case = {**CASES["double"], "facts": {**CASES["double"]["facts"], "agent_name": "Ines"}}
    after = assistant.revise(made("double"), "use my name", case=case)
    assert after.reply.text.endswith("Ines\nLarkfield")
    assert after.revision is not None
    assert after.revision.case == "given"


def test_a_hard_stop_is_not_rewritten(assistant: Assistant) -> None:
    """A safety message is its rule's own, whatever is told."""
    stop = assistant.draft("There is a strong smell of gas from the heater and my kids feel sick")
    with pytest.raises(RevisionError, match="safety or holding message"):
        assistant.revise(stop, "shorter")


@pytest.mark.parametrize("told", ["in German", "make it rhyme", "add a point about the warranty"])
def test_what_needs_a_model_says_so(assistant: Assistant, made: Make, told: str) -> None:
    """One clear line; beside something else, that is done and this is named."""
    with pytest.raises(ModelError, match="needs a language model"):
        assistant.revise(made("calm"), told)
    after = assistant.revise(made("calm"), f"subject: Your order; {told}")
    assert after.reply.subject == "Your order"
    assert "needs a language model" in after.writer.reason


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"reply": {"text": "x"}}', '{"error": {"kind": "case"}}', "[" * 100_000],
)
def test_what_is_no_draft_gets_one_clear_line(text: str) -> None:
    """Never a traceback, and never the text itself."""
    with pytest.raises(CaseError):
        build_draft(parse_draft(text, source="d.json"), source="d.json")


def test_what_explain_adds_is_no_obstacle(made: Make) -> None:
    """A draft with a brief beside its keys is still a draft."""
    data = {**made("calm").model_dump(mode="json"), "brief": {}}
    assert build_draft(data).draft_id == made("calm").draft_id


def test_the_command_revises_a_file_and_stdin(
    shared_home: Path, made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSON with `--json`, the notes and the draft without, one line and code 1 for a refusal."""
    import json

    from typer.testing import CliRunner

    from assistant.cli import app

    monkeypatch.setenv("COMPOSURE_HOME", str(shared_home))
    text = made("flight").model_dump_json()
    path = tmp_path / "d.json"
    path.write_text(text, encoding="utf-8")
    shown = CliRunner().invoke(app, ["revise", str(path), "offer the 20 % voucher instead"])
    assert shown.exit_code == 0
    assert "team lead can approve it" in shown.stdout
    piped = CliRunner().invoke(app, ["revise", "-", "shorter", "--json"], input=text)
    answer = json.loads(piped.stdout)
    assert answer["revision"]["instructions"][0]["kind"] == "shorter"
    refused = CliRunner().invoke(app, ["revise", str(path), "in German", "--json"])
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["error"]["kind"] == "model"
    assert CliRunner().invoke(app, ["revise", "gone.json", "shorter"]).exit_code == 2
