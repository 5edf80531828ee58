"""The samples on the page: message, expectations, and the arms' replies side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from evals.records import Row, Sample, Score
from evals.reports.marking import differences, highlighted
from evals.scorers import scorer
from evals.verdicts.records import Verdict

_SIGNS = {"pass": "●", "part": "◐", "fail": "○", "none": "–"}
_WORDS = {"pass": "passed", "part": "partly", "fail": "failed", "none": "no result"}


def sample_cards(verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]) -> str:
    """A card a sample, closed; the first reply of each arm in it, the others behind a fold."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row.sample, {}).setdefault(row.arm, []).append(row)
    arms = [arm.arm for arm in verdict.arms]
    return "\n".join(_card(s, found[s.id], arms) for s in samples if s.id in found)


def _card(sample: Sample, by_arm: Mapping[str, Sequence[Row]], arms: Sequence[str]) -> str:
    present = [arm for arm in arms if by_arm.get(arm)]
    bad = any(_state(row) != "pass" for arm in present for row in by_arm[arm])
    first = by_arm[present[0]][0].output.reply if present else ""
    changed = any(by_arm[arm][0].output.reply != first for arm in present)
    columns = "".join(
        _column(arm, by_arm[arm], first if place else None) for place, arm in enumerate(present)
    )
    tags = " ".join(sample.tags)
    return (
        f'<details class="sample" data-bad="{int(bad or changed)}">'
        f'<summary><span class="id">{escape(sample.id)}</span>'
        f'<span class="cluster">{escape(sample.cluster)} {escape(tags)}</span>'
        f"{''.join(_dots(arm, by_arm[arm]) for arm in present)}</summary>"
        f'<div class="message"><h3>The customer</h3><p>{escape(sample.case.message)}</p></div>'
        f"{_expected(sample)}"
        f'<div class="columns">{columns}</div></details>'
    )


def _expected(sample: Sample) -> str:
    wanted = sample.expect.model_dump(mode="json", exclude_defaults=True)
    items = "".join(
        f"<li><b>{escape(key.replace('_', ' '))}</b> {escape(_shown(value))}</li>"
        for key, value in wanted.items()
    )
    return f'<ul class="expect">{items}</ul>'


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(" or ".join(v) if isinstance(v, list) else str(v) for v in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {grade}" for key, grade in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _state(row: Row) -> str:
    """The worst that any scorer gave to a trial; measures of degree do not count."""
    if row.output.state not in ("generated", "rejected"):
        return "none"
    values = [
        score.value
        for score in row.scores
        if score.value is not None and not scorer(score.scorer).graded
    ]
    if not values:
        return "none"
    return "pass" if min(values) >= 1 else "fail" if min(values) == 0 else "part"


def _dots(arm: str, rows: Sequence[Row]) -> str:
    """One sign a trial: shape and colour say the same."""
    signs = "".join(f'<i class="{state}">{_SIGNS[state]}</i>' for state in map(_state, rows))
    told = ", ".join(_WORDS[_state(row)] for row in rows)
    label = escape(f"{arm}: {told}")
    return f'<span class="dots" role="img" aria-label="{label}">{signs}</span>'


def _column(arm: str, rows: Sequence[Row], other: str | None) -> str:
    """One arm: its first reply marked, what scorers say, what was retrieved, the other trials."""
    row, out = rows[0], rows[0].output
    body = _reply(row, other) if out.state == "generated" else f"<p>{escape(_why(row))}</p>"
    low = [score for score in row.scores if score.value is not None and score.value < 1]
    notes = "".join(
        f"<li><b>{escape(s.scorer)}</b> {s.value:.2f} {escape(s.explanation)}</li>" for s in low
    )
    listed = f'<ul class="notes">{notes}</ul>' if notes else ""
    about = f"level {out.level} · {', '.join(out.flags) or 'no flags'} · {', '.join(out.issues)}"
    quotes = "".join(f"<li>{escape(c.id)}: “{escape(c.quote)}”</li>" for c in out.citations)
    found = escape(", ".join(out.retrieved))
    more = _others(rows)
    return (
        f'<div class="column"><h3>{escape(arm)}</h3>{body}'
        f"{listed}"
        f'<p class="facts">{escape(about)}</p>'
        f"<details><summary>Retrieved</summary><p>{found}</p><ul>{quotes}</ul></details>{more}</div>"
    )


def _reply(row: Row, other: str | None) -> str:
    spans = [score for score in row.scores if score.span]
    text = differences(other, row.output.reply) if other is not None and not spans else None
    shown = f'<div class="reply">{text or highlighted(row.output.reply, _marks(spans))}</div>'
    if other is None or not spans:
        return shown
    changed = differences(other, row.output.reply)
    return (
        f"{shown}<details><summary>What changed</summary>"
        f'<div class="reply">{changed}</div></details>'
    )


def _marks(scores: Sequence[Score]) -> list[tuple[int, int, str]]:
    return [(*s.span, f"{s.scorer}: {s.explanation}") for s in scores if s.span]


def _others(rows: Sequence[Row]) -> str:
    """The other trials; those that say the same as the first one in one line."""
    first, others = rows[0].output, rows[1:]
    same = [row for row in others if (row.output.state, row.output.reply) == (
        first.state, first.reply)]  # fmt: skip
    told = "every other trial" if len(same) == len(others) else f"{len(same)} other trials"
    line = f'<p class="facts">{told}: the same</p>' if same else ""
    return line + "".join(_other(row) for row in others if row not in same)


def _other(row: Row) -> str:
    out = row.output
    text = escape(out.reply) if out.state == "generated" else escape(_why(row))
    return f'<details><summary>trial {row.trial}</summary><div class="reply">{text}</div></details>'


def _why(row: Row) -> str:
    return f"{row.output.state.replace('_', ' ')}: {row.output.reason}"
