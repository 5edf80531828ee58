"""The offline writer: renders a brief into a reply with the playbooks' own phrases.

No key, no network, no download. What is said follows from situation, intensity, fault, channel,
history and the customer's own words, so that two different messages never get the same letter;
which of several fitting phrases is taken follows from the message alone, so that the same
message gets the same reply.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.corpus import Phrases
from assistant.domain import Reply
from assistant.drafting.brief import Brief, Offer, Point
from assistant.drafting.detail import keywords
from assistant.drafting.layout import (
    best,
    choices,
    lines,
    named_once,
)
from assistant.drafting.slots import filled
from assistant.text import clip, lowered_first

_NEVER_PARKED = ("the missing answer", "your experience with us", "the information you were given")
"""Topics that say nothing when they are only named: the reply as a whole is their answer."""
_WORDS = {"email": 225, "chat": 105, "social": 64, "phone": 225}
"""Words of the body at most; with greeting and signature it stays below the rubric's limits."""


_HOT = 0.3
"""Intensity from which an unknown situation is regretted and not only thanked for."""
_SPARE = (5, 2, 3)
"""Closing, offer, wishes: places in the list of parts, in the order in which they give way."""


class OfflineWriter:
    """Writes replies from briefs.

    Args:
        phrases: the sentences that belong to no playbook.
    """

    name = "offline"

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def write(self, brief: Brief) -> Reply:
        """The reply to a case, in English, for the channel of the case."""
        said = {
            "hard_stop": self._hard_stop,
            "calm": self._calm,
            "positive": self._positive,
            "ordinary": self._ordinary,
        }[brief.mode](brief)
        return Reply(
            text=self._laid_out(brief, self._fitting(brief, said)),
            subject=self._subject(brief),
            language="en",
            channel=brief.case.channel,
        )

    def _fitting(self, brief: Brief, parts: list[str]) -> list[str]:
        """The parts that are not empty, with the time named once."""
        kept = [part for part in parts if part]
        if brief.mode == "hard_stop":
            return kept
        return named_once(kept, brief.values["deadline"], sparing=brief.tell_customer)

    # -- the four kinds of reply ---------------------------------------------------------------

    def _hard_stop(self, brief: Brief) -> list[str]:
        return list(brief.holding)

    def _positive(self, brief: Brief) -> list[str]:
        return [
            _joined([self._detail(brief), self._line(brief, "positive_acknowledgement")]),
            self._line(brief, "positive_action"),
            self._line(brief, "positive_closing"),
        ]

    def _calm(self, brief: Brief) -> list[str]:
        point = brief.points[0] if brief.points else None
        mild = [text for text in point.acknowledgements if "sorry" not in text] if point else []
        opening = [
            self._detail(brief),
            self._pick(brief, mild) or self._line(brief, "calm_acknowledgement"),
        ]
        return [
            _joined(opening),
            self._calm_answer(brief, point),
            self._question(brief),
            self._line(brief, "calm_closing"),
        ]

    def _calm_answer(self, brief: Brief, point: Point | None) -> str:
        action = self._pick(brief, point.actions) if point else ""
        said = [action or self._line(brief, "calm_action")]
        if brief.tell_customer:
            said.append(brief.tell_customer)
        return " ".join(said)

    def _ordinary(self, brief: Brief) -> list[str]:
        first = brief.points[0] if brief.points else None
        opening = _joined([self._detail(brief), self._acknowledgement(brief, first)])
        offer = self._offer(brief, first.offer) if first and first.offer else ""
        question = self._question(brief)
        needed = [
            opening, self._action(brief, first), offer, self._wishes(brief), question,
            self._closing(brief, first),
        ]  # fmt: skip
        room = _WORDS[brief.case.channel]
        for spare in _SPARE:  # what a short channel can do without, the least needed first
            if _length(needed) > room:
                needed[spare] = ""
        others = self._others(brief, room=room - _length(needed))
        anticipate = self._anticipate(brief, first) if not others else ""
        both = " ".join(filter(None, [needed[4], anticipate]))
        if anticipate and _length([*needed, anticipate]) <= room:
            needed[4] = both
        return [*needed[:3], *others, *needed[3:]]

    # -- the parts -----------------------------------------------------------------------------

    def _detail(self, brief: Brief) -> str:
        if brief.detail:
            return brief.detail.sentence
        words = keywords(brief.case.message)
        if brief.points and words:
            more = {"topic": brief.points[0].topic, "keywords": words}
            return self._line(brief, "detail_both", more)
        if words:
            return self._line(brief, "detail_keywords", {"keywords": words})
        return ""

    def _acknowledgement(self, brief: Brief, point: Point | None) -> str:
        broken = next((p for p in brief.promises if p.state == "missed"), None)
        if broken:
            named = {"promise": clip(broken.text, 160).rstrip(".")}
            if broken.made:
                named["made"] = f"{broken.made:%A} {broken.made.day} {broken.made:%B}"
            if text := self._line(brief, "broken_promise", named):
                return text
        if brief.triage.repeat_contact:
            ours = brief.triage.fault == "ours"
            return self._line(brief, "repeat_ours") if ours else self._concrete(brief, "repeat")
        if any(flag.key == "vulnerable" for flag in brief.triage.flags):
            return self._line(brief, "vulnerable")
        if point and point.acknowledgements:
            return self._pick(brief, best(point.acknowledgements))
        if brief.triage.fault == "ours":
            return self._line(brief, "other_acknowledgement_ours")
        hot = brief.triage.intensity >= _HOT
        return self._line(brief, "other_acknowledgement_hot" if hot else "calm_acknowledgement")

    def _action(self, brief: Brief, point: Point | None) -> str:
        done = ", ".join(brief.case.facts.actions_done)
        said = [self._line(brief, "done", {"done": done})] if done else []
        if brief.triage.fault in ("disputed", "customer"):
            said.append(self._line(brief, f"fault_{brief.triage.fault}"))
        if point and point.actions:
            said.append(self._pick(brief, point.actions))
        else:
            team = self._phrases.of("other_team")[0]
            said.append(self._line(brief, "other_action", {"team": team}))
        return " ".join(filter(None, said))

    def _offer(self, brief: Brief, offer: Offer) -> str:
        several = len(offer.choices) > 1
        key = ("options" if several else "option") + ("_true" if offer.confirmed else "_if")
        listed = brief.case.channel == "email"
        named = choices(offer.choices, listed=listed)
        return self._line(brief, key, {"condition": offer.condition, "choices": named})

    def _others(self, brief: Brief, *, room: int) -> list[str]:
        """The further issues: in full while there is room in words, else named for later."""
        said: list[str] = []
        parked: list[str] = []
        for number, point in enumerate(brief.points[1:]):
            action = lowered_first(self._pick(brief, point.actions))
            more = {"topic": point.topic, "action": action}
            line = self._line(brief, "also", more, shift=number)
            offer = self._offer(brief, point.offer) if point.offer and _own(point.offer) else ""
            full = " ".join(filter(None, [line, offer]))
            chosen = next((text for text in (full, line) if text and _length([text]) <= room), "")
            room -= _length([chosen])
            (said if chosen else parked).append(chosen or point.topic)
        parked = [topic for topic in parked if topic not in _NEVER_PARKED]
        if parked:
            said.append(self._line(brief, "also_parked", {"topic": " and ".join(parked)}))
        return said

    def _wishes(self, brief: Brief) -> str:
        """What flags and single wishes add: who takes over, a call, a reason, a boundary."""
        keys = {flag.key for flag in brief.triage.flags}
        said = [brief.tell_customer]
        if "abuse" in keys:
            said.append(self._line(brief, "abuse_boundary"))
        if "over_authority" in keys and not brief.tell_customer:
            said.append(self._line(brief, "over_authority"))
        if "callback" in brief.triage.asks:
            said.append(self._line(brief, "ask_callback"))
        elif "explanation" in brief.triage.asks and _asks_why(brief.case.message):
            said.append(self._line(brief, "ask_explanation"))
        return " ".join(filter(None, said))

    def _question(self, brief: Brief) -> str:
        """At most one question to the customer, and only what they have not said (rubric D24)."""
        asked = brief.points[0].ask_customer if brief.points else ""
        known = {fact.kind for fact in brief.triage.facts}
        vague = brief.mode == "ordinary" and not brief.points
        if vague and not brief.case.facts.order_id and "reference" not in known:
            asked = self._line(brief, "other_question")
        if "callback" in brief.triage.asks:
            return ""
        if brief.case.channel == "social" and asked:
            return f"{asked} {self._line(brief, 'social_private')}"
        return asked

    def _anticipate(self, brief: Brief, point: Point | None) -> str:
        return self._pick(brief, point.anticipate) if point and point.anticipate else ""

    def _closing(self, brief: Brief, point: Point | None) -> str:
        own = self._pick(brief, point.closings) if point else ""
        return own or self._line(brief, "closing")

    # -- choosing and laying out ---------------------------------------------------------------

    def _line(
        self, brief: Brief, key: str, more: Mapping[str, str] | None = None, *, shift: int = 0
    ) -> str:
        """One of the ways to say something; empty where no way's slots can all be filled."""
        teams = [point.team for point in brief.points[:1]] or self._phrases.of("other_team")[:1]
        values = {"team": "".join(teams), **brief.values, **(more or {})}
        found = filled(self._phrases.of(key), values)
        return found[(brief.turn + shift) % len(found)] if found else ""

    def _concrete(self, brief: Brief, key: str) -> str:
        """The line that names a detail, where there is one."""
        found = filled(self._phrases.of(key), brief.values)
        named = [
            text for text in found if "count" in brief.values and brief.values["count"] in text
        ]
        return self._pick(brief, named or found)

    def _pick(self, brief: Brief, texts: Sequence[str]) -> str:
        return texts[(brief.turn >> 3) % len(texts)] if texts else ""

    def _subject(self, brief: Brief) -> str:
        if brief.mode == "hard_stop":
            return f"Your message to {brief.company.name}"
        about = brief.points[0].topic if brief.points else "your message"
        order = f", {brief.values['order']}" if "order" in brief.values else ""
        return clip(f"About {about}{order}", 90)

    def _laid_out(self, brief: Brief, parts: list[str]) -> str:
        """Greeting, paragraphs and signature as the channel wants them."""
        channel = brief.case.channel
        named = "customer" in brief.values
        greeting = self._line(brief, "greeting_named" if named else "greeting")
        if channel == "phone":
            return "\n".join(f"- {brief_line}" for part in parts for brief_line in lines(part))
        if channel == "social":
            return f"{greeting} " + " ".join(parts)
        if channel == "chat":
            return f"{greeting} " + "\n".join(parts)
        text = "\n\n".join([greeting, *parts, self._signature(brief)])
        return "\n".join(line.rstrip() for line in text.splitlines())

    def _signature(self, brief: Brief) -> str:
        agent = brief.values.get("agent", "")
        return f"{agent}\n{brief.company.name}" if agent else brief.company.signature


_WHY = re.compile(r"\bwhy\b[^.!?]{6,}\?|\bexplain(?:ed|ation)?\b", re.IGNORECASE)


def _asks_why(message: str) -> bool:
    """Whether a reason is asked for in so many words; "how can they be so slow?" asks for none."""
    return _WHY.search(message) is not None


def _own(offer: Offer) -> bool:
    """Whether an offer mends this issue; a call-back mends none and is offered once at most."""
    return not all(clause.startswith("SRV-") for clause in offer.clauses)


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


def _length(parts: Sequence[str]) -> int:
    return sum(len(part.split()) for part in parts)
