"""The modes of the offline writer: which moves a reply makes, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.drafting import moves, opening
from assistant.drafting.brief import Mode
from assistant.drafting.layout import choices
from assistant.drafting.signs import EMPTY_VALUE
from assistant.drafting.unsaid import sayable
from assistant.drafting.voice import Voice, joined, length
from assistant.text import clip

_UPSET = 0.3
"""Triage gives a message with a situation in it this intensity at least, however calm it is."""
_SPARE = (5, 2, 3)
"""Closing, offer, wishes: places in the list of parts, in the order in which they give way."""
_SPARE_SHORT = (2, 4)
"""The same for the shortest alternative: offer, question; what flags tell the customer stays."""
_SURE = 0.75
"""Confidence from which a situation is taken up beside a request for somebody else's data."""
_SAID_AS_IT_IS = re.compile(r"[\w£$€.,:#/ +-]{1,40}")
_SAID_IN_PUBLIC = ("hard_stop", "positive", "private", "settled", "bare")
_ROOM_CALM, _NUMBERED = 60, 6
"""Words that further points of a calm message may take; points answered under their numbers."""
_QUOTED = 14
"""Words of a numbered point that are repeated in its answer."""


def parts_of(voice: Voice) -> list[str]:
    """The paragraphs of a reply, without greeting and signature; empty ones may be among them."""
    brief = voice.brief
    if voice.public and brief.mode not in _SAID_IN_PUBLIC:
        return _public(voice)
    if brief.manner.formal and brief.mode == "ordinary":
        return _formal(voice)
    return _MODES[brief.mode](voice)


def _private(voice: Voice) -> list[str]:
    """Nothing about another person is shared; what is possible instead, and what is taken up."""
    brief = voice.brief
    own = [p for p in brief.points if p.issue.confidence >= _SURE and not voice.public]
    return [
        joined([opening.thanks(voice), opening.detail(voice), voice.line("others_no")]),
        voice.line("others_instead"),
        moves.also(voice, own[0]) if own else voice.line("others_own"),
        brief.tell_customer,
        voice.line("others_closing") if voice.style != "shortest" else "",
    ]


def _settled(voice: Voice) -> list[str]:
    """It is over: a word of thanks, and the way back if it is not."""
    last = voice.line("settled_closing") if voice.style != "shortest" else ""
    return [voice.line("settled"), voice.line("settled_again"), last]


def _bare(voice: Voice) -> list[str]:
    """A number, a link or a mark alone: it is named, and asked what it is about."""
    said = " ".join(sayable(voice.brief.case.message).split())
    known_empty = EMPTY_VALUE.search(said) is not None
    known = voice.brief.values.get("order", "") if not voice.public else ""
    fit = _SAID_AS_IT_IS.fullmatch(said) and not (known_empty or voice.public)
    words = said if fit else ""
    came = (
        voice.line("bare_order") if known
        else voice.line("bare_words", {"quote": words}) if words
        else voice.line("bare_link" if "://" in said else "bare_nothing")
    )  # fmt: skip
    if words and voice.brief.manner.answered:  # the answer to a question of ours
        return [voice.line("bare_answer", {"quote": words}), voice.brief.tell_customer]
    return [
        joined([opening.thanks(voice), came]),
        joined([voice.line("bare_ask"), voice.brief.tell_customer]),
        voice.line("bare_closing") if voice.style != "shortest" else "",
    ]


def _hard_stop(voice: Voice) -> list[str]:
    return list(voice.brief.holding)


def _positive(voice: Voice) -> list[str]:
    praise = opening.praised(voice) or opening.detail(voice)
    last = {"plain": "positive_closing", "warmest": "warmest_praise"}.get(voice.style, "")
    return [
        joined([voice.line("positive_acknowledgement"), praise]),
        "" if voice.style == "shortest" else voice.line("positive_action"),
        voice.line(last),
    ]


def _calm(voice: Voice) -> list[str]:
    brief = voice.brief
    first = brief.points[0] if brief.points else None
    inquires = opening.only_asks(voice)
    answer = voice.pick(first.actions) if first and not inquires else ""
    answer = answer or voice.line("calm_action")
    answer = moves.new_point(voice) or answer
    offered = (
        moves.first_offer(voice)
        if first and not inquires and moves.is_asked_for(voice, first)
        else ""
    )
    return [
        joined([opening.thanks(voice), opening.detail(voice),
                "" if voice.style == "firmest" else opening.calm_acknowledgement(voice)]),
        joined([answer, moves.decision(voice), brief.tell_customer]),
        offered,
        "" if inquires else moves.question(voice),
        *moves.others(voice, room=_ROOM_CALM),
        moves.closing(voice) if voice.style != "plain" else voice.line("calm_closing"),
    ]  # fmt: skip


