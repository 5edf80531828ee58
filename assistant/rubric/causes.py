"""The cause, in one plain sentence, or the time when it will be known (D22)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.timing import timed
from assistant.rubric.wording import content, weight

_CAUSE_KEY = Phrases(r"(?:^|_)(?:cause|reason|root|why|explanation|diagnosis|what_happened)")
_OPEN = Phrases(
    r"^\W*(?:unknown|not (?:yet )?(?:known|clear|established|found|determined)|under"
    r" (?:investigation|review)|being investigated|unclear|tbc|tbd|pending|open|none|n/a|\?+)\b"
)
_VAGUE_CAUSE = Phrases(
    r"\b(?:technical|operational|system|unforeseen|unexpected|internal|administrative|logistical"
    r"|various|certain|some|an unspecified|extraordinary|exceptional|a number of|these things"
    r"|one of those|reasons beyond|factors|circumstances|gremlins?) ?(?:issues?|problems?|reasons?"
    r"|circumstances|difficulties|glitch(?:es)?|errors?|hiccups?|things|factors|events?|happens?)?\b"
)
_ASKS_WHY = Phrases(
    r"\bwhy (?:on earth|the \w+|was|were|did|has|have|had|is|are|am i|does|nobody|no one|it|my|this|that|the|you|your|i was|i (?:can't|cannot|couldn't)|couldn't|wasn't|isn't|didn't|doesn't|hasn't|haven't|won't|then)\b|\bwhy\?", r"\bhow (?:on earth |the \w+ |could|is it|did|come|does)\b",
    r"\bwhat (?:is|on earth|the \w+ (?:is|happened)|happened|went wrong|caused|has happened|'s"
    r")(?: going| happening| wrong)?\b", r"\bexplain|\bexplanation\b|\breason\b|\bwhat's going on\b",
    r"\b(?:nobody|no one|no-one) (?:\w+ )*(?:say|tell|explain|know)s?\b|\bcause\b",
)  # fmt: skip
_SPEAKS_OF_CAUSE = Phrases(
    r"\b(?:cause|caused|reason|why|what went wrong|what happened|how (?:this|it|that) (?:\w+ )?"
    r"(?:happen|came|could|got)\w*|looked into|looking into|investigat\w+|root)\b"
)
_NOT_KNOWN = Phrases(
    r"\b(?:do not|don't|does not|doesn't|cannot|can't|could not|couldn't|not|unable to|no) (?:\w+ ){0,3}"
    r"(?:know|say|tell|see|sure|certain|clear|idea|explain|explanation|established|answer|pinpoint|confirm)\b",
    r"\b(?:unclear|unknown|unsure|a mystery|no idea|hard to (?:say|know|tell)|anyone's guess"
    r"|being (?:looked into|investigated)|look(?:ing)? into|investigating|under investigation"
    r"|find(?:ing)? out|trying to work out|still (?:checking|waiting|looking))\b",
)  # fmt: skip
_WILL_TELL = Phrases(
    r"\b(?:will|'ll|shall|expect to|am going to|have asked|'ve asked|am asking|asks?|tests?|reports?"
    r"|comes?|visits?|looks?|is due|due|reads?|checks?|examines?|inspects?)\b"
)
_KNOWING = Phrases(
    r"\b(?:know|tell|say|write|call|ring|phone|text|e-?mail|report|answer|result|hear|explain|explanation"
    r"|update|let you|find|have it|reply|come back|back to you|message|confirm|cause|reason)\b"
)
_STATED = Phrases(
    r"\b(?:because of|because|due to|caused by|as a result of|owing to|down to|the reason (?:is|was)|stems from"
    r"|the cause (?:is|was))(?:,|:)? (?:an? |the |our |some |that |your )?(?:[\w'-]+ ?){1,8}"
)
_GUESS = Phrases(
    r"\b(?:probably|possibly|presumably|perhaps|maybe|most likely|likely|i (?:suspect|guess|imagine|assume)"
    r"|it (?:may|might|could) (?:well )?(?:be|have been)|must have (?:been|got|gone)|i'd say|seems to have been|sounds like)\b"
)


def cause_told(review: Review) -> Outcome:
    """D22: the cause where the case knows it; otherwise when it will be known."""
    note = "in part: whether the cause is plain needs a model"
    cause = _known_cause(review)
    if cause:
        return found(_untold(review, cause), note=note)
    return found([*_cause_invented(review), *_cause_open(review)], note=note)


def _known_cause(review: Review) -> str:
    """The cause that the case's facts hold, "" where there is none or it is still open."""
    values = (str(value) for key, value in review.known.items() if _CAUSE_KEY.within(key))
    return ". ".join(value for value in values if not _OPEN.starts(value))


