"""The house is as it is drawn: imports go down only, and starting is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "assistant"
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "settings", "domain", "corpus"}),
    frozenset({"text", "facts", "database", "business_hours", "intake"}),
    frozenset({"triage", "rubric", "knowledge", "models", "privacy", "masked", "prompts"}),
    frozenset({"drafting", "answering", "cases"}),
    frozenset({"wiring"}),
    frozenset({"app"}),
    frozenset({"doctor", "batch"}),
    frozenset({"terminal", "terminal_answers", "terminal_reasons"}),
    frozenset({"web"}),
    frozenset({"cli"}),
)
EVALS = Path(__file__).parents[1] / "evals"
FLOORS_OF_EVALS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "hashing", "prices", "statistics"}),
    frozenset({"judgements"}),
    frozenset({"records"}),
    frozenset({"loading", "tape"}),
    frozenset({"scorers", "solving"}),
    frozenset({"fingerprint", "judges", "running"}),
    frozenset({"folder", "verdicts"}),
    frozenset({"importing", "session"}),
    frozenset({"mutation"}),
    frozenset({"reports"}),
    frozenset({"cli", "pytest_plugin"}),
)
# Rooms of one floor that may look at a neighbour: domain ← corpus, privacy ← masked, and the
# shared means among themselves.
NEIGHBOURS = {
    ("corpus", "domain"),
    ("settings", "errors"),
    ("masked", "privacy"),
    ("facts", "text"),
    ("intake", "text"),
    ("terminal_answers", "terminal_reasons"),
}


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Rooms that a module imports, lazily or not; imports for types alone count too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
            if node.module == "assistant":
                names = [f"assistant.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("assistant.")}
        assert not any(name.split(".")[0] == "evals" for name in names), path
    return found


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_imports_point_down(path: Path) -> None:
    """A module imports its own room and rooms of lower floors, lazy imports included."""
    room = room_of(path)
    if room == "__init__":
        return
    for other in imports(path) - {room}:
        allowed = floor(other) < floor(room) or (room, other) in NEIGHBOURS
        assert allowed, f"{path.relative_to(PACKAGE)} imports {other}"


def test_every_room_is_drawn() -> None:
    """No room stands outside the drawing."""
    rooms = {
        room_of(path) for path in PACKAGE.rglob("*.py") if room_of(path) not in ("__init__", "data")
    }
    assert rooms <= set().union(*FLOORS)


def test_the_readme_shows_every_room() -> None:
    """The drawing of the README names every room there is."""
    drawing = (PACKAGE.parent / "README.md").read_text(encoding="utf-8")
    for room in set().union(*FLOORS):
        assert room in drawing, room


def rooms_of_evals(path: Path) -> set[str]:
    """Rooms of `evals` that one of its modules imports, lazily or not."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found |= {name.split(".")[1] for name in names if name.startswith("evals.")}
    return found & set().union(*FLOORS_OF_EVALS)


@pytest.mark.parametrize(
    "path", sorted(EVALS.rglob("*.py")), ids=lambda path: f"evals-{path.parent.name}-{path.stem}"
)
def test_imports_of_the_suites_point_down(path: Path) -> None:
    """The suites stand beside the assistant: they import it, and their own rooms downwards only."""
    parts = path.relative_to(EVALS).parts
    room = parts[0].removesuffix(".py")
    if room == "__init__":
        return
    levels = {name: number for number, names in enumerate(FLOORS_OF_EVALS) for name in names}
    for other in rooms_of_evals(path) - {room}:
        assert levels[other] < levels[room], f"{path.relative_to(EVALS)} imports {other}"


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_help_loads_nothing_heavy() -> None:
    """`composure --help` starts without Chroma, LangChain, a provider or a web framework."""
    code = (
        "from typer.testing import CliRunner\nfrom assistant.cli import app\n"
        "result = CliRunner().invoke(app, ['--help'])\nassert 'draft' in result.output"
    )
    heavy = {
        "chromadb",
        "langchain",
        "langchain_core",
        "openai",
        "sqlalchemy",
        "wordllama",
        "numpy",
    }
    assert not loaded_by(code) & {*heavy, "fastapi", "re2", "pydantic_settings"}


def test_help_of_the_suites_loads_nothing_heavy() -> None:
    """`composure-eval --help` loads no model package, no index and no statistics."""
    code = (
        "from typer.testing import CliRunner\nfrom evals.cli import app\n"
        "result = CliRunner().invoke(app, ['--help'])\nassert 'rescore' in result.output"
    )
    heavy = {"chromadb", "langchain", "langchain_core", "openai", "sqlalchemy", "wordllama"}
    assert not loaded_by(code) & {*heavy, "numpy", "scipy", "yaml", "re2", "pydantic"}


def test_nothing_happens_at_import() -> None:
    """Importing the package makes no folder and loads no facade."""
    assert not loaded_by("import assistant") & {"pydantic", "typer", "chromadb"}
