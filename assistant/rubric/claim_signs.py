"""How English says that something is done, beyond "I have …ed": results, states, hearsay.

Each sign is what is said (a predicate) and what it must be said of (a subject of the same clause),
both over the tables of service words, so that a new word is a line there. The two are looked for
one after the other: joined, they would make an automaton too large to be fast.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from assistant.domain import Span
from assistant.rubric.deeds import DONE
from assistant.rubric.lexicon.service import (
    AT_WORK,
    CAUSED,
    CONFIRMED,
    CONTACT,
    FAILURES,
    HAVING,
    NOT_A_DEED,
    REACHED,
    RESULT,
    RESULT_OF_ANYTHING,
    TEAM,
    THING,
)
from assistant.rubric.phrases import Phrases, any_of

_ADVERB = (
    r"(?:\w+ly |already |now |just |since |also |both |today |then |again |even |all |at the moment |at present"
    r" |right now |as we speak |in full |once more )*"
)
_IS = r"(?:is|are|was|were|has been|have been|has|have|\w+'s|\w+'re|\w+'ve)"
_THINGS = Phrases(
    rf"\b{any_of(THING)}\b",
    r"[£$€] ?\d|\d ?(?:pounds?|euros?|dollars?|quid|%|points|miles)\b",
)
_PEOPLE = Phrases(rf"\b(?:{any_of(TEAM)}|they|he|she)(?:'s|'re|'ve)?\b")
_ANYTHING = Phrases(r"\b(?:it|that|this|everything|all|both|they)(?:'s|'re)?\b")
_TEAMS = Phrases(rf"\b(?:my|the|our|your|a) (?:\w+ ){{0,2}}?{any_of(TEAM)}\b")

_PERFECT = Phrases(
    rf"\b(?:has|have|\w+'s|\w+'ve) {_ADVERB}been {_ADVERB}(?:\w+ed|made aware|given|taken|withdrawn|put|sent|brought|drawn|written|cut|rung|spoken|seen to|dealt with|rewritten|undone)\b"
)
"""Anything said to have been done, whoever did it and whatever the verb; failures are none."""
_AS_OF_NOW = Phrases(
    r"\b(?:reflects?|shows?|sits?|stands?|lies|rests|holds?|reads|counts?|runs?|carries|appears?|is|are) [^.!?,]{1,50}\bas of (?:now|today|this (?:morning|afternoon|evening)|noon|\d|\w+day)\b",
    r"\b(?:is|are|'s) now (?:on (?:record|file|hold|its|their|my|our|the)|with (?:the|our|my)|under|in (?:the hands|our|the|hand|place|force)|part of|before (?:the|our))\b",
)
"""A present state that somebody must have brought about."""
_WRONGED = Phrases(
    r"\b(?:delayed|damaged|lost|missed|broken|charged|overcharged|affected|disrupted|interrupted|let|left|kept|ignored|neglected|promised|forced|caused|mis\w+|disappointed|frustrated|overlooked|treated|asked|told|kept|failed|ruined|spoiled|treated|needed|used|received|designed|opened by you|planned|wronged|harmed|hurt|injured|stolen|hacked|stranded|refused|denied|rejected|declined|cancelled by)\b",
    r"^(?:what|how|you|i|we|there|who)(?:'s|'ve)?\b|\b(?:you|i|we)(?:'ve| have)\b",
)
"""Participles and subjects of what went wrong, or of what is no work of ours."""

_SIGNS: tuple[tuple[Phrases, Phrases | None], ...] = (
    (Phrases(rf"\b{_IS} {_ADVERB}{any_of(RESULT)}(?:\b|$)"), _THINGS),
    (Phrases(rf"\b{_IS} {_ADVERB}{any_of(RESULT_OF_ANYTHING)}\b"), _ANYTHING),
    (Phrases(r"\b(?:now |already )?(?:works? (?:again|now)|no longer (?:exists?|applies|shows?|runs?)"
             r"|left (?:our|us|the|my)|(?:has|have) (?:left|gone|landed|cleared|come through)"
             r"|went (?:out|through|off|in|back))\b"), _THINGS),
    (Phrases(rf"\b(?:is|are|has been|have been|'re|'s) {_ADVERB}{any_of(AT_WORK)}\w*ing\b"), _PEOPLE),
    (Phrases(rf"\b(?:is|are) {_ADVERB}(?:aware|informed|on (?:it|the case|to it)|onto it|involved|in the loop"
             r"|on (?:its|his|her|their) way)\b"), _PEOPLE),
    (Phrases(rf"\b(?:has |have )?{_ADVERB}{any_of(CONFIRMED)}\b"), _PEOPLE),
    (Phrases(rf"\b(?:has|have|'s|'ve) {_ADVERB}(?:been told|\w+ed|struck|taken|given|put|sent|gone|written|cut)\b"), _TEAMS),
    (Phrases(rf"\bi had (?:my|the|our|your|a) (?:[\w'-]+ ){{0,2}}?{any_of(TEAM)} \w+\b"), None),
    (Phrases(r"\b(?:is|are) (?:now |already )*(?:with|before|in front of) (?:my|the|our|a) "), _THINGS),
    (Phrases(rf"\byou(?:'re| are|'ve been| have been) {_ADVERB}(?:{any_of(HAVING)})\b"), None),
    (Phrases(rf"\byou(?:'ve| have) (?:now |already |just )+(?:got )?(?:an?|the|two|one) (?:[\w'-]+ ){{0,3}}?{any_of(THING)}\b"), None),
    (Phrases(rf"\b{any_of(THING)} (?:is |are )?(?:now |already )?(?:sitting|waiting|ready|in) (?:for you |now |already )*(?:in|on|at|your)"
             r" ?(?:your |the )?(?:account|inbox|app|wallet)\b"), None),
    (Phrases(rf"\bthere(?:'s| is| are) (?:now|already) (?:an?|the|another|one|two) (?:[\w'-]+ ){{0,3}}?{any_of(THING, TEAM)}\b"), None),
    (Phrases(rf"\b(?:i|we|i've|we've|following|after|from|my|a) (?:have )?(?:\w+ ){{0,4}}?{any_of(CONTACT)}\b"), None),
    (Phrases(rf"\bi(?:'ve| have)? (?:just |already |also )*{any_of(CAUSED)} (?:my|the|our|your|a|one of) (?:[\w'-]+ ){{1,3}}?to\b"), None),
    (Phrases(r"\b(?:now |already )(?:carries|shows|holds|has|reads|reflects|includes|bears|displays|lists) (?:an?|the|your|no|[£$€\d])"), _THINGS),
    (Phrases(rf"\b(?:is|are|was|were|has been|have been|\w+'s been|\w+'ve been) {_ADVERB}{any_of(REACHED)}\b"), _PEOPLE),
    (Phrases(rf"\b(?:is|are|was|were) (?:now |already )+{DONE}\b"), None),
    (Phrases(rf"\b(?:has|have|'ve|'s) {_ADVERB}had (?:[\w£$€.,'-]+ ){{1,5}}?{DONE}\b"), None),
    (Phrases(rf"\bstands? (?:now )?{DONE}\b"), None),
    (_PERFECT, None),
    (_AS_OF_NOW, None),
    (Phrases(r"\b(?:is|are) (?:now |already |currently |fully |all )*(?:across|on top of|all over|onto|in hand with|in touch with) (?:it|this|that|your|the|you)\b"), None),
    (Phrases(r"\b(?:set off|set out|headed out|drove off|is (?:already )?(?:en route|on the road)|has (?:already )?(?:set off|gone out)) (?:at|this|an hour|with|to|from|for|\w+ (?:minutes|hours))"), None),
    (Phrases(rf"(?m)^(?:just |already |also )?(?:got|had) (?:it|that|this|them|the \w+|your \w+) {DONE}\b", rf"\b(?:i|we)(?:'ve| have)? (?:just |already |also )*(?:got|had) (?:it|that|this|them|the \w+|your \w+) (?:all )?{DONE}\b"), None),
    (Phrases(r"\bi (?:\w+ly )?(?:walked|went|drove|popped|ran|took a walk) (?:over |down |up |across |straight |round )*to (?:the|our|my)\b"), None),
    (Phrases(r"\byou(?:'ll| will| should| can| may)? (?:now |already |also )?(?:find|see|have|spot) (?:an?|the|your|our|it|this|them|two|both) (?:[\w-]+ ){0,5}?(?:in|on|at) your (?:inbox|account|app|wallet|e-?mails?|mailbox|messages|order history|card|statement)(?:[.,;]|$| (?:already|now|sent|since))"), None),
    (Phrases(rf"(?m)(?:^|, |\(|; ){DONE} (?:[\w-]+ ){{0,3}}?(?:ago|just now|earlier today|this morning|last night|yesterday)\b"), None),
    (Phrases(r"(?m)^(?:all )?(?:done|sorted|fixed|settled|all set|job done)(?:[!.,:;–-]|$)",
             r"\bconsider (?:it|that|this|the \w+|your \w+|that \w+) (?:\w+ed|done|gone|closed|settled|sorted|history)\b",
             rf"(?m)(?:^|, |; )(?:full |your |new )?{any_of(THING)} (?:now |already )?{DONE}\b"), None),
)  # fmt: skip
_WITH_TEAM = Phrases(r"^(?:is|are) (?:now |already )*(?:with|before|in front of)")
_CONTACT_WITH = Phrases(rf"^{any_of(CONTACT)}|{any_of(CONTACT)}$")
_BREAK = Phrases(r"[,;:–—] | (?:and|but|so|because|while|which|who) ")

_PAST = r"(?:\w+ed|took|gave|put|set|sent|made|cut|brought|spoke|got|went ahead|drew|ran|held|paid|let|had)"
I_DID = Phrases(
    rf"\bi(?:'ve| have)? {_ADVERB}(?:personally )?{_PAST}\b",
    rf"\b(?:i've|i have) {_ADVERB}(?:taken|given|drawn|run|brought|cut|begun|gone ahead)\b",
)
AND_DID = Phrases(rf" and (?:\w+ly |also |then |even )?{_PAST}\b")
"""Any act of the agent in the past, and the next one in the same breath; `NO_DEED` takes away what is none."""
NO_DEED = Phrases(
    rf"(?:(?:i|we)(?:'ve| have)? )?{_ADVERB}(?:{any_of(NOT_A_DEED)})\b",
    rf"we(?:'ve| have)? {_ADVERB}{any_of(FAILURES)}\b",
)
"""Reading, thinking and talking to the customer; and our own failures."""


def signs_in(texts: Sequence[str]) -> dict[int, list[tuple[Phrases, Phrases | None, Span]]]:
    """The signs of each sentence by its place in the list, looked for in all of them at once.

    Thirty patterns over twenty sentences are six hundred searches; over their lines together, thirty.
    """
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    joined = "\n".join(text.replace("\n", " ") for text in texts)
    found: dict[int, list[tuple[Phrases, Phrases | None, Span]]] = {}
    for predicate, subject in _SIGNS:
        for start, end in predicate.find(joined):
            place = bisect_right(starts, start) - 1
            shift = starts[place]
            if end - shift <= len(texts[place]):
                found.setdefault(place, []).append(
                    (predicate, subject, (start - shift, end - shift))
                )
    return found


def told_done(
    sentence: str, signs: Sequence[tuple[Phrases, Phrases | None, Span]]
) -> Iterator[Span]:
    """The places of a sentence that tell something as done without a verb of service work."""
    for predicate, subject, (start, end) in signs:
        if predicate is _PERFECT and _wronged(sentence, start, end):
            continue
        if subject is None:
            if not _needs_team(sentence, start, end) or _TEAMS.within(sentence[start : end + 40]):
                yield start, end
            continue
        clause, said = _clause(sentence, start), sentence[start:end]
        if _WITH_TEAM.starts(said) and not _TEAMS.within(sentence[end - 8 : end + 30]):
            continue
        places = subject.find(sentence[clause : start + said.find(" ") + 1])
        if places:
            yield clause + places[0][0], end
    yield from I_DID.find(sentence)
    if did := I_DID.first(sentence):
        yield from (
            (did[1] + start + 5, did[1] + end) for start, end in AND_DID.find(sentence[did[1] :])
        )


def _wronged(sentence: str, start: int, end: int) -> bool:
    """Whether the participle tells a failure, or the subject is one of us or the customer."""
    clause = sentence[_clause(sentence, start) : end]
    return _WRONGED.within(sentence[start:end]) or _YOU_OR_WE.within(clause)


_YOU_OR_WE = Phrases(r"\b(?:you|i|we|there|it|which|who|that|what)(?:'ve|'s| have| has)\b")


def _needs_team(sentence: str, start: int, end: int) -> bool:
    return _CONTACT_WITH.within(sentence[start:end])


def _clause(sentence: str, place: int) -> int:
    """Where the clause begins that a place lies in."""
    breaks = _BREAK.find(sentence[:place])
    return breaks[-1][1] if breaks else 0
