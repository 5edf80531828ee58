"""In whose voice a phrase stands: the reply's own, somebody else's, or denied."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.outcome import Hit
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_DENIED = Phrases(
    r"(?:\bnot?|n't|\bmore than|\banything but|\bfar from|\bnever|\bwithout)(?: just| only| merely"
    r"| simply| a| an| at all| some)* ?$",
    r"(?:\bnot|n't|\bnever|\bnobody|\bno one|\bwithout|\brather than|\binstead of|\bwrong to"
    r"|\bwrong of \w+ to|\bno longer|\bstop|\bno right to|\benough of) (?:\w+ )?(?:ask|asking"
    r"|expect|expecting|tell|telling|want|wanting|call|calling|pretend|pretending|say|saying"
    r"|describe|claim|treat|suggest|dismiss|have|write|made|owe|need)\b[^.;:]{0,40}$",
)


def denied(review: Review, span: tuple[int, int]) -> bool:
    """Whether the sentence denies a phrase: "not just a …", "I will not ask you to …"."""
    before = review.before(span)
    reasons = _REASON.find(before)  # a denial does not reach past "because"
    return _DENIED.within(before[reasons[-1][1] :] if reasons else before)


_REASON = Phrases(r"\b(?:because|since|as (?:the|our|we|my))\b")


def own_voice(
    review: Review, phrases: Phrases, message: str, *, soft: bool = False, suggestion: str = ""
) -> Iterator[Hit]:
    """A hit for each phrase that stands in the reply's own voice."""
    for span in phrases.find(review.plain):
        if not review.attributed(span):
            said = review.reply[slice(*span)].strip()
            yield Hit(span, f"{message}: “{said}”", suggestion, soft=soft)


def claimed(
    review: Review, phrases: Phrases, message: str, *, soft: bool = False, suggestion: str = ""
) -> Iterator[Hit]:
    """A hit for each phrase that the reply says itself and does not deny."""
    for hit in own_voice(review, phrases, message, soft=soft, suggestion=suggestion):
        if hit.span and not denied(review, hit.span):
            yield hit
