"""What all requests of a process share: the assistant, the rooms for work, keys and limits."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from fastapi import Request

from assistant.database import Database
from assistant.errors import ComposureError
from assistant.settings import Settings
from assistant.web.access import Caller, Keyring, is_loopback
from assistant.web.limiting import Limits
from assistant.web.workshop import Workshop

if TYPE_CHECKING:
    from assistant.app import Assistant

log = logging.getLogger("composure.web")


class Site:
    """One server's shared things; made without any input or output.

    Args:
        host: the address that is bound.
    """

    def __init__(self, settings: Settings, assistant: Assistant, host: str) -> None:
        self.settings = settings
        self.assistant = assistant
        self.host = host
        self.is_local = is_loopback(host)
        self.keyring = Keyring(is_local=self.is_local)
        self.limits = Limits(settings)
        self.workshop = Workshop(settings)
        self.state = "starting"
        """`starting`, `ready` or `failed`."""
        self.fault: ComposureError | None = None
        self.announce: Callable[[str], None] = lambda line: None
        """Told that it is ready, or why not, in a line for a person."""
        self.settle: Callable[[], object] = lambda: None
        """Called once when everything is open."""

    @property
    def database(self) -> Database:
        """The record."""
        return self.assistant.database

    async def known_keys(self) -> Keyring:
        """The keyring, read again where it is out of date."""
        if not self.keyring.is_fresh:
            await self.workshop.door.do(lambda: self.keyring.read(self.database))
        return self.keyring

    async def holder_of(self, secret: str, address: str) -> Caller | None:
        """The caller of a key; an unknown one is looked up anew, since it may just have been made.

        Raises:
            Problem: too many wrong ones came from this address.
        """
        self.limits.check_guessing(address)
        caller = self.keyring.by_key(secret)
        if caller is None:
            self.keyring.outdate()
            caller = (await self.known_keys()).by_key(secret)
        if caller is None:
            self.limits.count_wrong(address)
        return caller

    def warm_up(self) -> None:
        """Begins to open database, index and libraries, in a thread; `state` says how it went."""
        threading.Thread(target=self._warm, name="warm-up", daemon=True).start()

    def _warm(self) -> None:
        started = time.monotonic()
        try:
            self.keyring.read(self.database)
            self.assistant.warm()
            self.settle()
            self.state = "ready"
            self.announce(f"ready in {time.monotonic() - started:.1f} s")
        except ComposureError as error:
            self.fault, self.state = error, "failed"
            self.announce(f"not ready: {error.message} → {error.remedy}")
            log.error("not ready: %s", error.kind)
        except Exception as error:
            self.state = "failed"
            log.error("not ready: %s", type(error).__name__)
        if self.state == "ready":
            self._look_after()

    def _look_after(self) -> None:
        """Housekeeping, each part by itself: what fails is logged, and drafts go on."""
        from assistant.database.repeats import forget_old_answers

        for name, part in (
            ("opening the desk", self.assistant.warm_desk),
            ("check of the index", self._check_index),
            ("forgetting old answers", lambda: forget_old_answers(self.database)),
            ("retention", lambda: self.assistant.casebook.retain()),
        ):
            try:
                part()
            except Exception as error:  # its text could hold a customer's
                log.error("%s failed: %s", name, getattr(error, "kind", type(error).__name__))

    def _check_index(self) -> None:
        """The full check of the index in a process of its own; a damaged one is built anew."""
        found = self.assistant.check_index()
        if found:
            log.error("the index is damaged (%d findings) and is being rebuilt", len(found))
            self.assistant.mend_index()


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast("Site", request.app.state.site)


def assistant_of(request: Request) -> Assistant:
    """The one assistant of the process."""
    return site_of(request).assistant


async def offload(request: Request, function: Any, *args: Any, **kwargs: Any) -> Any:
    """The result of work that takes milliseconds, from the room for it."""
    return await site_of(request).workshop.quick.do(function, *args, **kwargs)
