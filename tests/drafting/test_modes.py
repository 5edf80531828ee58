"""The modes of the offline writer: each kind of case gets the kind of reply that it needs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.domain import Draft, Triage
from assistant.drafting.refusal import find_refusal
from assistant.rubric.linter import hard_failures
from assistant.text import sentences

DAY = "2026-11-20T10:00:00"
SORRY = re.compile(r"\b(?:sorry|apolog\w+|regret)\b", re.IGNORECASE)
CLAUSE = re.compile(r"\b[A-Z]{3}-\d\d\b|\bpolicy\b", re.IGNORECASE)


def drafted(assistant: Assistant, message: str, **case: Any) -> Draft:
    """The draft of a case on one day; no draft of any mode breaks a hard criterion."""
    made = assistant.draft({"message": message, "date": DAY, **case})
    assert hard_failures(made.findings) == ()
    assert all(commitment.status == "backed" for commitment in made.commitments)
    return made


def body(made: Draft) -> list[str]:
    """The sentences after the greeting."""
    text = made.reply.text.removeprefix("Hello,").lstrip()
    text = re.sub(r"^(?:Hello|Dear)[^\n,]*,\s*", "", text)
    return [text[start:end] for start, end in sentences(text)]


def turns(*texts: str) -> list[dict[str, str]]:
    """A conversation: the customer, then an agent, and so on, one a day before today."""
    roles = ("customer", "agent")
    return [
        {"role": roles[n % 2], "text": text, "date": f"2026-11-{10 + n:02}T09:00:00"}
        for n, text in enumerate(texts)
    ]


# -- a good no -------------------------------------------------------------------------------------

REFUSED = [
    ("I want to return the coat I bought and get my money back, it doesn't suit me.",
     {"delivery_date": "2026-09-01", "product": "coat"}, ["1 September", "80 days", "30 days"]),
    ("I changed my mind about the rug. I want my money back.",
     {"delivery_date": "2026-10-01", "product": "rug"}, ["1 October", "50 days", "30 days"]),
    ("My annual subscription renewed and I did not want that. I want a refund of the £79 now!",
     {"renewal_date": "2026-10-20", "amount": 79, "currency": "GBP"}, ["20 October", "14 days"]),
    ("My suitcase has a broken wheel after your flight. I demand compensation for the damaged bag.",
     {"arrival_date": "2026-11-01"}, ["1 November", "7 days"]),
    ("My order is a day late and I demand a refund right now.",
     {"days_late": 1}, ["more than 2 days", "delivery charge back"]),
    ("I opened the swimsuit and the hygiene seal, but I changed my mind. I want a refund.",
     {"product": "swimsuit", "delivery_date": "2026-11-12"}, ["sealed hygiene goods"]),
]  # fmt: skip


@pytest.mark.parametrize(("message", "facts", "figures"), REFUSED)
def test_a_no_has_reason_way_on_and_appeal(
    assistant: Assistant, message: str, facts: dict[str, Any], figures: list[str]
) -> None:
    """A clause whose check fails: the no with the figures of the case, what else, who reviews."""
    made = drafted(assistant, message, facts=facts)
    text = made.reply.text
    assert "I cannot" in text
    assert all(figure in text for figure in figures)
    assert "instead" in text
    assert "If you disagree with the decision" in text
    assert CLAUSE.search(text) is None
    assert "for approval" not in text
    assert not [entry for entry in made.evidence if entry.kind == "unsupported"]


OPEN = [
    ("I want to return the coat, it doesn't suit me. I want my money back.",
     {"delivery_date": "2026-11-10", "product": "coat"}),
    ("I want to return the coat, it doesn't suit me. I want my money back.", {"product": "coat"}),
    ("The vase arrived broken, I want a refund.", {"delivery_date": "2026-11-10"}),
    ("My kettle stopped working, I want a replacement.", {"delivery_date": "2026-06-10"}),
    ("My order is two weeks late and I want a refund.", {"days_late": 14}),
]  # fmt: skip


@pytest.mark.parametrize(("message", "facts"), OPEN)
def test_what_the_facts_leave_open_is_never_refused(
    assistant: Assistant, message: str, facts: dict[str, Any]
) -> None:
    """A check that holds, a fact that is missing, a clause without a check: no no."""
    assert "I cannot" not in drafted(assistant, message, facts=facts).reply.text


NO_PLAYBOOK = [
    ("I want to return the coat I bought and get my money back.", {"delivery_date": "2026-09-01"},
     "RET-01"),
    ("Please refund me: my subscription renewed and I did not want that.",
     {"renewal_date": "2026-10-01"}, "SUB-02"),
    ("I was charged when the trial ended and want a refund.", {"charge_date": "2026-10-01"},
     "SUB-05"),
    ("Replace my bag: it was damaged on the way.", {"arrival_date": "2026-10-01"}, "TRV-04"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "facts", "clause"), NO_PLAYBOOK)
def test_without_a_playbook_the_retrieved_clause_decides(
    assistant: Assistant, message: str, facts: dict[str, Any], clause: str
) -> None:
    """Ask and clause are enough; which clause speaks of the case follows from its words."""
    case = assistant._case({"message": message, "facts": facts, "date": DAY})
    found: Triage = assistant.triage(case).triage
    passages = assistant.search(message, kind="policy", limit=8)
    library = assistant._parts.library
    no = find_refusal(case, found, playbooks={}, clauses=library.clauses, passages=passages)
    assert no is not None
    assert no.clause == clause


DECIDED = [
    ("Waive this £45 fee, it is daylight robbery.", {"amount": 45, "currency": "GBP"}),
    ("You charged me a fee of £38 that nobody told me about. Please waive it.",
     {"amount": 38, "currency": "GBP"}),
    ("I want a refund of £400 for the sofa, I just don't like it any more.",
     {"amount": 400, "currency": "GBP", "delivery_date": "2026-11-10"}),
    ("Refund the £120! The lamp arrived broken.", {"amount": 120, "currency": "GBP"}),
]  # fmt: skip


@pytest.mark.parametrize(("message", "facts"), DECIDED)
def test_where_the_agent_may_not_decide_it_says_who_is_asked_and_by_when(
    assistant: Assistant, message: str, facts: dict[str, Any]
) -> None:
    """A sum above the agent's limit is no refusal: somebody is asked, with a time."""
    text = drafted(assistant, message, facts=facts).reply.text
    asked = [part for part in re.split(r"(?<=[.])\s", text) if "asking" in part]
    assert "I cannot" not in text
    assert any(
        ("my team lead" in part or "for approval" in part) and " by " in part for part in asked
    )


