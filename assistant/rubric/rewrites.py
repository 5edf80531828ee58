"""The sentence as it could be sent: what a finding's words become, and whether a machine may do it.

An edit is safe where it changes neither a fact nor a promise: an opener that irritates, blame put
neutrally, a "but" after an apology, jargon, shouting. All other edits are only suggested.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain import Span
from assistant.rubric.lexicon.plain_words import PARTICIPLES, PLAIN
from assistant.rubric.outcome import Hit
from assistant.rubric.parts import Sentence
from assistant.rubric.review import Review


@dataclass(frozen=True)
class Edit:
    """New words for a place of the reply; `safe` ones may be made without asking anybody."""

    span: Span
    text: str
    safe: bool


_Maker = Callable[[Review, Sentence, Hit], Edit | None]
DROPPED_ANYWHERE = (
    "unfortunately", "obviously", "actually", "regrettably", "sadly", "needless to say", "frankly",
    "in fact", "evidently",
)  # fmt: skip
"""Words that irritate wherever they stand, and whose going changes nothing."""
_OPENER = re.compile(
    rf"(?:{'|'.join(DROPPED_ANYWHERE)}|technically|of course|naturally"
    r"|to be (?:\w+ )?(?:honest|frank)|with (?:all )?(?:due )?respect"
    r"|i(?:'m| am) afraid(?: to say)?(?: that)?|as (?:i|we)(?:'ve| have)? (?:already |previously )?(?:said|mentioned|explained"
    r"|told you|stated)(?: (?:before|earlier|already|above))?|as (?:already |previously |earlier )?(?:mentioned|stated|explained|advised)"
    r"(?: (?:before|earlier|above|previously))?|it goes without saying(?: that)?|for the record|in actual fact)(?:,\s*|\s+)",
    re.IGNORECASE,
)
_RULE_OPENER = re.compile(
    r"(?:(?:as )?per|under|according to|in (?:line|accordance) with|as stated in|because of|due to) (?:our|the|company|internal) "
    r"(?:\w+ )?(?:policy|policies|rules?|guidelines?|terms(?: and conditions)?|procedures?|regulations),\s*"
    r"|(?:our|company|the company's|the) (?:\w+ )?(?:policy|rules?|guidelines?|terms(?: and conditions)?) (?:is|are|states?|says?|dictates?) that\s+",
    re.IGNORECASE,
)
_CALM = re.compile(
    r"(?:please |kindly |just |do )*(?:calm down|cool down|relax|settle down|take a deep breath|don't panic|do not panic"
    r"|try to (?:stay calm|relax|calm down))(?:,? (?:and|so|while|because)\s+|,\s+)(?=\w)",
    re.IGNORECASE,
)
_FAILED_TO = re.compile(
    r"\byou (?:have |had )?(?:failed|forgot|forgotten|neglected|omitted) to ([a-z]+) "
    r"((?:the|your|our|a|an|this|that|any|all|both) (?:[a-z-]+ ){0,2}?[a-z-]+)(?=[.,;!?]| (?:on|in|at|by|before|when|with|and|so|for|from|within|to)\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(you) (?:were|have been|had been) (charged|billed|overcharged|sent|given|told|left|kept|promised|sold)\b",
    re.IGNORECASE,
)
_ACTIVE = {
    "sent": "sent",
    "given": "gave",
    "told": "told",
    "left": "left",
    "kept": "kept",
    "sold": "sold",
}
_TURN = re.compile(
    r"(?:,|;)? (?:but|however|yet|although|though),? (?=\w)|(?:,|;) (?:still|nevertheless),? (?=\w)",
    re.IGNORECASE,
)
_WRITE = re.compile(r"^Write “([^”]+)”\.$")
_NAMED_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september"
    r"|october|november|december|christmas|easter)\b"
)
_FIRST_WORD = re.compile(r"\w")
_GAP = "by … (day and hour)"


def edit_for(review: Review, id: str, hit: Hit) -> Edit | None:
    """What the words of a hit could become; None where only a person can know."""
    if hit.span is None:
        return None
    sentence = review.sentence_at(hit.span[0])
    if sentence is None or hit.span[1] > sentence.end:
        return None
    made = _BY_CRITERION.get(id)
    edit = made(review, sentence, hit) if made else None
    return edit or _told(hit)


def suggested(review: Review, id: str, hit: Hit) -> str:
    """The whole sentence as it could stand, "" where the words are not known."""
    edit = edit_for(review, id, hit)
    sentence = review.sentence_at(hit.span[0]) if hit.span else None
    if (
        edit is None
        or sentence is None
        or edit.span[0] < sentence.start
        or edit.span[1] > sentence.end
    ):
        return ""
    text = (
        review.reply[sentence.start : edit.span[0]]
        + edit.text
        + review.reply[edit.span[1] : sentence.end]
    )
    return _capital(" ".join(text.split()))


def _capital(text: str) -> str:
    place = _FIRST_WORD.search(text)
    return (
        text[: place.start()] + text[place.start()].upper() + text[place.start() + 1 :]
        if place
        else text
    )


def _told(hit: Hit) -> Edit | None:
    """A check that knows the right words says so: “Write “Nordica 300”.”"""
    match = _WRITE.match(hit.suggestion)
    return Edit(hit.span, match[1], safe=False) if match and hit.span else None


def _without(pattern: re.Pattern[str]) -> _Maker:
    """Leaves out an opener at or around the hit; what follows begins the sentence or clause."""

    def make(review: Review, sentence: Sentence, hit: Hit) -> Edit | None:
        for match in pattern.finditer(review.plain, sentence.start, sentence.end):
            start, end = match.span()
            if not hit.span or end <= hit.span[0] or hit.span[1] <= start or end >= sentence.end:
                continue
            first = review.reply[end]
            head = review.plain[sentence.start : start].strip()
            return Edit((start, end + 1), first.upper() if not head else first, safe=True)
        return None

    return make


def _neutral(review: Review, sentence: Sentence, hit: Hit) -> Edit | None:
    """ "You failed to return the router" → "the router was not returned"."""
    for match in _FAILED_TO.finditer(review.plain, sentence.start, sentence.end):
        if not hit.span or match.end() <= hit.span[0] or hit.span[1] <= match.start():
            continue
        thing = review.reply[match.start(2) : match.end(2)]
        plural = thing.lower().endswith("s") and not thing.lower().endswith(("ss", "us", "is"))
        text = f"{thing} {'were' if plural else 'was'} not {_participle(match[1].lower())}"
        starts = not review.plain[sentence.start : match.start()].strip()
        return Edit(match.span(), _capital(text) if starts else text, safe=True)
    return None


def _participle(verb: str) -> str:
    if verb in PARTICIPLES:
        return PARTICIPLES[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def _irritant(review: Review, sentence: Sentence, hit: Hit) -> Edit | None:
    return _without(_OPENER)(review, sentence, hit) or _neutral(review, sentence, hit)


def _two_sentences(review: Review, sentence: Sentence, hit: Hit) -> Edit | None:
    """The apology ends; what came after the "but" begins a sentence of its own."""
    if hit.span is None:
        return None
    match = _TURN.search(review.plain, max(sentence.start, hit.span[0] - 2), sentence.end)
    if match is None or match.start() > hit.span[1] or match.end() >= sentence.end:
        return None
    if not review.plain[sentence.start : match.start()].strip():
        return None
    return Edit(
        (match.start(), match.end() + 1), ". " + review.reply[match.end()].upper(), safe=True
    )


def _plain_word(review: Review, _: Sentence, hit: Hit) -> Edit | None:
    said = review.plain[slice(*hit.span)] if hit.span else ""
    new = PLAIN.get(said.lower().strip())
    if new is None or hit.span is None:
        return None
    return Edit(hit.span, new.capitalize() if said[:1].isupper() else new, safe=True)


def _lowered(review: Review, sentence: Sentence, hit: Hit) -> Edit | None:
    """Shouted words in small letters; names and codes keep theirs."""
    said = review.reply[slice(*hit.span)] if hit.span else ""
    if hit.span is None or not hit.message.startswith("capitals") or any(c.isdigit() for c in said):
        return None
    if said in review.allowed_text:
        return None
    new = _NAMED_DAY.sub(lambda match: match[0].capitalize(), said.lower())
    new = re.sub(r"\bi\b", "I", new)
    starts = not review.plain[sentence.start : hit.span[0]].strip()
    return Edit(hit.span, _capital(new) if starts else new, safe=True)


def _timed(review: Review, _: Sentence, hit: Hit) -> Edit | None:
    """The vague time as a gap; only a person knows the date."""
    if hit.span is None or not hit.message.endswith("is not a time"):
        return None
    return Edit(hit.span, _GAP, safe=False)


def _owned(review: Review, sentence: Sentence, hit: Hit) -> Edit | None:
    """ "You were charged twice" → "We charged you twice"; it states a fault, so it is only suggested."""
    match = _PASSIVE.match(review.plain[sentence.start : sentence.end])
    if match is None:
        return None
    verb = match[2].lower()
    return Edit(
        (sentence.start, sentence.start + match.end()),
        f"We {_ACTIVE.get(verb, verb)} you",
        safe=False,
    )


_BY_CRITERION: dict[str, _Maker] = {
    "D03": _without(_CALM), "D08": _owned, "D14": _timed, "D17": _without(_RULE_OPENER),
    "D18": _irritant, "D19": _two_sentences, "D20": _neutral, "D27": _lowered, "D29": _plain_word,
}  # fmt: skip
