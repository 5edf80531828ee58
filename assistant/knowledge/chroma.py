"""The door to Chroma: how collections are made, opened and left.

Embedded, each generation has a folder of its own below `settings.index`, so that nothing is ever
changed in place, a damaged folder is simply left, and Chroma's cache of opened folders (one for
the whole process, by path) never meets the same path with other content. On a Chroma server
(`settings.chroma_url`) the generations are collections side by side.

HNSW: with Chroma's defaults (16 neighbours, ef_construction 100, ef_search 100) recall@10 falls
as an index grows: 0.998 at 2,000 sentences, 0.992 at 10,000. With 32 neighbours and 200/200 it is
0.999 at both, for a third more time to build; a question costs the same (`benchmarks/recall.py`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import IndexFault

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

REBUILD = "run `composure index --rebuild`"
NEIGHBOURS, EF_CONSTRUCTION, EF_SEARCH = 32, 200, 200
BATCH = 1000


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
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self.embedded:
            return chromadb.PersistentClient(str(self.folder), settings=settings)
        parts = urlsplit(self.url if "//" in self.url else f"http://{self.url}")
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=settings,
        )

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
        raise IndexFault(
            f"the index cannot be {action} ({type(error).__name__})", remedy=REBUILD
        ) from error


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


def create(client: ClientAPI, name: str, *, batch: int) -> Collection:
    """Makes a collection without an embedding function.

    Args:
        batch: passages in the smallest batch that will be added. Chroma writes its graph to
            disk only every `sync_threshold` passages and replays the rest at each opening,
            which costs time and changes the files; so the threshold is one batch.
    """
    threshold = max(2, batch)
    return client.create_collection(
        name,
        embedding_function=None,
        configuration={
            "hnsw": {
                "space": "cosine",
                "max_neighbors": NEIGHBOURS,
                "ef_construction": EF_CONSTRUCTION,
                "ef_search": EF_SEARCH,
                "sync_threshold": threshold,
                "batch_size": threshold,
            }
        },
    )


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
