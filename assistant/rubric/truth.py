"""Checks against what is known: figures, references and names (D28)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from assistant.domain import Fact
from assistant.rubric.authority import amounts
from assistant.rubric.contrary import contrary, counted_out
from assistant.rubric.likeness import NOBODY, TITLES, likeness
from assistant.rubric.mismatch import mismatch
from assistant.rubric.misnamed import misnamed
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_CHECKED = ("amount", "reference", "email", "phone", "date", "duration", "contact_count")
_AHEAD = Phrases(
    r"\b(?:will|'ll|by|within|before|until|no later|am (?:asking|sending|arranging)|going to|can"
    r"|choose|expect|next|if|once)\b"
)
_PERIOD_AHEAD = Phrases(
    r"(?:\bwithin|\bin|\bnext|\bup to|\bcoming|\bevery|\bover|\bfirst|\blast)(?: the| at most"
    r"| about)?(?: next| first| last)? ?$"
)


def unknown_facts(review: Review) -> tuple[Fact, ...]:
    """The numbers, references and addresses of the reply that nothing known holds.

    Dates and periods that a promise sets are the ledger's business and not looked at here.
    Without a case there is nothing to compare with.
    """
    if review.case is None:
        return ()
    return tuple(
        fact
        for fact in review.facts
        if fact.kind in _CHECKED
        and not _sets_a_time(review, fact)
        and not _known(review, fact)
        and _comparable(review, fact)
    )


def _comparable(review: Review, fact: Fact) -> bool:
    """A date or a period contradicts only where the case holds one; others need a source."""
    if fact.kind not in ("date", "duration"):
        return True
    return any(each.kind == fact.kind for each in review.known_facts)


_BESIDE_AN_EVENT = Phrases(
    r"^ (?:before (?:it|the|your|departure|you|that)|early|ahead|beforehand|in advance)\b"
)
_NOW = Phrases(r"\b(?:today|tonight|this (?:morning|afternoon|evening|week|month)|now)\b")


def _sets_a_time(review: Review, fact: Fact) -> bool:
    if fact.kind not in ("date", "duration"):
        return False
    before = review.before(fact.span)
    sentence = review.sentence_at(fact.span[0])
    if fact.kind == "duration" and _BESIDE_AN_EVENT.starts(review.plain[fact.span[1] :]):
        return True
    if fact.kind == "date" and _NOW.within(review.plain[slice(*fact.span)]):
        return True
    if fact.kind == "duration" and _PERIOD_AHEAD.within(before):
        return True
    return sentence is not None and sentence.role == "body" and _AHEAD.within(before)


def _known(review: Review, fact: Fact) -> bool:
    if review.is_known(fact):
        return True
    lowered = review.allowed_text.lower()
    written = review.plain[slice(*fact.span)].lower().strip(" .,;")
    match fact.kind:
        case "amount":
            return Decimal(fact.value) in _numbers(review) or _worked_out(review, fact)
        case "reference":
            return fact.value.lower() in lowered.replace(" ", "").replace("#", "")
        case "date":
            return fact.value in lowered or _is_case_day(review, fact) or _same_day(review, fact)
        case "duration" if counted_out(review, fact):
            return True
        case "duration" | "contact_count":
            return written in lowered or (fact.kind == "contact_count" and fact.value in lowered)
        case _:
            return written in lowered or fact.value.lower() in lowered


def _same_day(review: Review, fact: Fact) -> bool:
    """Whether day and month are known; a weekday alone, or a date without a year, names no year."""
    written = review.plain[slice(*fact.span)]
    if not any(letter.isdigit() for letter in written):
        return True
    known = {each.value[5:] for each in review.known_facts if each.kind == "date"}
    if not _MONTH.within(written):  # "the 6th" names no month
        return fact.value[8:10] in {each[3:5] for each in known}
    return fact.value[:4] not in written and fact.value[5:] in known


_MONTH = Phrases(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\d[/.-]\d")


def _worked_out(review: Review, fact: Fact) -> bool:
    """Whether a sum is the total, the rest, twice or half of sums that are known."""
    wanted = Decimal(fact.value)
    known = _numbers(review)
    if len(known) > 12:
        return False
    if any(wanted in (2 * each, 3 * each, each / 2) for each in known):
        return True
    return any(wanted in (a + b, abs(a - b)) for a in known for b in known if a != b)


def _is_case_day(review: Review, fact: Fact) -> bool:
    if review.case is None:
        return False
    days = [turn.date for turn in review.case.history if turn.date]
    days += [review.case.date] if review.case.date else []
    days += [each for each in review.deadlines if not isinstance(each, str)]
    return any(each.date().isoformat() == fact.value for each in days)


def _numbers(review: Review) -> set[Decimal]:
    """Every figure among the case's facts, and the money its clauses and limits name."""
    found: set[Decimal] = set(amounts(review.known_facts))
    for part in review.facts_text.split():
        try:
            found.add(Decimal(part.strip("£$€.,;()").replace(",", "")))
        except InvalidOperation:
            continue
    return found


