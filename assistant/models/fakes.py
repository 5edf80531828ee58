"""Models that need no provider: products for trying out, dry runs and tests.

`fake:echo` answers with the whole prompt it was given, `fake:script=FILE` with the replies of
a file in turn, `fake:fail` (or `fake:fail=REASON`) with an error.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from assistant.errors import ModelError, SettingsError
from assistant.models.faults import Fault

_WORD = re.compile(r"\S+\s*|\s+")


class ScriptedReply(BaseModel):
    """One entry of a script: a text and how it ended, or the reason of a failure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    finish_reason: str = "stop"
    fail: str = ""


class FakeModel(BaseChatModel):
    """Base of the fakes: one reply a question, whole or streamed word by word."""

    name: str | None = "fake"

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _reply(self, messages: list[BaseMessage]) -> ScriptedReply:
        raise NotImplementedError

    def _answer(self, messages: list[BaseMessage]) -> ScriptedReply:
        reply = self._reply(messages)
        if reply.fail:
            raise Fault(reply.fail).error(self._llm_type)
        return reply

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        reply = self._answer(messages)
        message = AIMessage(
            reply.text,
            response_metadata={"finish_reason": reply.finish_reason},
            usage_metadata=_usage(messages, reply.text),
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._answer(messages)
        for match in _WORD.finditer(reply.text):
            chunk = ChatGenerationChunk(message=AIMessageChunk(content=match.group()))
            if run_manager:
                run_manager.on_llm_new_token(match.group(), chunk=chunk)
            yield chunk
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content="",
                response_metadata={"finish_reason": reply.finish_reason},
                usage_metadata=_usage(messages, reply.text),
            )
        )


class EchoModel(FakeModel):
    """Answers with the whole prompt, so that one sees what a model would receive."""

    @property
    def _llm_type(self) -> str:
        return "fake:echo"

    def _reply(self, messages: list[BaseMessage]) -> ScriptedReply:
        return ScriptedReply(text="\n\n".join(str(message.text) for message in messages))


class ScriptModel(FakeModel):
    """Answers with the replies of a script in turn; the last one repeats. Thread-safe."""

    replies: tuple[ScriptedReply, ...]
    _next: int = PrivateAttr(default=0)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @property
    def _llm_type(self) -> str:
        return "fake:script"

    def _reply(self, messages: list[BaseMessage]) -> ScriptedReply:
        with self._lock:
            reply = self.replies[min(self._next, len(self.replies) - 1)]
            self._next += 1
        return reply


class FailModel(FakeModel):
    """Answers with an error."""

    reason: str = "unavailable"

    @property
    def _llm_type(self) -> str:
        return "fake:fail"

    def _reply(self, messages: list[BaseMessage]) -> ScriptedReply:
        raise ModelError(
            "the model fake:fail fails on purpose",
            reason=self.reason,
            remedy="set COMPOSURE_MODEL to another model, or leave it empty",
        )


def _usage(messages: list[BaseMessage], reply: str) -> Any:
    """Words instead of tokens: a fake has no tokeniser."""
    asked = sum(len(str(message.text).split()) for message in messages)
    answered = len(reply.split())
    return {
        "input_tokens": asked,
        "output_tokens": answered,
        "total_tokens": asked + answered,
    }


def fake(name: str) -> BaseChatModel:
    """The fake of that name: `echo`, `fail`, `fail=REASON` or `script=FILE`.

    Raises:
        SettingsError: there is no such fake, or its file cannot be used.
    """
    kind, _, value = name.partition("=")
    match kind:
        case "echo":
            return EchoModel()
        case "fail":
            return FailModel(reason=value or "unavailable")
        case "script" if value:
            return ScriptModel(replies=read_script(Path(value).expanduser()))
        case _:
            raise SettingsError(
                f"there is no fake model {name!r}",
                remedy="use fake:echo, fake:fail or fake:script=FILE",
            )


def read_script(path: Path) -> tuple[ScriptedReply, ...]:
    """The replies of a script: JSONL (`.jsonl`), or plain texts separated by a line `---`.

    A line of JSONL is a string, or an object with `text`, `finish_reason` or `fail` (a reason).

    Raises:
        SettingsError: the file cannot be read or holds no reply; names file and line.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"the script {path} cannot be read",
            remedy="name a file of replies in UTF-8 after fake:script=",
        ) from error
    replies = _jsonl(path, content) if path.suffix == ".jsonl" else _plain(content)
    if not replies:
        raise SettingsError(f"the script {path} holds no reply", remedy="write one into it")
    return replies


def _plain(content: str) -> tuple[ScriptedReply, ...]:
    texts = re.split(r"^---[ \t]*$", content, flags=re.MULTILINE)
    return tuple(ScriptedReply(text=text.strip()) for text in texts if text.strip())


def _jsonl(path: Path, content: str) -> tuple[ScriptedReply, ...]:
    replies = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            fields = {"text": value} if isinstance(value, str) else value
            replies.append(ScriptedReply.model_validate(fields))
        except (ValueError, ValidationError) as error:
            raise SettingsError(
                f"the script {path} is wrong in line {number}",
                remedy='write a JSON string, or {"text": …, "finish_reason": …} on each line',
            ) from error
    return tuple(replies)
