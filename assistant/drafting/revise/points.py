"""Taking a point out of a reply, and putting one in with the agent's own words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.domain import Instruction, Span
from assistant.drafting.detail import find_detail
from assistant.drafting.last_resort import keywords
from assistant.drafting.revise.choices import find_choices, with_items
from assistant.drafting.revise.lexicon import Lexicon, compiled
from assistant.drafting.revise.page import Page, done, undone
from assistant.drafting.revise.reading import read, unwrapped
from assistant.drafting.revise.sheet import (
    begun,
    body_of,
    has_sentence,
    inserted,
    sentences_of,
    tidy,
    without,
)
from assistant.rubric.parts import Sentence
from assistant.rubric.wording import content, flat, plain, stem, weight
from assistant.text import clip, sentences, words

_CLAUSES = re.compile(r"; | – |, (?:and|but) (?=(?:I|we|you|it|they|the|your|our|this|that|by)\b)")
_STARTS = re.compile(r"(?:and |but )?(?:I|we|you|it|they|the|your|our|this|that|by)\b", re.I)
_SHORTEST = 4
"""Words that a clause must have to stand alone."""


def remove(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """The reply without a point: its clauses, sentences or choices go, all else stays."""
    before, broken = page.text, page.fails()
    text, missing = before, []
    for wanted in _points(page, instruction.value):
        shorter = _without_point(page, text, wanted)
        if shorter == text:
            missing.append(wanted)
        text = shorter
    if text == before:
        return page, undone(instruction, f"nothing in the draft speaks of “{clip(wanted, 60)}”")
    text = _opened_again(page, text, instruction, broken)
    gone = [each.text for each in sentences_of(before) if not has_sentence(text, each.text)]
    note = f"nothing speaks of “{clip(missing[0], 60)}”" if missing else ""
    revised = page.with_text(text)
    review = page.review()
    for sentence in (each for each in review.body if not has_sentence(text, each.text)):
        if review.is_prescribed(sentence.text):
            revised = revised.noted(
                "an escalation rule has the customer told: "
                f"“{clip(sentence.text, 120)}”; it is no longer in the text"
            )
    return revised, done(instruction, note, value="\n".join(gone))


def _points(page: Page, value: str) -> list[str]:
    """The points that are named, one by one where each of them is in the text."""
    whole = unwrapped(value)
    parts = [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", whole) if part.strip()]
    if len(parts) > 1 and all(_without_point(page, page.text, part) != page.text for part in parts):
        return parts
    return [whole]


def _without_point(page: Page, text: str, wanted: str) -> str:
    lexicon = page.lexicon
    named = unwrapped(wanted)
    for pattern, place in lexicon.positions.items():
        if match := compiled(pattern).fullmatch(named):
            return _without_place(text, place, (match.groupdict().get("unit") or "sentence"))
    for pattern, sign in lexicon.named_parts.items():
        if compiled(pattern).fullmatch(named):
            return _without_sign(text, sign)
    if named != wanted.strip() or flat(named) in flat(text):
        spans = [each.span for each in body_of(text) if flat(named) in flat(each.text)]
        if named != wanted.strip():
            return without(text, spans)
    return _without_topic(text, topic_of(named, lexicon))


def _without_place(text: str, place: int, unit: str) -> str:
    body = body_of(text)
    spans: list[Span] = [each.span for each in body]
    if unit == "paragraph":
        spans = []
        for each in body:
            joined = spans and "\n\n" not in text[spans[-1][1] : each.start]
            spans = [*spans[:-1], (spans[-1][0], each.end)] if joined else [*spans, each.span]
    if len(spans) < 2 or not -len(spans) <= place < len(spans):
        return text
    found = find_choices(text)
    start, end = spans[place]
    if found and found.span[0] <= start < found.span[1]:
        return _without_choice(text, [spans[place]])
    return without(text, [(start, end)])


def _without_sign(text: str, sign: str) -> str:
    if sign in ("^greeting$", "^signature$"):
        role = "greeting" if sign == "^greeting$" else "signoff"
        return without(text, [each.span for each in sentences_of(text) if each.role == role])
    spans = [each.span for each in body_of(text) if compiled(sign).search(each.text)]
    return _without_choice(text, spans)


def topic_of(named: str, lexicon: Lexicon) -> frozenset[str]:
    """The telling words of a point: "the part about the delivery fee" → deliver, fee."""
    lead = compiled(f"^(?:{lexicon.point_lead})").search(named)
    rest = named[lead.end() :] if lead else named
    rest = re.sub(r"\s+(?:part|bit|point|sentence|line|paragraph|thing)$", "", rest)
    return content(rest) or frozenset(stem(word) for word in words(plain(rest)) if len(word) > 3)


def _without_topic(text: str, topic: frozenset[str]) -> str:
    if not topic:
        return text
    body = body_of(text)
    hits = [each for each in body if topic <= _stems(each.text)]
    if not hits and len(topic) > 1:
        hits = [each for each in body if weight(topic & _stems(each.text)) >= 0.6 * weight(topic)]
    found = find_choices(text)
    if found:
        inside = [each for each in hits if found.span[0] <= each.start < found.span[1]]
        of_items = [p for p in found.places if topic <= _stems(text[slice(*p)])]
        if inside and of_items:
            text = _without_choice(text, of_items)
            return _without_topic(text, topic) if len(hits) > len(inside) else text
    return _without_choice(text, [_clause(each, topic) for each in hits])


def _stems(text: str) -> frozenset[str]:
    return content(text) | frozenset(stem(word) for word in words(plain(text)))


def _clause(sentence: Sentence, topic: frozenset[str]) -> Span:
    """The part of a sentence that speaks of the topic, where the rest stands alone."""
    cuts = [match.span() for match in _CLAUSES.finditer(sentence.text)]
    if not cuts or '"' in sentence.text:
        return sentence.span
    edges = [0, *(start for start, _ in cuts), len(sentence.text.rstrip(" .!?"))]
    parts = list(pairwise(edges))
    about = [part for part in parts if topic & _stems(sentence.text[slice(*part)])]
    rest = [part for part in parts if part not in about]
    if len(about) != 1 or about[0] == parts[0] or not rest:
        return sentence.span
    if len(sentence.text[slice(*rest[0])].split()) < _SHORTEST:
        return sentence.span
    return (sentence.start + about[0][0], sentence.start + about[0][1])


def _without_choice(text: str, spans: list[Span]) -> str:
    """The text without some places; choices among them are counted anew."""
    found = find_choices(text)
    if not found:
        return without(text, spans)
    gone = [
        number
        for number, (start, end) in enumerate(found.places)
        if any(a < end and start < b and a >= found.head[1] for a, b in spans)
    ]
    head = any(a < found.head[1] and found.head[0] < b for a, b in spans)
    items = [] if head else [each for n, each in enumerate(found.items) if n not in gone]
    others = [each for each in spans if each[1] <= found.span[0] or each[0] >= found.span[1]]
    after = [each for each in others if each[0] >= found.span[1]]
    text = without(text, after) if after else text
    changed = with_items(text, found, items) if gone or head else text
    before = [each for each in others if each[1] <= found.span[0]]
    return without(changed, before) if before else changed


def _opened_again(page: Page, text: str, instruction: Instruction, broken: frozenset[str]) -> str:
    """Where the removal took the detail with which a reply opens, another one of the message."""
    opening = body_of(page.text)[:1]
    named, lexicon = unwrapped(instruction.value), page.lexicon
    meant = (*lexicon.positions, *lexicon.named_parts)
    if named != instruction.value.strip() or any(compiled(p).fullmatch(named) for p in meant):
        return text
    if page.ground.brief is None or not opening or has_sentence(text, opening[0].text):
        return text
    needed = "D01" in page.fails(text) - broken
    topic = topic_of(unwrapped(instruction.value), page.lexicon)
    lines = _details(page, topic)
    for line in lines:
        body = body_of(text)
        if (topic & content(line)) or not body:
            continue
        bullet = "- " if text[body[0].start :].startswith("- ") else ""
        joint = "\n" if bullet else " "
        tried = tidy(f"{text[: body[0].start]}{bullet}{line}{joint}{text[body[0].start :]}")
        if page.fails(tried) <= (page.fails(text) - {"D01"} if needed else page.fails(text)):
            return tried
    return text


def _details(page: Page, topic: frozenset[str]) -> list[str]:
    """Sentences that name something of the message which has nothing to do with the topic."""
    ground = page.ground
    if ground.brief is None:
        return []
    message = ground.brief.case.message
    rest = " ".join(
        message[start:end]
        for start, end in sentences(message)
        if not topic <= _stems(message[start:end])
    )
    if not rest.strip():
        return []
    case = ground.brief.case.model_copy(update={"message": rest})
    now = ground.brief.now
    triage = ground.parts.assessor.assess(case, now=now, today=now)
    found = find_detail(case, triage, turn=ground.brief.turn)
    lines = [found.sentence] if found else []
    if named := keywords(rest):
        phrases = ground.parts.library.phrases.of("detail_keywords")
        lines += [line.replace("{keywords}", named) for line in phrases]
    return lines


def is_about(page: Page, removal: Instruction, sentence: str) -> bool:
    """Whether a sentence is what a removal took out, or speaks of its topic."""
    if any(has_sentence(sentence, line) for line in removal.value.split("\n") if line):
        return True
    for each in read(removal.text, page.lexicon):
        named = unwrapped(each.value)
        patterns = (*page.lexicon.positions, *page.lexicon.named_parts)
        if each.kind != "remove" or any(compiled(p).fullmatch(named) for p in patterns):
            continue
        topic = topic_of(named, page.lexicon)
        if topic and topic <= _stems(sentence):
            return True
    return False


def add(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """The reply with a point more, in the agent's own words, before its closing line."""
    said = _to_customer(unwrapped(instruction.value), page.lexicon)
    line = begun(said)
    if has_sentence(page.text, line):
        return page, undone(instruction, "the text says so already")
    text = inserted(page.text, line, page.reply.channel)
    revised = page.with_text(text)
    if is_statement(page, line):
        ground = page.ground
        revised = replace(revised, ground=replace(ground, said=(*ground.said, line)))
    if any(not claim.ground for claim in page.review(line).claims):
        revised = revised.noted(
            f"“{clip(line, 100)}” says that something was done; if it was, add it to the case: "
            "actions_done"
        )
    return revised, done(instruction, value=line)


def is_statement(page: Page, line: str) -> bool:
    """Whether the agent's words only state something: no promise, no claim that it was done."""
    review = page.review(line)
    return not review.promises and all(claim.ground for claim in review.claims)


def _to_customer(said: str, lexicon: Lexicon) -> str:
    """ "she can keep the kettle" → "you can keep the kettle": a reply speaks to the customer."""
    for pattern, new in lexicon.to_customer:
        said = compiled(pattern).sub(new, said)
    return said
