"""The embedder that settings name: local static embeddings by default, any provider's else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.models.wordllama import WORDLLAMA, local_embeddings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from assistant.settings import Settings


def embedder(settings: Settings) -> tuple[Embeddings, str]:
    """The embedder of the settings, and the name that the index records for it.

    Raises:
        SettingsError: unknown provider, missing package, missing key.
    """
    name = settings.embeddings.strip()
    if name in ("", "wordllama"):
        return local_embeddings(), WORDLLAMA
    from assistant.models.providers import openai_embeddings, other_embeddings, split
    from assistant.models.remote_embedder import RemoteEmbeddings

    provider, model = split(name)
    inner = (
        openai_embeddings(model, settings)
        if provider == "openai"
        else other_embeddings(provider, model, settings)
    )
    return RemoteEmbeddings(name, inner, settings.timeout), name
