"""Concepts and frames: what stands together in a sentence, in whatever order."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.corpus import Rule
from assistant.errors import KnowledgeError
from assistant.knowledge.escalation import load_rules
from assistant.triage.concepts import Lexicon
from assistant.triage.flags import FlagRules, find_flags
from assistant.triage.frames import parse

CONCEPTS = {
    "lawyer": ("solicitor*", "barrister*", "my legal team"),
    "writes": ("be in touch", "write* to you"),
    "joke": ("haha*", "joking"),
    "court": ("tribunal*", "small claims"),
}


def rules(*frames: str, idioms: tuple[str, ...] = (), contexts: tuple[str, ...] = ()) -> FlagRules:
    rule = Rule(
        key="legal", title="a legal threat", level=2, owner="legal", within="1 h",
        frames={"en": frames}, concepts={"en": CONCEPTS}, idioms=idioms, contexts=contexts,
    )  # fmt: skip
    return FlagRules([rule])


def found(text: str, *frames: str) -> str | None:
    """The words that raised the flag, None where nothing did."""
    flags = find_flags(text, rules(*frames))
    return text[slice(*flags[0].span)] if flags else None


def test_concepts_that_stand_together_raise_the_flag_in_any_order() -> None:
    """The span reaches from the first concept to the last."""
    assert found("Hi. My solicitors will be in touch.", "lawyer writes") == (
        "solicitors will be in touch"
    )
    assert found("Someone will be in touch: a Barrister!", "lawyer writes") == (
        "be in touch: a Barrister"
    )


def test_of_several_places_the_first_of_the_text_counts() -> None:
    """Whatever the order of a set: the same message shows the same words in every process."""
    text = "See you in small claims, my solicitor and my legal team will be in touch."
    assert found(text, "court|lawyer|writes") == "small claims"
    assert found(text, "writes", "lawyer", "court") == "small claims"


def test_concepts_of_two_sentences_do_not_meet() -> None:
    """Unless the frame looks into the neighbouring sentence."""
    text = "My cousin is a barrister. The courier will be in touch."
    assert found(text, "lawyer writes") is None
    assert found(text, "lawyer +writes") == "barrister"


@pytest.mark.parametrize(
    ("frame", "text", "holds"),
    [
        ("lawyer > court", "my solicitor, then the tribunal", True),
        ("lawyer > court", "the tribunal asked my solicitor", False),
        ("lawyer >1 court", "my solicitor likes no tribunal", False),
        ("lawyer >2 court", "my solicitor likes no tribunal", True),
        ("lawyer|court writes", "the tribunal will write to you", True),
        ("lawyer !joke", "my solicitor haha", False),
        ("lawyer !joke", "my solicitor. haha", True),
        ("lawyer !+joke", "my solicitor. haha", False),
        ("lawyer !@joke", "my solicitor. It is late. haha", False),
        ("lawyer @joke", "my solicitor. It is late. haha", True),
        ("lawyer _question", "is there a solicitor?", True),
        ("lawyer _question", "there is a solicitor.", False),
        ("lawyer _money", "a solicitor costs £1,200", True),
        ("lawyer _money", "a solicitor costs 40 quid", True),
        ("lawyer _money", "a solicitor costs time", False),
    ],
)
def test_the_notation(frame: str, text: str, holds: bool) -> None:
    """Order, distance, choice, absence, neighbours, the whole message, questions and money."""
    assert (found(text, frame) is not None) is holds


@pytest.mark.parametrize(
    "text",
    [
        "my s0licitor",
        "my solicitr",
        "my SOLICCITOR",
        "my sólicitor",
        "mylegalteam",
        "my legal team",
    ],
)
def test_slips_and_disguises_are_seen_through(text: str) -> None:
    """One slip in a long word, digits for letters, accents, glued phrases."""
    assert found(text, "lawyer") is not None


def test_a_short_word_is_taken_as_it_is() -> None:
    """A slip in a short word makes another word."""
    assert [
        tag.concept for tags in Lexicon({"sue": ["suing"]}).sentences("using") for tag in tags
    ] == []


def test_a_level_of_its_own() -> None:
    """A frame may raise or lower the level of its rule."""
    assert find_flags("the tribunal", rules("lawyer", "court =3"))[0].level == 3
    assert find_flags("the solicitor", rules("lawyer", "court =3"))[0].level == 2


def test_idioms_and_contexts_cancel_a_frame() -> None:
    """What is taken out of the text, or stands in the sentence, counts for frames too."""
    assert find_flags("a solicitor", rules("lawyer", idioms=("a solicitor",))) == ()
    assert find_flags("a solicitor of the film", rules("lawyer", contexts=("film",))) == ()


def test_a_situation_brings_another_with_it() -> None:
    """Whoever speaks of suicide is a customer in a vulnerable situation too."""
    first = Rule(
        key="legal", title="t", level=2, owner="o", within="1 h", implies=("press",),
        signals={"en": ("court",)},
    )  # fmt: skip
    second = Rule(key="press", title="t", level=1, owner="o", within="1 h")
    flags = find_flags("off to court", FlagRules([first, second]))
    assert [(flag.key, flag.span) for flag in flags] == [("legal", (7, 12)), ("press", (7, 12))]
    assert len(find_flags("off to court", FlagRules([first]))) == 1


@pytest.mark.parametrize("line", ["lawyer &", "nobody", "!lawyer", "+lawyer"])
def test_a_frame_that_cannot_be_used_is_named(line: str) -> None:
    """An unknown concept, an unknown sign, or nothing that must stand in the sentence."""
    with pytest.raises(KnowledgeError, match="rule legal: the frame"):
        parse(line, CONCEPTS, "rule legal")


def test_a_bad_frame_is_found_when_the_rules_are_checked() -> None:
    """Not first when a customer's message needs it."""
    with pytest.raises(KnowledgeError, match="no concept wizard"):
        rules("wizard").check()


