"""What the facts of a case say of a condition: shown, denied, or not spoken of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, plain, stem, tokens, weight

_ENOUGH = 0.5
"""The share of the telling words of a condition that the case must show."""
_NEGATIVE = Phrases(r"\b(?:not|no|nobody|never|without|none)\b|n't\b")
_SHOWN_BY = re.compile(r" (?:for|shows?|from|of|about|agrees?|names?) | or ")
ALTERNATIVES = re.compile(r", or |, | or ")
"""Where a condition names several ways to be met; under a "not" none of them may be."""
_PART = re.compile(r"[.;,!\n]")
_DENIES = Phrases(r"\b(?:not|no|nobody|never|none)\b|n't\b")
_FAILED = re.compile(
    r"\b(?:failed|refused|rejected|denied|declined|invalid|unclear|unknown|pending|awaited|awaiting|missing)\b"
)
"""Words after which a fact does not show what its other words name."""
_WITHIN = Phrases(r"\b(?:during|before)\b")
_AFTER = Phrases(r"\bafter\b")
_MISSING = Phrases(
    r"\b(?:missing|lost|pending|awaited|awaiting|requested|unknown|unclear|refused|outstanding|asked for)\b"
)
_EXPLAINED = frozenset(("authority", "actions_done", "agent_name", "customer_name", "currency"))


def forbids(condition: str) -> bool:
    """Whether a condition says what must not be; "faulty, wrong or not as described" does not."""
    return _NEGATIVE.within(ALTERNATIVES.split(condition)[0])


def denied(review: Review, condition: str) -> bool:
    """A fact that says the opposite: `unused: false`, `status: used` where it must be unused."""
    wanted = frozenset(tokens(condition))
    stems = content(condition)
    negative = forbids(condition)
    for key, value in review.known.items():
        if key in _EXPLAINED:
            continue
        named = content(key.replace("_", " "))
        same = bool(named) and len(named & stems) >= 0.6 * len(named)
        if same and isinstance(value, bool) and value is negative:
            return True
        if negative and isinstance(value, str) and _says_so(value, named, condition):
            return True
        told = frozenset(tokens(str(value))) if isinstance(value, str) else frozenset()
        told |= frozenset((key,)) if value is True else frozenset()
        if any(f"un{word}" in wanted for word in told if len(word) > 3):
            return True
    return False


def _says_so(value: str, named: frozenset[str], condition: str) -> bool:
    """A fact that says without a "not" what must not be: "used daily since the renewal"."""
    if _NEGATIVE.within(value):
        return False
    told = content(value)
    for each in ALTERNATIVES.split(condition):
        rest = content(each) - named
        if rest and rest <= told and (len(rest) > 1 or named & content(condition)):
            return True
    return False


def stated(review: Review, condition: str, whole: str) -> bool:
    """Whether the facts tell of a condition, or of one of the ways to meet the `whole` of it."""
    stems = content(condition)
    if not stems:
        return True
    if _NEGATIVE.within(condition):
        return _said_no(review, stems)
    if _named_by_key(review, condition):
        return True
    shown = _shown_by(review, condition, content(whole))
    if review.case and review.case.facts.fault == "ours":
        shown |= review.customer_stems
    least = len(stems) if len(stems) <= 2 else _ENOUGH * len(stems)
    return len(stems & shown) >= least and weight(stems & shown) >= 0.5


def _named_by_key(review: Review, condition: str) -> bool:
    """A thing that must be there and is a fact of its own: "receipts for …" and `receipts`."""
    thing = content(_SHOWN_BY.split(condition)[0])
    return bool(thing) and any(
        thing <= content(key.replace("_", " ")) and _there(value)
        for key, value in review.known.items()
        if key not in _EXPLAINED
    )


def _there(value: Any) -> bool:
    """Whether a fact says that the thing it names exists."""
    if isinstance(value, str):
        return bool(value.strip()) and not _NEGATIVE.within(value) and not _MISSING.within(value)
    return bool(value)


def _said_no(review: Review, stems: frozenset[str]) -> bool:
    """A negative condition is shown by a fact that is false or 0, or by a sentence with "not"."""
    for key, value in review.known.items():
        named = content(key.replace("_", " "))
        if named & stems and (value is False or (value == 0 and not isinstance(value, bool))):
            return True
        text = str(value) if isinstance(value, str) else ""
        told = content(text) | named
        if _NEGATIVE.within(text) and len(stems & told) >= _ENOUGH * len(stems):
            return True
    return any(
        _NEGATIVE.within(part) and len(stems & content(part)) >= _ENOUGH * len(stems)
        for part in re.split(r"[.;!?\n]", review.agent_text + ";" + ";".join(_done(review)))
    )


def _done(review: Review) -> tuple[str, ...]:
    return review.case.facts.actions_done if review.case else ()


def shown(review: Review) -> frozenset[str]:
    """The words with meaning of the facts, the actions done and what the company wrote."""
    return _stems_of_facts(_facts_as_text(review)) | content(review.agent_text)


def _shown_by(review: Review, way: str, stems: frozenset[str]) -> frozenset[str]:
    """The same, but for what is denied or failed: "identity check: not passed" shows no check."""
    parts = [part for text in _fact_lines(review) for part in _PART.split(text)]
    late = _WITHIN.within(way)
    kept = [part for part in parts if not (_denies(part, stems) or (late and _AFTER.within(part)))]
    return _stems_of_facts("\n".join(kept)) | content(review.agent_text)


def _denies(part: str, stems: frozenset[str]) -> bool:
    failed = {stem(word) for word in _FAILED.findall(part.lower())}
    return _DENIES.within(part) or bool(failed - stems)


@lru_cache(maxsize=256)
def _stems_of_facts(text: str) -> frozenset[str]:
    return content(text)


def _facts_as_text(review: Review) -> str:
    return "\n".join(_fact_lines(review))


def _fact_lines(review: Review) -> list[str]:
    """The facts that are not false or 0 and the actions done, one text each."""
    facts = [
        f"{key} {'' if value is True else value}"
        for key, value in review.known.items()
        if key not in _EXPLAINED and not _empty(value)
    ]
    return [plain(each).replace("_", " ") for each in (*facts, *_done(review))]


def _empty(value: Any) -> bool:
    return value is False or (value == 0 and not isinstance(value, bool))
