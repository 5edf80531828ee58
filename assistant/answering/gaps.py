"""What the knowledge could not answer, grouped, with a stub of the document that is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.answering.words import Likeness, stems
from assistant.database import Database
from assistant.database.answers import (
    OpenCase,
    Reason,
    StoredGap,
    cases_without_knowledge,
    record_gaps,
    stored_gaps,
)
from assistant.domain import CaseFacts, Record
from assistant.privacy import Masker
from assistant.text import clip

if TYPE_CHECKING:
    from assistant.answering.lexicon import Lexicon

_ALIKE = 0.62
"""Cosine from which two gaps are one; or half of their words are the same."""
_SHARED = 0.5
_TEXT = 400
"""Characters that are kept of a case's message."""
WHY: dict[Reason, str] = {
    "unanswered": "questions that the guidance does not answer",
    "no_policy": "cases that no policy covers",
    "other": "cases that no playbook covers",
}


class Gap(Record):
    """Gaps that are alike: how often, since when, and in which words (masked)."""

    number: int
    """By which `composure gaps --stub` takes it, from 1."""
    reason: Reason
    text: str
    count: int
    first: datetime
    last: datetime
    wordings: tuple[str, ...]
    drafts: tuple[str, ...]
    """Ids of the drafts that met it."""
    nearest: tuple[str, ...]
    """Ids of the passages that come nearest."""


def note_question(database: Database, masked: str, nearest: Sequence[str]) -> None:
    """Records a question without an answer, which the caller has masked."""
    gap = {
        "reason": "unanswered",
        "text": masked,
        "origin": "",
        "nearest": nearest,
        "created_at": datetime.now(UTC),
    }
    record_gaps(database, [gap])


def gather_cases(database: Database) -> None:
    """Records the drafts that met no policy or no playbook since the last time, masked."""
    found = cases_without_knowledge(database)
    if found:
        record_gaps(database, [_of_case(case) for case in found])


def _of_case(open_case: OpenCase) -> dict[str, object]:
    facts = CaseFacts.model_validate(open_case.case.get("facts") or {})
    text = Masker.for_case(facts).mask(str(open_case.case.get("message", "")))
    return {
        "reason": open_case.reason,
        "text": clip(text, _TEXT),
        "origin": open_case.draft_id,
        "nearest": open_case.nearest,
        "created_at": open_case.created_at,
    }


def grouped(database: Database, likeness: Likeness, lexicon: Lexicon) -> tuple[Gap, ...]:
    """The gaps in groups of those alike, the most frequent first."""
    groups: list[list[StoredGap]] = []
    for gap in stored_gaps(database):
        home = next((g for g in groups if _alike(g[0], gap, likeness, lexicon)), None)
        if home is None:
            groups.append([gap])
        else:
            home.append(gap)
    groups.sort(key=lambda group: (-len(group), -group[-1].created_at.timestamp()))
    return tuple(_gap(number, group) for number, group in enumerate(groups, 1))


def _alike(first: StoredGap, second: StoredGap, likeness: Likeness, lexicon: Lexicon) -> bool:
    if first.reason != second.reason:
        return False
    one, other = (set(stems(gap.text)) - lexicon.set_aside for gap in (first, second))
    if one and other and len(one & other) / len(one | other) >= _SHARED:
        return True
    left, right = likeness.vectors([_core(first, one), _core(second, other)])
    return float(left @ right) >= _ALIKE


def _core(gap: StoredGap, words: set[str]) -> str:
    kept = [word for word in stems(gap.text) if word in words]
    return " ".join(kept) or gap.text


def _gap(number: int, group: Sequence[StoredGap]) -> Gap:
    wordings = tuple(dict.fromkeys(gap.text for gap in group))
    return Gap(
        number=number,
        reason=group[0].reason,
        text=min(wordings, key=len),
        count=len(group),
        first=group[0].created_at,
        last=group[-1].created_at,
        wordings=wordings,
        drafts=tuple(gap.origin for gap in group if gap.origin),
        nearest=group[-1].nearest,
    )


def stub(gap: Gap) -> str:
    """The missing document as Markdown to fill in, in the form that `composure index` reads."""
    about = clip(" ".join(gap.text.split()), 80).rstrip("?.!… ")
    about = re.sub(r"<([A-Z]+)_\d+>", r"(\1)", about)
    asked = "\n".join(f"- {_comment(text)}" for text in gap.wordings[:10])
    near = "\n".join(f"- {name}" for name in gap.nearest) or "- nothing"
    notes = (
        f"<!--\nMet {gap.count} time{'s' * (gap.count > 1)}, {gap.first:%Y-%m-%d} to"
        f" {gap.last:%Y-%m-%d}: {WHY[gap.reason]}.\nIn these words:\n{asked}\n"
        f"What comes nearest today:\n{near}\n-->"
    )
    return _FORMS[gap.reason].format(about=about[:1].upper() + about[1:], notes=notes)


def _comment(text: str) -> str:
    return clip(text, 200).replace("--", "– ")


_GUIDANCE = """---
title: {about}
source: Own guidance
---
# {about}

{notes}

## {about}
The answer in one sentence, in the words that people ask with. Then why, in one or two sentences.

- "A sentence that can be said."
- What to do first, and by when.

Avoid: what makes it worse. Who decides where it is not clear.
"""
_POLICY = """---
id: new_policy
title: {about}
kind: policy
version: "1"
---
# {about}

{notes}

## NEW-01 {about}
What the customer gets, in one sentence. What they do not have to do.

- Conditions: what must be true
- Exceptions: what is not covered
- Approval: agent
- Grants: explanation
"""
_PLAYBOOK = """---
id: new_situation
label: {about}
topic: the situation
team: the team that finds out
signals:
  - {{pattern: '\\bwords that customers use\\b', weight: 1.0}}
acknowledgements:
  - {{text: 'I am sorry that this happened.'}}
actions:
  - {{text: 'I am asking {{team}} today, and I will write to you by {{deadline}}.'}}
---
# {about}

{notes}

## What is going on
What has usually happened, and what weighs on the customer.

## What the customer usually wants
The wish behind the words.

## How to answer
What to name, what to offer, what to leave out.

## When to escalate
The signs that somebody else has to decide.
"""
_FORMS: dict[Reason, str] = {
    "unanswered": _GUIDANCE,
    "no_policy": _POLICY,
    "other": _PLAYBOOK,
}
