"""Numbers as people write them: "two", "a couple of", "half a", "1.200,00", "20k", "3 lakh"."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
MULTIPLIERS = {
    "k": 10**3, "thousand": 10**3, "grand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6,
    "bn": 10**9, "billion": 10**9, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5,
    "crore": 10**7, "crores": 10**7, "hundred": 100, "dozen": 12,
}  # fmt: skip
_SMALL = {"a": 1.0, "an": 1.0, "couple": 2.0, "half": 0.5, "quarter": 0.25}
_GLUE = frozenset({"and", "of"})

_UNIT = "|".join(sorted((*UNITS, *TENS), reverse=True))  # what begins alike stands together
SPOKEN = rf"(?:{_UNIT}|hundred|thousand|million|grand)"
"""RE2 source of one word of a number."""
WORDS = rf"(?:(?:{_UNIT})(?:(?:[ \t-]+|[ \t]and[ \t])(?:{_UNIT}|hundred|thousand))*)"
"""RE2 source of a number in words, without "a" and "couple"."""


def number(words: str) -> float | None:
    """The value of a number in digits or words ("a couple of" is 2, "half an" 0.5), else None."""
    return _number(" ".join(words.lower().replace("-", " ").split()))


@lru_cache(maxsize=1024)
def _number(words: str) -> float | None:
    if words[:1].isdigit():
        exact = decimal(words)
        return None if exact is None else float(exact)
    total = current = 0.0
    seen = half = False
    for word in words.split():
        if word in _GLUE and seen:
            continue
        if word in ("hundred", "thousand", "million", "dozen"):
            current = (current or 1) * MULTIPLIERS[word]
            if word in ("thousand", "million"):
                total, current = total + current, 0.0
        elif word in ("half", "quarter"):
            current, half = current + _SMALL[word], True
        elif word in ("a", "an") and (seen or half):
            continue
        else:
            value = UNITS.get(word, TENS.get(word, _SMALL.get(word)))
            if value is None:
                return None
            current = value if current == 1 and word == "couple" else current + value
        seen = True
    return total + current if seen else None


def decimal(digits: str) -> Decimal | None:
    """The value of digits with marks: "1,249.50", "1.200,00", "1 200,00", "1,00,000", "12,50".

    A single mark before exactly three digits groups thousands; otherwise it is the decimal mark.
    """
    kept = "".join(character for character in digits if character.isdigit() or character in ".,")
    kept = kept.strip(".,")
    if not kept or not kept.isascii():
        return None
    mark = _decimal_mark(kept)
    whole, _, fraction = kept.rpartition(mark) if mark else (kept, "", "")
    whole = whole.replace(",", "").replace(".", "")
    if not mark:
        whole, fraction = kept.replace(",", "").replace(".", ""), ""
    return Decimal(f"{whole or '0'}.{fraction or '0'}")


def _decimal_mark(digits: str) -> str:
    """Which of "." and "," parts the fraction off; empty where none does."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return ""
    mark = digits[last]
    other = "," if mark == "." else "."
    if other in digits:
        return mark if digits.count(mark) == 1 else ""
    tail = len(digits) - last - 1
    if digits.count(mark) > 1:
        return mark if tail == 2 and digits[last - 4] == mark else ""  # "1.719.07"
    return "" if tail == 3 and digits[:last] != "0" else mark


def plain(value: Decimal) -> str:
    """The canonical string of an amount: "1200", "49.90", "0.125"."""
    if value == value.to_integral_value():
        return str(value.quantize(Decimal(1)))
    two = value.quantize(Decimal("0.01"))
    return str(two) if two == value else str(value.normalize())
