"""What the case itself allows a promise: sums, actions, what is done, days that are set."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.domain import CommitmentAuthority, Fact
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.wording import content, plain, stem
from assistant.rubric.work import work_of
from assistant.text import words

OWN_WORK = ("update", "keep", "explanation", "confirmation")
MONEY = ("refund", "compensation")
VALUED = ("refund", "compensation", "replacement")
"""Kinds of work whose worth counts against a limit."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
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


def amounts(facts: tuple[Fact, ...]) -> list[Decimal]:
    """The money values among facts."""
    return [Decimal(each.value) for each in facts if each.kind == "amount"]


_PARTS = ("charge", "postage", "fee", "deposit", "shipping", "tax", "taxi", "difference")


def promised_amount(review: Review, promise: Promise) -> Decimal | None:
    """How much money a promise is about: what it says, a fact of that name, else the case's."""
    stated = amounts(review.facts_of(promise.clause))
    if stated:
        return max(stated)
    part = next((each for each in _PARTS if each in promise.clause.lower()), "")
    for key, value in review.known.items() if part else ():
        if part in key and isinstance(value, int | float) and not isinstance(value, bool):
            return Decimal(str(value))
    if promise.work in VALUED and review.case and review.case.facts.amount is not None:
        return Decimal(str(review.case.facts.amount))
    return None


def currency_of(review: Review, promise: Promise) -> str:
    """The currency of the sum that a promise names, else the case's; "" where unknown."""
    stated = {f.unit for f in review.facts_of(promise.clause) if f.kind == "amount" and f.unit}
    own = review.case.facts.currency if review.case else None
    return stated.pop() if len(stated) == 1 else (own or "")


def from_case(review: Review, promise: Promise) -> CommitmentAuthority | None:
    """What the case itself says: done already, an action or a sum allowed, a day that is set."""
    if review.case is None:
        return None
    amount = promised_amount(review, promise)
    for done in review.case.facts.actions_done:
        if _is_action(review, promise, done, amount):
            return CommitmentAuthority(kind="case", ref="actions_done")
    granted = review.case.facts.authority
    for action in granted.actions:
        if _is_action(review, promise, action, amount):
            return CommitmentAuthority(kind="case", ref="authority.actions")
    limit, currency = granted.refund_up_to, review.case.facts.currency
    same_currency = not currency or currency_of(review, promise) in ("", currency)
    if promise.work not in MONEY or limit is None or amount is None:
        return _from_date(review, promise)
    if same_currency and amount <= exact(limit):
        return CommitmentAuthority(kind="case", ref="authority.refund_up_to")
    return _from_date(review, promise)


def _from_date(review: Review, promise: Promise) -> CommitmentAuthority | None:
    """A delivery, visit or repair on the very day that a fact of the case names."""
    if promise.work not in ("delivery", "repair", "rebooking", "collection", "replacement"):
        return None
    day = review.case.date.date().isoformat() if review.case and review.case.date else ""
    named = {f.value for f in review.facts_of(promise.clause) if f.kind == "date"}
    for key, value in review.known.items():
        if key in ("authority", "message", "purchase_date") or isinstance(value, dict):
            continue
        told = review.facts_of(str(value))
        dates = {str(value)[:10]} | {f.value for f in told if f.kind == "date"}
        if any(each > day for each in named & dates):
            return CommitmentAuthority(kind="case", ref=key)
    return None


def _is_action(review: Review, promise: Promise, action: str, amount: Decimal | None) -> bool:
    """Whether a promise is the action named, of its kind and within its sum."""
    told = action.replace("_", " ")
    kind = work_of(told)
    stems = stems_of(promise.clause)
    if kind == "other" and promise.work in VALUED:
        return bool(content(told)) and content(told) <= stems
    if "other" in (kind, promise.work) or promise.work in (*OWN_WORK, "callback"):
        return _matches(stems, action)
    if kind != promise.work:
        return _matches(stems, action) and promise.work not in VALUED and kind not in VALUED
    limits = amounts(review.facts_of(told)) or [Decimal(each) for each in _FIGURE.findall(told)]
    if limits and (amount is None or amount > max(limits)):
        return False
    partial = bool(stems_of(told) & {"partial", "half", "part"})
    special = [part for part in _PARTS if part in told.lower()]
    if special and promise.work in MONEY:
        return any(part in promise.clause.lower() for part in special)
    return not partial or bool(stems & {"partial", "half", "part"})


def _matches(stems: frozenset[str], action: str) -> bool:
    """Whether a promise is the action named: the same work, or all its telling words."""
    wanted = content(action.replace("_", " "))
    return same_work(stems, stems_of(action)) or (bool(wanted) and wanted <= stems)


def exact(value: float) -> Decimal:
    """A sum of the case without the noise of a float."""
    return Decimal(str(value))
