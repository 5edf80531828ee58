"""Risk flags: what raises them, what must not, where they point, and what they cost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus import Raise, Rule
from assistant.domain import FlagKey
from assistant.errors import KnowledgeError
from assistant.knowledge.escalation import load_rules
from assistant.settings import shipped
from assistant.triage.flags import FlagRules, find_flags, reported
from assistant.triage.plain import views

DATA = Path(__file__).parents[1] / "data"
RULES = FlagRules(load_rules(shipped("knowledge") / "escalation.yaml"))
LANGUAGES = ("de", "es", "fr", "pt")
LEVEL_3 = yaml.safe_load((DATA / "flags_level3.yaml").read_text(encoding="utf-8"))
OTHERS = yaml.safe_load((DATA / "flags_others.yaml").read_text(encoding="utf-8"))
FOREIGN = yaml.safe_load((DATA / "flags_languages.yaml").read_text(encoding="utf-8"))


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


def level(text: str, key: str) -> int:
    return next((flag.level for flag in find_flags(text, RULES) if flag.key == key), 0)


def pointed(text: str, key: str) -> str:
    flag = next(flag for flag in find_flags(text, RULES) if flag.key == key)
    return text[slice(*flag.span)]


@pytest.mark.parametrize("key", LEVEL_3)
def test_a_hard_stop_is_never_missed(key: str) -> None:
    """Every labelled sentence of a level-3 situation raises its flag at level 3."""
    assert [text for text in lines(LEVEL_3[key]["raise"]) if level(text, key) < 3] == []


@pytest.mark.parametrize("key", LEVEL_3)
def test_a_look_alike_raises_no_hard_stop(key: str) -> None:
    """Idioms, names, news, jokes and insults raise no flag of the situation, nor any level 3."""
    assert [text for text in lines(LEVEL_3[key]["calm"]) if level(text, key)] == []
    highest = (max((flag.level for flag in find_flags(text, RULES)), default=0)
               for text in lines(LEVEL_3[key]["calm"]))  # fmt: skip
    assert max(highest) < 3


def test_fraud_that_is_over_is_reviewed_and_not_stopped() -> None:
    """A past or disputed case of fraud has level 2: no money is being lost now."""
    texts = lines(LEVEL_3["fraud"]["past"])
    assert [level(text, "fraud") for text in texts] == [2] * len(texts)


@pytest.mark.parametrize("key", OTHERS)
def test_the_other_situations_are_found(key: FlagKey) -> None:
    """Every labelled sentence of a level 1 or 2 situation raises its flag, no look-alike does."""
    own = RULES.rule(key).level
    assert {level(text, key) for text in lines(OTHERS[key]["raise"])} == {own}
    assert [text for text in lines(OTHERS[key]["calm"]) if level(text, key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_hard_stops_are_found_in_other_languages(language: str) -> None:
    """German, Spanish, French and Portuguese hard stops are found without being told which."""
    missed = [
        (key, text)
        for key, block in FOREIGN[language].items()
        for text in lines(block)
        if level(text, key) < 3
    ]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_complaints_in_other_languages_raise_nothing(language: str) -> None:
    """An ordinary complaint in another language raises no flag of level 2 or 3."""
    texts = lines(FOREIGN["calm"][language])
    found = [flag.key for text in texts for flag in find_flags(text, RULES) if flag.level > 1]
    assert found == []


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("Hello. I will  SUE you.", "legal", "I will  SUE"),
        ("So\u2026 I\u2019m gonna k1ll you, R\u00e9", "violence", "I\u2019m gonna k1ll you"),
        ("I want to k i l l   m y s e l f", "self_harm", "k i l l   m y s e l f"),
        ("\ufb01ne, the heater caught \ufb01re", "safety", "heater caught"),
        ("Ich möchte nicht mehr leben", "self_harm", "möchte nicht mehr leben"),
    ],
)
def test_a_span_points_at_the_original_words(text: str, key: str, words: str) -> None:
    """The span is one of the message as it was written, whatever the disguise."""
    assert words in pointed(text, key)


@pytest.mark.parametrize(
    "text",
    [
        "killmyself",
        "KILL MYSELF",
        "k1ll myself",
        "kiiilll myself",
        "k*ll myself",
        "k\u0456ll mys\u0435lf",
    ],
)
def test_disguises_are_undone(text: str) -> None:
    """Capitals, digits, stars, stretched words, missing blanks and lookalikes hide nothing."""
    assert level(f"I am going to {text} tonight", "self_harm") == 3


def test_other_peoples_words_do_not_count() -> None:
    """A quoted threat of somebody else is none of the customer's; their own still is."""
    assert level('The sign said "I will kill you" and I laughed.', "violence") == 0
    assert level("> I will sue you\n\nWhat did he mean?", "legal") == 0
    assert level('I said "I will kill you" and I mean it.', "violence") == 3
    assert level('My son said "I want to die".', "self_harm") == 3


