"""The optional second look: a model may add flags, issues and facts to the triage, never remove.

It is asked once, for lines of text with a quotation each. A line counts only if it names
something we know and its words stand in the message; a fact's value is what our own finder makes
of those words, so a model can invent nothing. An answer that is late, broken or nonsense changes
nothing, and the triage says that it was asked in vain (ESCALATION, rule 1).
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, get_args

from assistant.corpus import Playbook
from assistant.domain import Fact, FactKind, Flag, Issue, Severity, Span, Triage
from assistant.drafting.language_model import without_control
from assistant.drafting.work import Parts, Work
from assistant.drafting.writing import masker_for
from assistant.errors import ModelError
from assistant.facts import find_facts
from assistant.prompts import load_prompt

if TYPE_CHECKING:
    from assistant.models import Completion

_LINE = re.compile(
    r'^[\s*-]*(flag|issue|fact)\s*\|\s*`?([a-z_]{2,40})`?\s*\|\s*["“«](.{2,400}?)["”»]\s*$', re.I
)
_LINES = 12
_MESSAGE = 12_000
"""Characters of the message that are shown; what it is about stands at its beginning."""
_CONFIDENCE = 0.5
"""Of an issue that only the model saw: below what a playbook's own signals give."""
_AS_QUOTED: frozenset[FactKind] = frozenset({"product", "name"})


class Found(NamedTuple):
    """One line of the answer whose words stand in the message."""

    what: str
    key: str
    span: Span


def second_look(work: Work, parts: Parts) -> Work:
    """The triage with what a model adds; unchanged where none is configured or it fails."""
    if not parts.settings.triage_models:
        return work
    work.emit("progress", "second look")
    try:
        answer, asked = _asked(work, parts)
    except ModelError as error:
        note = f"not used: {error.reason}"
        return replace(work, triage=work.known_triage().model_copy(update={"second_look": note}))
    found = tuple(read(answer, work.case.message))
    added = _added(work.known_triage(), found, work, parts, asked.model)
    return replace(work, triage=added, looked=asked.tokens)


def _asked(work: Work, parts: Parts) -> tuple[str, Completion]:
    """The model's answer, with personal data back in place, and as it came."""
    from assistant.models import complete

    settings, case = parts.settings, work.case
    mark = f"[[data-{secrets.token_hex(8)}]]"
    masker = masker_for(case, settings)
    message = masker.mask(without_control(case.message.replace(mark, " ")))[:_MESSAGE]
    playbooks = parts.library.playbooks
    completion = complete(
        settings.triage_models,
        load_prompt("triage").render(
            company=parts.library.company.name,
            flags="\n".join(f"{key}: {parts.rules.rule(key).title}" for key in parts.rules.keys),
            issues="\n".join(f"{key}: {playbook.label}" for key, playbook in playbooks.items()),
            facts=", ".join(get_args(FactKind)),
            mark=mark,
            message=message,
        ),
        settings=settings,
        deadline=time.monotonic() + settings.timeout,
    )
    return masker.restore(completion.text).text, completion


def read(answer: str, message: str) -> Iterator[Found]:
    """The lines of an answer that can be used: known form, words that stand in the message."""
    lines = [match for line in answer.splitlines() if (match := _LINE.match(line.strip()))]
    for match in lines[:_LINES]:
        span = _place(match.group(3), message)
        if span is not None:
            yield Found(match.group(1).lower(), match.group(2).lower(), span)


def _place(words: str, message: str) -> Span | None:
    """Where the quoted words stand, whatever blanks, capitals and quotation marks."""
    wanted = words.split()
    if not wanted:
        return None
    pattern = r"\s+".join(_same(word) for word in wanted)
    match = re.search(pattern, message, re.IGNORECASE)
    return match.span() if match else None


def _same(word: str) -> str:
    return re.sub(r"['’‘]", "['’‘]", re.escape(word))


def _added(found: Triage, lines: tuple[Found, ...], work: Work, parts: Parts, model: str) -> Triage:
    flags = _flags(found, lines, parts)
    issues = _issues(found, lines, parts.library.playbooks)
    facts = _facts(found, lines, work)
    added = len(flags) + len(issues) + len(facts)
    known = tuple(issue for issue in found.issues if issue.id != "other" or not issues)
    every = tuple(sorted((*found.flags, *flags), key=lambda flag: (-flag.level, flag.span)))
    level = max((flag.level for flag in every), default=0)
    return found.model_copy(
        update={
            "flags": every,
            "issues": (*known, *issues),
            "facts": tuple(sorted((*found.facts, *facts), key=lambda fact: fact.span)),
            "repeat_contact": found.repeat_contact
            or any(flag.key == "repeat_contact" for flag in flags),
            "severity": _raised(found.severity, level),
            "second_look": f"{model}: {added} added",
        }
    )


def _raised(severity: Severity, level: int) -> Severity:
    """Flags raise a severity and never lower it."""
    if level >= 3:
        return "critical"
    return "high" if level == 2 and severity in ("low", "medium") else severity


def _flags(found: Triage, lines: tuple[Found, ...], parts: Parts) -> list[Flag]:
    raised = {flag.key for flag in found.flags}
    added: dict[str, Flag] = {}
    for line in lines:
        if line.what == "flag" and line.key in parts.rules.keys and line.key not in raised:
            flag = parts.rules.flag(line.key, line.span)
            added.setdefault(line.key, flag.model_copy(update={"source": "model"}))
    return list(added.values())


def _issues(
    found: Triage, lines: tuple[Found, ...], playbooks: Mapping[str, Playbook]
) -> list[Issue]:
    known = {issue.id for issue in found.issues}
    added: dict[str, Issue] = {}
    for line in lines:
        if line.what == "issue" and line.key in playbooks and line.key not in known:
            label = playbooks[line.key].label
            issue = Issue(id=line.key, label=label, span=line.span, confidence=_CONFIDENCE)
            added.setdefault(line.key, issue)
    return list(added.values())


def _facts(found: Triage, lines: tuple[Found, ...], work: Work) -> list[Fact]:
    """Facts that our finder sees in the quoted words alone, or names and products as quoted."""
    taken = [fact.span for fact in found.facts]
    added: list[Fact] = []
    for line in lines:
        start, end = line.span
        if line.what != "fact" or any(a < end and start < b for a, b in taken):
            continue
        words = work.case.message[start:end]
        if line.key in _AS_QUOTED and len(words.split()) <= 6:
            added.append(Fact(kind=line.key, value=words, span=line.span))
        else:
            when = (work.case.date or work.now).date()
            inside = find_facts(words, on=when, facts=work.case.facts)
            added += [
                fact.model_copy(update={"span": (fact.span[0] + start, fact.span[1] + start)})
                for fact in inside
                if fact.kind == line.key
            ]
        taken.append(line.span)
    return added
