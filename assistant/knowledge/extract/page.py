"""Takes out of a text what a web page put around it: menus, teasers, notices, footers.

Lines are emptied and not removed, so that the line of everything else stays what it was. Every
rule asks that nothing is lost with a line: a heading goes where nothing stands below it, a
teaser where it ends in the middle of a sentence, a table of contents where its entries are
headings further down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.knowledge.extract.phrases import bare, page_words
from assistant.knowledge.extract.plain import like_heading

_TEASER = re.compile(r"[\w’',)”\"]\s?(?:\.{3,}|…|\[…\]|\[\.{3}\])\s*$")
_TEASER_LENGTH = 60
_NOTICE = 600
_SHORT = 160
_MARK = 60
"""Characters of the longest line that a site puts around its text, with its own marks."""
_TAG_LINE = 80
_FEWEST_ENTRIES = 3
_MOST_ENTRIES = 300
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s")
_ROW = re.compile(r"^[^|·•]{2,30}(?:\s[|·•]\s[^|·•]{2,30}){2,}$")
_LETTER = re.compile(r"\w")


class _Line(NamedTuple):
    number: int
    text: str
    bare: str


def without_boilerplate(text: str, *, web: bool = False) -> str:
    """The text with the lines emptied that a web page put around it.

    Args:
        web: it is known to be a web page, so invitations and lists of links go too.
    """
    if not (web or _might_be_page(text)):
        return text
    lines = text.split("\n")
    full = [_Line(n, line, bare(line)) for n, line in enumerate(lines) if line.strip()]
    page = _Page(full, web=web)
    gone = page.gone()
    if not gone:
        return text
    return "\n".join("" if number in gone else line for number, line in enumerate(lines))


def _might_be_page(text: str) -> bool:
    """A quick look: most documents of a company hold nothing of the kind, and are left alone."""
    words = page_words()
    if words.cookies.search(text) is not None or words.signs_below.search(text) is not None:
        return True
    known = words.lines | words.elsewhere | words.contents
    for line in text.split("\n"):
        short = line.strip()
        if not short:
            continue
        if len(short) <= _MARK and bare(short) in known:
            return True
        if short[-1] in ".…]" and _is_teaser(short):
            return True
    return False


def _is_teaser(text: str) -> bool:
    return (
        len(text) >= _TEASER_LENGTH and text.rstrip()[-1:] in ".…]" and bool(_TEASER.search(text))
    )


class _Page:
    """The full lines of a text, and which of them are no content."""

    def __init__(self, full: list[_Line], *, web: bool) -> None:
        self._full = full
        self._web = web
        self._gone: set[int] = set()
        """Positions in `full`."""
        self._words = page_words()
        self._jumps: dict[int, int] = {}

    def gone(self) -> set[int]:
        """The numbers of the lines that are no content."""
        self._contents()
        self._teasers()
        self._notices()
        self._signs()
        self._blocks()
        self._empty_lines()
        if self._web or self._gone:
            self._on_a_page()
        return {self._full[at].number for at in self._gone}

    def _contents(self) -> None:
        """A table of contents whose entries are headings further down."""
        last = {_title(line.bare): at for at, line in enumerate(self._full)}
        for at, line in enumerate(self._full):
            if line.bare not in self._words.contents or at in self._gone:
                continue
            entries = list(self._entries(at + 1))
            known = [n for n in entries if last[_title(self._full[n].bare)] > entries[-1]]
            if len(entries) >= _FEWEST_ENTRIES and len(known) >= 0.8 * len(entries):
                self._gone.update([at, *entries])

    def _entries(self, start: int) -> Iterator[int]:
        """The lines of a list, up to the first that says more than a title."""
        seen: set[str] = set()
        for at in range(start, len(self._full)):
            line = self._full[at]
            title = _title(line.bare)
            if len(line.text) > _SHORT or title in seen or _MARKDOWN_HEADING.match(line.text):
                return
            if line.text.rstrip().endswith((".", "!", "”", '"')):
                return
            if len(seen) >= _MOST_ENTRIES:
                return
            seen.add(title)
            yield at

    def _teasers(self) -> None:
        """What breaks off, where another line says it in full or the same words again."""
        starts: dict[str, list[int]] = {}
        for at, line in enumerate(self._full):
            starts.setdefault(line.bare[: _TEASER_LENGTH - 20], []).append(at)
        for at, line in enumerate(self._full):
            if not _is_teaser(line.text):
                continue
            stem = line.bare.rstrip(" .…[]")[:-2]
            others = starts[line.bare[: _TEASER_LENGTH - 20]]
            if any(o != at and self._full[o].bare.startswith(stem) for o in others[:50]):
                self._gone.add(at)

    def _notices(self) -> None:
        """Notices about cookies that ask for consent."""
        for at, line in enumerate(self._full):
            if len(line.text) > _NOTICE or self._words.cookies.search(line.text) is None:
                continue
            following = self._full[at + 1].bare if at + 1 < len(self._full) else ""
            if (
                self._words.consent.search(line.text) is not None
                or "cookies" in following
                or (following in self._words.lines)
            ):
                self._gone.add(at)

    def _signs(self) -> None:
        for at, line in enumerate(self._full):
            if len(line.text) <= _SHORT and self._words.signs.search(line.bare) is not None:
                self._gone.add(at)

    def _blocks(self) -> None:
        """Headings that lead elsewhere, with the teasers and titles below them."""
        at = 0
        while at < len(self._full):
            if self._full[at].bare in self._words.elsewhere:
                end = self._block_end(at)
                if end > at + 1 or self._ends_here(at):
                    self._gone.update(range(at, end))
                at = max(end, at + 1)
            else:
                at += 1

    def _block_end(self, start: int) -> int:
        """The position behind a block of teasers, titles and marks that starts with a heading."""
        level = _level(self._full[start].text)
        end = at = start + 1
        teasers = 0
        while at < len(self._full):
            line = self._full[at]
            if level and 0 < _level(line.text) <= level:
                break
            if _is_teaser(line.text):
                teasers += 1
                end = at + 1
            elif self._is_mark(at):
                end = at + 1
            elif not self._is_title(line.text):
                return end if not (self._web and level) else self._section_end(start, level)
            elif teasers == 0 and at - start > 12:
                break
            at += 1
        titles_only = teasers == 0 and at > end
        if titles_only and (at == len(self._full) or level):
            return at if self._listed(end, at) else end
        return end

    def _section_end(self, start: int, level: int) -> int:
        """On a web page a section that leads elsewhere goes as a whole."""
        for at in range(start + 1, len(self._full)):
            if 0 < _level(self._full[at].text) <= level:
                return at
        return len(self._full)

    def _listed(self, start: int, end: int) -> bool:
        """Titles one below the other, without a sentence among them."""
        rows = [self._full[n].text.strip() for n in range(start, end)]
        return all(not row.endswith((".", "!", ":")) for row in rows)

    def _is_title(self, text: str) -> bool:
        words = text.strip().lstrip("#-*•· ")
        return len(words) <= 120 and not words.endswith((".", "!", ":", ";"))

    def _is_mark(self, at: int) -> bool:
        return at in self._gone or self._full[at].bare in self._words.lines

    def _empty_lines(self) -> None:
        """Marks of a page with nothing of their own below them, last ones first."""
        for at in range(len(self._full) - 1, -1, -1):
            line = self._full[at]
            if at not in self._gone and line.bare in self._words.lines and self._ends_here(at):
                self._gone.add(at)

    def _ends_here(self, at: int) -> bool:
        """Nothing of its own stands below a line: the end, another mark, or a new heading."""
        following = self._following(at)
        if following >= len(self._full) or self._full[following].bare in self._words.lines:
            return True
        own, other = _level(self._full[at].text), _level(self._full[following].text)
        if own or other:
            return 0 < other <= own or (other > 0 and not own)
        return self._is_heading(following)

    def _following(self, at: int) -> int:
        """The next line that is still there; what is gone stays gone, so jumps are kept."""
        passed: list[int] = []
        place = at + 1
        while place in self._gone:
            passed.append(place)
            place = self._jumps.get(place, place + 1)
        for before in passed:
            self._jumps[before] = place
        return place

    def _is_heading(self, at: int) -> bool:
        """A line that heads what follows: short, and something longer stands below it."""
        line = self._full[at].text
        if not like_heading(line) or at + 1 >= len(self._full):
            return False
        below = self._full[at + 1].text.strip()
        return len(below) > max(len(line.strip()), 40)

    def _on_a_page(self) -> None:
        """What goes only where the text is known to come from a web page."""
        first = next((n for n in range(len(self._full)) if n not in self._gone), 0)
        for at, line in enumerate(self._full):
            if self._invites(line) or self._is_label(at) or (at == first and _is_teaser(line.text)):
                self._gone.add(at)
        self._tags()
        self._empty_lines()

    def _invites(self, line: _Line) -> bool:
        """An invitation, a row of links, or a line without a letter."""
        words = line.text.strip().lstrip("#-*• ")
        if len(words) <= _SHORT and self._words.invitations.search(words) is not None:
            return True
        row = len(words) <= _SHORT and _ROW.match(words) is not None
        return (row or not _LETTER.search(line.text)) and not _is_rule(line.text)

    def _is_label(self, at: int) -> bool:
        """What the site calls the content below, or a mark above nothing."""
        words = self._full[at].bare
        return words in self._words.labels or (words in self._words.lines and self._ends_here(at))

    def _tags(self) -> None:
        """The words below "Tags" and the like."""
        for at, line in enumerate(self._full[:-1]):
            if at not in self._gone or line.bare not in ("tags", "categories", "filed under"):
                continue
            following = at + 1
            while following < len(self._full) and _is_tag(self._full[following].text):
                self._gone.add(following)
                following += 1


def _level(text: str) -> int:
    """The level of a Markdown heading; 0 = none."""
    match = _MARKDOWN_HEADING.match(text)
    return len(match[1]) if match else 0


def _title(words: str) -> str:
    """An entry or heading without its number and the page behind it."""
    return re.sub(r"^[\d.()]+\s+|[\s.]*\d*$", "", words)


def _is_rule(text: str) -> bool:
    return text.strip().startswith(("```", "|", "~~~"))


def _is_tag(text: str) -> bool:
    words = text.strip().lstrip("-*•#, ")
    if not words or len(words) > _TAG_LINE or words.endswith((".", "!", "?", ":")):
        return False
    return words.islower() or "," in words or (text.lstrip()[:1] == "#" and " " not in words)
