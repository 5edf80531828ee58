"""Builds documents for tests, byte by byte where a hostile one is wanted."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from assistant import settings


def write(path: Path, data: str | bytes) -> Path:
    """Writes a file with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def own_playbook(folder: Path) -> Path:
    """Gives a knowledge folder one playbook, so that the shipped ones are not read with it."""
    shipped = settings.shipped("knowledge") / "playbooks" / "late_delivery.md"
    write(folder / "playbooks" / "late_delivery.md", shipped.read_bytes())
    return folder


def pdf_of(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(data: bytes, *, filters: int = 0) -> bytes:
    """A stream object, deflated so many times."""
    for _ in range(filters):
        data = zlib.compress(data, 9)
    names = b"/Filter [" + b"/FlateDecode " * filters + b"]" if filters else b""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), names, data)


def pdf(
    pages: Sequence[Sequence[tuple[float, str]]],
    *,
    title: str = "",
    before: bytes = b"",
    filters: int = 1,
) -> bytes:
    """A PDF with these lines on its pages, each with the size of its letters.

    Args:
        before: operators at the start of each page, such as `1 1 1 rg` for white.
    """
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        font,
        b"<< /Title (%s) /CreationDate (D:20260203101112Z) >>" % title.encode("latin-1"),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(stream(before + _drawn(lines), filters=filters))
    return pdf_of(objects, trailer=b"/Info 4 0 R")


def _drawn(lines: Sequence[tuple[float, str]]) -> bytes:
    drawn, height = [], 800.0
    for size, text in lines:
        safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawn.append(f" BT /F1 {size} Tf 50 {height} Td ({safe}) Tj ET")
        height -= size * 1.3
    return "".join(drawn).encode("latin-1")


def zipped(entries: dict[str, bytes | str], *, packed: bool = True) -> bytes:
    """A zip of these entries, in their order."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0"?><Types
 xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type=
"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""


def docx(body: str, *, doctype: str = "", more: dict[str, bytes | str] | None = None) -> bytes:
    """A Word document with this XML as its body."""
    inside = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    text = f'<?xml version="1.0"?>{doctype}{inside}'
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": text,
            **(more or {}),
        }
    )


def paragraph(text: str, *, style: str = "", run: str = "") -> str:
    """A paragraph of Word's XML; `run` are properties of its letters."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
