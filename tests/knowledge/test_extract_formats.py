"""Web pages, PDF, Word, tables and e-mails as Markdown: what must survive, and what must go."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from document_help import docx, own_playbook, paragraph, pdf, write, zipped

from assistant.corpus import Source
from assistant.knowledge.documents import read_document, read_knowledge
from assistant.knowledge.extract.reader import Reader
from assistant.knowledge.extract.results import Extracted
from assistant.knowledge.passages import split


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


PAGE = """<!doctype html><html lang="en-GB"><head><title>Returns | Harbour Shop</title>
<meta property="article:modified_time" content="2026-02-03T10:00:00Z"></head>
<body class="has-sidebar">
<a class="skip-link" href="#main">Skip to content</a>
<header><div>Harbour Shop</div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/h">Help</a></li></ul></nav></header>
<div id="cookie-banner"><p>We use cookies to improve your visit.</p><button>Accept</button></div>
<div class="layout with-sidebar"><main><article><header><h1>Sending something back</h1>
<p class="byline">Posted by Jo</p></header>
<p>Most items can come back within <b>30 days</b>.<br>Keep the receipt.</p>
<h2>What to pack</h2>
<ul><li>The item</li><li>A receipt<ul><li>on paper</li><li>or by e-mail</li></ul></li></ul>
<ol start="3"><li><p>Close the box.</p></li><li>Hand it in.</li></ol>
<h2>What it costs</h2><table><thead><tr><th>Country</th><th>Price</th></tr></thead>
<tr><td rowspan="2">UK</td><td>free</td></tr><tr><td>4.99 | express</td></tr></table>
<aside class="note"><p>Take a photo of the label.</p></aside>
<div class="share-buttons"><a href="#">Tweet</a> <a href="#">Post</a></div>
<dl><dt>Restocking fee</dt><dd>None.</dd></dl><pre>RETURN-CODE
  X1</pre></article>
<section class="related-posts">
<h3>You may also like</h3><ul><li><a href="/a">Ten ways to smile</a></li></ul></section>
</main><aside class="sidebar"><p>Buy our umbrella!</p></aside></div>
<footer><p>© 2026 Harbour Shop. All rights reserved.</p></footer></body></html>"""

MARKDOWN = """# Sending something back

Most items can come back within 30 days.
Keep the receipt.

## What to pack

- The item
- A receipt
   - on paper
   - or by e-mail

3. Close the box.
4. Hand it in.

## What it costs

| Country | Price |
|---|---|
| UK | free |
| UK | 4.99 / express |

Take a photo of the label.

Restocking fee: None.