def test_a_flag_carries_what_follows_from_it() -> None:
    """A flag names owner, clock, duties, bans and the clock of the law from its rule."""
    flag = find_flags("You sent my records to the wrong person.", RULES)[0]
    assert (flag.key, flag.level, flag.within, flag.source) == ("data_breach", 3, "15 min", "rule")
    assert flag.owner == "privacy and security owner"
    assert "72 hours" in flag.legal_clock
    assert any("password" in ban for ban in flag.must_not)


def test_the_gravest_flag_comes_first_and_a_key_comes_once() -> None:
    """Flags are sorted by level, and each situation is named once."""
    text = "Get me your manager. The charger caught fire, it caught fire twice. I will sue you."
    flags = find_flags(text, RULES)
    assert [flag.level for flag in flags] == sorted((flag.level for flag in flags), reverse=True)
    assert {flag.key for flag in flags} == {"safety", "legal", "manager_request"}
    assert len(flags) == 3


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The charger caught fire in the kitchen.", "the fire"),
        ("I got an electric shock from the kettle.", "the electric shock"),
        ("She had an allergic reaction to the soap.", "the allergic reaction"),
        ("My solicitor will be in touch.", "your message about your lawyer"),
    ],
)
def test_what_was_reported_gets_a_name(text: str, phrase: str) -> None:
    """The slot {reported} is filled with a noun phrase for what the customer told us."""
    assert reported(text, find_flags(text, RULES)[0], RULES) == phrase


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    """No text breaks the matcher, and every span lies inside the text."""
    for flag in find_flags(text, RULES):
        assert 0 <= flag.span[0] < flag.span[1] <= len(text)
    for plain in views(text):
        assert plain.offsets is None or list(plain.offsets) == sorted(plain.offsets)


@pytest.mark.parametrize(
    "piece",
    ["i will kill ", "kill my ", "could kill for a ", "i i i i ", "a", "k i l l ", '"i said ',
     "the charger the charger ", "ü my lawyer friend ", "!!!???", "illll ",
     "fire tv on fire sale "],
)  # fmt: skip
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """200,000 characters of near-matches are matched in under a second."""
    text = (piece * (200_000 // len(piece) + 1))[:200_000]
    find_flags(text[:2_000], RULES)
    start = time.process_time()
    find_flags(text, RULES)
    assert time.process_time() - start < 10


def test_an_ordinary_message_costs_a_millisecond() -> None:
    """A message of 100 words is matched in under a millisecond of processor time."""
    text = " ".join(lines(LEVEL_3["fraud"]["calm"])[:12])
    assert len(text.split()) >= 100
    find_flags(text, RULES)
    start = time.process_time()
    for _ in range(50):
        find_flags(text, RULES)
    assert (time.process_time() - start) / 50 < 0.03  # ten times its budget: shared machines


def test_a_bad_pattern_names_its_rule() -> None:
    """A pattern that is no RE2 is refused with the rule and the pattern in the message."""
    rule = RULES.rule("press").model_copy(update={"signals": {"en": ("fine", "(open")}})
    with pytest.raises(KnowledgeError, match=r"rule press: the pattern '\(open'"):
        FlagRules([rule])
    late = RULES.rule("press").model_copy(update={"raises": (Raise(pattern="(", level=3),)})
    with pytest.raises(KnowledgeError, match="rule press"):
        FlagRules([late]).check()


def test_every_shipped_pattern_compiles() -> None:
    """All patterns of all languages are RE2."""
    RULES.check()
    assert len(RULES.keys) == 20


def test_a_flag_can_be_made_from_a_rule() -> None:
    """What facts decide, not words, becomes a flag through its rule."""
    key: FlagKey = "over_authority"
    assert RULES.flag(key, (0, 5)).level == 2
    assert RULES.flag(key, (0, 5), level=1).level == 1
    assert isinstance(RULES.rule(key), Rule)
