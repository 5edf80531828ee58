"""The subject line and the name under a reply."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.domain import Instruction
from assistant.drafting.revise.lexicon import compiled
from assistant.drafting.revise.page import Page, done, undone
from assistant.drafting.revise.reading import unwrapped
from assistant.drafting.revise.sheet import sentences_of, tidy
from assistant.text import clip

_SUBJECT = 150
_NAME = 60


def subject(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """The reply under another subject line, which may promise no more than its text."""
    line = " ".join(unwrapped(instruction.value).split())
    if len(line) > _SUBJECT:
        return page, undone(instruction, f"a subject line has at most {_SUBJECT} characters")
    review = page.review(f"{line}.")
    unbacked = [p for p, g in zip(review.promises, review.grants, strict=True) if g.kind == "none"]
    if unbacked or any(not claim.ground for claim in review.claims):
        return page, undone(instruction, "a subject line cannot promise what nobody has approved")
    reply = page.reply.model_copy(update={"subject": line})
    return replace(page, reply=reply), done(instruction, value=line)


def name(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """The reply signed with a name; the company stays below it."""
    wanted = " ".join(unwrapped(instruction.value).split())
    if not wanted and page.ground.work:
        wanted = page.ground.work.case.facts.agent_name or ""
    if not wanted:
        return page, undone(instruction, "which name? Say for example “sign it as Priya”")
    if len(wanted) > _NAME:
        return page, undone(instruction, f"a name has at most {_NAME} characters")
    if page.reply.channel == "phone":
        return page, undone(instruction, "talking points carry no signature")
    text = _signed(page, wanted)
    ground = replace(page.ground, agent_name=wanted)
    return replace(page.with_text(text), ground=ground), done(instruction, value=wanted)


def _signed(page: Page, wanted: str) -> str:
    text, company = page.text, page.ground.parts.library.company.name
    if page.reply.channel in ("chat", "social"):
        return tidy(
            f"{_unsigned(page)}{' – ' if page.reply.channel == 'social' else chr(10)}{wanted}"
        )
    closes = compiled(page.lexicon.formal_closes)
    last = next((each for each in sentences_of(text) if each.role == "signoff"), None)
    if last is None:
        return tidy(f"{text}\n\n{wanted}\n{company}")
    lines = text[last.start :].split("\n")
    kept = [line for line in lines if closes.fullmatch(line.strip())]
    head = text[: last.start].rstrip()
    close = f"{kept[0]}\n\n" if kept else ""
    return tidy(f"{head}\n\n{close}{wanted}\n{company}")


def _unsigned(page: Page) -> str:
    """The text of a chat or a post without the name that an earlier instruction put there."""
    text = page.text
    for each in page.holds("name"):
        text = re.sub(rf"(?:\n| – ){re.escape(each.value)}$", "", text)
    return text


def shown(text: str) -> str:
    """A value as a note shows it."""
    return clip(text, 80)
