"""Checks against what is known: facts, names, requests, history (D24, D28, D30, D31)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from assistant.domain import Fact
from assistant.rubric.authority import amounts
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review, Sentence
from assistant.rubric.wording import content

_CHECKED = ("amount", "reference", "email", "phone", "date", "duration", "contact_count")
_AHEAD = Phrases(
    r"\b(?:will|'ll|by|within|before|until|no later|am (?:asking|sending|arranging)|going to|can|choose|expect|next|if|once)\b"
)
_PERIOD_AHEAD = Phrases(
    r"(?:\bwithin|\bin|\bnext|\bup to|\bcoming|\bevery|\bover|\bfirst|\blast)(?: the| at most| about)?(?: next| first| last)? ?$"
)


def unknown_facts(review: Review) -> tuple[Fact, ...]:
    """The numbers, references and addresses of the reply that nothing known holds.

    Dates and periods that a promise sets are the ledger's business and not looked at here.
    Without a case there is nothing to compare with.
    """
    if review.case is None:
        return ()
    return tuple(
        fact
        for fact in review.facts
        if fact.kind in _CHECKED and not _sets_a_time(review, fact) and not _known(review, fact)
    )


def _sets_a_time(review: Review, fact: Fact) -> bool:
    if fact.kind not in ("date", "duration"):
        return False
    before = review.before(fact.span)
    sentence = review.sentence_at(fact.span[0])
    if fact.kind == "duration" and _PERIOD_AHEAD.within(before):
        return True
    return sentence is not None and sentence.role == "body" and _AHEAD.within(before)


def _known(review: Review, fact: Fact) -> bool:
    if review.is_known(fact):
        return True
    lowered = review.allowed_text.lower()
    written = review.plain[slice(*fact.span)].lower().strip(" .,;")
    match fact.kind:
        case "amount":
            return Decimal(fact.value) in _numbers(review)
        case "reference":
            return fact.value.lower() in lowered.replace(" ", "").replace("#", "")
        case "date":
            return fact.value in lowered or _is_case_day(review, fact)
        case "duration" | "contact_count":
            return written in lowered or (fact.kind == "contact_count" and fact.value in lowered)
        case _:
            return written in lowered or fact.value.lower() in lowered


def _is_case_day(review: Review, fact: Fact) -> bool:
    if review.case is None:
        return False
    days = [turn.date for turn in review.case.history if turn.date]
    days += [review.case.date] if review.case.date else []
    days += [each for each in review.deadlines if not isinstance(each, str)]
    return any(each.date().isoformat() == fact.value for each in days)


def _numbers(review: Review) -> set[Decimal]:
    """Every figure among the case's facts, and the money its clauses and limits name."""
    found: set[Decimal] = set(amounts(review.known_facts))
    for part in review.facts_text.split():
        try:
            found.add(Decimal(part.strip("£$€.,;()").replace(",", "")))
        except InvalidOperation:
            continue
    return found


_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "mx", "prof", "sir", "madam"))
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december i i'm i'll i've i'd english gmt bst utc cet am pm vat ok pdf id pin sms uk us usa eu dear hi hello please note gbp eur "
    "usd wi-fi internet christmas easter tv app iban".split()
)
_CAPITALISED = Phrases(r"(?-i:\b[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)*\b)")
_GREETED = Phrases(
    r"^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))\s+(?:(?:mr|mrs|ms|miss|dr|mx|prof)\b\.?\s*)?"
)
_NOBODY = frozenset(("there", "all", "customer", "sir", "madam", "or", "again", "everyone", "team", "guest", "valued", "friend", "both"))


def details_true(review: Review) -> Outcome:
    """D28: names and order data exactly as in the facts."""
    if review.case is None:
        return skipped("names and numbers have nothing to be compared with without a case")
    wrong = [
        Hit(
            fact.span,
            f"{fact.kind} “{review.reply[slice(*fact.span)]}” is in nothing that is known",
            _nearest(review, fact),
        )
        for fact in review.unknown_facts
    ]
    return found([*wrong, *_greeted_wrongly(review), *_unknown_names(review)])


def _nearest(review: Review, fact: Fact) -> str:
    known = sorted({each.value for each in review.known_facts if each.kind == fact.kind})
    if not known or fact.kind not in ("reference", "amount", "date"):
        return ""
    return f"The case has {', '.join(known[:3])}."


