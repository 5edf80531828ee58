"""What the tests of the pages share: a small knowledge folder, servers, pages under watch."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from web_help import app_for, running

CHROMIUM = "/usr/bin/chromium"
MESSAGE = "My parcel LK-48213 should have come on Monday. This is the second time I write!"
PAGES = (
    "/work?new=1", "/ask", "/cases", "/follow-ups", "/insights", "/sources",
    "/sources/document?ref=DEL-02", "/sources/new?kind=policy", "/sign-in", "/cases/ffffffffffff",
)  # fmt: skip
KNOWLEDGE = {
    "company.yaml": "name: Alder Books\nsignature: Alder Books\n",
    "policies/delivery.md": """---
title: Delivery terms
valid_from: 2026-01-01
---
# Delivery terms

## DEL-01 Late books
If your books are more than two working days late, you get the delivery charge back.

- Approval: agent
- Grants: refund, update

## DEL-02 Lost books
If your books are lost, we send them again.

- Approval: agent
- Grants: replacement
""",
    "playbooks/late_books.md": """---
label: late books
topic: the late books
domains: [retail]
severity: medium
usual_fault: third_party
team: the delivery team
asks: [delivery, refund]
signals:
  - {pattern: '\\bbooks\\b.{0,40}\\b(late|not (come|arrived))\\b', weight: 1.0}
acknowledgements:
  - {text: 'I am sorry that your books have not come.'}
actions:
  - {text: 'I am asking {team} today where they are, and I will write to you by {deadline}.'}
options:
  - {text: 'the delivery charge back', clause: DEL-01, asks: [refund, delivery]}
follow_ups:
  - Ask the delivery team where the books are
---
# Late books

## What it is
Books that should have come and have not.
""",
    "guidance/house_style.md": "# House style\n\n## How we open\nName the book first.\n",
}


@contextmanager
def serving(home: Path, **given: Any) -> Iterator[str]:
    """A server over a home on a free port of loopback; gives its address."""
    with running(app_for(home, **given)) as found:
        yield found


def copied(knowledge: Path, home: Path, room: Path) -> dict[str, Path]:
    """Copies of a folder and of the home with its index, as settings."""
    folder = Path(shutil.copytree(knowledge, room / "knowledge"))
    made = Path(shutil.copytree(home, room / "home"))
    (made / "knowledge").write_text(str(folder.resolve()), encoding="utf-8")
    return {"home": made, "knowledge": folder}


class Faults:
    """What must not happen in a page: dialogs, script errors, blocked resources."""

    def __init__(self, page: Any) -> None:
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self.blocked: list[str] = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _dialog(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.dialogs.append(dialog.message)
        dialog.accept()

    def _console(self, message: Any) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.blocked.append(message.text)

    def none(self) -> bool:
        """Whether nothing of it happened; fails with what did."""
        assert self.dialogs == []
        assert self.errors == []
        assert self.blocked == []
        return True


@contextmanager
def opened(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page in a context of its own; `page.faults` gathers what must not happen."""
    settings = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **options}
    context = browser.new_context(base_url=address, **settings)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.faults = Faults(page)
    try:
        yield page
    finally:
        context.close()


def checked(page: Any) -> None:
    """Waits until the reply is written and the linter has read it."""
    from playwright.sync_api import expect

    expect(page.locator("[data-steps-box]")).to_be_hidden(timeout=60_000)
    expect(page.locator("#verdict")).to_have_attribute("data-state", "checked", timeout=60_000)