def _ordinary(voice: Voice) -> list[str]:
    numbered = _numbered(voice)
    parts = [
        opening.paragraph(voice), numbered or _answer(voice), moves.first_offer(voice), moves.wishes(voice),
        moves.question(voice), moves.closing(voice),
    ]  # fmt: skip
    parked = moves.PARKED if len(voice.brief.points) > 1 else 0
    for spare in _SPARE_SHORT if voice.style == "shortest" else _SPARE:
        if length(parts) + parked > voice.room:
            parts[spare] = ""
    further = [] if numbered else moves.others(voice, room=voice.room - length(parts))
    ahead = moves.anticipate(voice) if not further and voice.style != "shortest" else ""
    if ahead and length([*parts, ahead]) <= voice.room:
        parts[4] = joined([parts[4], ahead])
    return [*parts[:3], *further, *parts[3:]]


def _answer(voice: Voice) -> str:
    before = voice.line(f"{voice.style}_before") if voice.style != "plain" else ""
    return joined([before, moves.action(voice)])


def _refusal(voice: Voice) -> list[str]:
    """The no with its reason, what is possible instead, who looks again; never a bare one."""
    parts = [
        joined([opening.thanks(voice), opening.detail(voice), _before_a_no(voice)]),
        joined([refused(voice), instead(voice)]),
        _appeal(voice),
        moves.wishes(voice),
        "" if voice.style == "shortest" else _refusal_closing(voice),
    ]
    if length(parts) > voice.room:
        parts[-1] = ""
    further = moves.others(voice, room=voice.room - length(parts))
    return [*parts[:3], *further, *parts[3:]]


def _appeal(voice: Voice) -> str:
    refusal = voice.brief.refusal
    if refusal is None:
        return ""
    short = voice.style == "shortest" or voice.brief.case.channel == "chat"
    return refusal.appeal_short if short else refusal.appeal


def _before_a_no(voice: Voice) -> str:
    """Regret before a no, where they are upset; a calm wish is only taken up."""
    triage = voice.brief.triage
    if triage.repeat_contact or any(flag.key == "vulnerable" for flag in triage.flags):
        return opening.missed_promise(voice) or opening.acknowledgement(voice)
    if voice.style != "plain":
        return voice.line(f"{voice.style}_before_no")
    upset = triage.intensity > _UPSET and not voice.brief.manner.apologised
    return voice.line("refusal_regret" if upset else "refusal_before")


def _refusal_closing(voice: Voice) -> str:
    if voice.style in ("warmest", "firmest"):
        return voice.line(f"{voice.style}_closing_no")
    return voice.line("refusal_closing")


def refused(voice: Voice) -> str:
    """What cannot be done and why, in plain words with the figures of the case."""
    refusal = voice.brief.refusal
    if refusal is None:
        return ""
    return joined([voice.fullest(f"no_{refusal.ask}"), refusal.reason])


def instead(voice: Voice) -> str:
    """What is possible: the playbook's own ways, else whatever of its offer stands."""
    refusal = voice.brief.refusal
    if refusal is None or not refusal.instead:
        own = moves.first_offer(voice) if refusal and refusal.recognised else ""
        return own or voice.line("instead_open")
    listed = voice.brief.case.channel != "social" and voice.style != "shortest"
    key = "instead_many" if len(refusal.instead) > 1 else "instead_one"
    return voice.line(key, {"choices": choices(refusal.instead, listed=listed)})


def _good_news(voice: Voice) -> list[str]:
    """What is done comes first; then what to do if it has not arrived."""
    brief = voice.brief
    news = brief.news
    done = {"done": news.done} if news and news.done else {}
    ask = news.ask if news else ""
    heated = brief.triage.intensity >= 0.3 and not brief.manner.apologised
    upset = (brief.triage.repeat_contact or heated) and voice.style != "firmest"
    after = [opening.detail(voice), _late_news(voice) if upset else ""]
    parts = [
        joined([
            voice.fullest(f"news_{ask}", done),
            *(reversed(after) if brief.triage.repeat_contact else after),
            voice.line("warmest_news") if voice.style == "warmest" else "",
        ]),
        voice.line(f"news_check_{ask}") or voice.line("news_check"),
        moves.wishes(voice),
        "" if voice.style == "shortest" else voice.line("news_closing"),
    ]  # fmt: skip
    further = moves.others(voice, room=voice.room - length(parts))
    return [*parts[:2], *further, *parts[2:]]


