"""The fakes answer from the command line, in tests and in dry runs like any other model."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ModelError, SettingsError
from assistant.models import Caller, chat_model
from assistant.settings import Settings

SETTINGS = Settings(_env_file=None, timeout=2)
MESSAGES = [("system", "Rules."), ("human", "Where is it?")]


def test_echo_shows_the_whole_prompt() -> None:
    """One sees what a model would receive, the rules included."""
    completion = Caller(SETTINGS).complete(["fake:echo"], MESSAGES)
    assert completion.text == "Rules.\n\nWhere is it?"
    assert completion.tokens == {"in": 4, "out": 4}


def test_echo_streams_word_by_word() -> None:
    """A fake streams as a provider does."""
    heard: list[str] = []
    completion = Caller(SETTINGS).complete(["fake:echo"], MESSAGES, on_text=heard.append)
    assert heard == ["Rules.\n\n", "Where ", "is ", "it?"]
    assert completion.text == "".join(heard)


def test_script_of_texts_in_turn(tmp_path: Path) -> None:
    """Replies come in turn across calls, and the last one repeats."""
    script = tmp_path / "replies.txt"
    script.write_text("First\nreply.\n---\nSecond.\n", encoding="utf-8")
    caller = Caller(SETTINGS)
    name = f"fake:script={script}"
    texts = [caller.complete([name], MESSAGES).text for _ in range(3)]
    assert texts == ["First\nreply.", "Second.", "Second."]


def test_script_of_jsonl_ends_and_fails_as_told(tmp_path: Path) -> None:
    """A line may say how the answer ended, or that it failed."""
    script = tmp_path / "replies.jsonl"
    script.write_text(
        '"Plain."\n{"text": "Your refund is", "finish_reason": "length"}\n{"fail": "server"}\n',
        encoding="utf-8",
    )
    caller = Caller(SETTINGS, pause=0.01)
    name = f"fake:script={script}"
    assert caller.complete([name], MESSAGES).text == "Plain."
    for reason in ("cut", "server"):
        with pytest.raises(ModelError) as caught:
            caller.complete([name], MESSAGES)
        assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "holds no reply"), ('"fine"\n{nonsense\n', "wrong in line 2"), ("[1]\n", "line 1")],
)
def test_a_broken_script_names_the_line(tmp_path: Path, content: str, said: str) -> None:
    """A script that cannot be used is refused before anything is asked."""
    script = tmp_path / "replies.jsonl"
    script.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        chat_model(f"fake:script={script}", SETTINGS)


def test_a_missing_script_is_named(tmp_path: Path) -> None:
    """The file that is not there is named."""
    with pytest.raises(SettingsError, match=r"nowhere\.txt cannot be read"):
        chat_model(f"fake:script={tmp_path / 'nowhere.txt'}", SETTINGS)


@pytest.mark.parametrize(("name", "reason"), [("fail", "unavailable"), ("fail=empty", "empty")])
def test_fail_fails(name: str, reason: str) -> None:
    """The failing model fails with the reason it is told."""
    with pytest.raises(ModelError, match="fails on purpose") as caught:
        Caller(SETTINGS).complete([f"fake:{name}"], MESSAGES)
    assert caught.value.reason == reason


def test_an_unknown_fake_lists_the_known_ones() -> None:
    """The remedy names what there is."""
    with pytest.raises(SettingsError) as caught:
        chat_model("fake:parrot", SETTINGS)
    assert caught.value.remedy == "use fake:echo, fake:fail or fake:script=FILE"
