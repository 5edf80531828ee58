"""The start of a server: what fails in its housekeeping is logged and stops nothing else."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from web_help import MESSAGE, client_of

from assistant.database.repeats import GivenAnswer, record_answer_given
from assistant.errors import IndexFault
from assistant.web.site import Site


def old_answer(site: Site) -> None:
    """An answer that was given two days ago."""
    given = GivenAnswer(digest="d", status=200, kind="json", body="x")
    record_answer_given(site.database, "old", given)
    with site.database.transaction() as transaction:
        long_ago = (datetime.now(UTC) - timedelta(days=2)).isoformat()
        transaction.execute("UPDATE http_answers SET created_at = :at", at=long_ago)


def fail(*_: object) -> None:
    raise IndexFault(f"cannot be read: {MESSAGE}", remedy="composure index --rebuild")


def test_a_failed_check_of_the_index(
    closed_app: FastAPI, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Ready stays ready, old answers go and retention runs; the log has the kind and no text."""
    site: Site = closed_app.state.site
    retained: list[bool] = []
    monkeypatch.setattr(site.assistant, "check_index", fail)
    monkeypatch.setattr(site.assistant.casebook, "retain", lambda: retained.append(True))
    old_answer(site)
    with caplog.at_level(logging.ERROR, "composure.web"):
        site._warm()
    assert client_of(closed_app).get("/readyz").json() == {"status": "ready", "kind": ""}
    assert retained == [True]
    assert site.database.rows("SELECT COUNT(*) FROM http_answers")[0][0] == 0
    assert "check of the index failed: index" in caplog.text
    assert MESSAGE not in caplog.text


def test_each_part_is_on_its_own(
    closed_app: FastAPI, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the record refuses to forget, retention still runs; its own failure ends nothing."""
    site: Site = closed_app.state.site
    monkeypatch.setattr(site.assistant, "check_index", lambda: ())
    monkeypatch.setattr("assistant.database.repeats.forget_old_answers", fail)
    monkeypatch.setattr(site.assistant.casebook, "retain", lambda: 1 // 0)
    with caplog.at_level(logging.ERROR, "composure.web"):
        site._warm()
    assert site.state == "ready"
    assert "forgetting old answers failed: index" in caplog.text
    assert "retention failed: ZeroDivisionError" in caplog.text


def test_what_cannot_be_opened_is_not_ready(
    closed_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the start itself is 503 as ever, and no housekeeping is begun."""
    site: Site = closed_app.state.site
    checked: list[bool] = []
    monkeypatch.setattr(site.assistant, "warm", fail)
    monkeypatch.setattr(site.assistant, "check_index", lambda: checked.append(True))
    site._warm()
    response = client_of(closed_app).get("/readyz")
    assert (response.status_code, response.json()["kind"]) == (503, "index")
    assert checked == []