```
RETURN-CODE
  X1
```"""


def test_a_web_page_keeps_its_content_and_nothing_else(reader: Reader) -> None:
    """Headings, lists, tables, definitions, notes and code stay; what is around them goes."""
    assert reader.read(PAGE.encode(), "html").text == MARKDOWN


def test_a_web_page_says_its_title_date_and_language(reader: Reader) -> None:
    """The heading of the page is its title, not what the window says."""
    assert reader.read(PAGE.encode(), "html").fields == {
        "title": "Sending something back",
        "date": "2026-02-03",
        "language": "en",
    }


@pytest.mark.parametrize(
    "page",
    [
        "<p>Calm.</p><div class=content-footer><p>"
        + "A long rule about refunds. " * 20
        + "</p></div>",
        "<form id=aspnet><h1>Rules</h1><p>" + "A long rule about refunds. " * 9 + "</p></form>",
        "<body class='sidebar cookie'><p>" + "A long rule about refunds. " * 9 + "</p>",
        "<article><p>"
        + "A long rule about refunds. " * 9
        + "</p><aside class=tip>Calm.</aside></article>",
        "<table><tr><td><h2>Rules</h2><p>" + "A long rule about refunds. " * 9 + "</p></table>",
    ],
    ids=["footer", "form", "body", "tip", "layout"],
)
def test_content_stays_whatever_the_site_calls_it(reader: Reader, page: str) -> None:
    """A name in a class does not outweigh where most of the text stands."""
    assert reader.read(page.encode(), "html").text.count("A long rule about refunds.") >= 9


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>Grüße</p>".encode("latin-1"), "Grüße"),
        ('<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2"), "Łódź"),
        ("<p>Grüße</p>".encode("utf-16"), "Grüße"),
        (b"<meta charset=nonsense><p>caf\xe9</p>", "café"),
        (b"<p>one<p>two<li>three", "one\n\ntwo\n\nthree"),
    ],
    ids=["latin", "said", "wide", "unknown", "unclosed"],
)
def test_web_pages_are_read_as_browsers_do(reader: Reader, data: bytes, text: str) -> None:
    """Whatever the encoding, and whether tags are closed or not."""
    assert reader.read(data, "html").text == text


def test_a_pdf_keeps_headings_lists_and_pages(reader: Reader) -> None:
    """Large letters are headings, lines are joined, what stands on every page goes."""
    pages = [
        [
            (9, "Harbour handbook"), (20, "Refund rules"),
            (11, "We refund the full price within thirty days of the delivery when the"),
            (11, "item comes back unused. Ask for a photo when the box is dam-"), (11, "aged."),
            (14, "What to ask"), (11, "- the order number"),
            (11, "- the date, and for a gift the name of the person who paid"), (9, "Page 1 of 3"),
        ],
        [
            (9, "Harbour handbook"), (14, "Late parcels"), (11, "Then offer a refund."),
            (11, "A damaged parcel is another matter and has a rule of its own, see there."),
            (9, "Page 2 of 3"),
        ],
        [
            (9, "Harbour handbook"), (14, "End"), (11, "A follow-"), (11, "up is due."),
            (9, "Page 3 of 3"),
        ],
    ]  # fmt: skip
    found = reader.read(pdf(pages, title="Rules"), "pdf")
    assert found == Extracted(
        text="# Refund rules\n\nWe refund the full price within thirty days of the delivery when "
        "the item comes back unused. Ask for a photo when the box is damaged.\n\n"
        "## What to ask\n\n- the order number\n"
        "- the date, and for a gift the name of the person who paid\n\n"
        "## Late parcels\n\nThen offer a refund.\n\n"
        "A damaged parcel is another matter and has a rule of its own, see there.\n\n"
        "## End\n\nA follow-up is due.",
        fields={"title": "Rules", "date": "2026-02-03"},
        pages=found.pages,
    )
    lines = found.text.split("\n")
    first = [next(line for line in lines[start - 1 :] if line) for start in found.pages]
    assert first == ["# Refund rules", "## Late parcels", "## End"]


def test_a_word_document_keeps_headings_lists_and_tables(reader: Reader, tmp_path: Path) -> None:
    """Styles become marks; deleted text goes, inserted text stays."""
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading("Handbook", 0)
    document.add_heading("Refunds", 1)
    document.add_paragraph("We refund fast.")
    document.add_paragraph("within a day", style="List Bullet")
    document.add_paragraph("by card", style="List Bullet 2")
    document.add_paragraph("Ask", style="List Number")
    document.add_paragraph("Check", style="List Number")
    table = document.add_table(2, 2)
    for (row, column), text in {(0, 0): "Role", (0, 1): "Limit", (1, 0): "Agent"}.items():
        table.cell(row, column).text = text
    table.cell(1, 1).text = "50 GBP"
    path = tmp_path / "handbook.docx"
    document.save(str(path))
    found = reader.read(path.read_bytes(), "docx")
    assert found.text == (
        "# Handbook\n\n# Refunds\n\nWe refund fast.\n\n- within a day\n   - by card\n"
        "1. Ask\n2. Check\n\n| Role | Limit |\n|---|---|\n| Agent | 50 GBP |"
    )
    assert found.fields["title"] == "Handbook"
    changed = docx(
        "<w:p><w:r><w:t>Offer </w:t></w:r><w:del><w:r><w:delText>no</w:delText><w:t>no</w:t></w:r>"
        "</w:del><w:ins><w:r><w:t>a refund.</w:t></w:r></w:ins></w:p>"
        "<w:sdt><w:sdtContent>" + paragraph("In a box.") + "</w:sdtContent></w:sdt>"
    )
    assert reader.read(changed, "docx").text == "Offer a refund.\n\nIn a box."


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_table_keeps_its_head(reader: Reader, mark: str) -> None:
    """Whatever stands between the cells."""
    rows = f'Fee{mark}Amount\nExpress{mark}"4{mark}99"\nStandard{mark}free\n'
    found = reader.read(rows.encode("utf-8-sig"), "csv").text.split("\n")
    assert found[:2] == ["| Fee | Amount |", "|---|---|"]
    assert found[3] == "| Standard | free |"


def test_questions_and_answers_in_a_table_are_sections(reader: Reader) -> None:
    """A row that says much is a thought of its own, with the names of its columns."""
    answer = "It takes three days as a rule, and five where a border is in between. " * 2
    rows = f'Question,Answer,Team\nHow long is the way?,"{answer}",Parcels\n'
    assert reader.read(rows.encode(), "csv").text == (
        f"## How long is the way?\n\nAnswer: {answer.strip()}\n\nTeam: Parcels"
    )


def test_an_email_keeps_subject_date_and_text(tmp_path: Path) -> None:
    """The signature goes, an attachment is named as not read."""
    message = (
        "From: lead@harbour.example\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n"
        "Date: Tue, 03 Feb 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
        "Content-Type: text/plain; charset=utf-8\n\nFrom Monday we refund up to 40 GBP.\n-- \n"
        "Jo\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="offer.pdf"\n\nx\n--b--\n'
    )
    write(tmp_path / "mail.eml", message)
    reading = read_knowledge(own_playbook(tmp_path))
    source = next(s for s in reading.sources if s.path == "mail.eml")
    assert (source.title, source.text) == ("Grüße", "From Monday we refund up to 40 GBP.")
    assert source.metadata["date"] == "2026-02-03"
    assert [(r.path, r.reason) for r in reading.refused] == [
        ("mail.eml/offer.pdf", "an attachment is not read; save it beside the e-mail")
    ]


def test_passages_of_a_pdf_know_their_page(tmp_path: Path) -> None:
    """A citation opens the page; the date of the file stays with it."""
    pages = [[(20, "Rules"), (11, "Be calm.")], [(20, "Gifts"), (11, "Gifts can come back.")]]
    source = read_document(write(tmp_path / "rules.pdf", pdf(pages)), root=tmp_path)
    first, second = split(source)
    assert (first.title, first.metadata["page"], second.metadata["page"]) == ("Rules", "1", "2")
    assert second.metadata["date"] == "2026-02-03"
    assert source.text.split("\n")[int(second.metadata["line"]) - 1] == "# Gifts"


def test_an_archive_gives_its_documents(tmp_path: Path) -> None:
    """The folders in a zip decide the kind, as those beside it do."""
    entries = {"policies/gifts.md": "# Gifts\n\nGifts can be returned.", "a/page.html": PAGE}
    write(tmp_path / "set.zip", zipped(entries))
    kinds = {
        s.id: s.kind for s in read_knowledge(own_playbook(tmp_path)).sources if s.kind != "playbook"
    }
    assert kinds == {"set.zip/policies/gifts": "policy", "set.zip/a/page": "guidance"}


def test_a_document_cannot_say_what_only_we_know(tmp_path: Path) -> None:
    """Text in a page is no front matter, and front matter sets no mark of ours."""
    page = "<p>---</p><p>kind: policy</p><p>---</p><p>Stay calm.</p>"
    write(tmp_path / "page.html", page)
    write(tmp_path / "note.txt", "---\npages: x\nhidden: yes\nformat: html\n---\nStay calm.")
    found: dict[str, Source] = {s.path: s for s in read_knowledge(own_playbook(tmp_path)).sources}
    assert found["page.html"].kind == "guidance"
    assert "hidden" not in found["note.txt"].metadata
    assert [p.text for p in split(found["note.txt"])] == ["Note\n\nStay calm."]


def test_a_known_document_is_not_parsed_again(tmp_path: Path) -> None:
    """With the sources of an earlier run at hand no child is needed, also where it moved."""
    path = write(tmp_path / "a.pdf", pdf([[(12, "Stay calm.")]]))
    known = {
        s.content_hash: s
        for s in read_knowledge(own_playbook(tmp_path)).sources
        if s.path == "a.pdf"
    }
    kept = {key: s.model_copy(update={"text": "as before"}) for key, s in known.items()}
    path.rename(tmp_path / "b.pdf")
    found = {s.path: s for s in read_knowledge(own_playbook(tmp_path), known=kept).sources}
    assert (found["b.pdf"].text, found["b.pdf"].id) == ("as before", "b")
