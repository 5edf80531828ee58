"""The customer's language, and the formats of their country (D33)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import _WORDS as FUNCTION_WORDS
from assistant.rubric.wording import guess_language, listed, tokens

_MONTH_FIRST = ("US",)
_COMMA = frozenset(["de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "no", "fi", "pl", "cs"])
"""Languages that write 23,40 and 1.200."""
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "₹": "INR", "¥": "JPY"}
_DOLLARS = frozenset(("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", ""))
_MONEY_OF = {"GB": "GBP", "UK": "GBP", "US": "USD", "DE": "EUR", "FR": "EUR", "ES": "EUR", "IT": "EUR",
             "NL": "EUR", "IE": "EUR", "AT": "EUR", "PT": "EUR", "BE": "EUR", "FI": "EUR", "GR": "EUR",
             "IN": "INR", "JP": "JPY"}  # fmt: skip


def language_matches(review: Review) -> Outcome:
    """D33: the reply is in the customer's language, its dates and sums in their country's form."""
    if review.case is None:
        return skipped("the customer's language is not known without a case")
    wanted = _wanted(review)
    hits = [
        *_date_order(review),
        *_currency(review),
        *_decimals(review, wanted),
        *_clock(review, wanted),
    ]
    if not wanted:
        return found(hits, note="too little text to tell the languages apart")
    written = review.language or _weighed(review.reply, wanted) or _telltale(review.reply, wanted)
    if written and written != wanted:
        return found(
            [Hit(None, f"the reply is in “{written}”, the customer writes “{wanted}”"), *hits]
        )
    return found([*hits, *_mixed(review, wanted)])


def _wanted(review: Review) -> str:
    """The customer's language: as the case says, as triage found, as the message reads."""
    if review.case is None:
        return ""
    stated = review.case.language or ""
    triaged = review.triage.language if review.triage else ""
    guessed = guess_language(review.customer_text)
    return (stated or triaged or guessed or _weighed(review.case.message, "")).lower()[:2]


_TELLTALE = {
    "de": listed("montag dienstag mittwoch donnerstag freitag samstag sonntag heute morgen bestellung lieferung"
                 " rechnung konto danke bitte kommt wir ihre ihnen entschuldigung"),
    "fr": listed("lundi mardi mercredi jeudi vendredi samedi dimanche commande livraison facture compte merci"
                 " bonjour votre vous arrive demain désolé"),
    "es": listed("lunes martes miércoles jueves viernes sábado domingo pedido entrega factura cuenta gracias llega"
                 " mañana lamento usted"),
    "it": listed("lunedì martedì mercoledì giovedì venerdì sabato domenica ordine consegna fattura grazie arriva"
                 " domani spiace"),
    "pt": listed("segunda terça quarta quinta sexta encomenda entrega fatura conta obrigado obrigada chega amanhã"),
    "nl": listed("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag bestelling levering factuur bedankt"
                 " komt uw"),
}  # fmt: skip
"""Words that betray the language of a line too short for function words."""


def _telltale(text: str, wanted: str) -> str:
    """The language of a line with two words of it and none that English or `wanted` shares."""
    present = tokens(text)
    if len(present) > 10 or not len(present) >= 3:
        return ""
    own = FUNCTION_WORDS.get(wanted, frozenset[str]()) | _TELLTALE.get(wanted, frozenset[str]())
    for language, known in _TELLTALE.items():
        signs = frozenset(present) & (known | FUNCTION_WORDS[language])
        if language != wanted and len(signs & known) >= 1 and len(signs - own) >= 2:
            return language if len(signs - own) > 2 * len(frozenset(present) & own) else ""
    return ""


def _counted(text: str) -> dict[str, int]:
    present = frozenset(tokens(text))
    return {language: len(present & known) for language, known in FUNCTION_WORDS.items()}


def _weighed(text: str, wanted: str) -> str:
    """The language of a short text where two function words more than any other speak for it."""
    counts = _counted(text)
    best = max(counts, key=lambda each: counts[each])
    others = max(count for language, count in counts.items() if language != best)
    clear = counts[best] >= 2 and counts[best] - others >= 2
    return best if clear and (not wanted or counts[best] > counts.get(wanted, 0)) else ""


def _mixed(review: Review, wanted: str) -> Iterator[Hit]:
    """Sentences in another language than the rest, quotations left out."""
    if wanted not in FUNCTION_WORDS:
        return
    for sentence in review.sentences:
        if sentence.role == "signoff" or any(a <= sentence.start < b for a, b in review.quotes):
            continue
        counts = _counted(sentence.text)
        own = counts.pop(wanted)
        other = max(counts, key=lambda each: counts[each])
        if (
            len(tokens(sentence.text)) >= 4
            and counts[other] >= 3
            and counts[other] >= own + 2
            and (counts[other] >= 2 * own)
        ):
            yield Hit(sentence.span, f"a sentence in “{other}”; the customer writes “{wanted}”")


_NUMERIC = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})\b")
_NUMERIC_SHORT = re.compile(r"(?<![\d/£$€])\b(\d{1,2})/(\d{1,2})\b(?![/\d])")
_ISO_AT_HOME = frozenset(["sv", "lt", "hu", "zh", "ja", "ko", "mn"])
"""Languages in which 2026-11-24 is how people write a date."""
_ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


