"""Revisions by a language model: one try, one repair, the better kept, else what the rules can do.

What is handed over is masked and fenced as for a draft (SECURITY L1, P1): personal data becomes
placeholders, and the reply, the message and the brief stand between marks that are new each time.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.domain import Instruction, InstructionKind, Reply, Writer
from assistant.drafting.language_model import describe, without_control
from assistant.drafting.revise.page import Page, done, undone
from assistant.drafting.revise.sheet import count_words, sentences_of
from assistant.drafting.revise.verdict import problems
from assistant.drafting.writing import masker_for
from assistant.errors import ModelError
from assistant.privacy import Masker
from assistant.prompts import Prompt, load_prompt
from assistant.rubric.commitments import commitments

MODEL_KINDS: tuple[InstructionKind, ...] = (
    "shorter", "longer", "warmer", "more_formal", "less_formal", "plainer", "firmer",
    "language", "other",
)  # fmt: skip
"""What a model does better than the rules; the rest must be exact and is never left to one."""
_LENGTH = {
    "email": "An e-mail: short paragraphs, greeting and signature as they are.",
    "chat": "A chat message, no signature unless there is one.",
    "social": "A public post in one paragraph; nothing personal in public.",
    "phone": "Talking points, one a line, each starting with '- '.",
}
_MESSAGE, _BRIEF, _TEXT = 6000, 6000, 20_000
_GREETED = re.compile(r"^(?:Dear|Hello|Hi|Hey|Good \w+) (?P<name>[^,!\n]{2,60})")
_ByRules = Callable[[Page, tuple[Instruction, ...]], tuple[Page, tuple[Instruction, ...]]]


@dataclass(frozen=True)
class Asked:
    """That a model was asked, and who wrote in the end."""

    writer: Writer


def by_model(
    page: Page, told: tuple[Instruction, ...], *, without: _ByRules
) -> tuple[Page, tuple[Instruction, ...], Asked]:
    """The page as a model revises it; as the rules do, with the reason, where it does not.

    Args:
        without: carries out what needs no model.
    """
    named = [each.value for each in told if each.kind == "language"]
    before = page
    if named:
        page = replace(page, ground=replace(page.ground, language=named[-1]))
    session = _Session(page, told)
    try:
        reply = _accepted(session, page, told)
    except ModelError as error:
        made, results = without(before, told)
        results = tuple(
            each if each.done or each.kind not in ("language", "other")
            else undone(each, "the model did not do it; the text is unchanged")
            for each in results
        )  # fmt: skip
        reason = f"{error.reason}: {error.message}"
        return made, results, Asked(session.writer(fell_back=True, reason=reason))
    carried = page.carried or tuple(
        each.model_copy(update={"span": None}) for each in commitments(page.review())
    )
    revised = replace(page, reply=reply)
    revised = revised if revised.english else replace(revised, carried=carried)
    return revised, tuple(_done(each, page, reply) for each in told), Asked(session.writer())


def _accepted(session: _Session, page: Page, told: tuple[Instruction, ...]) -> Reply:
    """The first text without a fault, of at most two.

    Raises:
        ModelError: the model failed, or both of its texts have faults (`broken_rule`).
    """
    first = session.write()
    faults = problems(page, first, told)
    if not faults:
        return first
    second = session.write(faults)
    still = problems(page, second, told)
    if not still:
        return second
    raise ModelError(f"the model's text was refused twice: {still[0]}", reason="broken_rule")


def _done(each: Instruction, page: Page, reply: Reply) -> Instruction:
    before, after = count_words(page.text), count_words(reply.text)
    if each.kind == "shorter":
        limit = each.limit + 1 if each.limit else before
        return done(each, f"{before} words → {after}", limit=limit)
    if each.kind == "longer":
        return done(each, f"{before} words → {after}", limit=before)
    return done(each)


@dataclass
class _Session:
    """The calls for one revision, within one deadline."""

    page: Page
    told: tuple[Instruction, ...]
    prompt: Prompt = field(default_factory=lambda: load_prompt("revise"))
    tokens: dict[str, int] = field(default_factory=lambda: {"in": 0, "out": 0})

    def __post_init__(self) -> None:
        settings = self.page.ground.parts.settings
        self.deadline = time.monotonic() + settings.timeout
        self.model = settings.models[0]
        self.masker = _masker(self.page)

    def write(self, faults: Sequence[str] = ()) -> Reply:
        """One answer of the model, with personal data back in place."""
        from assistant.models import complete

        settings = self.page.ground.parts.settings
        completion = complete(
            settings.models, self._messages(faults), settings=settings, deadline=self.deadline
        )
        for key, count in completion.tokens.items():
            self.tokens[key] += count
        self.model = completion.model
        result = self.masker.restore(completion.text)
        if result.unknown:
            raise ModelError(
                "the model's text names a placeholder that stands for nothing", reason="malformed"
            )
        reply = self.page.reply
        return reply.model_copy(update={"text": result.text.strip(), "language": self.language})

    @property
    def language(self) -> str:
        """The language of the revised reply."""
        named = [each.value for each in self.told if each.kind == "language"]
        return named[-1] if named else self.page.reply.language or "en"

    def _messages(self, faults: Sequence[str]) -> list[tuple[str, str]]:
        page, mark = self.page, f"[[data-{secrets.token_hex(8)}]]"

        def outside(text: str, limit: int) -> str:
            masked = self.masker.mask(without_control(text.replace(mark, " ")))
            return masked if len(masked) <= limit else masked[:limit].rpartition(" ")[0]

        brief, work = page.ground.brief, page.ground.work
        names = {code: word.capitalize() for word, code in page.lexicon.languages.items()}
        names |= {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
        return self.prompt.render(
            company=page.ground.parts.library.company.name,
            language=names.get(self.language, self.language),
            channel=page.reply.channel,
            length=_LENGTH[page.reply.channel],
            instructions=self.masker.mask("\n".join(_wanted(page, each) for each in self.told)),
            kept=self.masker.mask("\n".join(_kept(page))),
            rules="\n".join(f"- Your last text was refused: {fault}" for fault in faults),
            mark=mark,
            brief=outside(describe(brief), _BRIEF) if brief else "only what the reply says",
            message=outside(work.case.message, _MESSAGE) if work else "not known",
            text=outside(page.text, _TEXT),
        )

    def writer(self, *, fell_back: bool = False, reason: str = "") -> Writer:
        """Who wrote, as the contract names it."""
        return Writer(
            model="offline" if fell_back else self.model,
            prompt=self.prompt.id,
            prompt_hash=self.prompt.hash,
            tokens=dict(self.tokens),
            seconds=0.0,
            fell_back=fell_back,
            reason=reason,
        )


def _masker(page: Page) -> Masker:
    """What hides personal data: of the case, else of what the draft itself shows."""
    settings = page.ground.parts.settings
    if page.ground.work or not settings.mask:
        from assistant.domain import Case

        case = page.ground.work.case if page.ground.work else Case(message="-")
        return masker_for(case, settings)
    names = [fact.value for fact in page.ground.draft.triage.facts if fact.kind == "name"]
    first = sentences_of(page.text)[:1]
    greeted = _GREETED.match(first[0].text) if first else None
    return Masker(names=[*names, *([greeted["name"]] if greeted else [])])


_MEANS: dict[str, str] = {
    "shorter": "Make it shorter: cut what is said twice and what is only polite, no fact.",
    "longer": "Make it longer: say what is there more fully, with nothing that is not known.",
    "warmer": "Make it warmer: kinder words for the same facts, one specific thank-you at most.",
    "more_formal": "Make it more formal: no contractions, a formal greeting and close.",
    "less_formal": "Make it less formal: contractions and everyday words, still polite.",
    "plainer": "Make it plainer: short words, short sentences, no jargon.",
    "firmer": "Make it firmer: no hedging, the same facts and limits said plainly.",
}


def _wanted(page: Page, each: Instruction) -> str:
    if each.kind == "shorter" and each.limit:
        return f"- Make it at most {each.limit} words long, without losing a fact."
    said = " ".join(each.text.split())
    meant = _MEANS.get(each.kind)
    return f"- {meant} (The agent wrote: {said})" if meant else f"- The agent wrote: {said}"


def _kept(page: Page) -> list[str]:
    """What earlier instructions fixed, as conditions."""
    lines = []
    for each in page.fixed:
        if not each.kept or not each.done:
            continue
        if each.kind == "shorter" and each.limit:
            lines.append(f"- It has fewer than {each.limit} words.")
        elif each.kind == "remove":
            lines.append(f"- This stays out of it: {each.text}")
        elif each.kind in ("add", "offer"):
            lines.append(f"- This stays in it: {each.value}")
        elif each.kind in _MEANS:
            lines.append(f"- It stays {each.kind.replace('_', ' ')}.")
    return lines
