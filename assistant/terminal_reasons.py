"""What a person sees in a terminal of why a passage ranks where it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from assistant.text import clip

if TYPE_CHECKING:
    from assistant.answering.explaining import Explanation, Weighed
    from assistant.domain import Passage
    from assistant.knowledge.reasons import Ranked, Reasons

_NAMES = {
    "meaning": "meaning",
    "words": "words",
    "title": "title",
    "section": "section",
    "heading": "title and section",
    "asked_as": "how people ask",
    "sentence": "nearest sentence",
    "pointed": "like questions with answers",
    "likely": "may be asked so",
    "kind": "kind of document",
    "diversity": "diversity",
    "cover": "words and words alike",
    "statement": "best statement",
    "wording": "nearest wording",
    "gist": "gist",
    "form": "form of question",
    "playbook": "a playbook",
    "policy": "a policy",
    "start": "before anything is known",
    "facts": "asks for a fact",
    "spread": "stands out",
    "score": "best passage",
    "search": "search score",
    "leaning": "like questions asked before",
    "answered": "answered here, as a rule",
    "clear": "clearly about a passage",
    "grouped": "known words alike",
    "length": "length",
    "names": "names of others",
    "elsewhere": "words of other subjects",
    "compared": "no passage names both things",
}


def show_ranked(query: str, ranked: Sequence[Ranked]) -> None:
    """Passages, best first, each with the sum that makes its score."""
    console = Console(highlight=False)
    if not ranked:
        console.print(Text(f"Nothing was found for “{clip(query, 60)}”."))
    for each in ranked:
        passage, why = each.passage, each.reasons
        head = f"{passage.score:.2f}  {passage.kind}  {_place(passage)}"
        console.print(Text(head, "bold"), soft_wrap=True)
        parts = {name: getattr(why, name) for name in _NAMES if hasattr(why, name)}
        console.print(Text(f"      = {_sum(parts)}"), soft_wrap=True)
        _words(console, why)
        if each.reranking:
            console.print(Text(f"      {each.reranking}"))
        console.print(Text(f"      {passage.id}", "dim"))


def show_explanation(why: Explanation) -> None:
    """The passages that an answer could rest on, and what spoke for an answer."""
    console = Console(highlight=False)
    console.print(Text("\nWhy", "bold dim"))
    alike = f"; with words alike: {', '.join(why.alike)}" if why.alike else ""
    console.print(Text(f"looked for: {', '.join(why.words)}{alike}", "dim"))
    for number, each in enumerate(why.passages, 1):
        _weighed(console, number, each)
    verdict = "answered" if why.relevance >= 0.5 else "refused"
    console.print(Text(f"{verdict}: sure to {why.relevance:.0%} (an answer needs 50 %)", "bold"))
    console.print(Text(f"      log-odds = {_sum(why.decision)}", "dim"), soft_wrap=True)


def _weighed(console: Console, number: int, each: Weighed) -> None:
    place = (
        each.section if each.section.startswith(each.title) else f"{each.title} › {each.section}"
    )
    console.print(Text(f"{number}. {each.score:.2f}  {place}", "bold"))
    console.print(Text(f"      = {_sum(each.parts)}"), soft_wrap=True)
    _words(console, each.search)
    if each.wording:
        console.print(Text(f"      nearest wording: {clip(each.wording, 90)}", "dim"))


def _place(each: Passage | Weighed) -> str:
    """Title and section, said once where the section begins with the title."""
    section = each.section.replace(" > ", " › ")
    return section if section.startswith(each.title) else f"{each.title} › {section}"


def _words(console: Console, why: Reasons) -> None:
    if why.matched:
        console.print(Text(f"      words found: {', '.join(why.matched)}", "dim"), soft_wrap=True)
    if why.instead:
        line = f"      looked for in place of unused words: {', '.join(why.instead)}"
        console.print(Text(line, "dim"), soft_wrap=True)


def _sum(parts: Mapping[str, float]) -> str:
    """The parts that count, the largest first: "meaning 0.31 + words 0.12 − diversity 0.05"."""
    kept = sorted(
        ((name, value) for name, value in parts.items() if abs(value) >= 0.005),
        key=lambda part: -abs(part[1]),
    )
    text = " ".join(
        f"{'+' if value > 0 else '−'} {_NAMES.get(name, name)} {abs(value):.2f}"
        for name, value in kept
    )
    return text.removeprefix("+ ") or "nothing"
