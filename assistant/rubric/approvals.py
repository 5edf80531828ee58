"""What an agent approved, by the id or the words of a promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import CaseError
from assistant.rubric.wording import flat

if TYPE_CHECKING:
    from assistant.rubric.review import Review

_SHORTEST = 8
"""Characters from which words are taken as part of a promise's sentence."""


def names(approval: str, id: str, sentence: str) -> bool:
    """Whether an approval means this promise: its id, or words of its sentence."""
    wanted, text = flat(approval), flat(sentence)
    if id and wanted == id.lower():
        return True
    return len(wanted) > _SHORTEST and (wanted in text or text in wanted)


def check_approvals(review: Review) -> None:
    """Nothing where every approval means a promise or an offer of the reply.

    Raises:
        CaseError: an id or a text matches none; a slip must not pass as an approval.
    """
    ids = [f"c{number + 1}" for number in range(sum(p.binding for p in review.promises))]
    texts = {promise.sentence.text for promise in review.promises}
    for each in review.approved:
        known = flat(each) in ids or any(names(each, "", text) for text in texts)
        if not known:
            raise CaseError(f"“{each[:60]}” matches no promise of this reply", remedy=_remedy(ids))


def _remedy(ids: Sequence[str]) -> str:
    if not ids:
        return "it promises nothing: leave --approve out"
    listed = ", ".join(ids[:12])
    return f"approve one of {listed}, or a promise's own words; without --approve they are listed"
