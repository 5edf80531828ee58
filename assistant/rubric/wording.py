"""Words without their endings, words that say nothing, and a guess at the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from assistant.text import words

HANDLES = re.compile(r"(?<!\w)[.]?@\w+")
"""Whom a public message is addressed to; it says nothing of the matter."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "…": "."})
_SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ness", "ied", "ies", "ed", "es",
             "ly", "er", "s", "y", "e")  # fmt: skip


def listed(text: str) -> frozenset[str]:
    """The words of a text as a set, as written."""
    return frozenset(text.split())


STOP = listed(
    """
    a about above after again against all also am an and any are as at be because been before
    being below between both but by can cannot can't could did didn't do does doesn't doing
    don't down during each even ever few for from further get gets getting give given go going
    gone got had has hasn't have haven't having he her here hers him his how i i'd i'll i'm i've
    if in into is isn't it it's its just let like make made many may me might more most much
    must my never no nor not nothing now of off on once one only or other our ours out over own
    per put rather re really same say says said shall she should since so some still such than
    that that's the their them then there these they thing things this those through to today
    too under until up upon us very want wants was wasn't way we we'd we'll we're we've were
    what when where whether which while who whom why will with within without won't would yes
    yet you you'd you'll you're you've your yours
    """
)
"""Function words: sharing one says nothing."""

_COURTEOUS = listed(
    """
    apologise apologize apology apologies sorry regret thank thanks please help hear hearing
    hope understand understood appreciate dear hello hi regards sincerely kind best contact
    contacting touch message email write writing wrote tell told know customer customers service
    support team company inconvenience frustration frustrated frustrating disappointed
    disappointing disappointment upset angry experience feel feeling felt bad good great best
    """
)
_GENERIC = listed(
    """
    order item product service account issue problem situation case matter delivery refund money
    time day time concern complaint question request purchase company answer
    """
)


def plain(text: str) -> str:
    """The text with straight quotes and apostrophes; every character keeps its place."""
    return text.translate(_PLAIN)


def flat(text: str) -> str:
    """The text in lower case and one line, straight quotes, without a closing mark."""
    return " ".join(plain(text).lower().split()).strip(" .!?")


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, remembered: many checks count the same sentences."""
    return tuple(words(text))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its usual English ending: "deliveries", "delivered" → "deliver"."""
    word = word.removesuffix("'s").removesuffix("'")
    if word.isdigit() or len(word) < 4:
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdglmnprt" else word


_STOP_STEMS = frozenset(stem(word) for word in STOP | _COURTEOUS) | STOP
_GENERIC_STEMS = frozenset(stem(word) for word in _GENERIC)


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(found for word in tokens(text) if (found := stem(word)) not in _STOP_STEMS)


def weight(stems: Iterable[str]) -> float:
    """How telling a set of shared words is: 1 each, ½ for what every complaint mentions."""
    return sum(0.5 if each in _GENERIC_STEMS else 1.0 for each in stems)


_MARKERS = {
    "en": "the and you your is are was were have has not for with this that will we my i to of it "
    "be by been on in am sorry a as at but so what when how all can",
    "de": "der die das und ich sie wir ihr ihre ihnen nicht ist sind war wurde haben hat mit für "
    "auf ein eine dass bei bis werde werden zu den dem von im es leid",
    "fr": "le la les des et je vous nous votre vos est sont été avez pas pour avec une un que qui "
    "dans du au ce cette mon ma à de ai il sur",
    "es": "el la los las y que de usted su sus es son fue ha han no por para con un una mi en se "
    "lo me del al le pedido está muy",
    "pt": "o a os as e que de você seu sua é são foi não por para com um uma meu minha em se do "
    "da no na ao está lhe muito",
    "it": "il lo la i gli le e che di lei suo sua è sono stato non per con un una mio mia in si "
    "del della al ho mi questo",
    "nl": "de het een en ik u wij uw is zijn was niet voor met op dat van te heb heeft mijn bij "
    "naar ook aan",
}
_WORDS = {language: frozenset(text.split()) for language, text in _MARKERS.items()}


@lru_cache(maxsize=256)
def guess_language(text: str) -> str:
    """The language a text seems to be in (two letters), or "" where it cannot be told.

    Counts function words; fewer than three, or no clear winner, is no answer. A text in another
    script than Latin answers "script".
    """
    if not text.isascii() and _foreign_script(text[:400]):
        return "script"
    found = tokens(text[:3000])
    present = frozenset(found)
    counts = sorted(
        ((len(present & known), language) for language, known in _WORDS.items()), reverse=True
    )
    best, second = counts[0], counts[1]
    return best[1] if best[0] >= 3 and best[0] >= 1.25 * second[0] else ""


def _foreign_script(text: str) -> bool:
    others = [letter for letter in text if ord(letter) > 0x24F and letter.isalpha()]
    foreign = [each for each in others if "LATIN" not in unicodedata.name(each, "")]
    return bool(foreign) and len(foreign) * 2 > sum(letter.isalpha() for letter in text)
