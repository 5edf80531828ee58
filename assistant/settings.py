"""The one door for configuration: read once, cast, frozen, and read nowhere else.

Environment variables start with `COMPOSURE_`; a `.env` file in the working directory is read
through python-dotenv, and the environment wins over it. Providers' own keys are read here too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

MESSAGE_LIMIT = 20_000
"""Characters a message, or a reply to lint, may have (SECURITY: defaults)."""

PROVIDER_KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
    "groq": "GROQ_API_KEY",
}
_TRACING = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_TRACING",
)


def shipped(name: str) -> Path:
    """The folder of data that came with the package: `knowledge` or `prompts`."""
    package = Path(__file__).resolve().parent
    inside = package / "data" / name
    return inside if inside.is_dir() else package.parent / name


def _default_home() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "composure"


class Settings(BaseSettings):
    """Everything that can be set, with its default. See `.env.example`."""

    model_config = SettingsConfigDict(
        env_prefix="COMPOSURE_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
    )

    model: str = ""
    fallback_models: str = ""
    judge_model: str = ""
    triage_model: str = ""
    embeddings: str = "wordllama"
    reranker: str = ""
    base_url: str = ""
    knowledge: Path = Field(default_factory=lambda: shipped("knowledge"))
    home: Path = Field(default_factory=_default_home)
    database_url: str = ""
    chroma_url: str = ""
    timeout: float = Field(default=60.0, gt=0, le=3600)
    """Seconds for a whole model step, its retries included."""
    connect_timeout: float = Field(default=5.0, gt=0)
    read_timeout: float = Field(default=30.0, gt=0)
    model_slots: int = Field(default=16, ge=1, le=1024)
    model_queue: int = Field(default=200, ge=0, le=100_000)
    """Drafts that may wait for a slot of the model in `composure serve`; the next gets a 503."""
    work_queue: int = Field(default=1000, ge=0, le=100_000)
    """Requests that may wait for a thread in `composure serve`; the next gets a 503."""
    rate_drafts: int = Field(default=60, ge=1)
    """Drafts, revisions and answers a minute, for each key and each address."""
    rate_requests: int = Field(default=1200, ge=1)
    """Requests of any kind a minute, for each key and each address."""
    daily_tokens: int = Field(default=2_000_000, ge=0)
    """Tokens of language models that a key may use up in a day (UTC); 0 = no limit."""
    allowed_hosts: str = ""
    """Names by which the server may be called beside those of loopback, separated by commas."""
    trusted_proxies: str = ""
    """Addresses of proxies whose X-Forwarded headers are believed, separated by commas."""
    mask: bool = True
    tracing: bool = False
    retention_days: int = Field(default=180, ge=1)
    """Days after its last change for which a case keeps its texts."""
    prompt_retention_days: int = Field(default=30, ge=1)
    """Days for which a draft keeps the whole input that it was made from."""
    agent: str = Field(default="", max_length=200)
    """The name under which the record keeps what is done on the command line; else the user's."""
    acknowledgement_sentences: int = Field(default=2, ge=1)
    acknowledgement_share: float = Field(default=0.25, gt=0, le=1)
    reading_grade: float = Field(default=9.0, gt=0)
    email_words: int = Field(default=250, ge=1)
    chat_words: int = Field(default=120, ge=1)
    social_words: int = Field(default=80, ge=1)
    keys: dict[str, SecretStr] = Field(default_factory=dict, repr=False)
    """Providers' own keys by provider; never printed."""

    @field_validator("knowledge", "home", mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return Path(value).expanduser() if isinstance(value, str) and value else value

    @property
    def models(self) -> tuple[str, ...]:
        """The writer's model and its fallbacks, in order; empty = the offline writer alone."""
        names = [self.model, *self.fallback_models.split(",")]
        return tuple(name.strip() for name in names if name.strip()) if self.model else ()

    @property
    def triage_models(self) -> tuple[str, ...]:
        """The model that may add to the triage, as the one to be asked; empty = rules alone."""
        return (self.triage_model.strip(),) if self.triage_model.strip() else ()

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.home / 'composure.db'}"

    @property
    def who(self) -> str:
        """The name under which the command line writes into the record."""
        if self.agent.strip():
            return " ".join(self.agent.split())
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
            return ""

    @property
    def index(self) -> Path:
        """The folder in which embedded Chroma lives."""
        return self.home / "index"


def load(**overrides: Any) -> Settings:
    """Reads settings from the environment and `.env`; `overrides` win over both.

    Raises:
        SettingsError: a value cannot be used; the message names the variable.
    """
    from dotenv import dotenv_values

    try:
        merged = {**dotenv_values(".env"), **os.environ}
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text", remedy="save it as UTF-8") from None
    keys = {
        provider: SecretStr(value)
        for provider, variable in PROVIDER_KEYS.items()
        if (value := merged.get(variable))
    }
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        settings = Settings(**{"keys": keys, **given})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise SettingsError(
            f"COMPOSURE_{name.upper()} cannot be used: {first['msg']}",
            remedy="correct it in the environment or in .env; .env.example lists every setting",
        ) from error
    quiet(settings)
    return settings


def debugging() -> bool:
    """Whether a fault of ours shows its whole traceback (COMPOSURE_DEBUG)."""
    return bool(os.environ.get("COMPOSURE_DEBUG"))


def quiet(settings: Settings) -> None:
    """Keeps everything in the house: tracing and telemetry off unless a setting says otherwise.

    LangSmith reads the environment by itself and has sent a card number out of a process whose
    shell had LANGSMITH_TRACING=true, so the variable is overwritten, not only left alone.
    """
    for name in _TRACING:
        os.environ[name] = "true" if settings.tracing else "false"
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if not settings.tracing and "langsmith.utils" in sys.modules:
        sys.modules["langsmith.utils"].get_env_var.cache_clear()
