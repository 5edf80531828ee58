"""Stores passages in a new Chroma collection and makes sure that they are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexFault
from assistant.knowledge import checks
from assistant.knowledge.chroma import BATCH, Place, create, graph_of, guarded, opened
from assistant.knowledge.record import Generation, StoredPassage
from assistant.knowledge.scan import ENOUGH
from assistant.knowledge.snapshot import Snapshot

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Tell = Callable[[str, int, int], None]


def build(
    place: Place, generation: Generation, passages: Sequence[StoredPassage], tell: Tell
) -> Generation:
    """Builds a collection, closes it, opens it again and checks it.

    The check runs in this process: the files were written a moment ago, and a crash here would
    leave the old index in use.

    Returns:
        The generation with its files.

    Raises:
        IndexFault: it could not be stored, or does not hold what it must.
    """
    try:
        with guarded("written"):
            if place.embedded:
                place.folder.mkdir(mode=0o700, parents=True)
            with opened(place) as client:
                _store(client, place, passages, tell)
            if place.embedded:
                Snapshot.of(passages).save(place.folder)
        files = checks.read_files(place.folder) if place.embedded else {}
        generation = generation.model_copy(update={"files": files})
        tell("checking", 0, 1)
        wanted = checks.expect(place, files, passages)
        problems = checks.check(wanted)
        tell("checking", 1, 1)
        if problems:
            raise IndexFault(
                f"the new index is not sound: {problems[0]}; the old one still answers",
                remedy="check the disk, then run `composure index` again",
            )
    except BaseException:
        place.remove()
        raise
    return generation


def _store(client: Any, place: Place, passages: Sequence[StoredPassage], tell: Tell) -> None:
    batches = even_batches(len(passages), min(BATCH, client.get_max_batch_size()))
    graph = graph_of(len(passages), answers=len(passages) < ENOUGH or not place.embedded)
    collection = create(client, place.collection, batch=batches[0] if batches else 2, graph=graph)
    done = 0
    for size in batches:
        tell("storing", done, len(passages))
        _add(collection, passages[done : done + size])
        done += size
    if done == 1:
        # A graph is written from the second entry on; this writes the same passage again.
        _add(collection, passages)
    tell("storing", done, done)


def even_batches(count: int, largest: int) -> list[int]:
    """Sizes of batches, smallest first, that differ by one at most."""
    if not count:
        return []
    number = -(-count // largest)
    small, more = divmod(count, number)
    return [small] * (number - more) + [small + 1] * more


def _add(collection: Collection, passages: Sequence[StoredPassage]) -> None:
    import numpy as np

    collection.upsert(
        ids=[stored.passage.id for stored in passages],
        embeddings=[np.frombuffer(stored.vector, dtype="<f4") for stored in passages],
        metadatas=[
            {"kind": stored.passage.kind, "document": stored.passage.document}
            for stored in passages
        ],
    )
