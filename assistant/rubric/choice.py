"""The check on a choice: two real options where the case allows two (D11)."""

from __future__ import annotations

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.repair import REMEDY
from assistant.rubric.review import Review
from assistant.rubric.work import work_of

_CHOICE = Phrases(
    r"\b(?:you|yours) (?:can |may |could |to |get to |are free to |decide |'re free to )*(?:choose|pick|decide"
    r"|select|opt)\b|\(a\)|\(b\)|\b(?:option|choice) (?:1|2|one|two|a|b)\b|(?:^|\n) ?(?:1|2|a|b)[.)] ",
    r"\b(?:either|whichever|would you (?:like|prefer|rather)|your (?:choice|call|pick|decision)|up to you"
    r"|(?:two|three|several|both|these|following|other) (?:\w+ )?(?:options?|ways|choices|routes|things|possibilities"
    r"|offers)|alternatively|which(?: \w+)? (?:of|one|would|do you|you(?:'d| would)? (?:prefer|like|want|rather"
    r"|choose)|suits|works|is better)|tell me which|say which|let me know which|what would you|the choice is)\b",
    r"\bif you(?:'d| would)? (?:prefer|rather|sooner|like)\b|\b(?:prefer|rather have|sooner have)\b"
    r"|\binstead,? (?:i|we|you) can\b|\byou (?:can|may|could) (?:also|instead)\b|\b(?:i|we) can also\b",
    rf"\b(?:or|otherwise)\b,? (?:\w+ ){{0,6}}?{REMEDY}\b",
    rf"\b{REMEDY}\b[^.!?]{{0,80}},? or (?:(?:you|i|we|a|an|the|your|full|it|have|get|keep|take|if) ){{0,4}}?"
    rf"(?:\w+ ){{0,3}}?{REMEDY}\b",
)
_NO_CHOICE = Phrases(
    r"\b(?:nothing else|no (?:other|alternative|choice)|only (?:option|thing|offer|choice|possibility)|take it or"
    r" leave|that's all|all (?:i|we) can|i(?:'ve| have)? (?:decided|chosen|picked|gone ahead)|we(?:'ve| have)?"
    r" (?:decided|chosen|picked)|best (?:i|we) can)\b"
)
_POLICY_KEY = Phrases(
    r"polic|option|choice|terms|clause|entitle|rule|offer|may_choose|allowed|available"
)
_SAYS_CHOICE = Phrases(
    r"\b(?:choice|choose|chooses|decides?|either|options?|or|prefer\w*|pick\w*)\b|,[^,]+,|/|;"
)
_SETTLED = Phrases(
    r"\b(?:as you (?:asked|wanted|wished|requested|chose|prefer\w*)|you (?:asked for|wanted|chose|picked|told (?:me|us)"
    r" you (?:want|prefer))|the (?:refund|replacement|exchange) you (?:asked|wanted|chose|requested))\b"
)


def options_offered(review: Review) -> Outcome:
    """D11: two or more options, where the case or its clauses allow two or more."""
    count = _allowed(review)
    if count < 2:
        return found(note="no two options are known to be allowed")
    open_ = _CHOICE.within(review.plain) and not _closed(review)
    if open_ or _SETTLED.within(review.plain):
        return found(note="in part: that there is a choice; how real it is needs a model")
    return found([Hit(None, f"the case allows {count} options and the reply leaves no choice",
                      "Name them with their dates and let the customer choose: “… or …, which "
                      "would you like?”")])  # fmt: skip


def _closed(review: Review) -> bool:
    """Whether the reply shuts the choice it seems to leave: "there is nothing else"."""
    return any(_NO_CHOICE.within(each.text) for each in review.body) and not any(
        _STRONG.within(each.text) for each in review.body
    )


_STRONG = Phrases(
    r"\b(?:choose|your choice|your call|whichever|which would|would you (?:like|prefer|rather)|options?"
    r"|either)\b|\?"
)


def _allowed(review: Review) -> int:
    """How many remedies the customer may choose from: by the case, otherwise by its clauses."""
    case = review.case
    if case is not None:
        for key, value in review.known.items():
            if _POLICY_KEY.within(key) and isinstance(value, str) and key != "authority":
                return 2 if _SAYS_CHOICE.within(value) else 1
            if _POLICY_KEY.within(key) and isinstance(value, (list, tuple)):
                return len(value)
        granted = case.facts.authority
        if granted.actions or granted.refund_up_to is not None:
            works = {work_of(each.replace("_", " ")) for each in granted.actions}
            money = granted.refund_up_to is not None and not works & {"refund", "compensation"}
            return len(granted.actions) + money
        if case.facts.actions_done:
            return 0
    if not review.known or (review.triage is not None and not review.triage.asks):
        return 0  # what a policy allows in general is no choice that somebody waits for
    playbook = next(iter(review.playbooks), None)
    clauses = {clause.id for clause in review.clauses}
    return sum(option.clause in clauses for option in playbook.options) if playbook else 0
