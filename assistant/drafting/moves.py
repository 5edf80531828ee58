"""The moves of a reply after its opening: answer, offer, further issues, question, closing.

Each is a function of the voice and returns a paragraph, empty where there is nothing to say.
"""

from __future__ import annotations

import re

from assistant.drafting.brief import Brief, Offer, Point
from assistant.drafting.layout import choices
from assistant.drafting.opening import broken_promise
from assistant.drafting.signs import gave_number
from assistant.drafting.voice import Voice, joined, length
from assistant.text import lowered_first
from assistant.triage.issues import GENERIC

_NEVER_PARKED = ("the missing answer", "your experience with us", "the information you were given")
"""Topics that say nothing when they are only named: the reply as a whole is their answer."""
PARKED, _WIDE = 18, 80
"""Words kept free for naming what is answered later; room in which that is not needed."""
_REMEDIES = ("refund", "replacement", "compensation", "cancellation", "deletion", "rebooking")
"""Wishes that somebody decides; an explanation or an answer comes anyway."""
_WHY = re.compile(r"\bwhy\b[^.!?]{6,}\?|\bexplain(?:ed|ation)?\b", re.IGNORECASE)


# -- the opening ----------------------------------------------------------------------------------


# -- the answer -----------------------------------------------------------------------------------


def action(voice: Voice) -> str:
    """What is done and what is being done, by whom and by when."""
    brief = voice.brief
    point = brief.points[0] if brief.points else None
    done = "" if voice.public else ", ".join(brief.case.facts.actions_done)
    said = [voice.line("done", {"done": done})] if done else []
    said += [new_point(voice)]
    if broken_promise(voice) and not voice.public and voice.style != "shortest":
        said.append(voice.line("promise_reason"))
    if brief.triage.fault == "disputed":
        said.append(voice.line("fault_disputed"))
    if point and point.actions:
        said.append(voice.pick(point.actions))
    else:
        said.append(_wished(voice) or voice.line("other_action"))
    return joined([*said, _owner(voice)])


def _wished(voice: Voice) -> str:
    """What they ask for, taken up by name where nothing else is known."""
    asks = [ask for ask in voice.brief.triage.asks if ask in _REMEDIES]
    wish = voice.line(f"wish_{asks[0]}") if asks else ""
    return voice.line("other_wish", {"wish": wish}) if wish else ""


def new_point(voice: Voice) -> str:
    """The new question in an answer to our question, taken up before the old matter goes on."""
    brief = voice.brief
    asks = brief.detail is not None and brief.detail.kind == "asked"
    return voice.line("new_point") if asks and brief.manner.given else ""


def _owner(voice: Voice) -> str:
    """One person by name who stays with it, where the customer had to come back (SRV-07)."""
    brief = voice.brief
    if not brief.triage.repeat_contact or _owned(brief.tell_customer) or voice.public:
        return ""
    return voice.fullest("owner")


def _owned(text: str) -> bool:
    return "I own this" in text


def offer(voice: Voice, made: Offer) -> str:
    """The ways forward; each on its own line where the channel has room for it."""
    several = "options_both" if made.together else "options" if len(made.choices) > 1 else "option"
    key = several + ("_true" if made.confirmed else "_if")
    listed = voice.brief.case.channel != "social" and voice.style != "shortest"
    named = choices(made.choices, listed=listed)
    return voice.line(key, {"condition": made.condition, "choices": named})


def first_offer(voice: Voice) -> str:
    """The offer for the main issue."""
    points = voice.brief.points
    made = points[0].offer if points else voice.brief.open_offer
    return offer(voice, made) if made else ""


def is_asked_for(voice: Voice, point: Point) -> bool:
    """Whether a calm customer asks for a remedy that this situation's offer holds."""
    asks = set(voice.brief.triage.asks) & {"refund", "replacement", "repair", "cancellation"}
    return bool(asks) and point.offer is not None


