"""What is conceded to a threat of reviews, posts or press (D30)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, weight

_PUBLIC = (
    r"(?:reviews?|rating|ratings|stars?|one-star|1-star|posts?|posting|posted|tweets?|tweeting|videos?|tiktoks?|tiktok|thread"
    r"|reels?|stories|blog\w*|vlog\w*|articles?|press|media|newspapers?|papers?|journalists?|reporters?|column\w*|radio|tv|television|bbc|cnn|itv|watchdog|news"
    r"|followers|twitter|facebook|instagram|insta|reddit|youtube|linkedin|trustpilot|tripadvisor|google|yelp|glassdoor|feefo|mumsnet"
    r"|podcast|influencer|channel|publicity|headlines?|publicly|go(?:ing)? public|post(?:ed|ing)? (?:it |this )?online|social media|socials|social|viral|app store|play store|forums?|on x|daily (?:mail|mirror|express|star|telegraph)|consumer champion|hashtag)"
)
_THREAT = Phrases(
    rf"\b{_PUBLIC}\b",
)
_PLEA = Phrases(
    r"\b(?:in (?:return|exchange)|provided|as long as|if you(?:'d|'ll| could| would| can| will| are willing| agree|'re)?|once you(?:'ve| have)?|on condition|subject to|assuming you|in the hope|hoping (?:that )?you|all (?:i|we) ask)\b[^.!?\n]*"
    r"\b(?:remov\w+|delet\w+|tak\w+ (?:it|that|this|the \w+|your \w+|them)?(?: \w+)* ?down|withdraw\w*|chang\w+|edit\w*|not (?:to )?(?:post\w*|leave|write|publish|share|go|going)|refrain\w*|update|updat\w+|amend\w*|hold(?:ing)? (?:off|fire|back)|drop\w*|pull\w*|keep\w* (?:(?:this|it|that|things) (?:quiet|private|between|off|out|to)|quiet)|leave\w* (?:us )?(?:a |five|5|the)|reconsider\w*|hid\w*|revis\w+|spare|skip\w*|stay\w* quiet|disappear\w*|sleep on|pause)\b",
    rf"\b(?:to avoid|to prevent|rather than|instead of|before|so (?:that )?(?:you|this|it|we|there)(?: \w+)? (?:do not|don't|won't|needn't|doesn't|never|no|can avoid)|to keep|to stop|save us|spare us|without)\b[^.!?\n]*\b{_PUBLIC}\b",
    rf"\b(?:because|since|as|given|given that|seeing (?:that|as)|considering|in (?:view|light) of|with|due to|knowing|having seen|i(?:'ve| have)? (?:see|saw|seen|noticed?)|i can see|in response to|thanks to|now that|after (?:seeing|reading|your)|on account of|bearing in mind|you mention\w*|you're about to|on the strength of|owing to|aware (?:of|that))\b[^.!?\n]*\b{_PUBLIC}\b",
    rf"\b(?:please|kindly|ask you|hope you|would you|grateful if|appreciate it if|beg you|urge you|asking you|could you|request that|i'd like you|love it if|mean a lot if|be great if|nice if|want you to|trust (?:that )?you)\b[^.!?\n]*\b{_PUBLIC}\b",
    rf"\b(?:hate|don't want|do not want|wouldn't want|would not want|nobody wants|no one wants|rather not|sorry to see|worried about|concerned about|afraid of|prefer not|keen to avoid|want to avoid|like to avoid|take (?:\w+ )*threats|damage|hurt|harm|protect|value|matters? to us|mean\w* a lot|care about|can't afford|can do without)\b[^.!?\n]*\b(?:{_PUBLIC}|reputation|name|brand|image)\b",
    r"\b(?:you win|you've won|you got us|you've got us|okay, okay|fine, (?:you|i)|i give in|we give in|i cave|hands up|message received|point made|you've twisted my arm|twisted my arm|you leave (?:me|us) (?:no|little) choice|you drive a hard bargain|we don't need (?:a|the|any) (?:fuss|scene|drama|bad))\b",
    r"\b(?:reputation|our good name|bad publicity|public image|bad press|negative (?:publicity|press|attention|coverage)|between (?:us|you and me|ourselves)|keep (?:this|it) (?:quiet|between|private|off|out of|to yourself)|off the record|make this go away|put this to bed|without any fuss|no need for (?:anyone|others|it) )\b",
)  # fmt: skip
_NEUTRAL = Phrases(
    r"\b(?:(?:have|ask for|request|get|want|start|open|offer) (?:you )?a review|reviews? (?:by|with) (?:a|an|our|my|the|somebody|someone)|reviews? of (?:the|your|this|that) (?:decision|refusal|case|answer|claim|outcome))\b",
    r"\b(?:the review (?:does|will|is|needs|of|by)|for the review|up to you|your (?:choice|right|decision|call)|free to|with or without|whether or not|whatever you (?:write|post|decide|say|choose)|whichever|regardless|does(?:n't| not) (?:change|depend|affect|make|hang)|makes no difference|no (?:bearing|influence|effect)|same (?:offer|amount|answer|for)|either way|doesn't come into|have nothing to do|has nothing to do|not (?:because|change|tied|linked|a condition|depend|about)|no strings|anyone|independent of|entitled to|you can (?:post|write|say|publish|review|share|leave|tell))\b",
    r"\b(?:product|search|google (?:maps|pay|play|account|calendar|wallet|drive)|under review|review (?:it|this|that|your|the|of (?:your|the)|date|team)|reviewed|reviewing|reviewer|internal review|reset (?:it )?online|see it online|online (?:account|banking|form|portal|shop|order|chat|bill|check-in)|in public|postal|blog post on)\b",
)
_EXCEPTION = Phrases(
    r"\b(?:(?:make|made|making) an exception|as an exception|exceptionally|bend (?:the|our) rules|one-off|on this occasion only|just (?:for you|this once)|this once|special (?:case|arrangement|treatment)"
    r"|(?:normally|usually|ordinarily|standard(?:ly)?|strictly|technically|by rights|under our (?:policy|terms|rules))\b[^.!?\n]*\b(?:but|so|yet|however|although|though|instead|plus|in your case|this time|i(?:'ve| have)|today)"
    r"|(?:would|'d) (?:normally|usually|ordinarily|not normally|never normally)|we (?:don't|do not|wouldn't|never) (?:normally|usually|ordinarily)|not something we (?:normally|usually)|(?:above|beyond|over|outside|more than) (?:and beyond )?(?:what|our|the|my) (?:\w+ )?(?:usual|normal|standard|limit|policy|rules|we|allow|is|amount|cap|first|offer|others?|authority)"
    r"|although (?:only|it|the|your|we|this)|even though (?:only|it|the|your|we|this)|was the (?:limit|maximum|cap|most|offer)|is (?:usually|normally|our) (?:limit|maximum|most)|(?:the|our) (?:usual|normal|standard|original|first|earlier|initial|previous) (?:\w+ )?(?:is|was|would be|offer|amount|figure|limit|answer|decision|refund)"
    r"|(?:i|we)(?:'ve|'ll|'m| have| will| can| am| are)? (?:\w+ )?(?:raise|raised|increase|increased|double|doubled|triple|tripled|upped|improve|improved|sweeten|sweetened|bump|bumped|top|topped|upgraded|revise|revised|reconsider|reconsidered|changed (?:my|our) mind|reversed (?:my|our|the) (?:decision|position)|stretch|stretched|go up|went up|rethought|had a rethink)\b"
    r"|sign(?:ed)? off (?:something|more|a)|went to my manager|spoke to (?:my )?manage\w+|escalated (?:this|it) to (?:the )?(?:pr|press|social|media|director)|vip|priority (?:customer|status)|gold)\b"
)
_EXTRA = Phrases(
    r"\b(?:vouchers?|gift cards?|upgrade[ds]?|upgraded|months? free|free (?:month|year|night|meal|dinner|flight|upgrade|delivery|ticket|week|stay|breakfast|subscription|membership|weekend)s?|\w+ (?:months?|nights?|weeks?|years?) (?:free|on us|for free)|credit|dinner for two|hamper|flowers|bonus|goodwill|compensation|full refund|refund (?:for|of) (?:all|the (?:whole|full|entire))|all (?:two|three|four|five|the) (?:nights?|months?|\w+)|complimentary|on the house|extra|on top|as well as|plus|vip|lounge|tickets?|discount|\d+ ?% off|business class|first class|suite|free of charge)\b"
)
_GIVEN = Phrases(
    r"\b(?:i|we)(?:'ve|'ll|'m|'re|'d| have| will| can| am| are| would)? (?:\w+ly |also |now |just |like to |happy to |be |glad to |going to |able to )*(?:\w+ed|give|gave|given|offer|offering|send|sent|sending|pay|paying|paid|refund|refunding|credit|crediting|add|adding|put|take|took|taken|throw|upgrade|upgrading|make|made|raise|double|issue|issuing|book|booking|do|extend|waive|arrange|include|go)\b|\b(?:here's|here is|you'll (?:get|have|receive|find)|please accept|accept|have this|is yours|it's yours|yours)\b"
)


def threat_rewarded(review: Review) -> Outcome:
    """D30: no remedy is tied to a threat, and none is larger because of it."""
    note = "in part: whether a calm customer would be offered the same needs both drafts"
    hits = list(_pleas(review))
    if not hits and _threatened(review):
        hits += [*_above_limit(review), *_exceptions(review), *_not_allowed(review)][:1]
    return found(hits, note=note)


def _threatened(review: Review) -> bool:
    """Whether the customer speaks of going public; the words of their triage count too."""
    if review.case is None:
        return False
    flags = {flag.key for flag in review.triage.flags} if review.triage else set()
    return "press" in flags or (
        _THREAT.within(review.customer_text) and _GOING.within(review.customer_text)
    )


_GOING = Phrases(
    rf"\b(?:i'll|i will|i'm|i am|going to|gonna|will be|about to|let's see|let (?:me|them|everyone|people)|see what|wait (?:till|until)|enjoy|already|my|get|expect|watch|or (?:i|it|this|else)|unless|if (?:you|i|this|it|not|there)|writing|telling|tell|contact\w*|call\w*|email\w*|the next|prepare|love|followers|happy to|thinking of|screenshot\w*|otherwise|has \d+|\d+k?|all over|straight|everywhere|ready to|drafted|typed|every|next|has|leaving|works? (?:at|for))\b[^.!?\n]*\b{_PUBLIC}\b"
    rf"|\b{_PUBLIC}\b[^.!?\n]*\b(?:will|would|going|hear|know|see|love|next|ready|coming|today|tonight|tomorrow|unless|if|about you|your name|out|everywhere|followers|views|follows)\b"
)


def _pleas(review: Review) -> Iterator[Hit]:
    for span in _PLEA.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        said = review.plain[slice(*span)]
        if _NEUTRAL.within(sentence.text):
            continue
        spoken = _THREAT.within(sentence.text) or _REPUTATION.within(said) or _DOWN.within(said)
        if not spoken or not (_threatened(review) or _STRONG.within(sentence.text)):
            continue
        yield Hit(span, "ties the remedy to a threat",
                  "Make the offer the facts allow, and do not speak of what they may publish.")  # fmt: skip
        return


_DOWN = Phrases(
    r"\b(?:take|taking|took) (?:it|this|that|them|the \w+|your \w+) down\b|\b(?:delet|remov|drop|pull)\w* (?:it|this|that)\b|\b(?:you win|you've won|i give in|we give in|put this to bed|go away|you leave (?:me|us)|point made|twisted)\b"
)
_REPUTATION = Phrases(r"\b(?:reputation|publicity|good name|press|between|quiet|off the record)\b")
_STRONG = Phrases(
    r"\b(?:(?:your|a|an|bad|negative|that|google|online|star|honest|angry|public|poor|any|positive|better|critical|nasty|the (?:google|online|bad|negative)) (?:\w+ )?(?:reviews?|posts?)|rating|posting|tweet|press|media|newspaper|trustpilot|tripadvisor|video|followers|journalist|publicity|social media)\b"
)


def _above_limit(review: Review) -> Iterator[Hit]:
    """A sum above what the case lets the agent give."""
    limit = review.case.facts.authority.refund_up_to if review.case else None
    if limit is None:
        return
    priced = _figures(review)
    for fact in review.facts:
        if fact.kind != "amount" or Decimal(fact.value) <= Decimal(str(limit)):
            continue
        sentence = review.sentence_at(fact.span[0])
        said = sentence.text if sentence else ""
        if Decimal(fact.value) not in priced and _GIVEN.within(said) and not _DECLINED.within(said):
            yield Hit(fact.span, f"gives more than the {limit:g} that the case allows",
                      f"Offer up to {limit:g}, as without the threat.")  # fmt: skip


_DECLINED = Phrases(
    r"\b(?:cannot|can't|not|n't|unable|above|more than i|needs? (?:a|my|the)|ask\w*)\b"
)


def _figures(review: Review) -> set[Decimal]:
    """What was paid: naming the price gives nothing away."""
    paid = review.case.facts.amount if review.case else None
    named = {Decimal(f.value) for f in review.customer_facts if f.kind == "amount"}
    return named | ({Decimal(str(paid))} if paid is not None else set())


def _exceptions(review: Review) -> Iterator[Hit]:
    for span in _EXCEPTION.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        if (
            not _DECLINED.within(sentence.text)
            and not _NEUTRAL.within(sentence.text)
            and (_GIVEN.within(review.plain) or _EXTRA.within(review.plain))
        ):
            yield Hit(span, "an exception after a threat",
                      "Give what anyone with these facts gets; say no to the rest.", soft=True)  # fmt: skip
            return


def _not_allowed(review: Review) -> Iterator[Hit]:
    """A favour that neither the authority, nor the facts, nor a clause knows."""
    if review.case is None:
        return
    facts = review.case.facts
    if not facts.authority.actions and facts.authority.refund_up_to is None:
        return
    parts = (
        *facts.authority.actions,
        *facts.actions_done,
        review.facts_text,
        *(c.text for c in review.clauses),
    )
    known = content(" ".join(parts).replace("_", " "))
    for span in _EXTRA.find(review.plain):
        sentence = review.sentence_at(span[0])
        said = review.plain[slice(*span)]
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        if not _GIVEN.within(sentence.text) or _DECLINED.within(sentence.text):
            continue
        stems = content(said)
        if stems and weight(stems & known) == 0:
            yield Hit(span, f"“{said}” is no remedy that the case allows; the customer threatened",
                      "Offer what the case allows, as without the threat.", soft=True)  # fmt: skip
            return
