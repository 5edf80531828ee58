"""The kill matrix as a table: mutants down, gates across."""

from __future__ import annotations

from typing import Any

from evals.mutation.records import Matrix


def kill_table(matrix: Matrix) -> dict[str, Any]:
    """A row a mutant: which gates caught it in how many trials; then the near misses."""
    rows = [
        {
            "mutant": kill.mutant,
            "caught": "yes" if kill.killed else "NO",
            "by": ", ".join(f"{gate} {n}" for gate, n in kill.caught.items() if n),
            "of": kill.trials,
            "what": kill.what,
        }
        for kill in matrix.kills
    ]
    killed = sum(kill.killed for kill in matrix.kills)
    rows += [
        {"mutant": name, "caught": "MISTAKEN", "by": why, "of": 1, "what": "a good reply"}
        for name, why in matrix.mistaken.items()
    ]
    passed = matrix.near_misses - len(matrix.mistaken)
    return {
        "title": f"{killed} of {len(matrix.kills)} mutants caught",
        "rows": rows,
        "note": f"{passed} of {matrix.near_misses} good replies that look bad passed",
        "sound": matrix.sound,
    }
