"""What is indexed: each document with its dates, its passages and how often it was cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from assistant.database import Database
from assistant.database.answers import cited_by_answers, cited_by_drafts, indexed_at
from assistant.domain import Kind, Record
from assistant.knowledge.retrieval import Retriever
from assistant.knowledge.validity import in_force


class Document(Record):
    """A document of the index; dates are ISO, empty where it has none."""

    document: str
    kind: Kind
    title: str
    source: str
    version: str = ""
    valid_from: str = ""
    valid_until: str = ""
    superseded_by: str = ""
    in_force: bool
    passages: int
    cited_by_drafts: int
    cited_by_answers: int
    never_cited: int
    """How many of its passages no draft and no answer has cited."""


class Inventory(Record):
    """Everything that is indexed."""

    indexed_at: str
    passages: int
    documents: tuple[Document, ...]
    never_cited: tuple[str, ...]
    """Documents that are in force and that no draft and no answer has ever cited."""


def inventory(database: Database, retriever: Retriever, *, today: date) -> Inventory:
    """What the current index holds, by path."""
    drafts, answers = cited_by_drafts(database), cited_by_answers(database)
    passages = retriever.passages()
    count = Counter(passage.document for passage in passages)
    current = {p.document for p in passages if in_force(p, today)}
    unused = Counter(p.document for p in passages if p.id not in drafts and p.id not in answers)
    by_drafts, by_answers = _by_document(drafts), _by_document(answers)
    documents = tuple(
        Document(
            document=document.path,
            kind=document.kind,
            title=document.title,
            source=document.metadata.get("source", ""),
            **{name: document.metadata.get(name, "") for name in _DATES},
            in_force=document.id in current,
            passages=count[document.id],
            cited_by_drafts=by_drafts[document.id],
            cited_by_answers=by_answers[document.id],
            never_cited=unused[document.id],
        )
        for document in retriever.documents()
    )
    return Inventory(
        indexed_at=indexed_at(database),
        passages=len(passages),
        documents=documents,
        never_cited=tuple(
            each.document
            for each in documents
            if each.in_force and each.passages and not each.cited_by_drafts + each.cited_by_answers
        ),
    )


_DATES = ("version", "valid_from", "valid_until", "superseded_by")


def _by_document(cited: Mapping[str, int]) -> Counter[str]:
    """Citations by document; a passage that is gone still counts for its document."""
    counts: Counter[str] = Counter()
    for passage, number in cited.items():
        counts[passage.partition("#")[0]] += number
    return counts
