"""Checks on how a reply apologises (D06, D07); D08 and D09 are in `fault`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.feelings import canned
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, tokens, weight

APOLOGY = Phrases(
    r"\bsorry\b", r"\bapologi[sz](?:e[sd]?|ing)\b", r"\bapolog(?:y|ies)\b", r"\bregrets?\b"
)
_NO_APOLOGY = Phrases(
    r"\bsorry to (?:ask|bother|trouble)\b",
    r"\b(?:you (?:are |were )?owed|asked|wanted|waiting|want|ask|owes|deserved?|demand\w*|got|had|get|received?)"
    r" (?:you |for |me |for )?an apology\b",
    r"\b(?:an|no|the|another|that|your) apology (?:is|does|doesn't|won't|will|alone|for the|from|and)\b",
    r"\bnot (?:only |just )?(?:an apology|apologi[sz]e)\b|\bsorry for your loss\b",
    r"\b(?:sa(?:id|ys) (?:that they were |they were |it was )?sorry|(?:nobody|no one|no-one|never|without) (?:\w+ )?(?:sorry|apologi[sz]\w+|an apology))\b",
    r"\b(?:sorry state|not sorry|feel sorry for|saying sorry|say sorry|apologies? (?:will not|won't"
    r"|don't|do not))\b",
)
_ACKNOWLEDGING = Phrases(
    r"\b(?:understand|appreciate|imagine|recogni[sz]e|reali[sz]e|hear|know|acknowledge|accept|agree|see)"
    r" (?:how|that|why|what|your|the (?:\w+ )?(?:frustrat|upset|distress|worry|stress|disappoint|anger))",
    r"\b(?:frustrat|disappoint|distress|embarrass|asham|heartbr|mortif|sadden|horrif|dismay|appall"
    r"|upset|devastat|humiliat|disgust|annoy|worry|worri|anger|angr|infuriat|stressful)\w*",
    r"\blet you(?: \w+)?(?: and \w+ \w+)? down\b|\bfell (?:\w+ )?short\b|\bfalls? (?:\w+ )?short\b",
    r"\bmust have (?:been|felt|caused|made)\b|\bcan only (?:imagine|think)\b|\bhard to put into words\b",
    r"\bthank(?:s| you)(?: \w+)? for (?:telling|letting|raising|bringing|writing|taking|sharing|your"
    r"|flagging|reaching|getting|contacting|making|being|pointing|the (?:message|email|feedback))\b",
    r"\bnot (?:the|what|how|a|at all|good|something|anything) (?:\w+ )?(?:service|experience|standard"
    r"|you (?:expect|should expect|deserve)|we (?:stand|want|aim|expect|like|pride|strive|do|treat)"
    r"|enough|acceptable|kind of|way|level|of)\b|\bwe (?:aim|strive|pride|want|expect|hold) "
    r"(?:to |for |ourselves |every|all |our )",
    r"\byou (?:have |had |are |were )?(?:every (?:right|reason)|deserved?|right to|rightly|entitled to"
    r" (?:be|feel|expect)|expect(?:ed)? (?:better|more))\b",
    r"\b(?:unacceptable|inexcusable|unforgivable|no excuse|not acceptable|not good enough|not right"
    r"|simply wrong|terrible|dreadful|awful|shameful|poor show|disgraceful|regrettable)\b",
    r"\b(?:should|ought to) (?:never|not) (?:have )?(?:happen|be|been|had|gone)\b|\bshould never\b",
    r"\b(?:hold (?:our|my) hands? up|hang (?:our|my) heads?|makes? (?:me|us) (?:sad|sick|wince|cringe"
    r"|angry|feel)|made (?:me|us) (?:sad|wince|cringe|feel)|pains? (?:me|us)|hurts? (?:me|us)|feel"
    r" (?:bad|awful|terrible|dreadful|for you|so bad|sick|ashamed)|feels (?:terrible|awful|bad))\b",
    r"\b(?:take|taken|takes|taking) (?:\w+ ){1,4}(?:very |extremely |so )?seriously\b|\bmeans? a (?:lot"
    r"|great deal) to\b|\b(?:value|care (?:deeply |very much )?about|cherish) (?:you|your|our|every)\b"
    r"|\bmatters? (?:to us|a great|a lot|deeply)\b|\bwould (?:be|feel) (?:\w+ )?(?:the same|happy|just)\b"
    r"|\bhearts? (?:goes?|sank|breaks?|are|is)\b|\bthoughts are\b|\bsincere\w*\b|\bheartfelt\b",
)  # fmt: skip
_ACTION = Phrases(
    r"\b(?:i|we|you|it|they)(?:'ll| will) (?:\w+ly |now |be |have )*\w+",
    r"\b(?:i|we)(?: am|'m|'re| are)(?: now)? (?:ask|send|refund|check|replac|credit|cancel|pay|arrang"
    r"|book|tak|put|add|mov|giv|rais|look|call|writ)\w*ing\b",
    r"\b(?:i|we)(?:'ve| have) (?:now |already |just |also |since |today )*(?:\w+ed|sent|put|paid|made"
    r"|set|taken|given|spoken|written|found|got)\b",
    r"\bi (?:\w+ly )?(?:refunded|sent|booked|ordered|called|asked|credited|added|moved|restored|cancelled"
    r"|checked|put|paid|removed|rang|spoke)\b",
    r"\b(?:is|are|was|were|has been|have been) (?:now |already |back |being )*(?:refunded|on its way"
    r"|restored|rebooked|booked|on the way|credited|back on|fixed|working|ready)\b",
    r"[£$€]\d|\d ?(?:pounds|euros|dollars)\b",
)


def apologies(review: Review) -> list[Sentence]:
    """The sentences of the body that apologise in the reply's own voice."""
    return [
        each
        for each in review.body
        if (place := APOLOGY.first(each.text))
        and not _NO_APOLOGY.within(each.text)
        and not review.attributed((each.start + place[0], each.start + place[1]))
    ]