# -- broken promise --------------------------------------------------------------------------------

PROMISES = [
    ("Still no call. You told me on Monday that a manager would call me. What is going on?",
     ("My parcel LK-3344 is late.", "A manager will call you by 12 November."), "A manager will"),
    ("Where is my refund for the £64.50 kettle? I was promised it last week.",
     ("The kettle is faulty.", "We will refund the £64.50 by 13 November."), "We will refund"),
    ("Nobody came. Again. I took the day off for your engineer!",
     ("My line has been dead for days.", "An engineer will visit you on 13 November."),
     "An engineer"),
    ("A week later and no replacement, I am furious.",
     ("The blender LK-881 came broken.", "I will send you a replacement by 14 November."),
     "I will send"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "history", "promised"), PROMISES)
def test_a_broken_promise_is_owned_before_all_else(
    assistant: Assistant, message: str, history: tuple[str, ...], promised: str
) -> None:
    """What was promised and when stands first; one owner; the reason has a time."""
    made = drafted(assistant, message, history=turns(*history), facts={"agent_name": "Priya"})
    said = body(made)
    assert promised in said[0]
    assert "On Wednesday 11 November" in said[0]
    assert "it did not happen" in said[0]
    owned = "I own this from here" in made.reply.text
    assert owned != ("I stay with this" in made.reply.text)
    assert "why it did not happen" in made.reply.text
    assert "order number" not in made.reply.text or "LK-" not in history[0]


# -- fault -----------------------------------------------------------------------------------------

MISTAKES = [
    "I entered the wrong address for order LK-7712, my own mistake. Can you still change it?!",
    "I accidentally ordered two of the same lamp and only noticed now. So annoying. Please help.",
    "My mistake, I misread the size chart and now the boots are useless to me. I am so cross.",
    "I forgot to cancel in time, that's my fault, but losing £30 hurts. Please help me.",
]


