"""The evidence map: what each sentence of a reply rests on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from assistant.corpus import Playbook
from assistant.domain import Evidence
from assistant.rubric.apology import APOLOGY
from assistant.rubric.counts import counts, numbers
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content, flat, plain, weight
from assistant.text import sentences

_ASIDE = ("agent_name", "authority", "country", "currency", "fault")
"""Facts that no sentence rests on."""
Ground = tuple[str, str]
"""Kind and reference of an `Evidence`."""

_COURTESY = Phrases(
    r"^(?:thank you|thanks|many thanks|sorry|i am sorry|i'm sorry|please accept|i apologi[sz]e"
    r"|we apologi[sz]e|my apologies|i appreciate|i hope"
    r"|take care|warm|have a|you are welcome|i understand|i hear|i can see|i am glad|i'm glad"
    r"|we are sorry|welcome)\b",
    r"\b(?:i am|i'm|i will be|i'll be) (?:here|glad|happy)\b", r"^(?:please )?(?:reply|write"
    r"|tell me|let me know|call|answer)\b",
)  # fmt: skip
_INTENT = Phrases(
    r"^(?:i|here|this|that|what i|to)\b(?: is| am| do| can| would|'m|'d| have)?(?: what| not| how"
    r"| my)?\b"
    r"[^.]*\b(?:know|do|want|find|look|understand|choose|need|here|take|answer|happens?|next)\b",
)
_OWN_VIEW = Phrases(
    r"\b(?:i|me|my|mine)\b",
    r"\b(?:should|deserves?|ought)\b",
    r"\bplease (?:send|tell|let|reply|write|keep)\b",
)
_TOPIC = Phrases(r"(?:on|about|for|as for|regarding) [^:.!?]{3,60}: ")
_FIGURES = Phrases(r"\d")


def evidence(review: Review) -> tuple[Evidence, ...]:
    """What each sentence rests on, in the order of the reply.

    A promise rests on its authority, a sentence with a fact on where the fact comes from, a
    playbook's own phrase on the playbook. A number, date or name from nowhere is unsupported.
    """
    grounds = _Grounds(review)
    return tuple(
        Evidence(sentence=review.reply[each.start : each.end], kind=kind, ref=ref)
        for each in review.sentences
        for kind, ref in [grounds.of(each)]
    )


class _Grounds:
    """Looks for the ground of a sentence, the strictest first."""

    def __init__(self, review: Review) -> None:
        self._review = review
        made = [p for p in zip(review.promises, review.grants, strict=True) if p[0].binding]
        self._promises = {promise.sentence.span: grant for promise, grant in reversed(made)}
        self._unbacked = {promise.sentence.span for promise, grant in made if grant.kind == "none"}
        self._unknown = review.unknown_facts
        self._claims = review.claims

    @cached_property
    def _numbers(self) -> frozenset[int]:
        return numbers(self._review.allowed_text)

    def of(self, sentence: Sentence) -> Ground:
        """Kind and reference for one sentence."""
        if sentence.role != "body":
            return ("courtesy", "")
        if self._review.is_prescribed(sentence.text):
            return ("policy", "escalation")
        for text, clause in self._review.grounded:
            said, known = flat(sentence.text.lstrip("-•* ")), flat(text)
            if said in known or known.strip(" .") in said:
                return ("policy", clause)
        for search in (self._broken, self._promised, self._from_case, self._from_playbook,
                       self._from_policy, self._from_passage, self._mirrored, self._polite):  # fmt: skip
            if (ground := search(sentence)) is not None:
                return ground
        return ("unsupported", "")

    def _broken(self, sentence: Sentence) -> Ground | None:
        for fact in self._unknown:
            if sentence.start <= fact.span[0] < sentence.end:
                return ("unsupported", self._review.reply[slice(*fact.span)])
        for claim in self._claims:
            unsupported = claim.sure and not claim.ground
            if sentence.start <= claim.span[0] < sentence.end and unsupported:
                return ("unsupported", self._review.reply[slice(*claim.span)])
        counted = counts(sentence.text) if self._review.case else None
        if counted and (strange := counted - self._numbers):
            return ("unsupported", str(min(strange)))
        return ("unsupported", "promise") if sentence.span in self._unbacked else None

    def _promised(self, sentence: Sentence) -> Ground | None:
        made = self._promises.get(sentence.span)
        if made is None:
            return None
        return ("policy" if made.kind == "policy" else "case", made.ref)

    def _from_case(self, sentence: Sentence) -> Ground | None:
        for claim in self._claims:
            if sentence.start <= claim.span[0] < sentence.end:
                return ("case", claim.ground)
        key = self._fact_key(sentence.text) or self._same_fact(sentence)
        if key:
            return ("case", key)
        facts = [f for f in self._review.facts if sentence.start <= f.span[0] < sentence.end]
        if any(self._review.in_message(fact) for fact in facts) or self._takes_up(sentence):
            return ("case", "message")
        return None

    def _takes_up(self, sentence: Sentence) -> bool:
        """Whether the sentence quotes the message or names a wish that triage found in it."""
        message = self._review.customer_text.lower()
        for start, end in self._review.quotes:
            quoted = self._review.plain[start:end].strip("\"' .,!?()").lower()
            if sentence.start <= start < sentence.end and len(quoted) > 3 and quoted in message:
                return True
        asked = self._review.triage is not None and bool(self._review.triage.asks)
        return asked and sentence.text.lower().startswith(("you asked for", "you want "))

    def _fact_key(self, text: str) -> str:
        lowered = text.lower()
        for key, value in self._review.known.items():
            if key in _ASIDE:
                continue
            for each in value if isinstance(value, (list, tuple)) else (value,):
                stated = plain(str(each)).lower()
                if len(stated) > 2 and stated in lowered:
                    return key
        return ""

    def _same_fact(self, sentence: Sentence) -> str:
        """The key of a fact that the sentence writes in another way: "3 March" is 2026-03-03."""
        from assistant.facts import same

        facts = [f for f in self._review.facts if sentence.start <= f.span[0] < sentence.end]
        for key, value in self._review.known.items() if facts else ():
            if key in _ASIDE:
                continue
            stated = self._review.facts_of(plain(str(value)))
            day = str(value)[:10]
            if any(f.value == day or any(same(f, each) for each in stated) for f in facts):
                return key
        return ""

    def _from_playbook(self, sentence: Sentence) -> Ground | None:
        topic = _TOPIC.first(sentence.text)
        opened = topic is not None and topic[0] == 0
        spoken = flat(sentence.text[topic[1] if topic and opened else 0 :])
        for playbook in self._review.playbooks:
            for option in playbook.options:
                if _fits(_parts(option.text), spoken, whole=False):
                    return ("policy", option.clause) if option.clause else ("guidance", playbook.id)
            if any(_fits(parts, spoken, whole=True) for parts in _phrases(playbook)):
                return ("guidance", playbook.id)
        return None

    def _from_policy(self, sentence: Sentence) -> Ground | None:
        stems = content(sentence.text)
        best = max(
            ((_overlap(stems, content(f"{c.title} {c.text}")), c.id) for c in self._review.clauses),
            default=(0.0, ""),
        )
        return ("policy", best[1]) if best[0] >= 0.6 else None

    def _from_passage(self, sentence: Sentence) -> Ground | None:
        stems = content(sentence.text)
        for passage in self._review.passages:
            if passage.kind != "policy" and _overlap(stems, content(passage.text)) >= 0.7:
                return ("guidance", passage.id)
        return None

    def _mirrored(self, sentence: Sentence) -> Ground | None:
        shared = weight(content(sentence.text) & self._review.customer_stems)
        own = weight(content(sentence.text))
        if shared >= 1.5 or (own and shared >= 0.5 * own):
            return ("case", "message")
        return None

    def _polite(self, sentence: Sentence) -> Ground | None:
        if _COURTESY.within(sentence.text) or sentence.text.endswith(("?", ":")):
            return ("courtesy", "")
        plainly = not _FIGURES.within(sentence.text)
        own = APOLOGY.within(sentence.text) or _OWN_VIEW.within(sentence.text)
        if plainly and (own or _INTENT.starts(sentence.text)):
            return ("courtesy", "")
        return None


def _overlap(stems: frozenset[str], other: frozenset[str]) -> float:
    """The share of telling words that another text holds; 0 for fewer than three."""
    return len(stems & other) / len(stems) if len(stems) >= 3 else 0.0


@lru_cache(maxsize=4096)
def _parts(phrase: str) -> tuple[str, ...]:
    """A phrase cut at its slots: "I am sorry that {order} is late" → two parts."""
    parts, rest = [], phrase
    while "{" in rest and "}" in rest:
        before, _, rest = rest.partition("{")
        parts.append(before)
        rest = rest.partition("}")[2]
    return tuple(" ".join(plain(each).lower().split()).strip(" .!?") for each in [*parts, rest])


@lru_cache(maxsize=256)
def _phrase_parts(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    found = [text[start:end] for text in texts for start, end in sentences(text)]
    return tuple(_parts(each) for each in found)


def _phrases(playbook: Playbook) -> Iterable[tuple[str, ...]]:
    """The sentences of a playbook's own phrases, each cut at its slots."""
    groups = [playbook.acknowledgements, playbook.actions, playbook.anticipate, playbook.closings]
    for variant in playbook.variants:
        groups += [variant.acknowledgements, variant.actions, variant.anticipate]
    texts = [phrase.text for group in groups for phrase in group]
    texts += [each.ask_customer for each in playbook.find_out]
    texts += [each.ask_customer or "" for each in playbook.variants]
    return _phrase_parts(tuple(texts))


def _fits(parts: tuple[str, ...], spoken: str, *, whole: bool) -> bool:
    """Whether the fixed parts of a phrase stand in a sentence in their order."""
    if sum(map(len, parts)) < 12:
        return False
    if whole and not (spoken.startswith(parts[0]) and spoken.endswith(parts[-1])):
        return False
    place = 0
    for part in parts:
        found = spoken.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True
