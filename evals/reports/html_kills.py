"""The kill matrix as one HTML file: mutants down, gates across, and what each gate said."""

from __future__ import annotations

from html import escape

from evals.mutation.records import Kill, Matrix
from evals.reports.html import head
from evals.reports.kills import LEGEND, NOT_ASKED, NOTHING, cell, headline

_PAGE = """{head}
<body>
<header>
<p class="suite">composure-eval mutants</p>
<h1 class="{status}">{headline}</h1>
<p class="facts">Each mutant is wrong in one way, on purpose; each must be seen by a gate. A good
reply that looks bad must pass every gate.</p>
</header>
<main>
<section class="arm {status}" aria-labelledby="matrix">
<h2 id="matrix">Kill matrix</h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="matrix">{matrix}</div>
<p class="facts">{legend}.</p>
</section>
<section aria-labelledby="mutants"><h2 id="mutants">Mutants</h2>
{mutants}</section>
<section class="arm" aria-labelledby="near"><h2 id="near">Good replies that look bad</h2>
<ul>{near}</ul></section>
</main>
</body>
</html>
"""


def render(matrix: Matrix) -> str:
    """The whole page; it needs no script."""
    title = headline(matrix)
    return _PAGE.format(
        head=head(title),
        status="passed" if matrix.sound else "broken",
        headline=escape(title),
        matrix=_table(matrix),
        legend=escape(f"{LEGEND[0].upper()}{LEGEND[1:]}"),
        mutants="\n".join(map(_told, matrix.kills)),
        near="".join(_near(name, why) for name, why in matrix.near.items()),
    )


def _table(matrix: Matrix) -> str:
    gates = "".join(f'<th scope="col"><span>{escape(gate)}</span></th>' for gate in matrix.gates)
    rows = "".join(_row(kill, matrix.gates) for kill in matrix.kills)
    return (
        '<table class="kills"><thead><tr><th scope="col">mutant</th><th scope="col">caught</th>'
        f'{gates}<th scope="col">of</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(kill: Kill, gates: tuple[str, ...]) -> str:
    cells = "".join(_cell(kill, gate) for gate in gates)
    word = "yes" if kill.killed else "NO"
    tone = "passed" if kill.killed else "broken"
    return (
        f'<tr class="{tone}"><th scope="row">{escape(kill.mutant)}</th><td>{word}</td>'
        f"{cells}<td>{kill.trials}</td></tr>"
    )


def _cell(kill: Kill, gate: str) -> str:
    shown = cell(kill, gate)
    kind = {NOT_ASKED: "unasked", NOTHING: "nothing"}.get(shown, "hit")
    told = {"unasked": "not asked", "nothing": "saw nothing"}.get(kind, "")
    spoken = f'<span class="spoken">{told}</span>' if told else ""
    sign = f'<span aria-hidden="true">{shown}</span>' if told else escape(shown)
    return f'<td class="{kind}">{sign}{spoken}</td>'


def _told(kill: Kill) -> str:
    """What a mutant does, and what each gate said of it first."""
    what = "situations fell" if kill.by == "drop" else "replies"
    items = "".join(
        f"<li><b>{escape(gate)}</b> {count} of {kill.trials} {what}: {escape(kill.why[gate])}</li>"
        for gate, count in kill.caught.items()
        if count
    )
    told = f'<ul class="notes">{items}</ul>' if items else "<p>No gate saw it.</p>"
    tone = "" if kill.killed else " open"
    return (
        f'<details class="sample"{tone}><summary><span class="id">{escape(kill.mutant)}</span>'
        f'<span class="cluster">{escape(kill.what)}</span></summary>{told}</details>'
    )


def _near(name: str, why: str) -> str:
    told = f"taken for bad: {why}" if why else "passed"
    tone = "broken" if why else "passed"
    return f'<li>{escape(name)}: <b class="tone {tone}">{escape(told)}</b></li>'
