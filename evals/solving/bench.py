"""The assistant under test, at the suite's own moment, over an index of its own.

The index lies in a folder named after the knowledge it was built from, so that a changed file can
never be answered from an old index, and nobody's own record is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.domain import Case, Kind, Passage
from assistant.prompts import Prompt, load_prompt, parse_prompt
from assistant.settings import Settings, load
from evals.errors import SuiteError
from evals.hashing import digest, folder_digest
from evals.records import Planted

if TYPE_CHECKING:
    from assistant.answering.desk import Desk
    from assistant.app import Assistant
    from assistant.drafting.work import Parts, Work
    from assistant.drafting.writing import Asking

_assistants: dict[str, Assistant] = {}
"""The assistants of this process by their settings; each reads one index, which never changes."""
_lock = Lock()
PACKAGE = Path(__file__).resolve().parents[2] / "assistant"


class Bench:
    """The assistant's parts under one clock.

    Args:
        clock: the moment at which every case is answered.
        knowledge: the folder that is indexed; None = as the settings say.
        settings: further settings; they win over the environment.
    """

    def __init__(self, clock: datetime, *, knowledge: Path | None = None, **settings: Any) -> None:
        self.clock = clock
        base = load(knowledge=knowledge, triage_model="", tracing=False, **settings)
        if not base.knowledge.is_dir():
            raise SuiteError(f"there is no knowledge folder {base.knowledge}")
        self.knowledge_hash = digest([folder_digest(base.knowledge), base.embeddings])
        parts = [self.knowledge_hash, folder_digest(PACKAGE / "knowledge")]
        home = base.home / "evals" / "index" / digest(parts)
        self.home = base.home
        self.settings = base.model_copy(
            update={"home": home, "database_url": "", "chroma_url": "", "model": ""}
        )

    @property
    def parameters(self) -> tuple[Any, ...]:
        """What else a model's answer depends on: where it is asked, and whether masked."""
        return self.settings.base_url, self.settings.mask

    @cached_property
    def package_hash(self) -> str:
        """The hash of the assistant's code, of the models it carries, and of how it is asked."""
        return digest([folder_digest(PACKAGE), folder_digest(Path(__file__).parent)])

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant itself; its index is built where there is none."""
        key = self.settings.model_dump_json(exclude={"keys"})
        with _lock:
            if key not in _assistants:
                from assistant.app import Assistant

                self.settings.home.mkdir(parents=True, exist_ok=True)
                _assistants[key] = Assistant(self.settings)
            _ = _assistants[key].parts
            return _assistants[key]

    @cached_property
    def parts(self) -> Parts:
        """What its steps work with; nothing is recorded."""
        made = self.assistant.parts
        return replace(made, settings=self.settings, save=lambda draft, passages, case: None)

    @cached_property
    def desk(self) -> Desk:
        """Where questions are asked, on the suite's own day."""
        from assistant.answering.desk import Desk

        made = self.assistant
        return Desk(
            self.settings, made.database, lambda: made.retriever,
            own=(made.company.name,), today=self.clock.date,
        )  # fmt: skip

    def parts_for(
        self,
        model: str,
        asking: Asking | None,
        *,
        gold: Mapping[str, int] | None = None,
        planted: Sequence[Planted] = (),
    ) -> tuple[Parts, Retrieved]:
        """The parts for one trial: its model, its way of asking, and what it retrieves noted.

        Args:
            gold: documents that are found first, whatever is asked.
            planted: texts that are found before those, as passages of the knowledge.
        """
        inner = self.parts.retriever
        right = [*map(as_passage, planted), *named(inner, gold or {})]
        noted = Retrieved(Gold(inner, right) if right else inner)
        made = replace(
            self.parts,
            settings=self._settings_for(model),
            retriever=noted,
            asking=asking,
        )
        return made, noted

    def begin(self, case: Case, parts: Parts) -> Work:
        """The work on a case at the suite's moment, whatever day it is."""
        from assistant.business_hours import local
        from assistant.drafting.work import begin

        dated = case if case.date else case.model_copy(update={"date": self.clock})
        now = local(self.clock, parts.library.company)
        return replace(begin(dated, parts), now=now)

    def _settings_for(self, model: str) -> Settings:
        """One settings object a model: the assistant keeps clients and gates by it."""
        known: dict[str, Settings] = self.__dict__.setdefault("_by_model", {})
        if model not in known:
            known.setdefault(
                model, self.settings.model_copy(update={"model": model, "fallback_models": ""})
            )
        return known[model]


class Retrieved:
    """A retriever that notes what it found.

    Args:
        inner: the retriever that is asked.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.found: dict[str, Passage] = {}

    def search(self, query: str, *, kinds: Any = None, limit: int = 5) -> tuple[Passage, ...]:
        """As the retriever under it."""
        passages: tuple[Passage, ...] = self._inner.search(query, kinds=kinds, limit=limit)
        for passage in passages:
            self.found.setdefault(passage.id, passage)
        return passages

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents found, each once, best first."""
        return tuple(dict.fromkeys(passage.document for passage in self.found.values()))

    def snapshot(self) -> str:
        """The hash of what was found: ids and texts."""
        return digest([[passage.id, passage.text] for passage in self.found.values()])


class Gold:
    """A retriever that finds the given passages first, with the best score there is.

    Args:
        inner: the retriever that finds the rest.
        first: the passages, the best one first.
    """

    def __init__(self, inner: Any, first: Sequence[Passage]) -> None:
        self._inner = inner
        self._right = tuple(first)

    def search(self, query: str, *, kinds: Any = None, limit: int = 5) -> tuple[Passage, ...]:
        """The given passages of these kinds, then what retrieval finds."""
        right = [p for p in self._right if kinds is None or p.kind in kinds]
        known = {passage.id for passage in right}
        others = self._inner.search(query, kinds=kinds, limit=limit)
        first = [passage.model_copy(update={"score": 1.0}) for passage in right]
        return (*first, *(p for p in others if p.id not in known))[:limit]


def named(inner: Any, grades: Mapping[str, int]) -> list[Passage]:
    """The passages of the documents with a grade above 0, the highest first."""
    ordered = sorted((name for name in grades if grades[name] > 0), key=lambda n: -grades[n])
    kinds: tuple[Kind, ...] = ("playbook", "policy", "guidance")
    found = [p for kind in kinds for p in inner.passages(kind)] if ordered else []
    return [p for name in ordered for p in found if p.document == name]


def as_passage(planted: Planted) -> Passage:
    """A planted document as a passage like any other."""
    title = planted.title or Path(planted.document).name.replace("_", " ").capitalize()
    return Passage(
        id=f"planted:{planted.document}", document=planted.document, title=title, source="",
        section=planted.section or title, kind=planted.kind, text=planted.text, score=1.0,
    )  # fmt: skip


def prompt_for(name: str, folder: Path) -> Prompt:
    """A prompt by `name` (the newest), `name/version`, or the path of a file.

    Raises:
        SuiteError, KnowledgeError: there is no such prompt.
    """
    if name.endswith(".md"):
        path = next((p for p in (folder / name, Path(name)) if p.is_file()), None)
        if path is None:
            raise SuiteError(f"there is no prompt file {name}", remedy="check the suite's prompts")
        return parse_prompt(path, identity=path.stem)
    title, _, version = name.partition("/")
    if version and not version.isdigit():
        raise SuiteError(f"{name!r} is no prompt", remedy="write draft, draft/2 or a file's path")
    return load_prompt(title, int(version) if version else None)
