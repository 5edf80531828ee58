"""Which language a message is written in, from its small words."""

from __future__ import annotations

from assistant.text import words

_SMALL: dict[str, frozenset[str]] = {
    "en": frozenset(["the", "and", "to", "of", "is", "my", "i", "you", "it", "for", "was", "not", "have", "with", "this", "that", "on", "be", "your", "they", "are", "but", "me", "at", "so", "what", "no", "never"]),
    "de": frozenset(["der", "das", "und", "ist", "nicht", "ich", "mein", "meine", "mit", "auf", "ein", "eine", "von", "den", "für", "zu", "wir", "habe", "wurde", "seit", "noch", "kein", "keine", "bei", "dem", "auch", "ihr", "sich", "nach", "wie"]),
    "es": frozenset(["el", "los", "las", "de", "que", "en", "un", "una", "mi", "por", "con", "para", "es", "se", "su", "lo", "como", "está", "pero", "más", "ya", "les", "nos", "fue", "muy", "este", "esta"]),
    "fr": frozenset(["le", "les", "de", "des", "et", "en", "un", "une", "je", "vous", "ne", "pas", "mon", "est", "pour", "que", "qui", "avec", "sur", "ce", "cette", "mais", "j'ai", "c'est", "il", "nous", "du", "au", "depuis", "votre", "plus"]),
    "pt": frozenset(["os", "de", "que", "em", "um", "uma", "não", "meu", "minha", "por", "com", "para", "é", "se", "eu", "vocês", "foi", "está", "mas", "mais", "já", "da", "na", "até", "nao"]),
}  # fmt: skip


def guess(text: str) -> str:
    """An ISO 639-1 code of en, de, es, fr, pt; `en` where a text is too short to tell."""
    found = words(text[:2000])
    scores = {name: sum(word in small for word in found) for name, small in _SMALL.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > scores["en"] and scores[best] >= 2 else "en"
