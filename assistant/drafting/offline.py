"""The offline writer: renders a brief into a reply with the playbooks' own phrases.

No key, no network, no download. What is said follows from situation, intensity, fault, channel,
history and the customer's own words, so that two different messages never get the same letter;
which of several fitting phrases is taken follows from the message alone, so that the same
message gets the same reply.
"""

from __future__ import annotations

from assistant.corpus import Phrases
from assistant.domain import Reply
from assistant.drafting.brief import Brief
from assistant.drafting.layout import lines, named_once
from assistant.drafting.modes import parts_of
from assistant.drafting.voice import Style, Voice
from assistant.text import clip


class OfflineWriter:
    """Writes replies from briefs.

    Args:
        phrases: the sentences that belong to no playbook.
    """

    name = "offline"

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def write(self, brief: Brief, *, style: Style = "plain") -> Reply:
        """The reply to a case, in English, for the channel of the case.

        Args:
            style: `plain` for the draft itself, else one of its alternatives.
        """
        voice = Voice(self._phrases, brief, style)
        return Reply(
            text=_laid_out(voice, _fitting(brief, parts_of(voice))),
            subject=_subject(brief),
            language="en",
            channel=brief.case.channel,
        )


def _fitting(brief: Brief, parts: list[str]) -> list[str]:
    """The parts that are not empty, with the time named once."""
    kept = [part for part in parts if part]
    if brief.mode == "hard_stop":
        return kept
    return named_once(kept, brief.values["deadline"], sparing=brief.tell_customer)


def _subject(brief: Brief) -> str:
    if brief.mode == "hard_stop":
        return f"Your message to {brief.company.name}"
    about = brief.points[0].topic if brief.points else "your message"
    order = f", {brief.values['order']}" if "order" in brief.values else ""
    return clip(f"About {about}{order}", 90)


def _laid_out(voice: Voice, parts: list[str]) -> str:
    """Greeting, paragraphs and signature as the channel wants them."""
    brief = voice.brief
    channel = brief.case.channel
    if channel == "phone":
        return "\n".join(f"- {line}" for part in parts for line in lines(part))
    greeting = _greeting(voice)
    if channel == "social":
        return " ".join([greeting, *parts])
    if channel == "chat":
        return " ".join(filter(None, [greeting, "\n".join(parts)]))
    text = "\n\n".join([greeting, *parts, _signature(voice)])
    return "\n".join(line.rstrip() for line in text.splitlines())


def _greeting(voice: Voice) -> str:
    brief = voice.brief
    if brief.manner.formal and brief.mode != "hard_stop":
        name = _formal_name(voice)
        return voice.line("formal_greeting_named" if name else "formal_greeting", {"name": name})
    if brief.case.channel == "chat" and brief.manner.answered:  # the talk is running already
        return ""
    return voice.line("greeting_named" if "customer" in brief.values else "greeting")


def _formal_name(voice: Voice) -> str:
    """How a formal letter addresses them: by title and name where a title is known."""
    return voice.brief.values.get("customer", "") or voice.brief.manner.signed


def _signature(voice: Voice) -> str:
    brief = voice.brief
    agent = brief.values.get("agent", "")
    signed = f"{agent}\n{brief.company.signature}" if agent else brief.company.signature
    if brief.manner.formal and brief.mode != "hard_stop":
        end = voice.line("formal_end_named" if _formal_name(voice) else "formal_end")
        return f"{end}\n{signed}"
    return signed
