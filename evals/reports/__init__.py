"""Reports: the same verdict for people and for machines, each renderer on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.folder import RunFolder
from evals.records import Row, Sample
from evals.verdicts.records import Verdict

Render = Callable[[Verdict, Sequence[Row], Sequence[Sample]], str]
FORMS = ("html", "json", "junit", "markdown", "csv")
_FILES = {
    "html": "report.html", "json": "report.json", "junit": "junit.xml",
    "markdown": "report.md", "csv": "rows.csv",
}  # fmt: skip


def rendered(form: str, verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]) -> str:
    """The report in one of `FORMS`."""
    return _render(form)(verdict, rows, samples)


def write_all(
    folder: RunFolder, verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]
) -> None:
    """Writes every report into the run's folder."""
    for form in FORMS:
        folder.write(_FILES[form], rendered(form, verdict, rows, samples))


def _render(form: str) -> Render:
    from evals.reports import html, junit, markdown, plain

    return {
        "html": html.render,
        "json": plain.as_json,
        "junit": junit.render,
        "markdown": markdown.render,
        "csv": plain.as_csv,
    }[form]
