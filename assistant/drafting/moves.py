"""The moves of a reply: opening, answer, offer, further issues, question, closing.

Each is a function of the voice and returns a paragraph, empty where there is nothing to say.
"""

from __future__ import annotations

import re

from assistant.domain import EarlierPromise
from assistant.drafting.brief import Brief, Offer, Point
from assistant.drafting.last_resort import keywords, torn
from assistant.drafting.layout import best, choices
from assistant.drafting.signs import gave_number, harmed
from assistant.drafting.subject import subject_of
from assistant.drafting.telling import visible
from assistant.drafting.voice import Voice, joined, length
from assistant.rubric.wording import HANDLES, content, weight
from assistant.text import clip, has_profanity, lowered_first, sentences
from assistant.triage.issues import GENERIC
from assistant.triage.lexicon import COMPLAINT

_NEVER_PARKED = ("the missing answer", "your experience with us", "the information you were given")
"""Topics that say nothing when they are only named: the reply as a whole is their answer."""
PARKED, _WIDE = 18, 80
"""Words kept free for naming what is answered later; room in which that is not needed."""
_HOT = 0.3
"""Intensity from which an unknown situation is regretted and not only thanked for."""
_REMEDIES = ("refund", "replacement", "compensation", "cancellation", "deletion", "rebooking")
"""Wishes that somebody decides; an explanation or an answer comes anyway."""
_WHY = re.compile(r"\bwhy\b[^.!?]{6,}\?|\bexplain(?:ed|ation)?\b", re.IGNORECASE)
_JUST = re.compile(r"^(?:i )?(?:just )?(?:want(?:ed)?|would like) to say (?:that )?", re.IGNORECASE)
_PRAISE = re.compile(
    r"\b(?:great|love(?:d|ly)?|nice|happy|amazing|excellent|perfect|wonderful|brilliant|fantastic"
    r"|superb|helpful|kind|friendly|best|impress\w+|pleased|delighted|good)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(rf"\b(?:{COMPLAINT})\b|\b(?:why|still|again|yet)\b|!!", re.IGNORECASE)
_SORRY = re.compile(r"\b(?:sorry|apolog\w+)\b", re.IGNORECASE)


# -- the opening ----------------------------------------------------------------------------------


def opening(voice: Voice) -> str:
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
    broken = _broken(voice)
    if broken is None or voice.public:  # in public nobody is told what was said in private
        return ""
    named = {"promise": clip(broken.text, 160).rstrip(".")}
    if broken.made:
        named["made"] = f"{broken.made:%A} {broken.made.day} {broken.made:%B}"
    return voice.fullest("broken_promise", named)


def _broken(voice: Voice) -> EarlierPromise | None:
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


_ENOUGH, _ENOUGH_OF_FEW, _FEW = 1.5, 1.0, 4
"""Weight of the words that an opening shares with the message, from which it names it (D01); in a
message of few words one of them is enough."""


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


_PERSONAL = ("reference", "amount", "name", "email", "phone")


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


# -- the answer -----------------------------------------------------------------------------------


def action(voice: Voice) -> str:
    """What is done and what is being done, by whom and by when."""
    brief = voice.brief
    point = brief.points[0] if brief.points else None
    done = "" if voice.public else ", ".join(brief.case.facts.actions_done)
    said = [voice.line("done", {"done": done})] if done else []
    said += [new_point(voice)]
    if _broken(voice) and not voice.public and voice.style != "shortest":
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
        return voice.line("closing") if _broken(voice) else ""
    if voice.style in ("warmest", "firmest"):
        return voice.line(f"{voice.style}_closing")
    # What a playbook asks for at the end is no warm line, and often asked of somebody who has
    # said it all: it joins what is anticipated, and the letter ends with a person (rubric D32).
    warm = [text for text in points[0].closings if text.startswith("I ")] if points else []
    return voice.pick(warm) or voice.line("closing")
