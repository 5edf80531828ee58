"""Starting offline is light: Chroma without its exporter, BM25 without SciPy, no LangChain."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.app import Assistant
from assistant.settings import load

DRAFT = """
import sys
from assistant.app import Assistant
from assistant.settings import load
made = Assistant(load(home=sys.argv[1])).draft("Where is my order LK-20931? It is a week late!")
names = ("grpc", "langchain_core", "bm25s", "scipy", "sqlalchemy", "fastapi", "requests")
print(made.writer.model, [name for name in names if name in sys.modules])
import overrides
import opentelemetry.exporter.otlp.proto.grpc.trace_exporter as theirs
print(overrides.override.__module__, theirs.OTLPSpanExporter.__mro__[1].__name__ != "object")
"""


def test_an_offline_draft_loads_little(shared_home: Path) -> None:
    """None of what is not needed; and what was put aside for Chroma's import is back."""
    command = [sys.executable, "-c", DRAFT, str(shared_home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["offline []", "overrides.overrides True"]


def test_langchain_gets_an_embedder_of_its_own_kind(shared_home: Path) -> None:
    """Through the LangChain door the local embedder has LangChain's base class, and its vectors."""
    retriever = Assistant(load(home=shared_home)).retriever
    store = retriever.vector_store
    assert isinstance(store.embeddings, Embeddings)
    text = "Where is my parcel?"
    assert store.embeddings.embed_query(text) == retriever.embeddings.embed_query(text)
    assert store.similarity_search(text, k=3)
