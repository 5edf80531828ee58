"""An arm on the page: its verdict, its contrasts as bars, its scorers, what broke."""

from __future__ import annotations

from html import escape

from evals.reports.wording import judge_line, p_value, pair_line, percent, points, share
from evals.statistics.comparing import Contrast
from evals.verdicts.records import ArmVerdict, Break, Metric, Slice

_WIDTH, _HEIGHT = 240, 18
_SHOWN = 20


def arm_card(arm: ArmVerdict) -> str:
    """Everything that is said of an arm."""
    against = f' <span class="against">against {escape(arm.against)}</span>' if arm.against else ""
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in arm.reasons)
    status = arm.status.replace("_", " ")
    listed = f'<ul class="reasons">{reasons}</ul>' if reasons else ""
    return (
        f'<article class="arm {arm.status}"><h2>{escape(arm.arm)}{against}'
        f' <span class="status">{status}</span></h2>'
        f"{listed}"
        f"{_contrasts(arm.contrasts)}{_fallen(arm)}{_slices(arm.slices)}{_judges(arm)}{_metrics(arm.metrics)}"
        f"{_breaks(arm.breaks)}{_facts(arm)}</article>"
    )


def _contrasts(contrasts: tuple[Contrast, ...]) -> str:
    if not contrasts:
        return ""
    reach = max(max(abs(c.low), abs(c.high), c.margin) for c in contrasts) * 1.1 or 1.0
    rows = "".join(
        f'<tr class="{c.decision}"><th scope="row">{escape(c.metric)}</th>'
        f"<td>{c.decision.replace('_', ' ')}</td><td>{points(c.difference)}</td>"
        f"<td>{points(c.low)} to {points(c.high)}</td><td>{_bar(c, reach)}</td>"
        f"<td>{escape(p_value(c.adjusted))}</td><td>{escape(p_value(c.mcnemar))}</td>"
        f"<td>{c.fell} / {c.rose} of {c.samples}</td><td>{c.clusters}</td>"
        f"<td>{escape(c.note)}</td></tr>"
        for c in contrasts
    )
    heads = ("metric", "", "points", "interval", "dashed: the margin",
             "p (Holm)", "McNemar", "fell / rose", "clusters", "")  # fmt: skip
    return _table("contrasts", heads, rows)


def _fallen(arm: ArmVerdict) -> str:
    return f"<p>fell most: {escape(', '.join(arm.fallen))}</p>" if arm.fallen else ""


def _bar(c: Contrast, reach: float) -> str:
    """The interval as a bar: the dashed line is the margin, the plain one no difference."""

    def x(value: float) -> str:
        return f"{(value / reach + 1) / 2 * _WIDTH:.1f}"

    def line(kind: str, start: float, end: float, y: tuple[float, float]) -> str:
        return f'<line class="{kind}" x1="{x(start)}" x2="{x(end)}" y1="{y[0]}" y2="{y[1]}"/>'

    middle, whole = (_HEIGHT / 2, _HEIGHT / 2), (0.0, float(_HEIGHT))
    title = f"{points(c.difference)} points, {points(c.low)} to {points(c.high)}"
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" role="img"'
        f' aria-label="{escape(title)}">{line("zero", 0, 0, whole)}'
        f"{line('margin', -c.margin, -c.margin, whole)}{line('reach', c.low, c.high, middle)}"
        f'<circle cx="{x(c.difference)}" cy="{middle[0]}" r="4"/></svg>'
    )


def _judges(arm: ArmVerdict) -> str:
    """What a judge says, and how far it can be believed."""
    lines = [*map(judge_line, arm.judged), *map(pair_line, arm.pairs)]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="judges">{items}</ul>' if items else ""


def _slices(slices: tuple[Slice, ...]) -> str:
    if not slices:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(s.tag)}</th><td>{escape(s.metric)}</td>'
        f"<td>{points(s.difference)}</td><td>{s.clusters}</td><td>{escape(p_value(s.adjusted))}</td></tr>"
        for s in slices
    )
    heads = ("tag", "metric", "points", "clusters", "p (Benjamini–Hochberg)")
    return f"<details><summary>Where it moved</summary>{_table('slices', heads, rows)}</details>"


def _metrics(metrics: tuple[Metric, ...]) -> str:
    """A row a scorer; columns in which nobody has anything to say are left out."""
    columns: dict[str, list[str]] = {
        "mean": [percent(m.estimate) for m in metrics],
        "": [_progress(m) for m in metrics],
        "interval": [_interval(m) for m in metrics],
        "samples": [str(m.samples) for m in metrics],
        "clusters": [str(m.clusters) for m in metrics],
        "all trials pass": [_optional(m.pass_hat_k) for m in metrics],
        "flips": [_optional(m.flips) for m in metrics],
        "alarms right (labels)": [share(m.precision) for m in metrics],
        "faults seen (labels)": [share(m.recall) for m in metrics],
    }
    kept = {head: cells for head, cells in columns.items() if any(cells)}
    rows = "".join(
        f'<tr><th scope="row">{escape(m.name)}</th>'
        + "".join(f"<td>{cells[place]}</td>" for cells in kept.values())
        + "</tr>"
        for place, m in enumerate(metrics)
    )
    return _table("metrics", ("scorer", *kept), rows)


def _progress(m: Metric) -> str:
    name = escape(m.name)
    return f'<progress max="1" value="{m.estimate:.4f}" aria-label="{name}"></progress>'


def _interval(m: Metric) -> str:
    return "" if m.low is None else f"{percent(m.low)} to {percent(m.high or 0)}"


def _optional(value: float | None) -> str:
    return "" if value is None else percent(value)


def _breaks(breaks: tuple[Break, ...]) -> str:
    if not breaks:
        return ""
    items = "".join(
        f"<li><strong>{escape(b.scorer)}</strong> · {escape(b.sample)}, trial {b.trial}:"
        f" {escape(b.why)}<pre>{escape(b.reply)}</pre></li>"
        for b in breaks[:_SHOWN]
    )
    more = f"<p>and {len(breaks) - _SHOWN} more</p>" if len(breaks) > _SHOWN else ""
    title = f"{len(breaks)} broken hard rule{'s' if len(breaks) > 1 else ''}"
    return f"<details open><summary>{title}</summary><ul>{items}</ul>{more}</details>"


def _facts(arm: ArmVerdict) -> str:
    c = arm.coverage
    told = [
        f"{c.scored} of {c.planned} trials scored", f"{c.refused} refused", f"{c.errors} errors",
        f"{c.missing} not recorded", f"{arm.fell_back} written offline after a failure",
        f"{arm.tokens:,} tokens",
    ]  # fmt: skip
    told += [f"cost {arm.cost:.4f}"] if arm.cost else []
    told += [
        f"{line.name} {'not measured' if line.measured is None else f'{line.measured:.4g}'}"
        f" of {line.limit:g}"
        for line in arm.budget
    ]
    if arm.first_failures:
        low = percent(arm.first_failures.low)
        told.append(f"situations without a broken rule: at least {low} (exact)")
    return f'<p class="facts">{escape(" · ".join(told))}</p>'


def _table(name: str, heads: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{name}">'
        f'<table class="{name}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
