"""Conditions and exceptions that a policy clause states in words, held against the case."""

from __future__ import annotations

import re

from assistant.corpus import Clause
from assistant.rubric.clause_facts import ALTERNATIVES, denied, forbids, shown, stated
from assistant.rubric.conditions import Verdict
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.wording import content
from assistant.rubric.work import work_of

_TAIL = re.compile(r",? (?:(?:for|about|of) which|which|whose|where)\b")
_DATED = re.compile(r"\b(\w+) (before|after|from) (\d{4}-\d{2}-\d{2})")
_CLAUSE_ID = re.compile(r"\b[A-Z][A-Z0-9]{1,11}-\d{1,4}\b")
_OURS = Phrases(r"\b(?:we were at fault|our (?:fault|mistake)|we caused|by us|the carrier"
                r" cancelled|works are ours)\b")  # fmt: skip
_TOLD = Phrases(r"\b(?:the carrier cancelled|works are ours)\b")
"""Our doing that a fact may tell in words, where the case names nobody's fault."""
_PROMISED = Phrases(r"\b(?:promised|agreed) date\b")
_TIME_PART = re.compile(r", (?=during|within|before|after|until|in time)")
"""Where a condition goes on with its time, which must hold too."""
_HOME = Phrases(r"\bunited kingdom\b")
_HOME_NAMES = frozenset(("gb", "uk", "united kingdom", "great britain", "england", "scotland",
                         "wales", "northern ireland"))  # fmt: skip
_ARRIVED = Phrases(r"\b(?:delivered|arrived|received|collected)\b")
_AWAY = Phrases(
    r"\b(?:in transit|on (?:the|its) way|lost|held|stuck|missing|delayed|late|awaiting|not yet"
    r"|not (?:been )?(?:delivered|arrived|received|dispatched|sent)|undelivered|never|stopped)\b"
)
_SAME = {
    "made to your order": ("made to order", "bespoke", "custom", "personalised", "engraved",
                           "made to measure", "tailor"),
    "perishable": ("perishable", "fresh", "flowers", "food hamper"),
}  # fmt: skip


def met(review: Review, clause: Clause) -> bool:
    """Whether the case shows every condition that no check of the clause covers."""
    return all(_verdict(review, clause, each) == "yes" for each in clause.conditions)


def contradicted(review: Review, clause: Clause) -> bool:
    """Whether the case rules out a condition: an item that was used, a country that is another."""
    return any(_verdict(review, clause, each) == "no" for each in clause.conditions)


def excepted(review: Review, promise: Promise, clause: Clause) -> bool:
    """Whether an exception of the clause is met by the case, for this kind of work."""
    known = review.customer_stems | shown(review) | content(promise.clause)
    return any(_excepts(review, promise, each, known) for each in clause.exceptions)


def _excepts(review: Review, promise: Promise, text: str, known: frozenset[str]) -> bool:
    cut = _TAIL.search(text)
    head, tail = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    if tail and not _concerns(promise, head, tail):
        return False
    named = _CLAUSE_ID.search(head)
    if named:
        return _kind_named(review, named.group())
    stems = content(head)
    return bool(stems) and len(stems & known) >= _needed(stems)


def _needed(stems: frozenset[str]) -> float:
    """All words of a short exception, two thirds of a longer one."""
    return len(stems) if len(stems) <= 3 else 0.67 * len(stems)


def _concerns(promise: Promise, head: str, tail: str) -> bool:
    """ "which leaves the refund" spares the refund; "for which a second parcel cannot …"
    concerns only that."""
    named = work_of(tail.replace("a second parcel", "a replacement"))
    if "leaves" in tail and named == promise.work:
        return False
    if "cannot be offered" in tail:
        return named == promise.work
    return True


def _kind_named(review: Review, id: str) -> bool:
    """Whether the goods are of a kind that another clause lists: "Perishable goods, …"."""
    other = next((each for each in review.clauses if each.id == id), None)
    if other is None:
        return False
    said = f"{review.facts_text} {review.customer_text}".replace("_", " ").lower()
    said += " " + " ".join(
        key.replace("_", " ") for key, value in review.known.items() if value is True
    )
    first = re.split(r" cannot | are not ", other.text)[0]
    for kind in re.split(r", | and (?=goods)", first):
        words = next((alike for name, alike in _SAME.items() if name in kind.lower()), ())
        stems = content(kind) - content("goods order your")
        if any(word in said for word in words) or (not words and stems and stems <= content(said)):
            return True
    return False


def _verdict(review: Review, clause: Clause, condition: str) -> Verdict:
    """Whether the case shows a condition; "no" where it shows the opposite."""
    if _HOME.within(condition):
        return _at_home(review)
    if _OURS.within(condition) and review.case is not None:
        fault = review.case.facts.fault
        if fault is not None or not _TOLD.within(condition):
            other = " or " in condition
            return "yes" if fault == "ours" else "unknown" if fault is None or other else "no"
    if "not arrived" in condition:
        return _not_arrived(review)
    dated = _DATED.search(condition)
    if dated is not None:
        return _on_that_side(review, dated)
    if denied(review, condition):
        return "no"
    told = _covered(review, clause, condition) or _met_in_words(review, condition)
    return "yes" if told else "unknown"


def _met_in_words(review: Review, condition: str) -> bool:
    """Whether one way of every part is told: "sent back or reported, during the visit or …"."""
    if forbids(condition):
        return stated(review, condition, condition)
    return all(
        any(stated(review, way, condition) for way in ALTERNATIVES.split(part))
        for part in _TIME_PART.split(condition)
    )


def _on_that_side(review: Review, dated: re.Match[str]) -> Verdict:
    """Whether the day of "delivered before 2026-01-01" lies on the side it names."""
    event = {"delivered": "delivery", "bought": "purchase"}.get(dated[1], dated[1])
    then = str(review.known.get(f"{event}_date", review.known.get(event, "")))[:10]
    if not then:
        return "unknown"
    return "yes" if (then < dated[3]) == (dated[2] == "before") else "no"


def _at_home(review: Review) -> Verdict:
    country = (review.case.facts.country if review.case else None) or ""
    return "unknown" if not country else "yes" if country.lower() in _HOME_NAMES else "no"


def _not_arrived(review: Review) -> Verdict:
    status = str(review.known.get("status", "")).replace("_", " ")
    if review.known.get("delivered") is False or _AWAY.within(status) or "passed" in status:
        return "yes"
    there = review.known.get("delivered") is True or "delivery_date" in review.known
    return "no" if there or _ARRIVED.within(status) else "unknown"


def _covered(review: Review, clause: Clause, condition: str) -> bool:
    """Whether a check of the clause says the same: the same number, or nothing but its words."""
    numbers = set(re.findall(r"\d+", condition))
    days = {float(fact.value) for fact in review.facts_of(condition) if fact.kind == "duration"}
    for check in clause.checks:
        name, _, rest = check.partition(" ")
        if name == "days_late" and _PROMISED.within(condition):
            return True
        if numbers & set(re.findall(r"\d+", rest)):
            return True
        if _days_of(name, rest) in days:
            return True
        said = content(condition)
        if said and said <= content(name.replace("_", " ")) and not numbers:
            return True
    return False


def _days_of(name: str, rest: str) -> float | None:
    """The days that a check counts: `hours_without_service >= 24` → 1."""
    number = re.search(r"\d+", rest)
    if number is None:
        return None
    return int(number.group()) / (24 if "hours" in name else 1)
