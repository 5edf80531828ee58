"""The check on pleas to the customer in place of action (D12)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.lexicon.pleas import ASKING, BEARING, EXCUSING, KINDNESS
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases, any_of
from assistant.rubric.review import Review
from assistant.rubric.shields import policy_shield
from assistant.rubric.timing import timed
from assistant.rubric.voice import claimed

__all__ = ["forgiveness_asked", "policy_shield"]

_KINDNESS = (
    r"(?:patience|understanding|forgiveness|indulgence|forbearance|tolerance|leniency|mercy"
    r"|goodwill|good will|pardon|cooperation|co-operation|generosity|clemency|compassion"
    r"|continued (?:support|loyalty|trust|business|custom)|loyalty|trust|faith|kindness|grace)"
)
_PLEA = Phrases(
    r"\bforgive (?:us|me|our|my|this|that|any|the (?:\w+ )?(?:delay|mistake|error|mix-up|wait|trouble"
    r"|inconvenience|oversight|confusion|late|slow|poor|mess|slip|silence|state|way|lapse|lateness))\b",
    r"\bforgiveness\b(?:[.!?,;]|$| (?:for|from|in|and))", r"\b(?:can|could|will|would|may|might|to|please|please do|hope you|ask you to"
    r"|you'll|find a way to) forgive\b", r"\b(?:pray|praying|beg|begging) (?:that )?(?:you|for your)\b|\blook kindly (?:on|upon)\b|\b(?:don't|do not|not) (?:\w+ )?(?:walk away|turn away|give up) (?:from|on) us\b", r"\b(?:be|are|we're|am|feel) forgiven\b|\bforgiving\b",
    r"\bbeg(?:ging)? (?:you|your|for|pardon)\b", r"\b(?:a thousand|many|million) pardons\b"
    r"|\bpardon (?:us|me|our|my|the|this|any)\b|\bmea culpa\b",
    r"\b(?:bear|bearing|hang|stick|stay|hold on) (?:on )?(?:in there )?with (?:us|me|our)\b",
    r"\b(?:hang|hold|sit) (?:in there|tight|on (?:in there|a (?:bit|little) longer|for now|just a))\b"
    r"|\bstay tuned\b|\bwatch this space\b|\bstand by\b",
    r"(?:^|[.!?] )(?:please )?(?:just )?wait(?: (?:a|for a|just a) (?:bit|little|while|moment|minute|little while|few))?(?:,? please)?[.!]", r"\b(?:please|kindly) (?:do )?(?:co-?operate|adjust|oblige|accommodate us|compromise)\b",
    r"\bfind it in (?:your|you)(?: heart| hearts)?\b",
    r"\bexcuse (?:us|our|my|me(?:[.!]|$| for)|the (?:\w+ )?(?:delay|mistake|error|mix-up|wait|trouble|inconvenience"
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
_ASKED_FOR = Phrases(
    rf"\b{any_of(ASKING)} (?:\w+ ){{0,5}}?{any_of(KINDNESS)}\b",
    rf"\b{any_of(ASKING)}(?:,? \w+){{0,6}}?(?:n't)? {any_of(BEARING)}\b",
    rf"\b{any_of(EXCUSING)}\b",
)
"""An asking, and what is asked for or how the customer shall bear it."""
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
    seen: list[tuple[int, int]] = []
    for hit in (h for phrases in (_PLEA, _ASKED_FOR) for h in claimed(review, phrases, message)):
        if hit.span and any(a < hit.span[1] and hit.span[0] < b for a, b in seen):
            continue
        seen += [hit.span] if hit.span else []
        sentence = review.sentence_at(hit.span[0]) if hit.span else None
        if hit.span is None or sentence is None or sentence.role == "greeting":
            continue
        said = review.plain[slice(*hit.span)]
        if _A_HOLD.within(said):
            continue
        if _ENDED.within(sentence.text) or (_TIME_ASKED.within(said) and timed(sentence.text)):
            continue
        soft = _THANKED.within(said)
        yield Hit(hit.span, "a formula in place of action" if soft else hit.message, soft=soft)


_A_HOLD = Phrases(r"\b(?:the|a|an|this|that|no|what|each|your) hold on$")
"""A hold on an account is a thing, no plea."""
_TIME_ASKED = Phrases(
    r"^(?:give|allow|grant|spare)\w* .*(?:time|moment|while|days|weeks|longer)$", r"\bwait\b"
)