_GREETED = Phrases(
    r"^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))\s+(?:(?:mr|mrs|ms|miss|dr|mx"
    r"|prof)\b\.?\s*)?"
)


def details_true(review: Review) -> Outcome:
    """D28: names and order data exactly as in the facts."""
    if review.case is None:
        return skipped("names and numbers have nothing to be compared with without a case")
    wrong = [
        Hit(
            fact.span,
            f"{fact.kind} “{review.reply[slice(*fact.span)]}” is in nothing that is known",
            _nearest(review, fact),
        )
        for fact in review.unknown_facts
    ]
    others = (
        _greeted_wrongly(review),
        _unknown_addresses(review),
        likeness(review),
        mismatch(review),
        contrary(review),
        misnamed(review),
    )
    return found([*wrong, *(hit for hits in others for hit in hits)])


_ADDRESS = Phrases(
    r"\b(?:https?://|www\.)[^\s<>()\"']{3,200}",
    r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,24}){1,3}\b",
    r"\b[\w-]{2,40}\.(?:com|net|org|io|co|info|biz|example|shop|app|dev|me)\b(?:/[^\s]*)?",
    r"(?:\+|\b00)\d(?:[ -]?\d){7,13}\b|\b0\d(?:[ -]?\d){8,11}\b",
)


_LINK = Phrases(r"https?://|www\.")


def _unknown_addresses(review: Review) -> Iterator[Hit]:
    """Links, e-mail addresses and phone numbers that nothing known holds: nobody wrote them."""
    for span in _ADDRESS.find(review.plain):
        known = review.allowed_text.lower()
        digits = "".join(character for character in known if character.isdigit())
        said = review.plain[slice(*span)].lower().rstrip(".,;:!?")
        number = "".join(character for character in said if character.isdigit())
        is_phone = not any(character.isalpha() for character in said)
        if said in known or (is_phone and number and number.removeprefix("44") in digits):
            continue
        if review.by_person and _LINK.starts(said):
            yield Hit(span, f"the link “{said}” is in nothing that is known: open it once yourself",
                      "Open the link before you send it.", soft=True)  # fmt: skip
            continue
        yield Hit(span, f"“{said}” is in nothing that is known")


def _nearest(review: Review, fact: Fact) -> str:
    known = sorted({each.value for each in review.known_facts if each.kind == fact.kind})
    if not known or fact.kind not in ("reference", "amount", "date"):
        return ""
    return f"The case has {', '.join(known[:3])}."


def _greeted_wrongly(review: Review) -> Iterator[Hit]:
    first = review.sentences[0] if review.sentences else None
    if first is None or first.role != "greeting":
        return
    match = _GREETED.first(first.text)
    if match is None:
        return
    names = [part.strip(",.!:") for part in first.text[match[1] :].split()]
    names = [n for n in names if n and n.lower() not in NOBODY | TITLES and n[0].isalpha()]
    known = review.allowed_text.lower()
    strange = [name for name in names if name.lower() not in known]
    if strange:
        start = first.start + first.text.find(strange[0])
        named = bool(review.case and review.case.facts.customer_name)
        yield Hit(
            (start, start + len(strange[0])),
            f"greets “{strange[0]}”, who is not in the case",
            f"Greet {review.case.facts.customer_name}." if review.case and named else "",
            soft=not named,
        )
