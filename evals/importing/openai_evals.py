"""OpenAI Evals' samples: `{"input": [messages], "ideal": text or texts}`, one a line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from evals.importing.records import Imported
from evals.loading.rows import rows

_ROLES = {"user": "customer", "assistant": "agent"}


def import_jsonl(path: Path) -> Imported:
    """The samples of a file: the last user message is the case, what stands before it history.

    `ideal` becomes a fact to be named, any of its texts; a system message has no place in a case
    and is reported.
    """
    reported: Counter[str] = Counter()
    samples, left_out = [], []
    for line, data in rows(path, what="a sample"):
        reported.update(key for key in data if key not in ("input", "ideal"))
        case = _case(data.get("input"), reported)
        ideal = data.get("ideal")
        texts = [str(t) for t in (ideal if isinstance(ideal, list) else [ideal]) if t]
        if case is None or not texts:
            left_out.append(f"line {line}: {'no message' if case is None else 'no ideal'}")
            continue
        expect = {"must_mention": [texts]}
        samples.append({"id": f"l{line}", "cluster": f"l{line}", "case": case, "expect": expect})
    return Imported(samples=tuple(samples), reported=dict(reported), left_out=tuple(left_out))


def _case(value: Any, reported: Counter[str]) -> dict[str, Any] | None:
    if isinstance(value, str):
        return {"message": value}
    turns = []
    for entry in value if isinstance(value, list) else []:
        role = entry.get("role") if isinstance(entry, dict) else None
        if role in _ROLES and isinstance(entry.get("content"), str):
            turns.append({"role": _ROLES[role], "text": entry["content"]})
        else:
            reported[f"input: {role} message"] += 1
    if not turns or turns[-1]["role"] != "customer":
        return None
    *history, last = turns
    return {"message": last["text"], **({"history": history} if history else {})}
