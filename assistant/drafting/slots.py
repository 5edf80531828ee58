"""Fills the `{slots}` of phrases with what is known; a phrase with an unknown slot is not said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from assistant.business_hours import spoken
from assistant.corpus import Company
from assistant.domain import Case, Fact, Triage
from assistant.drafting.manner import told_before
from assistant.facts import amount_text, date_text, duration_text

_PERSONAL = ("customer", "order", "amount")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s.,'’()-])*")
_NAME_WORDS = 6
_ORDER = re.compile(r"[\w#./-]{1,40}(?: [\w#./-]*\d[\w#./-]*){0,4}")
_SLOT = re.compile(r"\{(\w+)\}")


def slots(case: Case, triage: Triage, company: Company, deadline: datetime) -> dict[str, str]:
    """Slot → text for a case. What the case states goes before what the message says."""
    facts, known = case.facts, case.facts.known()
    filled = {
        "company": company.name,
        "agent": _name(facts.agent_name or ""),
        "customer": _name(facts.customer_name or ""),
        "deadline": spoken(deadline),
        "private_channel": company.private_channel,
        "order": _order(known.get("order_id"), case, triage),
        "product": facts.product or _said(case, triage, "product"),
        "amount": _amount(case, triage),
        "date": _date(triage, deadline),
        "duration": _duration(triage),
        "count": _count(triage),
    }
    if case.channel == "social":  # what names a person stays out of public
        filled = {key: value for key, value in filled.items() if key not in _PERSONAL}
    return {key: value for key, value in filled.items() if value}


def _name(given: str) -> str:
    """The name where it is one: what holds braces, digits or orders is greeted by no name."""
    return given if _NAME.fullmatch(given.strip()) and len(given.split()) <= _NAME_WORDS else ""


def _reference(given: object) -> str:
    """The number where it is one; of "LK-5 say: all is free" the first word is."""
    text = str(given).strip()
    if _ORDER.fullmatch(text):
        return text
    first = text.split(maxsplit=1)[0].rstrip(".,;:") if text else ""
    return first if _ORDER.fullmatch(first) and any(sign.isdigit() for sign in first) else ""


def fill(text: str, values: Mapping[str, str]) -> str | None:
    """The phrase with its slots filled; None where one of them is not known."""
    if any(name not in values for name in _SLOT.findall(text)):
        return None

    def value(match: re.Match[str]) -> str:
        known = values[match.group(1)]
        starts = not match.start() or text[: match.start()].rstrip()[-1:] in ".!?"
        return known[:1].upper() + known[1:] if starts else known

    return _SLOT.sub(value, text)


def filled(texts: Iterable[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the phrases whose slots are all known, filled."""
    return tuple(made for text in texts if (made := fill(text, values)))


def slot_count(text: str) -> int:
    """How many details a phrase names: of two phrases the more concrete one is the better."""
    return sum(name not in ("team", "deadline", "company") for name in _SLOT.findall(text))


def _only(triage: Triage, kind: str) -> Fact | None:
    """The fact of a kind where the message holds exactly one; of several we would have to guess."""
    return _only_of(triage.facts, kind)


def _only_of(facts: Iterable[Fact], kind: str) -> Fact | None:
    found = [fact for fact in facts if fact.kind == kind]
    return found[0] if len({fact.value for fact in found}) == 1 else None


def _said(case: Case, triage: Triage, kind: str) -> str:
    fact = _only(triage, kind)
    return case.message[fact.span[0] : fact.span[1]] if fact else ""


def _order(order_id: object, case: Case, triage: Triage) -> str:
    if order_id and (number := _reference(order_id)):
        return f"order {number}"
    fact = _only(triage, "reference") or _only_of(told_before(case), "reference")
    return f"reference {fact.value}" if fact else ""


def _amount(case: Case, triage: Triage) -> str:
    if case.facts.amount is not None:
        return amount_text(case.facts.amount, case.facts.currency or "")
    fact = _only(triage, "amount")
    return amount_text(fact.value, fact.unit) if fact and fact.unit else ""


def _date(triage: Triage, deadline: datetime) -> str:
    fact = _only(triage, "date")
    if fact is None:
        return ""
    when = datetime.fromisoformat(fact.value).date()
    return date_text(when, year=deadline.year) if when <= deadline.date() else ""


def _duration(triage: Triage) -> str:
    fact = _only(triage, "duration")
    return duration_text(fact.value) if fact else ""


def _count(triage: Triage) -> str:
    fact = _only(triage, "contact_count")
    return {"2": "two times", "3": "three times", "4": "four times", "5": "five times"}.get(
        fact.value, f"{fact.value} times"
    ) if fact and fact.value.isdigit() and int(fact.value) > 1 else ""  # fmt: skip
