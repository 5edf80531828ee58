"""The last line: warm and specific, no survey, no upsell, no formula (D32)."""

from __future__ import annotations

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.timing import timed

_SURVEY = Phrases(
    r"\b(?:surveys?|questionnaires?|feedback (?:form|link|request|survey|page)|customer satisfaction|csat|nps)\b",
    r"\b(?:rate|score|mark|grade) (?:us|your|my|our|this|the|me|how|today's)\b", r"\b(?:leave|give|write|drop|post|share) (?:us"
    r"|me|a|your|some|an honest)? ?(?:a |an |some |your |quick |honest |short )*(?:\w+ )?(?:reviews?|ratings?|feedback|stars?|thumbs[- ]up)\b",
    r"\b(?:love|like|welcome|value|appreciate|grateful for|be glad of|keen to (?:have|hear)|interested in|want|after) (?:to (?:have|hear|get) )?(?:your|any|some) (?:honest |further |valuable |kind )*(?:feedback|opinions?|views?|thoughts|comments|rating|review)\b(?:[.!?;,]|$| (?:on|about) (?:this|our|my|us|how|today|the (?:chat|call|service)))",
    r"\bhow (?:did|was|were|have|would you rate) (?:i|we|my|our|your|this|today) (?:do|doing|done|service|help|experience|chat|handle\w*|call|conversation|contact)\b",
    r"\byour (?:feedback|opinion|views?) (?:is|helps|matters|on|counts|means|would|are|will)\b|\b(?:tell|let) us (?:how|what you thought|know how) (?:we|i|you found|your|it went)\b",
    r"\b(?:take|spare|fill|complete|answer|tick)\b[^.!?\n]*\b(?:a (?:minute|moment|few (?:minutes|moments|seconds|questions))|two minutes|30 seconds|one question|form below|questions)\b[^.!?\n]*",
    r"\b(?:five|5|10|ten|one to five|1 to 5|out of (?:five|ten|10|5))[- ]?stars?\b|\bscale of\b|\b(?:on|a) (?:trustpilot|google|tripadvisor|yelp|feefo) (?:review)?\b|\b(?:review|recommend) us\b",
)  # fmt: skip
_UPSELL = Phrases(
    r"\b(?:consider|try|trying|why not|interested in|sign up (?:for|to)|subscrib\w+ to|join|check out"
    r"|take a look at|have a look at|discover|explore|browse|switch(?:ing)? to|treat yourself to|look (?:at|into)|tempted by|thought (?:about|of)|think about|upgrad\w+ to) (?:\w+ ){0,2}(?:upgrading|our|to our)\b", r"\badd(?:ing)? (?:one of |some of |any of |on )?our\b",
    r"\bupgrade (?:today|now|to|your plan|for)\b", r"\b(?:special|exclusive|limited[- ]time|great|latest|current|amazing|fantastic|seasonal|summer|spring|autumn|winter|new) (?:\w+ )?(?:offers?|deals?|range|products?|collections?|promotions?|sale|bundles?|arrivals|menu)\b",
    r"\byou (?:may|might) (?:also |want to |even )?(?:like|enjoy|be interested|love|save|benefit|qualify|want to (?:try|look|consider|add|upgrade|join))\b",
    r"\bwhile (?:you(?:'re| are)|i have you|we(?:'re| are)|i've got you) (?:here|on|at it|waiting|chatting)?\b", r"\b(?:premium|plus|pro|gold|platinum|priority|vip|deluxe|unlimited|family|extended) (?:plan|membership|account|package|warranty|tier|cover|card|version|support|subscription|bundle|upgrade|club)\b",
    r"\b(?:(?:tell|refer|invite|bring) (?:your |a |some )?(?:friends?|family)|newsletter|mailing list|download (?:our|the) app|follow us|like us on|find us on|refer a friend|loyalty (?:scheme|programme|program|club|card)|rewards? (?:scheme|programme|program|club)|cross-?sell|add-?ons?|extended warranty|bundle|by the way, did you know|did you know (?:that )?you (?:can|could)|don't miss|miss out|now (?:available|on sale)|from (?:only|just) [£$€]|sale (?:starts|ends|is on)|% off (?:your next|all|everything|our|any|selected|when)|off your next|next (?:purchase|order|booking|visit) with|book (?:now|today|early)|early bird|savings account|personal loan|credit card offer|such as a)\b",
)  # fmt: skip
_FOR_MORE = Phrases(
    r"\bfor (?:only |just |as little as |another )?[£$€] ?\d[\d.,]* (?:more|extra|a (?:head|month|year|week|day|person)|per \w+)\b[^.!?\n]*\b(?:you (?:could|can|may|might|get)|move up|upgrade|tap|click|add)\b",
    r"\b(?:you (?:could|can|might)|why not|fancy|craving|how about) [^.!?\n]*\bfor (?:only |just |another )?[£$€] ?\d[\d.,]* (?:more|extra|a (?:head|month|year|week|day|person)|per \w+)\b",
    r"\b(?:use|enter|quote|try) (?:the |our |this )?(?:\w+ )?code (?-i:[A-Z0-9]{4,})\b[^.!?\n]*\b(?:next|first|new|future) (?:order|purchase|booking|visit)\b|\bcraving more\b|\bfancy (?:more|an?|some)\b",
    r"\b(?:how about|what about|why not (?:get|take|grab|add|order|treat)|would you like to add|care for) (?:an?|another|the|our|adding|getting|trying) [^.!?\n]*\b(?:half[- ]price|% off|discount|(?:at|for) (?:only |just )?[£$€] ?\d|for less|two for|free gift|special price|reduced)\b",
    r"\b(?:this |the |our )?(?:offer|deal|discount|promotion|sale|price) (?:runs|ends|lasts|is valid|is on|expires|is open|closes) (?:until|till|on|at|this|to|only|for)\b",
    r"\b(?:interested|tempted|fancy it|want in|worth a (?:try|look))\?",
    r"\b(?:have you|ever) (?:\w+ )?(?:thought|considered|tried|looked) (?:of|about|at|into)? ?(?:our|an?|upgrading|adding|joining)\b",
)
"""Something to buy, by its price or its code."""
_ELSE = Phrases(
    r"\b(?:anything|something|nothing|aught) (?:else|further|more|other)\b[^.!?\n]*(?:\?|help|assist|do for|need|let|know|today|contact|ask|just|support|i |we )",
    r"\b(?:any|if you have|have any|with any|should you have|other|more|all your) (?:other|further|more|additional|queries|future) ?(?:questions?|quer(?:y|ies)|concerns?|issues?|problems?|enquir(?:y|ies)|matters?|needs?|assistance|help)?\b",
    r"\b(?:any|with|have|for) (?:more |other |further |additional |follow-up )*(?:questions?|queries|concerns|issues|enquiries)(?: or (?:concerns|queries|comments|questions|issues))?(?: at all)?[,.]? (?:please|just|do|feel|don't|at|you may have|we|i|contact|reach|let|about|get|drop|call|simply|or)\b",
    r"\b(?:what|how) (?:else|more|further) (?:can|could|may|might|should|would) (?:i|we) (?:\w+ )?(?:do|help|assist|serve|offer)\b|\b(?:should|if) you (?:ever )?(?:need|require|want|wish|think of|have) (?:for )?(?:anything|something|aught)\b",
    r"\b(?:do not|don't|never|not) hesitate\b|\bhesitate to\b|\b(?:feel|please feel) free\b[^.!?\n]*\b(?:contact|reach|get|call|write|ask|drop|ring|email|message|come|let|pop|shout)\b",
    r"\blet (?:me|us) know if (?:there(?:'s| is)|you(?:'d| would)? (?:need|have|require|want|like)) (?:anything|something|any)\b|\bif there(?:'s| is) (?:anything|something) (?:\w+ )?(?:else|more|further|i|we|you)\b|\bif you (?:ever )?(?:need|want|require) (?:anything|any (?:\w+ )?(?:help|assistance)|help|us|me)\b|\bget in touch (?:any ?time|whenever|again|should)\b|\bany ?time you\b", r"\b(?:any|other) questions\b|\b(?:further|additional|more) (?:assistance|help|support|questions|queries|information)\b|\bbe of (?:any )?(?:further |more |additional )?(?:assistance|help|service)\b|\bassist you (?:with anything )?further\b|\bhelp you (?:with (?:anything|something)|today|further|out with)\b",
    r"\b(?:happy|glad|here|available|pleased|delighted|on hand|at your (?:disposal|service))(?: always)?(?: to (?:help|assist|serve)|24/7| around the clock| for you| if you need| should you need| whenever)\b[^.!?\n]*",
)  # fmt: skip
_EMPTY = Phrases(
    r"\b(?:thank you|thanks|grateful|appreciate you|many thanks)(?: again)?(?: so much| very much)? (?:for )?(?:choosing|flying|shopping|staying|banking|being (?:a|such|our|one|with|so)|your (?:\w+ )?(?:custom|business|loyalty|continued \w+|patience|understanding|patronage|support|trust|interest|cooperation|time|purchase)|dining|travelling|traveling|trusting|using|joining|placing)\b[^.!?\n]*",
    r"\b(?:we|i) (?:very much |really |so |sincerely |hope to |do |would )*(?:look|looking) forward to (?:welcoming|seeing|serving|hearing|having|your|working|continu\w+|doing|receiving|hosting|flying|many|a|delivering|helping|being)\b[^.!?\n]*|\blooking forward to (?:welcoming|seeing|serving|having|hosting|your)\b",
    r"\b(?:we|i) (?:truly |really |do |greatly |sincerely |very much |deeply |highly )*(?:value|appreciate|treasure|cherish) (?:you as|your (?:custom|business|loyalty|patience|understanding|feedback|continued|patronage|support|trust|opinion))\b[^.!?\n]*",
    r"\b(?:your (?:satisfaction|happiness|comfort|business|custom|trust|loyalty|experience|opinion) (?:is|means|matters|are)|customer satisfaction is|valued (?:customer|guest|member|client|passenger|policyholder)|committed to (?:providing|delivering|excellen\w+|our customers|the highest)|strive to|pride ourselves|quality (?:of )?service|at your service|always here|serve you (?:again|better)|welcome you (?:back|again)|see you (?:again )?soon|come back (?:and see us|soon)|hope to (?:see|welcome|serve|have) you|continue to (?:choose|shop|fly|bank|stay|enjoy))\b",
    r"\bhave (?:a|an) (?:very |really |super )?(?:great|wonderful|lovely|fantastic|nice|fabulous|amazing|awesome|good|pleasant|brilliant|blessed|fab) (?:rest of (?:your|the) )?(?:day|week|weekend|one|evening|morning|afternoon|night|time)\b|\benjoy (?:the rest of )?your (?:day|week|weekend|evening)\b",
    r"\b(?:hope|trust) (?:that )?(?:this|that|the above|i|we|you) (?:helps|is helpful|answers|resolves|clarifies|have (?:answered|resolved|been)|has (?:answered|resolved|been)|explains|find|settles|clears)\b[^.!?\n]*|\bwe (?:now )?consider (?:this|the) (?:matter|case|complaint) (?:closed|resolved)\b|\b(?:this|your) (?:case|ticket|complaint) (?:is|will|has) (?:now |be |been |automatically )*clos\w+\b",
)
_STOCK = Phrases(
    r"\b(?:thank(?:ing)? you|thanks|grateful|appreciat\w+) (?:\w+ ){0,3}?(?:for|of) (?:your |the )?(?:\w+ ){0,2}?(?:custom|business|loyalty|patronage|trust|support|choice|cooperation|patience|understanding|feedback)\b",
    r"\b(?:customers?|guests?|people|members?|clients?|passengers?) (?:like|such as) (?:you|yourself)\b|\bfeedback (?:like|such as) yours\b|\bmakes? us better\b|\bhelps? us (?:improve|grow|to improve|to do better)\b",
    r"\b(?:trust|hope|believe|assume|presume|confident) (?:that )?(?:\w+ )?(?:is|are|has been|have been|now) (?:\w+ )*(?:clear|settled|resolved|in order|satisf\w+|answered|well|fine|sorted|clarified|helpful|of (?:help|use))\b",
    r"\b(?:satisfaction|happiness|comfort|well-?being|experience|loyalty|trust|peace of mind) (?:\w+ ){0,2}?(?:priority|heart|everything|goal|concern|matters?|first|mission|aim|important)\b|\b(?:top|highest|number one|first) priority\b",
    r"\b(?:a few|some|five|5|your) stars\b|\b(?:mean|means) (?:the world|a lot|so much) (?:to (?:me|us))?|\bmake my day\b",
    r"\b(?:at your side|by your side|here for you|always (?:there|here|happy)|just a (?:call|click|message) away|on hand|round the clock|24/7|at your disposal)\b",
    r"\b(?:hope|look(?:ing)? forward|would be (?:delighted|pleased|happy|glad)|delighted|pleased) (?:\w+ ){0,3}?(?:to (?:\w+ )?)?(?:have|see|welcome|serve|host|greet|count) (?:\w+ ){0,2}?(?:you|as a|among|again)\b",
)
_THEIRS = Phrases(
    r"\bsurveys? (?:of|for|at) (?:your|the|this|that)\b|\byour (?:survey|review|rating|newsletter|premium|gold|platinum|priority|extended|family|plan|membership|cover|warranty)\b|\b(?:unsubscrib|remov"
    r"|tak|cancel|refund|clos|end|stopp|switch|downgrad)\w* (?:you )?(?:\w+ )*(?:from|off|your|the) |\b(?:you (?:asked|paid|bought|wanted|signed up|booked|wrote|ordered|left|posted|removed|cancelled|returned|never|didn't|did not)|by mistake|we (?:sold|charged|sent) you)\b"
)
_NO_MORE = Phrases(
    r"\b(?:need (?:nothing|anything)|you (?:don't|do not|won't|will not) (?:need|have)|(?:don't|do not|no|not|without|nothing|never|stopped?|won't|doesn't|isn't) (?:\w+ ){0,3}$)"
)
_SPECIFIC = Phrases(
    r"\b(?:anything about|something about|questions? about|if anything)\b",
    r"\b(?:assist|help|support) (?:you )?(?:in|by) \w+ing (?:the|your|a|this|that|it)\b",
)