def apology_share(review: Review) -> Outcome:
    """D06: acknowledgement is short, one apology per failure, and none again at the end."""
    said = apologies(review)
    kept = {each.start for each in said}
    about = [each for each in review.body if each.start in kept or _acknowledges(each.text)]
    return found([*_too_long(review, about), *_too_many(review, said)])


def _acknowledges(text: str) -> bool:
    """Whether a sentence only acknowledges: no step, no sum."""
    return (_ACKNOWLEDGING.within(text) or canned(text) is not None) and not _ACTION.within(text)


def _too_long(review: Review, about: list[Sentence]) -> Iterator[Hit]:
    limits = review.thresholds
    count = sum(len(tokens(each.text)) for each in about)
    share = count / max(1, len(review.words))
    if len(about) > limits.acknowledgement_sentences and share > limits.acknowledgement_share:
        yield Hit(
            about[-1].span,
            f"{len(about)} sentences ({share:.0%} of the text) acknowledge or apologise",
        )


def _failures(review: Review) -> int:
    """How many failures there are to apologise for; two where no triage counts them."""
    if review.triage is None:
        return 2
    return max(2, len(review.triage.issues) + review.triage.repeat_contact)


_AGAIN = Phrases(
    r"\b(?:again|once more|once again|reiterate|repeat|another time|as i said|one more time)\b",
    r"\b(?:do|really am|truly am|sincerely|sincere|sincerest|deepest|heartfelt|humble|profound\w*)"
    r" (?:\w+ )?(?:apolog|sorry|regret)",
    r"\bsorry indeed\b|\bcan(?:not|'t) (?:say sorry|apologi[sz]e) enough\b",
    r"\b(?:accept|my|our|with) (?:\w+ ){0,3}apologies\b|^(?:\W*)(?:sorry|apologies)\b",
    r"\bsorry (?:for|about) (?:all |the |this|that|it|everything|any)(?: of)?(?: the| this| that| your)?"
    r" ?(?:\w+ )?(?:trouble|inconvenience|mess|hassle|experience|situation|upset|everything|whole"
    r"|frustration|bother|disappointment|stress|distress)?\b",
)
_FURTHER = Phrases(r"\b(?:also|too|as well|second(?:ly)?|for the (?:second|other)|besides)\b")


