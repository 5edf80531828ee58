"""Checks on words alone: what a reply to an angry customer does not say (D03–D05, D12, D17–D19)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.apology import APOLOGY
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, weight

_FEELING = r"(?:upset|angry|mad|frustrated|emotional|worried|annoyed|rude|dramatic|aggressive)"
_COMMAND = Phrases(
    r"\bcalm (?:yourself |things )?down\b",
    r"\b(?:please|just|try to|need to|should|must|let's all|let us) (?:please |all |just )*"
    r"(?:stay|remain|keep|be|act) (?:\w+ )?(?:calm|patient|reasonable|polite|civil|rational"
    r"|cool)\b",
    r"^(?:stay|remain|keep|be) (?:calm|patient|reasonable|cool)\b",
    r"\brelax(?:,|\.|!| and| a bit| a little| please|$)", r"\b(?:just|please|to) relax\b",
    r"\b(?:chill(?: out)?|settle down|cheer up|cool off|cool down|lighten up|get over it"
    r"|let it go)"
    r"(?:[,.!]| and| please| a (?:bit|little)|$)",
    r"\btake it easy\b", r"\btake a (?:deep )?breath\b", r"\b(?:control|compose) yourself\b",
    rf"\b(?:don't|do not|try not to|no need to|no reason to|not necessary to|needn't|not need to"
    rf"|shouldn't|should not) (?:be|get|feel|become) (?:so |too |that |overly )*{_FEELING}\b",
    r"\b(?:please |try |need |reason |there's |there is |do |you )(?:not to|no need to|not) "
    r"(?:worry|panic|stress|shout|yell|swear|overreact|fret|take (?:it|this) personally)\b",
    r"\b(?:no need to|no reason to|don't) (?:worry|panic|stress|shout|yell|swear|overreact|fret"
    r"|rant|raise your voice|take (?:it|this) (?:personally|out on)|use (?:that|such) (?:tone"
    r"|language))\b",
    r"\b(?:watch|mind|lower|moderate) your (?:tone|language|voice)\b",
)  # fmt: skip


def own_voice(
    review: Review, phrases: Phrases, message: str, *, soft: bool = False
) -> Iterator[Hit]:
    """A hit for each phrase that stands in the reply's own voice."""
    for span in phrases.find(review.plain):
        if not review.attributed(span):
            yield Hit(span, f"{message}: “{review.reply[slice(*span)].strip()}”", soft=soft)


def feelings_commanded(review: Review) -> Outcome:
    """D03: no command about feelings."""
    return found(own_voice(review, _COMMAND, "a command about feelings"))


_MINIMISING = Phrases(
    r"\bat least (?:you|it|it's|we|your|the|he|she|they|that|that's|nobody|no one|there|this)\b",
    r"\b(?:just|only|merely|simply) (?:a|an|one) (?:very )?(?:minor|small|little|slight|simple"
    r"|tiny"
    r"|short|brief|few|couple|matter|day|hour|week|bit|case|mix-up|glitch|misunderstanding"
    r"|technical|temporary|formality)\b",
    r"\b(?:minor|small|little|slight|tiny|trivial) (?:\w+ )?(?:inconvenience|issue|delay|problem"
    r"|error|mistake|mix-up|glitch|hiccup|setback|hitch|oversight|misunderstanding|thing|slip|bump"
    r"|mishap|upset)\b",
    r"\b(?:hiccup|blip)s?\b", r"\b(?:not|isn't|no|hardly) (?:that |such "
    r"|really )*(?:a )?big deal\b",
    r"\b(?:not|isn't|hardly) the end of the world\b", r"\bcould (?:be|have been) (?:much |a lot "
    r"|far )?worse\b",
    r"\b(?:not|isn't|wasn't) (?:that|so|all that|too) (?:bad|serious|important|long|late|much)\b",
    r"\bthese things happen\b", r"\bthese mistakes happen\b", r"(?:^|[.!?] )it happens\b",
    r"\bnothing (?:serious|major|to worry about)\b", r"\bno (?:real )?harm (?:was )?done\b",
)  # fmt: skip
_DENIED = Phrases(
    r"(?:\bnot?|n't|\bmore than|\banything but|\bfar from|\bnever|\bwithout)(?: just| only"
    r"| merely| "
    r"simply| a| an| at all)* ?$"
)
_INCONVENIENCE = Phrases(r"\binconvenien(?:ce|ces|ced)\b")


