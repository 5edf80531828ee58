"""Finds what the customer themselves said that a reply should name in its first sentence.

Concreteness is what makes customers feel heard (Packard & Berger 2021; rubric D01). The best
clause of the message is turned to our point of view; where its grammar cannot be followed, a
few of the customer's own words are quoted instead. Nothing here judges whether it is true: the
sentence says that the customer wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Case, Record, Span, Triage
from assistant.drafting.clause_words import (
    ADVICE,
    AND,
    ARTEFACT,
    ASIDE,
    ASKS,
    CLAUSE,
    DEPENDENT,
    EMOJI,
    EMPTY,
    EVENT,
    HANDLE,
    HASHTAGS,
    JUDGEMENT,
    LEFT_OVER,
    MASKED,
    NAMED,
    OPINION,
    PRAISE,
    RUN_TOGETHER,
    SARCASM,
    STAKES,
    STOP,
    VERDICT,
)
from assistant.drafting.shift import can_shift, shift, tidy
from assistant.text import has_profanity, sentences
from assistant.triage.instructions import find_instructions

_LONGEST, _SHORTEST = 26, 4


class Detail(Record):
    """A concrete detail: `sentence` names it; `span` is where in the message it stands."""

    sentence: str
    span: Span
    kind: str
    """`told` (turned to our view), `asked` or `quoted`."""


class _Clause(Record):
    text: str
    span: Span
    question: bool
    score: float


def find_detail(
    case: Case, triage: Triage, *, turn: int = 0, skip: Sequence[Span] = ()
) -> Detail | None:
    """The detail that a reply to this case should open with; None where there is none to name.

    Args:
        turn: chooses among equal ways to say it, so that replies do not all open alike.
        skip: places that the reply takes up in another way.
    """
    clauses = sorted(_clauses(case, triage), key=lambda clause: -clause.score)
    if case.channel == "social":
        private = [fact.span for fact in triage.facts if fact.kind in _PRIVATE]
        clauses = [clause for clause in clauses if not _touches(clause.span, private)]
    if skip:  # thanked for by itself; what else the message says is the new point
        clauses = [each for each in clauses if not _touches(each.span, skip)] or clauses
    for clause in clauses:
        if clause.score > 0 and (made := _told(clause, case, turn)):
            return made
    for clause in clauses:
        if made := _quoted(clause, case):
            return made
    return _fragment(clauses)


_PRIVATE = ("reference", "amount", "name", "email", "phone")
"""What a public answer never repeats."""


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def visible(text: str) -> str:
    """The message without handles, addresses and emoji, character for character.

    Removed characters become blanks, so that spans still hold.
    """
    text = NAMED.sub(r"\1 ", text)  # "delivered by @Name": inside a sentence it is a name
    for pattern in (HANDLE, EMOJI, HASHTAGS, RUN_TOGETHER):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text.replace("#", " ").replace("’", "'").replace("“", '"').replace("”", '"')


def _clauses(case: Case, triage: Triage) -> list[_Clause]:
    text = visible(case.message)
    skipped = find_instructions(case.message)
    found: list[_Clause] = []
    for start, end in sentences(text)[:60]:
        if any(a < end and start < b for a, b in skipped):
            continue
        begin = start
        question = text[start:end].rstrip().endswith("?")
        if question:
            found.append(_scored(text, (start, end), triage, question=True))
            continue
        dependent = False
        for match in CLAUSE.finditer(text, start, end):
            found += [] if dependent else _with_halves(text, (begin, match.start()), triage)
            begin = match.end()
            # "which they did": without the words before it, such a clause says nothing.
            dependent = match.group().split()[-1:] in (["which"], ["so that"], ["because"])
        found += [] if dependent else _with_halves(text, (begin, end), triage)
    return found


def _with_halves(text: str, span: Span, triage: Triage) -> list[_Clause]:
    """The clause whole, and where "and" joins two statements also each of them."""
    verdict = VERDICT.search(text[: span[1]], span[0])
    if verdict:  # "that it took a week is ridiculous": the week is the detail, not the verdict
        span = (span[0], verdict.start())
        if left := LEFT_OVER.search(text[: span[1]], span[0]):
            span = (span[0], left.start())
    found = [_scored(text, span, triage)]
    begin = span[0]
    for match in AND.finditer(text, *span):
        found.append(_scored(text, (begin, match.start()), triage))
        begin = match.end()
    if begin > span[0]:
        found.append(_scored(text, (begin, span[1]), triage))
    return found


def _scored(text: str, span: Span, triage: Triage, *, question: bool = False) -> _Clause:
    raw = text[span[0] : span[1]]
    words = raw.split()
    score = 0.0
    inside = [f for f in triage.facts if f.span[0] >= span[0] and f.span[1] <= span[1]]
    score += min(3.0, 1.2 * len(inside))
    for number, issue in enumerate(triage.issues):
        if issue.id != "other" and issue.span[0] < span[1] and span[0] < issue.span[1]:
            score += 3.5 if number == 0 else 1.0
    content = sum(word.lower().strip(".,!?") not in STOP for word in words)
    score += min(2.0, content / 4)
    score += 0.8 if re.match(r"(?:i|we|my|our)\b", raw.strip().lower()) else 0.0
    score -= 1.5 if len(words) > _LONGEST else 0.0
    score -= 0.1 * max(0, len(words) - 14)
    score -= 3.0 if len(words) < _SHORTEST else 0.0
    score -= 2.0 if DEPENDENT.match(raw.strip()) else 0.0
    score -= 4.0 * JUDGEMENT.count(raw)
    score -= 1.2 * OPINION.count(raw)
    score += 2.0 if STAKES.search(raw) else 0.0
    score += 1.5 if EVENT.matches(raw) else 0.0
    score -= 4.0 if ARTEFACT.search(raw) else 0.0
    score -= 4.0 if SARCASM.search(raw) else 0.0
    score -= 3.0 if ADVICE.search(raw.strip()) else 0.0
    score -= 1.0 if re.search(r"\byour?\b", raw.lower()) else 0.0
    score -= 1.5 if MASKED.search(raw) else 0.0
    score -= 1.0 if question or re.search(r"\b(?:will|would)\b", raw) else 0.0
    score -= span[0] / 4000  # of equals, the earlier one
    return _Clause(text=raw.strip(), span=span, question=question, score=score)


def _unfit(text: str) -> bool:
    return has_profanity(text) or bool(MASKED.search(text)) or bool(ARTEFACT.search(text))


def _told(clause: _Clause, case: Case, turn: int) -> Detail | None:
    if clause.question or ADVICE.search(clause.text) or SARCASM.search(clause.text):
        return _asked(clause, case) if clause.question else None
    text = _shortened(tidy(clause.text))
    if not text or _unfit(text) or _judges(text) or PRAISE.search(text) or not can_shift(text):
        return None
    if _content(text) < 3:
        return None
    turned = shift(text)
    way = "You write that {0}." if turn % 2 else "You tell me that {0}."
    if case.channel in ("chat", "phone"):
        way = "You tell me that {0}."
    return Detail(sentence=way.format(turned), span=clause.span, kind="told")


def _asked(clause: _Clause, case: Case) -> Detail | None:
    text = ASIDE.sub("", tidy(clause.text.split("?")[0]))
    count = len(text.split())
    if _unfit(text) or _judges(text) or not 4 <= count <= _LONGEST or not ASKS.match(text):
        return None
    text = text[:1].upper() + text[1:]
    return Detail(sentence=f"You ask: “{text}?”", span=clause.span, kind="asked")


def _shortened(text: str) -> str:
    """The clause, cut at a comma or a joining word where it is too long to repeat."""
    words = text.split()
    if len(words) < _SHORTEST:
        return ""
    if len(words) <= _LONGEST:
        return text
    for size in range(_LONGEST, 7, -1):
        if words[size - 1].endswith(",") or words[size].lower() in (
            "and", "but", "so", "because", "when", "where", "after", "before", "until", "while", "as",
        ):  # fmt: skip
            return " ".join(words[:size]).rstrip(",")
    return ""


def _quoted(clause: _Clause, case: Case) -> Detail | None:
    """A few of the customer's own words between quotation marks."""
    if clause.question and (made := _asked(clause, case)):
        return made
    pieces = re.split(r"[,;!.]\s", clause.text)
    for piece in sorted(pieces, key=lambda part: -_content(part)):
        kept = _without_verdict(piece)
        whole = kept == piece and clause.text.endswith(piece)
        text = re.sub(r"^(?:that|which|when|of|is|are|was)\s+", "", tidy(kept, whole=whole))
        if _unfit(text) or _judges(text) or '"' in text:
            continue
        if ADVICE.search(text) or re.match(r"(?:if|need|even)\b", text, re.IGNORECASE):
            continue
        telling = _content(text) >= (2 if kept == piece else 3)
        happened = kept == piece or EVENT.matches(text)
        if telling and happened and 3 <= len(text.split()) <= 16:
            return Detail(sentence=f"You write: “{text}”.", span=clause.span, kind="quoted")
    return None


