"""The steps in their order, run plainly: what `draft` does where no tracer listens.

`chain` runs the same steps as a LangChain Runnable. Importing LangChain's runnables costs a cold
start a seventh of its time, and running through them a tenth of a warm draft's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.domain import Case, Draft
from assistant.drafting.checking import check
from assistant.drafting.recording import finish
from assistant.drafting.second_look import second_look
from assistant.drafting.steps import brief, find_playbooks, find_policies, triage, write
from assistant.drafting.work import Emit, Parts, Work, begin

STEPS: tuple[tuple[str, Callable[[Work, Parts], Work]], ...] = (
    ("playbooks", find_playbooks),
    ("triage", triage),
    ("second_look", second_look),
    ("policies", find_policies),
    ("brief", brief),
    ("write", write),
    ("check", check),
    ("record", finish),
)


class Teller:
    """Tells what happens while a draft is made; the writer sees that its text is wanted as it grows.

    Args:
        tell: receives an event's name (`progress`, `text`, `replaced`) and its text.
    """

    streams = True

    def __init__(self, tell: Emit) -> None:
        self._tell = tell

    def __call__(self, name: str, text: str) -> None:
        if text:
            self._tell(name, text)


def draft(
    case: Case, parts: Parts, *, approved: Sequence[str] = (), tell: Emit | None = None
) -> Draft:
    """The draft for a case; `tell` hears what happens meanwhile, in this thread."""
    emit = Teller(tell) if tell else None
    made = _run(begin(case, parts, approved=approved, emit=emit), parts, len(STEPS)).draft
    assert made is not None
    return made


def brief_only(case: Case, parts: Parts) -> Work:
    """The work up to the brief, for `--explain` and for a linter with a case."""
    return _run(begin(case, parts), parts, 5)


def triage_only(case: Case, parts: Parts) -> Work:
    """The work up to the flags that only a search decides; what `triage` needs and no more."""
    return _run(begin(case, parts), parts, 4)


def _run(work: Work, parts: Parts, count: int) -> Work:
    for _, step in STEPS[:count]:
        work = step(work, parts)
    return work
