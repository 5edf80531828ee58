"""Draws a page: one environment, escaping everywhere, and what every page needs to know."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from assistant.web.access import Caller
from assistant.web.pages.wording import NAVIGATION, SHORTCUTS
from assistant.web.request import assistant_of, caller_of, csrf_token

HERE = Path(__file__).parent


def render(request: Request, template: str, **context: Any) -> Response:
    """A page from a template; every value in it is escaped.

    Args:
        context: what the template asks for. `here` is the page's name in the navigation,
            `signed_in` False where nobody is.
    """
    caller = _caller(request) if context.get("signed_in", True) else None
    shared = {
        "title": "Composure",
        "here": "",
        "csrf": csrf_token(request),
        "signed_in": caller is not None,
        "open_mode": caller is None or caller.open,
        "caller_name": caller.name if caller else "",
        "nav": [item for item in NAVIGATION if caller and caller.may(*item.scopes)],  # type: ignore[arg-type]
        "shortcuts": SHORTCUTS,
        "writer_line": _writer(request),
    }
    return HTMLResponse(_environment().get_template(template).render({**shared, **context}))


def _caller(request: Request) -> Caller | None:
    """Who is signed in; nobody on an error page that is shown to a stranger."""
    try:
        return caller_of(request)
    except Exception as error:
        if getattr(error, "status", 0) in (401, 403) or isinstance(error, AttributeError):
            return None
        raise


def _writer(request: Request) -> str:
    models = assistant_of(request).settings.models
    return f"Written by {models[0]}" if models else "Written offline: no model is set"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static
    made.globals["when"] = when
    made.globals["place"] = place
    made.globals["sentence"] = sentence
    return made


@lru_cache(maxsize=64)
def static(name: str) -> str:
    """The address of a file of ours; it changes with its content, so that it may be kept long."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def when(moment: datetime | None) -> Markup:
    """A time for people: UTC here, and in the reader's own zone once the page's script has run."""
    if moment is None:
        return Markup("")
    utc = moment.astimezone(UTC)
    return Markup('<time datetime="{}" data-local>{}</time>').format(
        utc.isoformat(), utc.strftime("%-d %b %Y %H:%M UTC")
    )


def sentence(line: str) -> str:
    """A line that programs read too, as a sentence: with a capital letter, where it begins with a
    word and not with a name, and a full stop."""
    begun = line[:1].upper() + line[1:] if re.match(r"[a-z]+[ ,]", line) else line
    return begun if not begun or begun.endswith((".", "!", "?")) else f"{begun}."


def place(title: str, section: str) -> str:
    """A passage's place in words; a section that begins with its document's title says it once."""
    steps = [title, *(step for step in section.split(" > ") if step and step != title)]
    return " › ".join(steps)