_RUN = re.compile(r"[^,;:.!?()\"|/]+")


def _fragment(clauses: list[_Clause]) -> Detail | None:
    """The longest run of words between what a reply never repeats: “shuffle and repeat button”."""
    found: list[tuple[int, str, Span]] = []
    for clause in clauses:
        for run in _RUN.findall(clause.text):
            words: list[str] = []
            for word in [*run.split(), ""]:
                if word and not (_unfit(word) or _judges(word) or word.startswith("@")):
                    words.append(word)
                    continue
                text = tidy(" ".join(words[:12]))
                telling = _content(text) >= (2 if EVENT.matches(text) else 3)
                if len(text.split()) >= 3 and telling and not _judges(text):
                    text += " …" if len(words) > 12 else ""
                    found.append((_content(text), text, clause.span))
                words = []
    if not found:
        return None
    _, text, span = max(found, key=lambda entry: entry[0])
    return Detail(sentence=f"You write: “{text}”.", span=span, kind="quoted")


def _without_verdict(piece: str) -> str:
    """The longer part of a piece before or after a word of judgement, which is left out."""
    found = JUDGEMENT.search(piece)
    if found is None:
        return piece
    before, after = piece[: found.start()], piece[found.end() :]
    return max((before, after), key=_content)


def _judges(text: str) -> bool:
    """Whether the words are about us and not about what happened: no reply repeats those."""
    opinions = OPINION.count(text)
    return bool(
        JUDGEMENT.search(text)
        or SARCASM.search(text)
        or opinions > 1
        or (opinions and not EVENT.matches(text))
    )


def _content(text: str) -> int:
    return sum(word.lower().strip(".,!?") not in STOP and len(word) > 2 for word in text.split())


_PLAIN = re.compile(r"[A-Za-z][A-Za-z'-]+")


def keywords(message: str) -> str:
    """Two or three of the message's own telling words, joined by "and"; empty where there are none.

    The last resort for a concrete opening: words of the customer, without their judgement.
    """
    text = visible(message)
    found: dict[str, None] = {}
    for match in _PLAIN.finditer(text):
        word = match.group().lower()
        fit = len(word) > 3 and word not in EMPTY and f"@{word}" not in message.lower()
        if fit and not (_unfit(word) or JUDGEMENT.search(word) or OPINION.search(word)):
            found.setdefault(word)
    telling = sorted(found, key=len, reverse=True)[:2]
    ordered = [word for word in found if word in telling]
    return " and ".join(f"“{word}”" for word in ordered)
