"""The brief: all that is known, allowed and required for one reply, as one record.

Both writers render it, the offline writer through the playbooks' own phrases, a language model
through a prompt, so that they cannot know or promise different things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from assistant.business_hours import add_hours, rounded, spoken
from assistant.corpus import Clause, Company, Phrases, Playbook
from assistant.domain import AgentQuestion, Case, EarlierPromise, Issue, Passage, Record, Triage
from assistant.drafting.detail import find_detail, find_further
from assistant.drafting.holding import holding_message, tell_customer
from assistant.drafting.manner import Manner, manner_of
from assistant.drafting.news import News, find_news
from assistant.drafting.others_data import asks_about_others
from assistant.drafting.points import Offer, Point, make_point, open_offer
from assistant.drafting.questions import questions
from assistant.drafting.refusal import Refusal, find_refusal, in_words
from assistant.drafting.signs import harmed, is_bare, is_settled
from assistant.drafting.slots import slots
from assistant.drafting.telling import Detail
from assistant.drafting.unsaid import without_machines
from assistant.triage.assess import praises
from assistant.triage.escalation import due, promised
from assistant.triage.flags import FlagRules
from assistant.triage.issues import GENERIC
from assistant.triage.urgency import urgent

__all__ = ["CALM", "Brief", "Library", "Mode", "Offer", "Point", "make_brief", "turn_of"]

CALM = 0.25
"""Below this intensity nobody is upset: an apology would be for nothing."""

Mode = Literal[
    "ordinary",
    "calm",
    "positive",
    "hard_stop",
    "refusal",
    "good_news",
    "private",
    "settled",
    "bare",
]


class Brief(Record):
    """What a writer gets, and nothing else."""

    case: Case
    triage: Triage
    mode: Mode
    now: datetime
    deadline: datetime
    company: Company
    detail: Detail | None
    further: tuple[Detail, ...]
    """Further points of the message that belong to no situation: parked with a time (D02)."""
    points: tuple[Point, ...]
    open_offer: Offer | None
    """What may be offered where no situation was recognised."""
    promises: tuple[EarlierPromise, ...]
    values: dict[str, str]
    policies: tuple[Clause, ...]
    guidance: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    questions: tuple[AgentQuestion, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    tell_customer: str
    times: tuple[tuple[str, datetime], ...]
    """Times beside the deadline that the reply may name, with their wording."""
    holding: tuple[str, ...]
    turn: int
    """A number from the case itself, by which a writer varies what it says."""
    manner: Manner = Manner()
    refusal: Refusal | None = None
    """The wish that the facts rule out, or that somebody else must decide."""
    news: News | None = None


class Library(Record):
    """What the knowledge holds for writing: playbooks and clauses by id, phrases, company."""

    playbooks: dict[str, Playbook]
    clauses: dict[str, Clause]
    phrases: Phrases
    company: Company


def turn_of(case: Case) -> int:
    """A number that depends on the message alone, the same in every process."""
    import zlib

    return zlib.crc32(case.message.encode("utf-8", "replace"))


def make_brief(
    case: Case,
    triage: Triage,
    *,
    library: Library,
    rules: FlagRules,
    passages: Sequence[Passage],
    now: datetime,
    earlier: Sequence[Issue] = (),
) -> Brief:
    """Gathers everything for a reply to this case.

    Args:
        passages: policies and guidance that retrieval found, best first.
        now: the moment of writing; deadlines count from it.
        earlier: what the conversation was about before, where its newest message does not say.
    """
    company = library.company
    hours = company.urgent_hours if urgent(case.message) else company.update_hours
    deadline = rounded(add_hours(now, hours, company), company)
    triage = without_machines(triage, case.message)
    values = slots(case, triage, company, deadline)
    turn = turn_of(case)
    issues = earlier or [issue for issue in triage.issues if issue.id in library.playbooks]
    points = tuple(
        make_point(library.playbooks[issue.id], issue, case, triage, library, values)
        for issue in issues
        if issue.id in library.playbooks
    )
    manner = manner_of(case, triage)
    detail = find_detail(case, triage, turn=turn, skip=manner.given_spans)
    refusal = find_refusal(
        case, triage, playbooks=library.playbooks, clauses=library.clauses, passages=passages
    )
    if refusal:
        known_values = {**values, "complaints": company.complaints_address}
        refusal = in_words(
            refusal,
            library.phrases,
            {key: value for key, value in known_values.items() if value},
            spoken=case.channel == "phone",
        )
    news = find_news(case, triage, [library.playbooks[point.issue.id] for point in points])
    mode = _mode(case, triage, refusal, news, detail)
    return Brief(
        case=case,
        triage=triage,
        mode=mode,
        now=now,
        deadline=deadline,
        company=company,
        detail=detail,
        further=find_further(case, triage, detail, skip=manner.given_spans),
        points=points,
        open_offer=None
        if points
        else open_offer(library.playbooks.get(GENERIC), case, triage, library),
        promises=triage.promises,
        values=values,
        policies=_policies(points, refusal, passages, library.clauses, mode),
        guidance=tuple(p for p in passages if p.kind == "guidance")[:3],
        passages=tuple(passages),
        questions=questions(case, triage, library.playbooks, company),
        must=tuple(dict.fromkeys(item for flag in triage.flags for item in flag.must)),
        must_not=tuple(dict.fromkeys(item for flag in triage.flags for item in flag.must_not)),
        tell_customer=tell_customer(_speaking(triage, mode), rules, company, now, answer=deadline),
        times=tuple((spoken(when), when) for when in _clocks(triage, rules, company, now)),
        holding=holding_message(case, triage, rules, company, now) if mode == "hard_stop" else (),
        turn=turn,
        manner=manner,
        refusal=refusal,
        news=news,
    )


def _speaking(triage: Triage, mode: Mode) -> Triage:
    """The triage whose flags speak: after a no, nobody is told that the sum is being approved."""
    if mode != "refusal":
        return triage
    flags = tuple(flag for flag in triage.flags if flag.key != "over_authority")
    return triage.model_copy(update={"flags": flags})


def _clocks(triage: Triage, rules: FlagRules, company: Company, now: datetime) -> list[datetime]:
    """Every time that the flags' own sentences may name."""
    clocks = [due(flag, rules, company, now) for flag in triage.flags]
    return [*clocks, *(promised(flag, rules, company, now) for flag in triage.flags)]


