"""Products: what the case names, well-known families, a brand with its model or its noun."""

from __future__ import annotations

from assistant.domain import Fact, Span
from assistant.facts.patterns import LETTERS, Scope, matches, pattern

_FAMILIES = (  # names that mean a product by themselves, with what may follow them
    r"iPhone|iPad|MacBook|iMac|AirPods?|Apple Watch|Kindle|Fire Stick|Fire TV|Echo Dot|Echo Show|"
    r"PlayStation|PS[345]|Xbox|Nintendo Switch|Steam Deck|Chromebook|Chromecast|Roomba|ThinkPad|"
    r"GoPro|Fitbit|OfficeJet|LaserJet|DeskJet|EcoTank|Galaxy|Pixel|Surface|Thermomix|Oculus Quest|"
    r"Meta Quest|Apple TV|Apple Pencil|HomePod|Alienware"
)
_SMALL_FAMILIES = (  # those that are no other word, so that small letters do not matter
    r"iphone|ipad|macbook|imac|airpods?|apple watch|kindle|fire stick|fire tv|echo dot|playstation|"
    r"ps[345]|xbox|nintendo switch|steam deck|chromebook|chromecast|roomba|gopro|fitbit|surface pro|"
    r"galaxy [sazn]\d\d?|thermomix"
)
_SMALL_EXTRA = (
    r"(?:pro|plus|max|mini|ultra|air|paperwhite|stick|lite|series (?:x|s|\d\d?)|one(?: [xs])?|oled|se|"
    r"hero|watch|tab|\d{1,4}[a-z]{0,2})"
)
_BRANDS = (
    r"Acer|AEG|Amazon|Anker|Apple|Asus|ASUS|B&W|Beats|Beko|Bissell|Bosch|Bose|Braun|Breville|Brother|"
    r"Candy|Canon|Casio|Cuisinart|De'Longhi|DeLonghi|Dell|Dyson|Electrolux|Epson|Fitbit|Fujifilm|"
    r"Garmin|Google|Grundig|HP|HTC|Haier|Hisense|Hoover|Hotpoint|Huawei|Indesit|JBL|Jura|Kärcher|"
    r"KitchenAid|Kenwood|Krups|LG|Lenovo|Logitech|Makita|Microsoft|Miele|Moto|Motorola|Neff|"
    r"Nespresso|Netgear|Nikon|Ninja|Nokia|OnePlus|Oppo|Panasonic|Philips|Polaroid|Razer|Realme|Ring|"
    r"Russell Hobbs|SMEG|Samsung|Seagate|Sennheiser|Shark|Siemens|Singer|Smeg|Sonos|Sony|TCL|"
    r"TP-Link|Tefal|Toshiba|Vax|Vivo|Western Digital|Whirlpool|Xiaomi|Redmi|Zanussi"
)
_LINES = (  # a brand's series that have a name and often no number
    r"Foodi|Creami|Sonicare|OneBlade|Lumea|Airwrap|Supersonic|Corrale|Airstrait|Forerunner|Fenix|"
    r"Venu|Instinct|Vivoactive|EOS|PowerShot|PIXMA|Pixma|Bravia|BRAVIA|Xperia|Walkman|Coolpix|Lumix|"
    r"Latitude|Inspiron|XPS|ROG|Zenbook|ZenBook|VivoBook|Vivobook|IdeaPad|ThinkPad|Yoga|Legion|"
    r"Pavilion|Spectre|Omen|Envy|ENVY|EliteBook|Aspire|Nitro|Swift|Vertuo|Essenza|Pixie|Magnifica|"
    r"Dinamica|Artisan|QuietComfort|SoundLink|Momentum|Arlo|Doorbell|Stick Up Cam|Supercharger|"
    r"MX Master|MX Keys|Redmi|Mi|Poco|Nest|Nest Hub|Chromecast|Navigator|Rotator|Instax|Beam|Era"
)
_NOUNS = (
    r"(?:washing machine|washer dryer|washer|tumble dryer|dryer|dishwasher|fridge freezer|fridge|"
    r"refrigerator|freezer|oven|cooker|hob|microwave|toaster|kettle|blender|mixer|food processor|"
    r"air fryer|coffee (?:machine|maker)|vacuum(?: cleaner)?|hoover|iron|TV|tv|telly|television|"
    r"laptop|phone|tablet|camera|doorbell|printer|monitor|router|speakers?|soundbar|headphones|"
    r"earbuds|earphones|headset|keyboard|mouse|watch|smartwatch|toothbrush|shaver|hair ?dryer|"
    r"drill|mower|lawnmower|boiler|heater|sewing machine|pressure washer)"
)
_SORT = (
    r"(?:smart|electric|cordless|gas|built-in|wireless|steam|robot|stick|hand|stand|double|"
    r"induction|slow|espresso|inkjet|laser|gaming|mobile|digital|chest|American|combi)"
)
_WITH_DIGIT = (
    r"(?:[A-Z]*\d[A-Za-z0-9]*(?:\.\d|(?:-[A-Za-z0-9]+)*)|[A-Z]{1,4}-[A-Z]*\d[A-Za-z0-9-]*|i\d\b)"
)
_EXTRA = (
    r"(?:Pro|Plus|Max|Mini|mini|Ultra|Air|Paperwhite|Oasis|Note|XL|XS|XR|SE|FE|Lite|Edge|Series|"
    r"Flex|Charge|Versa|Ionic|Fold|Flip|Watch|Buds|Tab|Book|Go|Laptop|One|X|S|Slim|Digital|Edition|"
    r"OLED|QLED|Absolute|Animal|Hero|Dot|Show|Gen|Case|Envy|ENVY|Inspiron|XPS|Studio|Portable|"
    r"Stick|Carbon|Cube|Lux|Neo|Play|Select|Duo|Next|Pop|II|III|IV|Mark II)"
)
_PRODUCT = (
    rf"\b(?:(?:{_BRANDS})[ ](?:(?:{_FAMILIES}|{_LINES}|{_EXTRA}|[A-Z]{{2,4}})[ ]){{0,2}}"
    rf"(?:{_WITH_DIGIT}|(?:{_FAMILIES}|{_LINES}))\b|"
    rf"(?:{_FAMILIES})\b)(?:[ ](?:{_EXTRA}|{_WITH_DIGIT})\b){{0,3}}"
)
_BRANDED = rf"\b(?:{_BRANDS})[ ](?:{_SORT}[ ])?{_NOUNS}\b"
_SMALL = rf"\b(?:{_SMALL_FAMILIES})\b(?:[ ]{_SMALL_EXTRA}\b){{0,3}}"
_ANY = f"{_PRODUCT}|{_BRANDED}|{_SMALL}"
_NEEDS_MORE = frozenset({"galaxy", "pixel", "surface"})
_SERVICE = r"^[ ](?:apps?|live|store|network|game pass|support|account)\b"
_ORDINAL = r"[ ](?:\d+(?:st|nd|rd|th|x|am|pm|hrs?|min|days?)|(?:19|20)\d\d)$"
_AFTER_NUMBER = (
    r"^[ ]?(?:am|pm|days?|weeks?|months?|years?|hours?|hrs?|mins?|minutes?|times|x|%|st|nd|rd|th)\b"
)


def find_products(text: str, scope: Scope) -> list[Fact]:
    """The case's product where the text names it, and well-known products by name."""
    spans = product_spans(text, scope.facts.product or "")
    for match in matches(_ANY, text, exact=True):
        span = _without_count(text, match.span())
        if _is_product(text, span):
            spans.append(span)
    return [Fact(kind="product", value=text[a:b], span=(a, b)) for a, b in spans]


def _is_product(text: str, span: Span) -> bool:
    written = text[span[0] : span[1]]
    lone = written.lower() in _NEEDS_MORE or bool(pattern(_ORDINAL).search(written))
    if lone or pattern(_SERVICE).search(text[span[1] : span[1] + 12]):
        return False
    return text[max(0, span[0] - 1) : span[0]] not in ("@", "#", "/")


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
    return [match.span(1) for match in matches(source, text)] if source else []
