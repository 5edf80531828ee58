"""Checks on what the customer is asked, and on their history and threats (D24, D30, D31)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content

_REQUEST = Phrases(
    r"\b(?:please|could you|can you|would you|will you|kindly|may i have|can i have|could i have"
    r"|i need|i will need|i'll need|we need|we will need|i would need)"
    r"(?: also| please| just| kindly)? (?:to )?(?:send|provide|give|share|confirm|tell|reply with"
    r"|let me (?:know|have)|let us (?:know|have)|supply|state|quote|"
    r"forward|attach|upload|verify|enter|have|respond with|your|the)\b",
    r"\bwhat (?:is|was|are|were) (?:your|the)\b", r"\bwhich (?:order|product|date|day|account"
    r"|flight|booking|item|model)\b[^.!]*\?",
    r"\bwhen did you\b[^.!]*\?", r"\bhow much (?:were|did|was)\b[^.!]*\?",
    r"\bdo you have (?:your|the|an?)\b[^.!]*\?",
)  # fmt: skip
_WANTED: tuple[tuple[str, Phrases, tuple[str, ...], tuple[str, ...]], ...] = (
    ("order number", Phrases(r"\b(?:order|reference|booking|confirmation|account|tracking|case"
        r"|ticket|invoice|flight)(?: reference)? ?(?:number|no\b|id|code|ref)",
                             r"\b(?:booking|order) reference\b", r"\breference\b",
                             r"\bwhich (?:order|booking|flight)\b"), ("order_id",), ("reference",)),
    ("e-mail address", Phrases(r"\be-?mail(?: address)?\b"), ("email",), ("email",)),
    ("phone number", Phrases(r"\b(?:phone|telephone|mobile|contact) ?number\b"), ("phone",), ("phone",)),
    ("name", Phrases(r"\byour (?:full )?name\b"), ("customer_name",), ()),
    ("amount", Phrases(r"\b(?:amount|how much|sum|price)\b"), ("amount",), ("amount",)),
    ("date", Phrases(r"\b(?:purchase date|date of purchase|date of (?:the )?(?:order|flight"
        r"|charge)|when did you (?:buy|order|purchase))\b"), ("purchase_date",), ()),
    ("product", Phrases(r"\bwhich (?:product|item|model)\b", r"\b(?:product|item|model) name\b"), ("product",), ("product",)),
)  # fmt: skip
_WHY = Phrases(
    r"\b(?:so that|so i|so we|because|to (?:find|trace|check|locate|look|see|make|get"
    r"|be able|confirm|start|open)|then i|that way|which lets|and i (?:can|will))\b"
)
_CHOICE = Phrases(
    r"\b(?:prefer|which (?:one|of|would|option)|choose|would you like|\(a\)"
    r"|suits?)\b"
)


def asked_again(review: Review) -> Outcome:
    """D24: nothing that was given is asked again; one question at a time, with why."""
    asks = [s for s in review.body if _REQUEST.within(s.text) and not _CHOICE.within(s.text)]
    hits = [hit for sentence in asks for hit in _given(review, sentence)]
    wanted = [name for s in asks for name, phrases, _, _ in _WANTED if phrases.within(s.text)]
    if len(set(wanted)) > 1:
        hits.append(
            Hit(asks[-1].span, f"asks for {len(set(wanted))} things at once", "Ask for one.")
        )
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
    r"\b(?:in (?:return|exchange)|provided|as long as|if you|once you)\b[^.!?]{0,60}\b(?:remov\w+"
    r"|delet\w+|tak\w+ down|withdraw\w*|chang\w+|edit\w*|not post\w*|"
    r"refrain\w*|update)\b[^.!?]{0,30}\b(?:review|post|tweet|comment|rating|video|article"
    r"|complaint)\b",
    r"\b(?:to avoid|to prevent|so (?:that )?you (?:do not|don't|won't))\b[^.!?]{0,40}\b(?:review"
    r"|posting|press|media|publicity|newspaper|social media)\b",
    r"\b(?:because|since|as|given that|seeing that) you (?:are|'re|have|plan|intend|mention\w*"
    r"|threaten\w*|would|will|might)\b[^.!?]{0,60}\b(?:review|press|media|"
    r"newspaper|journalist|followers|twitter|post(?:ing)? (?:this|about)|influencer|trustpilot"
    r"|tv)\b",
    r"\b(?:before|rather than|instead of) you (?:\w+ )?(?:go(?:ing)? to the|post|contact the"
    r"|write) ?(?:press|media|a review|newspaper|it|this online|online)?\b[^.!?]{0,30}\b(?:press"
    r"|media|review|online|"
    r"newspaper)\b",
    r"\b(?:please|kindly|ask you to|hope you (?:will|can)|would you) (?:\w+ )?(?:remove|delete"
    r"|take down|reconsider|withdraw|not post|change|refrain from)\b[^.!?]{0,30}\b"
    r"(?:reviews?|rating|(?:bad|negative|angry) (?:post|tweet|comment)|press|media)\b",
)  # fmt: skip


def threat_rewarded(review: Review) -> Outcome:
    """D30: no remedy is tied to a threat of reviews or press."""
    return found(
        (Hit(span, "ties the remedy to a threat") for span in _THREAT_DEAL.find(review.plain)
         if not review.attributed(span)),
        note="in part: whether a calm customer would be offered the same needs both drafts",
    )  # fmt: skip


_AGAIN = Phrases(
    r"\b(?:again|already|second|third|fourth|fifth|twice|times?|repeated(?:ly)?|earlier"
    r"|previous(?:ly)?|last (?:time|week|month|message|call|email)|once more|promised|"
    r"promise|broken|chas\w+|not the first|keep|kept|another|each|every time|back to us|still"
    r"|were told|was told|had to|since your|more than once|several|"
    r"before|follow(?:ed|ing)? up|go(?:ne|ing)? round|back and forth|never (?:got|had|heard"
    r"|received)|said we would|did not (?:call|write|answer|reply|get back))\b"
)
_FIRST_CONTACT = Phrases(
    r"\bthank(?:s| you) (?:so much |very much )?for (?:contacting|reaching out|getting in touch"
    r"|bringing (?:this|it)|letting us know|your (?:email|message|enquiry|inquiry)|"
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
        for span in _FIRST_CONTACT.find(
            review.plain[: review.opening[-1].end if review.opening else 0]
        )
    ]
    owned = any(_AGAIN.within(s.text) or _counts(review, s) for s in review.opening)
    heated = review.triage is None or (review.triage.repeat_contact and review.angry)
    if not owned and heated and content(review.plain):
        span = review.opening[0].span if review.opening else None
        hits.append(Hit(span, "the repeated contact is not owned at the start",
                        soft=not (review.triage and review.triage.repeat_contact)))  # fmt: skip
    return found(hits)


def _counts(review: Review, sentence: Sentence) -> bool:
    return any(
        f.kind == "contact_count" and sentence.start <= f.span[0] < sentence.end
        for f in review.facts
    )
