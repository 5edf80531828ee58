"""Language models and embedders by `provider:name`, and the one way to ask them.

Nothing heavy is imported until a name is used: `chat_model`, `complete`, `Caller`,
`Completion` and `embedder` are looked up in their modules on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.models.answers import Completion
    from assistant.models.call import Caller, complete
    from assistant.models.embedders import embedder
    from assistant.models.providers import chat_model

__all__ = ["Caller", "Completion", "chat_model", "complete", "embedder"]

_HOMES = {
    "Caller": "call",
    "Completion": "answers",
    "chat_model": "providers",
    "complete": "call",
    "embedder": "embedders",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
