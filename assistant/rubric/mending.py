"""Safe mechanical repairs: words that can go without changing what a reply says or promises."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain import Finding, Span
from assistant.rubric.outcome import Hit
from assistant.rubric.review import Review
from assistant.rubric.rewrites import DROPPED_ANYWHERE, edit_for
from assistant.text import sentences

_WHOLE_SENTENCE = ("D12", "D32", "D21", "D03")
_MARKS = ("an exclamation mark", "an emoji")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LONGEST = 16
"""Words a sentence may have to be dropped whole; a longer one may hold something else."""


def fix(reply: str, findings: Iterable[Finding]) -> str:
    """The reply with the safe repairs made: irritating words, blame, jargon, "!", empty formulas.

    What would need a decision (a date, an authority, a detail) is left for a person.
    """
    review = Review(reply)
    edits = [edit for each in findings if (edit := _edit(review, each)) is not None]
    edge = len(reply) + 1
    for span, new in sorted(set(edits), reverse=True):
        if span[1] > edge:
            continue
        reply, edge = _replaced(reply, span, new), span[0]
    return _EMPTY_LINES.sub("\n\n", reply) if edits else reply


def _edit(review: Review, finding: Finding) -> tuple[Span, str] | None:
    if finding.span is None or finding.status not in ("warn", "fail"):
        return None
    reply = review.reply
    known = edit_for(review, finding.criterion, Hit(finding.span, finding.message))
    if known is not None and known.safe:
        return known.span, known.text
    text = reply[slice(*finding.span)]
    if finding.criterion == "D18" and text.lower().strip() in DROPPED_ANYWHERE:
        return finding.span, ""
    if finding.criterion == "D27" and finding.message.startswith(_MARKS):
        return finding.span, "." if text.startswith("!") else ""
    if finding.criterion == "D32" and finding.message.startswith("an upsell"):
        return None  # it may be the matter itself
    if finding.criterion in _WHOLE_SENTENCE:
        return _sentence(reply, finding.span)
    if finding.criterion == "D06" and "repeated at the end" in finding.message:
        return _sentence(reply, finding.span)
    return None


def _sentence(reply: str, span: Span) -> tuple[Span, str] | None:
    """The short sentence around a span, to be dropped, with the blank after it."""
    for start, end in sentences(reply):
        if start <= span[0] < end:
            short = len(reply[start:end].split()) <= _LONGEST
            holds_more = any(sign in reply[start:end] for sign in ",;:") or _figures(
                reply[start:end]
            )
            return ((start, end), "") if short and not holds_more else None
    return None


def _figures(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _replaced(text: str, span: Span, new: str) -> str:
    """Replaces a span and tidies what stood around it: commas, blanks, the capital after it."""
    before, after = text[: span[0]], text[span[1] :]
    if new and new != ".":
        return before + new + after
    if new:
        return before + new + after.removeprefix(".")
    starts = not before.strip() or before.rstrip(" ")[-1:] in ".!?\n:"
    if after.startswith(","):
        after = after[1:]
        before = before.rstrip(" ").removesuffix(",") if not starts else before
        before += "" if starts or before.endswith(" ") else " "
    after = after.lstrip(" ")
    if starts and after[:1].islower():
        after = after[:1].upper() + after[1:]
    if after[:1] in ".,;!?\n" or not after:
        before = before.rstrip(" ")
    return before + after
