"""Knowledge and retrieval damaged on purpose, without touching what they were made from."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

from assistant.domain import Passage

_ID = re.compile(r"^id: .*$", re.MULTILINE)


def swapped_playbooks(knowledge: Path, target: Path) -> Path:
    """A copy of a knowledge folder in which every playbook speaks of another situation.

    The text of each goes into the file, and so under the id, of the next one.
    """
    shutil.copytree(knowledge, target)
    paths = sorted((target / "playbooks").glob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for path, text in zip(paths, texts[1:] + texts[:1], strict=True):
        path.write_text(_ID.sub(f"id: {path.stem}", text, count=1), encoding="utf-8")
    return target


class Noise:
    """A retriever that returns passages at random, with scores as good retrieval has them.

    Args:
        inner: where the passages come from.
    """

    def __init__(self, inner: Any) -> None:
        self._passages = [
            passage
            for kind in ("playbook", "policy", "guidance")
            for passage in inner.passages(kind)
        ]

    def search(self, query: str, *, kinds: Any = None, limit: int = 5) -> tuple[Passage, ...]:
        """Passages of these kinds, drawn by the query's own seed."""
        fitting = [p for p in self._passages if kinds is None or p.kind in kinds]
        drawn = random.Random(query).sample(fitting, min(limit, len(fitting)))
        return tuple(
            passage.model_copy(update={"score": round(0.9 - 0.02 * place, 4)})
            for place, passage in enumerate(drawn)
        )
