"""The reranker that settings name: a model that reads query and passage together; off by default.

What LangChain names for it is `BaseDocumentCompressor`. `fake:overlap` ranks by shared words,
`fake:fail` fails: for trying out, and for tests.
"""

from __future__ import annotations

import difflib
import queue
import threading
from collections.abc import Sequence
from contextvars import copy_context
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from langchain_core.documents import BaseDocumentCompressor, Document

from assistant.errors import SettingsError
from assistant.models.faults import Fault, classify
from assistant.models.providers import split
from assistant.text import words

if TYPE_CHECKING:
    from langchain_core.callbacks import Callbacks

    from assistant.settings import Settings

PROVIDERS = {
    "cohere": ("langchain-cohere", "CohereRerank"),
    "voyageai": ("langchain-voyageai", "VoyageAIRerank"),
    "nvidia": ("langchain-nvidia-ai-endpoints", "NVIDIARerank"),
}
"""Package and class of each provider; their keys are read by their own packages."""


class FakeReranker(BaseDocumentCompressor):
    """Ranks by the share of the query's words that a document holds, or fails."""

    fails: bool = False

    def compress_documents(
        self, documents: Sequence[Document], query: str, callbacks: Callbacks = None
    ) -> Sequence[Document]:
        """The documents, best first."""
        if self.fails:
            raise Fault("unreachable").error("fake:fail")
        asked = set(words(query))

        def shared(document: Document) -> int:
            return len(asked & set(words(document.page_content)))

        return sorted(documents, key=shared, reverse=True)


class RemoteReranker(BaseDocumentCompressor):
    """A provider's reranker, asked in a thread of its own that is left behind at the deadline.

    Its library brings its own connections, which our guard cannot reach. Faults become ModelError.
    """

    name: str
    inner: Any
    timeout: float

    def compress_documents(
        self, documents: Sequence[Document], query: str, callbacks: Callbacks = None
    ) -> Sequence[Document]:
        """The documents, best first.

        Raises:
            ModelError: it did not answer, or not in time.
        """
        ask = partial(self.inner.compress_documents, documents, query)
        answered: queue.SimpleQueue[Sequence[Document] | Exception] = queue.SimpleQueue()

        def run() -> None:
            try:
                answered.put(ask())
            except Exception as error:
                answered.put(error)

        threading.Thread(target=copy_context().run, args=(run,), daemon=True).start()
        try:
            found = answered.get(timeout=self.timeout)
        except queue.Empty:
            raise Fault("timeout").error(self.name) from None
        if isinstance(found, Exception):
            raise classify(found, "").error(self.name)
        return found


def reranker(settings: Settings) -> BaseDocumentCompressor | None:
    """The reranker of the settings; None = off.

    Raises:
        SettingsError: unknown provider, missing package, or it cannot be made.
    """
    if not settings.reranker.strip():
        return None
    provider, model = split(settings.reranker)
    if provider == "fake":
        return FakeReranker(fails=model == "fail")
    if provider not in PROVIDERS:
        near = difflib.get_close_matches(provider.lower(), PROVIDERS, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        raise SettingsError(
            f"there is no reranker of {provider!r}",
            remedy=f"{hint}known are: fake, {', '.join(sorted(PROVIDERS))}",
        )
    package, kind = PROVIDERS[provider]
    module = package.replace("-", "_")
    if find_spec(module) is None:
        raise SettingsError(
            f"the reranker of {provider} needs the package {package}, which is not installed",
            remedy=f"pip install {package}, or leave COMPOSURE_RERANKER empty",
        )
    return RemoteReranker(
        name=settings.reranker, inner=_made(module, kind, model), timeout=settings.read_timeout
    )


def _made(module: str, kind: str, model: str) -> Any:
    """A library's own complaint may repeat a key and is dropped."""
    try:
        return getattr(import_module(module), kind)(model=model)
    except Exception as error:
        problem = type(error).__name__
    raise SettingsError(
        f"the reranker {kind} cannot be made ({problem})",
        remedy="check its key in the environment and its package's version",
    )