def _greeted_wrongly(review: Review) -> Iterator[Hit]:
    first = review.sentences[0] if review.sentences else None
    if first is None or first.role != "greeting":
        return
    match = _GREETED.first(first.text)
    if match is None:
        return
    names = [part.strip(",.!:") for part in first.text[match[1] :].split()]
    names = [n for n in names if n and n.lower() not in _NOBODY | _TITLES and n[0].isalpha()]
    known = review.allowed_text.lower()
    strange = [name for name in names if name.lower() not in known]
    if strange:
        start = first.start + first.text.find(strange[0])
        yield Hit((start, start + len(strange[0])), f"greets “{strange[0]}”, who is not in the case")


def _unknown_names(review: Review) -> Iterator[Hit]:
    """Capitalised words inside a sentence that nothing known holds: a warning."""
    known = review.allowed_text.lower()
    for sentence in review.body:
        for start, end in _CAPITALISED.find(sentence.text):
            word = sentence.text[start:end]
            before = sentence.text[:start].rstrip()
            if not before or before[-1] in '.!?:"(-•\n)' or word.lower() in _CALENDAR | _TITLES:
                continue
            if word.lower() not in known and word.lower().removesuffix("'s") not in known:
                place = (sentence.start + start, sentence.start + end)
                yield Hit(place, f"the name “{word}” is in nothing that is known", soft=True)


_REQUEST = Phrases(
    r"\b(?:please|could you|can you|would you|will you|kindly|may i have|can i have|could i have|i need|i will need|i'll need|we need|we will need|i would need)"
    r"(?: also| please| just| kindly)? (?:to )?(?:send|provide|give|share|confirm|tell|reply with|let me (?:know|have)|let us (?:know|have)|supply|state|quote|"
    r"forward|attach|upload|verify|enter|have|respond with|your|the)\b",
    r"\bwhat (?:is|was|are|were) (?:your|the)\b", r"\bwhich (?:order|product|date|day|account|flight|booking|item|model)\b[^.!]*\?",
    r"\bwhen did you\b[^.!]*\?", r"\bhow much (?:were|did|was)\b[^.!]*\?", r"\bdo you have (?:your|the|an?)\b[^.!]*\?",
)  # fmt: skip
_WANTED: tuple[tuple[str, Phrases, tuple[str, ...], tuple[str, ...]], ...] = (
    ("order number", Phrases(r"\b(?:order|reference|booking|confirmation|account|tracking|case|ticket|invoice|flight)(?: reference)? ?(?:number|no\b|id|code|ref)",
                             r"\b(?:booking|order) reference\b", r"\breference\b", r"\bwhich (?:order|booking|flight)\b"), ("order_id",), ("reference",)),
    ("e-mail address", Phrases(r"\be-?mail(?: address)?\b"), ("email",), ("email",)),
    ("phone number", Phrases(r"\b(?:phone|telephone|mobile|contact) ?number\b"), ("phone",), ("phone",)),
    ("name", Phrases(r"\byour (?:full )?name\b"), ("customer_name",), ()),
    ("amount", Phrases(r"\b(?:amount|how much|sum|price)\b"), ("amount",), ("amount",)),
    ("date", Phrases(r"\b(?:purchase date|date of purchase|date of (?:the )?(?:order|flight|charge)|when did you (?:buy|order|purchase))\b"), ("purchase_date",), ()),
    ("product", Phrases(r"\bwhich (?:product|item|model)\b", r"\b(?:product|item|model) name\b"), ("product",), ("product",)),
)  # fmt: skip
_WHY = Phrases(r"\b(?:so that|so i|so we|because|to (?:find|trace|check|locate|look|see|make|get|be able|confirm|start|open)|then i|that way|which lets|and i (?:can|will))\b")
_CHOICE = Phrases(r"\b(?:prefer|which (?:one|of|would|option)|choose|would you like|\(a\)|suits?)\b")


def asked_again(review: Review) -> Outcome:
    """D24: nothing that was given is asked again; one question at a time, with why."""
    asks = [s for s in review.body if _REQUEST.within(s.text) and not _CHOICE.within(s.text)]
    hits = [hit for sentence in asks for hit in _given(review, sentence)]
    wanted = [name for s in asks for name, phrases, _, _ in _WANTED if phrases.within(s.text)]
    if len(set(wanted)) > 1:
        hits.append(Hit(asks[-1].span, f"asks for {len(set(wanted))} things at once", "Ask for one."))
    questions = [s for s in review.body if s.text.endswith("?")]
    if len(questions) > 1:
        hits.append(Hit(questions[1].span, f"{len(questions)} questions at once", soft=True))
    if wanted and not hits and not any(_WHY.within(s.text) for s in asks):
        hits.append(Hit(asks[0].span, "does not say why it is asked", soft=True))
    return found(hits, note="" if review.case else "what was given is not known without a case")


