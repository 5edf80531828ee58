"""Markdown for a pull request: the verdict, the contrasts, the first replies that broke a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.records import Row, Sample
from evals.reports.wording import (
    HEADLINES,
    judge_line,
    level,
    p_value,
    pair_line,
    percent,
    points,
    unseen_line,
)
from evals.verdicts.records import ArmVerdict, Break, Verdict

_SIGNS = {0: "✅", 1: "❌", 3: "⚠️", 4: "⚠️", 5: "⚠️"}
_SHOWN = 5
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~!@])")


def render(verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]) -> str:
    """The verdict as a comment."""
    sign = _SIGNS[verdict.exit_code]
    parts = [f"## {sign} {verdict.suite}: {HEADLINES[verdict.status]}", ""]
    for arm in verdict.arms:
        parts += _arm(arm, level(verdict.alpha))
    if told := unseen_line(verdict.unseen):
        parts += [f"{plain(told[0].upper() + told[1:])}.", ""]
    parts.append(f"Results `{verdict.digest}`, exit code {verdict.exit_code}.")
    return "\n".join(parts) + "\n"


def _arm(arm: ArmVerdict, sure: str) -> list[str]:
    against = f" against {plain(arm.against)}" if arm.against else ""
    lines = [f"### {plain(arm.arm)}{against}: {arm.status.replace('_', ' ')}", ""]
    lines += [f"- {plain(reason)}" for reason in arm.reasons]
    lines += [""] if arm.reasons else []
    if arm.contrasts:
        lines += [f"| metric | difference | {sure} | margin | p (Holm) | fell / rose | |"]
        lines += ["|---|---:|---|---:|---:|---:|---|"]
        for c in arm.contrasts:
            interval = f"{points(c.low)} to {points(c.high)}"
            moved = f"{c.fell} / {c.rose}"
            margin = f"−{c.margin * 100:g}"
            cells = (c.metric, points(c.difference), interval, margin, p_value(c.adjusted), moved)
            lines.append(f"| {' | '.join(cells)} | {c.decision.replace('_', ' ')} |")
        lines.append("")
    told = [*map(judge_line, arm.judged), *map(pair_line, arm.pairs)]
    lines += [f"- {plain(line)}" for line in told]
    lines += [""] if told else []
    if arm.fallen:
        lines += [f"Fell most: {plain(', '.join(arm.fallen))}.", ""]
    lines += ["| scorer | mean | samples | clusters |", "|---|---:|---:|---:|"]
    lines += [
        f"| {m.name} | {percent(m.estimate)} | {m.samples} | {m.clusters} |" for m in arm.metrics
    ]
    lines.append("")
    return lines + [line for found in arm.breaks[:_SHOWN] for line in _break(found)]


def _break(found: Break) -> list[str]:
    quoted = "\n".join(f"> {plain(line)}" for line in found.reply.splitlines())
    return [f"**{found.sample}** breaks `{found.scorer}`: {plain(found.why)}", "", quoted, ""]


def plain(text: str) -> str:
    """A model's words as words: nothing in them becomes a link, a mention or a tag."""
    return _ACTIVE.sub(r"\\\1", text)
