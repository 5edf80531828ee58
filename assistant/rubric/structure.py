"""Checks on how a reply is built (D01, D02, D11, D15, D25, D32)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Ask
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, listed, plain, stem, tokens, weight


def concrete_opening(review: Review) -> Outcome:
    """D01: the first two sentences hold a concrete detail of this message."""
    if review.case is None:
        return skipped("the customer's message is not known without a case")
    if not review.opening:
        return found([Hit(None, "the reply has no body")])
    if weight(review.customer_stems) < 2 and not review.customer_facts:
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
    hits = [
        Hit(None, f"the customer asks for {_named(ask)}; the reply does not speak of it")
        for ask in review.triage.asks
        if ask in _ANSWERED and not _ANSWERED[ask].within(review.plain)
    ]
    return found([*hits, *_issues_open(review)], note="in part: by topic words; a full answer "
                 "needs a model to judge")  # fmt: skip


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
        around = content(message[slice(*issue.span)])
        if issue.id != "other" and not said & (topic | around):
            yield Hit(None, f"the issue “{issue.label}” leaves no trace in the reply")


_CHOICE = Phrases(
    r"\byou (?:can|may) (?:also )?(?:choose|have|either|pick|decide|keep|take)\b", r"\(a\)|\(b\)",
    r"\b(?:either|whichever|would you (?:like|prefer|rather)|your choice|options?"
    r"|alternatively)\b",
    r"\bif you(?:'d| would)? (?:prefer|rather|like)\b",
)  # fmt: skip


def options_offered(review: Review) -> Outcome:
    """D11: two or more options, where the clauses of the case hold two or more."""
    allowed = {
        option.clause or option.text
        for playbook in review.playbooks
        for option in playbook.options
        if any(clause.id == option.clause for clause in review.clauses)
    }
    count = sum(
        1
        for playbook in review.playbooks[:1]
        for option in playbook.options
        if option.clause in allowed
    )
    if count < 2:
        return found(note="no two options are known to be allowed")
    if _CHOICE.within(review.plain):
        return found(note="in part: that there is a choice; how real it is needs a model")
    return found([Hit(None, f"policy allows {count} options and the reply leaves no choice")])


_FEELINGS = frozenset(
    stem(word)
    for word in listed(
        """
        sorry apologise apologize apology apologies regret frustrating frustration upset
        frustrated upsetting disappointed disappointing disappointment angry anger understand
        feel feeling sad sadness worry worried stress stressful annoyed annoying distress
        unhappy concerned hurt empathise sympathise heartbroken
        """
    )
)
_ACTIONS = frozenset(
    stem(word)
    for word in listed(
        """
        ask asking send sending sent check checking find write call tell know trace pass refund
        replace repair cancel book arrange return credit pay deliver collect review look correct
        fix remove confirm hear choose keep get receive investigate answer decide change move
        offer give reply bring speak report explain put make do take hold update order waive
        stop help start open need reach note see go come agree show work cover add apply follow
        """
    )
)


def action_outnumbers(review: Review) -> Outcome:
    """D15: after sentence 2, action words outnumber feeling words."""
    rest = review.body[2:]
    stems = [stem(word) for sentence in rest for word in tokens(sentence.text)]
    feelings = sum(each in _FEELINGS for each in stems)
    actions = sum(each in _ACTIONS for each in stems)
    if feelings and feelings >= actions:
        span = (rest[0].start, rest[-1].end)
        return found([Hit(span, f"{feelings} feeling words and {actions} action words")])
    return found()


_AHEAD = Phrases(
    r"\byou (?:do not|don't|will not|won't) (?:need|have) to\b",
    r"\bnothing (?:more )?(?:for you to|you need to)\b",
    r"\bin the meantime\b|\bmeanwhile\b|\buntil then\b",
    r"\bif (?:it|that|this|the \w+) (?:has not|hasn't|does not|doesn't|is not|isn't)\b",
    r"\bif .{3,60}(?:before|by) (?:then|that)\b", r"\bwhat happens next\b",
    r"\b(?:it|they|this) (?:can|may|might) take\b",
    r"\bplease keep\b|\bkeep (?:the|your)\b", r"\byou may (?:also )?(?:see|get|notice"
    r"|receive)\b", r"\beven if\b",
)  # fmt: skip


def anticipates(review: Review) -> Outcome:
    """D25, in part: a line that answers the next question."""
    if _AHEAD.within(review.plain):
        return found(
            note="in part: such a line is there; whether it is the right one needs a model"
        )
    return skipped("no such line is plain to a rule; whether one is missing needs a model")


_SURVEY = Phrases(
    r"\bsurvey\b", r"\brate (?:us|your|my|our|this|the)\b", r"\b(?:leave|give|write) (?:us"
    r"|me) (?:a |some )?(?:\w+ )?(?:review|rating|feedback|stars?)\b",
    r"\bhow (?:did|was) (?:i|we|my|our|your) (?:do|doing|service|help|experience)\b",
    r"\byour feedback (?:is|helps|matters|on)\b", r"\bfeedback form\b",
    r"\b(?:take|spare|fill)\b[^.!?]{0,30}\b(?:questionnaire|feedback|survey)\b",
    r"\bfive[- ]stars?\b",
)  # fmt: skip
_UPSELL = Phrases(
    r"\b(?:consider|try|why not|interested in|sign up (?:for|to)|subscribe to|join|check out"
    r"|take a look at|discover|explore) (?:upgrading|our|to our)\b",
    r"\bupgrade (?:today|now|to our|your plan)\b", r"\bspecial offers?\b",
    r"\byou (?:may|might) (?:also )?(?:like|enjoy|be interested)\b",
    r"\bwhile you(?:'re| are) here\b", r"\bpremium (?:plan|membership|account|package)\b", r"\b(?:great|exclusive|latest) (?:deals?|offers?|range|products)\b",
    r"\bnewsletter\b", r"\bdownload our app\b", r"\bfollow us on\b",
)  # fmt: skip
_ELSE = Phrases(
    r"\b(?:anything|something) (?:else|further|more) (?:that )?(?:i|we|you)\b",
    r"\b(?:any|if you have) (?:other|further|more|additional) (?:questions?|queries|concerns"
    r"|issues)\b",
    r"\bis there anything else\b", r"\b(?:do not|don't|never) hesitate to\b",
    r"\b(?:feel|please feel) free to (?:contact|reach|get|call|write|ask)\b",
    r"\bany (?:other )?questions\b",
)  # fmt: skip


def closing(review: Review) -> Outcome:
    """D32: no survey, no upsell, no "anything else?" while the issue is open."""
    rules = ((_SURVEY, "a survey"), (_UPSELL, "an upsell"), (_ELSE, "an empty closing formula"))
    return found(
        Hit(span, f"{name}: “{review.reply[slice(*span)]}”", soft=_is_formula(review, span))
        for phrases, name in rules
        for span in phrases.find(review.plain)
        if not review.attributed(span) and not _customers(review.sentence_at(span[0]))
    )


_FORMULA = Phrases(r"\b(?:hesitate|feel free)\b")


def _is_formula(review: Review, span: tuple[int, int]) -> bool:
    return _FORMULA.within(review.plain[slice(*span)])


_THEIRS = Phrases(
    r"\byour (?:survey|review|rating|newsletter|premium)\b|\b(?:unsubscrib|remov"
    r"|tak|cancel)\w* (?:you )?(?:\w+ )*(?:from|off|your) "
)


def _customers(sentence: Sentence | None) -> bool:
    """Whether the sentence is about the customer's own survey, plan or newsletter."""
    return sentence is not None and _THEIRS.within(sentence.text)
