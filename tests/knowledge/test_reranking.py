"""The optional reranker: an order of its own, and never a search that fails for it."""

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import BaseDocumentCompressor, Document
from pydantic import Field
from typer.testing import CliRunner

from assistant.app import Assistant
from assistant.cli import app
from assistant.errors import ModelError, SettingsError
from assistant.masked import masked_reranker
from assistant.models.rerankers import FakeReranker, RemoteReranker, reranker
from assistant.settings import load

QUERY = "how long does a refund take"


class Kept(BaseDocumentCompressor):
    """Keeps what it was asked, and gives back the last document alone."""

    seen: list[Any] = Field(default_factory=list)

    def compress_documents(
        self, documents: Sequence[Document], query: str, callbacks: Any = None
    ) -> Sequence[Document]:
        self.seen.append((query, documents))
        return [documents[-1]]


def test_without_a_setting_there_is_none(assistant: Assistant) -> None:
    """Off by default, and the passages say nothing of it."""
    assert reranker(load()) is None
    assert {each.reranking for each in assistant.search_explained(QUERY)} == {""}


def test_its_order_wins_and_each_place_before_is_named(shared_home: Path) -> None:
    """The passages with the most words of the query come first, each with where it stood."""
    plain = Assistant(load(home=shared_home)).search_explained(QUERY, limit=30)
    found = Assistant(load(home=shared_home, reranker="fake:overlap")).search_explained(QUERY)
    before = {each.passage.id: place for place, each in enumerate(plain, 1)}
    assert [each.reranking for each in found] == [
        f"reranked from place {before[each.passage.id]}" for each in found
    ]
    shared = [len(set(QUERY.split()) & set(each.passage.text.lower().split())) for each in found]
    assert shared[0] == max(shared)


def test_one_that_fails_leaves_the_order_and_says_so(shared_home: Path) -> None:
    """On the command line too: the same passages, exit code 0, and a line on stderr."""
    plain = Assistant(load(home=shared_home)).search(QUERY)
    runner = CliRunner()
    settings = {"COMPOSURE_HOME": str(shared_home), "COMPOSURE_RERANKER": "fake:fail"}
    result = runner.invoke(app, ["search", QUERY, "--json"], env=settings)
    assert result.exit_code == 0
    found = [passage["id"] for passage in json.loads(result.stdout)["passages"]]
    assert found == [passage.id for passage in plain]
    assert result.stderr.startswith("not reranked: ")


def test_what_it_leaves_out_comes_after(shared_home: Path) -> None:
    """A reranker that returns one of thirty loses none of the others."""
    made = Assistant(load(home=shared_home))
    plain = made.search(QUERY, limit=30)
    made.__dict__["reranker"] = Kept()
    found = made.search(QUERY, limit=30)
    assert [passage.id for passage in found] == [plain[-1].id, *(p.id for p in plain[:-1])]


def test_a_remote_one_sees_no_personal_data() -> None:
    """Query and documents go out masked, with the same placeholder; our own come back."""
    inner = Kept()
    documents = [Document(id="a", page_content="Write to ann@example.org.")]
    found = masked_reranker(inner).compress_documents(documents, "who is ann@example.org")
    query, sent = inner.seen[0]
    assert "ann@" not in query + sent[0].page_content
    assert query.split()[-1] in sent[0].page_content
    assert list(found) == documents


def test_a_fault_of_a_provider_is_one_clear_error() -> None:
    """Nothing that a provider's library says reaches a person."""

    class Broken(BaseDocumentCompressor):
        def compress_documents(self, documents: Any, query: str, callbacks: Any = None) -> Any:
            raise RuntimeError("key sk-secret refused")

    made = RemoteReranker(name="cohere:x", inner=Broken(), timeout=5)
    with pytest.raises(ModelError) as caught:
        made.compress_documents([], "q")
    assert "sk-secret" not in f"{caught.value} {caught.value.remedy}"


def test_one_that_never_answers_is_left_at_the_deadline() -> None:
    """A provider that hangs costs the time it may have, and the search goes on."""
    ended = threading.Event()

    class Hanging(BaseDocumentCompressor):
        def compress_documents(self, documents: Any, query: str, callbacks: Any = None) -> Any:
            ended.wait()

    made = RemoteReranker(name="cohere:x", inner=Hanging(), timeout=0.05)
    with pytest.raises(ModelError) as caught:
        made.compress_documents([], "q")
    ended.set()
    assert caught.value.reason == "timeout"


@pytest.mark.parametrize(
    ("name", "says"),
    [("coher:x", "did you mean cohere"), ("cohere:x", "pip install"), ("cohere", "provider:name")],
)
def test_names_that_cannot_be_used(name: str, says: str) -> None:
    """Unknown, not installed, or no model: what to do is said."""
    with pytest.raises(SettingsError) as caught:
        reranker(load(reranker=name))
    assert says in caught.value.remedy


def test_fakes_need_nothing() -> None:
    """Both fakes are made from their names."""
    assert isinstance(reranker(load(reranker="fake:overlap")), FakeReranker)
