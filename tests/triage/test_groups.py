"""Words of like meaning are in one group, and the classifier counts the groups beside the words."""

from __future__ import annotations

from assistant.triage.groups import KINDS, groups
from assistant.triage.risk_words import BUCKETS, grams


def test_words_of_like_meaning_share_a_group() -> None:
    """What means another thing shares none, and each word is in one group of each kind."""
    dog, puppy, invoice = groups(["dog", "puppy", "invoice"])
    assert len(dog) == len(puppy) == KINDS
    assert set(dog) & set(puppy)
    assert not set(dog) & set(invoice)


def test_an_unknown_word_stands_for_itself() -> None:
    """It has no group, but it counts, with or without an apostrophe at its end."""
    assert groups(["qzxvkw"]) == [("qzxvkw",) * KINDS]
    assert groups(["dogs'"]) == groups(["dogs"])
    assert groups([]) == []


def test_grams_stand_in_two_halves_in_the_order_of_their_first_words() -> None:
    """Each row holds one place for every word that has a word so much further on."""
    for count in range(7):
        rows = grams(["they", "left", "me", "without", "heat", "again"][:count])
        assert [len(row) for _, row in rows] == [max(0, count - more) for more, _ in rows]
        near = [all(place < BUCKETS for place in row) for _, row in rows[:4]]
        beside = [all(BUCKETS <= place < 2 * BUCKETS for place in row) for _, row in rows[4:]]
        assert all(near + beside)


def test_wordings_of_like_meaning_share_places() -> None:
    """Another word for the same thing leaves groups as they were."""
    words = ["the", "dog", "is", "ill"]
    other = ["the", "puppy", "is", "ill"]
    same = [a == b for (_, a), (_, b) in zip(grams(words), grams(other), strict=True)]
    assert not same[0]
    assert any(same[4 : 4 + KINDS])
