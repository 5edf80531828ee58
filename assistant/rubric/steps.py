"""The check on next steps: who takes them, and by when (D14)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.timing import VAGUE, timed

_PASSIVE_STEP = Phrases(
    r"\b(?:it|this|that|they|your (?:\w+ ){0,2}\w+|the (?:\w+ ){0,2}\w+|action|steps|someone"
    r"|somebody|we|everything) will (?:now |also |then )?be (?:looked (?:into|at)|investigated|"
    r"reviewed|passed|forwarded|escalated|processed|checked|actioned|dealt with|handled|addressed"
    r"|taken|resolved|sorted|followed up|considered)\b",
    r"\b(?:someone|somebody|a (?:representative|colleague|member of (?:the|our) team"
    r"|specialist)) will\b", r"\b(?:steps|action|measures) will be taken\b",
)  # fmt: skip
_BY_WHOM = Phrases(
    r"\bby (?:me|us|the (?:\w+ ){1,3}|our (?:\w+ ){1,3}|my (?:\w+ ){1,2}|a (?:\w+ ){1,2}"
    r"|(?-i:[A-Z][a-z]+))"
)
_PAST_VAGUE = Phrases(
    r"^\w+ (?:after|before)\b|^(?:as )?soon as (?:you|it|the|your|that|they"
    r"|this)\b"
)
_EVENT = Phrases(
    r"\b(?:after|before|until|when|once|as soon as|every|each|while|throughout"
    r"|personally|myself|yourself)\b"
)
_HOLDING = ("keep",)
_NOW_DOING = Phrases(r"\b(?:i am|i'm) (?:\w+ly |now |also )*\w+ing\b")


_STEP = Phrases(
    r"\b(?:will|'ll|shall|going to|being|hopefully|should be|is to be|am|'m|are|'re|expect|can|works|plan)\b"
)
_DATE = Phrases(
    r"\d|\b(?:today|tonight|tomorrow|noon|midday|midnight|\w+day|this (?:morning|afternoon|evening|week)|next week"
    r"|end of|close of|within (?:an?|one|two|three|four|five) (?:hour|day|week|minute)s?|an hour|in the meantime)\b"
)


def _dated(text: str) -> bool:
    """Whether a sentence with a vague time has a real one beside it."""
    return _DATE.within(text)


def steps_timed(review: Review) -> Outcome:
    """D14: every next step has an owner and a date or time; vague times are flagged."""
    return found([*_vague(review), *_without_time(review), *_without_owner(review)])


_NO_TIME = Phrases(
    r"\bwhen (?:i|we|they|he|she|somebody|someone) (?:have|has|get|gets|find|finds|am|are|is|can|could|manage)"
    r"(?: got)? ?(?:an? |some |the |to )?(?:moment|time|chance|minute|opportunity|second|free|able|news|update|more"
    r"|it|information|word|round to)\b",
    r"\bbefore (?:too |very )?long\b|\bany (?:day|time|moment|minute) now\b",
    r"\b(?:when|once|if and when|as soon as|whenever) (?:it(?:'s| is) )?(?:ready|available|possible|complete|completed|processed|feasible|convenient|finished|done|approved|cleared|sorted)(?:[.,;!]|$)",
    r"\bin good time\b|\bin the fullness of time\b|\bas and when\b|\bdown the (?:line|road|track)\b"
    r"|\bin the (?:works|pipeline)\b|\bsooner rather than later\b|\bat a later (?:date|stage|point|time)\b",
    r"\b(?:the moment|the minute|the second|once|as soon as|when|whenever) (?:i|we|they|there(?:'s| is| are)|he|she"
    r"|anything|something|it(?:'s| is)|that(?:'s| is)|the \w+ (?:is|has|team)|our \w+ (?:has|have|team)) ?(?:hear|have"
    r"|has|know|get|gets|receive|is|are|an update|any|news|more|further|done|ready|finished|changes|moves|comes"
    r"|reply|replies|respond|responds|complete|available|resolved|sorted)?\b(?: \w+){0,3} ?(?:from|back|news|update"
    r"|more|information|word|details|anything|ready|done|finished|complete|available|resolved|sorted|them|reply)?\b",
    r"\b(?:over|in|within|during) (?:the )?(?:next|coming|following) (?:few |couple of |several |little )?(?:days|weeks"
    r"|hours|while|months)\b|\bin the (?:next|coming) (?:little )?while\b|\bthe next few (?:days|weeks|hours)\b",
    r"\b(?:as|with) (?:a |an |the )?(?:matter of (?:urgency|priority)|(?:top |high |highest |utmost )?(?:priority"
    r"|urgency))\b|\burgently\b|\bwithout (?:any |undue |further )?delay\b|\bin a timely (?:manner|fashion|way)\b",
    r"\bwithin a reasonable\b|\beventually\b|\blater on\b|\bas (?:fast|quick|quickly|swiftly|speedily|early) as"
    r" (?:\w+ )?(?:we|i|they|possible|can)\b|\bat (?:our|my|their|your) (?:very )?(?:earliest|soonest)\b"
    r"|\bsome ?time (?:soon|later|next|this|in)\b|\bone day soon\b|\bpresently\b|\bswiftly\b|\bspeedily\b",
    r"\b(?:keep|keeping) you (?:\w+ )?(?:posted|updated|informed|in the loop|in the picture|abreast|up to date)\b",
    r"\bwe(?:'ll| will) (?:be in touch|get back to you|let you know|come back to you|contact you|reach out)[.,;!]"
    r"|\b(?:be in touch|get back to you|reach out to you|be contacting you) (?:about|on|regarding|with|again)\b"
    r"|\byou(?:'ll| will) (?:hear (?:from us|back)|be (?:contacted|notified|informed|updated))(?: again)?[.,;!]",
)


def _vague(review: Review) -> Iterator[Hit]:
    for span in _NO_TIME.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        if not _dated(sentence.text) and _STEP.within(sentence.text):
            yield Hit(span, f"“{review.reply[slice(*span)].strip(' .,;!')}” is not a time")
    for span in VAGUE.find(review.plain):
        around = review.plain[span[0] : span[1] + 12]
        before = review.before(span).lower()
        if _PAST_VAGUE.within(around) or before.endswith(("too ", "so ", "how ", "as ", "sooner ")):
            continue
        if review.attributed(span) or " hope" in f" {before}" or before.endswith(" as "):
            continue
        yield Hit(span, f"“{review.reply[slice(*span)]}” is not a time")


def _without_time(review: Review) -> Iterator[Hit]:
    """A promise without a time, unless it lasts, or a neighbour of its paragraph has the time."""
    for promise in review.promises:
        if not promise.binding or promise.work in _HOLDING or _WILLING.within(promise.clause):
            continue
        sentence = promise.sentence
        if (promise.work == "update" or _under_way(promise)) and _told_by(review):
            continue
        if timed(sentence.text) or _EVENT.within(promise.clause) or _near_time(review, sentence):
            continue
        if any(sentence.start <= a < sentence.end for a, _ in VAGUE.find(review.plain)):
            continue
        yield Hit(sentence.span, "a next step without a date or time")


_WILLING = Phrases(
    r"\b(?:(?:more than |very |always |only too )?(?:happy|glad|pleased|delighted|willing|ready|here)|love|like|can|want) to"
    r" (?:\w+ )?(?:assist|help|support|advise|guide)\b"
)
"""Readiness to help is no step: "we're more than happy to assist you in changing it"."""


def _told_by(review: Review) -> bool:
    """Whether some step of the reply says by when the customer hears."""
    return any(each.work == "update" and timed(each.sentence.text) for each in review.promises)


def _under_way(promise: Promise) -> bool:
    """Whether a step is being taken as the reply is written: "I am asking …"."""
    return _NOW_DOING.within(promise.clause)


def _near_time(review: Review, sentence: Sentence) -> bool:
    """Whether the sentence after or before, which speaks of the same step, has the time."""
    place = review.body.index(sentence)
    near = [*review.body[place + 1 : place + 2], *review.body[max(0, place - 1) : place]]
    promised = {promise.sentence.start for promise in review.promises}
    last = place == len(review.body) - 1 and any(timed(each.text) for each in review.body[:place])
    return last or any(timed(each.text) and each.start in promised for each in near)


def _without_owner(review: Review) -> Iterator[Hit]:
    for span in _PASSIVE_STEP.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or review.attributed(span) or _BY_WHOM.within(sentence.text):
            continue
        yield Hit(span, "a next step without an owner", soft=timed(sentence.text))