_PILED_UP = Phrases(
    r"\bsorry\b[^.!?]{0,24}\b(?:so|really|truly|very|ever so|deeply|terribly|genuinely|sincerely|extremely) (?:\w+ )?sorry\b",
    r"\b(?:sorry|apologi[sz]e)\b[^.!?]{0,40}\b(?:and|,) (?:i |we )?(?:do |also |truly |sincerely |deeply |once again )*(?:apologi[sz]e|regret it)\b",
)
"""One apology said over inside its own sentence."""


def _too_many(review: Review, said: list[Sentence]) -> Iterator[Hit]:
    for sentence in said:
        if place := _PILED_UP.first(sentence.text):
            span = (sentence.start + place[0], sentence.start + place[1])
            yield Hit(span, "the apology is said over inside one sentence", soft=True)
    allowed = _failures(review)
    for extra in said[allowed:]:
        yield Hit(extra.span, f"apology number {said.index(extra) + 1} for {allowed} failure(s)")
    for number, second in enumerate(said[1:allowed], start=1):
        if _repeats(review, said[:number], second):
            at_end = len(review.body) >= 4 and second in review.body[-1:]
            where = "repeated at the end" if at_end else "made a second time"
            yield Hit(second.span, f"the apology is {where}")


def _repeats(review: Review, before: list[Sentence], second: Sentence) -> bool:
    """Whether an apology names no failure of its own: one right after the first completes it."""
    if second in review.body[-1:] and len(review.body) >= 4:
        return True
    known = frozenset[str]().union(*(content(each.text) for each in review.body
                                     if each.start < second.start))  # fmt: skip
    fresh = weight(content(second.text) - known)
    if _FURTHER.within(second.text) and fresh >= 1:
        return False
    gap = review.body.index(second) - review.body.index(before[-1])
    return (fresh < 1.5 and (gap > 1 or _AGAIN.within(second.text) or fresh == 0)) or (
        _AGAIN.within(second.text) and fresh < 2.5
    )


