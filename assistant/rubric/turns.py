"""The "but" that takes an acknowledgement or an apology back (D19)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_ACKNOWLEDGED = Phrases(
    r"\b(?:sorry|apolog\w+|regret(?:s|ful)?|forgive)\b",
    r"\b(?:i|we)(?:'d|'ll)? (?:can |do |could |fully |completely |totally |truly |really |certainly"
    r" |absolutely |well |quite |entirely |definitely |very much |only |sincerely |of course |also"
    r" |genuinely |just )*(?:understand|appreciate|hear|see (?:why|how|that|your|what)|know|reali[sz]e"
    r"|recogni[sz]e|get (?:that|why|how|it|your)|sympathi[sz]e|empathi[sz]e|acknowledge|accept"
    r"|agree|feel (?:for|your|bad|awful|terrible)|imagine|share|respect|take your|note)\b",
    r"\b(?:i'm|i am|we're|we are) (?:\w+ )?(?:aware|conscious|mindful|grateful|sad|saddened"
    r"|disappointed|concerned|upset) (?:of|that|to|for|by|how)\b",
    r"\byou(?:'re| are) (?:\w+ )?(?:right|entitled|justified|understandably)\b",
    r"\byou(?:'ve| have) (?:every|a) (?:\w+ )?(?:right|reason|point)\b",
    r"\byour (?:\w+ )?(?:frustration|anger|disappointment|annoyance|concerns?|point|upset"
    r"|feelings?|reaction|feedback|complaint|patience) (?:is|are|does|makes)\b",
    r"\b(?:that|this|it|which)(?:'s)? (?:must|does|is|was|can|has|sounds?|may|would|feels?|looks?)?"
    r" ?(?:be |have been |been |sound |feel |a |an |so |very |really |incredibly |truly |extremely"
    r" |indeed |clearly |far |not )*(?:frustrating|upsetting|annoying|disappointing|stressful"
    r"|difficult|hard|awful|terrible|horrible|worrying|unacceptable|infuriating|maddening"
    r"|inconvenient|poor|bad|rotten|rough|tough|unpleasant|understandable|good enough|from ideal"
    r"|ideal|acceptable|long (?:wait|time)|distressing|shame|pity|pain|right|fair|okay|on|fun|what (?:you|anyone) \w+|no way to)\b",
    r"\b(?:understandabl[ey]|fair (?:point|enough|comment)|point taken|no ?-?one (?:likes|wants"
    r"|should|enjoys)|nobody (?:likes|wants|should|enjoys)|mea culpa|my bad|our bad"
    r"|thank you for|thanks for|many thanks for)\b",
    r"\bmust (?:have been|be|have felt)\b|\b(?:horrid|dreadful|grim|nasty|ghastly|miserable)\b",
    r"\b(?:not|never) (?:the|an?) (?:\w+ )?(?:experience|service|standard|start|news|answer)\b",
)  # fmt: skip
_TURN = (
    r"(?:but|however|nevertheless|nonetheless|even so|that said|having said that|at the same time"
    r"|on the other hand|then again|all the same|be that as it may|mind you|although|albeit"
    r"|with that (?:being )?said|that being said|in (?:our|all) (?:defence|defense|fairness)"
    r"|to be fair|notwithstanding)"
)
_TURNED = Phrases(
    rf"(?:,|;| [-–—])? ?\b{_TURN}\b",
    r"(?:,|;| [-–—]+) ?(?:though|yet|still,|only|except|equally,) ?",
)
_EVEN_THOUGH = Phrases(r"(?:\beven|\bthat|\band|\bnot|\bas) ?$")
_ABOUT_THAT = Phrases(r"\b(?:about|for|of|with|to|like|all) that,? ?$")
_TURN_START = Phrases(
    rf"(?:still|equally|mind|yet|though|in truth|in fairness),|(?:{_TURN}|yet|though|despite (?:that|this)|regardless|in spite of"
    r" (?:that|this)|by the same token|the (?:thing|problem|issue|trouble) is|what you have to"
    r" (?:understand|remember))\b"
)
_TURN_INSIDE = Phrases(
    r", (?:however|though|nevertheless|nonetheless|mind you)[,.]",
    r"\b(?:do|does|is|are|must|can|did|was) (?:however|nevertheless|nonetheless)\b",
)
_HOWEVER_YOU = Phrases(
    r"however (?:you|it|they|long|much|many|little|small|big|the \w+ (?:end|turn)|far|often|late)"
    r"\b"
)
_NO_TURN = Phrases(
    r"\bnot (?:only|just|merely|simply)\b|\b(?:anything|nothing|all|none|everything|anyone|no one"
    r"|help|choice|last|second|next) but\b|\bbut (?:also|rather|for|one)\b|\bcannot but\b"
)
_OF_THE_FAILURE = Phrases(
    r"^[,;]? ?(?:-|–|—)? ?(?:but|yet|although|though) (?:then |still |instead |also |actually |only |that )*"
    r"(?:never|nobody|no one|no-one|nothing|none|got|received|heard|found|ended|waited|had to"
    r"|were|was|arrived|came|missed|delivered|sent|charged|gave|left|met|had|took|then|instead"
    r"|have (?:heard|had|not)|hasn't|haven't|did not|didn't|nothing came|not)\b"
)
_PLAIN_BUT = Phrases(r"^ ?(?:but|yet) (?:it|they|he|she|the|your|we|our|nobody|that|this|then)\b")
_FAILED = Phrases(
    r"\b(?:never|did not|didn't|has not|hasn't|was not|wasn't|were not|failed|late|wrong|nobody"
    r"|broke|cold|missing|empty|damaged|twice|nothing|instead|delivered|arrived|turned up)\b"
)
_TELLING = Phrases(
    r"\b(?:sorry|regret|know|see|understand|apologi[sz]e|realise|realize)(?: \w+)? (?:that|you|we"
    r"|your|the|our|how|for telling|for saying|for promising)\b"
)
_CONCEDED = Phrases(
    r"^(?:while|whilst|although|though|much as|as much as|even though|whereas|even if) (?:\w+ ){0,4}"
    r"(?:understand|appreciate|sorry|sympathi[sz]e|empathi[sz]e|apologi[sz]e|regret|see|hear|know"
    r"|reali[sz]e|recogni[sz]e|acknowledge|accept|agree|feel|frustrat\w+|disappoint\w+"
    r"|right|upset\w*|imagine)\b",
)


def but_after_apology(review: Review) -> Outcome:
    """D19: no "but", "however" or their kin right after acknowledgement or apology."""
    return found(hit for number, sentence in enumerate(review.body)
                 for hit in _turns(review, number, sentence))  # fmt: skip


def _turns(review: Review, number: int, sentence: Sentence) -> Iterator[Hit]:
    conceded = _CONCEDED.first(sentence.text)
    if conceded:
        yield _turn(sentence, conceded)
        return
    place = _ACKNOWLEDGED.first(sentence.text)
    if not place or review.attributed((sentence.start + place[0], sentence.start + place[1])):
        return
    inside = _turned(sentence.text, place[1])
    if inside:
        yield _turn(sentence, inside)
        return
    for following in review.body[number + 1 : number + 2]:
        start = _TURN_START.first(following.text)
        if start and start[0] == 0 and not _HOWEVER_YOU.starts(following.text):
            yield _turn(following, start)
        elif later := _TURN_INSIDE.first(following.text):
            yield _turn(following, later)


def _turn(sentence: Sentence, span: Span) -> Hit:
    return Hit((sentence.start + span[0], sentence.start + span[1]), "takes the apology back",
               "End the sentence after the apology and begin a new one, without “but”.")  # fmt: skip


def _turned(text: str, start: int) -> Span | None:
    """Where a sentence turns after its acknowledgement, unless it only tells what went wrong."""
    for place in _TURNED.find(text[start:]):
        span = (start + place[0], start + place[1])
        rest = text[span[0] :]
        before = text[: span[0]]
        if _NO_TURN.within(text[max(0, span[0] - 24) : span[1] + 10]) or _HOWEVER_YOU.starts(
            rest.lstrip(" ,;-–—")
        ):
            continue
        if (
            _EVEN_THOUGH.within(before) and not _ABOUT_THAT.within(before)
        ) or _OF_THE_FAILURE.starts(rest):
            continue
        if _PLAIN_BUT.starts(rest) and _TELLING.within(before) and _FAILED.within(rest):
            continue
        return span
    return None