@pytest.mark.parametrize("message", MISTAKES)
def test_the_customers_own_mistake_gets_help(assistant: Assistant, message: str) -> None:
    """No blame, and no apology as if it were ours."""
    made = drafted(assistant, message)
    assert made.triage.fault == "customer"
    assert SORRY.search(made.reply.text) is None
    assert "how it came about" in made.reply.text
    assert not re.search(
        r"\byou (?:should have|forgot to|failed)", made.reply.text.split(".", 1)[1]
    )


DISPUTED = [
    "Your driver claims I signed for the parcel. I never signed anything! Where is my parcel?",
    "You say I agreed to this contract. I never agreed to anything, you liars!",
    "They told me I caused the damage to the washing machine. I did not do that!",
    "This debt is not mine and I dispute it. Stop calling me.",
]


@pytest.mark.parametrize("message", DISPUTED)
def test_a_disputed_fault_is_neither_admitted_nor_denied(
    assistant: Assistant, message: str
) -> None:
    """Their account is the starting point, and there is a time by which it is looked at."""
    made = drafted(assistant, message, facts={"fault": "disputed"})
    assert "starting point" in made.reply.text
    assert not re.search(r"\b(?:our|your) (?:fault|mistake)\b", made.reply.text)
    assert any(commitment.due for commitment in made.commitments)


# -- abuse, several issues -------------------------------------------------------------------------

ABUSE = [
    "You are stupid worthless idiots. My washing machine arrived with a dent, you morons!",
    "Listen you pathetic moron, my parcel LK-77120 is ten days late.",
    "You fucking idiots charged me twice for order LK-300, give it back you clowns.",
    "Are you people brain dead? You worthless idiots blocked my account and I can't log in!",
]


@pytest.mark.parametrize("message", ABUSE)
def test_abuse_gets_an_answer_and_one_boundary(assistant: Assistant, message: str) -> None:
    """The issue is answered; the boundary is set once; no insult comes back."""
    made = drafted(assistant, message)
    assert "abuse" in {flag.key for flag in made.triage.flags}
    assert made.reply.text.count("without insults") == 1
    assert not re.search(r"idiot|moron|fuck|stupid|clown|pathetic", made.reply.text)
    assert made.triage.issues[0].id != "other"
    assert any(commitment.due for commitment in made.commitments)


SEVERAL = [
    "I was charged twice for one order. Your agent was rude to me on the phone.",
    "I cannot log in to my account. I was charged twice this month.",
    "Our flight was cancelled, and my suitcase is lost. The woman at the desk was rude to me.",
    "The room was filthy. You charged me a fee nobody mentioned. The wifi was down for two days.",
]


@pytest.mark.parametrize("channel", ["email", "chat"])
@pytest.mark.parametrize("message", SEVERAL)
def test_each_of_several_issues_is_answered_or_parked_with_a_date(
    assistant: Assistant, message: str, channel: str
) -> None:
    """What there is no room for is named, with the time of its answer."""
    made = drafted(assistant, message, channel=channel)
    text = made.reply.text
    books = assistant._parts.library.playbooks
    assert len(made.triage.issues) > 1
    for issue in made.triage.issues[1:]:
        book = books[issue.id]
        topics = [book.topic, *(variant.topic for variant in book.variants if variant.topic)]
        if issue.id != "no_reply":
            part = next(line for line in text.splitlines() if any(t in line for t in topics))
            assert re.search(r"\bby (?:\d\d:\d\d|the same time)", part)


# -- a reply to a reply ----------------------------------------------------------------------------

BROKEN_LAMP = ("The lamp arrived broken. I want a replacement.",
               "I am sorry that it is broken. Can you send a photo of the damage?")  # fmt: skip
LATE = ("My parcel has not arrived, it is a week late!",
        "I am sorry that it is late. What is the order number, please?")  # fmt: skip
GIVEN = [
    ("Here is the photo. Do I need to send the old one back?", BROKEN_LAMP, "for the photo",
     "photo of the damage"),
    ("I attached two pictures.", BROKEN_LAMP, "for the photo", "photo of the damage"),
    ("It's LK-20391. How much longer will this take?", LATE, "LK-20391", "the order number"),
    ("The number is LK-55120, as you asked.", LATE, "LK-55120", "the order number"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "history", "thanks", "asked"), GIVEN)
