"""What the customer wants done, in the order in which they say it."""

from __future__ import annotations

from functools import lru_cache

from assistant.domain import Ask
from assistant.triage.matching import PatternSet

_WANT = r"(?:want|need|demand|expect|request(?:ed|ing)?|asked? for|asking for|give me|get|like|send|issue|provide|require|deserve|waiting for|owe me)"
_SUM = r"(?:[£$€₹] ?\d[\d.,]*|\d[\d.,]* ?(?:pounds?|euros?|dollars?|quid|bucks|eur|gbp|usd))"
_PATTERNS: tuple[tuple[Ask, str], ...] = (
    ("refund", rf"\b{_WANT}\b.{{0,40}}\b(?:refund\w*|money back|reimburs\w+)|\brefund (?:me|my|us|our|it|please|the)|\b(?:my|our) money (?:back|returned)|\bmoney back\b|\breimburse (?:me|us)|\bplease refund|\bwhere(?:'s| is) my (?:refund|money)|\breturn my money|\bcredited? back"
        rf"|\b{_WANT}\b.{{0,30}}(?:{_SUM}|all of it|it all|every penny|the rest|deposit)[^.!?]{{0,25}}\bback\b|\breturn (?:my|our|the) (?:deposit|payment)|\brefund (?:both|all|them|pls|please)|\brefund p(?:lea|l)s"
        r"|\bgeld zurück|(?:€|\beuros?|\beur) zurück|\brückerstatt|\berstatte|\breembols|\brembours"),
    ("replacement", rf"\b{_WANT}\b.{{0,40}}\b(?:replac\w+|exchange|new (?:one|item|unit))|\breplace (?:it|my|this|the)|\bpls? replac|\bplease replac|\bsend (?:me |us )?(?:an?|another|the) (?:new|missing|right|correct|spare)\b|\b(?:exchange|swap) (?:it|them|this)\b"),
    ("repair", r"\b(?:fix|repair|mend|sort|resolve) (?:it|this|that|your|my|the)\b|\bplease (?:fix|repair|resolve|solve|sort)|\b(?:get|got) (?:it|this) (?:fixed|sorted|resolved|repaired)|\bsolve (?:my|the|this)|\b(?:want|need|like) (?:it|this|that|them) (?:to be )?(?:fixed|repaired|mended)|\bsend (?:me |us )?(?:an?|the) (?:engineer|technician|plumber|electrician)"),
    ("explanation", r"\bwhy\b[^.!]{3,}\?|\bexplain\b|\bexplanation\b|\bhow (?:is|can|could|do|does|come)\b[^.!]{3,}\?|\bwhat (?:is going on|happened|gives|does)\b|\bwhat's (?:going on|up|the deal)|\btell me why"),
    ("correction", r"\b(?:correct|remove|delete|update|amend) (?:it|this|these|the|my|those|them)?\s?.{0,30}\b(?:report|account|inquir\w+|item|entr\w+|file|bill|charge|information|record|name|address|error)|\b(?:charge|fee|entry|item)s? (?:removed|corrected|taken off|waived)\b|\bremoved? from my (?:credit|report|account|file)"),
    ("compensation", r"\bcompensat\w+|\bgoodwill|\bvoucher|\bmake (?:this|it|up) (?:right|up)|\bmake it right|\bcredit (?:me|my account|for)|\b(?:rent|bill|price|fee) (?:to be )?(?:reduced|lowered)\b"),
    ("callback", r"\b(?:please|pls|can (?:you|someone|somebody)|could (?:you|someone)|want (?:you|someone|somebody) to|need (?:you|someone|somebody) to|have (?:someone|somebody)|ask (?:someone|them) to) (?:please )?(?:call|phone|ring) (?:me|us)\b|^call me\b|[.!] ?call me\b|\b(?:want|need|request\w*|like|expect\w*|waiting for) an? (?:phone )?call ?-?back|\bgive (?:me|us) a call\b|\breturn my call|\b(?:manager|supervisor|someone|somebody) to (?:call|ring|phone) (?:me|us)\b"),
    ("cancellation", r"\bcancel (?:my|the|this|it|our)\b|\bwant to cancel|\bclos(?:e|ing) (?:my|the|this|our) accounts?|\b(?:clos(?:e|ing)|end) (?:my|our|the|this|his|her|their) (?:contract|policy|membership|subscription)\b|\bterminate (?:my|the|our)|\bunsubscribe"),
    ("confirmation", r"\bconfirm (?:that|whether|if|this|my|the|please)|\bplease confirm|\b(?:written|in writing|need) confirmation|\bis (?:it|this) (?:true|correct|normal)"),
    ("update", r"\b(?:any|an|no|get an?|some) (?:update|news|status)|\bwhen (?:will|can|is|are|do)\b|\bwhat is the status|\bhow long\b.{0,40}\?|\beta\b|\bkeep me (?:posted|updated|informed)|\bwill (?:i|we) (?:get|have|hear)\b[^.!?]{0,60}\b(?:result|answer|reply|today|tomorrow|soon)\b[^.!?]*\?|\b(?:want|need)\b[^.!?]{0,40}\ba (?:firm |new )?date for\b|\bwann (?:bekomme|kommt|erhalte|wird)\b"),
    ("apology", r"\bapolog(?:y|ise|ize)\b|\bsay sorry"),
    ("delivery", r"\b(?:deliver|send|ship|dispatch) (?:it|my|the|me)\b|\bwhere(?:'s| is| are| the hell is) (?:my|our) (?:order|parcel|package|item|stuff|delivery)"),
    ("collection", r"\b(?:collect|pick ?(?:it |them )?up|picked up)\b.{0,30}\b(?:it|item|parcel|return|product)|\breturn (?:label|pickup)"),
    ("rebooking", r"\brebook\w*|\b(?:get|put) (?:me|us) on (?:another|the next|a)\b|\bnext (?:available )?flight|\b(?:change|reschedule) (?:my|our|the) (?:flight|booking|appointment)"),
    ("manager", r"\b(?:speak|talk|escalat\w+|complain|transfer\w*|put me through) (?:to|with) (?:a|an|your|the|my|some)? ?\w* ?(?:manager|supervisor|superior|boss|someone (?:senior|higher|in charge))|\b(?:want|need|get me) (?:a|your|the) (?:manager|supervisor)|\b(?:want|need|expect|demand)\b[^.!?]{0,40}\band a (?:manager|supervisor)\b"),
    ("deletion", r"\b(?:delete|erase|remove) (?:all )?(?:my|our) (?:data|personal|account|details|information)|\b(?:want|need|like)\b[^.!?]{0,40}\b(?:data|photos?|pictures|details|records?)\b[^.!?]{0,30}\b(?:deleted|erased)\b"),
    ("other", r"\bplease help|\bhelp me\b|\bneed (?:help|assistance|support)|\bcan (?:you|u|someone|anyone) (?:please )?(?:help|assist)|\bpls help|\bhelp\?"),
)  # fmt: skip


@lru_cache(maxsize=1)
def _compiled() -> PatternSet:
    return PatternSet(pattern for _, pattern in _PATTERNS)


def find_asks(text: str) -> tuple[Ask, ...]:
    """The wishes that a message states, without repetition; `other` only where nothing else is."""
    text = text.replace("’", "'")
    patterns = _compiled()
    placed = [(patterns.span(number, text), number) for number in patterns.matches(text)]
    ordered = sorted((span[0], number) for span, number in placed if span)
    asks = tuple(dict.fromkeys(_PATTERNS[number][0] for _, number in ordered))
    return asks if asks == ("other",) else tuple(ask for ask in asks if ask != "other")
