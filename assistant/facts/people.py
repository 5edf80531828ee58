"""People whom a text names: who writes, who was spoken to, who is greeted, whose wife it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.domain import Span
from assistant.facts.given_names import ALSO_NAMES, GIVEN, NOT_NAMES, SHOPS
from assistant.facts.patterns import matches, pattern

_UPPER = r"[A-Z\x{C0}-\x{DE}]"
_CAPITAL = rf"{_UPPER}[a-zA-Z\x{{C0}}-\x{{24F}}'’-]+"
_SPELLED = rf"{_UPPER}[a-z\x{{DF}}-\x{{24F}}][a-zA-Z\x{{C0}}-\x{{24F}}'’-]*"  # no "DID"
_FURTHER = (
    rf"(?:[ ](?:(?:de|van|von|der|den|la|al|bin|da|dos|du|di)[ ]){{0,2}}(?:{_CAPITAL}|{_UPPER}\.))"
)
_FULL = rf"((?:{_UPPER}\.[ ]?){{0,2}}{_CAPITAL}{_FURTHER}{{0,2}})"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Madame|Mme|Monsieur|Señora?|Sra?|Senhora?)"
_TITLED = (
    rf"\b{_TITLE}\.?[ ]((?:{_UPPER}\.[ ]?){{0,2}}(?:(?:[Vv]an|[Vv]on|[Dd]e|der|den|la|El)[ ])*{_CAPITAL}"
    rf"(?:[ ]{_CAPITAL})?)"
)
_SELF = (
    r"\b(?:(?:[Mm]y (?:full )?|[Hh]er |[Hh]is )name is|(?:[Mm]y )?name's|MY NAME IS|(?:[Nn]ame|Name on (?:the )?(?:order|account))[ ]?:|"
    rf"in the name of|[Mm]e llamo|[Mm]ein Name ist|[Ii]ch heiße|[Jj]e m'appelle)[ ](?:{_TITLE}\.?[ ])?{_FULL}"
)
_ROLE = (
    r"(?:agent|rep|representative|woman|man|lady|guy|person|manager|employee|operator|adviser|"
    r"advisor|supervisor|someone|somebody|colleague|driver|assistant|technician|engineer|clerk|cashier|waiter|"
    r"waitress|receptionist|nurse|doctor|adjuster|salesman|salesperson|trainee)"
)
_KIN = (
    r"(?:husband|wife|son|daughter|mother|father|mum|mom|dad|sister|brother|partner|friend|fiancée?|"
    r"neighbou?r|boss|flatmate|roommate|grandson|granddaughter|nephew|niece|uncle|aunt)"
)
_STAFF = (
    rf"\b(?:{_ROLE}[ ,]*(?:named|called|by the name of)|(?:[Yy]our|[Tt]he|[Aa]|[Aa]n|[Oo]ne|this|[Mm]y|[Oo]ur) (?:[a-z]+ )?"
    rf"(?:{_ROLE}|{_KIN}))[ ](?:{_TITLE}\.?[ ])?({_SPELLED}(?:[ ]{_SPELLED})?)"
)
_GREETED = (
    r"(?:^|\n)[ \t]*(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]allo|[Hh]ola|[Bb]onjour|[Ll]iebe[r]?|[Oo]lá|"
    rf"Good (?:morning|afternoon|evening))[ ]({_CAPITAL})[ ]?(?:[,!.:;\n–-]|$)"
)
_REGARDS = (
    r"(?:(?:[Kk]ind(?:est)?|[Bb]est|[Ww]arm(?:est)?) (?:[Rr]egards|[Ww]ishes)|[Rr]egards|[Ss]incerely(?: yours)?|"
    r"[Yy]ours(?: sincerely| faithfully| truly)?|[Rr]espectfully|[Ss]igned|BR|[Ss]aludos|[Cc]ordialement|"
    r"(?:[Mm]it freundlichen|[Vv]iele|[Bb]este) Grüßen?|MfG|[Aa]tenciosamente)"
)
_THANKS = (
    r"(?:(?:[Mm]any )?[Tt]hanks(?: a lot| again| in advance| and regards)?|[Tt]hank you|[Tt]hx|[Cc]heers|"
    r"[Bb]est|[Ll]ove|[Dd]anke|[Mm]erci|[Gg]racias|[Oo]brigad[oa])"
)
_SIGNED = (
    rf"(?:^|[\s.,!?])(?:({_REGARDS})|{_THANKS})([,.!]?)(\s{{1,4}})(?:[-–][ ]?)?(?:{_TITLE}\.?[ ])?{_FULL}"
    r"[ \t.!]*(?:$|\n)"
)
_BARE = rf"\n[ \t]*({_CAPITAL}(?:[ ](?:{_CAPITAL}|{_UPPER}\.?)){{0,2}})[ \t.]*$"
"""A name alone on the last line."""
_DASHED = rf"\n[ ]?[-–—~][ ]?({_CAPITAL}(?:[ ]{_CAPITAL})?)[ \t.]*$"
_BEFORE = (
    r"(?:\b(?:to|with|by|from|and|then|ask|asked|met|told|called|emailed|contacted|saw|for|gave|I am|[Ii]'m|i am|"
    rf"I’m|Im|[Tt]his is|[Ss]oy|[Ii]ch bin|[Jj]e suis|[Ss]ou)|\b(?:{_ROLE}|{_KIN}),)[ ]$"
)
_AFTER = (
    r"^(?:'s)?,?[ ](?:said|says|told|promised|assured|hung|answered|replied|wrote|from|in|at|who|took|was|"
    r"did|never|put|sent|gave|confirmed|refused|laughed|insisted|and I|speaking|again|here|included)\b"
)
_SURNAMES = rf"^(?:{_FURTHER}){{1,2}}"
_PART_OF_MORE = rf"{_CAPITAL}[ ]$"  # a capitalised word right before
_KNOWN = GIVEN | ALSO_NAMES
_CERTAIN = f"{_TITLED}|{_STAFF}|{_SELF}"
_GREETINGS = frozenset({"hi", "he", "de", "go", "ha", "ho", "bo", "li", "ol"})
_ANY_GIVEN = rf"\b(?:{'|'.join(sorted(map(str.capitalize, GIVEN)))})\b"
_CLOSE = 120
"""Characters at the end of a text of one line in which its writer may sign."""
_SAINTS = ("san ", "santa ", "st ", "st. ", "saint ", "são ", "sao ", "king ", "fort ", "port ")


def people(text: str) -> Iterator[Span]:
    """Where people are named, without their titles; what may be a firm or a word is left out."""
    for match in matches(_CERTAIN, text, exact=True):
        yield from _kept(text, next(match.span(group) for group in (1, 2, 3) if match.group(group)))
    for match in matches(_ANY_GIVEN, text, exact=True):
        yield from _mentioned(text, match.span())
    if "\n" in text or text.lstrip()[:2].lower() in _GREETINGS:
        for match in matches(_GREETED, text, exact=True):
            yield from _kept(text, match.span(1), given=_KNOWN)
        for signature in (_DASHED, _BARE):
            for match in matches(signature, text, exact=True):
                yield from _kept(text, match.span(1), given=_KNOWN)
    start = 0 if "\n" in text else max(0, len(text) - _CLOSE)
    for match in matches(_SIGNED, text[start:], exact=True):
        yield from _signed(text, match, start)


def _mentioned(text: str, span: Span) -> Iterator[Span]:
    """A given name that the words around it make a person, with the surname that follows."""
    start, end = span
    before, after = text[max(0, start - 24) : start], text[end : end + 64]
    surnames = pattern(_SURNAMES, exact=True).search(after)
    rest = after[surnames.end() :] if surnames else after
    met = pattern(_BEFORE, exact=True).search(before)
    if not met and not pattern(_AFTER, exact=True).search(rest):
        return
    more = pattern(_PART_OF_MORE, exact=True).search(before)
    if more and not met and before[more.start() :].strip().lower() not in NOT_NAMES:
        return  # "Uncle Ben" and "Trader Joe" are firms as often as not
    yield from _kept(text, (start, end + (surnames.end() if surnames else 0)))


def _signed(text: str, match: Any, start: int) -> Iterator[Span]:
    """A name under a letter; on the line of the thanks ("Thanks Delta") only a certain one."""
    own_line = "\n" in match.group(3)
    sure = own_line or (match.group(1) and match.group(2))
    yield from _kept(
        text, (start + match.start(4), start + match.end(4)), given=None if sure else _KNOWN
    )


def _kept(text: str, span: Span, *, given: frozenset[str] | None = None) -> Iterator[Span]:
    """The name without what follows it by chance; nothing where it cannot be one.

    given: what its first word must be one of; anything with a capital where it is None.
    """
    start, end = span
    words = text[start:end].split(" ")
    first = next((word for word in words if not word.endswith(".")), "")
    plain = first.lower().replace("’", "'").removesuffix("'s")
    if plain in NOT_NAMES or first.startswith("XX") or (given is not None and plain not in given):
        return
    if text[max(0, start - 6) : start].lower().endswith(_SAINTS):
        return
    if " ".join(words[:2]).lower().removesuffix("'s") in SHOPS:
        return
    kept = words[: words.index(first) + 1]
    for word in words[len(kept) :]:
        if word.lower().strip(".,") in NOT_NAMES:
            break
        kept.append(word)
    yield start, start + len(" ".join(kept).removesuffix("'s").removesuffix("’s"))
