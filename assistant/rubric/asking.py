"""Checks on what the customer is asked (D24): nothing twice, one thing at a time, with why."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_GIVE = (
    r"(?:send|provide|give|share|confirm|tell|reply with|let me (?:know|have)|let us (?:know|have)"
    r"|supply|state|quote|forward|attach|upload|verify|enter|have|respond with|describe|explain"
    r"|clarify|remind|list|include|fill in|complete|specify|advise|outline|detail|pop over|drop"
    r"|e-?mail|message|dm|text|resend|repeat|note|indicate|come back with|run me through|talk me through|revert with|re-?attach|re-?send|re-?submit|re-?enter|re-?state|intimate|mention|spell|read (?:me |out )?|type|key in|submit|furnish|mail|post|bring|fetch|dig out|look up|name|remind me of)"
)
_INDIRECT = (
    r"\b(?:i|we)(?:'d| would| do|'ll| will| must| have to| need to| still| just| only)* (?:ask you (?:for|to|when|what|which|where|how|who)|appreciate|like|need|be missing"
    r"|am missing|are missing|miss|request|lack|don't have|do not have|can't see|cannot find|love) (?:to (?:have|know|see|get|ask) )?(?:you to )?(?:a |an |the |some |your |another |first |also |when |which |what |where |how )"
    r"|\bremind (?:me|us)\b|\b(?:i'm|we're|i am|we are) (?:missing|lacking|waiting for|after|short of) (?:your|the|a|an)\b"
    r"|\b(?:your|the|a|an) (?:\w+ ){1,4}(?:would|will|might|could) (?:be (?:\w+ )?(?:useful|helpful|handy|needed|required|necessary|great|good|appreciated|welcome)|help|speed)\b"
    r"|\b(?:walk|take|talk|run|lead|guide) (?:me|us) through\b|\b(?:go|start) (?:over|through) (?:it|this|that|everything) (?:again|once more|from)\b|\btell (?:me|us) (?:again|once more|everything|the whole|from)\b"
)
"""Requests that do not look like one: "we'd appreciate your address", "your number would help"."""
_REQUEST = Phrases(
    rf"\b(?:please|could you|can you|would you|will you|kindly|if you could|if you can|may i have|can i have"
    rf"|could i have|can i (?:just )?(?:get|grab|take|ask)|could i (?:just )?(?:get|ask|take)|may i (?:ask|get|take)"
    rf"|i need|i will need|i'll need|we need|we will need|we'll need|i would need|i'd need|i require|we require"
    rf"|we would need|i'll just need|i only need|i just need|need you to|ask you to|once you(?:'ve| have)?"
    rf"|as soon as you|you(?:'ll| will) need to|in order to|to (?:help|process|proceed|look into|locate|find|start|begin)[^.!?\n]*, (?:i|we) need)"
    rf"(?: also| please| just| kindly| first| again)* (?:to )?(?:{_GIVE}|your|the|a|an|some|more|further|which|what|when|where|how)\b",
    r"\b(?:would you |do you )?mind (?:\w+ing|just \w+ing|if i (?:ask|take|get)) (?:\w+ )?(?:me |us |over |in |across |again )*(?:your|the|an?|those|these|that|which|what|when|who)\b",
    rf"\b(?:please|kindly|could you|can you|would you|will you) (?:also |just )?(?:{'quote|revert with|re-?attach|re-?send|re-?submit|share|send|give|state|confirm|mention|attach|upload|repeat'}) (?:\w+ )?(?:those|these|that|any|all|both|again|over|across)\b",
    r"\b(?:drop|send|shoot|ping|forward|e-?mail|whatsapp|text|pass|get|fetch|furnish) (?:it |them )?(?:us|me|over|across|through|in) (?:(?:with|also|please|just) )*(?:your|the|an?|some|any|all|another)\b",
    r"\b(?:may|might|can|could) (?:i|we) (?:please |kindly |just )?(?:know|have|get|take|ask|check|confirm|note)\b",
    r"\b(?:what|which|when|where|how|who|whose|whom)(?:'s)? (?:[\w'-]+ )*(?:you|your|it|they|the|happened|were|was|did|is|are|am i|we're)\b[^.!]*\?",
    _INDIRECT,
    r"\bdo you (?:have|know|remember|recall)\b[^.!]*\?", r"\b(?:did|have|has|are|were|was|is) (?:you|your|it|the|there)\b[^.!]*\?",
    r"(?:^|[.!?] )(?:send|provide|give|share|confirm|tell|quote|attach|upload|forward|reply with|let me have) (?:me|us|over|your|the|a|back|it)\b",
)  # fmt: skip
_CHOICE = Phrases(
    r"\b(?:prefer|choose|would you (?:like|rather)|(?:which|what) (?:one|of (?:the|these|those)|would you|option|suits?|works?|time (?:would|works|suits|is best|do you)|do you (?:want|like))"
    r"|\(a\)|suits?|shall i|should i|do you want|does that|is that (?:ok|okay|all right|alright)|would that"
    r"|that okay|works? (?:best )?for you|sound (?:ok|okay|good|fair))\b"
)
_WHY = Phrases(
    r"\b(?:so that|so i|so we|so the|because|then i|that way|which lets|and i (?:can|will)|and i'll|i ask|reason i|since|i then|i will then|as (?:the|it|i|we|they|he|she)"
    r"|to (?:find|trace|check|locate|look|see|make|get|be able|confirm|start|open|process|match|prove|send|know|pay|post|prevent|order|claim|pass|issue)|with (?:it|that|this),? i|where to|needs?|that lets|once i have|if (?:not|so|it|you|they))\b"
)
_Topic = tuple[str, Phrases, tuple[str, ...], tuple[str, ...], "Phrases | None"]
_TOPICS: tuple[_Topic, ...] = (
    ("order number", Phrases(
        r"\b(?:order|reference|booking|confirmation|account|tracking|case|ticket|invoice|claim|policy"
        r"|customer|membership|job|parcel|consignment|reservation|complaint|serial|incident|contract|pnr)(?: reference)?"
        r" ?(?:numbers?|no\b|nr\b|id\b|code|ref\b|#)", r"\b(?:booking|order|claim|case|policy) (?:reference|details)\b",
        r"\breference(?: number)?\b", r"\b(?:pnr|booking code|confirmation code|locator|record locator|booking id|order id)\b", r"\bwhich (?:order|booking|reservation|claim|account)\b"),
     ("order_id", "order", "claim", "booking", "case", "reference", "booking_reference", "account_id",
      "account", "tracking", "tracking_number", "ticket", "invoice", "policy", "order_number", "booking_id",
      "claim_id", "account_number", "policy_number", "parcel", "membership"), ("reference",), None),
    ("flight", Phrases(r"\b(?:which|what) (?:flight|train|journey|route|service)\b", r"\bflight (?:number|no\b|details)"),
     ("flight", "flight_number", "train", "route"), (), Phrases(r"(?-i:\b[A-Z][A-Z0-9] ?\d{2,4}\b)|\b(?:from|to) (?-i:[A-Z][a-z]+) to\b")),
    ("e-mail address", Phrases(r"\be-?mail(?: address)?\b(?: (?:is|was|you|on|address|for))?"), ("email",), ("email",), None),
    ("phone number", Phrases(r"\b(?:phone|telephone|mobile|contact|daytime|cell|best)(?: phone)? ?number\b|\bnumber (?:to|i can) (?:call|reach|ring)\b"), ("phone", "mobile", "telephone"), ("phone",), None),
    ("name", Phrases(r"\byour (?:full |first |last |good )?(?:name|surname)\b|\bwho am i (?:speaking|chatting|talking)\b|\bname on the (?:order|booking|account|card|reservation)\b"), ("customer_name", "name"), (),
     Phrases(r"(?-i:\b(?:my name is|name's|Regards|regards|Yours \w+),?\s+[A-Z])|\n\s*(?-i:[A-Z][a-z]+ [A-Z][a-z]+)\s*$")),
    ("amount", Phrases(r"\b(?:the |exact |what )?(?:amount|sum|price)\b|\bhow much\b|\bwhat (?:did you pay|were you charged|you (?:paid|were charged))\b"), ("amount",), ("amount",), None),
    ("date", Phrases(r"\b(?:purchase date|dates? of (?:purchase|the \w+|order|your \w+|travel|stay|delivery|birth)|(?:on )?(?:what|which) (?:date|day)s?|when (?:did|was|were|you|it|exactly|the)\b[^.!]{0,60}|date (?:you|it|when)|the exact dates?\b|what time)"),
     ("purchase_date", "date", "delivery_date", "event_date", "order_date", "stay"), ("date",), Phrases(r"\b(?:\d{1,2}[:.]\d\d|since \w+day|on \w+day|last \w+day|yesterday|(?:this|last) (?:morning|week|night|month)|ordered (?:on|in)|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b")),
    ("product", Phrases(r"\b(?:which|what) (?:product|item|model|device|part|size|colou?r|brand|plan|phone|appliance|tariff|class|room|show|tickets?|meal|dish|shoes?|pair)\b|\b(?:product|item|model|device|room|seat|plan) (?:name|number|code|details?|type)\b"
        r"|\bwhat (?:did|have|had) you (?:order|ordered|buy|bought|book|booked)\b|\bname of (?:the|your) (?:product|item|device|show|event)\b"),
     ("product", "item", "model", "device", "room", "plan", "seat", "event", "size", "colour", "color", "version", "tariff"), ("product",), None),
    ("address", Phrases(r"\b(?:delivery |postal |shipping |home |billing |full |new |correct |right |your )*(?:address|postcode|zip(?: code)?)\b"), ("address", "delivery_address", "postcode", "zip"), (),
     Phrases(r"\b\d{1,4}[a-z]? (?-i:[A-Z][a-z]+) (?:street|st|road|rd|lane|ln|close|avenue|ave|drive|dr|court|way|place|terrace|gardens|crescent|hill|grove|square|row|park)\b|(?-i:\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b)")),
    ("photo", Phrases(r"\b(?:photos?|pictures?|images?|pics?|screen ?shots?|videos?|photographs?|snaps?)\b"), ("photos", "photo", "screenshot", "attachments", "attachment", "photos_received"), (),
     Phrases(r"\b(?:photos?|pictures?|images?|pics?|screen ?shots?|videos?)\b[^.!?\n]*\b(?:attached|enclosed|sent|below|included|here|uploaded|emailed|above|in my|already|twice|see)\b|\b(?:attached|enclosed|sent|see|here (?:are|is)|uploaded|emailed|included|with)\b[^.!?\n]*\b(?:photos?|pictures?|images?|pics?|screen ?shots?|videos?)\b")),
    ("receipt", Phrases(r"\b(?:receipts?|proof of (?:purchase|payment|delivery|postage)|invoice(?: copy)?|bank statement|evidence of|documents?|documentation|paperwork|certificate|police report|doctor's note|forms?|copy of|scan|statement)\b"), ("receipt", "receipts", "documents", "proof_of_purchase", "attachments", "invoice", "documents_received"), (),
     Phrases(r"\b(?:receipts?|proof|invoice|documents?|paperwork|certificate|police report|doctor's note|forms?|statement|note|report|bill|everything|copy|copies)\b[^.!?\n]*\b(?:attached|enclosed|sent|in the box|uploaded|emailed|included|posted|already|twice|gave|handed|provided)\b|\b(?:attached|enclosed|sent|uploaded|emailed|included|posted|gave|handed)\b[^.!?\n]*\b(?:receipts?|proof|invoice|documents?|paperwork|certificate|police report|note|forms?|statement|report|everything)\b")),
    ("problem", Phrases(r"\b(?:what (?:the |seems to be the |is the |was the |exactly (?:is|was|went|happened|the) ?)?(?:problem|issue|matter|fault|happened|went wrong|is wrong|your query|seems|it does|it says|happens)|nature of (?:the|your)|more (?:details?|information|about)|through it (?:again|once more)|from the (?:start|beginning|top)|start (?:again|over|from)|the whole (?:story|thing)|once more what|(?:full|further|some|additional|few|the) (?:details|information)|describe|brief (?:description|summary)|description of|in your own words|explain (?:what|the|your)|how (?:i|we) can help|what (?:error|message)|reason for (?:the|your)|what exactly|why you|which (?:bit|one|part) (?:was|is|of))\b"), ("issue", "problem", "description", "error", "reason", "symptoms"), (), Phrases(r"\w+(?:\W+\w+){6}")),
    ("bank details", Phrases(r"\b(?:bank (?:details|account)|sort code|iban|account details|payment details|card (?:number|details|ending)|last (?:four|4) digits|digits of)\b"), ("iban", "bank_details", "card", "card_last4", "card_ending", "last4"), (), Phrases(r"(?-i:\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,})|\bcard ending\b|\bending (?:in )?\d{4}\b|\bsort code\b")),
    ("steps tried", Phrases(r"\b(?:have you (?:already )?(?:tried|restarted|checked|reset|reinstalled|cleared|switched|updated|contacted|spoken|unplugged|turned)|did you (?:try|check|restart|reset|contact|already)|could you (?:try|restart|check|reset|reinstall)|try (?:restarting|resetting|reinstalling|turning|again|clearing|unplugging|a reboot)|please (?:try|restart|reset|reinstall|check|reboot|unplug|clear|turn)|turn(?:ing)? it off)\b"), ("steps_tried", "tried"), (),
     Phrases(r"\b(?:i(?:'ve| have)? (?:already )?(?:tried|restarted|rebooted|reset|reinstalled|cleared|switched|unplugged|checked|turned|done all|updated|contacted|spoke)|(?:re)?(?:started|booted|installed|set) (?:it |everything )?(?:twice|three|already|\d)|tried (?:everything|all|that|it|turning|restart\w*|reset\w*)|restarted|reinstalled|rebooted)\b")),
)  # fmt: skip


def asked_again(review: Review) -> Outcome:
    """D24: nothing that was given is asked again; one question at a time, with why."""
    asks = [s for s in review.body if _REQUEST.within(s.text) and not _CHOICE.within(s.text)]
    hits = [hit for sentence in asks for hit in _given(review, sentence)]
    if not hits:
        hits += _many(review, asks)
    if not hits:
        hits += _unexplained(review, asks)
    return found(hits, note="" if review.case else "what was given is not known without a case")


def _wanted(sentence: Sentence) -> list[_Topic]:
    return [topic for topic in _TOPICS if topic[1].within(_asking(sentence))]


def _asking(sentence: Sentence) -> str:
    """The part of a sentence that asks: what stands before the request belongs to no request."""
    start = _REQUEST.first(sentence.text)
    return sentence.text[start[0] :] if start else sentence.text


def _given(review: Review, sentence: Sentence) -> Iterator[Hit]:
    if _NOTHING_ASKED.within(sentence.text) or _EITHER.within(sentence.text):
        return
    for topic in _wanted(sentence):
        value = _value(review, topic)
        if topic[0] == "problem" and review.case is not None and _AGAIN.within(sentence.text):
            value = value or _SAID
        if value:
            use = f"Use {value}." if value != _SAID else "Use what they sent."
            soft = value == _SAID or topic[0] in ("product", "problem", "date")
            yield Hit(sentence.span, f"asks for the {topic[0]}, which was given", use, soft=soft)
            return


_AGAIN = Phrases(r"\b(?:again|once more|from the (?:start|beginning|top)|start over)\b")
_SAID = "said"
_NOTHING_ASKED = Phrases(
    r"\b(?:need nothing|nothing (?:more|else|further)|no need|don't need|do not need|needn't|you don't have to|without (?:asking|your)|if (?:it|they|you) (?:ever|still|don't|do not|have any)|write to me|reply here|let me know if|keep|let me know (?:when|by|whether)|tell me (?:if|when|by))\b"
)


def _value(review: Review, topic: _Topic) -> str:
    """What is known of a topic: a fact, a fact in the customer's words, or that they sent it."""
    name, _, keys, kinds, told = topic
    if review.case is None:
        return ""
    value = next((review.known[key] for key in keys if review.known.get(key)), None)
    if value is None:
        value = next((f.value for f in review.customer_facts if f.kind in kinds), None)
    if value is not None:
        return str(value)
    texts = review.customer_text
    if name == "problem" and not (_TELLS_ALL.within(texts) and _clear_issue(review)):
        return ""
    return _SAID if told is not None and told.within(texts) else ""


