"""The warm handover: what the next person must know, so that the customer repeats nothing.

Plain lines with a label each, no line for what is not known, nothing invented, nothing twice.
What somebody wrote stands in quotation marks and on one line, whatever it says: no text of a
customer can add a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from assistant.business_hours import local
from assistant.corpus import Company
from assistant.domain import AgentQuestion, Ask, Case, EarlierPromise, Fact, Span, Triage
from assistant.facts import case_names, date_text
from assistant.text import clip
from assistant.triage.careful import careful
from assistant.triage.deeds import about, action, deed, denied
from assistant.triage.flags import FlagRules
from assistant.triage.key_words import QUOTE, key_words, quoted
from assistant.triage.known import Seen, gather, is_contact, masked, stated, worded
from assistant.triage.open_questions import open_questions
from assistant.triage.turns import Turn, said, statements, turns_of
from assistant.triage.wishes import wishes

_MESSAGE, _EARLIER, _BRIEF = 240, 160, 80
"""Characters quoted of the message, of an earlier turn, and of one among many."""
_MANY = 6
_FROM_AGENTS = frozenset({"reference", "amount", "date", "product", "email", "phone"})
_CONTACT = frozenset({"email", "phone"})
_LANGUAGES = {"de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese", "it": "Italian",
              "nl": "Dutch", "pl": "Polish", "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
              "ar": "Arabic", "he": "Hebrew", "ru": "Russian", "el": "Greek", "hi": "Hindi",
              "th": "Thai"}  # fmt: skip
_OWN_NAME = (
    r"(?:\b(?:my (?:full )?name is|(?:my )?name's|i am|i'm|im|this is|me llamo|ich bin|ich heiße|"
    r"mein name ist|je m'appelle|je suis|soy|sou|name ?:|in the name of|(?:account|order) ?:)"
    r"(?: m(?:r|rs|s|iss|x)\.?| dr\.?)?|^) $"
)
_UNDER_A_LETTER = r"(?:[\n.!?,~-]|\b(?:regards|wishes|thanks|thank you|cheers|yours|sincerely))\s*$"


class Talk(NamedTuple):
    """A case laid out for the summary; in `turns` other customers' data is masked."""

    case: Case
    triage: Triage
    turns: tuple[Turn, ...]
    promises: tuple[EarlierPromise, ...]
    done: tuple[tuple[str, Turn | None], ...]
    facts: tuple[tuple[Turn, Fact], ...]
    questions: tuple[list[str], list[str]]
    """Open ones: the agents', the customer's."""
    now: datetime


def handover(
    case: Case,
    triage: Triage,
    *,
    company: Company,
    now: datetime,
    rules: FlagRules | None = None,
    questions: Sequence[AgentQuestion] = (),
) -> str:
    """A summary for whoever takes over.

    Args:
        rules: to quote what raised a flag where that stands in an earlier turn.
        questions: what else must be found out.
    """
    talk = _talk(case, triage, company, now)
    lines = [
        _who(talk),
        *_happened(talk),
        _line("What they want", ", ".join(_wants(talk))),
        _line("Known", "; ".join(_known(talk))),
        *(_done(talk, *entry) for entry in talk.done),
        *(_promised(promise, talk) for promise in talk.promises),
        _fault(triage),
        _mood(talk),
        *careful(case, triage, talk.turns, rules=rules, year=talk.now.year),
        *_open(talk, questions),
    ]
    return "\n".join(line for line in lines if line)


def _talk(case: Case, triage: Triage, company: Company, now: datetime) -> Talk:
    plain = turns_of(case, now=now, company=company)
    turns = tuple(masked(turn, case) for turn in plain)
    found = triage.facts if turns[-1] is plain[-1] else ()
    promises = triage.promises
    facts = gather(case, turns, facts=found, country=case.facts.country or company.country)
    done = tuple(_actions(case, turns, promises))
    when = local(now, company)
    return Talk(case, triage, turns, promises, done, tuple(facts), open_questions(turns), when)


