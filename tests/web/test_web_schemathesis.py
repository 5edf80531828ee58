"""The API keeps to its own document: requests made from it, good and bad, by the thousand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from web_help import app_for, running

schemathesis = pytest.importorskip("schemathesis")
EXAMPLES = 36
"""Requests for each route, half of them wrong on purpose; 40 routes make well over 1,000."""
LEFT_OUT = ("/v1/index",)
"""It builds an index of the shipped knowledge each time; its own test stands in test_web_api."""


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("default")
def test_the_api_keeps_to_its_document(own_home: Path) -> None:
    """At least 1,000 requests: no 5xx, no status, type or body that the document does not name."""
    app = app_for(own_home)
    app.state.site.assistant.warm()
    app.state.site.state = "ready"
    with running(app) as url:
        _probe_all(schemathesis.openapi.from_url(f"{url}/v1/openapi.json"))


def _said(error: BaseException) -> str:
    """What the failures of a group say, shortly."""
    if isinstance(error, BaseExceptionGroup):
        return " | ".join(_said(each) for each in error.exceptions)
    return f"{type(error).__name__}: {error}"[:300]


def _probe_all(schema: Any) -> None:
    from schemathesis import GenerationMode, checks

    wanted = [
        checks.not_a_server_error,
        schemathesis.specs.openapi.checks.status_code_conformance,
        schemathesis.specs.openapi.checks.content_type_conformance,
        schemathesis.specs.openapi.checks.response_schema_conformance,
        schemathesis.specs.openapi.checks.response_headers_conformance,
    ]
    seen: Counter[int] = Counter()
    failures: list[str] = []

    def probe(operation: Any, mode: Any) -> None:
        @settings(
            max_examples=EXAMPLES // 2, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            response = case.call()
            seen[response.status_code] += 1
            try:
                case.validate_response(response, checks=wanted)
            except BaseExceptionGroup as error:
                failures.append(f"{operation.method} {operation.path}: {_said(error)}")

        ask()

    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path in LEFT_OUT:
            continue
        for mode in GenerationMode:
            try:
                probe(operation, mode)
            except Unsatisfiable:  # nothing can be wrong about a route that takes nothing
                assert mode is GenerationMode.NEGATIVE
    assert not failures, "\n".join(dict.fromkeys(failures))
    assert sum(seen.values()) >= 1000, seen
    assert not [status for status in seen if status >= 500], seen