def test_what_was_asked_and_given_is_used_and_not_asked_again(
    assistant: Assistant, message: str, history: tuple[str, ...], thanks: str, asked: str
) -> None:
    """Thanks for it, no second apology, no restart; the matter stays the one of before."""
    made = drafted(assistant, message, history=turns(*history))
    said = body(made)
    assert said[0].startswith("Thank you")
    assert thanks in said[0]
    assert asked not in made.reply.text
    assert SORRY.search(made.reply.text) is None
    assert "in touch" not in made.reply.text
    assert made.reply.subject.split(",")[0] in ("About the damaged item", "About the late delivery")


def test_a_running_chat_is_not_greeted_anew(assistant: Assistant) -> None:
    """The second answer of a chat goes on where the first one ended."""
    made = drafted(assistant, "It's LK-20391.", history=turns(*LATE), channel="chat")
    assert not made.reply.text.startswith("Hello")


def test_what_was_told_before_is_known(assistant: Assistant) -> None:
    """A number from an earlier message is used and not asked for."""
    history = turns("Order LK-4711 is late.", "I am asking the carrier.")
    made = drafted(assistant, "Any news on my late parcel?", history=history)
    assert "LK-4711" in made.reply.subject
    assert "order_id" not in {question.fact for question in made.questions_for_agent}


# -- good news -------------------------------------------------------------------------------------

NEWS = [
    ("Where is my refund? I sent the shoes back three weeks ago!",
     {"actions_done": ["refund of £49.99 released on 19 November"]}, "£49.99"),
    ("I am still waiting for my refund, this is a disgrace.", {"status": "refunded"},
     "refund has been made"),
    ("My parcel LK-123 is a week late, where is it?!",
     {"status": "delivered", "order_id": "LK-123"}, "delivered"),
    ("The mug arrived broken and I want a replacement.",
     {"actions_done": ["replacement sent on 18 November"]}, "replacement sent"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "facts", "news"), NEWS)
def test_good_news_is_said_first(
    assistant: Assistant, message: str, facts: dict[str, Any], news: str
) -> None:
    """What is done stands in the first sentence, and after it what to do if it is not there."""
    made = drafted(assistant, message, facts=facts)
    assert news in body(made)[0]
    assert "tell me" in made.reply.text


NO_NEWS = [
    ("Where is my refund?! Three weeks!", {"status": "refund pending"}),
    ("Where is my refund?! Three weeks!", {"actions_done": ["refund requested"]}),
    ("The vase arrived smashed to pieces, I want a new one.", {"status": "delivered"}),
    ("It says delivered but my parcel never came.", {"status": "delivered"}),
]


@pytest.mark.parametrize(("message", "facts"), NO_NEWS)
def test_what_is_pending_or_beside_the_point_is_no_news(
    assistant: Assistant, message: str, facts: dict[str, Any]
) -> None:
    """Only what is done, and what they ask for, is good news."""
    assert assistant.brief({"message": message, "facts": facts}).mode == "ordinary"


def test_praise_is_thanked_for_in_its_own_words(assistant: Assistant) -> None:
    """The praise itself is taken up, not the half sentence before it."""
    made = drafted(assistant, "I just wanted to say that your driver was wonderful with my dog.")
    assert "“Your driver was wonderful with my dog”" in made.reply.text
    assert SORRY.search(made.reply.text) is None


# -- the formal letter -----------------------------------------------------------------------------

FORMAL = [
    ("Dear Sirs,\n\nI refer to my order LK-6620. 1. The table was delivered with a scratched top."
     " 2. My letter of 9 November remains unanswered.\n\nYours faithfully,\nR. Pemberton",
     {"customer_name": "Mr Pemberton"}, "Dear Mr Pemberton,", 2),
    ("Dear Sir or Madam,\n\nI am writing to complain formally about the invoice of 3 November 2026,"
     " on which a fee of £30 was charged.\n\nYours sincerely,\nDr Amara Nwosu", {},
     "Dear Dr Amara Nwosu,", 0),
    ("To whom it may concern: I refer to my parcel LK-90, which has not arrived. I expect a reply.",
     {}, "Dear Sir or Madam,", 0),
    ("Dear Madam,\n1. The boiler was not repaired.\n2. The engineer did not come.\n3. I was charged"
     " a call-out fee.\nYours faithfully,\nJane Holt", {}, "Dear Jane Holt,", 3),
]  # fmt: skip


