"""Checks on words that irritate, and on the "but" that takes an apology back (D18, D19)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
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
    r"\b(?:unfortunately|obviously|regrettably|sadly|evidently|needless to say|as luck would have"
    r" it|it goes without saying|frankly|with (?:all (?:due )?|the (?:greatest|utmost) |due )respect|technically|i(?:'m| am) afraid to (?:say|tell|inform)|i(?:'m| am) sorry to (?:say|inform)"
    r"|in (?:actual|point of) fact|as a matter of fact|the fact (?:is|of the matter is|remains)"
    r"|to be (?:perfectly |quite |completely |brutally |very |totally )?(?:honest|frank|blunt)"
    r"|like it or not|as a reminder|in fact|strictly speaking|make no mistake|(?:let's|to|just to|let me) be (?:very |absolutely |perfectly )?clear|you(?:'ll| will| may| might| should) (?:\w+ )?(?:recall|remember)|per se)\b|\bfor the record,",
    r"\b(?:it is|it's|that is|that's|be|was|seems|quite|pretty|rather|fairly|perfectly|been)"
    r" (?:\w+ )?(?:obvious|self-evident|common sense|common knowledge)\b",
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
