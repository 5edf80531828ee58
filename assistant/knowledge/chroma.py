"""The door to Chroma: how collections are made, opened and left.

Embedded, each generation has a folder of its own below `settings.index`, so that nothing is ever
changed in place, a damaged folder is simply left, and Chroma's cache of opened folders (one for
the whole process, by path) never meets the same path with other content. On a Chroma server
(`settings.chroma_url`) the generations are collections side by side.

HNSW: an index that the graph answers for gets 32 neighbours and ef_construction 200, which finds
0.999 of the true ten nearest where Chroma's defaults (16, 100, ef_search 100) find 0.96 to 0.998.
From `scan.ENOUGH` passages on the graph is there for LangChain's vector store alone, since no
setting that can be waited for finds enough (the table in `scan`); it gets Chroma's own 16 and 100,
and an ef_search that rises with the size, which is what finds 0.97 at 100,000.

Chroma holds ids, vectors, kind and document. Texts stay in the record: Chroma would index every
three letters of them, which took longer than the graph and made the catalogue, which is checked at
each start, larger than everything else together.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import IndexFault
from assistant.knowledge.lean import import_chroma

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

REBUILD = "run `composure index --rebuild`"
BATCH = 5_000
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SAYS_FULL = ("disk is full", "no space left", "database or disk", "file too large", "code: 13)")
"""What SQLite and Chroma's Rust half say; SQLite's own code is 13."""
_SMALL = (32, 200)
_LARGE = (16, 100)
"""Neighbours and ef_construction."""
_EF_SEARCH, _AT, _GROWTH = 200, 2_000, 0.65
"""ef_search up to so many passages, and the power of the size with which it rises from there."""


class Place:
    """Where one collection lives.

    Args:
        folder: `settings.index`, below which each collection has its own folder.
        url: `settings.chroma_url`; empty = embedded.
        collection: its name.
    """

    def __init__(self, folder: Path, url: str, collection: str) -> None:
        self.folder = folder / collection
        self.url = url
        self.collection = collection
        self.hold = folder / f"{collection}.hold"

    @property
    def embedded(self) -> bool:
        """The files are ours to check."""
        return not self.url

    def connect(self) -> ClientAPI:
        """Opens a client. Telemetry is off."""
        chromadb = import_chroma()
        settings = chromadb.config.Settings(anonymized_telemetry=False)
        if self.embedded:
            embedded: ClientAPI = chromadb.PersistentClient(str(self.folder), settings=settings)
            return embedded
        parts = urlsplit(self.url if "//" in self.url else f"http://{self.url}")
        remote: ClientAPI = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=settings,
        )
        return remote

    def remove(self) -> None:
        """Deletes the collection; one that is not there any more is no error."""
        if self.embedded:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.hold.unlink(missing_ok=True)
            return
        with guarded("removed"), opened(self) as client:
            if self.collection in [found.name for found in client.list_collections()]:
                client.delete_collection(self.collection)


@contextmanager
def guarded(action: str) -> Iterator[None]:
    """Turns whatever Chroma raises into `IndexFault`; a panic of its Rust half too."""
    try:
        yield
    except (IndexFault, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        if is_full(error):
            raise IndexFault(
                f"the disk is full: the index cannot be {action}; the one before still answers",
                remedy="free some space and try again",
            ) from error
        raise IndexFault(
            f"the index cannot be {action} ({type(error).__name__})", remedy=REBUILD
        ) from error


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, says that there is no room for more."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        if any(sign in str(error).lower() for sign in _SAYS_FULL):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def opened(place: Place) -> Iterator[ClientAPI]:
    """A client that is closed again, so that the process keeps nothing of the folder."""
    client = place.connect()
    try:
        yield client
    finally:
        leave(client)


def leave(client: Any) -> None:
    """Closes a client, whatever state its folder is in."""
    with guarded("closed"):
        client.close()


def graph_of(passages: int, *, answers: bool) -> dict[str, Any]:
    """The settings of the graph of so many passages.

    Args:
        answers: searches will ask it, and not only LangChain's vector store.
    """
    neighbours, construction = _SMALL if answers else _LARGE
    return {
        "space": "cosine",
        "max_neighbors": neighbours,
        "ef_construction": construction,
        "ef_search": round(_EF_SEARCH * max(1.0, passages / _AT) ** _GROWTH),
    }


def create(client: ClientAPI, name: str, *, batch: int, graph: Mapping[str, Any]) -> Collection:
    """Makes a collection without an embedding function.

    Args:
        batch: passages in the smallest batch that will be added. Chroma writes its graph to
            disk only every `sync_threshold` passages and replays the rest at each opening,
            which costs time and changes the files; so the threshold is one batch.
        graph: what `graph_of` gives.
    """
    threshold = max(2, batch)
    configuration: Any = {"hnsw": {**graph, "sync_threshold": threshold, "batch_size": threshold}}
    return client.create_collection(name, embedding_function=None, configuration=configuration)


def find(client: ClientAPI, name: str) -> Collection:
    """Opens a collection that is ours.

    Raises:
        IndexFault: its stored configuration names an embedding function. Ours never do, and
            Chroma would build that object, with whatever code its model brings.
    """
    collection = client.get_collection(name, embedding_function=None)
    refuse_foreign(collection.configuration_json)
    return collection


def refuse_foreign(configuration: dict[str, Any]) -> None:
    """Raises IndexFault for a configuration with an embedding function that is not ours."""
    named = configuration.get("embedding_function")
    if named and (named.get("type") != "legacy" or set(named) != {"type"}):
        raise IndexFault(
            "the index is foreign: its configuration names an embedding function", remedy=REBUILD
        )