@pytest.mark.parametrize(("message", "facts", "greeting", "points"), FORMAL)
def test_a_formal_letter_gets_a_formal_answer(
    assistant: Assistant, message: str, facts: dict[str, Any], greeting: str, points: int
) -> None:
    """Salutation and close in kind, points under their numbers, nothing chatty."""
    text = drafted(assistant, message, facts=facts).reply.text
    assert text.startswith(greeting)
    assert ("Yours faithfully," in text) == ("Sir or Madam" in greeting)
    assert ("Yours sincerely," in text) != ("Sir or Madam" in greeting)
    assert [int(n) for n in re.findall(r"(?m)^(\d)\. ", text)] == list(range(1, points + 1))
    assert "Hello" not in text
    assert "!" not in text


def test_an_angry_dear_is_not_formal(assistant: Assistant) -> None:
    """A salutation alone makes no formal letter."""
    text = drafted(assistant, "Dear Larkfield, my parcel is a week late!! Where is it!!").reply.text
    assert text.startswith("Hello,")


# -- channels --------------------------------------------------------------------------------------

PUBLIC = [
    ("my order LK-9021 for £120 is 5 days late, what a joke. Anna Brown, anna@brown.example", {}),
    ("where is my refund for LK-9021? still waiting for the £120", {"status": "refunded"}),
    ("I want my money back for the coat, it doesn't suit me", {"delivery_date": "2026-09-01"}),
    ("you promised to call me about LK-9021 and nobody called", {}),
]


@pytest.mark.parametrize(("message", "facts"), PUBLIC)
def test_in_public_nothing_personal_is_said(
    assistant: Assistant, message: str, facts: dict[str, Any]
) -> None:
    """No order number, name, sum or date of the case; and the way to a private channel."""
    known = {"customer_name": "Anna Brown", "order_id": "LK-9021", "amount": 120, "currency": "GBP"}
    history = turns("LK-9021 is late.", "We will call you by 14 November.")
    made = drafted(assistant, message, facts={**known, **facts}, history=history, channel="social")
    for private in ("LK-9021", "Anna", "Brown", "120", "September", "14 November"):
        assert private not in made.reply.text
    assert "direct message" in made.reply.text


def test_a_public_hard_stop_names_no_order(assistant: Assistant) -> None:
    """A holding message in public holds nothing of the case either."""
    made = assistant.draft({
        "message": "Your charger caught fire and burned my hand.", "channel": "social",
        "facts": {"order_id": "LK-9021", "customer_name": "Anna Brown"},
    })  # fmt: skip
    assert "LK-9021" not in made.reply.text
    assert "Anna" not in made.reply.text


SPOKEN = [
    "My order LK-9021 is 5 days late, I need it for my wedding on Saturday!",
    "The vase arrived broken and I want a refund.",
    "You charged me twice for order LK-8!",
    "I want my money back for the coat, it doesn't suit me.",
]


@pytest.mark.parametrize("message", SPOKEN)
def test_talking_points_can_be_said(assistant: Assistant, message: str) -> None:
    """One point a line, short, and nothing that only makes sense in writing."""
    facts = {"delivery_date": "2026-09-01"} if "coat" in message else {}
    made = drafted(assistant, message, channel="phone", facts=facts)
    lines = made.reply.text.splitlines()
    assert all(line.startswith("- ") and len(line.split()) <= 41 for line in lines)
    assert "this message" not in made.reply.text
    assert "one line to me" not in made.reply.text


@pytest.mark.parametrize("message", SPOKEN)
def test_a_chat_stays_short(assistant: Assistant, message: str) -> None:
    """At most 120 words, a refusal included."""
    facts = {"delivery_date": "2026-09-01"} if "coat" in message else {}
    made = drafted(assistant, message, channel="chat", facts=facts)
    assert len(made.reply.text.split()) <= 120


def test_every_mode_is_steady(assistant: Assistant) -> None:
    """The same message gets the same reply."""
    for message, facts, _ in REFUSED:
        first, second = (drafted(assistant, message, facts=facts).reply.text for _ in range(2))
        assert first == second
