"""The pages that agents, trainers and support leads keep open: rendered on the server."""

from pathlib import Path

from assistant.web.pages.problems import error_page
from assistant.web.pages.router import router

STATIC = Path(__file__).parent / "static"
"""Scripts and styles, served as they are."""

__all__ = ["STATIC", "error_page", "router"]
