"""Says what a file is by its content; the name only decides between kinds of text."""

from __future__ import annotations

import re
from typing import Literal

from assistant.knowledge.extract.results import Unreadable

Format = Literal["markdown", "plain", "html", "pdf", "docx", "csv", "eml", "zip"]
TEXTS: dict[str, Format] = {
    ".md": "markdown",
    ".txt": "plain",
    ".csv": "csv",
    ".eml": "eml",
    ".html": "html",
    ".htm": "html",
}
SUFFIXES = (".md", ".txt", ".html", ".htm", ".pdf", ".docx", ".csv", ".eml", ".zip")
_PDF = b"%PDF-"
_PDF_WITHIN = 1_024
_ZIP = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|script|body|svg|iframe)\b", re.IGNORECASE)
_OTHERS = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\xd0\xcf\x11\xe0": "an Office file of the old kind, or one with a password; "
    "save it as .docx without a password",
    b"{\\rtf": "an RTF file; save it as .docx",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"\x1f\x8b": "packed with gzip; unpack it",
    b"7z\xbc\xaf": "a 7z archive; unpack it",
    b"Rar!": "a RAR archive; unpack it",
    b"BZh": "packed with bzip2; unpack it",
    b"\xfd7zXZ": "packed with xz; unpack it",
    b"%!PS": "a PostScript file; save it as PDF",
}


def format_of(data: bytes, suffix: str) -> Format:
    """What a file is.

    Args:
        suffix: of its name, small, with the dot; one of `SUFFIXES`.

    Raises:
        Unreadable: it is of a kind that is not read, or of two kinds at once.
    """
    found = _binary(data)
    if found:
        return found
    for mark, what in _OTHERS.items():
        if data.startswith(mark):
            raise Unreadable(f"it is {what}")
    if _HTML.match(data):
        return "html"
    if suffix in TEXTS:
        return TEXTS[suffix]
    if not data.strip():
        raise Unreadable("it is empty")
    raise Unreadable(f"named {suffix}, but it is not one; it may be damaged")


def _binary(data: bytes) -> Format | None:
    """PDF, Word or archive, by their marks; each of them alone."""
    pdf = data[: _PDF_WITHIN + len(_PDF)].find(_PDF)
    packed = data.startswith(_ZIP) or (data.startswith(_ZIP_END) and len(data) == _ZIP_END_SIZE)
    page = _HTML.match(data) is not None
    if pdf >= 0:
        before = data[:pdf]
        if packed or page or _TAG.search(before) or _ends_as_zip(data):
            raise Unreadable("it is a PDF and something else at once; save it as one of them")
        return "pdf" if not before.strip() or not _is_text(before) else None
    if packed:
        return _office(data)
    if _ends_as_zip(data):
        raise Unreadable("there is an archive hidden at its end; save it without")
    return None


def _is_text(data: bytes) -> bool:
    """A text may speak of `%PDF-` without being one."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _ends_as_zip(data: bytes) -> bool:
    """An archive's last record stands at the end, with the length of what follows it."""
    at = data.rfind(_ZIP_END, max(0, len(data) - 66_000))
    if at < 0 or at + _ZIP_END_SIZE > len(data):
        return False
    return at + _ZIP_END_SIZE + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)


def _office(data: bytes) -> Format:
    if b"word/document.xml" in data or b"word/document2.xml" in data:
        return "docx"
    for folder, what in ((b"xl/", "an Excel file; save it as .csv"), (b"ppt/", "a slide show")):
        if b"[Content_Types].xml" in data and folder + b"_rels" in data:
            raise Unreadable(f"it is {what}")
    return "zip"
