"""Turns `provider:name` into a LangChain chat model or embedder: one place, one match."""

from __future__ import annotations

import difflib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import SettingsError
from assistant.settings import PROVIDER_KEYS

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.language_models import BaseChatModel
    from pydantic import SecretStr

    from assistant.settings import Settings

OPENAI_ADDRESS = "https://api.openai.com/v1"

PACKAGES = {
    "openai": "langchain-openai",
    "anthropic": "langchain-anthropic",
    "ollama": "langchain-ollama",
    "google_genai": "langchain-google-genai",
    "mistralai": "langchain-mistralai",
    "groq": "langchain-groq",
    "cohere": "langchain-cohere",
    "deepseek": "langchain-deepseek",
    "xai": "langchain-xai",
    "together": "langchain-together",
    "fireworks": "langchain-fireworks",
    "perplexity": "langchain-perplexity",
    "openrouter": "langchain-openrouter",
    "huggingface": "langchain-huggingface",
    "bedrock_converse": "langchain-aws",
    "google_vertexai": "langchain-google-vertexai",
    "azure_openai": "langchain-openai",
    "nvidia": "langchain-nvidia-ai-endpoints",
    "ibm": "langchain-ibm",
}
"""The LangChain package of each provider that `init_chat_model` knows."""
_ANSWER_TOKENS = 4096
"""Anthropic demands a limit; a reply of 20,000 characters fits."""


def chat_model(name: str, settings: Settings) -> BaseChatModel:
    """The chat model `provider:name`, with our time limits and without its own retries.

    Raises:
        SettingsError: unknown provider, missing package, missing key; says what to do.
    """
    provider, model = split(name)
    match provider:
        case "fake":
            from assistant.models.fakes import fake

            return fake(model)
        case "openai":
            return _openai(model, settings)
        case "anthropic":
            _require_package(provider)
            from langchain_anthropic import ChatAnthropic  # type: ignore[import-not-found]

            return _model(
                ChatAnthropic,
                model=model,
                api_key=key(provider, settings),
                max_tokens=_ANSWER_TOKENS,
                **_limits(settings),
            )
        case "ollama":
            _require_package(provider)
            from langchain_ollama import ChatOllama  # type: ignore[import-not-found]

            return _model(
                ChatOllama,
                model=model,
                base_url=settings.base_url or None,
                client_kwargs={"timeout": settings.timeout},
            )
        case _:
            return _other(provider, model, settings)


def _openai(model: str, settings: Settings) -> BaseChatModel:
    """OpenAI itself, or any server that speaks its protocol at COMPOSURE_BASE_URL."""
    from langchain_openai import ChatOpenAI

    from assistant.models.guard import client_for, refuse_async, timeouts

    url = address(settings)
    return _model(
        ChatOpenAI,
        model=model,
        base_url=url,
        api_key=key("openai", settings),
        timeout=timeouts(settings),
        max_retries=0,
        http_client=client_for(url, settings),
        http_async_client=refuse_async(),
        use_responses_api=False,
        stream_usage=not settings.base_url,
    )


def _other(provider: str, model: str, settings: Settings) -> BaseChatModel:
    _require_package(provider)
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {}
    if provider in PROVIDER_KEYS:
        options = {"api_key": key(provider, settings), **_limits(settings)}
    return _model(init_chat_model, model=model, model_provider=provider, **options)


def openai_embeddings(model: str, settings: Settings) -> Embeddings:
    """Embeddings of OpenAI or of the server at COMPOSURE_BASE_URL.

    The texts are sent as they are: counting tokens first would download a tokeniser.
    """
    from langchain_openai import OpenAIEmbeddings

    from assistant.models.guard import client_for, refuse_async

    url = address(settings)
    return _embeddings(
        OpenAIEmbeddings,
        model=model,
        base_url=url,
        api_key=key("openai", settings),
        timeout=settings.read_timeout,
        max_retries=0,
        http_client=client_for(url, settings),
        http_async_client=refuse_async(),
        check_embedding_ctx_length=False,
    )


def other_embeddings(provider: str, model: str, settings: Settings) -> Embeddings:
    """Embeddings of any other LangChain provider whose package is installed."""
    _require_package(provider)
    from langchain.embeddings import init_embeddings

    options = {"api_key": key(provider, settings)} if provider in PROVIDER_KEYS else {}
    return _embeddings(init_embeddings, model=model, provider=provider, **options)


def address(settings: Settings) -> str:
    """Where OpenAI's protocol is spoken: COMPOSURE_BASE_URL, else OpenAI itself.

    Raises:
        SettingsError: it is no address.
    """
    url = settings.base_url.strip() or OPENAI_ADDRESS
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(
            "COMPOSURE_BASE_URL is not an address",
            remedy="write it like http://127.0.0.1:11434/v1",
        )
    return url


def split(name: str) -> tuple[str, str]:
    """The provider and the model of `provider:name`.

    Raises:
        SettingsError: one of the two is missing.
    """
    provider, _, model = name.strip().partition(":")
    if not provider or not model:
        raise SettingsError(
            f"{name!r} does not name a model",
            remedy="write provider:name, for example openai:gpt-5-mini or ollama:llama3.2",
        )
    return provider, model


def key(provider: str, settings: Settings) -> SecretStr:
    """The provider's key; with COMPOSURE_BASE_URL none is needed.

    Raises:
        SettingsError: it is not set; names the variable.
    """
    if secret := settings.keys.get(provider):
        return secret
    if provider == "openai" and settings.base_url:
        from pydantic import SecretStr

        return SecretStr("none")
    variable = PROVIDER_KEYS[provider]
    raise SettingsError(
        f"{provider} needs a key and {variable} is not set",
        remedy=f"set {variable} in the environment or in .env",
    )


def _limits(settings: Settings) -> dict[str, Any]:
    return {"timeout": settings.timeout, "max_retries": 0}


def _require_package(provider: str) -> None:
    """Raises SettingsError unless the provider is known and its package is installed."""
    package = PACKAGES.get(provider)
    if package is None:
        names = ["fake", *PACKAGES]
        near = difflib.get_close_matches(provider.lower(), names, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        raise SettingsError(
            f"there is no provider {provider!r}",
            remedy=f"{hint}known are: {', '.join(sorted(names))}; "
            "for an OpenAI-compatible server use openai:NAME with COMPOSURE_BASE_URL",
        )
    if find_spec(package.replace("-", "_")) is None:
        raise SettingsError(
            f"the provider {provider} needs the package {package}, which is not installed",
            remedy=f"pip install {package}; if its server speaks OpenAI's protocol, "
            "openai:NAME with COMPOSURE_BASE_URL works without it",
        )


def _model(kind: Any, **options: Any) -> BaseChatModel:
    model: BaseChatModel = _built(kind, **options)
    return model


def _embeddings(kind: Any, **options: Any) -> Embeddings:
    embeddings: Embeddings = _built(kind, **options)
    return embeddings


def _built(kind: Any, **options: Any) -> Any:
    """The model or embedder; a library's own complaint may repeat a key and is dropped."""
    problem = ""
    try:
        return kind(**options)
    except Exception as error:
        problem = type(error).__name__
    raise SettingsError(
        f"the model {options['model']!r} cannot be set up ({problem})",
        remedy="check its name, COMPOSURE_BASE_URL and the version of the provider's package",
    )