def _only_praises(case: Case, triage: Triage) -> bool:
    """Whether there is nothing but praise: "good features but it doesn't work" is no praise."""
    pleased = triage.emotion == "positive" and triage.issues[0].id == "other" and not triage.asks
    return pleased and praises(case.message) and not _SPOILT.search(case.message)


_SPOILT = re.compile(
    r"\b(?:but|however|except|not|never|fail\w*|bad|broken|wrong|missing|still|one (?:small |little |other )?thing)\b|n't\b",
    re.IGNORECASE,
)


def _mode(
    case: Case,
    triage: Triage,
    refusal: Refusal | None,
    news: News | None,
    detail: Detail | None,
) -> Mode:
    if triage.level >= 3:
        return "hard_stop"
    if asks_about_others(case.message):
        return "private"
    if is_bare(case, triage, detail):
        return "bare"
    if is_settled(case, triage):
        return "settled"
    if news is not None:
        return "good_news"
    if refusal is not None and not refusal.decider:
        return "refusal"
    if _only_praises(case, triage):
        return "positive"
    cool = triage.intensity < CALM and not triage.repeat_contact and triage.level < 2
    if cool and not harmed(case, triage, detail):
        return "calm"
    return "ordinary"


def _policies(
    points: Sequence[Point],
    refusal: Refusal | None,
    passages: Sequence[Passage],
    clauses: Mapping[str, Clause],
    mode: Mode,
) -> tuple[Clause, ...]:
    """The clauses that a refusal and the offers rest on, then those that retrieval found.

    None of them is superseded.
    """
    ids = list(refusal.clauses) if refusal else []
    ids += [name for name in clauses if name.startswith("PRV-0")] if mode == "private" else []
    ids += [clause for point in points if point.offer for clause in point.offer.clauses]
    ids += [p.metadata.get("clause", "") for p in passages if p.kind == "policy"]
    ids += [name for name in clauses if name.startswith("SRV-0")]
    found = (clauses.get(name) for name in dict.fromkeys(ids))
    return tuple(clause for clause in found if clause and not clause.superseded_by)
