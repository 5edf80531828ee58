"""Conditions and exceptions that a policy clause states in words, held against the case."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assistant.corpus import Clause
from assistant.rubric.conditions import Verdict
from assistant.rubric.phrases import Phrases
from assistant.rubric.promises import Promise
from assistant.rubric.review import Review
from assistant.rubric.wording import content, plain, tokens, weight
from assistant.rubric.work import work_of

_ENOUGH = 0.5
"""The share of the telling words of a condition that the case must show."""
_TAIL = re.compile(r",? (?:(?:for|about|of) which|which|whose|where)\b")
_NEGATIVE = Phrases(r"\b(?:not|no|nobody|never|without|none)\b|n't\b")
_DATED = re.compile(r"\b(\w+) (before|after|from) (\d{4}-\d{2}-\d{2})")
_CLAUSE_ID = re.compile(r"\b[A-Z][A-Z0-9]{1,11}-\d{1,4}\b")
_OURS = Phrases(r"\b(?:we were at fault|our (?:fault|mistake)|we caused|by us|the carrier"
                r" cancelled|works are ours)\b")  # fmt: skip
_PROMISED = Phrases(r"\b(?:promised|agreed) date\b")
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
_EXPLAINED = frozenset(("authority", "actions_done", "agent_name", "customer_name", "currency"))


def met(review: Review, clause: Clause) -> bool:
    """Whether the case shows every condition that no check of the clause covers."""
    return all(_verdict(review, clause, each) == "yes" for each in clause.conditions)


def contradicted(review: Review, clause: Clause) -> bool:
    """Whether the case rules out a condition: an item that was used, a country that is another."""
    return any(_verdict(review, clause, each) == "no" for each in clause.conditions)


def excepted(review: Review, promise: Promise, clause: Clause) -> bool:
    """Whether an exception of the clause is met by the case, for this kind of work."""
    known = review.customer_stems | _shown(review) | content(promise.clause)
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
        other = " or " in condition
        return "yes" if fault == "ours" else "unknown" if fault is None or other else "no"
    if "not arrived" in condition:
        return _not_arrived(review)
    dated = _DATED.search(condition)
    if dated is not None:
        return _on_that_side(review, dated)
    if _denied(review, condition):
        return "no"
    told = _covered(clause, condition) or any(
        _stated(review, each) for each in re.split(r", or |, | or ", condition)
    )
    return "yes" if told else "unknown"


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


def _covered(clause: Clause, condition: str) -> bool:
    """Whether a check of the clause says the same: the same number and a word in common."""
    numbers = set(re.findall(r"\d+", condition))
    for check in clause.checks:
        name, _, rest = check.partition(" ")
        if name == "days_late" and _PROMISED.within(condition):
            return True
        if numbers & set(re.findall(r"\d+", rest)):
            return True
        if content(name.replace("_", " ")) & content(condition) and not numbers:
            return True
    return False


def _denied(review: Review, condition: str) -> bool:
    """A fact that says the opposite: `unused: false`, `status: used` where it must be unused."""
    wanted = frozenset(tokens(condition))
    stems = content(condition)
    negative = _NEGATIVE.within(condition)
    for key, value in review.known.items():
        if key in _EXPLAINED:
            continue
        named = content(key.replace("_", " "))
        same = bool(named) and len(named & stems) >= 0.6 * len(named)
        if same and isinstance(value, bool) and value is negative:
            return True
        told = frozenset(tokens(str(value))) if isinstance(value, str) else frozenset()
        told |= frozenset((key,)) if value is True else frozenset()
        if any(f"un{word}" in wanted for word in told if len(word) > 3):
            return True
    return False


def _stated(review: Review, condition: str) -> bool:
    stems = content(condition)
    if not stems:
        return True
    if _NEGATIVE.within(condition):
        return _said_no(review, stems)
    shown = _shown(review)
    if review.case and review.case.facts.fault == "ours":
        shown |= review.customer_stems
    least = len(stems) if len(stems) <= 2 else _ENOUGH * len(stems)
    return len(stems & shown) >= least and weight(stems & shown) >= 0.5


def _said_no(review: Review, stems: frozenset[str]) -> bool:
    """A negative condition is shown by a fact that is false or 0, or by a sentence with "not"."""
    for key, value in review.known.items():
        named = content(key.replace("_", " "))
        if named & stems and (value is False or (value == 0 and not isinstance(value, bool))):
            return True
        text = str(value) if isinstance(value, str) else ""
        told = content(text) | named
        if _NEGATIVE.within(text) and len(stems & told) >= _ENOUGH * len(stems):
            return True
    return any(
        _NEGATIVE.within(part) and len(stems & content(part)) >= _ENOUGH * len(stems)
        for part in re.split(r"[.;!?\n]", review.agent_text + ";" + ";".join(_done(review)))
    )


def _done(review: Review) -> tuple[str, ...]:
    return review.case.facts.actions_done if review.case else ()


def _shown(review: Review) -> frozenset[str]:
    """The words with meaning of the facts, the actions done and what the company wrote."""
    return _stems_of_facts(_facts_as_text(review)) | content(review.agent_text)


@lru_cache(maxsize=256)
def _stems_of_facts(text: str) -> frozenset[str]:
    return content(text)


def _facts_as_text(review: Review) -> str:
    parts = [
        f"{key} {'' if value is True else value}"
        for key, value in review.known.items()
        if key not in _EXPLAINED and not _empty(value)
    ]
    return plain("\n".join([*parts, *_done(review)])).replace("_", " ")


def _empty(value: Any) -> bool:
    return value is False or (value == 0 and not isinstance(value, bool))
