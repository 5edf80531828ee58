"""Sets an answer as Markdown: a lead, short lists, and the sources with links that open."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.records import Part, Quotation, Sentence

HEADS: dict[Part, str] = {
    "point": "Also",
    "phrase": "To say",
    "caution": "To avoid",
    "difference": "Where the sources differ",
}
NOTHING = "The guidance does not say."


def markdown(sentences: Sequence[Sentence], citations: Sequence[Quotation]) -> str:
    """The answer with its sources."""
    lines: list[str] = []
    part: Part = "lead"
    for sentence in sentences:
        marks = "".join(f"[{number}]" for number in _numbers(sentence))
        text = f"{escaped(sentence.text)} {marks}"
        if sentence.part == "lead":
            lines += [text]
            continue
        if sentence.part != part:
            part = sentence.part
            plain = part == "point" and len(lines) == 1
            lines += [""] if plain else ["", f"**{HEADS[part]}**", ""]
        lines.append(f"- {text}")
    return "\n".join([*lines, "", *sources(citations)]).strip()


def _numbers(sentence: Sentence) -> list[int]:
    return list(dict.fromkeys(citation.number for citation in sentence.citations))


def sources(citations: Sequence[Quotation], *, head: str = "Sources") -> list[str]:
    """The list of the passages, each with a link to its place."""
    if not citations:
        return []
    lines = [f"**{head}**", ""]
    return [*lines, *(f"{cited.number}. {source_line(cited)}" for cited in citations)]


def source_line(cited: Quotation) -> str:
    """Where a passage stands, as a link, and where its advice comes from."""
    name = f"[{escaped(place_name(cited))}](<{cited.link}>)" if cited.link else place_name(cited)
    until = f", in force until {cited.valid_until}" if cited.valid_until else ""
    return f"{name} `{cited.document}:{cited.line}`{until}"


def place_name(cited: Quotation) -> str:
    """Title and section, said once where the section begins with the title."""
    section = cited.section.replace(" > ", " › ")
    if not section or section == cited.title:
        return cited.title
    return section if section.startswith(cited.title) else f"{cited.title} › {section}"


def nothing(nearest: Sequence[Quotation], *, past: str = "") -> str:
    """That the knowledge does not answer, and what comes nearest."""
    lines = [NOTHING + (f" {past}" if past else "")]
    if nearest:
        lines += ["", *sources(nearest, head="What comes nearest")]
    lines += ["", "The question is noted as a gap: `composure gaps` lists it."]
    return "\n".join(lines)


def handout(question: str, answer: str) -> str:
    """An answer as a page of its own."""
    return f"# {escaped(' '.join(question.split()))}\n\n{answer}\n"


def escaped(text: str) -> str:
    """The text without what Markdown or a browser would take for markup."""
    for sign in "\\`*_[]|":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("<", "&lt;").replace(">", "&gt;")
