"""Composure: a calm first draft for every angry message.

from assistant import Assistant, Case

assistant = Assistant.from_settings()
draft = assistant.draft(Case(message="My order is two weeks late."))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.app import Assistant as Assistant
    from assistant.domain import Case as Case
    from assistant.domain import Draft as Draft

__all__ = ["Assistant", "Case", "Draft"]


def __getattr__(name: str) -> Any:
    """Loads the facade when it is asked for, so that `import assistant.settings` stays light."""
    if name == "Assistant":
        from assistant.app import Assistant

        return Assistant
    if name in ("Case", "Draft"):
        from assistant import domain

        return getattr(domain, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
