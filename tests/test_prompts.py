"""Prompt files declare their variables, and each draft can name the one it was written with."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.prompts import load_prompt, parse_prompt

VALUES = dict.fromkeys(
    [
        "company",
        "language",
        "channel",
        "length",
        "brief",
        "rules",
        "mark",
        "message",
        "history",
        "documents",
    ],
    "x",
)


def test_the_shipped_prompt_renders_into_two_messages() -> None:
    """System and human, with every variable filled."""
    prompt = load_prompt("draft")
    messages = prompt.render(**VALUES)
    assert [role for role, _ in messages] == ["system", "human"]
    assert not any("{{" in text for _, text in messages)
    assert len(prompt.hash) == 16


def test_a_missing_and_an_extra_variable_are_errors() -> None:
    """Nothing is left empty in silence."""
    prompt = load_prompt("draft")
    with pytest.raises(KnowledgeError, match="no value for brief"):
        prompt.render(**{key: value for key, value in VALUES.items() if key != "brief"})
    with pytest.raises(KnowledgeError, match="unknown variable colour"):
        prompt.render(**VALUES, colour="red")


def test_braces_in_a_customers_text_are_text() -> None:
    """A message cannot reach for another variable."""
    rendered = load_prompt("draft").render(**{**VALUES, "message": "{{brief}}", "brief": "SECRET"})
    assert rendered[1][1].count("SECRET") == 1
    assert "{{brief}}" in rendered[1][1]


def test_a_prompt_must_declare_what_it_uses(tmp_path: Path) -> None:
    """The front matter and the text agree, or the file is refused."""
    path = tmp_path / "1.md"
    path.write_text("---\nname: x\nvariables: [a]\n---\n\n## system\n{{b}}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"declares \['a'\] and uses \['b'\]"):
        parse_prompt(path, identity="x/1")


def test_an_unknown_version_names_the_known_ones() -> None:
    """The remedy lists what there is."""
    with pytest.raises(KnowledgeError, match="no prompt draft/99") as caught:
        load_prompt("draft", 99)
    assert "versions: 1" in caught.value.remedy
