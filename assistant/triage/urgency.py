"""Whether the customer is in the middle of it: an answer tomorrow would come too late."""

from __future__ import annotations

from functools import lru_cache

from assistant.triage.matching import PatternSet

_PATTERNS = (
    r"\b(?:right now|at this (?:very )?moment|as (?:we|i) speak|currently|urgent(?:ly)?|asap|emergency|immediately)\b",
    r"\b(?:i am|i'm|we are|we're|im|been|am|are)\s+(?:\w+ )?(?:sitting|standing|waiting|stuck|stranded|locked out|on hold|trapped|delayed)\b",
    r"^(?:\W|@\w+|\s)*(?:still )?(?:sitting|standing|waiting|stuck|stranded|on hold|holding)\b",
    r"\b(?:stuck|stranded|sitting|waiting|standing|sat) (?:here|on (?:the|a) (?:plane|tarmac|runway|phone|line)|at (?:the |an? )?(?:airport|gate|counter|desk|baggage|station|hotel|restaurant|\w{3}\b)|in (?:the |a )?(?:airport|queue|line))\b",
    r"\b(?:my |our |the )?flight (?:is |leaves |departs |boards )(?:in|at|tonight|today|this)\b|\b(?:tonight|this (?:morning|afternoon|evening))(?:'s)? (?:flight|train|booking|delivery)\b",
    r"\b(?:someone|somebody|they) (?:is|are|keeps?) (?:trying to )?(?:log|access|hack|us)\w*",
)


@lru_cache(maxsize=1)
def _compiled() -> PatternSet:
    return PatternSet(_PATTERNS)


def urgent(message: str) -> bool:
    """Whether a message says that it is happening now."""
    return bool(_compiled().matches(message.replace("’", "'")))
