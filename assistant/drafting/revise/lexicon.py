"""The words that revisions understand and use: data, in `phrases/revise_<language>.yaml`."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.domain import InstructionKind, Record
from assistant.errors import KnowledgeError
from assistant.settings import shipped

Pair = tuple[str, str]
"""A pattern, and what it becomes (`\\1` is its first group)."""


class Lexicon(Record):
    """How instructions are understood, and what is said; the file explains each key."""

    language: str
    lead: str
    tail: str
    strong: str
    bare_verbs: str
    kinds: dict[InstructionKind, tuple[str, ...]]
    overrules: dict[InstructionKind, tuple[InstructionKind, ...]]
    languages: dict[str, str]
    named_parts: dict[str, str]
    point_lead: str
    positions: dict[str, int]
    to_customer: tuple[Pair, ...]
    trims: tuple[Pair, ...]
    never_dropped: tuple[str, ...]
    closing_requests: str
    more_lines: tuple[str, ...]
    warm_swaps: tuple[Pair, ...]
    warm_lines: tuple[str, ...]
    warm_closings: tuple[str, ...]
    plain_topic: str
    firm_swaps: tuple[Pair, ...]
    firm_lines: dict[str, str]
    contractions: tuple[Pair, ...]
    contracted: tuple[Pair, ...]
    formal_words: tuple[Pair, ...]
    formal_greeting: tuple[Pair, ...]
    formal_close: str
    formal_closes: str
    casual_greeting: tuple[Pair, ...]
    casual_words: tuple[Pair, ...]
    plain_words: tuple[Pair, ...]
    plain_cuts: tuple[str, ...]
    long_sentence: int
    offered: str
    granted: str
    offer_sentences: dict[str, str]
    approvers: dict[str, str]
    another_option: str
    thing_lead: tuple[Pair, ...]
    offer_notes: dict[str, str]

    @cached_property
    def named_languages(self) -> str:
        """The names of languages as one pattern."""
        import re2

        return "(?:" + "|".join(re2.escape(name) for name in self.languages) + ")"

    def filled(self, text: str) -> str:
        """A pattern with `{languages}` filled in."""
        return text.replace("{languages}", self.named_languages)


@lru_cache(maxsize=512)
def compiled(pattern: str, *, case: bool = False) -> Any:
    """A pattern of the file, ready for use; without regard to capitals unless asked for.

    Raises:
        KnowledgeError: it is no RE2 pattern.
    """
    import re2

    options = re2.Options()
    options.case_sensitive = case
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise KnowledgeError(
            f"the phrases for revisions hold a pattern that cannot be used: {pattern[:60]!r}",
            remedy="correct it in phrases/revise_en.yaml (RE2 syntax)",
        ) from error


@lru_cache(maxsize=4)
def load_lexicon(knowledge: Path, language: str = "en") -> Lexicon:
    """The words for revisions: the company's own file, else the shipped one.

    Raises:
        KnowledgeError: the file cannot be used; names file and field.
    """
    from assistant.knowledge.yaml_files import load_yaml

    name = f"revise_{language}.yaml"
    own = knowledge / "phrases" / name
    path = own if own.is_file() else shipped("knowledge") / "phrases" / name
    data = load_yaml(path.read_text(encoding="utf-8"), name=name)
    try:
        return Lexicon.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(
            f"{name}: {where}: {first['msg']}", remedy="the shipped file shows every key"
        ) from None