def minimising(review: Review) -> Outcome:
    """D04: no minimising; "inconvenience" fails where the loss is serious."""
    hits = [
        hit
        for hit in own_voice(review, _MINIMISING, "plays the loss down")
        if hit.span and not _DENIED.within(review.before(hit.span))
    ]
    triage = review.triage
    if review.angry and (triage is None or triage.severity != "low"):
        soft = triage is None or triage.severity == "medium"
        hits += [
            hit
            for hit in own_voice(review, _INCONVENIENCE, "too small a word", soft=soft)
            if hit.span and not _DENIED.within(review.before(hit.span))
        ]
    return found(hits)


_CANNED = Phrases(
    r"\b(?:i|we) (?:can |do |could |fully |completely |totally |truly |really |certainly |only "
    r"|so |very much )*"
    r"(?:understand|appreciate|hear|see|feel|sense|imagine|recognise|recognize|acknowledge"
    r"|empathi[sz]e with|share) "
    r"(?:how |that |why |what |just how )*(?:your |you |you're |you are |this |it |must |might "
    r"|may |is |be |are |feel |so |very "
    r"|feeling |for |the |upset |and )*(?:frustrat\w*|anger|angry|concerns?|disappoint\w*"
    r"|upset\w*|pain|feelings?"
    r"|feel|annoy\w*|stress\w*|irritat\w*|situation|position|dissatisfaction|unhappy)\b",
    r"\b(?:i|we) (?:do |really |can )?(?:hear|feel|get) you\b",
    r"\b(?:i|we) know how you feel\b", r"\bput (?:myself|ourselves) in your shoes\b",
    r"\b(?:that|this|it) must (?:be|have been|feel) (?:so |very |really |extremely |incredibly )?"
    r"(?:frustrating|upsetting|annoying|hard|difficult|stressful|disappointing)\b",
    r"\bi(?:'d| would) (?:be|feel) (?:\w+ )?(?:frustrated|upset|angry|annoyed|the same)(?: too"
    r"| way)?\b",
)  # fmt: skip


def _detailed(review: Review, sentence: Sentence) -> bool:
    """Whether a sentence says something that only this case could have brought about."""
    inside = any(sentence.start <= f.span[0] < sentence.end for f in review.facts)
    own = content(sentence.text)
    if review.case is None:
        return inside or weight(own) >= 4
    return inside or weight(own & review.customer_stems) >= 1.5


def canned_empathy(review: Review) -> Outcome:
    """D05: no canned empathy without a detail in the same sentence."""
    hits = []
    for hit in own_voice(review, _CANNED, "an empathy formula without a detail"):
        sentence = review.sentence_at(hit.span[0]) if hit.span else None
        if sentence and not _detailed(review, sentence):
            hits.append(hit)
    return found(hits)


_FORGIVENESS = Phrases(
    r"\bforgive (?:us|me|our|my|the|this)\b", r"\bforgiveness\b", r"\byou (?:can|could|will|may"
    r"|might) forgive\b",
    r"\bbeg your pardon\b", r"\bpardon (?:us|me|our|the)\b", r"\bbear with (?:us|me)\b",
    r"\bbearing with (?:us|me)\b", r"\bfind it in your heart\b", r"\bexcuse (?:us|our|my|the)\b",
    r"\b(?:give|grant) us (?:another|a second|one more) chance\b",
    r"\bask(?:ing)? (?:for |you for )?your (?:patience|understanding|forgiveness|indulgence)\b",
)  # fmt: skip
_PATIENCE = Phrases(
    r"\b(?:thank you|thanks|grateful|appreciate) (?:so much "
    r"|very much )?(?:for )?(?:you for )?your "
    r"(?:continued |kind )?(?:patience|understanding)\b",
    r"\bplease accept (?:our|my) (?:\w+ )?(?:\w+ )?apolog(?:y|ies)\b",
)


