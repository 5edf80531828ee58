"""Raw web pages, indexed as they are: is their boilerplate gone, and are their sections found?

    python -m benchmarks.seeds FOLDER [--misses]

FOLDER holds the pages that the project's guidance was written after, five text files whose names
start with 000 to 004; the project ships none of them. `tests/data/seed_questions.jsonl` holds
questions about them in trainers' words, each with the sections that answer it (number of the page,
end of the id; several pages say the same). A section counts as found where a passage of it is
found. What went wrong with those marked `open`, `indirect` (all asked round about) and `read` was
read and mended; those marked `held_back`, a third of them indirect, were written from the pages
alone, and mended nothing by themselves; how far themes move a search was chosen with all of them in
view, so that no part is unseen any more. Asked among all that is
indexed, the 59 shipped playbooks too, and among
the documents of the kind that the question is about, guidance.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.domain import Passage
from assistant.settings import load
from benchmarks.questions import wilson

QUESTIONS = Path(__file__).parents[1] / "tests" / "data" / "seed_questions.jsonl"
BOILERPLATE = (
    r"web analytics", r"sponsor", r"recent news", r"stay updated", r"elation communications",
    r"apex award", r"marketing automation", r"newsletter", r"2025 comms", r"budget",
    r"document details", r"uploaded by", r"\bnull\b", r"full transcript", r"table of contents",
    r"^\s*tags\b", r"\btagshow\b", r"cookie", r"subscribe", r"sign up", r"log ?in\b", r"share this",
    r"related (?:posts|articles)", r"read more", r"copyright|©", r"privacy policy", r"menu\b",
    r"skip to", r"comments?\b.{0,12}\bclosed", r"\.\.\.$", r"learn more", r"advertis",
)  # fmt: skip
"""What was looked for: what stands around the articles in these pages, and in others."""


def boilerplate(passages: Sequence[Passage]) -> list[tuple[str, str]]:
    """Passages that hold something of it, with what they hold."""
    found = []
    for passage in passages:
        for pattern in BOILERPLATE:
            text = f"{passage.title}\n{passage.section}\n{passage.text}"
            if match := re.search(pattern, text, re.IGNORECASE | re.MULTILINE):
                found.append((passage.id, match[0]))
    return found


def _names(passage: Passage) -> str:
    """Number of the page and its section: `000#listen-actively`."""
    return _section(passage.id)


def _section(name: str) -> str:
    """The same of an id; the pieces of a long section are one."""
    document, _, anchor = name.partition("#")
    return f"{document[:3]}#{re.sub(r'[.][0-9]+$', '', anchor)}"


def _found(assistant: Assistant, question: str) -> dict[str, list[str]]:
    """What the search and the answer find first."""
    answer = assistant.ask(question)
    return {
        "composure search": [_names(p) for p in assistant.search(question, limit=3)],
        "composure search --kind guidance": [
            _names(p) for p in assistant.search(question, "guidance", limit=3)
        ],
        "composure ask": [_section(c.id) for c in (*answer.citations, *answer.nearest)][:3],
    }


def told(done: list[tuple[dict[str, Any], dict[str, list[str]]]], misses: bool) -> None:
    """Prints the share of questions whose section was found, by each way."""
    for way in done[0][1]:
        hits = [row for row, found in done if set(found[way]) & set(row["sections"])]
        print(f"  {way:<34}{wilson(len(hits), len(done))}")
        for row, found in done:
            if misses and row not in hits:
                print(f"      {row['question']}  {found[way]}")


def main() -> None:
    """Indexes the folder in a home of its own, and asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    rows: list[dict[str, Any]] = [json.loads(line) for line in QUESTIONS.open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as home:
        assistant = Assistant(load(home=home, knowledge=given.folder))
        report = assistant.index()
        pages = [p for p in assistant.retriever.passages() if p.document[:3].isdigit()]
        bad = boilerplate(pages)
        print(f"{len(report.added)} documents, {len(pages)} passages of the pages")
        print(f"passages with boilerplate: {len({name for name, _ in bad})} {bad or ''}")
        there = {_names(passage) for passage in pages}
        unknown = {s for row in rows for s in row["sections"] if s not in there}
        print(f"sections named by questions that do not exist: {len(unknown)} {unknown or ''}")
        done = [(row, _found(assistant, row["question"])) for row in rows]
    for use in ("open", "indirect", "read", "held_back"):
        print(f"{use}: a right section among the first three")
        told([(row, found) for row, found in done if row["use"] == use], given.misses)


if __name__ == "__main__":
    main()
