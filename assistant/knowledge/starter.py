"""Writes a starter knowledge folder for a company of one's own."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import UsageError
from assistant.settings import shipped

_READ_ME = """# Knowledge of your company

- `company.yaml`: name, signature, hours, limits, crisis lines. Start here.
- `policies/*.md`: your terms, clause by clause. `service_standards.md` is an example to change.
- `playbooks/*.md`: one situation a file, copied from Composure; change the words freely. An option
  is offered only where the clause that it names exists in your policies.
- `guidance/*.md`: how you want difficult conversations handled. Any Markdown.
- `escalation.yaml`: only if you want other rules than the shipped ones; copy and change them.

Then: `composure index`, and `composure doctor` to see what is missing.

## A clause

    ## DEL-02 Late delivery
    If your order is more than two working days late, you choose what happens next.
    - Conditions: the promised date has passed by more than two working days
    - Approval: agent
    - Limit: 50 GBP
    - Check: days_late > 2
    - Grants: delivery, replacement, refund
    - Valid from: 2026-01-01
"""
_HOUSE_STYLE = """---
title: House style
source: your own
---
# House style

## How we open
Name what happened in the customer's own words before anything else.

## How we close
Say who writes next, and when.
"""


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Writes the starter files; what they are is explained in its README.

    Raises:
        UsageError: the folder holds something already, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty", remedy="name a new folder; nothing was changed")
    knowledge = shipped("knowledge")
    files = {
        "README.md": _READ_ME,
        "guidance/house_style.md": _HOUSE_STYLE,
        "company.yaml": _own((knowledge / "company.yaml").read_text(encoding="utf-8")),
        "policies/service_standards.md": _own(
            (knowledge / "policies" / "service_standards.md").read_text(encoding="utf-8")
        ),
    }
    for path in sorted((knowledge / "playbooks").glob("*.md")):
        files[f"playbooks/{path.name}"] = path.read_text(encoding="utf-8")
    return tuple(_written(folder / name, text) for name, text in files.items())


def _own(text: str) -> str:
    return re.sub(r"\bLarkfield\b", "Your Company", text)


def _written(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}", remedy="choose a folder you may write to"
        ) from None
    return path
