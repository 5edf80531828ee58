"""Which drafts used a document: what to look at again when it turns out to be wrong."""

from __future__ import annotations

import json
from datetime import datetime

from assistant.cases.means import Means
from assistant.cases.records import UsedBy
from assistant.database.cases_figures import drafts_with
from assistant.errors import UsageError


def drafts_using(means: Means, document: str) -> tuple[UsedBy, ...]:
    """The drafts that cite a passage of a document, newest first; erased ones too.

    Args:
        document: its id or path ("policies/delivery" or "policies/delivery.md"), or the id of one
            passage ("policies/delivery#DEL-02"). It need not be indexed any more.
    """
    name = document.strip()
    if not name:
        raise UsageError("name a document", remedy="composure sources lists them")
    wanted = _id_of(means, name)
    found = []
    for draft_id, case_id, created_at, record, sent in drafts_with(means.database, wanted):
        passages = [each for each in json.loads(record).get("passages", ()) if _is_in(each, wanted)]
        if passages:
            found.append(
                UsedBy(
                    draft_id=draft_id,
                    case_id=case_id,
                    created_at=datetime.fromisoformat(created_at),
                    passages=tuple(passages),
                    sent=bool(sent),
                )
            )
    return tuple(found)


def _id_of(means: Means, name: str) -> str:
    """The id of a document that was named by its path; the name itself where it is none."""
    rows = means.database.rows("SELECT id FROM documents WHERE path = :path", path=name)
    return str(rows[0][0]) if rows else name.removesuffix(".md")


def _is_in(passage: str, wanted: str) -> bool:
    return passage == wanted or passage.startswith(f"{wanted}#")
