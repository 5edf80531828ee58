"""Checks on how a reply is built: its opening, its answers, its verbs (D01, D02, D15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Ask
from assistant.rubric.deeds import deeds_of, matches
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import HANDLES, content, listed, plain, stem, tokens, weight
from assistant.text import sentences

_TAG = re.compile(rf"<[^<>]*>|\bnull\b|https?://\S+|{HANDLES.pattern}", re.IGNORECASE)
"""Marks of an export and addresses: nothing of them can be taken up."""


def concrete_opening(review: Review) -> Outcome:
    """D01: the first two sentences hold a concrete detail of this message."""
    if review.case is None:
        return skipped("the customer's message is not known without a case")
    if not review.opening:
        return found([Hit(None, "the reply has no body")])
    words = content(_TAG.sub(" ", review.customer_text))
    if weight(words) < 2 and not review.customer_facts:
        return found(note="the message holds no detail to take up")
    if _has_detail(review):
        return found()
    span = (review.opening[0].start, review.opening[-1].end)
    return found([Hit(span, "no detail of the message in the first two sentences")])


def _has_detail(review: Review) -> bool:
    start, end = review.opening[0].start, review.opening[-1].end
    text = review.plain[start:end].lower()
    if any(plain(each).lower() in text for each in review.details if len(each) > 2):
        return True
    facts = [fact for fact in review.facts if start <= fact.span[0] < end]
    if any(review.in_message(fact) for fact in facts) or _quotes_message(review, start, end):
        return True
    needed = 1.5 if weight(review.customer_stems) >= 4 else 1.0
    return weight(content(text) & review.customer_stems) >= needed


def _quotes_message(review: Review, start: int, end: int) -> bool:
    message = review.customer_text.lower()
    return any(
        review.plain[first + 1 : last - 1].lower().strip(" .,!") in message
        for first, last in review.quotes
        if start <= first < end and last - first > 5
    )


_ANSWERED: dict[Ask, Phrases] = {
    "refund": Phrases(
        r"refund|money back|reimburs|repa(?:y|id)|\bcredit|your money"
        r"|return(?:ed)? the"
    ),
    "replacement": Phrases(
        r"replac|exchang|new one|second (?:parcel|one)|another|right (?:item"
        r"|one)"
    ),
    "repair": Phrases(
        r"repair|fix|mend|engineer|technician|put (?:it |this )?right|work(?:s"
        r"|ing) again"
    ),
    "explanation": Phrases(
        r"because|reason|cause|happened|\bwhy\b|explain|find out"
        r"|do not know yet|"
        r"don't know yet|\bhow (?:it|this)|what went wrong|answer"
    ),
    "correction": Phrases(
        r"correct|put (?:it |this |that )?right|amend|remov|fix|adjust|revers"
        r"|refund"
    ),
    "compensation": Phrases(
        r"compensat|goodwill|credit|voucher|refund|waiv|cost|reimburs"
        r"|expenses"
    ),
    "callback": Phrases(r"\bcall|phone|\bring\b"),
    "cancellation": Phrases(r"cancel|\bend(?:s|ed)?\b|clos"),
    "confirmation": Phrases(r"confirm|in writing|write to you|by e-?mail"),
    "update": Phrases(r"\bby\b|tell you|let you know|write to you|update|hear from|answer"),
    "apology": Phrases(r"sorry|apolog"),
    "delivery": Phrases(r"deliver|arriv|dispatch|send|sent|parcel|date"),
    "collection": Phrases(r"collect|pick(?:ed)? (?:it )?up"),
    "rebooking": Phrases(r"rebook|seat|next (?:flight|train|available)|another|move you"),
    "manager": Phrases(r"manager|team lead|supervisor|head of"),
    "deletion": Phrases(r"delet|eras|remov"),
}


def everything_answered(review: Review) -> Outcome:
    """D02, in part: each ask and each issue leaves a trace in the reply."""
    if review.triage is None:
        return skipped("issues and asks are not known without a case")
    unanswered = list(_questions_open(review))
    hits = [
        Hit(None, f"the customer asks for {_named(ask)}; the reply does not speak of it")
        for ask in review.triage.asks
        if ask in _ANSWERED and not _ANSWERED[ask].within(review.plain) and not _touched(review)
    ]
    return found([*hits, *unanswered, *_issues_open(review)], note="in part: by topic words; a full answer "
                 "needs a model to judge")  # fmt: skip


def _asking(review: Review) -> list[str]:
    """The customer's questions, a short one together with the sentence it refers to."""
    text = plain(review.case.message) if review.case else ""
    parts = [text[start:end] for start, end in sentences(text)]
    found: list[str] = []
    for number, part in enumerate(parts):
        if not part.rstrip().endswith("?") or _RHETORIC.within(part):
            continue
        short = weight(content(part)) < 2 and number > 0
        found.append(f"{parts[number - 1]} {part}" if short else part)
    return found