def test_a_frame_of_all_languages_holds_where_its_words_are_known() -> None:
    """It is checked against all languages together, and skipped where one lacks a concept."""
    rule = Rule(
        key="legal", title="t", level=2, owner="o", within="1 h", frames={"all": ("lawyer court",)},
        concepts={"de": {"lawyer": ("anwalt*",), "court": ("gericht*",)}, "en": {"lawyer": ("x",)}},
    )  # fmt: skip
    made = FlagRules([rule])
    made.check()
    assert find_flags("Mein Anwalt und das Gericht sind informiert", made) != ()
    assert find_flags("the x of the gericht", made) == ()
    with pytest.raises(KnowledgeError, match="no concept wizard"):
        FlagRules([rule.model_copy(update={"frames": {"all": ("wizard",)}})]).check()


def test_concepts_come_from_the_file(tmp_path: Path) -> None:
    """A rule gets the concepts that its frames name, and no others."""
    path = tmp_path / "escalation.yaml"
    path.write_text(
        "concepts: {en: {lawyer: 'solicitor*, my  brief', unused: x}}\n"
        "rules:\n- {key: legal, title: t, level: 2, owner: o, within: 1 h, frames: {en: lawyer}}\n",
        encoding="utf-8",
    )
    (rule,) = load_rules(path)
    assert rule.concepts == {"en": {"lawyer": ("solicitor*", "my brief")}}


def test_hostile_text_costs_linear_time() -> None:
    """Near-matches, one endless word and no full stop for 200 kB: far from the square of it."""
    both = rules("lawyer > writes > court !joke", "lawyer court +writes")
    for text in (
        "solicitor small " * 12_500,
        "solicitorx" * 20_000,
        "tribunal solicitor " * 10_500,
    ):
        start = time.process_time()
        find_flags(text, both)
        assert time.process_time() - start < 5