def _given(review: Review, sentence: Sentence) -> Iterator[Hit]:
    for name, phrases, keys, kinds in _WANTED:
        if not phrases.within(sentence.text):
            continue
        value = next((review.known[key] for key in keys if review.known.get(key)), None)
        if value is None:
            value = next((f.value for f in review.customer_facts if f.kind in kinds), None)
        if value is not None:
            yield Hit(sentence.span, f"asks for the {name}, which was given", f"Use {value}.")


_THREAT_DEAL = Phrases(
    r"\b(?:in (?:return|exchange)|provided|as long as|if you|once you)\b[^.!?]{0,60}\b(?:remov\w+|delet\w+|tak\w+ down|withdraw\w*|chang\w+|edit\w*|not post\w*|"
    r"refrain\w*|update)\b[^.!?]{0,30}\b(?:review|post|tweet|comment|rating|video|article|complaint)\b",
    r"\b(?:to avoid|to prevent|so (?:that )?you (?:do not|don't|won't))\b[^.!?]{0,40}\b(?:review|posting|press|media|publicity|newspaper|social media)\b",
    r"\b(?:because|since|as|given that|seeing that) you (?:are|'re|have|plan|intend|mention\w*|threaten\w*|would|will|might)\b[^.!?]{0,60}\b(?:review|press|media|"
    r"newspaper|journalist|followers|twitter|post(?:ing)? (?:this|about)|influencer|trustpilot|tv)\b",
    r"\b(?:before|rather than|instead of) you (?:\w+ )?(?:go(?:ing)? to the|post|contact the|write) ?(?:press|media|a review|newspaper|it|this online|online)?\b[^.!?]{0,30}\b(?:press|media|review|online|"
    r"newspaper)\b",
    r"\b(?:please|kindly|ask you to|hope you (?:will|can)|would you) (?:\w+ )?(?:remove|delete|take down|reconsider|withdraw|not post|change|refrain from)\b[^.!?]{0,30}\b"
    r"(?:review|post|tweet|comment|rating|posting|press|media)\b",
)  # fmt: skip


def threat_rewarded(review: Review) -> Outcome:
    """D30: no remedy is tied to a threat of reviews or press."""
    return found(
        (Hit(span, "ties the remedy to a threat") for span in _THREAT_DEAL.find(review.plain)
         if not review.attributed(span)),
        note="in part: whether a calm customer would be offered the same needs both drafts",
    )  # fmt: skip


_AGAIN = Phrases(
    r"\b(?:again|already|second|third|fourth|fifth|twice|times?|repeated(?:ly)?|earlier|previous(?:ly)?|last (?:time|week|month|message|call|email)|once more|promised|"
    r"promise|broken|chas\w+|not the first|keep|kept|another|each|every time|back to us|still|were told|was told|had to|since your|more than once|several|"
    r"before|follow(?:ed|ing)? up|go(?:ne|ing)? round|back and forth|never (?:got|had|heard|received)|said we would|did not (?:call|write|answer|reply|get back))\b"
)
_FIRST_CONTACT = Phrases(
    r"\bthank(?:s| you) (?:so much |very much )?for (?:contacting|reaching out|getting in touch|bringing (?:this|it)|letting us know|your (?:email|message|enquiry|inquiry)|"
    r"writing(?: in| to us)?|making us aware|taking the time|sharing|messaging)\b",
    r"\bwe (?:have )?received your (?:message|email|request|complaint)\b",
)


def repeat_owned(review: Review) -> Outcome:
    """D31: a repeated contact or broken promise is owned in the first two sentences."""
    if review.case is None and review.triage is None:
        return skipped("earlier contacts are not known without a case")
    answered = bool(review.agent_text)
    repeated = bool(review.triage and review.triage.repeat_contact) or answered
    if not repeated:
        return found(note="a first contact")
    hits = [
        Hit(span, "a first-contact script for a customer who is back")
        for span in _FIRST_CONTACT.find(review.plain[: review.opening[-1].end if review.opening else 0])
    ]
    owned = any(_AGAIN.within(s.text) or _counts(review, s) for s in review.opening)
    heated = review.triage is None or (review.triage.repeat_contact and review.angry)
    if not owned and heated and content(review.plain):
        span = review.opening[0].span if review.opening else None
        hits.append(Hit(span, "the repeated contact is not owned at the start",
                        soft=not (review.triage and review.triage.repeat_contact)))  # fmt: skip
    return found(hits)


def _counts(review: Review, sentence: Sentence) -> bool:
    return any(f.kind == "contact_count" and sentence.start <= f.span[0] < sentence.end for f in review.facts)
