"""On whose authority a promise is made: the case, a policy clause, the agent, or nobody's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.corpus import Clause
from assistant.domain import CommitmentAuthority, Fact
from assistant.rubric.conditions import Verdict, all_hold
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.wording import content, flat, plain, stem
from assistant.text import words

NOBODY = CommitmentAuthority(kind="none")
_OWN_WORK = ("update", "keep", "explanation", "confirmation")
_SERVICE = {
    "update": ("SRV-01", "SRV-02"), "keep": ("SRV-07", "SRV-01", "SRV-02"),
    "callback": ("SRV-03", "SRV-01"), "manager": ("SRV-06",), "explanation": ("SRV-08", "SRV-01"),
    "confirmation": ("SRV-01", "SRV-02"),
}  # fmt: skip
"""Standards of service that cover a kind of work, the closest one first."""
_GRANTED_AS = {
    "update": ("update", "explanation", "confirmation"), "keep": ("update",),
    "refund": ("refund",), "replacement": ("replacement",), "repair": ("repair", "correction"),
    "compensation": ("compensation", "refund", "correction"), "rebooking": ("rebooking",),
    "cancellation": ("cancellation",), "collection": ("collection", "replacement", "refund"),
    "deletion": ("deletion",), "correction": ("correction",), "callback": ("callback", "manager"),
    "manager": ("manager",), "delivery": ("delivery", "replacement"),
    "explanation": ("explanation",), "confirmation": ("confirmation",), "other": (),
}  # fmt: skip
_MONEY = ("refund", "compensation")
_SAME_WORK = (
    {"refund", "repay", "reimburs", "return", "credit"}, {"send", "sent", "dispatch", "ship", "post"},
    {"escalat", "pass", "forward", "transfer", "rais", "report", "flag", "hand"},
    {"ask", "contact", "speak", "spok", "spoken", "call", "phon", "rang"},
    {"check", "look", "review", "investigat", "trac", "verifi", "verif"},
    {"cancel", "stop", "clos"}, {"book", "arrang", "schedul", "rebook", "order"},
    {"replac", "exchang", "replacement"}, {"correct", "fix", "repair", "reset", "restor", "chang", "updat"},
    {"waiv", "remov", "revers", "drop"}, {"voucher", "goodwill", "discount", "compensat", "credit"},
    {"email", "wrote", "written", "writ", "messag", "notif", "inform"}, {"not", "log", "record"},
    {"block", "unblock", "unlock"}, {"upgrad"}, {"collect", "pick"}, {"delet", "eras"},
)  # fmt: skip


def stems_of(text: str) -> frozenset[str]:
    """The stems of every word of a text, function words too; underscores part words."""
    return frozenset(stem(word) for word in words(plain(text).replace("_", " ")))


def same_work(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two texts speak of the same kind of action ("refunded", "money returned")."""
    return any(left & group and right & group for group in _SAME_WORK)


def grants(review: Review) -> tuple[CommitmentAuthority, ...]:
    """The authority of every promise and offer of a reply; promises are numbered `c1`, `c2` …"""
    found: list[CommitmentAuthority] = []
    number = 0
    for promise in review.promises:
        number += promise.binding
        found.append(authority(review, promise, f"c{number}" if promise.binding else ""))
    return tuple(found)


def authority(review: Review, promise: Promise, id: str = "") -> CommitmentAuthority:
    """On whose authority a promise stands; `none` carries the clause that names who could."""
    if _approved(review, promise, id):
        return CommitmentAuthority(kind="agent", ref=id or "approved")
    if review.is_prescribed(promise.sentence.text):
        return CommitmentAuthority(kind="policy", ref="escalation")
    return _from_case(review, promise) or _from_policy(review, promise)


def _approved(review: Review, promise: Promise, id: str) -> bool:
    text = flat(promise.sentence.text)
    for each in review.approved:
        wanted = flat(each)
        if (id and wanted == id.lower()) or (
            len(wanted) > 8 and (wanted in text or text in wanted)
        ):
            return True
    return False


def amounts(facts: tuple[Fact, ...]) -> list[Decimal]:
    """The money values among facts."""
    return [Decimal(each.value) for each in facts if each.kind == "amount"]


def promised_amount(review: Review, promise: Promise) -> Decimal | None:
    """How much money a promise is about: what it says, else the amount of the case."""
    stated = amounts(review.facts_of(promise.clause))
    if stated:
        return max(stated)
    if promise.work == "refund" and review.case and review.case.facts.amount is not None:
        return Decimal(str(review.case.facts.amount))
    return None


def _from_case(review: Review, promise: Promise) -> CommitmentAuthority | None:
    if review.case is None:
        return None
    stems = stems_of(promise.clause)
    for done in review.case.facts.actions_done:
        if _matches(stems, done):
            return CommitmentAuthority(kind="case", ref="actions_done")
    granted = review.case.facts.authority
    amount = promised_amount(review, promise)
    within = (
        granted.refund_up_to is None or amount is None or amount <= _exact(granted.refund_up_to)
    )
    for action in granted.actions:
        if _matches(stems, action) and (within or promise.work not in _MONEY):
            return CommitmentAuthority(kind="case", ref="authority.actions")
    if (
        promise.work in _MONEY
        and granted.refund_up_to is not None
        and amount is not None
        and within
    ):
        return CommitmentAuthority(kind="case", ref="authority.refund_up_to")
    return None


