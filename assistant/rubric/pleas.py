"""Checks on what stands in place of action: pleas to the customer, and policy (D12, D17)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.timing import timed
from assistant.rubric.voice import claimed

_KINDNESS = (
    r"(?:patience|understanding|forgiveness|indulgence|forbearance|tolerance|leniency|mercy"
    r"|goodwill|good will|pardon|cooperation|co-operation|generosity|clemency|compassion"
    r"|continued (?:support|loyalty|trust|business|custom)|loyalty|trust|faith|kindness|grace)"
)
_PLEA = Phrases(
    r"\bforgive (?:us|me|our|my|this|that|any|the (?:\w+ )?(?:delay|mistake|error|mix-up|wait|trouble"
    r"|inconvenience|oversight|confusion|late|slow|poor|mess|slip|silence|state|way|lapse|lateness))\b",
    r"\bforgiveness\b", r"\b(?:can|could|will|would|may|might|to|please|please do|hope you|ask you to"
    r"|you'll|find a way to) forgive\b", r"\b(?:be|are|we're|am|feel) forgiven\b|\bforgiving\b",
    r"\bbeg(?:ging)? (?:you|your|for|pardon)\b", r"\b(?:a thousand|many|million) pardons\b"
    r"|\bpardon (?:us|me|our|my|the|this|any)\b|\bmea culpa\b",
    r"\b(?:bear|bearing|hang|stick|stay|hold on) (?:on )?(?:in there )?with (?:us|me|our)\b",
    r"\b(?:hang|hold|sit) (?:in there|tight|on (?:in there|a (?:bit|little) longer|for now|just a))\b"
    r"|\bstay tuned\b|\bwatch this space\b|\bstand by\b",
    r"\bfind it in (?:your|you)(?: heart| hearts)?\b",
    r"\bexcuse (?:us|our|my|me|the (?:\w+ )?(?:delay|mistake|error|mix-up|wait|trouble|inconvenience"
    r"|mess|oversight|slow|late|confusion))\b",
    r"\b(?:give|grant|allow|giving|granting|allowing|spare) (?:us|me|our \w+|them|the team)"
    r" (?:just |a |an |the |another |one |some |more |little |bit |few |second |last |further |final"
    r" |a bit |of |that |this |fair )*(?:chance|opportunity|try|go|shot|time|patience|benefit|leeway"
    r"|slack|grace|moment|while|days|weeks|longer|room|space|understanding|breathing|credit|break)\b",
    r"\b(?:another|a second|one more|one last|a fresh|a further|a last) (?:chance|opportunity|go|try)"
    r" (?:to (?:\w+ )?(?:show|prove|put|make|earn|win|get|serve|regain|restore|impress|do|welcome"
    r"|host|change)|with (?:us|you))\b",
    r"\b(?:cut|give) us (?:some|a little|a bit of) (?:slack|leeway)\b|\bgo easy on\b"
    r"|\bbenefit of the doubt\b",
    rf"\b(?:ask|asking|asks|beg|begging|plead|appeal|request|requesting|hope|hoping|count|counting"
    rf"|rely|relying|trust|trusting|grateful|thankful|appreciate|seek|seeking|crave|need|kindly"
    rf"|thank you|thanks|want) (?:\w+ ){{0,3}}?(?:for |on |in |to |upon )?(?:you for |us )?(?:your|a"
    rf" little|a bit of|some|a touch of|a little more|some more) (?:\w+ |and ){{0,3}}?{_KINDNESS}\b",
    r"\b(?:we|i)(?:'d| would| do| can only| only|'ll)? (?:\w+ ){0,2}?(?:ask|hope|trust|beg|plead"
    r"|request|kindly ask|urge|appreciate it if|be grateful if|like)(?:ing)? (?:that )?(?:you |for"
    r" you )(?:to |will |can |could |would |'ll |might |may )*(?:\w+ ){0,3}?(?:understand|be"
    r" (?:understanding|patient|kind|lenient|so kind|able to (?:understand|forgive|overlook|look))"
    r"|stay with|stick with|bear|wait (?:a|just|for us|until we|while|patiently|some)|overlook|look"
    r" past|see past|give us|allow us|let us|accept our|not (?:think|hold|judge|lose|give up|let"
    r"|blame|be too)|don't|keep faith|keep the faith|remain (?:a|patient|with)|hold on|hang on"
    r"|reconsider us|consider (?:us|giving|staying|returning|coming|using|flying)|continue|put this"
    r"|make allowance|come back|return to us|try us|see (?:it|this|things) from|show|excuse"
    r"|not to|to stay|find)\b",
    r"\bplease (?:do )?(?:be patient|be understanding|be kind|understand (?:that|how|our|we|the"
    r" situation)|try to understand|have patience|have (?:some|a little|a bit of) patience|stay"
    r" patient|remain patient|wait (?:a|patiently|while|just|until we|for us to)|hold on|keep the"
    r" faith|stay with|stick with|hang on|let us (?:make|put|try|show|prove|earn|have)|let me (?:make"
    r" it up|prove|earn)|show (?:some|a little)|look past|see past|overlook|don't (?:hold|think|judge"
    r"|lose|give|let|be (?:too )?hard|blame|take)|do not (?:hold|think|judge|lose|give|let|be (?:too"
    r" )?hard|blame|take)|accept (?:our|my) (?:\w+ ){0,3}?apolog(?:y|ies)|consider (?:giving|staying)"
    r"|cut|reconsider|continue to (?:trust|support|be|use|fly|shop|stay)|keep (?:faith|the faith|believing|trusting|calm|with us)|trust us|have faith|believe (?:us|me|in us))\b",
    rf"\byour (?:\w+ ){{0,2}}?(?:{_KINDNESS}) (?:\w+ ){{0,3}}?(?:is|are|will be|would be|means|during"
    rf"|while|as we|in this|at this|until|with us|and|has been|much|greatly)\b",
    rf"\b(?:thank you|thanks|thank you so much|thank you very much|many thanks|grateful|we appreciate"
    rf"|i appreciate|appreciating)(?: (?:\w+ )?in advance)?(?: to you)? (?:for |you )?(?:for )?(?:all"
    rf" )?(?:being (?:so |very )?(?:patient|understanding|kind|gracious|forgiving|nice)|bearing"
    rf"|staying with|sticking with|waiting (?:while|patiently|as)|understanding|your (?:\w+ |and"
    rf" ){{0,3}}?(?:{_KINDNESS}))\b",
    r"\b(?:don't|do not|not to|won't|will not|not) (?:\w+ )?(?:hold (?:it|this|that|the \w+) against"
    r"|think (?:too )?(?:badly|ill|less|poorly|harshly)|judge (?:us|me|our|the)|lose (?:faith|hope"
    r"|trust|confidence)|give up (?:on|hope)|be too hard on|hold a grudge|let this (?:\w+ )?(?:one"
    r" |single |incident |put |spoil |change |ruin |be )+|turn your back|write us off|leave us)\b",
    r"\bhope(?: that)? (?:this|it|that|our|the)(?: \w+){0,3} (?:won't|will not|doesn't|does not"
    r"|hasn't|has not) (?:\w+ )?(?:put you off|change|spoil|affect|stop you|ruin|deter|discourage"
    r"|keep you|end|damage|cost us|colou?r)\b",
    r"\bhope (?:that )?(?:we|i) (?:can|may|will|could) (?:\w+ )?(?:be forgiven|count on|rely on|have"
    r" (?:the|another|a) (?:chance|opportunity)|win (?:you|back)|regain|earn (?:back|your)|keep you"
    r"|welcome|move past|put this|rebuild|make it up)\b",
    r"\bhope (?:that )?you(?:'ll| will| can| could| might| may) (?:\w+ )?(?:understand|forgive|accept"
    r" (?:our|my)|overlook|look past|see (?:it|past|things|that)|give us|bear|stay|be (?:able|patient"
    r"|understanding|kind)|consider|excuse|allow|find it|not|still|let us|trust|continue|have|think"
    r"|reconsider|come back|move past|put this|show|remain|appreciate (?:that|our|the))\b",
    r"\b(?:look|see) (?:past|beyond) (?:this|it|our|the)\b|\boverlook (?:this|it|our|the (?:delay"
    r"|error|mistake|mix-up|slip))\b|\bmake allowances?\b|\bin your good (?:books|graces)\b",
    r"\b(?:we|i) (?:throw|place) (?:myself|ourselves)\b|\bdon't be (?:too )?hard on\b",
    r"\b(?:have|show|with) (?:\w+ )?(?:a little|some|a bit of|a bit more|just a little|your) (?:more"
    r" )?(?:patience|understanding|mercy|faith|compassion)\b|\ba little (?:more )?patience\b",
    r"\b(?:patience|understanding) (?:is|would be|will be) (?:\w+ )?(?:appreciated|valued|requested"
    r"|needed|welcome)\b", r"\byou(?:'ll| will| may) have to (?:be patient|bear|wait (?:a|until we))\b",
    r"\b(?:can|could|will|would|may) (?:we|i) (?:ask|beg|count on|rely on|hope)(?: for)? (?:you )?(?:to"
    r" (?:be|bear|stay|wait|hold|understand|forgive|give)|your|for)\b",
    r"\b(?:can|could|will|would) you (?:\w+ )?(?:find it|forgive|excuse|bear|be patient|give us|allow"
    r" us|let us|overlook|understand)\b",
    r"\b(?:hanging|holding|sticking|staying|hold) (?:in there|on in there|on for us|the line|tight)\b"
    r"|\b(?:let bygones|bygones|wipe the slate|clean slate|start (?:over|afresh|again with a))\b"
    r"|\bhate to (?:lose|see you (?:go|leave))\b|\bplease (?:don't|do not) (?:go|leave|cancel)\b"
    r"|\b(?:please|just|do) (?:trust|believe) (?:that|us|me|in us)\b|\btrust (?:us|me) (?:on|that|when|to)\b",
    r"\b(?:just )?(?:a (?:little|bit|while)|some) (?:longer|more time)\b|\bfew more (?:days|moments|weeks)'? (?:of"
    r" )?(?:patience|grace|your)\b|\byour (?:\w+ ){0,2}?(?:understanding|patience|forbearance)(?: in (?:this|the)"
    r"| at this| on this|[.,;!]|$)", r"\bhope (?:that )?(?:we|i) (?:\w+ )?(?:still )?(?:count|keep|call|see|retain)"
    r" (?:on )?you\b|\bhope to (?:keep|win|earn|regain|retain)\b|\bplease (?:reconsider|think again|be kind)\b",
    r"\bearn (?:back )?your (?:trust|forgiveness)\b|\b(?:win|gain|get) (?:back )?your (?:trust|faith"
    r"|forgiveness|confidence)(?: back)?\b",
)  # fmt: skip
_ENDED = Phrases(
    r"\b(?:forgive|forgiven|forgave|forgiving) (?:the )?(?:fee|charge|debt|loan|balance|interest"
    r"|payment|sum|cost|rest)\b",
    r"\b(?:it|that|this|which|and it|your wait) (?:ends|stops|is over|ran out|is at an end)\b",
    r"\b(?:more patience than|patient enough|enough patience|tested your patience|patience (?:ran"
    r"|ended|is over|so far)|run out of patience|lost patience)\b",
)


def forgiveness_asked(review: Review) -> Outcome:
    """D12: no request for forgiveness, patience or another chance; thanks for patience warns."""
    return found(_pleas(review))


_THANKED = Phrases(
    r"^(?:\W*)(?:thank|thanks|many thanks|grateful|we appreciate|i appreciate|appreciat|your)\b",
    r"\bapolog(?:y|ies)$",
)


def _pleas(review: Review) -> Iterator[Hit]:
    message = "asks the customer for something instead of acting"
    for hit in claimed(review, _PLEA, message):
        sentence = review.sentence_at(hit.span[0]) if hit.span else None
        if hit.span is None or sentence is None or sentence.role == "greeting":
            continue
        said = review.plain[slice(*hit.span)]
        if _ENDED.within(sentence.text) or (_TIME_ASKED.within(said) and timed(sentence.text)):
            continue
        soft = _THANKED.within(said)
        yield Hit(hit.span, "a formula in place of action" if soft else hit.message, soft=soft)


_TIME_ASKED = Phrases(
    r"^(?:give|allow|grant|spare)\w* .*(?:time|moment|while|days|weeks|longer)$", r"\bwait\b"
)

_RULES = (
    r"(?:policy|policies|terms(?: and conditions| of (?:service|use|sale|business|carriage))?|t&cs?"
    r"|t & cs|guidelines?|rules?|regulations?|procedures?|protocols?|small print|fine print"
    r"|contract|agreement|tariff conditions|conditions of (?:carriage|sale|use)|fare rules|fare"
    r" conditions|booking conditions|conditions|house rules|process|practice|standard practice"
    r"|standard operating procedure|code of practice|wording|clause|section \d+|disclaimer"
    r"|membership agreement|framework|return window|limits of|company line|compliance)"
)
_MACHINE = (
    r"(?:system|computer|software|program|tool|platform|screen|database|machine|portal|app|website"
    r"|till|booking engine|form|ticketing system|back office|crm)"
)
_BARRED = (
    r"(?:no|not|n't|cannot|never|only|must|unable|require\w*|non-\w+|exclud\w*|final|limit\w*|strict"
    r"\w*|clear\w*|refus\w*|declin\w*|forbid\w*|forbidden|prohibit\w*|prevent\w*|bound|stop\w*|after"
    r"|outside|unless|without|reject\w*|impossible|bar\w*|restrict\w*|obliged|sorry|nothing|neither"
    r"|rule[ds]? out|beyond|before|up to|forfeit\w*|expire\w*|lapse\w*|states?|says?|dictates?"
    r"|specif\w+|stipulat\w*|apply|applies|set|follow|stands?|exactly|simply|same|force\w*|mandate\w*"
    r"|standard|always|automatically|dates?|calls? for|ties?)"
)
_FIXED = Phrases(
    r"\b(?:my|our) hands are (?:\w+ )?tied\b|\bout of (?:my|our) hands\b|\babove my pay\b|\bcomputer says\b"
    r"|\bpolicy is policy\b|\brules are (?:the )?rules\b|\bno exceptions\b|\ball sales (?:are )?final\b",
    r"\b(?:beyond|outside|not (?:in|within)) (?:my|our) (?:control|power|remit|hands|authority|gift|scope)\b",
    r"\b(?:head office|headquarters|hq|management|corporate|legal|compliance|upstairs|central office|group|the"
    r" brand|the owners|our lawyers) (?:\w+ )?(?:sets?|makes?|decides?|decided|dictates?|won't|doesn't|has"
    r" (?:told|instructed|decided|ruled)|have (?:told|instructed|decided|ruled)|insists?|controls?|draws? up)\b",
    r"\bthe (?:computer|system|software|machine|platform|app|portal|tool|program|database|algorithm|model) (?:\w+"
    r" ){0,6}?(?:automatically|by itself|on its own|won't|will not|doesn't|does not|can't|cannot|decides|says no"
    r"|has (?:already )?(?:decided|locked|closed)|refuses|rejects|gives me no|leaves me no|only (?:lets|allows"
    r"|accepts|takes))\b",
    r"\b(?:no (?:discretion|leeway|flexibility|wiggle room)|i have no (?:say|power|authority|discretion|choice"
    r"|influence|way)|i(?:'m| am) not (?:allowed|permitted|authori[sz]ed|empowered))\b",
    r"\b(?:procedures?|rules?|policies|policy|protocols?|terms|processes) (?:are|is) (?:there to be followed|what"
    r" (?:they are|it is)|clear|fixed|firm|strict|set in stone|non-negotiable|black and white|the same for"
    r"|binding|not (?:up|open|negotiable|something|flexible|for me))\b",
    r"\bset in stone\b|\bjust (?:following|doing my job|how it (?:is|works))\b|\bi don't make the rules\b"
    r"|\bthat's (?:just |simply )?(?:the policy|our policy|policy|the rule|the rules|how it works|the way it"
    r" (?:is|works))\b",
)
_SHIELD = Phrases(
    rf"\b(?:our|company|the|this|store|hotel|airline|bank|refund|returns?|return|cancellation|that|its"
    rf"|your|current|standard|corporate|strict|general|hotel's|airline's|a|by|baggage|privacy|claims?"
    rf"|fare|service|ticket|warranty|internal|head office|usual|house|group)(?: \w+){{0,3}}? {_RULES}\b",
    r"\b(?:policy is policy|rules are rules|policy reasons|policy-wise|as a matter of policy|company"
    r" policy|against policy|t&cs?|small print|fine print|by policy|policy does|policy prevents)\b",
    r"\b(?:as|like) (?:per|stated in|set out in|laid down in|outlined in|explained in|mentioned in"
    r"|specified in|described in)\b|\b(?:in (?:line|accordance|keeping|compliance) with|according to"
    r"|pursuant to|under|per|due to|because of|subject to|governed by|bound by|tied to|dictated by"
    r"|stick to|adhere to|comply with|follow|go by|within) (?:the |our |these |those |company |strict"
    rf" |current |internal )*(?:\w+ ){{0,2}}?{_RULES}\b",
    rf"\b(?:the|our|my|this|your)(?: \w+){{0,2}}? {_MACHINE} (?:\w+ )?(?:won't|will not|doesn't|does"
    rf" not|can't|cannot|isn't|is not|wouldn't|would not|didn't|refuses|rejects|prevents|blocks|stops"
    rf"|forces|only|just|simply|automatically|requires|says no|insists|is set up|is designed|is"
    rf" built|is configured|is programmed|has locked|locks|locked|blocked|flagged|shows no|allows only"
    rf"|rejected|decides|decided|closes|closed|gives me no|says)\b",
    rf"\b(?:not|n't|no|cannot|unable) (?:\w+ ){{0,5}}?(?:in|on|by|within|from|for) (?:the|our|my|this)"
    rf" {_MACHINE}\b", r"\bcomputer says\b",
    r"\b(?:my|our) hands are (?:\w+ )?tied\b|\bout of (?:my|our) hands\b|\b(?:beyond|outside|not"
    r" (?:in|within)) (?:my|our) (?:control|power|remit|hands|authority|gift|scope)\b|\babove my pay"
    r"\b|\bhow (?:it|things|this|that|we|the \w+) (?:works?|are done|is done|do it|operates?)\b|\bjust"
    r" the way\b|\bthe way (?:it|things) (?:is|works?|are)\b",
    r"\bi(?:'m| am) (?:simply |just |only |really |also |afraid )*not (?:allowed|permitted|authori[sz]ed"
    r"|able|in a position|empowered) to\b",
    r"\bi (?:do not|don't|have no|haven't|lack)(?: \w+){0,3} (?:authority|permission|access|power"
    r"|option|ability|discretion|clearance|way to override|means|rights?|button)\b",
    r"\bwe(?:'re| are) (?:\w+ )?(?:not (?:allowed|permitted|able|obliged|required|in a position)|unable"
    r"|bound|required|instructed|told)\b", r"\b(?:no|not|n't|cannot) (?:\w+ ){0,4}?(?:exceptions?)\b"
    r"|\bmake an? (?:\w+ )?exception\b|\bexceptions? (?:is|are|can|cannot|can't|will)\b",
    r"\b(?:head office|management|corporate|legal|compliance|upstairs|our lawyers|the auditors"
    r"|finance|regulations|regulators?|gdpr|data protection|the brand|headquarters|hq|security) (?:\w+"
    r" )?(?:won't|will not|doesn't|does not|do not|don't|has (?:told|instructed|decided|ruled|asked)"
    r"|have (?:told|instructed|decided|ruled|asked)|requires?|says|say|insists?|dictates?|decided?"
    r"|forbids?|prohibits?|prevents?|stops?|makes? us|want|wants|rules?|sets?)\b",
    r"\byou (?:have |had |already |did |'ve )*(?:agreed|accepted|signed|ticked|consented) (?:to )?"
    r"(?:the|our|these|those|this|it|when|on|a|up|off)\b",
    r"\b(?:that's|that is|it is|it's|this is) (?:just |simply |the |our |company |standard |how |a"
    r" )*(?:policy|procedure|protocol|rules?|process|what the rules|practice|requirement)\b",
    r"\b(?:fare|ticket|rate|item|fee|deposit|booking|sale|order|membership|purchase|plan)s? (?:you"
    r" \w+ )?(?:is|was|are|were) (?:\w+ )?(?:non-?refundable|non-?transferable|non-?returnable|final)\b",
    r"\ball sales (?:are )?final\b|\bnon-?refundable\b",
    r"\bno (?:discretion|leeway|flexibility|wiggle room|room for|room to)\b",
    r"\b(?:stated|written|listed|shown|published|printed|set out|explained|posted|mentioned|indicated) (?:\w+ )?(?:on|in"
    r"|at) (?:the|our|your) (?:\w+ )?(?:website|site|ticket|contract|terms|receipt|confirmation|booking|page|form|app"
    r"|desk|counter|checkout|invoice|brochure|welcome)\b",
    r"\b(?:warranty|guarantee|cover|insurance|plan|tariff|licen[cs]e|voucher|promotion|offer|fare|ticket|rate) (?:\w+"
    r" )?(?:does not|doesn't|do not|don't|won't|cannot|can't) (?:\w+ )?(?:cover|include|extend|allow|permit|apply)\b",
    r"\b(?:outside|past|beyond|after) (?:of )?(?:the|our) (?:\w+[- ]){0,3}?(?:window|period|limit|deadline|cut-off)\b",
    r"\b(?:not|n't) (?:\w+ )?(?:eligible|qualify|entitled)\b|\bineligible\b",
)  # fmt: skip
_BAR = Phrases(rf"(?:\b|n't\b){_BARRED}(?:\b|$)", r"n't\b")
_REASON = Phrases(
    r"\b(?:because|the reason|which is why|so that|that is why|that's why|since (?:the|we|a|it|each"
    r"|every)|exists? (?:to|so)|is there (?:to|so|because)|it's there (?:to|so|because)|protects?"
    r"|the point of|is (?:meant|there) to|comes from|why (?:we|that|this|the)|as the \w+ (?:is|are|has"
    r"|have|can|was|were))\b",
)
_ENTITLED = Phrases(
    r"(?:n't|\bnot|\bnever) (?:\w+ )?(?:appl(?:y|ies)|matter|count|stand in|a reason|an excuse|stop me|mean (?:you|that you) (?:lose|can't|must))\b",
    r"\b(?:you (?:can|may|are entitled|have the right|get (?:an?|your|the|full|both|to)|choose|don't have to|are covered|are owed"
    r"|have a right|have until)|entitles? you|gives you|lets you|allows you|lets me|allows me|covers"
    r"|covered|owes? you|your right|in your favou?r|on your side|your choice|protects you"
    r"|guarantees? you|means (?:you|i|we) (?:can|get|may|owe)|pays? (?:you|for)|i (?:can|may)|allows"
    r" (?:for )?(?:an?|the|both|two|full)|provides (?:for )?|for (?:an?|the) (?:free|full)"
    r"|grants? you|promises? you|applies to you|you had|changed)\b",
    r"\b(?:broke|broken|breach\w*|against|wrong|ignored|didn't follow|did not follow|not followed"
    r"|failed to follow|wasn't followed|missed|changed|changing|rewritten|review\w*|misread|mis-?sold"
    r"|no excuse|explained badly|badly|unclear|unfair) (?:\w+ ){0,5}?(?:policy|policies|rules?|terms"
    r"|procedures?|process|guidelines?|practice|contract|agreement|promise)\b",
    rf"\b{_RULES} (?:\w+ ){{0,3}}?(?:was|were|is|are) (?:\w+ )?(?:wrong|unclear|broken|not followed"
    rf"|ignored|unfair|changing|changed|outdated|no (?:excuse|comfort|help|answer)|badly)\b",
    r"\bread the (?:rules?|policy|terms) (?:to|out|wrong)\b",
)
_OPTION = Phrases(
    r"\b(?:i|we) (?:can|could|am able|may)\b",
    r"\byou (?:can|could|may|choose)\b|\bwhat (?:i|we) can\b",
    r"\b(?:instead|either|alternatively|option|would you (?:like|prefer)|if you(?:'d| would)? (?:prefer"
    r"|like|rather))\b",
    r"\bi(?:'ve| have| am|'m)? (?:now |already |still )*ask(?:ed|ing)?\b",
)


_GRANTED = Phrases(
    r"\b(?:i|we)(?:'ve| have| am|'m)? (?:\w+ly |now |already |just )*(?:refund|extend|waiv|accept|approv|credit|revers"
    r"|set (?:it|that|this) aside|overr[io]d|made an exception|making an exception|gone beyond|order|book|stopp|lift)"
    r"\w*\b",
    r"\bfrom (?:the|our) policy\b",
)
_PLAINLY = "Give the reason in plain words (“because …”), then what you can do instead."


def policy_shield(review: Review) -> Outcome:
    """D17: policy is not a shield; the reason in plain words, and an option, make it none."""
    return found(
        hit
        for phrases, fixed in ((_FIXED, True), (_SHIELD, False))
        for hit in claimed(review, phrases, "policy as a shield", suggestion=_PLAINLY)
        if hit.span and _shields(review, hit.span, fixed=fixed)
    )


def _shields(review: Review, span: tuple[int, int], *, fixed: bool) -> bool:
    """Whether a rule stands there against the customer, with no reason of its own."""
    sentence = review.sentence_at(span[0])
    if sentence is None or sentence.role != "body":
        return False
    if not fixed and (_ENTITLED.within(sentence.text) or not _BAR.within(sentence.text)):
        return False
    place = review.body.index(sentence)
    near = " ".join(each.text for each in review.body[max(0, place - 1) : place + 2])
    return not (_GRANTED.within(near) or (_REASON.within(near) and _OPTION.within(review.plain)))
