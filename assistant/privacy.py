"""Personal data stays in the house: masked before a model sees it, restored in its answer.

Masked are e-mail addresses, phone numbers, card numbers, IBANs, IP addresses and the names the
case knows (customer and agent). **Names and postal addresses that the case does not know are
not found**: patterns cannot tell them from other words (SECURITY.md, P3). Masked text is for
models and remote embedders only; everything local works on the original.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

from assistant.domain import Case, CaseFacts, Record, Span
from assistant.facts import case_names, find_emails, find_phones, name_spans
from assistant.facts.addresses import find_ips
from assistant.facts.patterns import pattern
from assistant.facts.payment import find_cards, find_ibans

KINDS = ("EMAIL", "PHONE", "CARD", "IBAN", "IP", "NAME")
LITERAL = "QUOTED"
"""Stands for what looked like a placeholder in the customer's own words."""

_KIND = "(EMAIL|PHONE|CARD|IBAN|IP|NAME|QUOTED)"
_OPEN = r"(?:\\?<|&lt;|&#60;|\[|\{)"
_CLOSE = r"(?:\\?>|&gt;|&#62;|\]|\})"
_PLACEHOLDER = (
    rf"{_OPEN}{{1,2}}/?\s{{0,2}}{_KIND}(?:\\?[_ -]?(\d{{1,9}}))?\s{{0,2}}/?{_CLOSE}{{1,2}}|"
    rf"(?:{_OPEN}\s{{0,2}})?\b{_KIND}\\?_(\d{{1,9}})?\b"
)
_UNFINISHED = r"(?:(?:\\|[<\[{]|&(?:l|lt|#|#6|#60)?;?)[^>\]}\n]{0,28}|[A-Za-z0-9_\\]{1,24})$"
_Segment = tuple[int, int, int, int]
_Found = tuple[str, Span, str]


class Restored(Record):
    """A text with its values back in place.

    `unknown` holds placeholders that were never issued: such a text must not be sent.
    `segments` are the replaced places: start and end in the masked, then in the restored text.
    """

    text: str
    unknown: tuple[str, ...] = ()
    segments: tuple[tuple[int, int, int, int], ...] = ()

    def span(self, span: Span) -> Span:
        """Where a span of the masked text lies in the restored one, whole values always."""
        return self._at(span[0], end=False), self._at(span[1], end=True)

    def _at(self, position: int, *, end: bool) -> int:
        index = bisect_right(self.segments, position, key=lambda each: each[0]) - 1
        if index < 0:
            return position
        first, last, restored_first, restored_last = self.segments[index]
        if position == first or (first < position < last and not end):
            return restored_first
        return restored_last + max(0, position - last)


