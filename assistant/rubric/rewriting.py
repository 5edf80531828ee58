"""A promise without authority as a question: "I am asking whether …, and I will tell you by …"."""

from __future__ import annotations

import re

from assistant.domain import Commitment
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.timing import untimed
from assistant.rubric.wording import plain
from assistant.text import lowered_first

_OPENING = Phrases(
    r"^(?:i|we)(?:'ll| will| shall| am going to|'m going to| are going to|'re going to)"
    r"(?:,? of course,?)? (?:be (?:\w+ing)\b)?(?:now |also |then |personally )*",
    r"^(?:i|we)(?:'m| am|'re| are) (?:going to )?(?:now |also |then |personally )*",
    r"^(?:i|we) (?:can |do |hereby )?(?:promise|guarantee|undertake|assure you|confirm|pledge)"
    r"(?: you)?(?: that| to)? ",
    r"^i give you my word(?: that)? ",
    r"^you have (?:my|our) (?:word|promise)(?: that| on)? ", r"^rest assured(?: that)? ",
    r"^(?:that's|that is) a promise: ", r"^on my honou?r, ", r"^trust me,? ",
)  # fmt: skip
_BEING = re.compile(r"^(?:i|we)(?:'ll| will| shall) be (?=\w+ing\b)", re.IGNORECASE)


def promised(clause: str) -> str:
    """The thing promised, without "I will" and without its time."""
    text = untimed(clause.strip(" .!,;"))
    text = _BEING.sub("", text)
    opening = _OPENING.first(text)
    text = text[opening[1] :] if opening and opening[1] < len(text) else text
    return lowered_first(" ".join(text.split()).strip(" .!,;")) or clause.strip()


def rewrite(text: str, commitment: Commitment, deadline_text: str) -> str:
    """The text with a commitment as a question that somebody answers in time.

    What else its sentence promises stays, as a sentence of its own.

    Args:
        text: the reply, which holds the commitment's sentence.
        commitment: a record of `commitments`.
        deadline_text: when the customer hears, in words ("Friday at 17:30").
    """
    place = _find(text, commitment)
    if place is None:
        return text
    promise, beside = place
    start, end = promise.sentence.span
    question = _question(commitment, deadline_text)
    parts = [_kept(text, each) if each is not promise else question for each in beside]
    made = text[:start] + _bullet(text[start:end]) + " ".join(parts) + text[end:]
    return _merged(made, deadline_text)


def _find(text: str, commitment: Commitment) -> tuple[Promise, list[Promise]] | None:
    """The promise behind a record, and all promises of its sentence, in order."""
    made = [each for each in Review(reply=text).promises if each.binding]
    alike = [each for each in made if promised(each.clause) == promised(commitment.what)]
    alike += [each for each in made if promised(each.clause) == commitment.what]
    alike += [each for each in made if _sentence(text, each) == commitment.text]
    if not alike:
        return None
    wanted = commitment.span[0] if commitment.span else 0
    found = min(alike, key=lambda each: abs(each.sentence.start - wanted))
    return found, [each for each in made if each.sentence.span == found.sentence.span]


def _sentence(text: str, promise: Promise) -> str:
    return text[promise.sentence.start : promise.sentence.end]


_SUBJECT = Phrases(
    r"^(?:i|we|you|it|they|he|she|this|that|there|the|your|my|our|a|an|another|no|nobody|nothing"
    r"|consider|expect|leave|both|\w+ (?:will|is|are|'ll))\b|^(?:\w+'(?:ll|re|m|s|ve))\b"
)


def _kept(text: str, promise: Promise) -> str:
    """Another promise of the sentence as a sentence of its own."""
    clause = text[slice(*promise.span)].strip(" ,;.!")
    if not _SUBJECT.within(clause) and _BASE.within(clause):
        clause = f"{'I' if promise.owner == 'agent' else 'We'} will {clause}"
    return f"{clause[:1].upper()}{clause[1:]}."


_BASE = Phrases(r"^[a-z]+ ")


_MINE = Phrases(r"\bi(?:'ll|'m| will| am| shall)\b")


def _question(commitment: Commitment, deadline_text: str) -> str:
    what = plain(commitment.what)
    if commitment.owner[:1].isupper() and what.lower().startswith(commitment.owner.lower()):
        what = commitment.owner + what[len(commitment.owner) :]
    asked = asked_about(what, "I" if _MINE.within(plain(commitment.text)) else "we")
    return f"I am asking {asked}, and I will tell you by {deadline_text}."


def _merged(text: str, deadline_text: str) -> str:
    """Two questions in a row as one sentence."""
    joint = f", and I will tell you by {deadline_text}. I am asking "
    return text.replace(joint, " and ")


