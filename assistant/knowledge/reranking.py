"""A second look at what the search found, by a model that reads query and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import ComposureError
from assistant.knowledge.langchain_door import document_of
from assistant.knowledge.reasons import Ranked

if TYPE_CHECKING:
    from langchain_core.documents import BaseDocumentCompressor

READ = 30
"""Passages that the reranker reads; what it puts first comes from among them."""


def reranked(
    query: str, found: Sequence[Ranked], reranker: BaseDocumentCompressor
) -> tuple[Ranked, ...]:
    """The passages in the reranker's order, each with the place it had before.

    Passages that it leaves out come after those it names. One that fails leaves the order as it
    was, and every passage says so: a search never fails for it.
    """
    if not found:
        return ()
    try:
        answer = reranker.compress_documents([document_of(each.passage) for each in found], query)
        order = [str(document.id) for document in answer]
    except ComposureError as error:
        note = f"not reranked: {error.message}"
        return tuple(each.model_copy(update={"reranking": note}) for each in found)
    place = {key: at for at, key in reversed(list(enumerate(order)))}
    ordered = sorted(
        enumerate(found, 1), key=lambda pair: place.get(pair[1].passage.id, len(order))
    )
    return tuple(
        each.model_copy(update={"reranking": f"reranked from place {before}"})
        for before, each in ordered
    )
