"""Reading a knowledge folder: what is read, what is refused, and why."""

import hashlib
from pathlib import Path

import pytest

from assistant import settings
from assistant.errors import KnowledgeError
from assistant.knowledge.documents import DOCUMENT_LIMIT, read_document, read_knowledge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge folder with one guidance document."""
    write(tmp_path / "guidance" / "tone.md", "# Keeping calm\n\nBreathe first.\n")
    return tmp_path


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def own(folder: Path) -> dict[str, str]:
    """Id → kind of what the folder itself holds (the shipped playbooks left out)."""
    sources = read_knowledge(folder).sources
    return {s.id: s.kind for s in sources if not s.id.startswith("playbooks/")}


def refusal(folder: Path) -> tuple[str, int | None, str]:
    (refused,) = read_knowledge(folder).refused
    return refused.path, refused.line, refused.reason


def test_a_document_keeps_title_text_place_and_hash(folder: Path) -> None:
    """A document without front matter is titled by its heading and hashed with its kind."""
    source = read_knowledge(folder).sources[0]
    assert (source.id, source.path) == ("guidance/tone", "guidance/tone.md")
    assert (source.title, source.kind) == ("Keeping calm", "guidance")
    assert source.text == "# Keeping calm\n\nBreathe first."
    data = b"guidance\0# Keeping calm\n\nBreathe first.\n"
    assert source.content_hash == hashlib.sha256(data).hexdigest()


def test_kinds_come_from_the_folder(folder: Path) -> None:
    """The three folders decide the kind; a file outside is guidance or what it says itself."""
    write(folder / "policies" / "shop" / "gifts.md", "# Gifts\n\nGifts can be returned.")
    write(folder / "notes.txt", "Listen before you answer.")
    write(folder / "more" / "law.md", "---\nkind: policy\n---\n# Law\n\nKeep to it.")
    assert own(folder) == {
        "guidance/tone": "guidance",
        "policies/shop/gifts": "policy",
        "notes": "guidance",
        "more/law": "policy",
    }


def test_a_title_is_made_of_the_file_name_where_there_is_no_other(folder: Path) -> None:
    """A plain text is titled by its file name."""
    source = read_document(write(folder / "first_reply-rules.txt", "Be kind."), root=folder)
    assert source.title == "First reply rules"


def test_readme_hidden_files_and_configuration_are_no_documents(folder: Path) -> None:
    """README.md, dot files and YAML beside the three folders are neither read nor refused."""
    for name in ("README.md", "policies/readme.md", ".git/x.md", "guidance/.draft.md"):
        write(folder / name, "# Not for customers")
    for name in ("company.yaml", "escalation.yaml", "phrases/en.yaml"):
        write(folder / name, "name: x")
    assert own(folder) == {"guidance/tone": "guidance"}
    assert read_knowledge(folder).refused == ()


def test_a_folder_without_playbooks_gets_the_shipped_ones(folder: Path) -> None:
    """Finding an issue needs playbooks, so a folder of guidance alone still has them."""
    ids = {source.id for source in read_knowledge(folder).sources}
    assert "playbooks/late_delivery" in ids
    assert not any(identifier.startswith("policies/") for identifier in ids)


def test_a_folder_with_a_playbook_keeps_to_its_own(folder: Path) -> None:
    """One playbook of its own, and none of the shipped ones is mixed in."""
    shipped = settings.shipped("knowledge") / "playbooks" / "late_delivery.md"
    write(folder / "playbooks" / "late_delivery.md", shipped.read_bytes())
    kinds = [s.id for s in read_knowledge(folder).sources if s.kind == "playbook"]
    assert kinds == ["playbooks/late_delivery"]


def test_a_broken_front_matter_names_its_line_and_the_rest_is_read(folder: Path) -> None:
    """YAML that does not parse: file and line of the file, not of the YAML."""
    write(folder / "guidance" / "bad.md", "---\ntitle: Fine\nsource: 'open\n---\n# Bad\n\nText.")
    assert own(folder) == {"guidance/tone": "guidance"}
    path, line, reason = refusal(folder)
    assert (path, line) == ("guidance/bad.md", 3)
    assert "end of stream" in reason


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        ("title: A\n\ttag: B", 3, "character"),
        ("title: A\ntitle: B", 3, "given twice"),
        ("a: &x 1\nb: *x", 3, "aliases"),
        ("valid_from: 2026-02-30", 2, "not a date"),
        ("- a\n- b", 2, "field: value"),
        ("a: " + "[" * 5000, 2, "nested deeper"),
        ("kind: rumour", 2, "kind must be one of"),
        ("title: x\nkind: playbook", 3, "lies in guidance/"),
    ],
)
def test_front_matter_faults_have_their_line(
    folder: Path, front: str, line: int, reason: str
) -> None:
    """Each fault of a front matter is named with its line."""
    write(folder / "guidance" / "bad.md", f"---\n{front}\n---\nText.")
    path, found, why = refusal(folder)
    assert (path, found) == ("guidance/bad.md", line)
    assert reason in why


def test_a_front_matter_that_never_closes_is_refused(folder: Path) -> None:
    """Otherwise the whole document would be taken for front matter, or shown with it."""
    write(folder / "guidance" / "bad.md", "---\ntitle: A\n\nText.")
    assert refusal(folder) == (
        "guidance/bad.md", 1, "the front matter is not closed with ---",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("handbook.pdf", "named .pdf, but it is not one; it may be damaged"),
        ("handbook.DOCX", "named .docx, but it is not one; it may be damaged"),
        ("handbook.zip", "it is no zip archive, or damaged"),
        ("handbook.csv", "there is no row below the names of its columns"),
        ("handbook.eml", "it has none of the headers of an e-mail"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    folder: Path, name: str, reason: str
) -> None:
    """A name promises a format; where the content does not keep it, the reason says so."""
    write(folder / name, "x")
    assert refusal(folder) == (name, None, reason)


@pytest.mark.parametrize(
    ("name", "data", "line", "reason"),
    [
        ("empty.md", b"", None, "it is empty"),
        ("blank.txt", b" \n\xe2\x80\x8b\n", None, "it is empty"),
        ("front.md", b"---\ntitle: A\n---\n", None, "it is empty"),
        ("latin.md", b"# A\n\ncaf\xe9 au lait", 3, "not UTF-8"),
        ("wide.txt", "Hello".encode("utf-16"), 1, "not UTF-8"),
        ("big.txt", b"a" * (DOCUMENT_LIMIT + 1), None, "larger than 5 MB"),
        ("picture.png", b"\x89PNG", None, "not a document"),
        ("playbooks/x.yaml", b"id: x", None, "not a document"),
    ],
)
def test_a_document_that_cannot_be_used_is_refused_with_its_reason(
    folder: Path, name: str, data: bytes, line: int | None, reason: str
) -> None:
    """Empty, broken, too large or of another kind: named, and the rest is read."""
    write(folder / name, data)
    path, found, why = refusal(folder)
    assert (path, found) == (name, line)
    assert reason in why
    assert own(folder) == {"guidance/tone": "guidance"}


def test_links_out_of_the_folder_and_links_to_nothing_are_refused(folder: Path) -> None:
    """A link may not carry a file from elsewhere into the index."""
    outside = write(folder.parent / f"{folder.name}-outside.md", "# Secret\n\nText.")
    (folder / "a.md").symlink_to(outside)
    (folder / "b.md").symlink_to(folder / "gone.md")
    (folder / "c.md").symlink_to(folder / "c.md")
    refused = {item.path: item.reason for item in read_knowledge(folder).refused}
    assert refused == {
        "a.md": "a link that leads out of the folder",
        "b.md": "not an ordinary file",
        "c.md": "not an ordinary file",
    }


def test_a_document_that_cannot_be_opened_is_refused(folder: Path) -> None:
    """A folder that is named like a document is no document, and does not stop the run."""
    write(folder / "odd.md" / "inner.md", "# Inner\n\nText.")
    assert own(folder) == {"guidance/tone": "guidance", "odd.md/inner": "guidance"}


def test_bom_line_ends_and_invisible_characters_are_cleaned(folder: Path) -> None:
    """A file from Windows reads like any other, its front matter too."""
    data = "\ufeff---\r\ntitle: Gr\u0075\u0308\u00dfe\r\n---\r\n\r\n# A\r\n\r\nOne\u200b two.\r\n"
    source = read_document(write(folder / "win.md", data), root=folder)
    assert source.title == "Grüße"
    assert source.text == "# A\n\nOne two."
    assert source.metadata["body_line"] == "5"


def test_names_that_cannot_be_shown_are_cleaned(folder: Path) -> None:
    """A file name with control or bidirectional characters enters ids and paths without them."""
    write(folder / "a\x1b[31m\u202eb \U0001f600.md", "# A\n\nText.")
    assert "ab \U0001f600" in own(folder)


def test_two_documents_of_one_name_have_two_ids(folder: Path) -> None:
    """The suffix is no part of an id, so a second `tone` gets a number."""
    write(folder / "guidance" / "tone.txt", "Other text.")
    assert set(own(folder)) == {"guidance/tone", "guidance/tone~2"}


def test_an_id_that_is_taken_is_refused(folder: Path) -> None:
    """The second document with a clause of the same id is not read."""
    write(folder / "policies" / "a.md", "## ABC-01 One\nYou can.")
    write(folder / "policies" / "b.md", "## ABC-01 Two\nYou cannot.")
    path, _, reason = refusal(folder)
    assert (path, reason) == ("policies/b.md", "ABC-01 is already in policies/a.md")


@pytest.mark.parametrize("made", [True, False])
def test_an_empty_or_missing_folder_says_what_to_do(tmp_path: Path, made: bool) -> None:
    """Nothing to read is an error with a remedy, not an empty index."""
    folder = tmp_path / "knowledge"
    if made:
        folder.mkdir()
        write(folder / "README.md", "# How this folder works")
    with pytest.raises(KnowledgeError, match="knowledge") as caught:
        read_knowledge(folder)
    assert "composure init DIR" in caught.value.remedy


def test_a_folder_in_which_everything_is_broken_is_an_error(tmp_path: Path) -> None:
    """The first fault is named with its place."""
    write(tmp_path / "bad.md", "---\na: [\n---\nText")
    with pytest.raises(KnowledgeError, match=r"none of the 1 documents .* bad\.md:3: "):
        read_knowledge(tmp_path)


def test_a_folder_with_nothing_but_its_company_works(tmp_path: Path) -> None:
    """The shipped playbooks serve a company that has only written down who it is."""
    write(tmp_path / "company.yaml", "name: A\nsignature: A")
    assert all(source.kind == "playbook" for source in read_knowledge(tmp_path).sources)


def test_more_files_and_folders_can_be_given(folder: Path) -> None:
    """Extra documents are named after their folder, and nothing is read twice."""
    more = folder.parent / f"{folder.name}-more"
    write(more / "handbook" / "start.md", "# Start\n\nText.")
    write(more / "policies" / "law.md", "## LAW-01 Law\nYou may.")
    write(more / "single.txt", "Text.")
    extra = [more / "handbook", more / "policies", more / "single.txt", folder / "guidance"]
    sources = read_knowledge(folder, extra=extra).sources
    kinds = {s.id: s.kind for s in sources if s.kind != "playbook"}
    assert kinds == {
        "guidance/tone": "guidance",
        "handbook/start": "guidance",
        "policies/law": "policy",
        "single": "guidance",
    }


def test_an_extra_path_that_is_not_there_is_an_error(folder: Path) -> None:
    """A mistyped path must not look like an index run that found nothing new."""
    with pytest.raises(KnowledgeError, match="no file or folder"):
        read_knowledge(folder, extra=[folder / "nowhere"])


def test_newer_supersedes_older(folder: Path) -> None:
    """The document that another one replaces is marked, and counts as changed."""
    old = write(folder / "policies" / "returns_old.md", "## OLD-01 Old\nYou could.")
    before = read_document(old, root=folder).content_hash
    write(folder / "policies" / "returns.md", "---\nsupersedes: returns_old\n---\n## NEW-01 A\nB.")
    marked = {s.id: s for s in read_knowledge(folder).sources}["policies/returns_old"]
    assert marked.metadata["superseded_by"] == "policies/returns"
    assert marked.content_hash != before