def _untold(review: Review, cause: str) -> Iterator[Hit]:
    """Nothing in the reply shares what is new in the cause: its words without the message's."""
    wanted = content(cause)
    message = content(review.case.message) if review.case else frozenset()
    telling = wanted - message or wanted
    best = max((weight(telling & content(s.text)) for s in review.body), default=0.0)
    everywhere = weight(wanted & content(review.plain))
    if best >= min(2.0, max(1.0, weight(telling) / 3)) and everywhere >= min(
        2.0, weight(wanted) / 3
    ):
        return
    if best >= 1 and any(
        _SAYS_CAUSE.within(s.text) and telling & content(s.text) and not _VAGUE_CAUSE.within(s.text)
        for s in review.body
    ):
        return
    if review.fault is not None and _NOT_NEEDED.within(cause):
        return
    yield Hit(None, "the case knows the cause and the reply does not tell it",
              f"Say it in one plain sentence: {cause.rstrip('.')}.")  # fmt: skip


_SAYS_CAUSE = Phrases(
    r"\b(?:because|since|as|due to|caused|reason|so|which|when|after|from|wrong|mistake|error|meant|had|was|were|is)\b"
)
_NOT_NEEDED = Phrases(r"^\W*$")


def _cause_invented(review: Review) -> Iterator[Hit]:
    if review.case is None:
        return
    for span in _STATED.find(review.plain):
        said = review.plain[slice(*span)]
        stems = content(said)
        known = content(review.allowed_text)  # only now: most replies state no cause
        empty = _VAGUE_CAUSE.within(said)
        if review.attributed(span) or _DENIED.within(review.before(span)) or not (stems or empty):
            continue
        if empty or (_asked(review) and weight(stems & known) < 0.34 * weight(stems)):
            yield Hit(span, "states a cause that nothing known holds", soft=True)
            return


_DENIED = Phrases(r"\b(?:not|n't|whether|if|ask|only|partly)(?: \w+){0,2} ?$")


def _asked(review: Review) -> bool:
    """Whether the customer wants to know why."""
    if review.case is None:
        return False
    asks = review.triage.asks if review.triage else ()
    return "explanation" in asks or _ASKS_WHY.within(review.case.message)


def _cause_open(review: Review) -> Iterator[Hit]:
    """The cause is not known: then a time when it will be, or nothing that calls for one."""
    unknown = [
        s for s in review.body if _NOT_KNOWN.within(s.text) and _SPEAKS_OF_CAUSE.within(s.text)
    ]
    guesses = [s for s in review.body if _GUESS.within(s.text)]
    if not _asked(review) and not (unknown and review.case is not None):
        return
    if any(_has_date(review, place) for place in range(len(review.body))):
        return
    if unknown:
        yield Hit(
            unknown[0].span, "the cause is open and nothing says when they will know", soft=True
        )
    elif guesses:
        yield Hit(guesses[0].span, "guesses the cause", soft=True)
    elif not _tells(review):
        yield Hit(None, "the customer asks why, and nothing says when they will know", soft=True)


def _has_date(review: Review, place: int) -> bool:
    """Whether a sentence says by when they hear what it was."""
    sentence = review.body[place]
    near = " ".join(s.text for s in review.body[place : place + 2])
    spoken = _NOT_KNOWN.within(sentence.text) or _SPEAKS_OF_CAUSE.within(sentence.text)
    if not (_WILL_TELL.within(near) and _KNOWING.within(near)):
        return False
    return (spoken and timed(near)) or (_KNOWING_WHY.within(sentence.text) and timed(sentence.text))


_KNOWING_WHY = Phrases(r"\b(?:know|explain|answer|tell you (?:why|what)|cause|report|result)\b")
_REASONED = Phrases(
    r"\b(?:because|since|as (?:the|it|your|we|our|a)|so (?:the|it|your|we|our)|which (?:is why|meant|caused|is where)|the reason"
    r"|caused|stopped|blocked|counted|flagged|broke|failed|that's why|this is why|by mistake|came from"
    r"|wrong|went to|was (?:cut|closed|set|sent|put|left|never|held|stuck|entered|booked|charged|missing|missed)"
    r"|were (?:not|never|sent|put|missing)|wasn't|weren't|had|lost|forgot\w*|missed|our (?:mistake|error|fault|bug))\b"
)


def _tells(review: Review) -> bool:
    """Whether some sentence gives a reason that is more than a formula."""
    return any(_REASONED.within(s.text) and not _VAGUE_CAUSE.within(s.text) for s in review.body)
