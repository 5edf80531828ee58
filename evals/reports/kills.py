"""The kill matrix: mutants down, gates across; for a terminal, for programs, and as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals.folder import write_whole
from evals.mutation.records import Kill, Matrix
from evals.reports.markdown import plain

NOT_ASKED, NOTHING = "", "·"
"""A gate that this mutant was not held against; one that saw nothing."""
LEGEND = (
    "a number: in how many replies the gate saw it, or (↓) how many situations fell where the"
    " comparison says regressed; ·: asked, saw nothing; empty: not asked"
)


def cell(kill: Kill, gate: str) -> str:
    """What one gate said of one mutant."""
    if gate not in kill.caught:
        return NOT_ASKED
    count = kill.caught[gate]
    return f"{count}{'↓' if kill.by == 'drop' else ''}" if count else NOTHING


def headline(matrix: Matrix) -> str:
    """The answer in one line."""
    killed = sum(kill.killed for kill in matrix.kills)
    passed = len(matrix.near) - len(matrix.mistaken)
    return (
        f"{killed} of {len(matrix.kills)} mutants caught, "
        f"{passed} of {len(matrix.near)} good replies that look bad passed"
    )


def kill_table(matrix: Matrix) -> dict[str, Any]:
    """The whole matrix as one document."""
    return {
        "title": headline(matrix),
        "sound": matrix.sound,
        "gates": list(matrix.gates),
        "rows": [
            {"mutant": kill.mutant, "killed": kill.killed, "what": kill.what, "of": kill.trials,
             "by": kill.by, "caught": kill.caught, "why": kill.why}
            for kill in matrix.kills
        ],
        "near_misses": [
            {"reply": name, "passed": not why, "why": why} for name, why in matrix.near.items()
        ],
        "note": LEGEND,
    }  # fmt: skip


def as_markdown(matrix: Matrix) -> str:
    """The matrix for a pull request."""
    sign = "✅" if matrix.sound else "❌"
    heads = ("mutant", "caught", *matrix.gates, "of")
    lines = [f"## {sign} {headline(matrix)}", "", f"| {' | '.join(heads)} |"]
    lines.append("|---|---|" + "---:|" * (len(matrix.gates) + 1))
    for kill in matrix.kills:
        cells = [cell(kill, gate) for gate in matrix.gates]
        told = "yes" if kill.killed else "**NO**"
        lines.append(f"| `{kill.mutant}` | {told} | {' | '.join(cells)} | {kill.trials} |")
    lines += ["", f"{LEGEND[0].upper()}{LEGEND[1:]}.", "", "| good reply that looks bad | |"]
    lines += ["|---|---|"]
    lines += [
        f"| {plain(name)} | {f'**taken for bad**: {plain(why)}' if why else 'passed'} |"
        for name, why in matrix.near.items()
    ]
    return "\n".join(lines) + "\n"


def write_kills(folder: Path, matrix: Matrix) -> Path:
    """Writes the matrix as JSON, Markdown and HTML; returns the page.

    Raises:
        RunError: it cannot be written.
    """
    import json

    from evals.errors import RunError
    from evals.reports.html_kills import render

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"{folder} cannot be made: {error.strerror}") from None
    document = json.dumps(kill_table(matrix), ensure_ascii=False, indent=1)
    write_whole(folder / "mutants.json", f"{document}\n")
    write_whole(folder / "mutants.md", as_markdown(matrix))
    return write_whole(folder / "mutants.html", render(matrix))
