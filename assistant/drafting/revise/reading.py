"""Reads an instruction in plain English: what is to be done, one thing after the other."""

from __future__ import annotations

import re

from assistant.domain import Instruction, InstructionKind
from assistant.drafting.revise.lexicon import Lexicon, compiled
from assistant.errors import UsageError
from assistant.text import clean, clip

LIMIT = 2000
"""Characters of an instruction."""
_JOIN = re.compile(
    r"\s*(?:[,;]\s*(?:(?:and|then|but|plus|also)\s+)*|\n+\s*|[.!]\s+|\s(?:and|then|plus|but)\s+)"
)
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»")
_FREE: tuple[InstructionKind, ...] = ("add", "subject", "offer", "remove", "name", "other")
_ORDER: tuple[InstructionKind, ...] = (
    "shorter", "longer", "warmer", "less_formal", "more_formal", "plainer", "firmer", "language",
    "subject", "name", "add", "remove", "offer",
)  # fmt: skip
_VERBS = re.compile(r"\b(?:will|can|could|may|shall|should|would|to|must|'ll)\b", re.IGNORECASE)
_WRAPPED = "\"“”«»'‘’ "


def read(instruction: str, lexicon: Lexicon) -> tuple[Instruction, ...]:
    """The things that an instruction asks for, in order; what nobody knows has kind `other`.

    Raises:
        UsageError: it is empty or too long.
    """
    text = clean(instruction)[0].strip()
    if not text:
        raise UsageError("there is no instruction", remedy='for example "shorter and warmer"')
    if len(text) > LIMIT:
        raise UsageError(
            f"the instruction has {len(text):,} characters; the limit is {LIMIT:,}",
            remedy="edit the text of the draft itself, then revise it",
        )
    return tuple(_one(piece, lexicon) for piece in _pieces(text, lexicon))


def _pieces(text: str, lexicon: Lexicon) -> list[str]:
    """The text cut where another instruction begins, and never within quotation marks."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    cuts = [
        match.span()
        for match in _JOIN.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in quoted)
    ]
    pieces, start = [], 0
    for number, (left, right) in enumerate(cuts):
        end = cuts[number + 1][0] if number + 1 < len(cuts) else len(text)
        so_far, following = text[start:left], text[right:end]
        if so_far.strip() and _begins(so_far, following, text[left:right], lexicon):
            pieces.append(so_far.strip())
            start = right
    return [*pieces, text[start:].strip()]


def _begins(so_far: str, following: str, join: str, lexicon: Lexicon) -> bool:
    """Whether `following` is an instruction of its own and no part of the one before it."""
    kind, _ = _kind(so_far, lexicon)
    if kind not in _FREE or kind == "other":
        return kind != "other" or _kind(following, lexicon)[0] != "other"
    if compiled(f"^(?:{lexicon.filled(lexicon.strong)})").search(following) is None:
        return False
    spoken = kind in ("add", "subject") and _VERBS.search(so_far) is not None
    bare = compiled(f"^(?:{lexicon.bare_verbs})").search(following) is not None
    return not (spoken and bare and not join.strip(" ").startswith((",", ";", ".", "\n")))


def _one(piece: str, lexicon: Lexicon) -> Instruction:
    kind, groups = _kind(piece, lexicon)
    value = (groups.get("value") or "").strip()
    count = groups.get("count")
    if kind == "language":
        value = lexicon.languages.get(value.lower(), value)
    return Instruction(
        kind=kind,
        text=clip(piece, 300),
        value=value,
        limit=int(count) if count else None,
        done=False,
    )


def _kind(piece: str, lexicon: Lexicon) -> tuple[InstructionKind, dict[str, str | None]]:
    """What kind of instruction a piece is, with the groups of the pattern that it fits."""
    forms = _forms(piece, lexicon)
    for kind in _ORDER:
        for pattern in lexicon.kinds.get(kind, ()):
            made = compiled(lexicon.filled(pattern))
            for form in forms:
                if match := made.fullmatch(form):
                    return kind, match.groupdict()
    return "other", {}


def _forms(piece: str, lexicon: Lexicon) -> list[str]:
    """The piece as it stands, then without each word before and after that says nothing."""
    forms = [piece.strip().rstrip(" .!").strip()]
    lead, tail = compiled(f"^(?:{lexicon.lead})[ ,:]+"), compiled(f"(?:{lexicon.tail})$")
    while match := lead.search(forms[-1]):
        forms.append(forms[-1][match.end() :])
    ends = [tail.search(form) for form in forms]
    forms += [f[: m.start()] for f, m in zip(forms, ends, strict=True) if m and m.start() > 0]
    return [form for form in forms if form]


def unwrapped(value: str) -> str:
    """A value without the quotation marks around it."""
    text = value.strip()
    if len(text) > 1 and text[0] in "\"“«'‘" and text[-1] in "\"”»'’":
        return text.strip(_WRAPPED)
    return text
