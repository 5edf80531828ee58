"""Runs the application: binds the address, answers until it is told to end, finishes what runs."""

from __future__ import annotations

import gc
import logging
import signal
import socket
import sys
from typing import TYPE_CHECKING

from assistant.errors import SettingsError
from assistant.web.access import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.app import Assistant

KEEP_ALIVE = 30
"""Seconds for which an idle connection is kept."""
_GRACE = 10
"""Seconds beyond the longest model step that running requests get at the end."""
_FILES = 65_536


def serve(
    assistant: Assistant,
    *,
    host: str,
    port: int,
    announce: Callable[[str], None],
    log_requests: bool = True,
) -> None:
    """Serves until SIGTERM or SIGINT; what is being drafted then is finished.

    Args:
        announce: told, in one line each: the address and whether it is open; that it is ready.

    Raises:
        SettingsError: the address cannot be bound, or others can reach it and there is no key.
    """
    from uvicorn import Config, Server

    from assistant.web.application import create_app
    from assistant.web.connections import Connection

    settings = assistant.settings
    has_keys = _check_reach(assistant, host)
    bound = _bind(host, port)
    _prepare(log_requests)
    app = create_app(settings, assistant=assistant, host=host)
    app.state.site.announce = announce
    app.state.site.settle = gc.freeze  # it stays to the end: no collection looks through it again
    config = Config(
        app,
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or "",
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=int(settings.timeout) + _GRACE,
    )
    shown = f"[{host}]" if ":" in host else host
    announce(f"Composure listens on http://{shown}:{bound.getsockname()[1]}")
    announce(_openness(host, has_keys))
    for number in (signal.SIGTERM, signal.SIGINT):  # uvicorn raises them once more at its end
        signal.signal(number, signal.SIG_IGN)
    Server(config).run(sockets=[bound])


def _openness(host: str, has_keys: bool) -> str:
    if not has_keys:
        return "open: no API key is configured, and anybody on this machine may use it"
    reach = "this machine alone" if is_loopback(host) else "the network"
    return f"closed: reachable from {reach}, with an API key"


def _check_reach(assistant: Assistant, host: str) -> bool:
    """Whether keys were made; refuses an address that others can reach without one."""
    from assistant.database.keys import all_keys

    keys = all_keys(assistant.database)
    if not is_loopback(host) and not any(key.revoked_at is None for key in keys):
        raise SettingsError(
            "others can reach this address, and there is no API key",
            remedy="composure keys add NAME --scope agent; or leave --host at 127.0.0.1",
        )
    return bool(keys)


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(2048)
    except (OSError, OverflowError) as error:
        bound.close()
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise SettingsError(
            f"port {port} of this address cannot be used: {reason.lower()}",
            remedy="choose another with --port; --port 0 takes a free one",
        ) from None
    return bound


def _prepare(log_requests: bool) -> None:
    """A log on stderr, and as many connections as the system allows."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for name, level in (
        ("composure.web", logging.INFO if log_requests else logging.WARNING),
        ("uvicorn.error", logging.WARNING),
    ):
        logger = logging.getLogger(name)
        logger.handlers[:], logger.propagate = [handler], False
        logger.setLevel(level)
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
