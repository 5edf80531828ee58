"""The library of playbooks and clauses, from sources and from what the index keeps."""

import time

import pytest

from assistant import settings
from assistant.corpus import Clause, Source
from assistant.errors import KnowledgeError
from assistant.knowledge.documents import read_knowledge
from assistant.knowledge.library import Library, library, option_problems, parse


@pytest.fixture(scope="module")
def sources() -> tuple[Source, ...]:
    return read_knowledge(settings.shipped("knowledge")).sources


def test_what_is_kept_gives_the_same_library(sources: tuple[Source, ...]) -> None:
    """The JSON of each document and the documents themselves lead to equal records."""
    kept = [(source.kind, parse(source)) for source in sources]
    assert library(kept) == library(sources)


def test_a_kept_library_loads_fast(sources: tuple[Source, ...]) -> None:
    """A cold start has no time to read YAML: all playbooks and clauses in under 30 ms."""
    kept = [(source.kind, parse(source)) for source in sources]
    times = []
    for _ in range(5):
        start = time.process_time()
        library(kept)
        times.append(time.process_time() - start)
    assert min(times) < 0.3


def test_every_shipped_option_rests_on_a_clause_that_holds(sources: tuple[Source, ...]) -> None:
    """No playbook offers what no policy allows."""
    assert option_problems(library(sources)) == ()


def test_options_without_a_clause_are_named(sources: tuple[Source, ...]) -> None:
    """A company that takes over playbooks but not policies is told what hangs in the air."""
    whole = library(sources)
    old = Clause(id="DEL-02", title="x", text="y", document="z", superseded_by="DEL-99")
    part = Library(
        playbooks={"late_delivery": whole.playbooks["late_delivery"]}, clauses={"DEL-02": old}
    )
    assert set(option_problems(part)) == {"late_delivery: DEL-02 is superseded by DEL-99"}
    none = part.model_copy(update={"clauses": {}})
    assert "late_delivery: there is no clause DEL-02" in option_problems(none)


def test_an_id_given_twice_is_an_error(sources: tuple[Source, ...]) -> None:
    """Two playbooks of one id: nobody could say which one answers."""
    playbook = next(source for source in sources if source.kind == "playbook")
    with pytest.raises(KnowledgeError, match="given by two documents"):
        library([playbook, playbook])


def test_what_another_version_kept_asks_for_a_new_index() -> None:
    """Old JSON is no traceback."""
    with pytest.raises(KnowledgeError, match="another version") as caught:
        library([("playbook", '{"id": "x"}')])
    assert caught.value.remedy == "build the index again with: composure index"
