"""Names of people, found only where the text or the case leaves no doubt."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from assistant.domain import CaseFacts, Fact, Span
from assistant.facts.patterns import BLANK, LETTERS, Scope, pattern
from assistant.facts.people import people

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


def find_names(text: str, scope: Scope) -> list[Fact]:
    """The case's own names wherever they stand, and the people whom the text names."""
    spans = [span for name in case_names(scope.facts) for span in name_spans(text, name)]
    spans += people(text)
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
