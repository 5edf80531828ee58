"""Names of people and products, found only where the text or the case leaves no doubt."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from assistant.domain import CaseFacts, Fact, Span
from assistant.facts.patterns import BLANK, LETTERS, Scope, pattern

_UPPER = r"[A-Z\x{C0}-\x{DE}]"
_CAPITAL = rf"{_UPPER}[a-zA-Z\x{{C0}}-\x{{24F}}'’-]+"
_FULL = rf"({_CAPITAL}(?:[ ](?:{_CAPITAL}|{_UPPER}\.)){{0,2}})"
_SELF = rf"\b(?:[Mm]y (?:full )?name is|[Mm]y name's|MY NAME IS|(?:[Nn]ame|Name on (?:the )?(?:order|account))[ ]?:)[ ]{_FULL}"
_SIGNED = (
    r"(?:^|[\s.,!?])(?:[Tt]hanks|[Tt]hank you|[Tt]hx|[Cc]heers|(?:[Kk]ind|[Bb]est|[Ww]arm)(?:est)? "
    r"(?:[Rr]egards|[Ww]ishes)|[Rr]egards|[Ss]incerely|[Yy]ours(?: sincerely| faithfully| truly)?|"
    rf"[Bb]est|BR)[,.!]?\s{{1,4}}[-–]?{_FULL}[ \t.!]*$"
)
_STAFF = (
    r"\b(?:agent|rep|representative|woman|man|lady|guy|person|manager|employee|operator|adviser|"
    r"advisor|supervisor|someone|colleague|driver|assistant)[ ,]*(?:named|called|by the name of)[ ]"
    rf"({_CAPITAL})"
)
_NOT_NAMES_TEXT = (
    "and for the team you so not all again but in advance nothing customer service support sir madam "
    "everyone amazon google apple please this that i we it no yes now guys folks"
)
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_TITLES = frozenset({"mrs", "miss", "prof", "sir", "madam", "the", "and", "von", "van", "der"})
_ORDINARY_TEXT = (
    "will may mark grace rose hope faith joy art bill grant chase case price page young long best "
    "summer june april august rich max king stone wood green brown white black day bell cook fox "
    "hunter iris ivy jack lane law little love miles moon noble park pat pearl ray rob ruby sage "
    "sky star sunny swift west win winter wolf worth penny dawn carol gene frank drew chance amber "
    "angel baker banks blue bond bush cash church cross dean ford glass gold good guy hall hand "
    "hill holiday hart lord major mason mayor mercy new north power rush sharp short singer small "
    "storm sweet tanner taylor trip true wall ward water weeks wells wise yes"
)
_ORDINARY = frozenset(_ORDINARY_TEXT.split())
_FAMILIES = (  # names that mean a product by themselves, with what may follow them
    r"iPhone|iPad|MacBook|iMac|AirPods?|Apple Watch|Kindle|Fire Stick|Fire TV|Echo Dot|PlayStation|"
    r"PS[345]|Xbox|Nintendo Switch|Steam Deck|Chromebook|Chromecast|Roomba|ThinkPad|GoPro|Fitbit|"
    r"OfficeJet|LaserJet|DeskJet|EcoTank|Galaxy|Pixel|Surface|Thermomix|Oculus Quest|Meta Quest"
)
_BRANDS = (
    r"Acer|Amazon|Anker|Apple|Asus|ASUS|B&W|Beats|Bissell|Bosch|Bose|Braun|Brother|Canon|Casio|"
    r"De'Longhi|DeLonghi|Dell|Dyson|Epson|Fitbit|Garmin|Google|HP|HTC|Huawei|Hoover|Hotpoint|"
    r"Indesit|JBL|KitchenAid|Kenwood|LG|Lenovo|Logitech|Microsoft|Miele|Moto|Motorola|Netgear|"
    r"Nikon|Ninja|Nokia|OnePlus|Oppo|Panasonic|Philips|Razer|Realme|Ring|Samsung|Seagate|Sennheiser|"
    r"Shark|Siemens|Sonos|Sony|TP-Link|Toshiba|Vivo|Western Digital|Whirlpool|Xiaomi|Redmi|Zanussi"
)
_WITH_DIGIT = r"(?:[A-Z]*\d[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|[A-Z]{1,4}-[A-Z]*\d[A-Za-z0-9-]*)"
_EXTRA = (
    r"(?:Pro|Plus|Max|Mini|mini|Ultra|Air|Paperwhite|Oasis|Note|XL|XS|XR|SE|FE|Lite|Edge|Series|"
    r"Flex|Charge|Versa|Ionic|Fold|Flip|Watch|Buds|Tab|Book|Go|Laptop|One|X|S|Slim|Digital|Edition|"
    r"OLED|QLED|Absolute|Animal|Hero|Dot|Show|Gen|Case|Envy|ENVY|Inspiron|XPS|Studio|Portable)"
)
_PRODUCT = (
    rf"\b(?:(?:{_BRANDS})[ ](?:(?:{_FAMILIES}|{_EXTRA})[ ]){{0,2}}(?:{_WITH_DIGIT}|(?:{_FAMILIES}))|"
    rf"(?:{_FAMILIES}))(?:[ ](?:{_EXTRA}|{_WITH_DIGIT})\b){{0,3}}"
)
_NEEDS_MORE = frozenset({"galaxy", "pixel", "surface"})
_ORDINAL = r"[ ]\d+(?:st|nd|rd|th|x|am|pm|hrs?|min|days?)$"
_AFTER_NUMBER = (
    r"^[ ]?(?:am|pm|days?|weeks?|months?|years?|hours?|hrs?|mins?|minutes?|times|x|%|st|nd|rd|th)\b"
)


def find_names(text: str, scope: Scope) -> list[Fact]:
    """The case's own names, "my name is ...", a sign-off, and staff "named ..."."""
    spans = [span for name in case_names(scope.facts) for span in name_spans(text, name)]
    for source in (_SELF, _SIGNED, _STAFF):
        for match in pattern(source, exact=True).finditer(text):
            first = match.group(1).split()[0]
            if first.lower() not in _NOT_NAMES and not first.startswith("XX"):
                spans.append(match.span(1))
    return [Fact(kind="name", value=text[a:b], span=(a, b)) for a, b in spans]


