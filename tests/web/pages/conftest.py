"""A server on loopback and Debian's Chromium, for the tests of the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_help import CHROMIUM, KNOWLEDGE, MESSAGE, checked, copied, opened, serving

from assistant.app import Assistant
from assistant.settings import load


@pytest.fixture(scope="module")
def address(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with an empty record, for the tests of one file."""
    home = shutil.copytree(shared_home, tmp_path_factory.mktemp("served") / "home")
    with serving(Path(home)) as found:
        yield found


@pytest.fixture(scope="session")
def small_knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small knowledge folder of a company's own: a clause, a playbook, a rule of the house."""
    folder = tmp_path_factory.mktemp("own") / "knowledge"
    for name, text in KNOWLEDGE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_home(small_knowledge: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index over the small folder."""
    home = tmp_path_factory.mktemp("own-home") / "home"
    maker = Assistant(load(home=home, knowledge=small_knowledge))
    maker.index()
    maker.close()
    return home


@pytest.fixture
def own(small_knowledge: Path, small_home: Path, tmp_path: Path) -> dict[str, Path]:
    """Copies of folder and home that a test may change, as settings."""
    return copied(small_knowledge, small_home, tmp_path)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium; where it is missing, that is a failure and no reason to skip."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)
    assert Path(CHROMIUM).exists(), "install the Debian package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def case(chromium: Any, address: str) -> str:
    """The address of a case with a draft that was sent."""
    from playwright.sync_api import expect

    with opened(chromium, address) as page:
        page.goto("/work?new=1")
        page.locator("#message").fill(MESSAGE)
        page.keyboard.press("Control+Enter")
        checked(page)
        page.keyboard.press("Alt+s")
        expect(page.locator("[data-tell]")).to_contain_text("Recorded as sent")
        return str(page.locator("[data-case-link]").get_attribute("href"))