def _bullet(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return f"{first} " if first in ("-", "*", "•") else ""


_FUTURE = Phrases(r"(?:\b(?:will|shall)|'ll|(?:\b(?:am|are|is)|'s|'re) going to) ")
_NEGATIVE = Phrases(r"\b(?:not|never|no|nobody|nothing|no longer|none)\b|n't\b")
_INTRO = re.compile(r"^(?:because|since|as|instead|even|whatever|after|within|by|if|come)\b[^,]*, ",
                    re.IGNORECASE)  # fmt: skip
_IDIOMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (r"^(?:please )?expect (.+)$", r"whether you can expect \1"),
        (r"^(?:please )?consider (.+)$", r"whether you can consider \1"),
        (r"^you can expect (.+)$", r"whether you can expect \1"),
        (r"^leave .* (?:with|to) me\b.*$", "whether I can take this on for you"),
        (r"^leave .* (?:with|to) us\b.*$", "whether we can take this on for you"),
        (r"^(?:on (?:it|this|the case))\b.*$", "who takes this on"),
        (r"^(?:you can )?(?:count|rely|depend) on (?:me|us)(?: to| for) (.+)$", r"whether we can \1"),
        (r"^(?:watch|look out|look|keep an eye|check|listen out)\b.*? for (.+)$",
         r"whether you can expect \1"),
        (r"^give me\b.*?\b(?:and|then) i(?:'ll| will) (.+)$", r"whether I can \1"),
        (r"^let me (.+)$", r"whether I can \1"),
        (r"^(?:i |we )?(?:make|making) sure (?:that )?(.+)$", r"whether we can make sure that \1"),
        (r"^(?:committed|committing) to (.+)$", r"about \1"),
    )
)  # fmt: skip
_CLAUSE = Phrases(
    r"^(?:i|we|you|it|they|he|she|this|that|there|these|both|everything)(?:'|\b)",
    r"^(?:the|your|my|our|a|an|another|no|one|two|three|next|every|some|[a-z]+'s)\b.*\b"
    r"(?:is|are|has|have|goes|comes|leaves|\w+[^s]s)\b",
    r"^(?-i:[A-Z])[a-z]+ .*\b(?:is|has|\w+s)\b",
    r"^\S+(?: \S+){0,3} (?:is|are)\b",
)
_GIVEN = Phrases(r"^(?:the|your|my|our|a|an|another|one|two|more|further|news)\b")
_THING = Phrases(r"^(?:full|new|free|written|complete|personal|first|corrected|partial) ")
_BARE = Phrases(
    r"^(?:delivery|money back|payment|confirmation|back to you|(?:refund|replacement|call|update"
    r"|credit|visit|repair)(?:$|,| (?:by|before|from|within|on|to)\b))"
)
_BE_DOING = Phrases(r"^be \w+ing\b")
_DOING = Phrases(r"^(?:\w+ly )?\w{2,}ing\b")
_NO_DOING = Phrases(r"^(?:bring|ring|spring|sing|king)\b")


def asked_about(what: str, who: str = "we") -> str:
    """ "whether we can refund the full amount", "about replacing it".

    Args:
        what: a promise as the ledger states it, without its time.
        who: who may be able to do it: "I" or "we".
    """
    what = _INTRO.sub("", what.strip(" .!,;")).strip(" .!,;")
    for pattern, made in _IDIOMS:
        if pattern.match(what):
            return pattern.sub(made, what)
    if _NEGATIVE.within(what.split(" so ")[0]):
        return f"whether I can promise that {_whole(what)}"
    if _DOING.starts(what) and not _NO_DOING.starts(what):
        return f"about {what}"
    return _about_time(what, who) or _about_thing(what, who)


def _about_time(what: str, who: str) -> str:
    """A clause with "will": "whether your refund can arrive"."""
    future = _FUTURE.first(what)
    if future is None:
        return ""
    head, rest = what[: future[0]].strip(), what[future[1] :]
    if _BE_DOING.starts(rest) and head:
        return f"whether I can promise that {what}"
    if not head and rest.startswith("be "):
        head = "it"
    return f"whether {head or who} can {rest}"


def _about_thing(what: str, who: str) -> str:
    """A thing ("full refund"), a clause in the present, or a verb."""
    if _BARE.starts(what):
        return f"about the {what}" if not what.startswith("back") else f"when I can be {what}"
    if _THING.starts(what):
        return f"whether you can have a {what}"
    if _CLAUSE.starts(what):
        return f"whether I can promise that {what}"
    if _GIVEN.starts(what):
        return f"whether you can have {what}"
    return f"whether {who} can {what}"


def _whole(what: str) -> str:
    """ "never sell your details" → "we will never sell your details"."""
    return f"we will {what}" if what.split(maxsplit=1)[0].lower() in ("not", "never") else what