def _matches(stems: frozenset[str], action: str) -> bool:
    """Whether a promise is the action named: the same work, or all its telling words."""
    wanted = content(action.replace("_", " "))
    return same_work(stems, stems_of(action)) or (bool(wanted) and wanted <= stems)


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _from_policy(review: Review, promise: Promise) -> CommitmentAuthority:
    """The clause that allows a promise, or `none` with the clause that says who could."""
    service = _service_clause(review, promise)
    if service:
        return CommitmentAuthority(kind="policy", ref=service)
    refused = ""
    for clause in _ranked(review, promise):
        if _in_force(clause, review) and _applies(review, promise, clause):
            if _may(review, promise, clause):
                return CommitmentAuthority(kind="policy", ref=clause.id)
            refused = refused or clause.id
    return CommitmentAuthority(kind="none", ref=refused)


def _service_clause(review: Review, promise: Promise) -> str:
    wanted = _SERVICE.get(promise.work, ())
    if promise.work == "update" and any(w in promise.clause.lower() for w in ("ask", "pass")):
        wanted = tuple(reversed(wanted))
    there = {clause.id for clause in review.clauses if _in_force(clause, review)}
    return next((id for id in wanted if id in there), "")


def _ranked(review: Review, promise: Promise) -> list[Clause]:
    """The clauses that grant this kind of work, those nearest in words first."""
    wanted = _GRANTED_AS[promise.work]
    stems = content(promise.sentence.text)
    offered = {option.clause for playbook in review.playbooks for option in playbook.options}
    fitting = [each for each in review.clauses if any(ask in each.grants for ask in wanted)]
    return sorted(
        fitting,
        key=lambda each: (each.id not in offered, -len(stems & content(each.title + each.text))),
    )


def _in_force(clause: Clause, review: Review) -> bool:
    day = review.case.date.date() if review.case and review.case.date else date.today()
    if clause.superseded_by and any(each.id == clause.superseded_by for each in review.clauses):
        return False
    if clause.superseded_by and (clause.valid_until is None or clause.valid_until < day):
        return False
    return (clause.valid_from or day) <= day <= (clause.valid_until or day)


def _applies(review: Review, promise: Promise, clause: Clause) -> bool:
    verdict: Verdict = all_hold(clause.checks, review.case)
    if verdict == "no" or _excepted(review, clause) or _too_quick(review, promise, clause):
        return False
    if promise.conditional:
        return True
    return verdict == "yes" and (bool(clause.checks) or _met(review, clause))


def _met(review: Review, clause: Clause) -> bool:
    """Whether the case shows the conditions that a clause states in words.

    The customer's own account opens an offer but confirms no promise: half of the telling words
    of a condition must stand in the facts, the actions done or what the company wrote before.
    """
    shown = content(review.facts_text.replace("_", " ") + "\n" + review.agent_text)
    if review.case and review.case.facts.fault == "ours":
        shown |= content(review.customer_text)
    for condition in clause.conditions:
        telling = content(condition)
        if telling and len(telling & shown) < 0.5 * len(telling):
            return False
    return True


def _too_quick(review: Review, promise: Promise, clause: Clause) -> bool:
    """Whether a promise of money is faster than any period its clause names."""
    if promise.work not in _MONEY:
        return False
    periods = _durations(review.facts_of(clause.text))
    stated = _durations(review.facts_of(promise.clause))
    return bool(periods and stated) and min(stated) < min(periods)


def _durations(facts: tuple[Fact, ...]) -> list[Decimal]:
    return [Decimal(each.value) for each in facts if each.kind == "duration"]


def _excepted(review: Review, clause: Clause) -> bool:
    """Whether an exception of the clause is met: all its telling words are in the case."""
    known = review.customer_stems | content(review.facts_text)
    return any((stems := content(each)) and stems <= known for each in clause.exceptions)


def _may(review: Review, promise: Promise, clause: Clause) -> bool:
    """Whether the agent may grant it alone under this clause."""
    if clause.approval not in ("none", "agent"):
        return False
    if promise.work not in _MONEY or clause.approval == "none":
        return True
    amount = promised_amount(review, promise)
    limit = _limit(clause)
    if limit is not None:
        return promise.conditional if amount is None else amount <= limit
    own = review.case.facts.authority.refund_up_to if review.case else None
    return own is None or amount is None or amount <= _exact(own)


def _limit(clause: Clause) -> Decimal | None:
    """The money limit of a clause: `50 GBP` → 50."""
    for part in clause.limit.replace(",", "").split():
        try:
            return Decimal(part.strip("£$€"))
        except InvalidOperation:
            continue
    return None
