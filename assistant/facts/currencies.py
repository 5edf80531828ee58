"""Which currency a sign, a word or a code means; "$", "kr" and "rupees" follow the country."""

from __future__ import annotations

from assistant.facts.patterns import Scope

SYMBOLS = {
    "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₦": "NGN", "₱": "PHP", "₽": "RUB",
    "₩": "KRW", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₫": "VND", "฿": "THB", "₵": "GHS",
    "zł": "PLN", "kč": "CZK", "us$": "USD", "ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD",
    "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "sg$": "SGD", "r$": "BRL", "mx$": "MXN",
}  # fmt: skip
WORD_CODES = {
    "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "cent": "¢", "cents": "¢",
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "p": "GBP",
    "pence": "GBP", "pounds sterling": "GBP", "us dollars": "USD", "american dollars": "USD",
    "canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD",
    "rupee": "Rs", "rupees": "Rs", "rs": "Rs", "yen": "JPY", "dirham": "AED", "dirhams": "AED",
    "naira": "NGN", "rand": "ZAR", "kr": "kr", "krona": "kr", "kronor": "kr", "krone": "kr",
    "kroner": "kr", "swiss francs": "CHF", "francs": "CHF", "franken": "CHF", "zloty": "PLN",
    "zlotys": "PLN", "reais": "BRL", "riyals": "SAR", "ringgit": "MYR", "baht": "THB",
    "shekels": "ILS",
}  # fmt: skip
CODES = (  # codes that are no English word may be written small
    "usd|eur|gbp|inr|aed|aud|nzd|chf|zar|pln|sek|nok|dkk|(?-i:CAD|JPY|CNY|CZK|HUF|RON|BGN|SAR|QAR|"
    "KWD|BHD|OMR|EGP|NGN|KES|GHS|BRL|MXN|ARS|CLP|SGD|HKD|MYR|THB|IDR|PHP|VND|KRW|PKR|BDT|LKR|NPR|"
    "ILS|UAH|RUB|TWD)"
)
_DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}
_RUPEES = {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"}
_KRONOR = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"}
_EURO = ("AT", "BE", "DE", "ES", "FI", "FR", "GR", "IE", "IT", "LU", "NL", "PT")
_HOME = {
    "GB": "GBP", "CH": "CHF", "ZA": "ZAR", "JP": "JPY", "CN": "CNY", "PL": "PLN", "BR": "BRL",
    "AE": "AED", **dict.fromkeys(_EURO, "EUR"), **_DOLLARS, **_RUPEES, **_KRONOR,
}  # fmt: skip
_LOCAL = {"$": (_DOLLARS, "USD"), "Rs": (_RUPEES, "INR"), "kr": (_KRONOR, "")}
"""What several countries call alike: the codes by country, and what it is where none is known."""


def currency_of(sign: str, scope: Scope) -> str:
    """The ISO code of a sign or word; the case's currency and country decide what "$" is."""
    key = " ".join(sign.lower().split()).rstrip(".")
    code = SYMBOLS.get(key) or WORD_CODES.get(key) or key.upper()
    if code == "¢":
        return "EUR" if home_currency(scope) == "EUR" else _local("$", scope)
    if code == "JPY" and "CNY" in (home_currency(scope), scope.facts.currency):
        return "CNY"
    if code == "R":
        return "ZAR"
    return _local(code, scope) if code in _LOCAL else code


def home_currency(scope: Scope) -> str:
    """The currency of the case, else of the country: what "two grand" are counted in."""
    return (scope.facts.currency or "").upper() or _HOME.get(scope.country, "")


def _local(code: str, scope: Scope) -> str:
    codes, usual = _LOCAL[code]
    of_case = (scope.facts.currency or "").upper()
    return of_case if of_case in codes.values() else codes.get(scope.country, usual)
