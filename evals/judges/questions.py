"""The questions of a judge: prompt files with a message and a reply, or two replies."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import KnowledgeError
from assistant.prompts import Prompt, load_prompt, parse_prompt
from assistant.settings import shipped
from evals.errors import SuiteError
from evals.loading.faults import nearest

ONE = frozenset({"mark", "message", "reply"})
PAIR = frozenset({"mark", "message", "first", "second"})


def question_prompt(question: str, folder: Path, *, variables: frozenset[str] = ONE) -> Prompt:
    """The prompt of a question: a shipped `name` or `name/version`, or the path of a file.

    Raises:
        SuiteError: there is none, or it does not ask for what a judge is given.
    """
    made = _read(question, folder)
    if made.variables != variables:
        raise SuiteError(
            f"the question {question} uses {', '.join(sorted(made.variables))}",
            remedy=f"a judge is given {', '.join(sorted(variables))}",
        )
    return made


def _read(question: str, folder: Path) -> Prompt:
    try:
        if question.endswith(".md"):
            return parse_prompt(folder / question, identity=Path(question).stem)
        name, _, version = question.partition("/")
        return load_prompt(f"judge/{name}", int(version) if version.isdigit() else None)
    except OSError:
        raise SuiteError(f"there is no question file {question}", remedy="check the path") from None
    except KnowledgeError as error:
        known = [path.name for path in (shipped("prompts") / "judge").iterdir()]
        raise SuiteError(error.message, remedy=error.remedy or nearest(question, known)) from None
