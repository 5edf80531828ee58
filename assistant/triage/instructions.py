"""Sentences in a customer's text that are aimed at a machine. They are data, never followed."""

from __future__ import annotations

from functools import lru_cache

from assistant.domain import Span
from assistant.text import sentences
from assistant.triage.matching import PatternSet
from assistant.triage.plain import views

_PATTERNS = (
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|the|any|my)\b.{0,30}\b(?:instruction|prompt|rule|guideline|polic|direction|context|training|command)s?",
    r"\b(?:system|developer|hidden|initial|original) (?:prompt|message|instruction)s?\b",
    r"\byou are (?:now|no longer) (?:a|an|in|the|going|my|free|dan|bound)\b|\bact as (?:a|an|if|my)\b|\bpretend (?:to be|you are|that you)\b|\broleplay\b|\bjailbreak\b|\bdeveloper mode\b|\bdo anything now\b",
    r"<\|?(?:im_start|im_end|system|user|assistant|endoftext)\|?>|\[/?inst\]|^\s*(?:system|assistant|user)\s*:|### ?(?:instruction|system|response)",
    r"\b(?:reply|respond|answer|write|say|output|print|repeat|return|begin|start|end) (?:only |exactly |just |back |with )*(?:with|the (?:words?|phrase|text|following)|exactly|verbatim|in json|in base64|your (?:prompt|instructions|rules|reply))",
    r"\b(?:print|output|echo|write|say|type) (?:out )?[\"'“‘][^\"'”’]{2,80}[\"'”’]|\b(?:say|print|output|write) (?-i:[A-Z][A-Z0-9]{2,})(?:-\d+)?\b.{0,12}$|\bmaintenance mode\b",
    r"\b(?:reveal|show|print|leak|expose|disclose|repeat|translate) (?:me )?(?:your|the|all|any) (?:\w+ ){0,2}(?:prompt|instruction|rule|secret|password|api key|key|configuration|system|notes)s?",
    r"\b(?:as|being) an? (?:ai|language model|llm|assistant|chatbot|bot)\b|\b(?:dear|hey|attention|note to(?: the)?) (?:ai|assistant|llm|chatbot|bot|model)\b|\bnew (?:instruction|task|rule|policy)s?\s*:|\bend of (?:message|email|complaint|prompt|conversation|document)\b",
    r"\byour (?:new|only|real|actual) (?:task|job|goal|instruction|role|rule)s?\b|\bfrom now on,? (?:you|reply|answer|respond)\b|\b(?:must|should|will) (?:promise|approve|grant|confirm) (?:a|the|my|this|that) (?:full )?(?:refund|credit|compensation)\b",
)  # fmt: skip


@lru_cache(maxsize=1)
def _compiled() -> PatternSet:
    return PatternSet(_PATTERNS)


def find_instructions(text: str) -> tuple[Span, ...]:
    """The sentences that speak to a machine instead of to a person."""
    if not _aimed(text):
        return ()
    return tuple((start, end) for start, end in sentences(text) if _aimed(text[start:end]))


def _aimed(text: str) -> bool:
    """Whether a machine is spoken to, in plain letters or in lookalike ones."""
    if _compiled().matches(text):
        return True
    plain = views(text)[0].text.decode("ascii", "replace")
    return bool(_compiled().matches(plain))