class Masker:
    """Masks and restores one request; use the same one for every turn, so numbers stay stable.

    Args:
        names: names that are known to belong to people of the case. Each is found in full and by
            its parts of three letters and more, as whole words, in upper and lower case.
        country: ISO code by which national phone numbers are read; empty = British and American.
    """

    def __init__(self, *, names: Iterable[str] = (), country: str = "") -> None:
        self._names = tuple(name for name in names if name.strip())
        self._country = country
        self._placeholders: dict[tuple[str, str], str] = {}
        self._values: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    @classmethod
    def for_case(cls, case: Case | CaseFacts) -> Masker:
        """The masker of a case: its customer's and its agent's names, its country."""
        facts = case.facts if isinstance(case, Case) else case
        return cls(names=case_names(facts), country=facts.country or "")

    @property
    def replaced(self) -> dict[str, int]:
        """How many different values of each kind were masked: never the values."""
        return {kind.lower(): self._counts[kind] for kind in KINDS if kind in self._counts}

    def mask(self, text: str) -> str:
        """The text with personal data replaced by placeholders such as `<EMAIL_1>`."""
        parts: list[str] = []
        end = 0
        for kind, (start, stop), key in self._find(text):
            parts += (text[end:start], self._placeholder(kind, key, text[start:stop]))
            end = stop
        return "".join((*parts, text[end:]))

    def restore(self, text: str) -> Restored:
        """The text with every placeholder, also a slightly changed one, replaced by its value."""
        parts: list[str] = []
        segments: list[_Segment] = []
        unknown: list[str] = []
        end = length = 0
        for match in pattern(_PLACEHOLDER).finditer(text):
            start, stop = match.span()
            name = _name(match)
            value = self._values.get(name)
            if value is None:
                unknown.append(name)
                continue
            length += start - end
            parts += (text[end:start], value)
            segments.append((start, stop, length, length + len(value)))
            length += len(value)
            end = stop
        parts.append(text[end:])
        return Restored(
            text="".join(parts), unknown=tuple(dict.fromkeys(unknown)), segments=tuple(segments)
        )

    def restoring(self) -> Restoring:
        """A restorer for a text that arrives in pieces."""
        return Restoring(self)

    def _placeholder(self, kind: str, key: str, written: str) -> str:
        known = self._placeholders.get((kind, key))
        if known:
            return known
        self._counts[kind] = self._counts.get(kind, 0) + 1
        placeholder = f"<{kind}_{self._counts[kind]}>"
        self._placeholders[(kind, key)] = placeholder
        self._values[placeholder] = self._as_known(written) if kind == "NAME" else written
        return placeholder

    def _as_known(self, written: str) -> str:
        """A name in the case's own spelling, whatever the customer's ("ANNA", "Zoe")."""
        spellings = {
            _folded(part): part
            for name in self._names
            for part in (*name.replace("-", " ").split(), *name.split())
        }
        words = [
            "-".join(spellings.get(_folded(part), part) for part in word.split("-"))
            for word in written.split()
        ]
        return " ".join(words)

    def _find(self, text: str) -> list[_Found]:
        """What is to be masked, in order, without overlaps; the earlier kinds win."""
        taken = bytearray(len(text))
        found: list[_Found] = []
        for kind, find in self._finders():
            for span, key in find(text):
                if not any(taken[span[0] : span[1]]):
                    taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])
                    found.append((kind, span, key))
        return sorted(found, key=lambda each: each[1])

    def _finders(self) -> tuple[tuple[str, Callable[[str], Iterable[tuple[Span, str]]]], ...]:
        return (
            (LITERAL, _literals),
            ("EMAIL", lambda text: [(s, _key(text, s)) for s in find_emails(text)]),
            ("IBAN", lambda text: [(s, _key(text, s)) for s in find_ibans(text)]),
            ("CARD", lambda text: [(s, _key(text, s)) for s in find_cards(text)]),
            ("IP", lambda text: [(s, text[s[0] : s[1]].lower()) for s in find_ips(text)]),
            ("PHONE", lambda text: find_phones(text, country=self._country)),
            ("NAME", self._find_names),
        )

    def _find_names(self, text: str) -> list[tuple[Span, str]]:
        spans = {span for name in self._names for span in name_spans(text, name)}
        ordered = sorted(spans, key=lambda span: (span[0] - span[1], span))
        return [(span, _folded(" ".join(text[span[0] : span[1]].split()))) for span in ordered]


class Restoring:
    """Restores a text piece by piece: what may be half a placeholder waits for the next piece."""

    def __init__(self, masker: Masker) -> None:
        self._masker = masker
        self._waiting = ""
        self.unknown: tuple[str, ...] = ()

    def feed(self, piece: str) -> str:
        """The restored text that is certain so far and was not given out before."""
        text = self._waiting + piece
        tail = pattern(_UNFINISHED).search(text[-32:])
        cut = len(text) - (len(text[-32:]) - tail.start() if tail else 0)
        self._waiting = text[cut:]
        return self._restored(text[:cut])

    def end(self) -> str:
        """The rest, when no more comes."""
        text, self._waiting = self._waiting, ""
        return self._restored(text)

    def _restored(self, text: str) -> str:
        restored = self._masker.restore(text)
        self.unknown += restored.unknown
        return restored.text


def _literals(text: str) -> list[tuple[Span, str]]:
    spans = [match.span() for match in pattern(_PLACEHOLDER).finditer(text)]
    return [(span, text[span[0] : span[1]]) for span in spans]


def _name(match: Any) -> str:
    """The canonical form of what was matched: `<EMAIL_1>`, or `<EMAIL>` without a number."""
    kind = (match.group(1) or match.group(3)).upper()
    number = match.group(2) or match.group(4)
    return f"<{kind}_{int(number)}>" if number else f"<{kind}>"


def _key(text: str, span: Span) -> str:
    """What makes two spellings the same value: small letters and digits, no blanks or dashes."""
    kept = (c for c in text[span[0] : span[1]].casefold() if c not in " -\u00a0\u202f")
    return "".join(kept)


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")
