"""What went wrong at a model's endpoint: any library's exception → one `Fault` of ours.

Providers put request text and keys into their messages (SECURITY.md, F7), so nothing of an
exception but its type, its status and its Retry-After header ever leaves this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from assistant.errors import ModelError

_TELLS = {
    "refused": (
        "cannot be reached",
        "check that the server runs, its address (COMPOSURE_BASE_URL) and the network",
    ),
    "timeout": (
        "did not answer in time",
        "try again, or raise COMPOSURE_TIMEOUT or COMPOSURE_READ_TIMEOUT",
    ),
    "rate_limited": ("takes no more requests for now", "wait, or set COMPOSURE_FALLBACK_MODELS"),
    "unauthorised": ("does not accept the key", "check the provider's key in .env"),
    "too_long": ("cannot take a text this long", "shorten the history, or use a larger model"),
    "server": ("failed with an error of its own", "try again, or set COMPOSURE_FALLBACK_MODELS"),
    "malformed": (
        "sent an answer that cannot be read",
        "check that COMPOSURE_BASE_URL is an OpenAI-compatible address (it often ends in /v1)",
    ),
    "empty": ("sent an empty answer", "try again, or use another model"),
    "declined": ("declined to answer: its safety filter stopped it", "use another model"),
    "cut": ("stopped in the middle of its answer", "try again, or use another model"),
    "too_large": ("sent more text than a reply can have", "use another model"),
    "unavailable": (
        "does not serve this request",
        "check the model's name in COMPOSURE_MODEL and the address in COMPOSURE_BASE_URL",
    ),
    "busy": ("is busy: every slot is taken", "try again, or raise COMPOSURE_MODEL_SLOTS"),
}
_ATTEMPTS = {
    "refused": 3, "timeout": 3, "rate_limited": 3, "server": 3, "malformed": 2, "empty": 2,
}  # fmt: skip
"""Attempts in all for each reason; the others fail at once."""

_BY_CLASS = (
    ("ContextOverflowError", "too_long"),
    ("AuthenticationError", "unauthorised"),
    ("ModelAuthenticationError", "unauthorised"),
    ("PermissionDeniedError", "unauthorised"),
    ("ModelPermissionDeniedError", "unauthorised"),
    ("RateLimitError", "rate_limited"),
    ("ModelRateLimitError", "rate_limited"),
    ("ModelNotFoundError", "unavailable"),
    ("TimeoutException", "timeout"),
    ("APITimeoutError", "timeout"),
    ("ModelTimeoutError", "timeout"),
    ("TimeoutError", "timeout"),
    ("RemoteProtocolError", "cut"),
    ("APIConnectionError", "refused"),
    ("ModelConnectionError", "refused"),
    ("NetworkError", "refused"),
    ("ConnectionError", "refused"),
    ("APIResponseValidationError", "malformed"),
    ("ModelAPIError", "server"),
    ("APIError", "server"),
)
_TOO_LONG = (
    "context length", "context_length", "context window", "maximum context", "context size",
    "too many tokens", "prompt is too long", "input is too long", "too many input tokens",
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One failed attempt.

    Args:
        reason: a word of `ModelError.reason`.
        retry_after: seconds, where the server named them.
        attempts: how many attempts this reason is worth in all.
        detail: a key of our own words that say more than the reason does.
        said: message and remedy of an error that was ours already.
        local: it never came to asking: the gate was shut or no slot was free.
    """

    reason: str
    retry_after: float | None = None
    attempts: int = 1
    detail: str = ""
    said: tuple[str, str] | None = None
    local: bool = False

    def error(self, model: str) -> ModelError:
        """The typed error that a person may see."""
        if self.said:
            message, remedy = self.said
            return ModelError(
                message, reason=self.reason, remedy=remedy, retry_after=self.retry_after
            )
        tell, remedy = _TELLS.get(self.detail or self.reason, _TELLS["server"])
        wait = f"; it asks to wait {self.retry_after:.0f} s" if self.retry_after else ""
        return ModelError(
            f"the model {model} {tell}{wait}",
            reason=self.reason,
            remedy=remedy,
            retry_after=self.retry_after,
        )


class Rejected(Exception):
    """An answer that arrived and cannot be accepted; carries the fault, never the text."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def fault(reason: str, *, retry_after: float | None = None, again: bool = False) -> Fault:
    """A fault with the attempts its reason is worth; `again` allows one more try."""
    return Fault(reason, retry_after, max(_ATTEMPTS.get(reason, 1), 2 if again else 1))


def classify(error: BaseException, stopped: str = "") -> Fault:
    """The fault behind any exception; `stopped` is what the guard of the socket saw."""
    if isinstance(error, Rejected):
        return error.fault
    if isinstance(error, ModelError):
        return Fault(error.reason, error.retry_after, said=(error.message, error.remedy))
    if stopped:
        return fault(stopped, again=stopped == "cut")
    status = _status(error)
    reason = _by_status(status, error) if status and status != 200 else _by_class(error)
    return fault(reason, retry_after=_retry_after(error), again=reason == "cut")


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        for name in ("status_code", "status", "code"):
            value = getattr(holder, name, None)
            if isinstance(value, int) and 100 <= value < 600:
                return value
    return None


def _by_status(status: int, error: BaseException) -> str:
    if status in (400, 413, 422) and _says_too_long(error):
        return "too_long"
    match status:
        case 401 | 403:
            return "unauthorised"
        case 408 | 504:
            return "timeout"
        case 413:
            return "too_long"
        case 429:
            return "rate_limited"
        case _ if status >= 500:
            return "server"
        case _:
            return "unavailable"


def _by_class(error: BaseException) -> str:
    names = {kind.__name__ for kind in type(error).__mro__}
    return next((reason for name, reason in _BY_CLASS if name in names), "malformed")


def _says_too_long(error: BaseException) -> bool:
    if _by_class(error) == "too_long":
        return True
    said = str(error)[:4000].lower()
    return any(words in said for words in _TOO_LONG)


def _retry_after(error: BaseException) -> float | None:
    """Seconds to wait by the Retry-After header (RFC 9110, 10.2.3), never negative."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    value = str(headers.get("retry-after") or "").strip()[:60]
    if not value:
        return None
    try:
        return min(max(0.0, float(value)), 1e6)
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
