"""What the record of cases needs from elsewhere, handed in by the facade.

Use cases do not know each other: drafting, checking and answering come in as functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from assistant.corpus import Clause, Company, Playbook
from assistant.domain import Case, Commitment, Draft, Escalation, Finding, Passage, Triage
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.database import Database


class Checked(Protocol):
    """What a check of a reply says."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rubric says of it."""

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Its promises."""


class Assessed(Protocol):
    """What the triage of a case says."""

    @property
    def triage(self) -> Triage:
        """What the situation is."""

    @property
    def escalation(self) -> Escalation:
        """Who must see it."""


class Lint(Protocol):
    """Checks a reply against a case."""

    def __call__(self, reply: str, case: Case | None, *, approve: Sequence[str] = ()) -> Checked:
        """What the rubric says of the reply, and its promises."""


class Revise(Protocol):
    """Changes a draft as told."""

    def __call__(
        self, draft: Draft, instruction: str, *, case: Case | None, approve: Sequence[str] = ()
    ) -> Draft:
        """The draft after it."""


class Write(Protocol):
    """Drafts a reply for a case."""

    def __call__(self, case: Case, *, approve: Sequence[str] = ()) -> Draft:
        """The draft, recorded."""


class Ask(Protocol):
    """Answers a question from the knowledge; the answer is a record of its own."""

    def __call__(self, question: str, conversation: Sequence[str] | None = None) -> Any:
        """The answer, with sentences, citations, and `answered`."""


class Search(Protocol):
    """Finds passages."""

    def __call__(self, query: str, kind: Any = None, limit: int = 5) -> Sequence[Passage]:
        """What retrieval finds, best first."""


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Means:
    """Everything that the record of cases is given."""

    database: Database
    settings: Settings
    company: Callable[[], Company]
    draft: Write
    lint: Lint
    revise: Revise
    triage: Callable[[Case], Assessed]
    ask: Ask
    search: Search
    clauses: Callable[[], Mapping[str, Clause]]
    """The policies' clauses that are in force, by id."""
    playbooks: Callable[[], Mapping[str, Playbook]]
    """The playbooks, by id."""
    is_instruction: Callable[[str], bool]
    """Whether a line tells how to change a draft."""
    moment: Callable[[], datetime] = now
