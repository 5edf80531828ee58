"""Which kind of a situation a message tells of, and what its playbook says to that kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.corpus import Lookup, Phrase, Playbook, Variant
from assistant.triage.matching import LazyPattern


def specific(playbook: Playbook, *texts: str) -> Playbook:
    """The playbook with what its first fitting variant says; as it is where none fits.

    Args:
        texts: the customer's words that tell of the situation, the nearest first.
    """
    plain = [text.replace("’", "'") for text in texts]
    fitting = (each for text in plain for each in playbook.variants if _fits(each, text))
    variant = next(fitting, None)
    return _told(playbook, variant) if variant else playbook


def _fits(variant: Variant, text: str) -> bool:
    if not _pattern(variant.when).search(text):
        return False
    return not (variant.unless and _pattern(variant.unless).search(text))


@lru_cache(maxsize=2048)
def _pattern(source: str) -> LazyPattern:
    return LazyPattern(source)


def _told(playbook: Playbook, variant: Variant) -> Playbook:
    options = playbook.options
    if variant.clauses is not None:
        options = tuple(option for option in options if option.clause in variant.clauses)
    return playbook.model_copy(
        update={
            "topic": variant.topic or playbook.topic,
            "team": variant.team or playbook.team,
            "acknowledgements": _before(variant.acknowledgements, playbook.acknowledgements),
            "actions": _before(variant.actions, playbook.actions),
            "options_if": variant.options_if or playbook.options_if,
            "options": options,
            "find_out": _asking(playbook.find_out, variant.ask_customer),
            "anticipate": variant.anticipate or playbook.anticipate,
        }
    )


def _before(own: Sequence[Phrase], general: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The variant's phrases with those of the playbook that are for a known fault or for the calm."""
    if not own:
        return tuple(general)
    known = (phrase for phrase in general if phrase.fault and "unknown" not in phrase.fault)
    calm = (phrase for phrase in general if not phrase.fault and phrase.max_intensity < 1)
    return (*own, *known, *calm)


def _asking(lookups: Sequence[Lookup], sentence: str | None) -> tuple[Lookup, ...]:
    """What is found out, with the variant's question to the customer in place of the playbook's."""
    if sentence is None:
        return tuple(lookups)
    silent = [lookup.model_copy(update={"ask_customer": ""}) for lookup in lookups]
    asked = next((n for n, lookup in enumerate(lookups) if lookup.ask_customer), 0)
    if silent and sentence:
        silent[asked] = silent[asked].model_copy(update={"ask_customer": sentence})
    return tuple(silent)
