"""The check on playing a loss down (D04)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.voice import claimed

_SMALL = (
    r"(?:minor|small|little|slight|tiny|trivial|simple|petty|momentary|minimal|modest|brief|short"
    r"|wee|insignificant|negligible|cosmetic|superficial|temporary|mild|quick|routine|purely"
    r" cosmetic|bit of an?|touch of|spot of|one-off|honest|innocent|isolated|mere|rare|common)"
)
_MISHAP = (
    r"(?:inconvenience|issue|delay|problem|error|mistake|mix-up|mixup|glitch|hiccup|setback|hitch"
    r"|oversight|misunderstanding|slip|slip-up|bump|mishap|upset|blip|snag|wobble|inaccuracy"
    r"|discrepancy|technicality|nuisance|annoyance|damage|scratch|crack|dent|stain|leak|matter"
    r"|incident|interruption|disruption|disturbance|hold-up|holdup|wait|confusion|muddle|detail"
    r"|bother|hassle|outage|imperfection|flaw|blemish|defect|change|thing|detour|bug|fault"
    r"|miscommunication|irritation|teething|accident|gap|pinch|burn|loss|nick|mark|imbalance"
    r"|pain|mess|drip|difference|fluctuation|shortfall)s?"
)
_NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+(?:[.,]\d+)?|[£$€]\d[\d.,]*"
    r"|a few|a couple(?: of)?|half an?|some|the one|the two|a handful(?: of)?|a matter of|part of"
    r"|a fraction of|a single)"
)
_UNIT = (
    r"(?:minutes?|mins?|hours?|days?|weeks?|months?|nights?|seconds?|moments?|pounds?|euros?"
    r"|dollars?|quid|pence|cents?|bucks|fiver|tenner|times?|%|percent|per cent|calls?|items?"
    r"|emails?|photos?|pages?|channels?|rooms?|people|customers|accounts?|seats?|bags?|boxes?|parts?"
    r"|inch(?:es)?|cm|mm|degrees?|lines?|addresses|copies|files?|messages?|pieces?)"
)
_LOST = (
    r"(?:late|out|short|behind|over|down|delayed|longer|wrong|broken|missing|affected|damaged|more"
    r"|extra|off|cracked|chipped|scratched|spoiled|lost|ago|slow|above|higher|ruined|gone)"
)
_DOWNPLAYED = (
    r"(?:annoying|late|slow|inconvenient|long|delayed|frustrating|disappointing|messy|noisy|cold"
    r"|warm|damp|irritating|awkward|confusing|upsetting|uncomfortable|off|short|damaged|bumpy"
    r"|untidy|tricky|unlucky|unpleasant|worn|dirty|loud|different|over|out of date|scratched"
    r"|behind schedule|burnt|tight|wet|a pain|of a|unfortunate|chaotic|disorganised|hectic)"
)
_GOT = r"(?:got|get|made|arrived|received|managed|reached|had|came|turned up|caught)"
_MINIMISING = Phrases(
    r"\bat least (?:you|it|it's|we|he|she|they|that's|nobody|no one|nothing|none|there|i|everyone"
    r"|everybody|some of (?:it|them|your)|most of|for now you|now)\b",
    r"(?:^|[.!?:;,(\n–—-] ?|\b(?:but|and|so|well|because|yet|that) )at least,? (?:the|that|your|our"
    r"|this|these|those|both|all|one|two|half|in|as|with|for|on|from|my|his|her|part|\w+ (?:is|was"
    r"|were|are|has|had|did|does|got|works|worked|arrived))\b",
    r"\w,? at least[.!](?: |$)",
    r"\bat the end of the day,? (?:it|this|that|we|nobody|no one|the)\b|\b(?:it's|it is|that's|we're talking about|we are talking about|this is) (?:just |only |merely |all )*(?:a bit of|a few|a couple of|a matter of|some) (?:\w+ )?(?:food|money|paint|plastic|water|furniture|clothes|stuff|pounds|dollars|euros|rupees|minutes|days|inches|crumbs|dust)\b",
    r"\b(?:is|are|was|were|it's|that's|these are|a|an) (?:only |perfectly |quite |entirely |fairly |pretty |very |just |a |completely )*(?:natural|normal|usual|common|routine|standard|typical|ordinary|everyday|inevitable|unavoidable) (?:for|occurrence|event|thing|procedure|matter|part|wear|fluctuation|variation|reaction|side effect|that)\b",
    r"\b(?:these|such) things (?:are|do|will|can|just|tend|come|go|sometimes|happen|occur)\b",
    r"\b(?:look|looking) on the bright side\b|\bon the (?:bright|plus|positive|up) ?side\b",
    r"\bsilver lining\b|\blook at it (?:this|that) way\b|\bcount (?:your|our) (?:blessings"
    r"|yourself)\b|\bconsider yourself (?:lucky|fortunate)\b|\byou (?:were|are|got) (?:\w+ )?(?:lucky"
    r"|fortunate)\b",
    r"\b(?:luckily|thankfully|fortunately|happily|mercifully|in fairness|to be fair),? (?:for you"
    r" )?(?:it|this|that|there|no|nobody|nothing|only|we|you|the|your|most|that's)\b",
    rf"\b(?:just|only|merely|simply|purely|really just|really only|nothing (?:more|worse|other)"
    rf" than|no more than|little more than|not much more than|mere) (?:an?|one|some|the) (?:very "
    rf"|rather |quite |fairly |bit of an? |case of an? )*(?:{_SMALL}|{_MISHAP}|few|couple|day|hour"
    rf"|week|bit|case|technical|formality|number|clerical|typo|box|button|joke|phase|precaution"
    rf"|couple of|matter|handful|fraction|sample|toy|meal|game|pair|booking|phone|parcel|seat"
    rf"|suitcase|game|show|bag|birthday|party|hotel|dinner|concert|form|letter|display|stopgap)\b",
    rf"\b{_SMALL} (?:\w+ )?{_MISHAP}\b",
    rf"\b(?:is|was|were|are|be|been|'s|it|this|that) (?:\w+ )?(?:just|only|merely|simply|barely"
    rf"|hardly|all of|under|less than|a mere) {_NUMBER} ?(?:\w+ ){{0,2}}?{_UNIT}\b",
    rf"\b(?:just|only|merely|barely|a mere|by just|by only) {_NUMBER} (?:or (?:two|three|so) )?"
    rf"(?:[\w'%]+ ){{0,4}}?{_LOST}\b",
    rf"\b(?:waited|missed|lost|took|lasted|late by|was down|were down|were off|was off|were without"
    rf"|been without|went without|overcharged(?: you)?(?: by)?|charged(?: you)?|cost you|came to"
    rf"|amounts? to|comes? to|affected|talking about|concerns|out by|missing|was offline|set you"
    rf" back) (?:only |just |merely |barely |a mere |no more than )+{_NUMBER}\b",
    r"\b(?:everything|all|nothing|the rest|the other \w+|\w+) else (?:\w+ ){0,5}?(?:got|get|came|arrived|reached|made it|works?|worked|is|was|went|survived) (?:\w+ ){0,3}?(?:in one piece|fine|safely|intact|unharmed|perfectly|ok|okay|well|smoothly|as it should|safe and sound|undamaged)\b",
    rf"\b(?:only|just) {_NUMBER} (?:of|out of) (?:the|your|our|them|those)\b",
    r"\b(?:only|just) (?:a |an )?(?:day or two|hour or two|few (?:days|hours|minutes|pounds|dollars"
    r"|euros)|couple of (?:days|hours|minutes|pounds|dollars|weeks)|bit|little)\b",
    r"\ba mere (?:\w+)\b", r"\bonly (?:money|a game|food|hair|clothes|temporary|natural that|slightly"
    r"|briefly|minimal\w*|partly|partially|cosmetic)\b|\bjust (?:money|temporary|cosmetic|slightly)\b",
    r"\b(?:hiccup|blip|hitch|snag|teething (?:problem|trouble|issue))s?\b",
    rf"\b(?:a bit|a little|slightly|somewhat|a touch|a tad|mildly|a little bit|marginally"
    rf"|fractionally|rather) (?:too )?{_DOWNPLAYED}\b",
    rf"\b(?:a|some) (?:little )?bit of (?:an? )?(?:\w+ )?{_MISHAP}\b",
    r"\b(?:some|a slight|a little|a small|a certain|minor|a degree of) (?:inconvenience|disruption"
    r"|discomfort|confusion|disappointment|bother|hassle)\b",
    r"\b(?:not|isn't|no|hardly|wasn't|never|aren't) (?:\w+ )?(?:that |such |really |too |exactly )*"
    r"(?:an? )?(?:big|huge|major|massive|serious|great|real|significant|terrible|bad|large) (?:deal"
    r"|problem|issue|loss|disaster|difference|drama|sum|amount|harm|damage|thing|matter|delay"
    r"|crisis|tragedy|inconvenience|worry|impact|error|mistake|concern)\b",
    r"\b(?:not|isn't|hardly|wasn't) (?:exactly )?(?:the end of the world|a disaster|a catastrophe"
    r"|a tragedy|a crisis|an emergency|a matter of life|life[- ](?:or|and)[- ]death|rocket science"
    r"|life-threatening)\b",
    r"\b(?:could|might|would) (?:easily )?(?:be|have been|have gone) (?:so |much |a lot |far |even"
    r" |way |a great deal )*worse\b|\b(?:worse|far worse) things\b|\bthere are (?:far |much )?worse\b",
    r"\b(?:not|isn't|wasn't|aren't|weren't) (?:really |actually |even |quite |all )*(?:that|so|too"
    r"|as|particularly|terribly|especially|very|overly|nearly as) (?:bad|serious|important|long"
    r"|late|much|severe|unusual|uncommon|dramatic|far|big|significant|dirty|cold|loud|terrible"
    r"|expensive|urgent|drastic|grave|damaging|high|many|noticeable|visible)\b",
    r"\b(?:such|these|those|this sort of|this kind of|those kinds of|mistakes?|errors?|delays?"
    r"|accidents?|mix-ups?|things like (?:this|that)|slip-ups?|stuff) (?:\w+ )?(?:things? |mistakes? "
    r"|errors? |delays? |mix-ups? )?(?:do |will |can |sometimes |always |just |simply |inevitably "
    r"|occasionally )*(?:happens?|occurs?)\b",
    r"(?:^|[.!?:;,–—-] ?|\b(?:but|and|well|that|so|as) )it (?:does |can |just |sometimes |all )*happens?"
    r"\b", r"\b(?:can|could|does|do|might|will|may) (?:easily |just |sometimes )?happen (?:to"
    r" (?:any|every|the best|all)\w*|any\w*|from time|now and|in (?:any|the best|every|a busy)|every"
    r"|when|at (?:any|busy)|with)\b",
    r"\bhappens? (?:to (?:the best|all of us|us all|every\w+|any\w+)|from time to time|now and (?:then"
    r"|again)|once in a while|occasionally|all the time|every now|a lot|sometimes|more often"
    r"|in (?:this|our) (?:business|line))\b",
    r"\b(?:one|just one) of those (?:things|days)\b|\b(?:nobody|no one|no company|no system|no airline"
    r"|nothing) is perfect\b|\bnobody's perfect\b|\bwe(?:'re| are) (?:all )?(?:only )?human\b"
    r"|\bwe all make mistakes\b|\bhuman error\b|\ban? (?:easy|honest|simple|common|genuine"
    r"|understandable|innocent) (?:mistake|error|slip|oversight|mix-up)\b|\beasily done\b",
    r"\b(?:part and parcel|par for the course|to be expected|nothing (?:unusual|out of the ordinary"
    r"|serious|major|dramatic|terrible|too (?:serious|bad|major)|to worry about|to get|much|really"
    r"|permanent|irreplaceable|that can't|valuable|of value|important|big|drastic|worse|more than"
    r"|was (?:actually |really )?(?:lost|stolen|broken|damaged|harmed)|else was|sensitive"
    r"|you can't|a \w+ won't|that won't|bad|life))\b",
    r"\b(?:no|without any|no real|no lasting|little) (?:real |lasting |great |serious |permanent"
    r" |actual |major |long-term )*(?:harm|damage|loss)(?: is| was| has been)? (?:done|was|to|came"
    r"|caused|suffered)\b", r"\bno (?:lasting|permanent|real|serious|actual|major) (?:harm|damage"
    r"|loss|effects?|injury|consequences?)\b",
    r"\b(?:barely|hardly|scarcely) (?:noticeable|visible|noticed?|notice|worth|a|an|any|anything"
    r"|affects?|see)\b", r"\bin the (?:grand |great |greater |bigger |big |wider )*(?:scheme of"
    r" things|picture)\b|\b(?:keep|put) (?:this|it|things|that) in(?:to)? perspective\b",
    r"\b(?:no one|nobody) (?:was|got|has been|is) (?:seriously |badly |actually |really )*(?:hurt"
    r"|injured|harmed|died)\b", r"\bstill (?:perfectly |quite |fully |very much |largely |mostly"
    r" |entirely |completely )*(?:usable|wearable|edible|drinkable|functional|does the job|works"
    r" fine|works perfectly|does its job|enjoyable|liveable|fit for|fine|safe to|intact|serviceable"
    r"|good)\b",
    rf"\byou (?:did |do )?(?:still|eventually|did|ultimately|have still|finally) {_GOT} (?:there|it"
    rf"|to|your|the|home|in|a|them|most|where|through|some)\b",
    r"\byou still (?:have|had|enjoyed|saw|managed) (?:the (?:rest|other|use|remaining|first|second"
    r"|afternoon|evening|morning|whole)|plenty|most|your|a (?:whole|good)|all|two|three|one|four)\b",
    r"\b(?:it|they|that|you|he|she|the \w+|your \w+)(?:'s| did| has| have)? (?:did |all |safely"
    r" )*(?:turn|turned|arrive|arrived|came|come|work|worked|got|get|get there|made it|did) (?:\w+"
    r" ){0,3}(?:in the end|eventually|after all|all right|safely in the end)\b",
    r"\b(?:the rest of|everything else|the other \w+|otherwise) (?:\w+ ){0,3}?(?:was|were|is|are"
    r"|went) (?:\w+ )?(?:fine|perfect|good|great|lovely|well|smooth|smoothly|unaffected|ok|okay"
    r"|intact|in order)\b", r"\bpurely (?:cosmetic|visual|a)\b|\bcosmetic only\b|\bsuperficial\b"
    r"|\b(?:a|mere) technicality\b|\bnot worth (?:getting|worrying|losing|making|the)\b",
    r"\b(?:will not|won't|does not|doesn't|should not|shouldn't|didn't|did not|cannot|can't) (?:\w+"
    r" )?(?:make (?:much|a big|a huge|any real|a great|a lot of) (?:of a )?difference|be (?:much|too"
    r" (?:much|big|long|great)) (?:of )?(?:a |an )?(?:problem|issue|bother|trouble|inconvenience"
    r"|wait)?|really matter|hurt|matter (?:much|too much|that much)|affect you (?:much|too much))\b",
    r"\ba small price\b|\bno great (?:loss|harm|sum|matter)\b|\bnot to worry\b|\b(?:little|small) (?:to"
    r" nothing|as it is|though it is|potatoes|beer|change)\b|\bstorm in a teacup\b|\bin a teacup\b"
    r"|\bmuch ado\b|\bout of proportion\b|\bmountain out of\b|\bminor in\b|\bon the small side\b",
    r"\b(?:these|those|such|delays?|outages?|faults?|errors?|waits?|marks?|scratches|mix-ups?|noise"
    r"|breakages?|cancellations?) (?:\w+ ){0,3}?(?:is|are) (?:\w+ )?(?:perfectly |quite |fairly"
    r" |pretty |very |completely |totally |actually |entirely )*(?:normal|common|usual|standard"
    r"|routine|typical|inevitable|unavoidable|rare|expected|not (?:uncommon|unusual))\b",
    r"\b(?:more|no more) (?:of )?(?:an? )?(?:annoyance|inconvenience|nuisance) than\b",
    r"\ball's well that\b|\ball (?:is|was|ended) well\b|\bno big (?:deal|drama|thing)\b|\bno worries\b"
    r"|\bnot a biggie\b|\bnothing (?:a|some) (?:\w+ )?(?:can't|cannot|won't) (?:fix|cure|sort)\b",
)  # fmt: skip
_MEASURE = Phrases(
    r"\bat least (?:\w+ )?(?:one|two|three|four|five|six|seven|ten|half|once|twice|\d+)(?: |-)(?:\w+ )?"
    r"(?:working |business |full )?(?:days?|hours?|weeks?|minutes?|months?|times?|people|nights?"
    r"|characters?|of|more)\b",
    r"\b(?:for|owe you|take|takes|taking|need|needs|allow|refund|pay|cover|get|get you|give|keep|is"
    r"|be|with|by|until|within|see|check|deserved?|expected?) at least\b",
)
_GIVEN = Phrases(
    r"\b(?:small|little|quick|simple|short|modest|brief|minor) (?:\w+ )?(?:thing|change|detail|matter"
    r"|test|form|wait) (?:that|you|i|we|for|to)\b",
    r"\bno (?:small|minor|little|slight|trivial)\b",
    r"\bevery (?:small|little|minor|single)\b",
    r"\b(?:small|minor) claims?\b",
)
_UNDENIED = Phrases(
    r"(?:\bno|\bnot(?: (?:just|only|merely|simply))?|n't|\bhardly|\bnever|\banything but|\bmore than"
    r"|\bfar from|\bwithout|\bbeyond) (?:an? |the |some |exactly |in any way |just |at all |by any"
    r" means |even |going to be |merely |simply |only )*$",
    r"\b(?:calling|call|called|dismiss\w*|describ\w*|treat\w*) (?:it|this|that|them|your \w+)(?: as)?"
    r" (?:an? )?$",
    r"\b(?:know|knows|see|understand) (?:that )?(?:this|it|that|two|three|\w+ \w+) (?:is|was)(?: not|n't)"
    r" $",
)
_INCONVENIENCE = Phrases(
    r"\binconvenien(?:ce|ces|ced|t)\b", r"\b(?:the|this|any|your|some) (?:bother|hassle|nuisance)\b"
)
_SUGGESTION = "Name what it cost them in their own measure: the days, the sum, what they missed."


def minimising(review: Review) -> Outcome:
    """D04: no minimising; "inconvenience" fails where the loss is serious."""
    hits = [
        hit
        for hit in claimed(review, _MINIMISING, "plays the loss down", suggestion=_SUGGESTION)
        if hit.span and not _measured(review, hit.span)
    ]
    return found([*hits, *_too_small(review)])


def _measured(review: Review, span: tuple[int, int]) -> bool:
    """Whether it counts something ("at least two days") or denies what it names."""
    before = review.before(span)
    said = review.plain[span[0] : span[1] + 12]
    near = before[-14:] + review.plain[span[0] : span[1] + 30]
    if "at least" in said.lower() and _MEASURE.within(near):
        return True
    if _TO_COME.starts(review.plain[span[1] :]) and not _BACKWARD.within(before):
        return True  # "only one letter will follow" counts what is to come
    return _UNDENIED.within(before) or _GIVEN.within(before[-4:] + said)


_TO_COME = Phrases(r"^ (?:\w+ )?(?:will|'ll|is going to|goes|comes|needs)\b")
_BACKWARD = Phrases(r"\b(?:was|were|lost|missed|waited)\b")


def _too_small(review: Review) -> Iterator[Hit]:
    """ "Inconvenience" to somebody whose loss is not small."""
    triage = review.triage
    if not review.angry or (triage is not None and triage.severity == "low"):
        return
    soft = triage is None or triage.severity == "medium"
    for hit in claimed(review, _INCONVENIENCE, "too small a word", soft=soft,
                       suggestion=_SUGGESTION):  # fmt: skip
        if hit.span and not _UNDENIED.within(review.before(hit.span)):
            yield hit
