"""Good news: what the facts of the case say is done, where it is what the customer asks about.

It is said first and plainly; the rest of the reply says what to do if it has not arrived.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Playbook
from assistant.domain import Ask, Case, Record, Triage

_PATTERNS: tuple[tuple[Ask, str], ...] = (
    ("refund", r"\brefunded\b|\brefund\b.*\b(?:released|paid|made|sent|issued|completed"
               r"|processed|done|credited)\b|\b(?:released|paid|made|sent|issued|completed"
               r"|processed)\b.*\brefund\b|\bmoney returned\b"),
    ("replacement", r"\breplacement\b.*\b(?:sent|dispatched|shipped|posted|delivered)\b"
                    r"|\b(?:sent|dispatched|shipped)\b.*\breplacement\b|^replaced$"),
    ("correction", r"\b(?:fee|charge|entry|bill|invoice)\b.*\b(?:removed|reversed|waived"
                   r"|corrected|cancelled)\b|\b(?:removed|reversed|waived|corrected)\b.*"
                   r"\b(?:fee|charge|entry|bill|invoice)\b"),
    ("cancellation", r"\bcancellation\b.*\b(?:confirmed|done|made)\b|\bcancelled (?:the|your)?"
                     r" ?(?:subscription|contract|plan|membership|booking|order)\b"),
    ("repair", r"^(?:repaired|fixed|restored)\b|\b(?:service|access|line|account)\b.*"
               r"\b(?:restored|repaired|fixed|unblocked|unlocked)\b"),
    ("delivery", r"^delivered\b|\b(?:parcel|order|package)\b.*\bdelivered\b"),
)  # fmt: skip
_DEEDS = tuple((ask, re.compile(pattern, re.IGNORECASE)) for ask, pattern in _PATTERNS)
_OPEN = re.compile(
    r"\b(?:not|no|never|pending|will|to be|requested|asked|partial\w*|being|should|failed"
    r"|return(?:ed)? to sender|in progress|awaiting|planned)\b|n't\b|\?",
    re.IGNORECASE,
)
_DOUBTED = ("marked_delivered_not_received", "lost_parcel", "missing_item")
"""Situations in which "delivered" is what the customer denies."""


class News(Record):
    """Something that is done; `done` is the case's own wording where it tells it."""

    ask: Ask
    done: str


def find_news(case: Case, triage: Triage, playbooks: Sequence[Playbook]) -> News | None:
    """What is done of what the customer wants; None where the facts tell of nothing."""
    wanted: set[str] = {*triage.asks, *(ask for p in playbooks[:1] for ask in p.asks)}
    told = [(action, action) for action in case.facts.actions_done]
    told += [(case.facts.status, "")] if case.facts.status else []
    for text, done in told:
        for ask, pattern in _DEEDS:
            if ask not in wanted or not pattern.search(text) or _OPEN.search(text):
                continue
            if ask != "delivery" or _only_waited(triage, playbooks):
                return News(ask=ask, done=done)
    return None


def _only_waited(triage: Triage, playbooks: Sequence[Playbook]) -> bool:
    """Whether the customer waits for a parcel, and does not complain of what was in it."""
    if any(playbook.id in _DOUBTED for playbook in playbooks):
        return False
    if playbooks:
        return {"delivery", "update"} <= set(playbooks[0].asks)
    return "delivery" in triage.asks
