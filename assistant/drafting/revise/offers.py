"""Another option: offered where somebody allowed it, otherwise asked for, with who and by when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.corpus import Clause
from assistant.domain import Commitment, CommitmentAuthority, Instruction
from assistant.drafting.revise.choices import find_choices, with_items
from assistant.drafting.revise.lexicon import compiled
from assistant.drafting.revise.page import Page, done, undone
from assistant.drafting.revise.points import topic_of
from assistant.drafting.revise.reading import unwrapped
from assistant.drafting.revise.sheet import body_of, has_sentence, inserted, tidy, without
from assistant.rubric.authority import authority
from assistant.rubric.promises import Promise
from assistant.rubric.wording import content
from assistant.rubric.work import work_of
from assistant.text import clip

_INSTEAD = re.compile(r",?\s+instead(?:\s+of\s+(?P<other>.+))?$", re.IGNORECASE)
_BESIDES = re.compile(r",?\s+(?:as well|too|also|in addition)$", re.IGNORECASE)
_REMEDIES = ("refund", "replacement", "compensation", "repair", "rebooking", "collection")


@dataclass(frozen=True)
class _Found:
    """How something may be offered: `kind` names its sentence."""

    kind: str
    thing: str
    condition: str = ""
    ref: str = ""


def offer(page: Page, instruction: Instruction) -> tuple[Page, Instruction]:
    """The reply with another way forward, as far as the case, a clause or the agent allows it."""
    value = _BESIDES.sub("", instruction.value.strip())
    instead = _INSTEAD.search(value)
    wanted = unwrapped(_INSTEAD.sub("", value))
    found = _another(page) if _asks_another(page, wanted) else _ground_for(page, wanted)
    if found is None:
        return page, undone(instruction, "no policy here holds another option than those offered")
    line = _sentence(page, found)
    if has_sentence(page.text, line):
        return page, undone(instruction, "the text offers that already")
    text, place = _without_earlier(page, found.thing), None
    if instead:
        text, place = _without_offers(page.with_text(text), instead.group("other"))
    revised = page.with_text(_with_line(text, line, place, page))
    if found.kind == "allowed":
        ground = revised.ground
        stems = content(found.thing)
        revised = replace(
            revised,
            ground=replace(ground, approved=_allowed(page, found.thing)),
            asked=tuple(each for each in revised.asked if not stems <= content(each.what)),
        )
    if found.kind == "asked":
        revised = replace(revised, asked=(*revised.asked, _asked(page, found)))
    gone = page.lexicon.offer_notes["gone"] if instead and text != page.text else ""
    return revised.noted(_note(page, found), gone), done(instruction, value=line)


def _asks_another(page: Page, wanted: str) -> bool:
    return compiled(page.lexicon.another_option).fullmatch(wanted) is not None


def _thing(page: Page, wanted: str) -> str:
    """What is offered as the customer reads it: "the 20 % voucher" → "a 20 % voucher"."""
    thing = wanted.strip(" .!")
    for pattern, new in page.lexicon.thing_lead:
        thing = compiled(pattern).sub(new, thing)
    return thing


def _ground_for(page: Page, wanted: str) -> _Found:
    """Granted outright, granted under a condition by a playbook's option, or to be asked for."""
    thing = _thing(page, wanted)
    promise = page.lexicon.offer_sentences["promise"].replace("{thing}", thing)
    review = page.review(promise)
    made = [authority(review, _as_remedy(each, thing)) for each in review.promises if each.binding]
    if made and all(grant.kind != "none" for grant in made):
        return _Found("allowed", thing)
    ref = next((grant.ref for grant in made if grant.ref), "")
    return _option(page, thing) or _Found("asked", thing, ref=_granting(page, thing) or ref)


def _as_remedy(promise: Promise, thing: str) -> Promise:
    """The promise as one of the thing itself: "give you a 20 % voucher" is no mere effort."""
    work = work_of(thing)
    return promise if work in ("update", "keep", "other") else replace(promise, work=work)


def _option(page: Page, thing: str) -> _Found | None:
    """The playbooks' option that is this thing, with its condition."""
    stems, work = content(thing), work_of(thing)
    figures = any(letter.isdigit() for letter in thing)
    for playbook in page.review().playbooks:
        for option in playbook.options:
            same = stems <= content(option.text) or (not figures and work in option.asks)
            if same and option.clause in page.ground.parts.library.clauses and playbook.options_if:
                return _Found("condition", option.text, playbook.options_if, option.clause)
    return None


def _another(page: Page) -> _Found | None:
    """The next option of the playbooks that the text does not hold yet."""
    for playbook in page.review().playbooks:
        for option in playbook.options:
            known = page.ground.parts.library.clauses.get(option.clause)
            if known and not known.superseded_by and option.text not in page.text:
                return _Found("condition", option.text, playbook.options_if, option.clause)
    return None


