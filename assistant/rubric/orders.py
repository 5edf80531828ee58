"""Texts that speak to a machine, and the part of them that orders something (D35)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import plain
from assistant.text import sentences

_MACHINE = Phrases(
    r"\b(?:ignore|disregard|forget|override|bypass|drop|skip|set aside)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules|policy|policies|restrictions|limits?"
    r"|guidelines|above|previous|training|everything)\b", r"\b(?:system|developer|admin|hidden|initial|your) (?:prompt|message|note|override|instructions?)\b",
    r"\byou are (?:now )?(?:an? )?(?:\w+ )?(?:ai|assistant|bot|language model|chatbot|dan|pirate|refund \w+|poet)\b", r"\b(?:developer|debug|admin|god|test|maintenance|unrestricted|training) mode\b", r"\b(?:act|behave|speak|talk|write|answer|reply|respond|pretend) (?:only )?(?:as|like|in the style|to be)\b", r"\bnew (?:instructions?|rules?|policy)\b",
    r"(?-i:\b(?:SYSTEM|ASSISTANT|INSTRUCTIONS?|ADMIN|AGENT|NOTE|PROMPT|AI|BOT|System|Assistant|Agent|Admin|Bot|Instruction)\b(?: (?:note|message|override|prompt|update|command|instruction|NOTE|MESSAGE|OVERRIDE))*) ?:", r"<\|?(?:system|im_start|assistant|instructions?)|<!--|\[(?:system|inst|admin|agent|assistant|instructions?)\b|/\*|###", r"\b(?:for|to|attention|dear|hey|hi) (?:the |any |whichever |all )?(?:ai|bot|assistant|language model|chatbot|llm|automated (?:system|agent)|support agent|model|agents? reading|system)s?\b",
    r"(?:^|[.!?\n(] ?)(?:ai|bot|assistant|chatbot|system|agent|computer|robot|reader|handler|clerk|model|machine)[,:] ", r"\b(?:system|assistant|bot|ai|ai agent|chatbot|model) ?: ",
    r"\b(?:answer|reply|respond|write|speak|talk) (?:\w+ )?(?:in|with|as) (?:an? |the )?(?:\w+ )?(?:poem|rhymes?|haiku|limerick|verses?|song|rap|sonnet|pirate|capitals|all caps)\b",
    r"\btreat (?:this|the|me as|him|her) (?:user|customer|caller|person|an? )?|\bskip (?:the |all |any )?(?:security|verification|identity|checks|questions)\b",
    r"\b(?:support |service |customer )?(?:agents?|assistants?|staff|handlers?|clerks?) ?: |\byou are (?:now )?(?-i:[A-Z]\w+)(?: \d+)?,? (?:and |who )?(?:must|shall|will|has to|have to|should)\b",
    r"\b(?:your|the|every|any|this) (?:reply|answer|response|e-?mail|letter|message|text|first line|last line|opening|closing|sign-?off) (?:\w+ )?(?:must|should|has to|needs to|shall|is to|ought to|will) (?:\w+ )?(?:contain|include|begin|start|end|open|close|say|state|be|carry|have|use|mention|read|consist|promise|confirm|finish|address|name|list)\b",
    r"\b(?:do not|don't|never|stop) (?:\w+ )?(?:mention|ask|check|tell|say|refer|reveal|use|apply|follow|escalate|verify|write|include|add)\b[^.\n]{0,40}(?:[.):]|$)|\b(?:whoever|anyone|anybody|the person|the agent|the clerk|any agent|those|all) (?:who )?(?:reads?|reading|opens?|opening|handles?|handling|processes|processing|answers?|answering)\b",
    r"\b(?:instructions?|note|order|message|command|directive)s? (?:for|to) (?:the |any |whoever |all |your )?(?:handler|agent|reader|clerk|staff|operator|person|team|support|adviser|advisor)\w*\b",
    r"\b(?:\w+ override|override (?:code|\d+|mode))\b", r"\b(?:to|for) the (?:ai|bot|machine|model)\b", r"\b(?:from now on|for the rest of this|your (?:next|only) (?:task|reply|answer)|start (?:every|each|your)|end (?:every|each|your)|begin (?:every|each|your)|reply (?:only |exactly |just |with )|respond (?:only |exactly |just |with )|answer (?:only |exactly |just |with )|repeat after me|copy (?:and paste|this|the following)|paste (?:this|the following)|include (?:the (?:phrase|words?|sentence|line|text)|this)|write (?:back )?(?:exactly|only|the (?:following|words|sentence|phrase)|this|a poem|in)|say (?:exactly|only|the (?:following|words|phrase)|this)|use (?:the )?(?:words?|phrase)|word for word|sign (?:it|off|the|your reply) (?:as|with)|do (?:what|as) (?:it|the|this) (?:\w+ )?says?|follow (?:the|these|this|its) (?:instructions?|steps|page|link|text|rules)|read (?:this|the) (?:page|link|document|attachment)|execute|run this|decode|translate (?:this|your|the)|list (?:the|all|every|your|my)|(?:print|output) (?:your|the|exactly|only|this|all|every|out|back)|reveal|show me (?:your|the (?:system|prompt|instructions|last|names|other))|what (?:are|is|were) your (?:instructions|prompt|rules|system)|give me (?:your|the) (?:system|prompt|instructions|internal|staff|manager's)|mark (?:this|the|my) (?:ticket|case|complaint|account|claim|order)|close (?:this|the) (?:ticket|case) as|set (?:my|the|this) (?:account|status|balance|ticket|limit|flag|tier|priority)|forward (?:this|the|all|everything)|cc\b|send (?:a copy|this|the|all|everything) (?:to|of)|approve (?:a|the|my|this|it|any|full|all)|(?:issue|grant|apply|authori[sz]e|process|release|credit) (?:a|the|my|an|me|full|all|any|this)|as (?:an?|the|your) (?:admin\w*|developer|supervisor|manager|ceo|system|engineer|owner|director|auditor)|(?:agents?|staff|support|assistants?|systems?) (?:must|shall|has to|have to|are required|is required|should|will) )\b",
)  # fmt: skip


def suspicious(review: Review) -> Iterator[str]:
    """The texts that hold instructions to a machine: message, history, facts, documents."""
    told = review.triage is not None and review.triage.instructions
    if told or _MACHINE.within(review.customer_text):
        yield review.customer_text
    for text in (*(plain(each.text) for each in review.passages), review.facts_text):
        if _MACHINE.within(text):
            yield text


def orders_in(text: str) -> list[str]:
    """The sentences of a text that speak to a machine, each with what follows it closely."""
    found: list[str] = []
    follows = False
    for start, end in sentences(text):
        part = text[start:end]
        asks = part.rstrip().endswith("?")
        follows = _MACHINE.within(part) or (follows and not asks and _IMPERATIVE.starts(part))
        if follows:
            found.append(part)
    return found


_IMPERATIVE = Phrases(
    r"^\W*(?:then |and |also |now |just |please |always |only |in(?:stead)? )*(?:say|tell|write|give|offer|pay|refund|confirm|promise|approve|credit|send|add|list|name|mark|close|set|treat|skip|do|don't|never|use|call"
    r"|state|include|put|grant|waive|issue|ship|apologi[sz]e|admit|answer|reply|respond|ignore|show|print|transfer|upgrade|let|make|agree|accept|release|forward|copy|sign|end|begin|start|finish|address|recommend|the customer (?:may|gets?|is|has))\b"
)
"""A sentence that goes on ordering after one that spoke to a machine."""
