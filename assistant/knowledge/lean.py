"""Imports Chroma without two things that cost it 0.6 s at every start and do nothing here.

Chroma marks its methods with `overrides`, which compares the signature of each with that of its
base class, at every import: a check for Chroma's own developers. And it imports the exporter of its
traces with gRPC and protobuf, whether traces are on or not; here they never are. Both are put aside
while Chroma is imported, and are as they were afterwards. Where a new Chroma needs neither, this
changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from types import ModuleType
from typing import Any

_EXPORTER = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"
_lock = Lock()


def import_chroma() -> ModuleType:
    """The package `chromadb`; quick from the second call on."""
    with _lock:
        if "chromadb" in sys.modules:
            import chromadb

            return chromadb
        with _unchecked_overrides(), _no_exporter():
            import chromadb
            import chromadb.api.rust
    return chromadb


@contextmanager
def _unchecked_overrides() -> Iterator[None]:
    """`override` notes that a method overrides another, and compares nothing."""
    try:
        import overrides
    except ImportError:
        yield
        return
    theirs = overrides.override, overrides.overrides
    overrides.override = overrides.overrides = _noted
    try:
        yield
    finally:
        overrides.override, overrides.overrides = theirs


def _noted(method: Callable[..., Any] | None = None, **_options: bool) -> Any:
    if method is None:
        return _noted
    method.__override__ = True  # type: ignore[attr-defined]
    return method


@contextmanager
def _no_exporter() -> Iterator[None]:
    """A module without the exporter stands in its place, unless somebody has loaded it already."""
    if _EXPORTER in sys.modules:
        yield
        return
    empty = ModuleType(_EXPORTER)
    empty.__getattr__ = lambda name: type(name, (), {})  # type: ignore[method-assign]
    sys.modules[_EXPORTER] = empty
    try:
        yield
    finally:
        del sys.modules[_EXPORTER]