def _granting(page: Page, thing: str) -> str:
    """The clause that speaks of such a thing, so that the agent knows where to look."""
    work = work_of(thing)
    known = page.ground.parts.library.clauses.values()
    fitting = [each for each in known if work in each.grants and not each.superseded_by]
    near = sorted(fitting, key=lambda each: (not each.id.startswith("SRV-"), each.id))
    here = {each.id for each in page.ground.clauses}
    return next((each.id for each in near if each.id.startswith("SRV-") or each.id in here), "")


def _clause(page: Page, found: _Found) -> Clause | None:
    return page.ground.parts.library.clauses.get(found.ref)


def _who(page: Page, found: _Found) -> str:
    clause = _clause(page, found)
    return page.lexicon.approvers[clause.approval if clause else "agent"]


def _sentence(page: Page, found: _Found) -> str:
    kind = "allowed" if found.kind == "condition" and not found.condition else found.kind
    text = page.lexicon.offer_sentences[kind]
    values = {
        "thing": found.thing,
        "condition": found.condition,
        "who": _who(page, found),
        "deadline": page.ground.deadline,
    }
    return re.sub(r"\{(\w+)\}", lambda match: values[match.group(1)], text)


def _note(page: Page, found: _Found) -> str:
    if found.kind == "allowed":
        return ""
    clause = _clause(page, found)
    named = f" ({clause.id} {clause.title}" if clause else ""
    named += f", agents up to {clause.limit}" if clause and clause.limit else ""
    values = {
        "thing": found.thing,
        "who": _who(page, found).replace("my ", "your "),
        "condition": found.condition,
        "clause": f"{named})" if named else "",
        "short": re.sub(r"^an? ", "", found.thing),
    }
    text = page.lexicon.offer_notes[found.kind]
    return re.sub(r"\{(\w+)\}", lambda match: values[match.group(1)], text)


def _asked(page: Page, found: _Found) -> Commitment:
    """The promise that the draft does not make, as the ledger keeps it."""
    return Commitment(
        id="",
        text=page.lexicon.offer_sentences["promise"].replace("{thing}", found.thing),
        what=f"give you {clip(found.thing, 120)}",
        owner="agent",
        due=page.ground.due.isoformat(),
        authority=CommitmentAuthority(kind="none", ref=found.ref),
        status="rewritten",
    )


def _allowed(page: Page, thing: str) -> tuple[str, ...]:
    """The approvals, with the thing itself where it was approved in other words."""
    text = page.lexicon.offer_sentences["allowed"].replace("{thing}", thing)
    review = page.review(text)
    if review.grants and all(grant.kind == "agent" for grant in review.grants):
        return page.ground.approved
    return (*page.ground.approved, thing)


def _without_earlier(page: Page, thing: str) -> str:
    """The text without what an earlier instruction said about the same thing."""
    stems, text = content(thing), page.text
    spans = [
        sentence.span
        for each in page.holds("offer")
        if stems <= content(each.value)
        for sentence in body_of(text)
        if has_sentence(each.value, sentence.text)
    ]
    return without(text, spans) if spans else text


def _without_offers(page: Page, other: str | None) -> tuple[str, int | None]:
    """The text without what it offered so far, and where that stood.

    Args:
        other: what alone is replaced ("instead of the refund"); None = every remedy.
    """
    text, review = page.text, page.review()
    if other:
        topic = topic_of(unwrapped(other), page.lexicon)
        spans = [e.span for e in body_of(text) if topic and topic <= content(e.text)]
    else:
        offered = compiled(page.lexicon.offered)
        spans = [p.sentence.span for p in review.promises if p.work in _REMEDIES]
        spans += [e.span for e in body_of(text) if offered.search(e.text.lstrip("-• "))]
        spans = [span for span in spans if not review.is_prescribed(text[slice(*span)])]
    earlier = [line for each in page.holds("offer") for line in each.value.split("\n")]
    if not other:
        spans += [e.span for e in body_of(text) if any(has_sentence(v, e.text) for v in earlier)]
    found = find_choices(text)
    if found and (not other or any(a < found.span[1] and found.span[0] < b for a, b in spans)):
        before = [span for span in set(spans) if span[1] <= found.span[0]]
        mark = "\x00"
        text = with_items(text, found, ())
        place = min(found.span[0], len(text))
        text = without(text[:place] + mark + text[place:], before)
        place = text.find(mark)
        return text.replace(mark, ""), place
    return (without(text, set(spans)), None) if spans else (text, None)


def _with_line(text: str, line: str, place: int | None, page: Page) -> str:
    """The text with the offer where the old one stood, else before its closing line."""
    if place is None or page.reply.channel in ("phone",):
        return inserted(text, line, page.reply.channel)
    gap = {"email": "\n\n", "chat": "\n", "social": " ", "phone": "\n"}[page.reply.channel]
    head, tail = text[:place].rstrip(), text[place:].lstrip()
    return tidy(f"{head}{gap}{line}{gap}{tail}" if tail else f"{head}{gap}{line}")
