"""How often one may ask: by key and by address, and a key's tokens of language models a day."""

from __future__ import annotations

import math
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.web.problems import Problem

if TYPE_CHECKING:
    from assistant.database import Database
    from assistant.web.access import Caller

WRONG_KEYS = 10
"""Wrong keys a minute from one address, after which the right one is not looked at either."""


class Limits:
    """The limits of one process; they count in memory."""

    def __init__(self, settings: Settings) -> None:
        from limits import RateLimitItemPerMinute
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._drafts = RateLimitItemPerMinute(settings.rate_drafts)
        self._requests = RateLimitItemPerMinute(settings.rate_requests)
        self._wrong = RateLimitItemPerMinute(WRONG_KEYS)
        self._tokens = settings.daily_tokens
        self._spent: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def count_request(self, key: str, address: str) -> None:
        """Counts any request; raises 429 where it is one too many for its key or its address."""
        self._count(self._requests, "requests", key, address)

    def count_draft(self, key: str, address: str) -> None:
        """Counts a draft or what costs as much; raises 429 likewise."""
        self._count(self._drafts, "drafts", key, address)

    def _count(self, limit: object, what: str, key: str, address: str) -> None:
        from limits import RateLimitItem

        assert isinstance(limit, RateLimitItem)
        for kind, value in (("key", key), ("address", address)):
            if not self._limiter.hit(limit, what, kind, value):
                reset = self._limiter.get_window_stats(limit, what, kind, value).reset_time
                raise too_often(f"more than {limit.amount} {what} a minute", reset - time.time())

    def check_guessing(self, address: str) -> None:
        """Raises 429 where an address has tried too many wrong keys."""
        if not self._limiter.test(self._wrong, "wrong", address):
            raise too_often("too many wrong keys", 60)

    def count_wrong(self, address: str) -> None:
        """Counts a wrong key."""
        self._limiter.hit(self._wrong, "wrong", address)

    def check_tokens(self, database: Database, caller: Caller) -> None:
        """Raises 429 where the key has used up its tokens of today. Asks the database once a day.

        Args:
            database: asked from a thread; this is not for the event loop.
        """
        now = datetime.now(UTC)
        if self._tokens and self._used(database, caller, now) >= self._tokens:
            midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
            raise too_often(
                f"more than {self._tokens:,} tokens a day", (midnight - now).total_seconds()
            )

    def count_tokens(self, database: Database, caller: Caller, tokens: int) -> None:
        """Records what a draft used up; from a thread."""
        if not tokens:
            return
        from assistant.database.keys import add_tokens

        now = datetime.now(UTC)
        with self._lock:
            spent = self._used(database, caller, now)
            add_tokens(database, caller.key_id, now.date(), tokens)
            self._spent[caller.key_id, now.date().isoformat()] = spent + tokens

    def _used(self, database: Database, caller: Caller, now: datetime) -> int:
        from assistant.database.keys import tokens_used

        place = (caller.key_id, now.date().isoformat())
        if place not in self._spent:
            self._spent = {key: n for key, n in self._spent.items() if key[1] == place[1]}
            self._spent[place] = tokens_used(database, caller.key_id, now.date())
        return self._spent[place]


def too_often(what: str, seconds: float) -> Problem:
    """One may ask again, but later."""
    wait = max(1, math.ceil(seconds))
    said = f"{wait} s" if wait <= 120 else f"{math.ceil(wait / 60)} minutes"
    remedy = f"wait {said}, then try again"
    return Problem(429, "rate_limited", what, remedy=remedy, retry_after=wait)