def _wants(talk: Talk) -> tuple[Ask, ...]:
    broken = [deed(promise.text) for promise in talk.promises if promise.state == "missed"]
    asks, still_open = talk.triage.asks, talk.questions[1]
    return wishes(talk.turns, asks, still_open=still_open, broken=broken)


def _line(label: str, content: str) -> str:
    return f"{label}: {content}" if content else ""


# -- who ------------------------------------------------------------------------------------------


def _who(talk: Talk) -> str:
    facts = talk.case.facts
    earlier = len(talk.case.history)
    since = next((turn.at for turn in talk.turns if turn.at), None)
    parts = [
        facts.customer_name or _signed(talk) or "a customer",
        f"by {talk.case.channel}",
        *_contacts(talk),
        f"from {facts.country}" if facts.country else "",
        _language(talk.triage.language),
        f"{earlier} earlier messages" if earlier > 1 else "1 earlier message" if earlier else "",
    ]
    said_since = f" since {_day(since.date(), talk)}" if since and earlier else ""
    return "Who: " + ", ".join(part for part in parts if part) + said_since


def _signed(talk: Talk) -> str:
    """The name under a message of the customer, or after "my name is"."""
    for turn, fact in reversed(talk.facts):
        if fact.kind == "name" and turn.role == "customer" and _writes(turn.text, fact.span):
            return fact.value
    return ""


def _writes(text: str, span: Span) -> bool:
    """Whether a name is the writer's own, and not of somebody whom the message tells of."""
    before, after = text[: span[0]][-40:], text[span[1] :].split()[:12]
    told = any(word.islower() and "@" not in word for word in after)
    return (said(_UNDER_A_LETTER, before) and not told) or said(_OWN_NAME, before)


def _contacts(talk: Talk) -> list[str]:
    own = [str(value) for key, value in talk.case.facts.known().items() if is_contact(key)]
    told = [f.value for turn, f in talk.facts if f.kind in _CONTACT and turn.role == "customer"]
    return list(dict.fromkeys([*own, *told]))


def _language(code: str) -> str:
    return "" if code.startswith("en") else f"writes {_LANGUAGES.get(code[:2], code)}"


def _day(day: date, talk: Talk) -> str:
    return date_text(day, year=talk.now.year)


# -- what happened, what is known -----------------------------------------------------------------


def _happened(talk: Talk) -> Iterator[str]:
    labels = [issue.label for issue in talk.triage.issues if issue.id != "other"]
    yield f"What happened: {', '.join(labels)}" if labels else "What happened:"
    told = [turn for turn in talk.turns if turn.role == "customer"]
    marked = [issue.span for issue in talk.triage.issues]
    marked += [flag.span for flag in talk.triage.flags]
    for turn in (each for each in told[:-1] if _tells(each, talk)):
        words = key_words(turn, _EARLIER if len(told) <= _MANY else _BRIEF)
        yield f"  {_day(turn.at.date(), talk) if turn.at else 'earlier'}: {quoted(words)}"
    last = told[-1]
    words = key_words(last, _MESSAGE, marked=_partial(marked, last))
    yield f"  {_day(last.at.date(), talk) if last.at else 'now'}: {quoted(words, _MESSAGE + 9)}"


def _tells(turn: Turn, talk: Talk) -> bool:
    """Whether a turn says more than a number or an address that stands elsewhere."""
    rest = turn.text
    for fact in (fact for told, fact in talk.facts if told is turn):
        rest = rest.replace(turn.text[slice(*fact.span)], "")
    return any(map(str.isalpha, rest))


def _partial(spans: Sequence[Span], turn: Turn) -> list[Span]:
    """The spans that point at a place; one over the whole text points at nothing."""
    return [span for span in spans if span[1] - span[0] < len(turn.text)]


