"""The embedder that settings name: local static embeddings by default, any provider's else."""

from __future__ import annotations

import threading
import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from assistant.errors import SettingsError
from assistant.models.faults import classify

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from assistant.settings import Settings

WORDLLAMA = "wordllama:l2_supercat_256"
"""What the index records for the default; another model's vectors never mix with it."""
_WEIGHTS = Path("weights") / "l2_supercat_256.safetensors"
_TOKENIZER = Path("tokenizers") / "l2_supercat_tokenizer_config.json"
_BATCH = 64
_BODY_LIMIT = 32 * 1024 * 1024
"""Bytes that one answer of a remote embedder may have: 64 long vectors as text."""


class WordLlamaEmbeddings(Embeddings):
    """WordLlama's 256 dimensions, of length 1; loaded on first use, thread-safe.

    The weights and the tokeniser are read straight from the installed package's files:
    importing the package costs 0.6 s, pulls in an HTTP client and sets up logging for the
    whole process. The vectors are those of its own `embed(norm=True)`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: tuple[Any, NDArray[np.float16]] | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors += self._embed(texts[start : start + _BATCH]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._embed([text])[0].tolist()
        return vector

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
            with self._lock:
                if self._loaded is None:
                    self._loaded = _load_wordllama()
        return self._loaded


def _load_wordllama() -> tuple[Any, NDArray[np.float16]]:
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


class RemoteEmbeddings(Embeddings):
    """A provider's embeddings within our deadline and size cap; its faults become ModelError."""

    def __init__(self, name: str, inner: Embeddings, timeout: float) -> None:
        self._name, self._inner, self._timeout = name, inner, timeout

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors += self._ask(
                partial(self._inner.embed_documents, texts[start : start + _BATCH])
            )
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._ask(partial(self._inner.embed_query, text))
        return vector

    def _ask(self, question: Callable[[], Any]) -> Any:
        """The answer; two more tries for what may pass, all within one deadline."""
        from assistant.models.guard import Guard, guarded

        end = time.monotonic() + self._timeout
        for attempt in range(1, 4):
            guard = Guard(end, limit=_BODY_LIMIT)
            try:
                with guarded(guard):
                    return question()
            except Exception as error:
                fault = classify(error, guard.stopped)
            pause = 0.25 * 2.0**attempt if fault.retry_after is None else fault.retry_after
            if attempt >= fault.attempts or time.monotonic() + pause >= end:
                break
            time.sleep(pause)
        raise fault.error(self._name)


def embedder(settings: Settings) -> tuple[Embeddings, str]:
    """The embedder of the settings, and the name that the index records for it.

    Raises:
        SettingsError: unknown provider, missing package, missing key.
    """
    name = settings.embeddings.strip()
    if name in ("", "wordllama"):
        return WordLlamaEmbeddings(), WORDLLAMA
    from assistant.models.providers import openai_embeddings, other_embeddings, split

    provider, model = split(name)
    inner = (
        openai_embeddings(model, settings)
        if provider == "openai"
        else other_embeddings(provider, model, settings)
    )
    return RemoteEmbeddings(name, inner, settings.timeout), name