def forgiveness_asked(review: Review) -> Outcome:
    """D12: no request for forgiveness, no "bear with us"; thanks for patience is a warning."""
    return found(
        [
            *own_voice(review, _FORGIVENESS, "asks the customer for something instead of acting"),
            *own_voice(review, _PATIENCE, "a formula in place of action", soft=True),
        ]
    )


_SHIELD = Phrases(
    r"\b(?:policy|policies|terms(?: and conditions)?|guidelines?"
    r"|rules?) (?:\w+ ){0,3}(?:(?:does not"
    r"|doesn't|do not|don't|cannot|can't|won't|will not)(?: \w+)? (?:allow|permit|let|cover"
    r"|include"
    r"|provide|offer|accept|give)|prohibits?|forbids?|prevents?|(?:is|are) (?:very )?strict)\b",
    r"\b(?:cannot|can't|unable to|not (?:able|possible|allowed|permitted)|won't)\b[^.!?]{0,60}"
    r"\b(?:per|under|due to|because of|by) (?:our |the |company )?(?:\w+ )?(?:policy|policies"
    r"|rules"
    r"|guidelines|terms)\b",
    r"\b(?:as )?per (?:our |company |the )?(?:\w+ )?(?:policy|terms|guidelines)\b",
    r"\bthe (?:system|computer|software) (?:won't|will not|doesn't|does not|can't|cannot|isn't"
    r"|is not) \w+",
    r"\b(?:my|our) hands are tied\b", r"\brules are rules\b",
    r"\bagainst (?:our |company )?policy\b",
    r"\bi(?:'m| am) not (?:allowed|permitted|authori[sz]ed) to\b",
)  # fmt: skip


def policy_shield(review: Review) -> Outcome:
    """D17: policy is not a shield."""
    return found(own_voice(review, _SHIELD, "policy as a shield"))


_IRRITANTS = Phrases(
    r"\b(?:unfortunately|obviously|actually|regrettably)\b",
    r"\b(?:as|like) (?:i|we) (?:have |had |already |previously |just |'ve )*(?:said|mentioned"
    r"|stated"
    r"|explained|told|noted|advised)\b",
    r"\bas (?:already|previously) (?:said|mentioned|stated|explained|advised|noted)\b",
    r"\bper my (?:last|previous) (?:email|message)\b",
    r"\byou should(?:'ve| have) (?:\w+ )?(?:\w+(?:ed|en|wn|ld|ght|pt)|read|made|sent|put|let|been"
    r"|had|got)\b",
    r"\byou (?:have )?failed to\b",
    r"\byou (?:clearly|simply) \w+",
)
_OWED = Phrases(
    r"^you should(?:'ve| have) (?:\w+ )?(?:had|been|got|gotten|received|heard|never|seen|not)\b",
    r"^you should(?:'ve| have) (?:not|never|already) ",
)


def irritants(review: Review) -> Outcome:
    """D18: words that irritate."""
    hits = own_voice(review, _IRRITANTS, "a word that irritates")
    return found(h for h in hits if h.span and not _OWED.starts(review.plain[slice(*h.span)]))


_BUT = Phrases(r"(?:,| –| —|;) ?(?:but|however|although)\b", r"\bbut\b")
_BUT_START = Phrases(r"(?:but|however)\b")
_NOT_ONLY = Phrases(r"\bnot (?:only|just)\b", r"\b(?:anything|nothing|all) but\b", r"\bbut also\b")


def but_after_apology(review: Review) -> Outcome:
    """D19: no "but" right after acknowledgement or apology."""
    return found(_buts(review))


def _buts(review: Review) -> Iterator[Hit]:
    message = "takes the apology back"
    for number, sentence in enumerate(review.body):
        place = APOLOGY.first(sentence.text) or _CANNED.first(sentence.text)
        if not place or _NOT_ONLY.within(sentence.text):
            continue
        later: Span | None = _BUT.first(sentence.text[place[1] :])
        if later and not review.attributed((sentence.start + place[0], sentence.start + place[1])):
            start = sentence.start + place[1]
            yield Hit((start + later[0], start + later[1]), message)
        following = review.body[number + 1 : number + 2]
        if following and (match := _BUT_START.first(following[0].text)) and match[0] == 0:
            yield Hit((following[0].start, following[0].start + match[1]), message)