def _known(talk: Talk) -> list[str]:
    own = stated(talk.case)
    items = list(own)
    seen = {_bare(text) for pair in own.items() for text in pair}
    told = Seen()
    for turn, fact in talk.facts:
        if not _belongs(turn, fact, talk) or not told.add(fact):
            continue
        item = worded(fact, year=talk.now.year)
        if not {_bare(item), _bare(fact.value)} & seen:
            items.append(item)
    return items


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _belongs(turn: Turn, fact: Fact, talk: Talk) -> bool:
    """Whether a fact stands on the line of what is known, and not on another one."""
    if fact.kind == "name":
        names = " ".join(case_names(talk.case.facts)).casefold()
        told_of = turn.role == "customer" and not _writes(turn.text, fact.span)
        return told_of and fact.value.casefold() not in names
    if turn.role == "customer":
        return fact.kind not in _CONTACT
    return fact.kind in _FROM_AGENTS and not _shown(turn, fact, talk)


def _shown(turn: Turn, fact: Fact, talk: Talk) -> bool:
    """Whether a fact of an agent's turn stands in what is quoted as promised or done."""
    texts = [promise.text for promise in talk.promises if promise.turn == turn.number]
    texts += [text for text, told in talk.done if told is not None and told.number == turn.number]
    for text in texts:
        start = turn.text.find(text)
        if 0 <= start <= fact.span[0] and fact.span[1] <= start + min(len(text), QUOTE):
            return True
    return False


# -- done and promised ----------------------------------------------------------------------------


def _actions(
    case: Case, turns: Sequence[Turn], promises: Sequence[EarlierPromise]
) -> Iterator[tuple[str, Turn | None]]:
    """What the case says was done, then what agents say they did and the case does not name."""
    recorded = [deed(entry) for entry in case.facts.actions_done]
    for entry in case.facts.actions_done:
        yield entry, None
    for turn in turns:
        promised = [promise.text for promise in promises if promise.turn == turn.number]
        for clause in statements(turn) if turn.role == "agent" else ():
            text = clause.strip(" ,;–—-\n")
            told = any(text in each or each in text for each in promised)
            if action(clause) and not told and not any(about(deed(text), e) for e in recorded):
                yield text.removeprefix("and ").removeprefix("so "), turn


def _done(talk: Talk, text: str, turn: Turn | None) -> str:
    if turn is None:
        return f"Done so far: {clip(text, QUOTE)}"
    when = f" ({_day(turn.at.date(), talk)})" if turn.at else ""
    doubted = denied(deed(text), talk.turns[turn.number + 1 :])
    return f"Done so far{when}: {quoted(text)}" + (", but the customer says no" * doubted)


def _promised(promise: EarlierPromise, talk: Talk) -> str:
    made = f" on {_day(promise.made, talk)}" if promise.made else ""
    due = f", due {_day(promise.due, talk)}" if promise.due else ""
    return f"Promised{made}{due} ({promise.state}): {quoted(promise.text)}"


# -- fault and mood -------------------------------------------------------------------------------


def _fault(triage: Triage) -> str:
    if triage.fault == "unknown":
        return ""
    return f"Fault: {triage.fault.replace('_', ' ')} ({triage.fault_reason})"


def _mood(talk: Talk) -> str:
    triage = talk.triage
    several = sum(turn.role == "customer" for turn in talk.turns) > 1
    moved = f", {triage.mood}" if several else ""
    again = "; has contacted us before" if triage.repeat_contact else ""
    return f"Mood: {triage.emotion}, {round(triage.intensity * 100)} of 100{moved}{again}"


# -- what is open ---------------------------------------------------------------------------------


def _open(talk: Talk, questions: Sequence[AgentQuestion]) -> Iterator[str]:
    ours, theirs = talk.questions
    yield from (f"Open, asked by us: {quoted(question)}" for question in ours)
    yield from (f"Open, asked by the customer: {quoted(question)}" for question in theirs)
    asked = {question.casefold() for question in (*ours, *theirs)}
    for question in dict.fromkeys(entry.question for entry in questions):
        if question.casefold() not in asked:
            yield f"Open, to find out: {question}"
