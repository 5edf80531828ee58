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
    r"\b(?:technical|operational|system|unforeseen|unexpected|internal|administrative|logistical|various|certain|some|an unspecified"
    r"|extraordinary|exceptional|a number of|several|multiple|different|many|contributing|these|odd|organi[sz]ational) (?:\w+ )?"
    r"(?:issues?|problems?|reasons?|circumstances|difficult(?:y|ies)|glitch(?:es)?|errors?|hiccups?|things|factors|events?|matters?"
    r"|causes|parties|processes)\b",
    r"\b(?:one of those|reasons beyond|factors|circumstances|gremlins?|things happen|odd things)\b",
)
_ASKS_WHY = Phrases(
    r"\bwhy (?:on earth|the \w+|was|were|did|has|have|had|is|are|am i|does|nobody|no one|it|my|this|that|the|you|your|i was|i (?:can't|cannot|couldn't)|couldn't|wasn't|isn't|didn't|doesn't|hasn't|haven't|won't|then)\b|\bwhy\?", r"\bhow (?:on earth |the \w+ |could|is it|did|come|does)\b",
    r"\bwhat (?:is|on earth|the \w+ (?:is|happened)|happened|went wrong|caused|has happened|'s"
    r")(?: going| happening| wrong)?\b", r"\bexplain|\bexplanation\b|\breason\b|\bwhat's going on\b",
    r"\b(?:nobody|no one|no-one) (?:\w+ )*(?:say|tell|explain|know)s?\b|\bcause\b",
    r"\bhow (?:do|can|could|did|does|is|was) (?:you|your|that|this|it|they|any\w+|some\w+|a|the|nobody|no one) (?:\w+ )*?(?:even|ever|happen\w*|manage|possible|miss\w*|not|forget|lose|lost|get|mess|see|be)\b|\bhow(?: the \w+| on earth)?\?"
    r"|\b(?:what|who) (?:\w+ )?(?:set|made|makes|triggered|causes|broke|killed|went|messed|decided|let|changed|stopped)\b[^.!?\n]*\?|\bwhy[^.!?\n]{0,60}\?|\b(?:reason|explain)\w*\b",
)  # fmt: skip
_SPEAKS_OF_CAUSE = Phrases(
    r"\b(?:cause|caused|reason|why|what went wrong|what happened|how (?:this|it|that) (?:\w+ )?"
    r"(?:happen|came|could|got)\w*|(?:where|how|what) (?:it|this|that|things) (?:\w+ )?(?:went|came|started|began|failed)|looked into|looking into|investigat\w+|root)\b"
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
    r"|i (?:phone|call|write|ring|tell|text|send|let)|measures?|opens?|answers?|tells?|comes?|visits?|looks?|is due|due|reads?|checks?|examines?|inspects?)\b"
)
_KNOWING = Phrases(
    r"\b(?:know|tell|say|write|call|ring|phone|text|e-?mail|report|answer|result|hear|explain|explanation"
    r"|update|let you|find|have (?:it|that|an answer) (?:from|for you|in writing)|reply|come back to|get back|back to you|message|confirm|cause|reason)\b"
)
_STATED = Phrases(
    r"\b(?:because of|because|due to|caused by|as a result of|owing to|down to|the reason (?:is|was)|stems from"
    r"|the cause (?:is|was))(?:,|:)? (?:an? |the |our |some |that |your )?(?:[\w'-]+ ?){1,8}"
)
_GUESS = Phrases(
    r"\b(?:probably|possibly|presumably|perhaps|maybe|most likely|likely|i (?:suspect|guess|imagine|assume|reckon|fancy|bet)"
    r"|it (?:may|might|could) (?:well )?(?:be|have been)|must have (?:been|got|gone)|i'd say|seems to have been|sounds like)\b",
    r"\b(?:my|our|the best|best|an educated) (?:best |educated |first )?(?:guess|hunch|suspicion|theory|bet|feeling)\b",
    r"\b(?:looks?|seems?|appears?|sounds?) to (?:me|us) (?:like|as if|as though)\b|\bseems to have been\b"
    r"|\b(?:may|might|could|can) (?:well |easily |also |simply )*(?:have (?:had|been|got|gone|come|some)|be (?:down to|caused|because|to do with|due|anything))\b",
    r"\b(?:one of those things|these things happen|it happens|who knows|any number of (?:things|reasons|causes))\b",
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
    told = content(" ".join(_beside_the_cause(review))) | _COUNTED
    telling = (wanted - message - told) or (wanted - message) or wanted
    plainly = [s for s in review.body if not _hedges(s.text)]
    best = max((weight(telling & content(s.text)) for s in plainly), default=0.0)
    if len(plainly) < len(review.body) and best < weight(telling) / 2:
        best = 0.0  # "various factors" is the reason given; the rest only retells what happened
    everywhere = weight(wanted & content(review.plain))
    if best >= min(2.0, max(1.0, weight(telling) / 3)) and everywhere >= min(
        2.0, weight(wanted) / 3
    ):
        return
    if best >= 1 and any(_says_part(s.text, telling) for s in review.body):
        return
    if review.fault is not None and _NOT_NEEDED.within(cause):
        return
    yield Hit(None, "the case knows the cause and the reply does not tell it",
              f"Say it in one plain sentence: {cause.rstrip('.')}.")  # fmt: skip


def _beside_the_cause(review: Review) -> Iterator[str]:
    """What else the case holds: retelling the product or what was done tells no cause."""
    for key, value in review.known.items():
        if not _CAUSE_KEY.within(key) and key not in ("authority", "fault"):
            yield str(value)


_COUNTED = content("one two three four five six seven eight nine ten first second third once twice")


def _says_part(text: str, telling: frozenset[str]) -> bool:
    """Whether a sentence gives part of the cause as the cause, not as one of many things it may be."""
    if _hedges(text):
        return False
    return bool(telling & content(text)) and _SAYS_CAUSE.within(text)


def _hedges(text: str) -> bool:
    """Whether a sentence offers a formula, or a choice of causes, in place of one."""
    return _VAGUE_CAUSE.within(text) or _EITHER.within(text)


_SAYS_CAUSE = Phrases(
    r"\b(?:because|since|due to|caused|reason|so|which|that's (?:how|why|what)|when|after|wrong|mistake|error|meant|left|lost|forgot|missed|never|(?:did|was|were|is|had)(?:n't| not))\b"
)
_EITHER = Phrases(r"\b(?:can|could|may|might) (?:\w+ )?be\b[^.!?]*\bor\b")
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
    if _tells_when(sentence.text, _KNOWING_WHY):
        return True
    spoken = _NOT_KNOWN.within(sentence.text) or _SPEAKS_OF_CAUSE.within(sentence.text)
    near = review.body[max(0, place - 1) : place + 2]
    return spoken and any(_tells_when(each.text, _KNOWING) for each in near)


def _tells_when(text: str, knowing: Phrases) -> bool:
    """Whether a sentence sets a time for knowing; the day of a parcel or of money is none."""
    if not (timed(text) and _WILL_TELL.within(text)):
        return False
    if _UNTIL.within(text):
        return knowing.within(text)
    return any(not _NEGATED.within(text[:start]) for start, _ in knowing.find(text))


_UNTIL = Phrases(r"\b(?:until|till|before)\b")
_NEGATED = Phrases(r"(?:\bnot|n't|\bcannot|\bnever|\bunable to|\bno)(?: \w+){0,2} $")


_KNOWING_WHY = Phrases(r"\b(?:know|explain|answer|tell you (?:why|what)|cause|report|result)\b")
_REASONED = Phrases(
    r"\b(?:because|since|as (?:the|it|your|we|our|a)|so (?:the|it|your|we|our)|which (?:is why|meant|caused|is where)|the reason"
    r"|caused|stopped|blocked|counted|flagged|broke|failed|that's why|this is why|by mistake|came from"
    r"|wrong|went to|was (?:cut|closed|set|sent|put|left|never|held|stuck|entered|booked|charged|missing|missed)"
    r"|were (?:not|never|sent|put|missing)|wasn't|weren't|(?:we|our \w+|the \w+) (?:still )?had|lost|forgot\w*|missed|our (?:mistake|error|fault|bug))\b"
)


def _tells(review: Review) -> bool:
    """Whether some sentence gives a reason that is more than a formula."""
    told = content(review.case.message) if review.case else frozenset[str]()
    return any(
        _REASONED.within(s.text) and not _VAGUE_CAUSE.within(s.text) and content(s.text) - told
        for s in review.body
    )