_TROUBLE = (
    r"(?:inconvenience|confusion|misunderstanding|upset|trouble|distress|frustration|offen[cs]e"
    r"|disappointment|bother|hassle|worry|stress|delay|error|mistake|harm|disruption|annoyance"
    r"|discomfort|hurt|concern|miscommunication|anxiety|alarm|problems?|issues?|difficult\w+|mix-up)s?"
)
_PERCEIVED = (
    r"(?:feel|felt|feeling|think|thought|believe|believed|perceive|perceived|see it|saw it|see things"
    r"|(?:took|take|taken) (?:[\w']+ ){1,4}?(?:the wrong way|badly|personally|to heart|amiss|as an? \w+)|took it|take it|took this|take this|took that|f(?:ou|i)nd (?:it|this|that|us|me|him|her|them|(?:our|my|the|his|her|their) (?:\w+(?:'s)? ){0,2}?\w+)(?: to be)?(?: \w+ly| so| too)? (?:un\w+|hurt\w*|rude\w*|disappoint\w+|frustrat\w+|upset\w+|offens\w+|inconven\w+|difficult|hard|poor|confus\w+|lacking|cold|abrupt|dismiss\w+|brusque|curt|harsh|slow|annoy\w+|insult\w+|wanting)|misunderstood|misunderstand|upset"
    r"|offended|unhappy|disappointed|frustrated|dissatisfied|angry|annoyed|displeased|hurt|unsatisfied"
    r"|cross|concerned|not (?:happy|satisfied|pleased|comfortable|impressed)|weren't (?:happy|satisfied"
    r"|pleased|comfortable)|aren't (?:happy|satisfied|pleased)|didn't (?:like|enjoy|appreciate|find"
    r"|understand)|did not (?:like|enjoy|appreciate|find|understand)|don't (?:like|agree|feel)|do not"
    r" (?:like|agree|feel)|consider|considered|regard|experience it|experienced it|interpret\w*|view"
    r"|viewed|of the (?:opinion|view|impression|feeling)|under the impression|left (?:with (?:the|an)"
    r" impression|feeling|with the feeling|thinking|believing)|got (?:the|that) (?:impression|feeling"
    r"|idea)|had (?:the|that|an) impression|have (?:the|that|an) impression|gained the|formed the"
    r"|chose to|decided to|came away|come away|walked away|took (?:offen[cs]e|exception)|reacted|seem"
    r"|assumed|expected (?:more|something|otherwise|better|a different)|had (?:hoped|higher"
    r" expectations|different expectations|been expecting)|were hoping|misread|read it (?:that|this))"
)
_SHIFTED = Phrases(
    r"\b(?:sorry|apologi[sz]e|apologies|regret)(?: (?:sincerely|to you|again|for it|for this|for that"
    r"|about (?:it|this|that)|most \w+|it|deeply))?,? (?:if|in case|in the event|should (?:you|this|it"
    r"|we|any|the|our|my|anything)|where (?:this|we|it|you|necessary)|insofar|to the extent|whether or)\b",
    rf"\b(?:sorry|regret|apologi[sz]e|unfortunate|a shame|a pity|shame)(?: to (?:hear|learn|read|see))?"
    rf" (?:that )?you(?:'re| are| were|'ve| have| had|'ve been| have been)? (?:\w+ly |so |now |been"
    rf" )*{_PERCEIVED}\b",
    r"\b(?:sorry|regret|apologi[sz]e|apologies)(?: for| about)? (?:how|the way) (?:you|this made you"
    r"|that made you|it made you) (?:feel|felt|see|saw|took|perceived?|experienced)\b",
    r"\b(?:sorry|apologi[sz]e|apologies)(?: (?:about|for) (?:that|this|it|the \w+(?: \w+)?))?,? (?:but"
    r"|however|although|though|yet)\b",
    r"\b(?:sorry|apologi[sz]e|apologies|apology|regret)(?: \w+){0,3} for (?:any|whatever|possible"
    r"|potential|perceived|the perceived|all possible|what may|what might|anything|some of the|such)\b",
    r"\bregret(?:s)? (?:any|whatever|possible|some|that there (?:was|has been|is|may|might)"
    r"|the (?:perceived|misunderstanding|confusion))\b",
    r"\b(?:sorry|apologi[sz]e|apologies|regret)(?: \w+){0,4} (?:misunderstanding|confusion"
    r"|miscommunication|misinterpretation|wrong impression|crossed wires|crossing of wires)\b",
    r"\b(?:any|whatever|possible|perceived|potential) (?:\w+ )?" + _TROUBLE + r"\b",
    r"\b(?:mistakes?|errors?|oversights?|missteps?|slip-ups?|wrong turns?) (?:were|was|have been|has"
    r" been|had been|may have been|might have been|did get|got) (?:\w+ )?made\b",
    r"\b(?:mistakes?|errors?|slips?|failings?|shortcomings?|lapses?|problems?) (?:may|might|could|can)"
    r" (?:\w+ )?(?:have (?:been |\w+ )?|occur|happen|arise|creep)\w*",
    r"\bif (?:we|this|it|i|that|any\w*|something|you|our|the|my|some\w*|there|one|what|\w+ \w+ \w+)\b"
    r"[^.!?;]{1,110}\b(?:i|we)(?:'m| am| are|'re| do| can only)? (?:\w+ )?(?:\w+ )?(?:sorry|apologi[sz]e"
    r"|regret)\b", r"\bif (?:we|this|it|i|that|any\w*|something|you|our|the|my|some\w*|there|one)\b"
    r"[^.!?]{1,110}\b(?:apologies|apology|my regrets|sorry for (?:that|it))\b",
    r"\bshould (?:you|this|it|we|any\w*|the|our|my|there|one)\b[^.!?]{1,110}\b(?:sorry|apologi[sz]e"
    r"|apologies|apology|regret)\b",
    r"\b(?:sorry|regret|apologi[sz]e)(?: about| for)? (?:that )?(?:it|this|that|things|we|i|our \w+"
    r"|my \w+|the \w+|what (?:i|we|he|she|they) \w+|his \w+|her \w+|their \w+|\w+ \w+)(?: (?:has|have"
    r"|had|was|were|is|are|ever|may have|might have))? (?:\w+ly )?(?:came across|come across|seem(?:ed|s)?"
    r"|appear(?:ed|s)? (?:to|as|so|like|rude|un\w+|dis\w+|in\w+|abrupt|careless|cold)|perceived|experienced as|taken (?:the wrong|in the wrong|as|badly|personally|that)"
    r"|received (?:badly|in|that)|felt|interpreted|misinterpreted|misunderstood|misread|understood as"
    r"|read as|misconstrued|struck you|sounded?|sounds|been felt|rubbed you|landed (?:badly|wrong|that)"
    r"|offended you|made you feel|left you (?:feeling|with)|was not to your"
    r"|not to your|to your (?:liking|satisfaction|taste)|didn't meet your|did not meet your|failed to"
    r" meet your|not meet your|fell short of your|may have|might have|could have|didn't (?:suit|please|satisfy)|did not (?:suit"
    r"|please|satisfy)|does not meet|doesn't meet|wasn't to your|weren't to your|was not up to your)\b",
    r"\b(?:sorry|regret|apologi[sz]e)(?: to hear)?(?: that)? (?:your|the) (?:expectations?|hopes|visit"
    r"|stay|experience|order|flight|meal|perception|impression|feeling)\w* (?:\w+ )?(?:were|was|wasn't"
    r"|weren't|did not|didn't|has|have|had|is) (?:not |n't )?(?:\w+ )?(?:meet your|met your|to your|up to your|satisf\w*|please|disappointing"
    r"|disappointed)\b",
    r"\bapologi[sz]e to (?:any|every|all who|those who|whoever)\w*|\bapologies to (?:any|every|those)",
    r"\b(?:not|never|n't) (?:\w+ )?(?:our|my|the|his|her|their|\w+'s) (?:intention|intent|aim|wish|purpose)"
    r"\b|\b(?:not|never|n't|no) (?:\w+ )?(?:intend\w*|meant|mean) (?:to (?:upset|offend|hurt|cause|insult"
    r"|annoy|be rude|disrespect)|any (?:offen[cs]e|harm|disrespect)|offen[cs]e|harm|disrespect|insult)\b"
    r"|\bno (?:offen[cs]e|disrespect|harm|insult|ill will) (?:was |is |were )?(?:\w+ )?(?:meant|intended)\b",
    r"\b(?:it is|it's|that is|that's) (?:\w+ )?(?:regrettable|unfortunate|a pity|a shame) (?:that|if|how)\b",
)  # fmt: skip
_PERHAPS = Phrases(
    r"\b(?:may|might|could|can) (?:well |\w+ly )?have (?:been |\w+ly )?(?:caused?|upset|experienced"
    r"|inconvenienced|offended|felt|made|suffered|disturbed|disappointed|let|fallen|gone|given|come"
    r"|led|left|hurt|affected|added|resulted|created|brought|occurred|happened|contributed|seemed"
    r"|appeared|fell|failed|missed|had|faced|put|impacted|worried|annoyed|frustrated|confused|meant)\b",
)
_CAUSED = Phrases(
    r"\b(?:this|that|it|we|which|i|the \w+|our \w+) (?:may|might|could) (?:well |\w+ly )?have (?:caused|upset"
    r"|offended|inconvenienced|disappointed|disturbed) (?:you|any|some|your)\b"
)
_OWN_CAUSE = Phrases(
    r"\b(?:confusion|misunderstanding|miscommunication|mix-up) (?:that )?(?:we|i|our|my)\b"
)
_FOLLOWS = Phrases(
    r"\bif (?:you|the|it|that|this) (?:\w+ ){0,3}(?:by|before|tomorrow|today|until)\b"
)


def shifted_apology(review: Review) -> Outcome:
    """D07: no conditional or shifted apology."""
    return found(
        Hit(span, f"a conditional or shifted apology: “{review.reply[slice(*span)]}”",
            "Say what happened: “I am sorry that we …”, without “if”, “any” or “may have”.")
        for span in _shifts(review)
        if not review.attributed(span)
    )  # fmt: skip


def _shifts(review: Review) -> Iterator[tuple[int, int]]:
    for span in _SHIFTED.find(review.plain):
        around = review.plain[span[0] : span[1] + 14]
        if not _OWN_CAUSE.within(around) and not _FOLLOWS.starts(review.plain[slice(*span)]):
            yield span
    yield from _CAUSED.find(review.plain)
    for sentence in review.body:
        if APOLOGY.within(sentence.text) and not _CAUSED.within(sentence.text):
            for start, end in _PERHAPS.find(sentence.text):
                yield sentence.start + start, sentence.start + end
