"""The same case as shortest, warmest and firmest: whole replies, each checked like the draft.

They are written offline from the brief of the draft, so that none promises what the draft may not.
A style that would break a hard criterion is not offered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from assistant.domain import Commitment, Finding, Record, Reply
from assistant.drafting.checking import check
from assistant.drafting.steps import offline_writer
from assistant.drafting.work import Parts, Work
from assistant.drafting.writing import Written
from assistant.rubric.linter import hard_failures

AlternativeStyle = Literal["shortest", "warmest", "firmest"]


class Alternative(Record):
    """Another reply to the same case, with its own ledger, and what it gives up."""

    style: AlternativeStyle
    reply: Reply
    trades: str
    findings: tuple[Finding, ...]
    commitments: tuple[Commitment, ...]


def alternatives(work: Work, parts: Parts) -> tuple[Alternative, ...]:
    """The alternatives to a draft; none where a safety message replaces it.

    Args:
        work: the work up to its brief; what it emits stays unheard.
    """
    if work.known_brief().mode == "hard_stop":
        return ()
    quiet = replace(work, checked=None, emit=lambda name, text: None)
    made = (_alternative(quiet, parts, style) for style in get_args(AlternativeStyle))
    return tuple(each for each in made if not hard_failures(each.findings))


def _alternative(work: Work, parts: Parts, style: AlternativeStyle) -> Alternative:
    reply = parts.offline.write(work.known_brief(), style=style)
    writer = offline_writer(work.known_triage().language)
    done = check(replace(work, written=Written(reply=reply, writer=writer)), parts)
    return Alternative(
        style=style,
        reply=done.known_written().reply,
        trades="".join(parts.library.phrases.of(f"trades_{style}")[:1]),
        findings=done.findings,
        commitments=done.ledger,
    )