def closing(review: Review) -> Outcome:
    """D32: no survey, no upsell, no "anything else?", no formula while the issue is open."""
    rules = (
        (_SURVEY, "a survey", False),
        (_UPSELL, "an upsell", False),
        (_FOR_MORE, "an upsell", True),
        (_ELSE, "an empty closing formula", True),
        (_EMPTY, "an empty closing formula", True),
        (_STOCK, "an empty closing formula", True),
    )
    hits: list[Hit] = []
    for phrases, name, soft in rules:
        for span in phrases.find(review.plain):
            told = any(hit.span and hit.span[0] < span[1] and span[0] < hit.span[1] for hit in hits)
            if not told and _counts(review, span):
                said = f"{name}: “{review.reply[slice(*span)].strip()}”"
                sure = not soft and _certain(name, review, span)
                hits.append(Hit(span, said, _REWRITE, soft=not sure))
    return found(hits)


_REWRITE = "Close with what you will do next for this person, and when."


def _certain(name: str, review: Review, span: tuple[int, int]) -> bool:
    """An offer to sell is certain only near the end; earlier it may be the matter itself."""
    return name == "a survey" or span[0] > len(review.plain) // 3


def _counts(review: Review, span: tuple[int, int]) -> bool:
    sentence = review.sentence_at(span[0])
    if sentence is None or review.attributed(span) or _about_theirs(sentence):
        return False
    before = review.before(span)
    if _SEE_YOU.starts(review.plain[span[0] : span[1]]) and timed(sentence.text):
        return False
    if _AT_THEIR_THING.within(review.plain[slice(*span)]):
        return False
    if review.plain[span[1] : span[1] + 1] == "@":
        return False
    return not (
        _NO_MORE.within(before)
        or _SPECIFIC.within(review.plain[slice(*span)] + review.plain[span[1] : span[1] + 8])
    )


_AT_THEIR_THING = Phrases(
    r"\bseeing you (?:behind|on your|at your|in your|back (?:on|in|behind|at) (?:the|your)|with your|up and|walk|ride|drive|play|dance|race|run)\b"
)
"""A wish about the customer's own life is no formula."""
_SEE_YOU = Phrases(r"(?:we |i )?(?:hope to )?see you\b")


def _about_theirs(sentence: Sentence) -> bool:
    """Whether the sentence is about the customer's own survey, plan or newsletter."""
    return _THEIRS.within(sentence.text)
