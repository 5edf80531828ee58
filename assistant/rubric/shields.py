"""The check on policy, machines and superiors as a shield (D17)."""

from __future__ import annotations

from assistant.rubric.lexicon.shields import (
    BARRED_STAFF,
    FIXED,
    FORBIDDING,
    GREYED,
    LETTING,
    MACHINES,
    NOT_LETTING,
    PERMISSIONS,
    RULES,
    SUPERIORS,
)
from assistant.rubric.outcome import Outcome, found
from assistant.rubric.phrases import Phrases, any_of
from assistant.rubric.review import Review
from assistant.rubric.voice import claimed

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
    r"|standard|always|automatically|dates?|calls? for|ties?|reserved|exclusive\w*)"
)
_FIXED = Phrases(
    r"\b(?:my|our) hands are (?:\w+ )?tied\b|\bout of (?:my|our) hands\b|\babove my pay\b|\bcomputer says\b"
    r"|\bpolicy is policy\b|\brules are (?:the )?rules\b|\bno exceptions\b|\ball sales (?:are )?final\b",
    r"\b(?:beyond|outside|out of|not (?:in|within)) (?:my|our) (?:control|power|remit|hands|authority|gift|scope)\b",
    r"\b(?:i(?:'m| am) (?:\w+ )?not|i(?:'m| am)n't) (?:\w+ )?(?:cleared|entitled|supposed|meant|licen[cs]ed|set up|trusted|senior enough) to\b",
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
    r"\b(?:it's|it is|that's|that is|this is|those are|these are|such are) (?:just |simply |only |merely |purely |all |standard |normal |usual |a |the |our |company |house |bank |airline |store |how )*"
    r"(?:polic(?:y|ies)|procedures?|protocols?|rules?|terms(?: and conditions)?|practice|requirements?|regulations?|guidelines?|t&cs?)(?:[.!;]|,? (?:i'm afraid|sorry|sadly|unfortunately|and|that|for)|$)",
    r"\b(?:it's|it is|that's|that is|this is) (?:just |simply |only |unfortunately )*(?:how|the way) (?:the|our|it|this|these|things|we|they) (?:\w+ )?(?:works?|operates?|is set|are set|is done|are done|do it|are|is|goes|go)\b",
    rf"\b(?:against|contrary to|not in line with|breach of|violation of|in conflict with) (?:the |our |company |these |all |my )*(?:\w+ )?{_RULES}\b",
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
    r"\b(?:for|because of|due to|on grounds of|owing to) (?:\w+ )?(?:data protection|privacy|security|legal|compliance|insurance|regulatory|gdpr|liability|administrative|internal)(?: reasons| rules| law| laws| purposes| grounds)?\b",
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
_AUTHORITY = any_of(RULES, MACHINES, PERMISSIONS, SUPERIORS)
_BARRING = Phrases(
    rf"\b{_AUTHORITY} (?:\w+ ){{0,2}}?{any_of(NOT_LETTING)} (?:\w+ ){{0,2}}?{any_of(LETTING)}\b",
    rf"\b{_AUTHORITY} (?:\w+ly |just |simply |also |you \w+ |we \w+ )*{any_of(FORBIDDING)}\b",
    rf"(?:^|[.!?:;,] )(?:the |our |company |house )*{any_of(RULES)} (?:\w+ )?(?:say|says|state|states|have it|has it|are that|is that)\b[^.!?]{{0,60}}(?:\b(?:cannot|not|no|only|never|must|three|no one)\b|n't\b)",
    rf"\b(?:the|our|my|this) (?:\w+ )?{any_of(MACHINES)} (?:\w+ )?(?:has|have|offers|gives me|shows|knows|leaves me|doesn't have|does not have) (?:no|any|only one) (?:\w+ )?(?:button|option|field|way|box|function|setting|entry|code|key|place|choice|room|menu|step)s?\b",
    rf"(?:\bnot|n't) (?:\w+ )?(?:foreseen|provided for|envisaged|planned|intended|designed|catered for|part of|possible|permitted|allowed|supported) (?:in|by|under|with|of|for) (?:the |our |this |your )+(?:\w+ )?{_AUTHORITY}\b",
    rf"\b(?:been|was|were|am|are) (?:\w+ )?(?:told|instructed|asked|ordered|directed|forbidden) (?:by (?:the |our |my )?(?:\w+ ){{0,2}}?{any_of(SUPERIORS)} )?(?:not to|to not|never to|to stop|no longer to)\b",
    rf"\bonly (?:the |our |my )?(?:\w+ )?{any_of(SUPERIORS)} (?:\w+ )?(?:can|may|has|have|is|are|decides?|could)\b|\bonly the (?:person|holder|name|account holder|payer) (?:on|of|in)\b[^.!?]{{0,40}}\b(?:can|may|gets? to|is allowed)\b",
    rf"\b{_AUTHORITY} (?:(?:on|at|in|from|for|of|with|behind) (?:our|the|my|this|these|that|your|such) (?:\w+ )?\w+ )(?:\w+ly |just |simply |also )*{any_of(FORBIDDING)}\b",
    rf"\b(?:the|our|my|this) (?:\w+ )?{any_of(MACHINES)} (?:\w+ )?{any_of(GREYED)}\b[^.!?]{{0,50}}\b(?:so|and|which means|meaning|leaving)\b[^.!?]{{0,30}}(?:\b(?:cannot|not|nothing|no|unable)\b|n't\b)",
    rf"\b{any_of(BARRED_STAFF)} (?:are|is|am|were|be|get)?(?: not|n't)? ?(?:\w+ )?(?:n't|not|never) (?:allowed|permitted|authori[sz]ed|supposed|meant|entitled|empowered|cleared) to\b|\b(?:nobody|no one|none of us)(?: here| on the \w+)? (?:is|are|was) (?:\w+ )?(?:allowed|permitted|authori[sz]ed|supposed|able|entitled) to\b",
    r"\b(?:aren't|isn't|ain't|wasn't|weren't) (?:\w+ )?(?:allowed|permitted|authori[sz]ed|supposed|entitled|empowered) to\b",
    rf"\b(?:not|n't|nothing|never) (?:\w+ ){{0,2}}?(?:something|anything|what|an option|a thing|a step)? ?(?:that |which )?(?:the|our|my|this) (?:\w+ )?{_AUTHORITY}"
    r" (?:\w+ )?(?:lets?|allows?|permits?|gives?|supports?|offers?|has|provides?|enables?)\b",
    rf"\b(?:bound|tied|constrained|limited|restricted|governed|guided|ruled|held|stuck) (?:\w+ )?(?:by|to|with) (?:the |our |my |these |those )?(?:\w+ ){{0,2}}?{_AUTHORITY}\b",
    rf"\b{any_of(FIXED)}\b",
)
"""An authority that bars, whatever the sentence says besides."""
_BAR = Phrases(rf"(?:\b|n't\b){_BARRED}(?:\b|$)", r"n't\b")
_REASON = Phrases(
    r"\b(?:because|the reason|which is why|so that|that is why|that's why|since (?:\w+ \w+ \w+ |the|we|a|it|each"
    r"|every)|exists? (?:to|so)|is there (?:to|so|because)|it's there (?:to|so|because)|protects?"
    r"|the point of|is (?:meant|there) to|comes from|why (?:we|that|this|the)|as the \w+ (?:is|are|has"
    r"|have|can|was|were))\b",
)
_ENTITLED = Phrases(
    r"(?:n't|\bnot|\bnever) (?:\w+ )?(?:appl(?:y|ies)|matter|count|stand in|a reason|an excuse|stop me|mean (?:you|that you) (?:lose|can't|must))\b",
    r"\b(?:you (?:can|may|are entitled|have the right|get (?:an?|your|the|full|both|to)|choose|don't have to|are covered|are owed"
    r"|have a right|have until)|entitles? you|gives? you|lets you|allows you|lets me|allows me|covers (?:you|the|it|this|that|your)"
    r"|(?:is|are|'re|fully) covered|owes? you|your right|in your favou?r|on your side|your choice|protects you"
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
    r"\b(?:tell|let) me (?:know )?(?:which|what you|your choice|whether you)\b|\b(?:pick|take your pick|choose|your choice)\b",
    r"\b(?:instead|either|alternatively|option|would you (?:like|prefer)|if you(?:'d| would)? (?:prefer"
    r"|like|rather))\b",
    r"\bi(?:'ve| have| am|'m)? (?:now |already |still )*ask(?:ed|ing)?\b",
)


_GRANTED = Phrases(
    r"\b(?:i|we)(?:'ve| have| am|'m)? (?:\w+ly |now |already |just )*(?:refund|extend|waiv|accept|approv|credit|revers|unlock|unblock|reset|open|reopen|restor|releas|fix|correct|remov|chang|paus|mov|unfr[eo]"
    r"|set (?:it|that|this) aside|overr[io]d|made an exception|making an exception|gone beyond|order|book|stopp|lift)"
    r"\w*\b",
    r"\bi(?:'ve| have)? (?:made|given|sent|found|got|put) you\b",
    r"\bfrom (?:the|our) policy\b",
)
_PLAINLY = "Give the reason in plain words (“because …”), then what you can do instead."


def policy_shield(review: Review) -> Outcome:
    """D17: policy is not a shield; the reason in plain words, and an option, make it none."""
    return found(
        hit
        for phrases, fixed in ((_FIXED, True), (_BARRING, True), (_SHIELD, False))
        for hit in claimed(review, phrases, "policy as a shield", suggestion=_PLAINLY)
        if hit.span and _shields(review, hit.span, fixed=fixed)
    )


_CALLED_FOR = Phrases(r"^(?:for|because of|due to|on grounds of|owing to) ")
_THEREFORE = Phrases(r"\b(?:therefore|hence|which is why|that's why|as a result|so)\b")
_GIVEN_AS_REASON = Phrases(r"\bbecause (?:\w+ ){0,3}$")
_REGRETTED = Phrases(r"\b(?:sorry|regret|apologi[sz]e) (?:that|for|about|how)\b[^.!?,;]*$")
"""A rule or a machine inside the regret is the failure itself."""
_DESPITE = Phrases(
    r"\b(?:whatever|despite|regardless of|no matter what|in spite of|even if|against|past|aside)\b"
)
_CRITICISED = Phrases(
    rf"\b(?:{_RULES}|{_MACHINE}) (?:\w+ )?(?:was|were|is|are) (?:never|not|badly|poorly|hardly|wrongly) (?:\w+ )?(?:explained|shown|told|made clear"
    r"|followed|given|mentioned|applied|read)\b"
)


def _shields(review: Review, span: tuple[int, int], *, fixed: bool) -> bool:
    """Whether a rule stands there against the customer, with no reason of its own."""
    sentence = review.sentence_at(span[0])
    if sentence is None or sentence.role != "body":
        return False
    if (
        _REGRETTED.within(review.before(span))
        or _DESPITE.within(review.before(span)[-30:])
        or _CRITICISED.within(sentence.text)
    ):
        return False
    place = review.body.index(sentence)
    fixed = fixed or (_CALLED_FOR.within(review.plain[slice(*span)]) and _BAR.within(sentence.text))
    after = review.body[place + 1].text if place + 1 < len(review.body) else ""
    barred = _BAR.within(sentence.text) or (_THEREFORE.within(after) and _BAR.within(after))
    if not fixed and (_ENTITLED.within(sentence.text) or not barred):
        return False
    near = " ".join(each.text for each in review.body[max(0, place - 1) : place + 2])
    if _GIVEN_AS_REASON.within(review.before(span)):
        near = near.replace("because", " ", 1)  # the rule is no reason for itself
    return not (_GRANTED.within(near) or (_REASON.within(near) and _OPTION.within(review.plain)))