def _late_news(voice: Voice) -> str:
    """Regret that they had to ask; a repeated contact is owned as such (rubric D31)."""
    repeated = voice.brief.triage.repeat_contact
    return voice.counted("repeat") if repeated else voice.line("news_regret")


def _formal(voice: Voice) -> list[str]:
    """The same answer without chat: numbered where the customer numbered."""
    first = opening.paragraph(voice)
    offered = moves.first_offer(voice)
    numbered = _numbered(voice)
    answer = [numbered] if numbered else [moves.action(voice)]
    if voice.style == "shortest":
        return [first, *answer, moves.wishes(voice), voice.line("formal_closing")]
    if voice.style != "plain":
        before = "warmest_formal" if voice.style == "warmest" else "firmest_before"
        answer = [voice.line(before), *answer]
    parts = [first, *answer, offered, moves.wishes(voice), moves.question(voice)]
    if not numbered:
        parts[2:2] = moves.others(voice, room=voice.room - length(parts))
    return [*parts, voice.line("formal_closing")]


def _numbered(voice: Voice) -> str:
    """An answer to each point that the customer numbered, under the same number."""
    if len(voice.brief.manner.numbered) > _NUMBERED:  # a list of stays, not of points
        return ""
    lines: list[str] = []
    for number, (text, span) in enumerate(voice.brief.manner.numbered, start=1):
        point = next(
            (p for p in voice.brief.points
             if span[0] <= p.issue.span[0] < span[1] or p.issue.span[0] <= span[0] < p.issue.span[1]),
            None,
        )  # fmt: skip
        said = voice.pick(point.actions) if point else ""
        words = text.rstrip(".!? ").split()
        quote = clip(" ".join(words[:_QUOTED]), 120) + (" …" if len(words) > _QUOTED else "")
        team = {"team": "".join(voice.phrases.of("other_team")[:1])}
        said = said or voice.line("numbered_open", {"quote": quote, **team}, shift=number)
        lines.append(f"{number}. {said}")
    return "\n".join(lines)


def _wish(voice: Voice) -> dict[str, str]:
    refusal = voice.brief.refusal
    said = voice.line(f"wish_{refusal.ask}") if refusal else ""
    return {"wish": said} if said else {}


def _public(voice: Voice) -> list[str]:
    """A public acknowledgement without anything personal, and the way to a private channel."""
    brief = voice.brief
    answer, again = _public_answer(voice)
    private = joined([
        voice.line(f"{voice.style}_public") if voice.style != "plain" else "",
        voice.line("social_private"),
    ])  # fmt: skip
    parts = [opening.detail(voice), again, answer, brief.tell_customer, private]
    named = brief.mode in ("refusal", "good_news")  # the answer itself names the channel
    shorter = {2: answer if named else voice.line("public_action"), 3: ""}
    if named:
        shorter = {4: voice.line(f"{voice.style}_public"), **shorter}
    for place, text in shorter.items():
        if length(parts) > voice.room or (voice.style == "shortest" and place != 3):
            parts[place] = text
    return parts


def _public_answer(voice: Voice) -> tuple[str, str]:
    """What is said in public, and the acknowledgement before it."""
    brief = voice.brief
    again = opening.acknowledgement(voice) if brief.triage.repeat_contact else ""
    if brief.mode == "refusal":
        topic = {"topic": brief.points[0].topic} if brief.points else {}
        return voice.fullest("public_refusal", {**topic, **_wish(voice)}), again
    if brief.mode == "good_news":
        return voice.line("public_news"), again
    if brief.mode == "calm":
        return moves.action(voice), opening.calm_acknowledgement(voice)
    short = voice.style in ("shortest", "warmest")
    answer = voice.line("public_action") if short else moves.action(voice)
    return answer, opening.acknowledgement(voice)


_MODES: dict[Mode, Callable[[Voice], list[str]]] = {
    "hard_stop": _hard_stop,
    "positive": _positive,
    "calm": _calm,
    "ordinary": _ordinary,
    "refusal": _refusal,
    "good_news": _good_news,
    "private": _private,
    "settled": _settled,
    "bare": _bare,
}