def _clear_issue(review: Review) -> bool:
    """Whether triage could tell what the message is about; a vague one may be asked about."""
    vague = ("other", "general_dissatisfaction")
    return review.triage is None or any(each.id not in vague for each in review.triage.issues)


_TELLS_ALL = Phrases(
    r"\b(?:broke\w*|cracked|missing|late|wrong|twice|leak\w*|cold|lost|never|stopped|won't|doesn't|didn't|not|dead|empty|"
    r"damaged|charged|cancelled|error|fail\w*|faulty|nobody|crash\w*|locked|torn|refus\w*|dirty|smell\w*|burnt|noise|closed|still|no)\b"
)


def _many(review: Review, asks: list[Sentence]) -> Iterator[Hit]:
    """More than one thing asked for at once: two topics, two questions, a list of them."""
    topics = {
        topic[0]
        for s in asks
        if not _NOTHING_ASKED.within(s.text)
        and not _EITHER.within(s.text)
        and not _POINTS.within(s.text)
        for topic in _wanted(s)
    }
    if len(topics - {"problem"}) > 1 or len(topics) > 2:
        yield Hit(asks[-1].span, f"asks for {len(topics)} things at once",
                  f"Ask for the {sorted(topics)[0]} alone, and say why.", soft=True)  # fmt: skip
        return
    questions = [
        s
        for s in review.body
        if s.text.rstrip("\"') ").endswith("?") and not _CHOICE.within(s.text)
    ]
    if len(questions) > 1:
        yield Hit(
            questions[1].span,
            f"{len(questions)} questions at once",
            "Keep one question.",
            soft=True,
        )
    elif questions and _SEVERAL.within(questions[0].text):
        yield Hit(questions[0].span, "several questions in one", "Keep one question.", soft=True)


