"""Which language a message is written in, from its small words."""

from __future__ import annotations

import unicodedata

from assistant.text import words

_SMALL: dict[str, frozenset[str]] = {
    "en": frozenset(["the", "and", "to", "of", "is", "my", "i", "you", "it", "for", "was", "not", "have", "with", "this", "that", "on", "be", "your", "they", "are", "but", "me", "at", "so", "what", "no", "never"]),
    "de": frozenset(["der", "das", "und", "ist", "nicht", "ich", "mein", "meine", "mit", "auf", "ein", "eine", "von", "den", "für", "zu", "wir", "habe", "wurde", "seit", "noch", "kein", "keine", "bei", "dem", "auch", "ihr", "sich", "nach", "wie"]),
    "es": frozenset(["el", "los", "las", "de", "que", "en", "un", "una", "mi", "por", "con", "para", "es", "se", "su", "lo", "como", "está", "pero", "más", "ya", "les", "nos", "fue", "muy", "este", "esta"]),
    "fr": frozenset(["le", "les", "de", "des", "et", "en", "un", "une", "je", "vous", "ne", "pas", "mon", "est", "pour", "que", "qui", "avec", "sur", "ce", "cette", "mais", "j'ai", "c'est", "il", "nous", "du", "au", "depuis", "votre", "plus"]),
    "pt": frozenset(["os", "de", "que", "em", "um", "uma", "não", "meu", "minha", "por", "com", "para", "é", "se", "eu", "vocês", "foi", "está", "mas", "mais", "já", "da", "na", "até", "nao"]),
}  # fmt: skip


_SCRIPTS = (("CJK", "zh"), ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("ARABIC", "ar"),
            ("HEBREW", "he"), ("CYRILLIC", "ru"), ("GREEK", "el"), ("DEVANAGARI", "hi"), ("THAI", "th"))  # fmt: skip


def _by_script(text: str) -> str:
    """The language that a script other than Latin stands for most often; empty for Latin."""
    letters = [unicodedata.name(c, "") for c in text[:400] if c.isalpha() and ord(c) > 0x250]
    if not letters or len(letters) * 2 < sum(c.isalpha() for c in text[:400]):
        return ""
    counts = {code: sum(name.startswith(s) for name in letters) for s, code in _SCRIPTS}
    return max(counts, key=lambda code: counts[code])


def guess(text: str) -> str:
    """An ISO 639-1 code: en, de, es, fr, pt by small words, others by script.

    `en` where a text is too short to tell.
    """
    if not text.isascii() and (other := _by_script(text)):
        return other
    found = words(text[:2000])
    scores = {name: sum(map(small.__contains__, found)) for name, small in _SMALL.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > scores["en"] and scores[best] >= 2 else "en"
