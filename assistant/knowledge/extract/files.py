"""Makes sources of files: their text, title, kind and dates, and what is to be known of them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast, get_args

from assistant.corpus import Source
from assistant.domain import Kind, Record
from assistant.knowledge.extract.archive import is_word, listed, members
from assistant.knowledge.extract.instructions import has_instructions
from assistant.knowledge.extract.page import without_boilerplate
from assistant.knowledge.extract.places import FOLDERS, Place
from assistant.knowledge.extract.plain import plain_title
from assistant.knowledge.extract.reader import Reader
from assistant.knowledge.extract.results import Unreadable
from assistant.knowledge.extract.sniff import SUFFIXES, Format, format_of
from assistant.knowledge.front_matter import Page, read_page
from assistant.knowledge.yaml_files import DocumentFault
from assistant.text import clean

DOCUMENT_LIMIT = 5_000_000
"""Bytes of one document."""
LARGE_LIMIT = 25_000_000
"""Bytes of one PDF or Word document, most of which are pictures."""
SIZES = {
    suffix: LARGE_LIMIT if suffix in (".pdf", ".docx") else DOCUMENT_LIMIT
    for suffix in SUFFIXES
    if suffix != ".zip"
}
_TEXTS = ("markdown", "plain")
_OURS = ("format", "hidden", "instructions", "given", "pages")
"""What is known of a document besides what it says itself; its front matter cannot set it."""
_NO_TITLE = re.compile(r"^microsoft |^untitled|\.(?:docx?|pdf|indd|odt|rtf|html?)$", re.IGNORECASE)


class Refused(Record):
    """A document that was not read: where it lies, in what line, and why."""

    path: str
    line: int | None
    reason: str


class Files:
    """Makes sources of files; an archive gives several."""

    def __init__(self, reader: Reader, known: Mapping[str, Source]) -> None:
        self._reader = reader
        self._known = known

    def read(self, place: Place) -> Iterator[Source | Refused]:
        """The sources of a file, and what in it was not read.

        Raises:
            DocumentFault: the file as a whole cannot be used.
        """
        _check(place)
        try:
            if place.suffix == ".zip" and not is_word(place.path, self._reader.limits):
                yield from self._archive(place)
                return
            yield from self._document(place, _bytes(place))
        except Unreadable as reason:
            raise DocumentFault(place.name, str(reason)) from reason
        except OSError as error:
            reason_given = f"it cannot be read: {error.strerror or 'input error'}"
            raise DocumentFault(place.name, reason_given) from error

    def _archive(self, place: Place) -> Iterator[Source | Refused]:
        for member in members(place.path, self._reader.limits, SIZES):
            inside = place._replace(member=member.name)
            if member.reason:
                yield Refused(path=inside.name, line=None, reason=member.reason)
                continue
            try:
                yield from self._document(inside, member.data)
            except Unreadable as reason:
                yield Refused(path=inside.name, line=None, reason=str(reason))
            except DocumentFault as fault:
                yield Refused(path=fault.path, line=fault.line, reason=fault.reason)

    def _document(self, place: Place, data: bytes) -> Iterator[Source | Refused]:
        form = format_of(data, place.suffix)
        _check_size(len(data), LARGE_LIMIT if form in ("pdf", "docx") else DOCUMENT_LIMIT)
        if form == "zip":
            raise Unreadable(f"named {place.suffix}, but it is an archive; name it .zip")
        if form in _TEXTS:
            yield _source(place, _written(place, data, form), data, form)
            return
        kind = _kind(place, Page(text=""))
        if (before := self._known.get(_digest(kind, data))) is not None:
            yield _moved(before, place)
            return
        extracted = self._reader.read(data, form)
        for name, reason in extracted.skipped:
            yield Refused(path=f"{place.name}/{clean(name)[0]}", line=None, reason=reason)
        fields = {key: clean(value)[0] for key, value in extracted.fields.items()}
        pages = ",".join(str(line) for line in extracted.pages)
        text = without_boilerplate(clean(extracted.text)[0], web=form == "html")
        page = Page(fields={**fields, **({"pages": pages} if pages else {})}, text=text)
        yield _source(place, page, data, form)


def _written(place: Place, data: bytes, form: Format) -> Page:
    """The page of a text that somebody wrote or copied; only guidance may be a web page."""
    page = read_page(_decoded(data, place.name), name=place.name)
    if _kind(place, page) != "guidance":
        return page
    return page.model_copy(update={"text": without_boilerplate(page.text)})


def _source(place: Place, page: Page, data: bytes, form: Format) -> Source:
    kind = _kind(place, page if form in _TEXTS else Page(text=""))
    if not page.text.strip():
        raise DocumentFault(place.name, "it is empty")
    return Source(
        id=_identifier(place),
        title=_title(place, page, form),
        kind=kind,
        path=place.name,
        text=page.text,
        content_hash=_digest(kind, data),
        metadata={
            **{key: value for key, value in page.fields.items() if key not in _OURS},
            "front": page.front,
            "body_line": str(page.body_line),
            **_known_of(place, page, form),
        },
    )


def _known_of(place: Place, page: Page, form: Format) -> dict[str, str]:
    """What is known of a document besides what it says itself."""
    said = {} if form in _TEXTS else page.fields
    hidden = said.get("hidden", "")
    known = {
        "format": said.get("format", form),
        "pages": said.get("pages", ""),
        "hidden": "yes" if hidden else "",
        "instructions": "yes" if has_instructions(f"{page.text}\n{hidden}") else "",
        "given": place.given,
    }
    return {key: value for key, value in known.items() if value}


def _identifier(place: Place) -> str:
    return place.name.rpartition(".")[0] or place.name


def _moved(before: Source, place: Place) -> Source:
    """A source of an earlier run where it lies now."""
    metadata = {key: value for key, value in before.metadata.items() if key != "given"}
    given = {"given": place.given} if place.given else {}
    update = {"id": _identifier(place), "path": place.name, "metadata": {**metadata, **given}}
    return before.model_copy(update=update)


def _digest(kind: Kind, data: bytes) -> str:
    return hashlib.sha256(kind.encode() + b"\0" + data).hexdigest()


def _title(place: Place, page: Page, form: Format) -> str:
    """What the document calls itself, else its first heading, else the name of the file."""
    said = page.fields.get("title", "")
    if said and not (form in ("pdf", "docx") and _NO_TITLE.search(said)):
        return said
    plain = plain_title(page.text) if form == "plain" else ""
    return page.heading or plain or _pretty(place.stem)


def _check(place: Place) -> None:
    """Every check that can be made from outside."""
    if place.suffix not in SUFFIXES:
        raise DocumentFault(place.name, f"not a document: only {listed(SIZES)} are read")
    root = Path(os.path.realpath(place.root))
    if not Path(os.path.realpath(place.path)).is_relative_to(root):
        raise DocumentFault(place.name, "a link that leads out of the folder")
    if not os.path.isfile(place.path):
        raise DocumentFault(place.name, "not an ordinary file")


def _bytes(place: Place) -> bytes:
    _check_size(place.path.stat().st_size, SIZES.get(place.suffix, LARGE_LIMIT))
    return place.path.read_bytes()


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise Unreadable(f"larger than {limit // 1_000_000} MB; split it")


def _decoded(data: bytes, name: str) -> str:
    try:
        return clean(data.decode("utf-8-sig"))[0]
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentFault(name, "not UTF-8 text; save it as UTF-8", line=line) from error


def _kind(place: Place, page: Page) -> Kind:
    """The kind by the folder; outside the three folders what the front matter says."""
    by_folder = FOLDERS.get(place.folder)
    said = page.fields.get("kind", "")
    if said and said not in get_args(Kind):
        reason = f"kind must be one of {', '.join(get_args(Kind))}, not '{said}'"
        raise DocumentFault(place.name, reason, line=page.line("kind"))
    if by_folder and said and said != by_folder:
        reason = f"says kind: {said}, but lies in {place.folder}/"
        raise DocumentFault(place.name, reason, line=page.line("kind"))
    return by_folder or cast(Kind, said or "guidance")


def _pretty(stem: str) -> str:
    words = clean(stem)[0].replace("_", " ").replace("-", " ").split()
    return " ".join(words).capitalize() or "Document"
