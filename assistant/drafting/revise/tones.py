"""Warmer, firmer, plainer, more and less formal: other words for the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Instruction, Span
from assistant.drafting.revise.choices import find_choices
from assistant.drafting.revise.lengths import may_go, taken_out, turned
from assistant.drafting.revise.lexicon import Pair, compiled
from assistant.drafting.revise.page import Page, done, undone
from assistant.drafting.revise.sheet import (
    after_opening,
    body_of,
    count_words,
    has_sentence,
    inserted,
    replaced,
    sentences_of,
    swapped,
    tidy,
)
from assistant.rubric.parts import Sentence

_NO_CHANGE = "there is nothing in the text that the rules would put differently; a model might"


@dataclass(frozen=True)
class _Changed:
    text: str
    lines: tuple[str, ...] = ()


def warmer(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """Cold formulas go, a specific thank-you and a warm closing line come."""
    broken = page.fails()
    made = _Changed(_reworded(page, page.lexicon.warm_swaps))
    if not page.fails(made.text) <= broken:
        made = _Changed(page.text)
    made = _warm_closing(page, made, broken)
    if "thank" not in " ".join(each.text.lower() for each in body_of(made.text)[:4]):
        made = _warm_line(page, made, broken)
    return _result(page, instruction, made)


def _warm_line(page: Page, made: _Changed, broken: frozenset[str]) -> _Changed:
    for line in _lines(page, page.lexicon.warm_lines):
        tried = after_opening(made.text, line, page.reply.channel)
        if _fits(page, tried, line, broken):
            return _Changed(tried, (*made.lines, line))
    return made


def _warm_closing(page: Page, made: _Changed, broken: frozenset[str]) -> _Changed:
    body = body_of(made.text)
    for line in _lines(page, page.lexicon.warm_closings):
        last = body[-1] if len(body) > 2 else None
        if last is not None and may_go(page, made.text, last):
            tried = replaced(made.text, last.span, line)
        else:
            tried = _appended(made.text, line, page)
        if _fits(page, tried, line, broken):
            return _Changed(tried, (*made.lines, line))
    return made


def _appended(text: str, line: str, page: Page) -> str:
    """The text with a closing line after everything that it says."""
    body = body_of(text)
    if not body:
        return inserted(text, line, page.reply.channel)
    return _behind(text, body[-1].end, line, page)


def _behind(text: str, end: int, line: str, page: Page) -> str:
    """The text with a line of its own after a place where a sentence ends."""
    gap = {"email": "\n\n", "phone": "\n- ", "chat": "\n", "social": " "}[page.reply.channel]
    rest = text[end:] if text[end : end + 1] in ("", "\n", " ") else f" {text[end:]}"
    rest = f"\n\n{rest.lstrip()}" if page.reply.channel == "email" and rest.strip() else rest
    return tidy(f"{text[:end]}{gap}{line}{rest}")


def _fits(page: Page, tried: str, line: str, broken: frozenset[str]) -> bool:
    """Whether a line may go in: not said before, not taken out, room for it, no rule broken."""
    if has_sentence(page.text, line) or taken_out(page, line):
        return False
    if page.room is not None and count_words(tried) > page.room:
        return False
    return page.fails(tried) <= broken


def _lines(page: Page, lines: Sequence[str]) -> list[str]:
    topic = page.ground.topic
    if not topic or " or " in topic or taken_out(page, topic):
        topic = page.lexicon.plain_topic
    return [line.replace("{topic}", topic) for line in turned(page, lines)]


def firmer(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """Hedges go, and one line says where it stands."""
    broken = page.fails()
    made = _Changed(_reworded(page, page.lexicon.firm_swaps))
    if not page.fails(made.text) <= broken:
        made = _Changed(page.text)
    said, review = page.lexicon.firm_lines, page.review()
    asking = any(promise.work == "update" for promise in review.promises if promise.binding)
    offers = any(not promise.binding for promise in review.promises)
    lines = [said["options"]] if offers else [said["asking"]] if asking else []
    for line in [*lines, said["other"]]:
        after = find_choices(made.text) if line == said["options"] else None
        tried = (
            _behind(made.text, after.span[1], line, page)
            if after
            else inserted(made.text, line, page.reply.channel)
        )
        if _fits(page, tried, line, broken):
            made = _Changed(tried, (line,))
            break
    return _result(page, instruction, made)


def plainer(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """Short words for long ones, and two sentences where a long one can be cut."""
    broken = page.fails()
    text = _reworded(page, page.lexicon.plain_words)
    if not page.fails(text) <= broken:  # one of the words breaks a rule: those that break none
        text = page.text
        for pair in page.lexicon.plain_words:
            tried = _reworded(page.with_text(text), [pair])
            text = tried if tried == text or page.fails(tried) <= broken else text
    for sentence in reversed(body_of(text)):
        tried = _in_two(page, text, sentence)
        if tried != text and page.fails(tried) <= broken:
            text = tried
    return _result(page, instruction, _Changed(text))


def _in_two(page: Page, text: str, sentence: Sentence) -> str:
    """The text with one long sentence cut where its second half stands alone."""
    if count_words(sentence.text) <= page.lexicon.long_sentence or _is_kept(page, sentence):
        return text
    if sentence.text.rstrip().endswith(("?", ":")) or '"' in sentence.text:
        return text
    for pattern in page.lexicon.plain_cuts:
        match = compiled(pattern).search(sentence.text)
        if match is None or match.start() < 12 or len(sentence.text) - match.end() < 24:
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        joint = text[start:end].lstrip(" ,;–").removeprefix("and ").removeprefix("but ")
        rest = f"{joint}{text[end:]}".lstrip()
        lead = "But " if "but" in text[start:end] else ""
        if "because" in joint:
            rest, lead = rest.removeprefix("because").lstrip(), "The reason: "
        rest = rest if lead.endswith(": ") or lead else rest[0].upper() + rest[1:]
        return f"{text[:start]}. {lead}{rest}"
    return text


def more_formal(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """No contractions, a formal greeting and close, formal words."""
    lexicon = page.lexicon
    text = _greeted(page, lexicon.formal_greeting)
    text = _reworded(page.with_text(text), (*lexicon.contractions, *lexicon.formal_words))
    if page.reply.channel == "email":
        text = _closed(text, lexicon.formal_close, lexicon.formal_closes)
    return _style(page, instruction, text)


def less_formal(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """Contractions, an easy greeting, no formal close."""
    lexicon = page.lexicon
    text = _greeted(page, lexicon.casual_greeting)
    text = _reworded(page.with_text(text), (*lexicon.contracted, *lexicon.casual_words))
    closes = compiled(lexicon.formal_closes)
    text = tidy("\n".join(line for line in text.split("\n") if not closes.fullmatch(line.strip())))
    return _style(page, instruction, text)


def _style(page: Page, instruction: Instruction, text: str) -> tuple[Page, Instruction]:
    """The text if it breaks no rule; without its words for the matter where those broke one."""
    if page.fails(text) <= page.fails():
        return _result(page, instruction, _Changed(text))
    pairs = (
        page.lexicon.contractions if instruction.kind == "more_formal" else page.lexicon.contracted
    )
    text = _reworded(page, pairs)
    made = _Changed(text if page.fails(text) <= page.fails() else page.text)
    return _result(page, instruction, made)


def _greeted(page: Page, pairs: Sequence[Pair]) -> str:
    text = page.text
    first = sentences_of(text)[:1]
    if not first or first[0].role != "greeting":
        return text
    start, end = first[0].span
    for pattern, new in pairs:
        if (made := compiled(pattern)).search(text[start:end]):
            greeting = str(made.sub(new, text[start:end]))
            return f"{text[:start]}{greeting}{text[end:]}"
    return text


def _closed(text: str, close: str, known: str) -> str:
    """The text with a formal close above the signature, where it has none."""
    if any(compiled(known).fullmatch(line.strip()) for line in text.split("\n")):
        return text
    signature = next((each for each in sentences_of(text) if each.role == "signoff"), None)
    if signature is None:
        return text
    return f"{text[: signature.start].rstrip()}\n\n{close}\n\n{text[signature.start :]}"


def _reworded(page: Page, pairs: Sequence[Pair]) -> str:
    """The body with other words; greeting, sign-off, quotations and prescribed words stay."""
    spared: list[Span] = [
        each.span for each in sentences_of(page.text) if each.role != "body" or _is_kept(page, each)
    ]
    return swapped(page.text, pairs, sparing=spared)


def _is_kept(page: Page, sentence: Sentence) -> bool:
    return page.review().is_prescribed(sentence.text)


def _result(page: Page, instruction: Instruction, made: _Changed) -> tuple[Page, Instruction]:
    if made.text == page.text:
        return page, undone(instruction, _NO_CHANGE)
    if page.room is not None and count_words(made.text) > page.room:
        return page, undone(instruction, "it would be longer than an earlier instruction allows")
    return page.with_text(made.text), done(instruction, value="\n".join(made.lines))
