"""The opening of a reply: a broken promise, thanks, what they wrote, what it did to them."""

from __future__ import annotations

import re

from assistant.domain import EarlierPromise
from assistant.drafting.last_resort import keywords, torn
from assistant.drafting.layout import best
from assistant.drafting.signs import harmed
from assistant.drafting.subject import subject_of
from assistant.drafting.telling import visible
from assistant.drafting.voice import Voice, joined
from assistant.rubric.wording import HANDLES, content, weight
from assistant.text import clip, has_profanity, sentences
from assistant.triage.lexicon import COMPLAINT

_HOT = 0.3
"""Intensity from which an unknown situation is regretted and not only thanked for."""
_JUST = re.compile(r"^(?:i )?(?:just )?(?:want(?:ed)?|would like) to say (?:that )?", re.IGNORECASE)
_PRAISE = re.compile(
    r"\b(?:great|love(?:d|ly)?|nice|happy|amazing|excellent|perfect|wonderful|brilliant|fantastic"
    r"|superb|helpful|kind|friendly|best|impress\w+|pleased|delighted|good)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(rf"\b(?:{COMPLAINT})\b|\b(?:why|still|again|yet)\b|!!", re.IGNORECASE)
_SORRY = re.compile(r"\b(?:sorry|apolog\w+)\b", re.IGNORECASE)
_ENOUGH, _ENOUGH_OF_FEW, _FEW = 1.5, 1.0, 4
"""Weight of the words that an opening shares with the message, from which it names it (D01); in a
message of few words one of them is enough."""
_PERSONAL = ("reference", "amount", "name", "email", "phone")


def paragraph(voice: Voice) -> str:
    """The first paragraph: a broken promise before all else, else what they sent and wrote."""
    broken = missed_promise(voice)
    if broken:
        return joined([broken, "" if _same(broken, detail(voice)) else detail(voice)])
    return joined([thanks(voice), detail(voice), acknowledgement(voice)])


def _same(one: str, other: str) -> bool:
    """Whether two sentences tell of the same thing."""
    return weight(content(one) & content(other)) >= 2


def missed_promise(voice: Voice) -> str:
    """What was promised, when, and that it was not kept: the second failure is owned first."""
    broken = broken_promise(voice)
    if broken is None or voice.public:  # in public nobody is told what was said in private
        return ""
    named = {"promise": clip(broken.text, 160).rstrip(".")}
    if broken.made:
        named["made"] = f"{broken.made:%A} {broken.made.day} {broken.made:%B}"
    return voice.fullest("broken_promise", named)


def broken_promise(voice: Voice) -> EarlierPromise | None:
    """The first promise of ours that was not kept."""
    return next((p for p in voice.brief.promises if p.state == "missed"), None)


def thanks(voice: Voice) -> str:
    """Thanks for what an agent had asked for and the customer now sent."""
    given = voice.brief.manner.given
    return voice.fullest(f"thanks_{given[0]}") if given else ""


def detail(voice: Voice) -> str:
    """What the customer wrote, in the first sentences (rubric D01)."""
    brief = voice.brief
    if brief.detail:
        return brief.detail.sentence
    if voice.public and brief.points and "duration" in brief.values:
        return voice.line("detail_duration", {"topic": brief.points[0].topic})
    text = _public_text(voice) if voice.public else brief.case.message
    return _about(voice, text)


def _about(voice: Voice, text: str) -> str:
    """The situation by name and the thing that it concerns; single words only where these say
    nothing of this message."""
    points, message = voice.brief.points, content(HANDLES.sub(" ", text))
    topic = points[0].topic if points else ""
    subject = subject_of(text, voice.brief.case.facts.customer_name or "")
    if weight(content(topic) & content(subject)):
        subject = ""
    words = keywords(text)
    ways = [(topic, subject)] * bool(subject) + [(topic, words)]
    ways = ways if topic else [(subject, ""), (subject, words)]
    told = [(weight(content(f"{one} {other}") & message), one, other) for one, other in ways if one]
    enough = _ENOUGH if weight(message) >= _FEW else _ENOUGH_OF_FEW
    for least in (enough, _ENOUGH_OF_FEW):
        found = next((_named(voice, one, other) for of, one, other in told if of >= least), "")
        if found:
            return found
        if cut := torn(text):
            return voice.line("detail_quote", {"quote": cut})
    return _named(voice, topic or subject or words, "")


def _named(voice: Voice, named: str, more: str) -> str:
    if more:
        return voice.line("detail_both", {"topic": named, "keywords": more})
    return voice.line("detail_topic", {"topic": named}) if named else ""


def _public_text(voice: Voice) -> str:
    """The message without what names a person or an order."""
    text, case = voice.brief.case.message, voice.brief.case
    for fact in voice.brief.triage.facts:
        if fact.kind in _PERSONAL:
            text = text[: fact.span[0]] + " " * (fact.span[1] - fact.span[0]) + text[fact.span[1] :]
    for name in (case.facts.customer_name or "").split():
        text = text.replace(name, " " * len(name))
    return text


def acknowledgement(voice: Voice) -> str:
    """One sentence for what it did to them; which one follows from fault, history and flags."""
    brief, triage = voice.brief, voice.brief.triage
    point = brief.points[0] if brief.points else None
    if triage.repeat_contact:
        return voice.line("repeat_ours") if triage.fault == "ours" else voice.counted("repeat")
    if brief.manner.answered and (brief.manner.apologised or not point):
        return "" if brief.manner.given else voice.line("followed_up")
    if any(flag.key == "vulnerable" for flag in triage.flags):
        return voice.line("vulnerable")
    if triage.fault == "customer":  # help, and no apology as if it were ours
        return voice.line("fault_customer")
    if triage.fault == "disputed":
        return voice.line("disputed_acknowledgement")
    if voice.style == "firmest":
        return voice.line("firm_acknowledgement")
    if point and point.acknowledgements:
        regrets = [text for text in point.acknowledgements if _SORRY.search(text)]
        return voice.pick(best(regrets or point.acknowledgements))
    if triage.fault == "ours":
        return voice.line("other_acknowledgement_ours")
    regret = triage.intensity >= _HOT or harmed(brief.case, triage, brief.detail)
    return voice.line("other_acknowledgement_hot" if regret else "calm_acknowledgement")


def only_asks(voice: Voice) -> bool:
    """Whether a calm message is a mere question: nothing failed, so nothing is looked into."""
    brief = voice.brief
    message = brief.case.message.strip()
    asks = brief.detail is not None and brief.detail.kind == "asked"
    marked = message.endswith("?") or len(sentences(message)) == 1
    return asks and marked and not _FAILS.search(message)


def calm_acknowledgement(voice: Voice) -> str:
    """A friendly line to somebody who is not upset: no apology for nothing."""
    brief = voice.brief
    if only_asks(voice) and not brief.manner.answered:
        return voice.line("calm_question")
    if brief.manner.answered:
        return "" if brief.manner.given else voice.line("followed_up")
    if brief.triage.fault == "customer":
        return voice.line("fault_customer")
    point = brief.points[0] if brief.points else None
    mild = [text for text in point.acknowledgements if not _SORRY.search(text)] if point else []
    return voice.pick(mild) or voice.line("calm_acknowledgement")


def praised(voice: Voice) -> str:
    """The praise in the customer's own words, where it is short enough to repeat."""
    message = voice.brief.case.message
    for start, end in sentences(visible(message)):
        text = " ".join(message[start:end].split()).rstrip(".! ")
        if _PRAISE.search(text) and 3 <= len(text.split()) <= 24 and not has_profanity(text):
            text = _JUST.sub("", text)
            return voice.line("detail_quote", {"quote": text[:1].upper() + text[1:]})
    return ""
