"""The application: `create_app` puts the layers, the routes and the page together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import metadata
from typing import TYPE_CHECKING, Any, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.errors import ComposureError
from assistant.settings import Settings
from assistant.web import openapi
from assistant.web.forms import FormCheck
from assistant.web.gatekeeper import Gatekeeper
from assistant.web.guard import Guard
from assistant.web.problems import Problem, problem_of_form, problem_of_http
from assistant.web.repeats import Repeats
from assistant.web.routes import (
    cases,
    chat,
    checks,
    drafts,
    follow_ups,
    health,
    knowledge,
    record,
    signing,
)
from assistant.web.shield import LOOPBACK_NAMES, ErrorPage, Shield, as_problem, show
from assistant.web.site import Site

if TYPE_CHECKING:
    from assistant.app import Assistant

_NO_TELEMETRY = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""The framework's own telemetry would hand bodies to whatever collector the process has."""


def create_app(
    settings: Settings, *, assistant: Assistant | None = None, host: str = "127.0.0.1"
) -> FastAPI:
    """The application for these settings; opens nothing before its first request or start.

    Args:
        assistant: the facade that it shares; None = one of its own.
        host: the address that will be bound. On loopback it is open as long as no key was made.
    """
    if assistant is None:
        from assistant.app import Assistant

        assistant = Assistant(settings)
    site = Site(settings, assistant, host)
    app = FastAPI(
        title="Composure",
        version=_version(),
        lifespan=_lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        telemetry=cast(Any, _NO_TELEMETRY),
    )
    app.state.site = site
    page = _add_routes(app)
    _add_layers(app, site, page)
    _add_handlers(app, page)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Opens everything in the background; at the end, waits for what is still being drafted."""
    site: Site = app.state.site
    site.warm_up()
    yield
    site.workshop.close()


def _add_routes(app: FastAPI) -> ErrorPage | None:
    """The routes; returns how the page shows an error."""
    from fastapi.staticfiles import StaticFiles

    from assistant.web import pages

    for open_group in (health, signing):  # first, since routes are tried in their order
        app.include_router(open_group.router)
    for group in (drafts, checks, knowledge, cases, follow_ups, record, chat):
        app.include_router(group.router, prefix="/v1")
    if hasattr(pages, "router"):
        app.include_router(pages.router, include_in_schema=False)
        app.mount("/static", StaticFiles(directory=pages.STATIC), name="static")
    return getattr(pages, "error_page", None)


def _add_layers(app: FastAPI, site: Site, page: ErrorPage | None) -> None:
    """From the innermost to the outermost."""
    app.add_middleware(Repeats, site=site)
    app.add_middleware(FormCheck)
    app.add_middleware(Guard)
    app.add_middleware(Gatekeeper, site=site)
    app.add_middleware(Shield, hosts=_hosts(site), error_page=page)


def _hosts(site: Site) -> frozenset[str]:
    """Names by which it may be called; empty = any, for an address that others can reach."""
    given = {name.strip().lower() for name in site.settings.allowed_hosts.split(",")} - {""}
    if not site.is_local and not given:
        return frozenset()
    return frozenset({*LOOPBACK_NAMES, site.host.strip("[]").lower(), *given})


def _add_handlers(app: FastAPI, page: ErrorPage | None) -> None:
    """Every error of a route becomes problem details, or a page for a person."""

    async def refused(request: Request, error: Exception) -> Response:
        return show(request, _problem(app, error), page)

    for kind in (Problem, ComposureError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, refused)


def _problem(app: FastAPI, error: Exception) -> Problem:
    if isinstance(error, RequestValidationError):
        return problem_of_form(error, openapi.known_names(app))
    if isinstance(error, HTTPException):
        return problem_of_http(error)
    return as_problem(error)


def _version() -> str:
    try:
        return metadata.version("composure")
    except metadata.PackageNotFoundError:
        return "0"
