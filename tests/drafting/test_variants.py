"""Kinds of a situation: what a playbook says to one of them in place of what it says to all."""

import json
from pathlib import Path

import pytest

from assistant.corpus import Lookup, Option, Phrase, Playbook, Signal, Variant
from assistant.drafting.variants import specific
from assistant.knowledge.documents import read_document
from assistant.knowledge.playbooks import parse_playbook
from assistant.settings import shipped

EXAMPLES = Path(__file__).parents[1] / "data" / "variants.jsonl"
TORN = Variant(
    when=r"\btorn\b",
    unless=r"\btorn between\b",
    topic="the torn book",
    acknowledgements=(Phrase(text="I am sorry that the book came torn."),),
    clauses=("RET-01",),
    ask_customer="",
)
CRUSHED = Variant(when=r"\b(crushed|torn)\b", ask_customer="Which corner is crushed?")


def playbook(*variants: Variant) -> Playbook:
    return Playbook(
        id="damaged_item",
        label="damaged item",
        topic="the damage",
        team="the returns team",
        signals=(Signal(pattern="damaged"),),
        acknowledgements=(
            Phrase(text="I am sorry that it is damaged."),
            Phrase(text="We packed it badly, and I am sorry.", fault=("ours",)),
            Phrase(text="I am sorry for the damage.", fault=("unknown", "third_party")),
            Phrase(text="Thank you for telling me.", max_intensity=0.3),
        ),
        actions=(Phrase(text="I am asking {team}."),),
        options=(Option(text="a refund", clause="RET-01"), Option(text="repair", clause="RET-02")),
        find_out=(Lookup(fact="photo", question="?", why="-", ask_customer="Send a photo."),),
        variants=variants,
    )


def test_the_first_variant_that_fits_speaks() -> None:
    """Its topic, its sentence, its options and its question stand in place of the playbook's."""
    told = specific(playbook(TORN, CRUSHED), "My atlas came TORN in two")
    assert told.topic == "the torn book"
    assert [each.text for each in told.acknowledgements] == [
        "I am sorry that the book came torn.",
        "We packed it badly, and I am sorry.",
        "Thank you for telling me.",
    ]
    assert [option.clause for option in told.options] == ["RET-01"]
    assert [each.ask_customer for each in told.find_out] == [""]
    assert told.actions == playbook().actions


def test_what_a_variant_leaves_out_stays() -> None:
    """Only its question is another one."""
    told = specific(playbook(CRUSHED), "the corner is crushed")
    assert told.topic == "the damage"
    assert len(told.options) == 2
    assert told.find_out[0].ask_customer == "Which corner is crushed?"
    assert told.find_out[0].fact == "photo"


@pytest.mark.parametrize("text", ["I am torn between the two", "it is scratched"])
def test_words_that_do_not_fit_change_nothing(text: str) -> None:
    """Neither without the pattern nor against `unless`."""
    assert specific(playbook(TORN), text) == playbook(TORN)


def _shipped() -> list[Playbook]:
    folder = shipped("knowledge")
    paths = sorted((folder / "playbooks").glob("*.md"))
    return [parse_playbook(read_document(path, root=folder)) for path in paths]


def test_every_shipped_variant_is_taken_by_its_examples() -> None:
    """Each has messages that must be of this kind, and some that must be of none."""
    playbooks = {each.id: each for each in _shipped()}
    rows = [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]
    wrong = []
    for row in rows:
        book = playbooks[row["playbook"]]
        bare = [each.model_copy(update={"topic": f"#{n}"}) for n, each in enumerate(book.variants)]
        taken = specific(book.model_copy(update={"variants": tuple(bare)}), row["text"]).topic
        meant = f"#{row['variant']}" if row["variant"] is not None else book.topic
        if taken != meant:
            wrong.append((row, taken))
    assert not wrong
    shown = {(row["playbook"], row["variant"]) for row in rows}
    bare_ones = [
        (book.id, number)
        for book in playbooks.values()
        for number in range(len(book.variants))
        if (book.id, number) not in shown
    ]
    assert not bare_ones
