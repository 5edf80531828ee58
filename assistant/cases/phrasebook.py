"""How agents say what they want: `conversation.yaml`, and which intent a line has."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from assistant.domain import Ask, Record
from assistant.errors import KnowledgeError
from assistant.settings import shipped

FILE = "conversation.yaml"
Intent = Literal[
    "message", "sent", "draft", "options", "authority", "owner", "done", "missed", "follow_ups",
    "approve", "why", "answer", "fact", "ask", "assign", "close", "reopen", "good", "bad", "show",
    "new", "yes", "no", "help", "quit", "thanks",
]  # fmt: skip


class Meant(Record):
    """What a line means: its intent, and the words that it is about."""

    intent: Intent
    value: str = ""
    name: str = ""
    number: int = 0


class Phrasebook(Record):
    """The file; it explains each key."""

    lead: str
    tail: str
    intents: dict[Intent, tuple[str, ...]]
    facts: dict[str, tuple[str, ...]]
    offers: dict[Ask, str]
    help: tuple[tuple[str, str], ...]

    def meant(self, line: str) -> Meant | None:
        """The first intent with a pattern that fits the whole line; None where none does."""
        forms = self._forms(line.strip())
        for intent, patterns in self.intents.items():
            for pattern in patterns:
                made = _compiled(self._filled(pattern))
                for form in forms:
                    if match := made.fullmatch(form):
                        return self._of(intent, match.groupdict())
        return None

    def _of(self, intent: Intent, groups: dict[str, str | None]) -> Meant:
        named = (groups.get("name") or "").strip()
        return Meant(
            intent=intent,
            value=(groups.get("value") or "").strip(),
            name=self.fact_key(named) if named else "",
            number=int(groups.get("number") or 0),
        )

    def _forms(self, line: str) -> tuple[str, ...]:
        """The line as it stands, without what follows, and without what leads in."""
        tail = _compiled(f"{self.tail}$").search(line)
        bare = line[: tail.start()] if tail and tail.start() else line
        lead = _compiled(f"^(?:{self.lead})+").search(bare)
        return (line, bare, bare[lead.end() :]) if lead else (line, bare)

    def _filled(self, pattern: str) -> str:
        if "{facts}" not in pattern:
            return pattern
        names = sorted((n for names in self.facts.values() for n in names), key=len, reverse=True)
        return pattern.replace("{facts}", f"(?:{'|'.join(map(_escaped, names))})")

    def fact_key(self, named: str) -> str:
        """The key of a fact that an agent named in words; words that nobody knows as they are."""
        wanted = named.strip().lower()
        for key, names in self.facts.items():
            if wanted == key or wanted in names:
                return key
        return wanted.replace(" ", "_")

    def offer_kind(self, text: str) -> Ask | None:
        """The kind of thing that somebody wants to offer."""
        found = (ask for ask, pattern in self.offers.items() if _compiled(pattern).search(text))
        return next(found, None)


def _escaped(text: str) -> str:
    import re2

    return str(re2.escape(text))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    """A pattern without regard to capitals.

    Raises:
        KnowledgeError: it is no RE2 pattern.
    """
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise KnowledgeError(
            f"{FILE} holds a pattern that cannot be used: {pattern[:60]!r}",
            remedy="correct it (RE2 syntax)",
        ) from error


@lru_cache(maxsize=4)
def phrasebook_for(knowledge: Path) -> Phrasebook:
    """The company's own file, else the shipped one.

    Raises:
        KnowledgeError: the file cannot be used; names the field.
    """
    from assistant.knowledge.yaml_files import load_yaml

    own = knowledge / FILE
    path = own if own.is_file() else shipped("knowledge") / FILE
    data = load_yaml(path.read_text(encoding="utf-8"), name=FILE)
    try:
        return Phrasebook.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(
            f"{FILE}: {where}: {first['msg']}", remedy="the shipped file shows every key"
        ) from None
