"""Embeddings: local ones by default, a provider's within our deadline."""

from __future__ import annotations

import math
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fault_server import SECRET, FaultServer
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelError, SettingsError
from assistant.models import embedder
from assistant.models.wordllama import WordLlamaEmbeddings, load_wordllama
from assistant.settings import Settings

TEXTS = ["My parcel is late.", "", "Wo bleibt mein Geld? 😡", "word " * 700]


@pytest.fixture(scope="module")
def local() -> Embeddings:
    return embedder(Settings(_env_file=None))[0]


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def remote(server: FaultServer, **values: Any) -> tuple[Embeddings, str]:
    given = {"embeddings": "openai:small", "base_url": server.url, "timeout": 5, **values}
    return embedder(Settings(_env_file=None, **given))


def test_the_default_is_named_for_the_index() -> None:
    """The index records model and dimension."""
    assert embedder(Settings(_env_file=None))[1] == "wordllama:l2_supercat_256"


def test_vectors_are_those_of_the_library(local: Embeddings) -> None:
    """Reading the package's files directly changes nothing but the time it takes."""
    from pathlib import Path

    import wordllama

    folder = Path(wordllama.__file__).parent
    theirs = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
    texts = [text for text in TEXTS if text]
    expected = theirs.embed(texts, norm=True)
    for vector, row in zip(local.embed_documents(texts), expected.tolist(), strict=True):
        assert vector == pytest.approx(row, abs=1e-5)


def test_vectors_have_length_one(local: Embeddings) -> None:
    """So that a dot product is the cosine; a text without words is the zero vector."""
    lengths = [math.hypot(*vector) for vector in local.embed_documents(TEXTS)]
    assert lengths == pytest.approx([1.0, 0.0, 1.0, 1.0], abs=1e-5)


def test_one_text_or_many_is_the_same(local: Embeddings) -> None:
    """A query and a passage of the same words have the same vector."""
    assert local.embed_query(TEXTS[0]) == pytest.approx(local.embed_documents(TEXTS)[0], abs=1e-6)


def test_first_use_by_many_threads() -> None:
    """Loading happens once, whoever comes first."""
    load_wordllama.cache_clear()
    fresh = WordLlamaEmbeddings()
    found: list[float] = []
    threads = [
        threading.Thread(target=lambda: found.append(fresh.embed_query("late")[0]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(set(found)) == 1
    assert len(found) == 4
    assert load_wordllama.cache_info().currsize == 1


def test_loading_reaches_for_no_network() -> None:
    """No hub, no provider, no LangChain and not the package itself is imported for ours."""
    code = (
        "import sys; from assistant.models import embedder; "
        "from assistant.settings import Settings; "
        "embedder(Settings(_env_file=None))[0].embed_query('late'); "
        "print([m for m in ('wordllama', 'huggingface_hub', 'torch', 'openai', 'langchain_core') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_compatible_server_embeds(server: FaultServer) -> None:
    """The texts are sent as texts, not as tokens, in batches."""
    server.script("ok")
    embeddings, name = remote(server)
    assert name == "openai:small"
    vectors = embeddings.embed_documents(["late parcel"] * 70)
    assert vectors == [[11.0, 2.0, 1.0]] * 70
    assert [len(body["input"]) for body in server.requests] == [64, 6]


def test_a_passing_fault_of_the_embedder_is_survived(server: FaultServer) -> None:
    """Too many requests: it waits as told and asks again."""
    server.script("429:0.1", "ok")
    assert remote(server)[0].embed_query("late") == [4.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("401", "unauthorised"), ("silent", "timeout"), ("html", "malformed"), ("huge", "too_large")],
)
def test_a_fault_of_the_embedder_is_one_error(server: FaultServer, fault: str, reason: str) -> None:
    """The same reasons as for a model, within the deadline, without the provider's words."""
    server.script(fault)
    embeddings, _ = remote(server, timeout=1)
    started = time.monotonic()
    with pytest.raises(ModelError) as caught:
        embeddings.embed_query("late")
    assert caught.value.reason == reason
    assert SECRET not in str(caught.value)
    assert time.monotonic() - started < 10


def test_an_unknown_embedder_is_named() -> None:
    """A typing mistake gets the nearest name."""
    with pytest.raises(SettingsError) as caught:
        embedder(Settings(_env_file=None, embeddings="opnai:small"))
    assert caught.value.remedy.startswith("did you mean openai?")
