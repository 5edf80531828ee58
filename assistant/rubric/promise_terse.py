"""Promises without a subject or without a verb: chat, answers in two words, headlines."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.rubric.phrases import Phrases
from assistant.rubric.promise_present_words import FUTURE, NOT_DOING
from assistant.rubric.promise_signs import Sign
from assistant.rubric.promise_words import HEDGED
from assistant.rubric.timing import timed, untimed

_YES = r"(?:(?:yes|yep|yeah|sure|sure thing|of course|certainly|absolutely|definitely|right|okay|ok|no|no problem|great|perfect|done|good news|understood|righto|right then|no worries(?:,? (?:mate|love|madam|sir))?|no probs|not to worry|will sort)[,.!:]? (?:[–—-] )?)?"
_NOD = Phrases(rf"^{_YES}")
_ADVERB = r"(?:(?:just|now|also|then|already|personally|right now|currently|gladly|definitely) )*"
ELIDED = Phrases(
    rf"^{_YES}(?-i:[Ww]ill|[Ss]hall|[Gg]oing to) (?:(?:certainly|definitely|personally|gladly|happily|of course|also"
    r"|then|now|just) )*[a-z]"
)
""" "Will get that sorted today": the "I" of chat is left out."""
_QUESTION = Phrases(
    rf"^{_YES}(?:will|shall|going to) (?:i|we|you|he|she|it|they|that|this|there|the|your|my|our|a|an|any"
    r"|anyone|someone|somebody|these|those|not|need|have to|be (?:happy|glad|able))\b"
)
_DOING = Phrases(
    rf"^{_YES}{_ADVERB}[a-z]+ing (?:you|your|a|an|the|it|that|this|those|these|them|him|her|my|our|one|another|two|new|full|out|over|up"
    r"|off|through|on|in|to|with|for|into|back|[£$€]?\d|(?-i:[A-Z][a-z]+))\b"
)
"""An -ing form at the head, whose "I am" is left out."""
_BARE_HEAD = re.compile(
    r"^(?:(?:just|now|also|then|already|personally|right now|currently|gladly) )+"
)
_GOVERNED = Phrases(
    r"\b(?:is|are|was|were|has|have|had|can|could|should|would|will|may|might|must|do|does|did|took|takes?"
    r"|i|we|he|she|they|went|came|left|got|reached|arrived|said|told|needed|required|accepted|costs?|means?|requires?|needs?|helps?|seems?|won't|isn't|aren't|if)\b",
)
"""A finite verb: what stood before it was a subject and no promise."""
_LEFT_OPEN = Phrases(r"\b(?:or|either|hopefully|perhaps|maybe|fingers crossed|might)\b")
_RING = Phrases(r"(?:b?ring|sing|swing|cling|during|string|spring|thing|king)\b")
_FOR_YOU = Phrases(r"\b(?:you|your|yours)\b")

SHORT = Phrases(
    r"^(?:yes|sure|of course|ok|okay|right)?[,.!]? ?(?:will do|on it|you got it|you've got it|consider it done"
    r"|count on it|depend on it|rely on it|bank on it|done deal|it's a deal|deal done|leave it (?:with|to) (?:me|us)|straight away"
    r"|right away|at once)\b[^?]*$"
)
"""Answers that are a promise as a whole."""
_NODS = Phrases(
    r"^(?:yes|yep|yeah|no|absolutely|certainly|of course|definitely|sure|indeed)[,.:!]? (?:[–—-] )?(?:it|you|they|we|i|he|she"
    r"|that|this|there)(?: (?:will|won't|shall|shan't|will not)|'ll)(?: be)?[.!]*$",
    r"^(?:it|you|they|we|i|he|she|that|this) (?:certainly |definitely |surely )?(?:will|shall|won't|shan't)[.!]*$",
)
_ONLY_TIME = Phrases(
    r"^(?:(?:yes|sure|of course|certainly|absolutely|definitely|no later than|ok|okay)[,:.]? (?:[–—-] )?)?"
    r"(?:by|before|within|tomorrow|tonight|no later than|at the latest|first thing|in (?:\d+|an?|two|three|four"
    r"|five|ten|twenty|thirty) (?:minutes?|hours?|days?))\b"
)
_NODDING = re.compile(
    r"\b(?:yes|sure|of course|certainly|absolutely|definitely|okay|ok|at the latest|sharp|and|or|at|by|before|in the|morning|afternoon|evening|latest|no later than|your time|the)\b"
)
_WORDLESS = 9
"""Words of an answer that is only a time."""

_HEADS = Phrases(
    r"\b(?:to (?:follow|come|go out|be \w+ed)|going (?:out|through|back|to|into|onto)|coming (?:your way|to you|out|over"
    r"|round|by)|on (?:its|their|his|her|the) way|with you|at your door|in your (?:inbox|account|hands|letterbox)|back with"
    r" you|on (?:your|the) (?:card|account|doorstep)|out (?:for delivery|today|tomorrow|tonight|on|by|this)|heading"
    r" (?:your way|to you|out)|being \w+ed|booked (?:in )?for|arriving|landing|leaving|in the post|(?:will|shall) be with you"
    r"|from (?:me|us)|for you)\b"
)
"""What a headline says of the thing that the customer gets."""
_DONE = Phrases(
    r"\b(?:\w+ed|sent|paid|put|done|made|fixed|sorted|rebooked|back|ready|live|out|gone|yours)\b"
)
_NOMINAL = Phrases(
    r"^(?:your |a |an |the |my |our |full |new |fresh |second |another |first |next |one |two |three |spare |free |more |further"
    r"|brand-new |corrected |signed |written |same-day |replacement |final |proper |extra )*(?-i:[A-Z]?[a-z£$€0-9][\w'£$€.,%-]*)"
)
_IMPERATIVE = Phrases(
    r"^(?:(?:please|just|simply|kindly|do|then|also|and|so) )*(?:call|send|bring|ask|keep|try|use|press|check|please|let|note|see|contact"
    r"|write|choose|tell|email|have|make|take|go|visit|wait|fill|click|open|pay|give|leave|come|put"
    r"|enter|sign|confirm|download|install|be|get|turn|hold|pick|drop|show|speak|look|read|feel|find|remember"
    r"|log|thank|thanks|sorry|not|if|when|as|because|for|from|with|in|on|at|to|by|before|after|until|within|since|while|what"
    r"|who|where|how|why|which|whether|i|we|you|they|he|she|it|there|this is|that is|hello|hi|dear|kind|best|yours"
    r"|hopefully|perhaps|maybe|open|opened|received|ordered|bought|delivered|placed|arrived|paid|next|tell|reply to|return (?:it|the|your)|choose|available)\b"
)
_PAST = Phrases(r"\b(?:yesterday|ago|last|earlier|previous|since|was|were|had|did|already)\b")
_LONGEST = 16


@lru_cache(maxsize=1024)
def terse(clause: str) -> Sign | None:
    """The promise of a sentence without subject or verb; its subject is "i" or ""."""
    text = clause.strip()
    nod = _NOD.first(text)
    rest = text[nod[1] :] if nod else text
    if len(text.split()) > _LONGEST or text.endswith("?"):
        return None
    if SHORT.starts(text) or _NODS.within(text):
        return Sign(0, len(clause), "i" if SHORT.starts(text) else "")
    if ELIDED.starts(text):
        return None if _QUESTION.starts(text) else Sign(0, len(clause), "i")
    if _GOVERNED.within(text) or _LEFT_OPEN.within(text) or HEDGED.within(text):
        return None
    if _DOING.starts(text):
        if NOT_DOING.starts(_BARE_HEAD.sub("", rest.lower())) or _RING.starts(rest):
            return None
        return Sign(0, len(clause), "i") if timed(text) or _FOR_YOU.within(text) else None
    if len(text.split()) <= _WORDLESS and _ONLY_TIME.starts(text) and _only_time(text):
        return Sign(0, len(clause), "")
    if _announced(text):
        return Sign(0, len(clause), "")
    return Sign(0, len(clause), "") if _headline(rest) else None


_COMES = Phrases(
    r"\b(?:call|visit|answer|reply|e-?mail|letter|text|message|update|decision|refund|payment|delivery|collection|engineer|plumber"
    r"|driver|courier|technician|replacement|parcel|report|result|cheque|key|card)s?\b"
)


def _announced(text: str) -> bool:
    """A time, a colon and what comes then: "Tomorrow by noon: a call from our plumber." """
    head, colon, rest = text.partition(":")
    if not colon or not timed(head) or _PAST.within(text) or untimed(head).strip(" ,"):
        return False
    return _NOMINAL.starts(rest.strip()) and _COMES.within(rest)


def _only_time(text: str) -> bool:
    """Whether nothing but times and a nod stand in a text: "Yes, by Monday." """
    rest = _NODDING.sub(" ", untimed(text).lower())
    return timed(text) and not rest.strip(" .,!–—-")


_RULE = Phrases(r"(?:most|all|any|every|each|many|some|few)\b")
"""What opens a rule."""


def _headline(text: str) -> bool:
    """ "Spare key posted tonight", "Credit note to follow by Friday"."""
    if _IMPERATIVE.starts(text) or _PAST.within(text) or _RULE.starts(text) or not timed(text):
        return False
    if not _NOMINAL.starts(text):
        return False
    return _HEADS.within(text) or (_DONE.within(text) and FUTURE.within(text))