_EITHER = Phrases(r"\b(?:or|each)\b")
_SEVERAL = Phrases(
    r"\b(?:what|which|when|where|how|who|did|do|is|was|have|are)\b[^?]*[,;] (?:and )?(?:what|which|when|where|how|who|did|do|is|was|have|are|whether)\b[^?]*\?",
    r"\b(?:what|which|when|where|how|who|did)\b[^?]*\band (?:what|which|when|where|how|who|did|on what|at what|to whom|whether)\b[^?]*\?",
)


def _unexplained(review: Review, asks: list[Sentence]) -> Iterator[Hit]:
    """One thing is asked for, and neither its sentence nor a neighbour says why."""
    for sentence in asks:
        wanted = [
            t for t in _wanted(sentence) if t[0] not in ("problem", "steps tried", "e-mail address")
        ]
        if not wanted or _NOTHING_ASKED.within(sentence.text) or _POINTS.within(sentence.text):
            continue
        place = review.body.index(sentence)
        near = " ".join(s.text for s in review.body[max(0, place - 1) : place + 2])
        if not _WHY.within(near):
            yield Hit(sentence.span, f"does not say why the {wanted[0][0]} is needed",
                      "Add the reason: “so that I can …”.", soft=True)  # fmt: skip
            return


_POINTS = Phrases(
    r"\b(?:please (?:find|note|see|keep|use|allow|show|bring|restart|open|sign|quote)|receipts? (?:for|of) (?:what|the|any)|send me the (?:receipt|bill)s?|any receipts|keep)\b"
)
