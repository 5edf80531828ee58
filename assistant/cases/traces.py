"""Where a customer is found in the record: cases, drafts, questions, gaps, and what names them.

A single word (`Bill`) or a short number in a text may mean somebody else: what holds it is shown
to a person, never erased on its account.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.cases.forms import customer_key
from assistant.database import Database
from assistant.database.cases_erasing import ERASED, every

_NOT_THEIRS = {"agent_name", "country", "currency", "product", "status", "fault", "case_id"}
"""Facts that say nothing about who the customer is."""
_WHO = {"reference", "name", "email", "phone"}
"""Kinds of found facts that say who the customer is."""
_NAMES = ("customer_name", "email", "phone")
_TELLING = 4
"""Characters that a name must have to be looked for in texts."""
_DIGITS = 7
"""Digits from which on a number alone is nobody else's; the shortest telephone numbers have 7."""
_TEXTS = ("reply", "triage", "escalation", "follow_up", "commitments", "questions_for_agent")
"""Parts of a draft that are made of the customer's words, or address them."""


@dataclass
class Traces:
    """What there is of a customer."""

    cases: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    telling: re.Pattern[str] | None = None
    """Names, addresses and numbers that are nobody else's."""
    vague: re.Pattern[str] | None = None
    """Names that may be somebody else's, or another word."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to erase, to leave on hold, or to look at outside cases."""
        at_hand = (self.cases, self.held, self.drafts, self.questions, self.gaps)
        return not any(at_hand) and not any(" " in each for each in self.mentions)


def traces(database: Database, key: str, case_id: str | None) -> Traces:
    """What there is of the customer of a key, or of one case."""
    found = Traces(names={key} if key else set())
    for id, customer, facts, hold, state in every(
        database, "cases", ("id", "customer_key", "facts", "hold", "state")
    ):
        data = json.loads(facts)
        # An erased case is taken again by its id: what came late is erased then.
        is_known = bool(key) and state != "erased" and _is_of(key, customer, data)
        if id != case_id and not is_known:
            continue
        (found.held if hold else found.cases).append(id)
        found.names |= {customer, *(customer_key(str(data.get(name) or "")) for name in _NAMES)}
    found.names = {name for name in found.names if len(name) >= _TELLING}
    found.telling = _pattern(name for name in found.names if _is_telling(name))
    found.vague = _pattern(name for name in found.names if not _is_telling(name))
    _find_drafts(database, key, found)
    _find_texts(database, found)
    _find_mentions(database, found)
    return found


def _is_of(key: str, customer: str, facts: dict[str, Any]) -> bool:
    """Whether a case is kept under this name, address or number."""
    values = (value for name, value in facts.items() if name not in _NOT_THEIRS)
    return customer == key or any(
        isinstance(value, str | int) and customer_key(str(value)) == key for value in values
    )


def _is_telling(name: str) -> bool:
    """Whether a name in a text means this customer: an address, two words, or a long number."""
    digits = sum(letter.isdigit() for letter in name)
    has_letters = any(letter.isalpha() for letter in name)
    return "@" in name or digits >= _DIGITS or (has_letters and (digits > 0 or " " in name))


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds whole names only: `bill` is not in `billing`, nor `a@b.com` in `x.a@b.com`."""
    parts = [
        rf"(?<![\w+-])(?<!\w\.){re.escape(name)}(?![\w]|[.-]\w)"
        if "@" in name
        else rf"(?<!\w){re.escape(name)}(?!\w)"
        for name in sorted(names)
    ]
    return re.compile("|".join(parts)) if parts else None


def _has(pattern: re.Pattern[str] | None, texts: Iterable[str]) -> bool:
    return pattern is not None and any(pattern.search(customer_key(text)) for text in texts)


def _find_drafts(database: Database, key: str, found: Traces) -> None:
    """The drafts of the cases, and those made outside a case that name the customer.

    Of a draft whose input was let go, the reply, the facts and the handover still name them.
    """
    cases, held = set(found.cases), set(found.held)
    filed: dict[str, str] = dict(database.rows("SELECT draft_id, case_id FROM case_drafts"))
    record = (
        "CASE WHEN draft_id IN (SELECT draft_id FROM case_drafts) THEN SUBSTR(record, 1, 9)"
        " ELSE record END"
    )
    for draft_id, own_case, given, kept in every(
        database, "drafts", ("draft_id", "case_id", "case_record", record)
    ):
        case_id = filed.get(draft_id, own_case)
        if case_id in held or kept.startswith(ERASED):
            continue
        if case_id in cases:
            found.drafts.append(draft_id)
        elif draft_id not in filed:
            _sort_draft(draft_id, key, given, kept, found)


def _sort_draft(draft_id: str, key: str, given: str | None, kept: str, found: Traces) -> None:
    """A draft outside a case: the customer's, one that a person must look at, or neither.

    Where one case is asked for, what lies outside of it is only named.
    """
    case: dict[str, Any] = json.loads(given) if given else {}
    draft: dict[str, Any] = json.loads(kept).get("draft") or {}
    turns = [case.get("message", ""), *(turn.get("text", "") for turn in case.get("history") or ())]
    texts = [text for part in _TEXTS for text in _strings(draft.get(part))]
    facts = (draft.get("triage") or {}).get("facts") or ()
    is_theirs = bool(key) and (
        _is_of(key, "", case.get("facts") or {})
        or any(fact["kind"] in _WHO and customer_key(fact["value"]) == key for fact in facts)
        or _has(found.telling, (*turns, *texts))
    )
    if is_theirs:
        found.drafts.append(draft_id)
    elif _has(found.telling, (*turns, *texts)) or _has(found.vague, (*turns, *texts)):
        found.mentions.append(f"draft {draft_id}")


def _strings(value: Any) -> Iterator[str]:
    """Every text in a part of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _find_texts(database: Database, found: Traces) -> None:
    """Questions and gaps that name the customer, and gaps that their drafts found."""
    for id, text in every(database, "answers", ("id", "question")):
        if _has(found.telling, [text]):
            found.questions.append(id)
        elif _has(found.vague, [text]):
            found.mentions.append(f"question {id}")
    theirs = set(found.drafts)
    for id, text, origin in every(database, "gaps", ("id", "text", "origin")):
        if origin in theirs or _has(found.telling, [text]):
            found.gaps.append(id)
        elif _has(found.vague, [text]):
            found.mentions.append(f"gap {id}")


def _find_mentions(database: Database, found: Traces) -> None:
    """Cases of others and documents of the knowledge that name the customer."""
    own = {*found.cases, *found.held}
    others: dict[str, None] = {}
    for _, case_id, text in every(database, "case_messages", ("id", "case_id", "text")):
        if case_id not in own and case_id not in others and _names(text, found):
            others[case_id] = None
    for id, customer in every(database, "cases", ("id", "customer_key")):
        if id not in own and customer and customer in found.names:
            others[id] = None
    found.mentions = [*others, *found.mentions]
    documents: dict[str, None] = {}
    for _, document, text in every(database, "passages", ("id", "document", "text")):
        # The knowledge is full of single words; nobody should remove a document for one of them.
        if document not in documents and _has(found.telling, [text]):
            documents[document] = None
    found.documents = list(documents)


def _names(text: str, found: Traces) -> bool:
    return _has(found.telling, [text]) or _has(found.vague, [text])
