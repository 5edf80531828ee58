"""Normal forms to compare facts by, and how a value is written in a reply."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.domain import Fact

_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€", "INR": "₹", "JPY": "¥", "AUD": "A$", "CAD": "C$",
          "NZD": "NZ$", "HKD": "HK$", "BRL": "R$", "ILS": "₪", "NGN": "₦", "PHP": "₱"}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_UNITS = (("year", 365.0), ("month", 30.0), ("week", 7.0), ("day", 1.0), ("hour", 1 / 24),
          ("minute", 1 / 1440), ("second", 1 / 86400))  # fmt: skip
_TOLERANCE = 1e-5
"""Days by which equal durations may differ through rounding: less than a second."""


def same(a: Fact, b: Fact) -> bool:
    """Whether two facts say the same: "two weeks" and "14 days", "£40" and "40 quid".

    An amount without a currency equals that amount in any.
    """
    if a.kind != b.kind:
        return False
    if a.kind == "amount":
        units = a.unit == b.unit or not a.unit or not b.unit
        return units and _number(a.value) == _number(b.value)
    if a.kind == "duration":
        return abs(float(_number(a.value) - _number(b.value))) < _TOLERANCE
    if a.kind == "reference":
        return _bare(a.value) == _bare(b.value)
    if a.kind == "phone":
        return _bare(a.value)[-9:] == _bare(b.value)[-9:]
    return a.value.casefold() == b.value.casefold()


def _bare(value: str) -> str:
    return "".join(character for character in value.casefold() if character.isalnum())


def _number(value: float | str | Decimal) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal("NaN")


def amount_text(value: float | str | Decimal, currency: str = "") -> str:
    """An amount as a reply writes it: "£49.99", "£50", "₹4,999", "1,200 SEK", "49.90"."""
    exact = _number(value)
    if exact == exact.to_integral_value():
        written = f"{exact:,.0f}"
    else:
        written = f"{exact.quantize(Decimal('0.01')):,}"
    code = currency.strip().upper()
    sign = _SIGNS.get(code, "")
    if sign:
        return f"-{sign}{written[1:]}" if written.startswith("-") else f"{sign}{written}"
    return f"{written} {code}".strip()


def date_text(value: date, *, year: int | None = None) -> str:
    """A day as a reply writes it: "3 November", with its year where that is not `year`.

    Without `year` no year is written.
    """
    written = f"{value.day} {_MONTHS[value.month - 1]}"
    return written if year in (None, value.year) else f"{written} {value.year}"


def duration_text(days: float | str) -> str:
    """A number of days in the largest unit that it fills evenly: "3 weeks", "45 minutes"."""
    exact = float(days)
    for unit, size in _UNITS:
        count = exact / size
        if count >= 1 - _TOLERANCE and abs(count - round(count)) * size < _TOLERANCE:
            return f"{round(count)} {unit}" + ("" if round(count) == 1 else "s")
    return f"{exact:g} days"
