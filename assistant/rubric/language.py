"""Words in the reply's own voice; see `voice`."""

from assistant.rubric.voice import own_voice

__all__ = ["own_voice"]
