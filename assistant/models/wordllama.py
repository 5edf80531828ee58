"""The default embedder: WordLlama's static vectors, read straight from its package's files.

It has the two methods of LangChain's `Embeddings` and is none: a subclass would load LangChain's
callbacks, messages and an HTTP client, which took longer than the weights, in every process that
writes offline. The LangChain door (`knowledge/langchain_door.py`) gives it their base class.
"""

from __future__ import annotations

import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.errors import SettingsError

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

WORDLLAMA = "wordllama:l2_supercat_256"
"""What the index records for the default; another model's vectors never mix with it."""
_WEIGHTS = Path("weights") / "l2_supercat_256.safetensors"
_TOKENIZER = Path("tokenizers") / "l2_supercat_tokenizer_config.json"
_BATCH = 64
_loading = threading.Lock()


@cache
def local_embeddings() -> Embeddings:
    """The one embedder of a process that needs no network; its 16 MB are loaded on first use."""
    return cast("Embeddings", WordLlamaEmbeddings())


class WordLlamaEmbeddings:
    """WordLlama's 256 dimensions, of length 1; loaded on first use, thread-safe.

    Importing its package costs 0.6 s, pulls in an HTTP client and sets up logging for the whole
    process. The vectors are those of its own `embed(norm=True)`.
    """

    def __init__(self) -> None:
        self._loaded: tuple[Any, NDArray[np.float16]] | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of some texts; a text without words has the zero vector."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors += self._embed(texts[start : start + _BATCH]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text."""
        vector: list[float] = self._embed([text])[0].tolist()
        return vector

    def sums(self, texts: list[str]) -> NDArray[np.float32]:
        """For each text the sum of its parts' vectors.

        The sum over a sentence's words points where the vector of the sentence does.
        """
        import numpy as np

        tokenizer, table = self._parts()
        found = np.zeros((len(texts), table.shape[1]), dtype=np.float32)
        encoded = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        for row, encoding in enumerate(encoded):
            ids = np.minimum(encoding.ids, len(table) - 1)
            found[row] = table[ids].sum(axis=0, dtype=np.float32) if len(ids) else 0.0
        return found

    def _embed(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        tokenizer, table = self._parts()
        encoded = tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        vectors = np.zeros((len(texts), table.shape[1]), dtype=np.float32)
        for row, encoding in enumerate(encoded):
            if encoding.ids:
                ids = np.minimum(encoding.ids, len(table) - 1)
                vectors[row] = table[ids].mean(axis=0, dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(norms > 0, norms, 1.0)
        return vectors

    def _parts(self) -> tuple[Any, NDArray[np.float16]]:
        if self._loaded is None:
            with _loading:
                self._loaded = load_wordllama()
        return self._loaded


@cache
def load_wordllama() -> tuple[Any, NDArray[np.float16]]:
    """Tokeniser and table, shared by all embedders of a process."""
    found = find_spec("wordllama")
    folder = Path(found.origin).parent if found and found.origin else None
    if folder is None:
        raise SettingsError(
            "the embeddings wordllama are not installed", remedy="pip install wordllama"
        )
    if not (folder / _WEIGHTS).is_file() or not (folder / _TOKENIZER).is_file():
        return _load_through_package(folder)
    from safetensors import safe_open
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with safe_open(str(folder / _WEIGHTS), framework="np") as weights:
        return tokenizer, weights.get_tensor("embedding.weight")


def _load_through_package(folder: Path) -> tuple[Any, NDArray[Any]]:
    """Another layout of files than the one we know: the package finds its own."""
    from wordllama import WordLlama

    loaded = WordLlama.load(cache_dir=folder, disable_download=True)
    loaded.tokenizer.no_padding()
    return loaded.tokenizer, loaded.embedding
