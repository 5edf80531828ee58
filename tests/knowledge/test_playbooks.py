"""Reading playbooks."""

from pathlib import Path

import pytest

from assistant import settings
from assistant.corpus import Playbook
from assistant.knowledge.documents import read_document
from assistant.knowledge.playbooks import parse_playbook
from assistant.knowledge.yaml_files import DocumentFault

GOOD = r"""---
id: cold_soup
label: cold soup
topic: the cold soup
team: the kitchen
asks: [refund]
signals:
  - {pattern: '\bsoup\b.{0,20}\bcold\b', weight: 0.9}
acknowledgements:
  - {text: 'I am sorry about {order}.'}
actions:
  - {text: 'I am asking {team} today.'}
options:
  - {text: 'a new bowl', clause: HOS-01}
---
# Cold soup

## What is going on
The soup was cold.
"""


def parsed(folder: Path, text: str, *, name: str = "cold_soup.md") -> Playbook:
    path = folder / "playbooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return parse_playbook(read_document(path, root=folder))


def test_a_playbook_is_read_whole(tmp_path: Path) -> None:
    """Fields from the front matter, sections from the text, the path as its source."""
    playbook = parsed(tmp_path, GOOD)
    assert playbook.id == "cold_soup"
    assert playbook.signals[0].weight == 0.9
    assert playbook.options[0].clause == "HOS-01"
    assert playbook.sections == {"What is going on": "The soup was cold."}
    assert playbook.source == "playbooks/cold_soup.md"


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("topic: the cold soup\n", "", 2, "topic: this field is missing"),
        ("team: the kitchen", "teem: the kitchen", 2, "team: this field is missing"),
        ("asks: [refund]", "asks: [refund, money]", 6, "asks.2: input should be 'refund'"),
        ("asks: [refund]", "ask: [refund]", 6, "ask: no such field; there are id, label"),
        ("label: cold soup", "label: 12", 3, "label: must be text; put it in quotes"),
        (r"\bsoup\b.{0,20}\bcold\b", "soup(", 8, "signals.1.pattern: not a pattern that RE2 reads"),
        (r"\bsoup\b.{0,20}\bcold\b", r"soup(?=cold)", 8, "not a pattern that RE2 reads"),
        (r"\bsoup\b.{0,20}\bcold\b", "(soup)?", 8, "matches an empty text"),
        ("weight: 0.9", "weight: 0", 8, "signals.1.weight: must be above 0"),
        ("{order}", "{order", 10, "acknowledgements.1.text: a slot is a word in braces"),
        ("{order}", "{}", 10, "a slot is a word in braces"),
        ("today.'}", "today.', min_intensity: 2}", 12, "actions.1: needs 0 <="),
        ("clause: HOS-01", "clause: ''", 14, "options.1: needs a text and the clause"),
        ("id: cold_soup", "id: hot_soup", 2, "id: must be the file's name, 'cold_soup'"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    """File, line and field, in words that a person who writes playbooks understands."""
    assert old in GOOD
    with pytest.raises(DocumentFault) as caught:
        parsed(tmp_path, GOOD.replace(old, new))
    fault = caught.value
    assert (fault.path, fault.line) == ("playbooks/cold_soup.md", line)
    assert reason in fault.reason
    assert fault.message.startswith(f"playbooks/cold_soup.md:{line}: ")


def test_a_playbook_without_front_matter_says_so(tmp_path: Path) -> None:
    """Prose alone is no playbook."""
    with pytest.raises(DocumentFault, match=r"cold_soup\.md:1: a playbook needs front matter"):
        parsed(tmp_path, "# Cold soup\n\nWarm it.")


@pytest.mark.parametrize(
    "path", sorted((settings.shipped("knowledge") / "playbooks").glob("*.md")), ids=lambda p: p.stem
)
def test_every_shipped_playbook_parses(path: Path) -> None:
    """The shipped playbooks keep to their own format."""
    playbook = parse_playbook(read_document(path, root=path.parent.parent))
    assert playbook.id == path.stem
    assert "What is going on" in playbook.sections


def test_a_variant_offers_what_its_playbook_offers(tmp_path: Path) -> None:
    """A clause on which no option rests, and a pattern that is none, are named with their line."""
    line = "variants:\n  - {when: 'hot', clauses: [HOS-02]}\n---\n# Cold"
    with pytest.raises(DocumentFault, match=r"variants\.1\.clauses: no option .* HOS-02"):
        parsed(tmp_path, GOOD.replace("---\n# Cold", line))
    with pytest.raises(DocumentFault, match=r"variants\.1\.when: not a pattern that RE2 reads"):
        parsed(tmp_path, GOOD.replace("---\n# Cold", line.replace("hot", "hot(")))
