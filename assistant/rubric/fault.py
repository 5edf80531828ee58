"""Fault that is ours and confirmed is owned, in the active voice (D08); D09 is in `open_fault`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.fault_signs import AMISS, AMISS_BY_ME, DOES, NOT_OWNING
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import CONDITION, Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content

_OWNED = Phrases(
    r"\bit was (?:us|me|we|our (?:own )?\w+|one of (?:us|our \w+))(?: \w+){0,2} (?:who|that)\b",
    r"\b(?:we|i)(?:'ve| have| had)? (?:\w+ly |then |also |simply |still |again |just )*(?:did not"
    r"|didn't|hadn't|haven't|had not|weren't|wasn't|were not|was not|failed|should have|should never"
    r"|should not|shouldn't|ought to have|could have|missed|never|let you|let (?:this|that|it)|got"
    r" (?:it|this|that|your|the) (?:\w+ )?(?:\w+ )?(?:wrong|muddled|mixed)|were (?:wrong|late|slow|too"
    r"|careless|at fault|to blame)|was (?:wrong|late|slow|too|careless|at fault|to blame)|are (?:wrong"
    r"|late|at fault|to blame|responsible)|am (?:wrong|late|at fault|to blame|responsible)|had no|gave"
    r" up|messed|mixed|slipped)\b",
    r"\b(?:was|is|were|are|been|being|it's|that's|this is) (?:\w+ly )?(?:all )?(?:our|my) (?:\w+ ){0,2}"
    r"?(?:mistake|error|fault|failure|doing|oversight|failing|slip|blunder|mess|mix-up|responsibility)\b",
    r"\b(?:our|my) (?:own )?(?:\w+ )?(?:mistake|error|fault|failure|oversight|failing|slip|blunder)\b",
    r"\b(?:fault|mistake|error|failure|oversight|blame|responsibility|slip|failing) (?:here |for (?:this"
    r"|that|it) |of (?:this|that) )?(?:is|was|lies|rests|sits|lay) (?:\w+ly |all )?(?:ours|mine|with (?:us"
    r"|me)|on us|on me|at our|at my)\b",
    r"\b(?:we|i) (?:are|am|were|was) (?:fully |solely |entirely )?(?:responsible|to blame|at fault)\b",
    r"\b(?:we|i)(?: do|'ll| will)? (?:fully |completely )?(?:own|owned|take (?:full |all |complete |the"
    r" )?(?:responsibility|blame|ownership)|accept (?:full |the |all )*(?:responsibility|blame|fault)"
    r"|hold (?:our|my) hands? up|admit)\b",
    r"\b(?:this|that|it|this one|that one)(?:'s| is| was) (?:\w+ly |all )?(?:on|down to) (?:us|me)\b"
    r"|\b(?:blame|responsibility) (?:is|was) (?:ours|mine)\b|\bours to own\b|\bwe got\b[^.!?]{0,40}\bwrong\b",
)  # fmt: skip
_OWN_SENTENCE = Phrases(
    r"(?:we (?:\w+ )?\w+|our \w+)\b[^.!?]{8,}\b(?:i am|i'm|we are|we're) (?:\w+ )?sorry\b"
)
_PASSIVE = Phrases(
    r"\b(?:mistake|error|oversight|mix-up)s? (?:was|were|has been|had been|have been|occurred"
    r"|happened)\b",
    r"\byou (?:were|have been|had been) (?:\w+ )?(?:charged|billed|overcharged|sent|given|left"
    r"|told|cancelled|treated|let down)\b",
    r"\b(?:was|were|got|has been|have been) (?:\w+ly )?(?:lost|sent|damaged|cancelled|deleted"
    r"|overlooked|missed|charged|disconnected|double-booked|mislaid|closed|taken|entered)\b",
)  # fmt: skip


def fault_owned(review: Review) -> Outcome:
    """D08: fault that is ours and confirmed is owned in the active voice."""
    if review.case is None and review.triage is None:
        return skipped("whose fault it is, is not known without a case")
    if review.fault != "ours":
        return found(note="the fault is not confirmed as ours")
    if any(_OWN_SENTENCE.starts(each.text) for each in review.body) or any(_owning(review)):
        return found()
    confirmed = review.case is not None and review.case.facts.fault == "ours"
    told = (span for span in _PASSIVE.find(review.plain) if not review.attributed(span))
    passive = next(iter(told), None)  # "you write that you were sent …" are the customer's words
    first = passive or (review.body[0].span if review.body else None)
    message = "our fault is told in the passive" if passive else "our fault is not owned"
    return found([Hit(first, message, "Begin with who did it: “We …, and I am sorry.”",
                      soft=not confirmed)])  # fmt: skip


def _owning(review: Review) -> Iterator[tuple[int, int]]:
    """Where the reply says what we did wrong."""
    for span in _OWNED.find(review.plain):
        if not review.attributed(span) and not _wished(review, span):
            yield span
    for span in DOES.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        rest = sentence.text[span[1] - sentence.start :][:60]
        said = review.plain[slice(*span)]
        if said[:2].lower().strip() in ("i", "i'"):
            owns = (
                _MY_WRONG.within(said) or AMISS_BY_ME.within(rest) or _causes(review, sentence.text)
            )
        else:
            owns = (
                not NOT_OWNING.within(said) or AMISS.within(rest) or _causes(review, sentence.text)
            )
        if owns:
            yield span


_MY_WRONG = Phrases(
    r"\b(?:forgot(?:ten)?|missed|lost|failed|let|mistook|mis\w+|neglected|overlooked|broke|broken|messed|left|dropped|botched|muddled"
    r"|mixed|delayed|damaged|double-?\w+|over(?:charged|billed|booked)|promised|charged|billed|ignored|confused|skipped)$"
)
"""What the agent did wrong, in one word; other deeds of theirs are repairs."""


def _causes(review: Review, text: str) -> bool:
    """Whether a sentence about us tells what the case holds as the cause."""
    cause = content(str(review.known.get("cause", "")))
    return len(cause & content(text)) >= 2


_WISHED = Phrases(r"\b(?:if|whether|how|why|that) $")


def _wished(review: Review, span: tuple[int, int]) -> bool:
    return _WISHED.within(review.before(span)) and CONDITION.within(review.before(span))
