"""One customer's data taken out of everything.

What is left counts and names nobody. Afterwards the file is written anew, so that the bytes are
gone too; where that could not be done, the next run of `retain` makes up for it.
"""

from __future__ import annotations

from assistant.cases.forms import customer_key
from assistant.cases.means import Means
from assistant.cases.records import Erasure
from assistant.cases.traces import Traces, traces
from assistant.database.cases import Within
from assistant.database.cases_erasing import (
    counts_of,
    empty_cases,
    empty_drafts,
    remove,
    take_cases,
    unerased_drafts,
)
from assistant.database.cases_ledger import note
from assistant.database.connection import Transaction
from assistant.database.repeats import forget_answers
from assistant.errors import DatabaseFault, NotFoundError, UsageError


def erase(
    means: Means, customer: str = "", *, case_id: str | None = None, by: str = "", dry_run: bool
) -> Erasure:
    """Takes one customer's texts out of cases, drafts, questions and gaps.

    Args:
        customer: the name, address or number under which the cases were kept, in any case.
        case_id: one case instead; where it is erased already, what came to it late.

    Raises:
        UsageError: neither or both are given. NotFoundError: nothing is kept under this name.
        DatabaseFault: nothing was erased; or all was, but the file could not be written anew.
    """
    if bool(customer.strip()) == bool(case_id):
        raise UsageError("name a customer or a case", remedy="composure erase CUSTOMER")
    found = traces(means.database, customer_key(customer), case_id)
    if found.is_empty:
        raise NotFoundError(
            "nothing is kept of this customer",
            remedy="give the name, address or number exactly as the case has it",
        )
    if dry_run:
        counts = counts_of(means.database, found.cases, found.drafts)
        return _erasure(found, counts, dry_run=True)
    with means.database.transaction() as transaction:
        counts = _empty(transaction, means, found)
        _note(transaction, means, found, counts, by=by)
    compact(means, by=by)
    return _erasure(found, counts, dry_run=False)


def _empty(transaction: Transaction, means: Means, found: Traces) -> dict[str, int]:
    """Empties what was found and is not on hold now, and what came to its cases since."""
    taken = take_cases(transaction, found.cases)
    late_holds = set(found.cases) - set(taken)
    if late_holds:
        kept = set(unerased_drafts(transaction, sorted(late_holds)))
        found.drafts = [each for each in found.drafts if each not in kept]
        found.held += sorted(late_holds)
    found.cases = taken
    late = unerased_drafts(transaction, taken)
    found.drafts = list(dict.fromkeys((*found.drafts, *late)))
    counts = counts_of(Within(transaction), found.cases, found.drafts)
    empty_cases(transaction, found.cases, means.moment())
    empty_drafts(transaction, found.drafts)
    remove(transaction, "answers", found.questions)
    remove(transaction, "gaps", found.gaps)
    return counts


def _note(
    transaction: Transaction, means: Means, found: Traces, counts: dict[str, int], *, by: str
) -> None:
    """Who erased how much, and which cases; not of whom."""
    at = means.moment()
    more = {"drafts": len(found.drafts), "cases": len(found.cases), "held": len(found.held)}
    note(transaction, at=at, author=by, action="erased", kind="customer", object_id="",
         detail={**counts, **more})  # fmt: skip
    for each in found.cases:
        note(transaction, at=at, author=by, action="erased", kind="case", object_id=each,
             case_id=each)  # fmt: skip


def _erasure(found: Traces, counts: dict[str, int], *, dry_run: bool) -> Erasure:
    return Erasure(
        cases=tuple(found.cases),
        drafts=len(found.drafts),
        **counts,
        questions=len(found.questions),
        gaps=len(found.gaps),
        held=tuple(found.held),
        mentions=tuple(found.mentions),
        documents=tuple(found.documents),
        dry_run=dry_run,
    )


def compact(means: Means, *, by: str) -> None:
    """Writes the database anew without what was taken out, and notes that it is done."""
    forget_answers(means.database)
    try:
        means.database.compact()
    except DatabaseFault as fault:
        raise DatabaseFault(
            f"all of it is erased, but the file could not be written anew: {fault.message}",
            remedy="run `composure retention` when nothing else uses the database",
        ) from fault
    with means.database.transaction() as transaction:
        note(transaction, at=means.moment(), author=by, action="compacted", kind="database",
             object_id="")  # fmt: skip
