"""The linter as a whole: order, languages, speed, repairs, and any text at all."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from rubric.rubric_cases import review

from assistant.domain import Case, CaseFacts
from assistant.rubric.commitments import commitments
from assistant.rubric.criteria import CRITERIA
from assistant.rubric.evidence import evidence
from assistant.rubric.linter import fix, hard_failures, lint
from assistant.rubric.review import Review, Thresholds
from assistant.settings import Settings

_GOOD = (
    "Dear Ms Lee,\n\nI am sorry that the blue kettle is two weeks late. I am asking the delivery "
    "team today where order 48213 is, and I will write to you by Friday at 5 pm. If it is lost, "
    "you can have a full refund of £49.99.\n\nYou do not need to call us again.\n\n"
    "Kind regards,\nSam"
)
_MESSAGE = "The blue kettle from order 48213 is two weeks late. I paid £49.99."


def _review(reply: str = _GOOD) -> Review:
    return review(reply, message=_MESSAGE, clauses=["DEL-02", "SRV-01", "SRV-02"],
                  facts={"customer_name": "Ann Lee"}, triage={"asks": ["update"]})  # fmt: skip


def test_all_criteria_in_order() -> None:
    """Every criterion has at least one finding, in the rubric's order; spans lie in the reply."""
    findings = lint(_review())
    assert list(dict.fromkeys(each.criterion for each in findings)) == [
        each.id for each in CRITERIA
    ]
    assert all(0 <= e.span[0] < e.span[1] <= len(_GOOD) for e in findings if e.span)


def test_good_reply_passes() -> None:
    """A reply that does what the rubric asks has no failure."""
    assert hard_failures(lint(_review())) == ()


def test_bare_reply_says_what_was_not_checked() -> None:
    """Without a case, what needs one is `not_checked` with its reason, never a silent pass."""
    findings = {each.criterion: each for each in lint(Review("I will call you by Friday."))}
    unchecked = {id for id, each in findings.items() if each.status == "not_checked"}
    assert unchecked == {"D01", "D02", "D08", "D09", "D16", "D25", "D28", "D31", "D33"}
    assert all(findings[id].message for id in unchecked)


def test_other_language_is_not_judged_by_english_rules() -> None:
    """Phrase rules do not pretend to know German; placeholders are found in any language."""
    reply = "Es tut mir leid, dass der Kessel nicht da ist und ich werde Ihnen {datum} schreiben."
    findings = {each.criterion: each.status for each in lint(Review(reply))}
    assert (findings["D07"], findings["D34"]) == ("not_checked", "fail")


def test_fix_makes_the_safe_repairs_only() -> None:
    """Irritating words, marks and empty formulas go; facts and promises stay as they are."""
    reply = (
        "Hi Ann,\n\nUnfortunately, the kettle is late! It is actually in Leeds 😊. We will call "
        "you shortly. Please do not hesitate to contact us."
    )
    fixed = fix(reply, lint(_review(reply)))
    assert fixed == "Hi Ann,\n\nThe kettle is late. It is in Leeds. We will call you shortly."


def test_fix_leaves_a_good_reply_alone() -> None:
    """Nothing to mend, nothing changed."""
    assert fix(_GOOD, lint(_review())) == _GOOD


def test_thresholds_are_settings() -> None:
    """The rubric's own numbers come from the settings."""
    limits = Thresholds.of(Settings(reading_grade=2.0, acknowledgement_sentences=3))
    assert (limits.reading_grade, limits.acknowledgement_sentences) == (2.0, 3)
    hard = Review(_GOOD, thresholds=limits)
    assert [each.status for each in lint(hard) if each.criterion == "D29"] == ["fail"]


def test_fast_enough_for_every_pause() -> None:
    """A reply of 300 words is linted in well under 20 ms of processor time once warm."""
    reply = " ".join([_GOOD] * 6)
    times = []
    for number in range(12):
        start = time.process_time()
        lint(_review(f"{reply} {number}"))
        times.append(time.process_time() - start)
    assert sorted(times)[6] < 0.2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=200))
def test_any_text_is_answered(reply: str, message: str) -> None:
    """No text breaks the checks, the ledger or the map; spans stay inside the reply."""
    looked = Review(reply, case=Case(message=message, facts=CaseFacts(order_id="48213")))
    findings = lint(looked)
    assert all(0 <= e.span[0] <= e.span[1] <= len(reply) for e in findings if e.span)
    assert len(evidence(looked)) == len(looked.sentences)
    assert all(reply[slice(*each.span)] == each.text for each in commitments(looked) if each.span)
    fix(reply, findings)


def test_words_of_each_channel_are_settings() -> None:
    """A limit that is set lower fails a text that the default lets pass."""
    limits = Thresholds.of(Settings(email_words=20, chat_words=21, social_words=22))
    assert (limits.email_words, limits.chat_words, limits.social_words) == (20, 21, 22)
    message = {"email": "email takes 20", "chat": "chat takes 21", "social": "social takes 22"}
    for channel, said in message.items():
        looked = Review(_GOOD, case=Case(message=_MESSAGE, channel=channel), thresholds=limits)
        told = [each.message for each in lint(looked) if each.criterion == "D29"]
        assert any(said in each for each in told)
        usual = Review(_GOOD, case=Case(message=_MESSAGE, channel=channel))
        assert all("takes" not in each.message for each in lint(usual) if each.criterion == "D29")


def test_an_unknown_link_is_a_warning_to_a_person_and_fails_a_draft() -> None:
    """Somebody who lints may know a link; nobody wrote the one in a draft."""
    reply = "Your kettle is late. The form is at https://help.example/late and takes a minute."
    case = Case(message=_MESSAGE)
    by_person = lint(Review(reply, case=case, by_person=True))
    assert [each.status for each in by_person if each.criterion == "D28"] == ["warn"]
    drafted = lint(Review(reply, case=case))
    assert "fail" in [each.status for each in drafted if each.criterion == "D28"]
