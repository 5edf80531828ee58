"""Words that irritate (D18); the "but" after an apology is in `turns`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_ADVERBS = (
    r"(?:(?:\w+ly|also|just|simply|then|have|had|already|perhaps|please|even|only|still"
    r"|always|probably) )*"
)
_TOLD = (
    r"(?:said|say|mentioned|stated|explained|told|noted|advised|indicated|outlined|pointed out"
    r"|informed|confirmed|clarified|described|wrote|written|made clear|set out|tried to (?:explain"
    r"|say|tell)|been saying|warned|communicated|covered|specified)"
)
_DUTY_DONE = (
    r"(?:read|checked|double-checked|told|called|phoned|rung|contacted|asked|kept|known|noticed"
    r"|looked|made|sent|put|let|waited|given|gave|entered|chosen|chose|selected|used|booked|ordered"
    r"|returned|reported|raised|followed|taken|took|brought|allowed|cancelled|canceled|updated"
    r"|backed|saved|set|reali[sz]ed|thought|said|written|mentioned|submitted|filled|opened|tried"
    r"|registered|verified|stayed|planned|provided|supplied|included|applied|informed|notified"
    r"|packed|signed|left|gone|come|arrived|paid|bought|reviewed|completed|flagged|spoken|got in"
    r"|been (?:more|aware|careful|at|there|in|ready|home|clear|expecting|checking|on time))"
)
_DUTY = (
    r"(?:read|check|tell|call|phone|ring|contact|ask|keep|know|notice|look|make|send|put|let"
    r"|give|enter|choose|select|use|return|report|raise|follow|take|bring|allow|cancel|update"
    r"|back up|save|set|reali[sz]e|mention|submit|fill|open|register|verify|stay|plan|provide"
    r"|supply|include|apply|inform|notify|pack|sign|leave|pay|review|complete|flag|speak|reply"
    r"|respond|confirm|present|disclose|attend|turn up|show up|measure|clean|charge|renew|arrive|wait|be (?:\w+ )?(?:at|there|here|in|home|on time|present|ready|available|aware|careful))"
)
_MY_LAST = (
    r"(?:my|our) (?:last|previous|earlier|prior|first|initial|original|\w+day's|above) (?:\w+ )?"
    r"(?:e-?mails?|messages?|repl(?:y|ies)|responses?|notes?|letters?|chat|call|explanation"
    r"|answer|correspondence|comments?)"
)
_WORDS = Phrases(
    r"\b(?:i|we) did (?:already |clearly |actually )?(?:mention|say|tell|explain|point out|warn|note|state|write|inform|advise)\b[^.!?]{0,40}\b(?:before|earlier|already|last|in my|in our|previous|when|that)\b",
    r"\b(?:unfortunately|obviously|regrettably|sadly|evidently|needless to say|as luck would have"
    r" it|it goes without saying|frankly|with (?:all (?:due )?|the (?:greatest|utmost) |due )respect|technically|i(?:'m| am) afraid to (?:say|tell|inform)|i(?:'m| am) sorry to (?:say|inform)"
    r"|in (?:actual|point of) fact|as a matter of fact|the fact (?:is|of the matter is|remains)"
    r"|to be (?:perfectly |quite |completely |brutally |very |totally )?(?:honest|frank|blunt)"
    r"|like it or not|as a reminder|in fact|strictly speaking|make no mistake|(?:let's|to|just to|let me) be (?:very |absolutely |perfectly )?clear|you(?:'ll| will| may| might| should) (?:\w+ )?(?:recall|remember)|per se)\b|\bfor the record,",
    r"\b(?:it is|it's|that is|that's|be|was|seems|quite|pretty|rather|fairly|perfectly|been)"
    r" (?:quite |pretty |rather |fairly |perfectly |very |so |all too |really |surely |entirely )?(?:obvious(?:[.,;:!?]| that| to| why| how| what| who| you| it|$)|self-evident\b|common sense\b|common knowledge\b)",
    r"\b(?:it|this|that|which|they) (?:should|must|ought to|would|really) (?:\w+ )?(?:be|have been)"
    r" (?:\w+ )?(?:clear|obvious|evident|apparent)\b",
    r"\bas (?:is|was|should be|will be|would be) (?:\w+ )?(?:obvious|clear|evident|apparent)\b",
    r"\bas (?:you|anyone|everyone|any \w+|you'll|you'd|you're)"
    r" (?:will |would |should |must |may |might |are |surely |no doubt |already |well |clearly"
    r" |do |be |have |doubtless |perfectly |fully |of course )*(?:knows?|aware|appreciate"
    r"|understand|recall|remember|realise|realize|agree|read|been told|seen)\b",
    r"\byou(?:'ll| will| are|'re)? (?:surely|no doubt|well|perfectly|doubtless|fully)"
    r" (?:know|aware|be aware|appreciate|understand)\b",
    r"\bas (?:anyone|anybody|everyone|everybody|most people|people|any \w+) (?:can|could|would|will|should|might) (?:\w+ )?(?:expect|see|tell|guess|imagine|work out|know)\b",
    r"(?:^|[.!?;] )(?:well, )?(?:of course|naturally|clearly|plainly|logically|understandably)\b,?[^.!?,]{0,60}(?:\bnot\b|n't\b|\bno\b|\bcannot\b|\bnever\b|\bneeds?\b|\bonly\b)",
    r"\bsurely (?:you|that|this|it)\b|\bapparently,? you\b",
)  # fmt: skip
_CLEARLY = Phrases(
    r"(?:^|[.!?;,] )clearly,? ", r"\byou(?:'ve|'re| have| had| are| were)? clearly\b",
    r"\b(?:is|are|was|were|it's|quite|very|as) (?:also )?clearly \w+",
    r"\bclearly (?:states?|says?|shows?|explains?|sets? out|tells?|specif\w+|indicates?"
    r"|mentions?|lists?|you|a case)\b",
    r"\b(?:terms|website|page|policy|conditions|email|instructions|listing|label|form|ticket"
    r"|contract|agreement|documents?|guide|manual|notice) (?:is|are|was|were|do|does|did)? ?"
    r"(?:make|made|very|quite|perfectly|pretty|it)(?: it| this| that)? (?:\w+ )?clear\b",
)  # fmt: skip
_CLEAR_OF_OURS = Phrases(
    r"\b(?:should|could|must|to|not|n't|more|less|never|i|we|will)(?: \w+){0,2} ?$"
)
_ACTUALLY = Phrases(r"\bactually\b")
_REALLY_SO = Phrases(
    r"\b(?:what|how|who|whether|which|that|when|where|why|something|someone|until|one|before|if"
    r"|could|can)(?: \w+){0,4} $"
)
_REPEATED = Phrases(
    rf"\b(?:as|like) (?:i|we|my colleagues?|our (?:\w+ )?(?:team|agent|advisers?|advisors?|colleagues?))"
    rf"(?:'ve|'d| has)? {_ADVERBS}{_TOLD}\b",
    rf"\bas (?:\w+ )?(?:already|previously|earlier|repeatedly|clearly|before|just) (?:been )?{_TOLD}\b",
    rf"(?:^|[.!?;] )as {_TOLD}(?:,| (?:above|before|earlier|already|previously|in|on|to you|several"
    r"|many|by|at|when|during|last|yesterday|multiple|twice|over|time)\b)",
    r",? as (?:stated|mentioned|explained|advised|noted|outlined) (?:above|before|earlier|already"
    r"|previously|in (?:my|our|the)|to you|several|many|multiple|when)\b",
    rf"\b(?:as per|per|as in|see|refer to|re-?read|check|back to) {_MY_LAST}\b",
    r"\b(?:i|we)(?:'ve| have|'d| had)? (?:already|repeatedly|previously|clearly) (?:\w+ )?(?:told you"
    r"|said|explained|informed you|advised(?: you)?|mentioned|stated|answered (?:this|that|your)"
    r"|made (?:it|this|that|clear|our|my)|been (?:over|through)|clarified|gone (?:over|through)"
    r"|addressed (?:this|that)|outlined|covered|confirmed to you|responded)\b",
    r"\b(?:i|we)(?:'ve| have)? (?:explained|mentioned|advised|answered|clarified|stated|been"
    r" (?:through|over)|gone over)\b[^.!?\n]* (?:several|many|multiple|a few|three|numerous"
    r"|countless) (?:times|occasions)\b",
    r"\b(?:i|we)(?:'ve| have)? (?:explained|mentioned|advised|answered|clarified|stated|been"
    r" (?:through|over)|gone over)\b[^.!?\n]* (?:twice|more than once|repeatedly|already)\b",
    r"(?:^|[.!?,;] )(?:to|let me|allow me to|i(?:'ll| will| must| can only| would| have to"
    r"| would like to)?) (?:just |only |simply |once (?:again|more) |again )?(?:reiterate|restate"
    r"|remind you|repeat(?: myself| that| what| this|[,:]))",
    r"(?:^|[.!?\n] )(?:once )?again, (?:the|your?|our|we|this|that|it|as)\b",
    r"\bhow many (?:more )?times\b", r"\bfor the (?:last|third|fourth|umpteenth|second) time,",
)  # fmt: skip
_LECTURE = Phrases(
    rf"\byou {_ADVERBS}(?:should|ought to|could|might)(?: \w+ly)?(?: not| really| also| simply"
    rf"| always| at least| just)* have {_ADVERBS}{_DUTY_DONE}\b",
    rf"\byou (?:should've|could've|should of|oughta have) {_ADVERBS}{_DUTY_DONE}\b",
    rf"\b(?:if you(?:'d| had)|had you) {_ADVERBS}{_DUTY_DONE}\b",
    rf"\byou (?:were|are|had been|have been) (?:\w+ )?(?:supposed|meant|expected|required|obliged"
    rf"|asked|told|instructed|advised|reminded|warned|given every chance|responsible) (?:\w+ )?to"
    rf" (?:\w+ )?{_DUTY}\b",
    rf"\byou needed to (?:\w+ )?(?:have {_DUTY_DONE}|{_DUTY})\b",
    rf"\byou {_ADVERBS}(?:failed|neglected|forgot|omitted|refused|missed the)\b",
    rf"\byou (?:did|have|had)(?:n't| not) (?:\w+ )?(?:bother|bothered|think to|trouble|take the"
    rf" (?:time|trouble)|manage to|{_DUTY}|{_DUTY_DONE})\b",
    r"\byour (?:own )?(?:failure|neglect|refusal|omission) (?:to|of)\b",
    r"\byou (?:chose|decided|elected|opted|preferred) (?:not )to\b",
    r"\byou (?:clearly|simply) \w+|\b(?:it was|it is|it's) (?:up to you|your (?:job|duty"
    r"|responsibility)) to\b|\b(?:it would have|it'd have|it might have) (?:helped|been (?:\w+ )?"
    r"(?:helpful|better|wise|easier|sensible)) if you(?:'d| had)\b",
    r"\bnext time,? (?:please |you |do |make |be )",
)  # fmt: skip
_OWED = Phrases(
    r"\b(?:never|not) have (?:had|been)\b|\bhave (?:had|received|heard|got|gotten)\b"
    r"|\bnot (?:have )?(?:paid|had to)\b|\bnot have \w+ (?:twice|again|for|this)"
)
_GUESSED = Phrases(
    r"\b(?:if|whether|unless|in case|or|that|which|charge|payment|order|anything|something|one) (?:\w+ )?$|\b(?:a|an|the|any|each|every) \w+ $"
)
_HYPOTHETICAL = Phrases(r"^(?:if you|had you)")
_CONSEQUENCE = Phrases(r"\b(?:would|wouldn't|could|couldn't|might|we'd|you'd|it'd|i'd|that'd)\b")


def irritants(review: Review) -> Outcome:
    """D18: words that irritate, "as I said" and "you should have" in all their forms."""
    return found(
        hit
        for hits in (_single_words(review), _clear(review), _lectures(review))
        for hit in hits
        if hit.span is not None and not review.attributed(hit.span)
    )


def _hit(review: Review, span: Span, suggestion: str = "") -> Hit:
    said = review.reply[slice(*span)].strip(" .,;!?")
    return Hit(span, f"a word that irritates: “{said}”", suggestion)


def _single_words(review: Review) -> Iterator[Hit]:
    for span in _WORDS.find(review.plain):
        yield _hit(review, span)
    for span in _ACTUALLY.find(review.plain):
        if not _REALLY_SO.within(review.before(span)):
            yield _hit(review, span)
    for span in _REPEATED.find(review.plain):
        yield _hit(review, span, "Say it once more in other words, without pointing back.")


def _clear(review: Review) -> Iterator[Hit]:
    for span in _CLEARLY.find(review.plain):
        if not _CLEAR_OF_OURS.within(review.before(span)):
            yield _hit(review, span, "Say what it says, and what that means for them.")


def _lectures(review: Review) -> Iterator[Hit]:
    for span in _LECTURE.find(review.plain):
        around = review.plain[span[0] : span[1] + 12]
        sentence = review.sentence_at(span[0])
        supposed = _HYPOTHETICAL.starts(review.plain[slice(*span)]) and not (
            sentence and _CONSEQUENCE.within(sentence.text)
        )
        if not supposed and not _OWED.within(around) and not _GUESSED.within(review.before(span)):
            yield _hit(review, span, "Leave out what they might have done; say what helps now.")