def _country(review: Review) -> str:
    stated = review.case.facts.country if review.case else None
    return (stated or (review.company.country if review.company else "") or "").upper()[:2]


def _date_order(review: Review) -> Iterator[Hit]:
    """A date whose order is another country's, or that only fits the facts when read so."""
    country = _country(review)
    stated = bool(review.case and review.case.facts.country)
    american = country in _MONTH_FIRST
    known = {each.value for each in review.known_facts if each.kind == "date"}
    for match in _NUMERIC.finditer(review.plain):
        first, second = int(match.group(1)), int(match.group(3))
        day, month = (second, first) if american else (first, second)
        year = int(match.group(4)) % 100 + 2000
        wrong = month > 12 >= day
        swapped = _iso(year, day, month) in known and _iso(year, month, day) not in known
        if country and (wrong or swapped):
            yield Hit(
                match.span(),
                "a date in another country's order",
                _local(country, year, day, month),
                soft=True,
            )
        elif stated and american and match.group(2) == ".":
            yield Hit(match.span(), "a date in another country's form", soft=True)
    for match in _NUMERIC_SHORT.finditer(review.plain):
        first, second = int(match.group(1)), int(match.group(2))
        if (
            stated
            and first
            and second
            and (
                (american and first > 12 >= second)
                or (not american and second > 12 >= first and second <= 31)
            )
        ):
            yield Hit(match.span(), "a date in another country's order", soft=True)
    wanted = review.case.language if review.case else None
    for match in (
        ()
        if (wanted or "")[:2] in _ISO_AT_HOME
        or country in ("SE", "LT", "HU", "CN", "JP", "KR", "TW", "CA")
        else _ISO.finditer(review.plain)
    ):
        if match.group() not in review.customer_text:
            yield Hit(
                match.span(),
                "a date as machines write it",
                "Write the day and the month.",
                soft=True,
            )


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _local(country: str, year: int, day: int, month: int) -> str:
    """The date with the month in words, as the country writes it."""
    try:
        meant = date(year, day, month)
    except ValueError:
        return ""
    form = (
        f"{meant:%B} {meant.day}, {year}"
        if country in _MONTH_FIRST
        else f"{meant.day} {meant:%B} {year}"
    )
    return f"Write “{form}”."


def _currency(review: Review) -> Iterator[Hit]:
    """A sum in another money than the case's, unless somebody known wrote it so."""
    if review.case is None:
        return
    wanted = (
        review.case.facts.currency
        or _MONEY_OF.get(_country(review) if review.case.facts.country else "", "")
    ).upper()
    if not wanted:
        return
    known = {(f.value, f.unit) for f in review.known_facts if f.kind == "amount"}
    units = {f.unit for f in review.customer_facts if f.kind == "amount"}
    for fact in review.facts:
        if fact.kind != "amount" or not fact.unit or fact.unit == wanted or fact.unit in units:
            continue
        dollars = fact.unit in _DOLLARS and wanted in _DOLLARS
        if not dollars and (fact.value, fact.unit) not in known:
            yield Hit(
                fact.span,
                f"a sum in {fact.unit}; the customer's money is {wanted}",
                f"Write it in {wanted}.",
                soft=True,
            )


_DOT = re.compile(
    r"(?:(?:[€£$]|EUR) ?\d+\.\d\d\b(?!\.)|\b\d+\.\d\d ?(?:€|EUR|euros?|Euro)\b|\b\d{1,3},\d{3}(?:\.\d\d)? ?(?:€|EUR))"
)
_COMMA_SUM = re.compile(
    r"(?:[£$€]|USD|GBP|EUR) ?\d+,\d\d\b(?!\d)|\b\d+,\d\d ?(?:[£$€]|USD|GBP|EUR|euros?|dollars?|pounds?)|[£$€] ?\d{1,3}\.\d{3}\b(?!\d)|\b\d{1,3}\.\d{3},\d\d\b"
)


def _decimals(review: Review, wanted: str) -> Iterator[Hit]:
    pattern = _COMMA_SUM if wanted == "en" else _DOT if wanted in _COMMA else None
    for match in pattern.finditer(review.plain) if pattern else ():
        if match.group() not in review.customer_text:
            yield Hit(match.span(), "a sum with another country's comma and point", soft=True)


_TWELVE = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?(?:AM|PM|am|pm|a\.m\.|p\.m\.)(?=\W|$)")
_ENGLISH_FORM = Phrases(
    r"\b(?-i:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_SHARED_MONTHS = {"de": ("April", "August", "September", "November")}
"""Months that another language writes as English does."""
_CLOCK_24 = frozenset(["de", "fr", "es", "it", "pt", "nl"])


def _clock(review: Review, wanted: str) -> Iterator[Hit]:
    """English times and month names inside a reply in another language."""
    if wanted not in _CLOCK_24:
        return
    for match in _TWELVE.finditer(review.plain):
        yield Hit(match.span(), "a time as English writes it", "Use the 24-hour clock.", soft=True)
    for span in _ENGLISH_FORM.find(review.plain):
        if review.plain[slice(*span)] in _SHARED_MONTHS.get(wanted, ()):
            continue
        yield Hit(span, "an English day or month", soft=True)