def case_names(facts: CaseFacts) -> list[str]:
    """The names a case knows: the customer's and the agent's."""
    return [name for name in (facts.customer_name, facts.agent_name) if name and name.strip()]


def name_spans(text: str, name: str) -> list[Span]:
    """Where a name or its parts of three letters and more stand as whole words, in any case.

    Neighbouring parts make one span; "Mr Smith" is found as "Smith"; accents may be missing. A
    part that is an ordinary word too ("Will", "May") counts only with its capital letter.
    """
    source = _name_source(name)
    spans: list[Span] = []
    at = 0
    while source and (match := pattern(source).search(text, at)):
        written = match.group(1)
        if written.lower() not in _ORDINARY or written.istitle():
            spans.append(match.span(1))
        at = match.end(1)
    return spans


@lru_cache(maxsize=256)
def _name_source(name: str) -> str:
    """The pattern for a name's parts, with and without their accents."""
    import re2

    name = name.replace("’", "'").strip()
    parts = {name, *name.split(), *name.replace("-", " ").split()}
    parts |= {_bare(part) for part in parts}
    whole = {name.strip(".,' "), _bare(name).strip(".,' ")} - {""}
    kept = [part for part in (part.strip(".,' ") for part in parts) if _tells(part)]
    kept += [part for part in whole if part not in kept and part.lower() not in _TITLES]
    if not kept:
        return ""
    kept.sort(key=lambda part: (-len(part), part))
    one = "(?:" + "|".join("['’]".join(map(re2.escape, part.split("'"))) for part in kept) + ")"
    between = rf"(?:{BLANK}+(?:[a-z]\.?{BLANK})?|-)"
    return rf"(?:^|[^{LETTERS}0-9])({one}(?:{between}{one})*)(?:$|[^{LETTERS}0-9])"


def _tells(part: str) -> bool:
    letters = sum(character.isalpha() for character in part)
    return letters >= 3 and part.lower() not in _TITLES


def _bare(part: str) -> str:
    decomposed = unicodedata.normalize("NFKD", part)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def find_products(text: str, scope: Scope) -> list[Fact]:
    """The case's product where the text names it, and well-known products by name."""
    spans = product_spans(text, scope.facts.product or "")
    for match in pattern(_PRODUCT, exact=True).finditer(text):
        span = _without_count(text, match.span())
        lone = text[span[0] : span[1]].lower() in _NEEDS_MORE
        lone = lone or bool(pattern(_ORDINAL).search(text[span[0] : span[1]]))
        if not lone and text[max(0, span[0] - 1) : span[0]] not in ("@", "#", "/"):
            spans.append(span)
    return [Fact(kind="product", value=text[a:b], span=(a, b)) for a, b in spans]


def _without_count(text: str, span: Span) -> Span:
    """ "my Kindle 3 days ago": the 3 belongs to the days."""
    start, end = span
    if text[end - 1].isdigit() and pattern(_AFTER_NUMBER).search(text[end : end + 9]):
        words = text[start:end].rsplit(" ", 1)
        if len(words) == 2 and words[1].isdigit():
            return start, start + len(words[0])
    return span


def product_spans(text: str, product: str) -> list[Span]:
    """Where the product is named: in full, by several of its words, or by its last one."""
    words = [word.strip(".,()").lower() for word in product.split()]
    words = [word for word in words if word][:8]
    if not words:
        return []
    import re2

    tails = [
        words[first:last] for first in range(len(words)) for last in range(len(words), first, -1)
    ]
    tails = [tail for tail in tails if len(tail) > 1 or (tail == words[-1:] and len(tail[0]) >= 4)]
    tails.sort(key=len, reverse=True)
    options = "|".join(r"[ -]".join(re2.escape(word) for word in tail) for tail in tails[:28])
    source = (
        rf"(?:^|[^{LETTERS}0-9])((?:{options})(?:s|es)?)(?:$|[^{LETTERS}0-9])" if options else ""
    )
    return [match.span(1) for match in pattern(source).finditer(text)] if source else []