_RHETORIC = Phrases(
    r"\b(?:kidding|joke|joking|serious(?:ly)?|people|ashamed|hell|earth|idiots?|bother|care|proud|wrong with you"
    r"|do you (?:even|think|know|call)|how (?:hard|dare|difficult|stupid|many times|is that)|who (?:does|do you|runs)"
    r"|are you (?:all|even|blind|people)|what (?:kind|sort|planet)|is (?:this|that) (?:how|what|a|normal|the)|really"
    r"|anyone|anybody|since when|what (?:are|is) (?:you|going|wrong|the point)|why (?:bother|should i|would i)"
    r"|have you (?:done|any)|isn't it|don't you|can't you|is it (?:too much|so hard))\b"
)


def _questions_open(review: Review) -> Iterator[Hit]:
    """Questions of which no telling word comes back, beside another matter that was answered."""
    said = content(review.plain)
    asked = _asking(review)
    for question in asked:
        telling = content(question)
        if weight(telling) >= 2 and weight(telling & said) < 1 and not _parked(review):
            yield Hit(None, f"no word of the reply answers “{question.strip()[-90:]}”")


def _parked(review: Review) -> bool:
    """Whether the reply names what it leaves for later, with its time."""
    return bool(_PARKED.within(review.plain))


_PARKED = Phrases(
    r"\b(?:your (?:other|second|third|last) (?:question|point|issue)s?|the rest of your questions?|as for your|on your"
    r" (?:other|second))\b[^.!?]{0,120}\b(?:by|on|tomorrow|today|within)\b"
)


def _touched(review: Review) -> bool:
    """Whether each question of the message has two telling words in the reply."""
    said = content(review.plain)
    asked = [content(each) for each in _asking(review)]
    return bool(asked) and all(weight(each & said) >= 1.5 for each in asked)


def _named(ask: Ask) -> str:
    return "a manager" if ask == "manager" else f"{ask}"


def _issues_open(review: Review) -> Iterator[Hit]:
    said = content(review.plain)
    books = {each.id: each for each in review.playbooks}
    for issue in review.triage.issues if review.triage else ():
        message = review.case.message if review.case else ""
        book = books.get(issue.id)
        topic = content(
            f"{issue.label} {issue.id.replace('_', ' ')} {f'{book.topic} {book.team}' if book else ''}"
        )
        around = content(_sentence_of(message, issue.span))
        if issue.confidence < _SURE:
            continue
        if issue.id != "other" and not said & (topic | around):
            yield Hit(None, f"the issue “{issue.label}” leaves no trace in the reply")


_SURE = 0.6
"""The confidence from which an issue is one that the customer waits for."""


def _sentence_of(text: str, span: tuple[int, int]) -> str:
    return next((text[a:b] for a, b in sentences(text) if a <= span[0] < b), text[slice(*span)])


_FEELINGS = frozenset(
    stem(word)
    for word in listed(
        """
        sorry apologise apologize apology apologies regret frustrating frustration upset
        frustrated upsetting disappointed disappointing disappointment angry anger understand
        feel feeling sad sadness worry worried stress stressful annoyed annoying distress
        unhappy concerned hurt empathise sympathise heartbroken terrible awful hate
        anxious embarrassed ashamed humiliated saddened sad furious shocked horrified devastated
        emotion emotional feelings pain painful gutted dismay disgusted
        """
    )
)
_ACTIONS = frozenset(
    stem(word)
    for word in listed(
        """
        ask asking send sending sent check checking find write call tell trace pass refund
        replace repair cancel book arrange return credit pay deliver collect review correct
        fix remove confirm choose receive investigate answer decide change exchange
        reply bring report put take update order waive rebook reorder restore reset ship
        stop start open reach add apply ring swap arrive lift close transfer post email issue
        upgrade reverse unlock unblock schedule set cover inspect test escalate forward file
        """
    )
)


def action_outnumbers(review: Review) -> Outcome:
    """D15: after sentence 2, action words outnumber feeling words."""
    rest = review.body[2:]
    stems = [stem(word) for sentence in rest for word in tokens(sentence.text)]
    feelings = sum(each in _FEELINGS for each in stems)
    actions = sum(each in _ACTIONS for each in stems)
    claimed = _unauthorised(review, rest)
    if claimed:
        return found(claimed)
    if feelings and feelings >= actions:
        span = (rest[0].start, rest[-1].end)
        return found([Hit(span, f"{feelings} feeling words and {actions} action words")])
    return found()


def _unauthorised(review: Review, rest: tuple[Sentence, ...]) -> list[Hit]:
    """Action words after sentence 2 for what is neither done nor authorised."""
    if review.case is None or not rest:
        return []
    allowed = [deeds_of(each) for each in review.case.facts.authority.actions]
    return [
        Hit(claim.span, "an action that is neither done nor authorised", soft=True)
        for claim in review.claims
        if not claim.ground
        and claim.span[0] >= rest[0].start
        and not any(matches(deeds_of(review.plain[slice(*claim.span)]), each) for each in allowed)
    ]
