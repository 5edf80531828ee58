"""All pages in one router."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.web.pages import case_pages, edit_pages, insight_pages, source_pages, work_pages

router = APIRouter(include_in_schema=False)
for part in (work_pages, case_pages, insight_pages, source_pages, edit_pages):
    router.include_router(part.router)
