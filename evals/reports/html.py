"""One HTML file that needs nothing else: no address, no script from elsewhere, every text escaped.

The policy in its head lets a browser run the one script and the one style below by their hashes and
load nothing at all, so that not even a fault of ours would let a model's text act.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from evals.records import Row, Sample
from evals.reports.html_arms import arm_card
from evals.reports.html_samples import sample_cards
from evals.reports.wording import HEADLINES, level, unseen_line
from evals.verdicts.records import Verdict

_HERE = Path(__file__).resolve().parent
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src '{style_hash}'; script-src {script_hash}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>"""
_PAGE = """{head}
<body>
<header>
<p class="suite">{suite}</p>
<h1 class="{status}">{headline}</h1>
<p class="facts">exit code {code} · results <code>{digest}</code> · {live} asked live,
{replayed} local or replayed · intervals {level}</p>
{unseen}
</header>
<main>
<section aria-label="Arms">{arms}</section>
<section aria-label="Samples">
<h2>Samples</h2>
<p class="tools"><label>Find <input id="find" type="search" autocomplete="off"></label>
<label><input id="bad" type="checkbox"> only what broke or changed</label>
<span id="count" role="status"></span></p>
<p class="keys"><kbd>j</kbd> next <kbd>k</kbd> previous <kbd>Enter</kbd> open
<kbd>b</kbd> only what broke or changed <kbd>/</kbd> find</p>
{samples}
</section>
</main>
<script>{script}</script>
</body>
</html>
"""


def render(verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]) -> str:
    """The whole page."""
    script, told = _read("page.js"), unseen_line(verdict.unseen)
    return _PAGE.format(
        head=head(f"{verdict.suite}: {HEADLINES[verdict.status]}", script),
        script=script,
        suite=escape(verdict.suite),
        status=verdict.status,
        headline=escape(HEADLINES[verdict.status]),
        code=verdict.exit_code,
        digest=escape(verdict.digest),
        live=verdict.generated,
        replayed=verdict.replayed,
        level=level(verdict.alpha),
        unseen=f'<p class="unseen">{escape(told)}</p>' if told else "",
        arms="\n".join(arm_card(arm) for arm in verdict.arms),
        samples=sample_cards(verdict, rows, samples),
    )


def head(title: str, script: str = "") -> str:
    """The head of a page with our style, and at most this one script."""
    style = _read("page.css")
    allowed = f"'{_hash(script)}'" if script else "'none'"
    return _HEAD.format(
        style=style, style_hash=_hash(style), script_hash=allowed, title=escape(title)
    )


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
