"""Knowledge bases of any size, made up from our own guidance: for trials, not for reading.

Each passage is about one thing of one line of business, in one place, under one rule: sentences of
the shipped guidance, playbooks and policies whose nouns are exchanged, and sentences of figures.
The same seed gives the same texts. Words follow Zipf's law as they do in real documents: a few
things and places are frequent, most are rare.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, islice
from pathlib import Path

from assistant.knowledge.documents import read_knowledge
from assistant.knowledge.passages import split
from assistant.settings import shipped
from assistant.text import sentences

_THINGS = """
    kettle toaster lamp armchair wardrobe mattress bicycle helmet stroller rucksack tent stove
    kayak router modem tablet laptop printer scanner headset speaker camera tripod drone watch
    bracelet ring necklace coat jacket boots sandals dress shirt scarf gloves umbrella suitcase
    pillow duvet curtain carpet mirror shelf drawer fridge freezer oven dishwasher hob grill
    blender mixer juicer heater radiator boiler fan humidifier vacuum mower trimmer drill saw
    ladder paint tile tap basin shower toilet bath hose pump battery charger cable adapter
    keyboard monitor projector console controller game book magazine newspaper ticket voucher
    subscription membership policy account loan mortgage card overdraft pension meter tariff
    broadband landline contract parcel letter shuttle flight cabin seat locker room suite
    apartment cottage campsite cruise ferry tram permit prescription hearing-aid spectacles lens
    denture walker wheelchair inhaler thermometer scale
"""
THINGS = tuple(_THINGS.split())
_PLACES = """
    Ashcombe Barrowby Calderford Dunmere Elmstead Farleigh Greybridge Hallowton Ironmoor Jesmere
    Kelborough Lintwick Marchfield Netherby Oakhanger Penfold Quarrington Redmarsh Silverton
    Thornbury Underhill Vexford Westerby Yarrowdale Zeelhaven Altmark Brennfeld Corvalle Dalsund
    Estrova Fjordholm Gravina Hollstein Ivansk Jurmala-West Karsholm Lindeval Montclair-Sud
    Nordvik Ostrava-Mitte
"""
PLACES = tuple(_PLACES.split())
_MATTERS = """
    delivery collection refund exchange repair warranty invoice payment deposit cancellation
    renewal upgrade downgrade installation inspection reading complaint callback appointment
    booking boarding check-in luggage insurance claim survey recall discount bonus points parking
    cleaning noise heating outage password identity verification dispute chargeback fee interest
    statement transfer closure donation consent erasure access-request allergy hygiene portion
    substitution waiting-time
"""
MATTERS = tuple(_MATTERS.split())
TEAMS = (
    "front desk", "returns desk", "billing team", "field team", "night shift", "fraud team",
    "loyalty team", "key accounts", "workshop", "warehouse", "medical board", "legal desk",
)  # fmt: skip
_FIGURES = (
    "In {place} the {team} settles a {matter} for a {thing} within {days} working days.",
    "A {thing} with the number {code} is handled by the {team} in {place}.",
    "Above {amount} pounds a {matter} needs the approval of the {team}.",
    "Customers of the {thing} line hear about a {matter} by letter, and by phone in {days} days.",
    "Form {code} records the {matter}; keep it for {years} years.",
    "Since {year} the {matter} of a {thing} costs {amount} pounds unless the {team} was late.",
    "Ask for the {thing}'s code, which starts with {code}, before the {matter} is opened.",
)
_LETTERS = "ABCDEFGHKLMNPRSTUVWXYZ"
_WORD = re.compile(r"\b[a-z]{5,}\b")
_EXCHANGED = 0.12
"""Share of a guidance sentence's longer words that another word takes the place of."""
_LISTS = (THINGS, PLACES, MATTERS)


@lru_cache(maxsize=1)
def _sentences() -> tuple[tuple[str, ...], ...]:
    """The shipped sentences, by passage; those that go together stay together."""
    sources = read_knowledge(shipped("knowledge")).sources
    texts = (passage.text.partition("\n\n")[2] for source in sources for passage in split(source))
    found = (tuple(text[a:b] for a, b in sentences(text)) for text in texts)
    return tuple(each for each in found if each)


def _often(count: int) -> list[float]:
    """Cumulated weights after Zipf: the n-th word 1/n as often as the first."""
    return list(accumulate(1 / (rank + 3) for rank in range(count)))


class MadeUp:
    """Passages and questions drawn by a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._weights = {id(words): _often(len(words)) for words in _LISTS}
        self._groups = _sentences()
        plain = {w for group in self._groups for text in group for w in _WORD.findall(text)}
        self._words = sorted(plain)
        self._often = _often(len(self._words))
        self._random.shuffle(self._words)

    def passages(self, count: int) -> Iterator[tuple[str, str]]:
        """(title, text) of each passage; 60 to 140 words."""
        for _ in range(count):
            yield self.passage()

    def passage(self) -> tuple[str, str]:
        """A title, and some eight sentences about it."""
        thing, place, matter = (self._one(words) for words in _LISTS)
        said: list[str] = []
        while sum(len(text.split()) for text in said) < 60:
            group = self._random.choice(self._groups)
            start = self._random.randrange(len(group))
            said += [self._changed(text) for text in group[start : start + 2]]
            said.append(self._figures(thing, place, matter))
        return f"{matter.capitalize()} of a {thing} in {place}", " ".join(said)

    def question(self) -> str:
        """A question of some ten words about a thing that the passages speak of."""
        thing, place, matter = (self._one(words) for words in _LISTS)
        group = self._random.choice(self._groups)
        tail = " ".join(self._random.choice(group).split()[:8])
        return f"What about the {matter} of a {thing} in {place}: {tail}?"

    def _one(self, words: tuple[str, ...]) -> str:
        return self._random.choices(words, cum_weights=self._weights[id(words)])[0]

    def _changed(self, text: str) -> str:
        return _WORD.sub(self._exchanged, text)

    def _exchanged(self, match: re.Match[str]) -> str:
        if self._random.random() > _EXCHANGED:
            return match.group()
        return self._random.choices(self._words, cum_weights=self._often)[0]

    def _figures(self, thing: str, place: str, matter: str) -> str:
        draw = self._random
        return draw.choice(_FIGURES).format(
            thing=thing,
            place=place,
            matter=matter,
            team=draw.choice(TEAMS),
            days=draw.randint(2, 30),
            years=draw.randint(1, 10),
            year=draw.randint(2012, 2026),
            amount=draw.randint(5, 900),
            code=f"{draw.choice(_LETTERS)}{draw.choice(_LETTERS)}-{draw.randint(100, 9999)}",
        )


class Jumbled(MadeUp):
    """Words of the shipped knowledge in no order: texts of which none resembles another.

    No real knowledge base is like that, and nothing is harder for a graph of neighbours.
    """

    def passage(self) -> tuple[str, str]:
        """A title of one word, and 40 to 100 words."""
        return self._random.choice(self._words), self._text(self._random.randint(40, 100))

    def question(self) -> str:
        """As long as a passage."""
        return self._text(self._random.randint(40, 100))

    def _text(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, k=count)) + "."


def write_documents(folder: Path, passages: Iterable[tuple[str, str]], *, each: int = 20) -> None:
    """Writes passages as Markdown documents of `each` sections."""
    drawn, number = iter(passages), 0
    while sections := list(islice(drawn, each)):
        body = "\n\n".join(
            f"## {title} {at}\n\n{text}" for at, (title, text) in enumerate(sections)
        )
        path = folder / f"{number // 500:03}" / f"book_{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# Book {number}\n\n{body}\n", encoding="utf-8")
        number += 1
