"""Reads a question: what it asks for, in which words, and what it is about if it follows others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.answering.lexicon import Lexicon
from assistant.answering.words import Asked, stems
from assistant.domain import Record

Form = Literal["how", "what", "why", "when", "list", "who", "number", "words", "avoid", "whether"]

_FORMS: tuple[tuple[Form, str], ...] = (
    ("number", r"\bhow (?:long|much|many|often|fast|quickly|soon)\b|\b(?:by|until) when\b"),
    ("avoid", r"\b(?:never|not|avoid|wrong|forbidden)\b[^?]{0,30}\b(?:say|saying|write|words?)\b"
              r"|\bwords? (?:should|must|do|to)\b[^?]{0,12}\bavoid\b"
              r"|\bavoid\b[^?]{0,20}\bwords?\b"),
    ("words", r"\b(?:what|how) (?:can|could|do|should|would|might) (?:i|we|they|an? \w+) "
              r"(?:say|write|word|phrase|answer)\b|\b(?:example|wording|sentence) (?:for|of|to)\b"),
    ("list", r"\b(?:which|what) (?:are|were)\b|\bwhat (?:steps|types|kinds|techniques|options)\b"
             r"|\bwhich (?!of)\w+s\b|\blist\b|\bname (?:the|some)\b"),
    ("why", r"\bwhy\b|\bwhat for\b|\bthe reason\b"),
    ("when", r"\bwhen\b|\bat what point\b|\bhow early\b"),
    ("who", r"\bwho\b|\bwhose\b"),
    ("how", r"\bhow\b|\bin which order\b|\bwhat (?:do|should|can|must) (?:i|we|he|she|they)\b"),
    ("what", r"\bwhat\b|\bwhich\b"),
)  # fmt: skip
_SPECIAL = 4
"""So many of the forms count wherever they stand in the question."""
_AMOUNT = re.compile(
    r"\bhow (?:long|much|many|fast|quickly|soon)\b|\b(?:by|until) when\b|\bphone number\b"
    r"|\bwhat time\b|\b(?:which|what) (?:year|date)\b|\bcosts?\b|\bprice of\b|\bwhat salary\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^\s*(?:and|but|or|so|also|what about|how about|what if|same|even)\b|^\s*(?:why|how|when|who)"
    r"\s*(?:not|so|come|then)?\s*\?*\s*$|\b(?:that|this|it|them|those|these|the same|instead)\b"
    r"[^?]{0,12}\?*\s*$|^\s*(?:can|could) you (?:give|show)|\banother example\b|\bmore\?\s*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:’'] )(?:[A-Z][\w’']+|[A-Z]{2,}\d*)\b")
_OUR_NAMES = frozenset(
    {
        "i", "i'm", "i've", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december", "heard", "last", "leap", "carp", "mr",
        "mrs", "ms", "dr", "english", "pin", "pins", "gbp", "eur", "usd", "uk", "vip", "faq", "id",
    }
)  # fmt: skip
"""Capitalised words that are no names of others."""
_ENOUGH = 2
"""Content words with which a question stands on its own."""


class Question(Record):
    """A question as it is looked for.

    `text` is what was asked, `whole` the same with the subject of the conversation it belongs to.
    """

    text: str
    whole: str
    form: Form
    words: tuple[Asked, ...]
    added: tuple[str, ...]
    """Stems of words alike, for the search alone."""
    names: tuple[str, ...]
    """Capitalised words inside a sentence: names, mostly."""
    elsewhere: tuple[str, ...]
    """Its words and phrases of subjects that guidance for customer service seldom answers."""
    amount: bool
    """The answer has to hold a number."""
    subject: tuple[Asked, ...] = ()
    """The words of the earlier question that this one leans on, where it does."""


def read_question(
    text: str, lexicon: Lexicon, *, conversation: Sequence[str] = (), own: Sequence[str] = ()
) -> Question:
    """What a question asks, with the subject of the conversation where it has none of its own.

    Args:
        conversation: the earlier questions, oldest first.
        own: names that are the company's own and say nothing about the subject.
    """
    whole = with_subject(text, conversation, lexicon)
    plain = " ".join(whole.split())
    company = {word for name in own for word in stems(name)}
    names = tuple(
        name
        for name in _NAME.findall(plain)
        if name.lower() not in _OUR_NAMES and not set(stems(name)) & company
    )
    named = {word for name in names for word in stems(name)}
    kept = _asked(plain.lower(), lexicon, company) or _asked(
        plain.lower(), lexicon, company, all_=True
    )
    if whole != text:
        kept = _with_weight(kept, _asked(text.lower(), lexicon, company, all_=True))
    kept = tuple(word.model_copy(update={"name": word.stem in named}) for word in kept)
    own_words = set(stems(text))
    found = {asked.stem for asked in kept}
    groups = sorted(frozenset[int]().union(*(asked.groups for asked in kept)))
    alike = (word for group in groups for word in lexicon.words_of[group])
    added = tuple(dict.fromkeys(word for word in alike if word not in found))
    return Question(
        text=text.strip(),
        whole=plain,
        form=_form(text if _has_form(text) else plain),
        words=kept,
        elsewhere=_elsewhere(plain.lower(), lexicon),
        added=added,
        names=names,
        amount=bool(_AMOUNT.search(plain)),
        subject=tuple(word for word in kept if word.stem not in own_words) if whole != text else (),
    )


def with_subject(text: str, conversation: Sequence[str], lexicon: Lexicon) -> str:
    """The question behind the last one that stood on its own, where it does not itself.

    "And on the phone?" after "How do I apologise?" asks how to apologise on the phone.
    """
    if not conversation or not _leans(text, lexicon):
        return text
    earlier = list(conversation)
    subject = next((q for q in reversed(earlier) if not _leans(q, lexicon)), earlier[0])
    bare = earlier[-1] != subject and not _asked(text.lower(), lexicon, set())
    between = earlier[-1] if bare else ""
    return " ".join(part.strip() for part in (subject, between, text) if part.strip())


def _leans(text: str, lexicon: Lexicon) -> bool:
    """Whether a question leans on an earlier one."""
    return bool(_FOLLOWS.search(text)) or len(_asked(text.lower(), lexicon, set())) < _ENOUGH - 1


def _with_weight(kept: tuple[Asked, ...], added: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """The words of a question, those that a follow-up adds counting double."""
    new = {word.stem for word in added}
    before = (word for word in kept if word.stem not in new)
    return (*before, *(word.model_copy(update={"weight": 2.0}) for word in added))


def _asked(
    text: str, lexicon: Lexicon, company: set[str], *, all_: bool = False
) -> tuple[Asked, ...]:
    """The words that carry what is asked; those of a known phrase stand for its meaning too.

    Args:
        all_: the words that are set aside too, where a question holds no others.
    """
    found: dict[str, frozenset[int]] = {}
    for phrase, group in lexicon.phrases:
        if phrase not in text or not _position(phrase, text):
            continue
        text = re.sub(rf"\b{re.escape(phrase)}\b", " ", text)
        content = [word for word in stems(phrase) if word not in lexicon.set_aside]
        for word in content or [phrase]:
            found[word] = found.get(word, frozenset()) | {group}
    for word in stems(text):
        if word not in company and (all_ or word not in lexicon.set_aside):
            found[word] = found.get(word, frozenset()) | lexicon.groups.get(word, frozenset())
    return tuple(Asked(stem=word, groups=groups) for word, groups in found.items())


def _elsewhere(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    words = (word for word in stems(text) if word in lexicon.elsewhere)
    phrases = (p for p in lexicon.elsewhere if " " in p and p in text and _position(p, text))
    return tuple(dict.fromkeys((*words, *phrases)))


def _position(phrase: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(phrase)}\b", text) is not None


def _has_form(text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for _, pattern in _FORMS)


def _form(text: str) -> Form:
    """The special forms first, then the question word that comes first."""
    found: list[tuple[int, int, Form]] = []
    for rank, (form, pattern) in enumerate(_FORMS):
        if match := re.search(pattern, text, re.IGNORECASE):
            if rank < _SPECIAL:
                return form
            found.append((match.start(), rank, form))
    return min(found)[2] if found else "whether"
