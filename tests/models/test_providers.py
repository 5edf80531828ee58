"""`provider:name` becomes a model in one place; what is missing is named with its remedy."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.models import chat_model
from assistant.settings import Settings


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def refused(name: str, **values: Any) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        chat_model(name, settings(**values))
    return caught.value


def test_openai_gets_its_key_as_a_secret() -> None:
    """The key comes from settings, is not printed, and the library does not retry by itself."""
    model: Any = chat_model("openai:gpt-x", settings(keys={"openai": SecretStr("sk-1")}))
    assert model.openai_api_key.get_secret_value() == "sk-1"
    assert "sk-1" not in repr(model)
    assert (model.model_name, model.max_retries) == ("gpt-x", 0)
    assert model.openai_api_base == "https://api.openai.com/v1"


def test_a_shell_cannot_divert_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's OPENAI_BASE_URL or gateway in the shell does not move our traffic."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    model: Any = chat_model("openai:gpt-x", settings(keys={"openai": SecretStr("sk-1")}))
    assert str(model.root_client.base_url) == "https://api.openai.com/v1/"


def test_a_compatible_server_needs_no_key() -> None:
    """With COMPOSURE_BASE_URL the key may be empty."""
    model: Any = chat_model("openai:local", settings(base_url="http://127.0.0.1:1/v1"))
    assert model.openai_api_base == "http://127.0.0.1:1/v1"


def test_a_missing_key_names_its_variable() -> None:
    """The variable to set is named."""
    error = refused("openai:gpt-x")
    assert "OPENAI_API_KEY is not set" in error.message
    assert "OPENAI_API_KEY" in error.remedy


@pytest.mark.parametrize("name", ["", "gpt-x", "openai:", ":gpt"])
def test_half_a_name_is_refused(name: str) -> None:
    """Both halves are asked for, with an example."""
    assert "provider:name" in refused(name).remedy


@pytest.mark.parametrize(
    ("name", "near"), [("opnai:x", "openai"), ("Antropic:x", "anthropic"), ("olama:x", "ollama")]
)
def test_an_unknown_provider_gets_the_nearest_name(name: str, near: str) -> None:
    """A typing mistake is answered with the provider that was meant."""
    assert refused(name).remedy.startswith(f"did you mean {near}?")


@pytest.mark.parametrize(
    ("provider", "package"),
    [
        ("anthropic", "langchain-anthropic"),
        ("ollama", "langchain-ollama"),
        ("mistralai", "langchain-mistralai"),
    ],
)
def test_a_missing_package_is_named(
    monkeypatch: pytest.MonkeyPatch, provider: str, package: str
) -> None:
    """What to install is said, whether or not this machine happens to have it."""
    monkeypatch.setattr("assistant.models.providers.find_spec", lambda name: None)
    error = refused(f"{provider}:some-model")
    assert package in error.message
    assert f"pip install {package}" in error.remedy


@pytest.mark.parametrize("url", ["http://[::1", "127.0.0.1:8000", "ftp://host/v1", "http:///v1"])
def test_a_wrong_address_is_a_setting_that_cannot_be_used(url: str) -> None:
    """The setting is named, and how an address looks."""
    assert refused("openai:x", base_url=url).message == "COMPOSURE_BASE_URL is not an address"


def test_importing_the_room_loads_no_provider() -> None:
    """`--help` pays for none of them."""
    code = (
        "import sys, assistant.models; "
        "print([m for m in ('openai', 'langchain_core', 'httpx2', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
