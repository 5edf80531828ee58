"""Lists of cases: searched, filtered, page by page, the one that changed last first."""

from __future__ import annotations

from typing import get_args

from assistant.cases.forms import LINE_LIMIT, customer_key
from assistant.cases.means import Means
from assistant.cases.reading import card_of
from assistant.cases.records import CasePage, CaseState
from assistant.database.cases import Filter, count_cases, like, search_cases, stamp
from assistant.errors import UsageError

MOST = 200
"""Cases of one page at most."""


def find_cases(
    means: Means,
    query: str = "",
    *,
    state: str | None = None,
    owner: str | None = None,
    customer: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> CasePage:
    """One page of the cases that fit.

    Args:
        query: every word must occur in customer, subject, id or a message.
        after: `next` of the page before.

    Raises:
        UsageError: no such state, or `after` is none that was given out.
    """
    found = _filter(query, state=state, owner=owner, customer=customer)
    found.values["now"] = stamp(means.moment())
    total = count_cases(means.database, found)
    if after:
        moment, sign, case_id = after.partition("~")
        if not sign:
            raise UsageError("there is no such page", remedy="start with the first one")
        found.add(
            "(cases.updated_at < :moment OR (cases.updated_at = :moment AND cases.id < :last))",
            moment=moment,
            last=case_id,
        )
    size = min(max(limit, 1), MOST)
    rows = search_cases(means.database, found, size + 1)
    shown = rows[:size]
    following = f"{shown[-1]['updated_at']}~{shown[-1]['id']}" if len(rows) > size else None
    return CasePage(cases=tuple(map(card_of, shown)), next=following, total=total)


def _filter(query: str, *, state: str | None, owner: str | None, customer: str | None) -> Filter:
    found = Filter()
    if state is not None:
        if state not in get_args(CaseState):
            raise UsageError("there is no such state", remedy=", ".join(get_args(CaseState)))
        found.add("cases.state = :state", state=state)
    if owner is not None:
        found.add("LOWER(cases.owner) = :owner", owner=owner.strip().lower())
    if customer is not None:
        found.add("cases.customer_key = :customer", customer=customer_key(customer))
    for number, word in enumerate(query[:LINE_LIMIT].replace("\x00", "").split()[:8]):
        condition, binds = _occurs(word, f"word{number}")
        found.add(condition, **binds)
    return found


def _occurs(word: str, name: str) -> tuple[str, dict[str, str]]:
    """That a word occurs in customer, subject, id or a message, capitals or not.

    Databases differ in what they know of capitals outside of ASCII, so such a word is looked for in
    each of its spellings.
    """
    spellings = {word, word.lower(), word.upper(), word.capitalize()}
    ways = sorted({"".join(c.lower() if c.isascii() else c for c in each) for each in spellings})
    binds = {f"{name}_{number}": like(way) for number, way in enumerate(ways)}
    binds[f"{name}_key"] = like(word.casefold())

    def anywhere(column: str) -> str:
        tests = (f"LOWER({column}) LIKE :{bind} ESCAPE '\\'" for bind in list(binds)[:-1])
        return " OR ".join(tests)

    return (
        f"(cases.customer_key LIKE :{name}_key ESCAPE '\\' OR {anywhere('cases.subject')}"
        f" OR {anywhere('cases.id')} OR EXISTS (SELECT 1 FROM case_messages m"
        f" WHERE m.case_id = cases.id AND ({anywhere('m.text')})))"
    ), binds
