"""Reads a zip without unpacking it to disk; what is dangerous in it is refused by name."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.knowledge.extract.results import Limits, Unreadable

ARCHIVE_LIMIT = 100_000_000
"""Bytes of a zip itself."""
_SMALL_ENTRY = 100_000
"""Bytes; an entry below them does no harm, however well it was packed."""
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_SIZE = 22
_TAIL = 66_000
_DIRECTORY = 4_000_000
"""Bytes of the table of contents of 2,000 entries with long names."""
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Member(NamedTuple):
    """An entry of a zip: its bytes, or why they are not read."""

    name: str
    data: bytes
    reason: str = ""


def members(path: Path, limits: Limits, sizes: dict[str, int]) -> Iterator[Member]:
    """The documents in a zip in the order of their names, one at a time.

    Args:
        sizes: suffix → how many bytes a document of it may have; others are refused.

    Raises:
        Unreadable: it is damaged, or larger than an archive may be.
    """
    _check_directory(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_sum(entries, limits)
            for entry in sorted(entries, key=lambda entry: entry.filename):
                if not _is_skipped(entry.filename):
                    yield _member(archive, entry, limits, sizes)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("it is damaged: the archive cannot be opened") from error
    except OSError as error:
        raise Unreadable(f"it cannot be read: {error.strerror or 'input error'}") from error


def is_word(path: Path, limits: Limits) -> bool:
    """Whether a file with the name of an archive is a Word document."""
    _check_directory(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _check_directory(path: Path, limits: Limits) -> None:
    """Looks at the size of the table of contents before it is read into memory."""
    size = path.stat().st_size
    if size > ARCHIVE_LIMIT:
        raise Unreadable(f"larger than {ARCHIVE_LIMIT // 1_000_000} MB; split it")
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = tail.rfind(_END)
    if not start.startswith(b"PK") or at < 0 or at + _END_SIZE > len(tail):
        raise Unreadable("it is no zip archive, or damaged")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if entries > limits.entries or directory > _DIRECTORY or tail.rfind(_END_64) >= 0:
        raise Unreadable(f"it has more than {limits.entries:,} entries; split it")


def _check_sum(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Unreadable(f"it has more than {limits.entries:,} entries; split it")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise Unreadable(f"it unpacks to more than {limits.unpacked // 1_000_000} MB; split it")


def _is_skipped(name: str) -> bool:
    """Hidden files, those that an operating system adds, and README.md."""
    parts = name.split("/")
    if ".." in parts:
        return False
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or parts[-1].lower() == "readme.md"


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, sizes: dict[str, int]
) -> Member:
    reason = _danger(entry, limits) or _unwanted(entry, sizes)
    if reason:
        return Member(entry.filename, b"", reason)
    try:
        with archive.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except Exception as error:  # zlib, a wrong checksum, a header that lies: this entry alone
        return Member(entry.filename, b"", f"it is damaged in the archive ({type(error).__name__})")
    return Member(entry.filename, data)


def _danger(entry: zipfile.ZipInfo, limits: Limits) -> str:
    """What is dangerous about an entry; empty = nothing."""
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name:
        return "its name leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "it is a link; links are not followed"
    if entry.flag_bits & 1:
        return "it is encrypted; save it without a password"
    if entry.compress_type not in _KNOWN:
        return "it is packed in a way that is not read; pack it as an ordinary zip"
    if entry.file_size > max(_SMALL_ENTRY, limits.ratio * max(entry.compress_size, 1)):
        return f"it unpacks to more than {limits.ratio} times its size"
    return ""


def _unwanted(entry: zipfile.ZipInfo, sizes: dict[str, int]) -> str:
    suffix = Path(entry.filename).suffix.lower()
    if suffix == ".zip":
        return "an archive inside an archive is not read; unpack it"
    if suffix not in sizes:
        return f"not a document: only {listed(sizes)} are read"
    if entry.file_size > sizes[suffix]:
        return f"larger than {sizes[suffix] // 1_000_000} MB; split it"
    return ""


def listed(names: dict[str, int]) -> str:
    """Names as people list them: ".md, .txt and .pdf"."""
    *most, last = names
    return f"{', '.join(most)} and {last}"