def others(voice: Voice, *, room: int) -> list[str]:
    """The further issues: in full while there is room in words, else named with a time."""
    said: list[str] = []
    parked: list[str] = []
    room -= PARKED if len(voice.brief.points) > 2 or room < _WIDE else 0
    for number, point in enumerate(voice.brief.points[1:]):
        line = also(voice, point, shift=number)
        own = offer(voice, point.offer) if point.offer and _own(point.offer) else ""
        chosen = next((t for t in (joined([line, own]), line) if t and length([t]) <= room), "")
        room -= length([chosen])
        (said if chosen else parked).append(chosen or point.topic)
    parked = [topic for topic in parked if topic not in _NEVER_PARKED]
    if parked:
        said.append(voice.line("also_parked", {"topic": " and ".join(parked)}))
        room -= PARKED
    return [*said, *_further(voice, room)]


def _further(voice: Voice, room: int) -> list[str]:
    """What else they wrote, in their own words, with the time of its answer (rubric D02)."""
    said: list[str] = []
    for point in () if voice.public else voice.brief.further:
        sentence = voice.line(f"further_{point.kind}", {"words": point.words}, shift=len(said))
        if length([*said, sentence]) + PARKED <= room:
            said.append(sentence)
    if not said:
        return []
    return [joined([*said, voice.line("further_parked" if len(said) == 1 else "further_both")])]


def also(voice: Voice, point: Point, *, shift: int = 0) -> str:
    """The answer to one further issue in a sentence."""
    what = lowered_first(voice.pick(point.actions))
    return voice.line("also", {"topic": point.topic, "action": what}, shift=shift) if what else ""


def _own(made: Offer) -> bool:
    """Whether an offer mends this issue; a call-back mends none and is offered once at most."""
    return not all(clause.startswith("SRV-") for clause in made.clauses)


# -- what flags and wishes add --------------------------------------------------------------------


def wishes(voice: Voice) -> str:
    """Who takes over, who decides, a call, a reason, a boundary."""
    brief = voice.brief
    keys = {flag.key for flag in brief.triage.flags}
    said = [decision(voice), brief.tell_customer]
    if "abuse" in keys and not voice.public:
        said.append(voice.line("abuse_boundary"))
    if "over_authority" in keys and not brief.tell_customer and brief.mode != "refusal":
        said.append(voice.line("over_authority"))
    if voice.style == "shortest":
        return joined(said)
    if "callback" in brief.triage.asks:
        said.append(voice.line("ask_callback"))
    elif "explanation" in brief.triage.asks and _WHY.search(brief.case.message):
        said.append(voice.line("ask_explanation"))
    return joined(said)


def decision(voice: Voice) -> str:
    """Who decides, where this agent may not, and by when the customer hears."""
    refusal = voice.brief.refusal
    if refusal is None or not refusal.decider or voice.public or voice.brief.news:
        return ""
    told = "over_authority" in {flag.key for flag in voice.brief.triage.flags}
    values = {**refusal.values, "decider": refusal.decider}
    return voice.fullest("decider_named" if told else "decider", values)


_TOLD = 12
"""Words from which a message has told what happened: nobody is asked to tell it again (D24)."""


def _generic(brief: Brief) -> bool:
    """Whether they are only known to be dissatisfied."""
    return brief.points[0].issue.id == GENERIC


def question(voice: Voice) -> str:
    """At most one question to the customer, and only what they have not said (rubric D24)."""
    brief = voice.brief
    asked = brief.points[0].ask_customer if brief.points else ""
    told = len(brief.case.message.split()) > _TOLD
    vague = brief.mode == "ordinary" and (not brief.points or (_generic(brief) and told))
    asked = "" if vague else asked
    if vague and "order" not in brief.values and not gave_number(brief.case, brief.triage):
        asked = voice.line("other_question")
    if "callback" in brief.triage.asks or voice.public:
        return ""
    return asked


def anticipate(voice: Voice) -> str:
    """A line that prevents the likely next contact."""
    points = voice.brief.points
    return voice.pick(points[0].anticipate) if points and points[0].anticipate else ""


def closing(voice: Voice) -> str:
    """One warm, specific last line."""
    points = voice.brief.points
    if voice.style == "shortest":  # after a broken promise even the shortest ends with a person
        return voice.line("closing") if broken_promise(voice) else ""
    if voice.style in ("warmest", "firmest"):
        return voice.line(f"{voice.style}_closing")
    # What a playbook asks for at the end is no warm line, and often asked of somebody who has
    # said it all: it joins what is anticipated, and the letter ends with a person (rubric D32).
    warm = [text for text in points[0].closings if text.startswith("I ")] if points else []
    return voice.pick(warm) or voice.line("closing")
