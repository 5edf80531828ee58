"""What a search reads of a generation besides Chroma: ids, kinds, vectors, and counted words.

Written once when the generation is built, into a folder beside its collection, and opened as
arrays that stay on disk until they are read, so that a start costs the same for a hundred
thousand passages as for a hundred. It is derived data: where it is missing (a Chroma server holds
the collection) it is made from the record, in memory.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assistant.domain import Kind
from assistant.errors import IndexFault
from assistant.knowledge.field_counts import FieldCounts, count
from assistant.knowledge.lexical import Lexicon
from assistant.knowledge.record import StoredPassage
from assistant.knowledge.scan import ENOUGH, Scan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = "words"
"""Below the folder of the collection, whose checksums cover it too."""
MARK = f"{FOLDER}/ids.json"
"""A file that every index of this version holds."""
KINDS: tuple[Kind, ...] = get_args(Kind)


class Snapshot:
    """The passages of a generation by row. Rows follow document, position and id."""

    def __init__(
        self,
        *,
        ids: Sequence[str],
        kinds: NDArray[np.uint8],
        vectors: NDArray[np.float32],
        lexicon: Lexicon,
        counts: FieldCounts,
        scan: Scan | None,
    ) -> None:
        self.ids = ids
        self.row = {key: index for index, key in enumerate(ids)}
        self.kinds = kinds
        """Of each row, the place of its kind in KINDS."""
        self.vectors = vectors
        self.lexicon = lexicon
        self.counts = counts
        self.scan = scan
        """Finds the nearest where there are too many for Chroma's graph; else None."""

    @classmethod
    def of(cls, stored: Sequence[StoredPassage]) -> Snapshot:
        """Made in memory."""
        import numpy as np

        passages = [item.passage for item in stored]
        lexicon, counts = count(passages)
        joined = b"".join(item.vector for item in stored)
        vectors = np.frombuffer(joined, dtype="<f4").reshape(len(stored), -1 if stored else 0)
        return cls(
            ids=[passage.id for passage in passages],
            kinds=np.array([KINDS.index(passage.kind) for passage in passages], dtype=np.uint8),
            vectors=vectors,
            lexicon=lexicon,
            counts=counts,
            scan=Scan.of(vectors) if len(stored) >= ENOUGH else None,
        )

    def save(self, folder: Path) -> None:
        """Writes it into the folder of a collection."""
        import numpy as np

        place = folder / FOLDER
        place.mkdir(mode=0o700, parents=True)
        (place / "ids.json").write_text(json.dumps(list(self.ids)), encoding="utf-8")
        np.save(place / "kinds.npy", self.kinds)
        np.save(place / "vectors.npy", self.vectors)
        self.lexicon.save(place / "lexicon")
        self.counts.save(place / "counts")
        if self.scan is not None:
            self.scan.save(place)

    @classmethod
    def load(cls, folder: Path) -> Snapshot:
        """Opens what `save` wrote.

        Raises:
            IndexFault: a file is missing or cannot be read.
        """
        import numpy as np

        place = folder / FOLDER
        try:
            lexicon = Lexicon.load(place / "lexicon")
            vectors = np.asarray(np.load(place / "vectors.npy", mmap_mode="r"))
            return cls(
                ids=json.loads((place / "ids.json").read_text(encoding="utf-8")),
                kinds=np.load(place / "kinds.npy"),
                vectors=vectors,
                lexicon=lexicon,
                counts=FieldCounts.load(place / "counts", lexicon.vocabulary),
                scan=Scan.load(place, vectors) if len(vectors) >= ENOUGH else None,
            )
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexFault(
                f"the index is damaged: its words cannot be read ({type(error).__name__})",
                remedy="run `composure index --rebuild`",
            ) from error
