"""Words that the pages show: the navigation, the keys, the fields of a case."""

from __future__ import annotations

from typing import NamedTuple


class Item(NamedTuple):
    """An entry of the navigation, and the scopes that may open it."""

    name: str
    label: str
    address: str
    scopes: tuple[str, ...]


class Field(NamedTuple):
    """A known fact of a case as a field: `limit` is in characters."""

    key: str
    label: str
    type: str = "text"
    limit: int = 200
    example: str = ""
    options: tuple[tuple[str, str], ...] = ()


NAVIGATION = (
    Item("work", "Work", "/work", ("agent",)),
    Item("ask", "Ask", "/ask", ("agent", "trainer")),
    Item("cases", "Cases", "/cases", ("agent",)),
    Item("follow-ups", "Follow-ups", "/follow-ups", ("agent",)),
    Item("insights", "Insights", "/insights", ("agent", "trainer", "evaluator")),
    Item("sources", "Sources", "/sources", ("agent", "trainer", "evaluator")),
)

SHORTCUTS = (
    (("Ctrl", "Enter"), "Draft a reply"),
    (("Alt", "C"), "Copy the reply"),
    (("Alt", "S"), "I sent this"),
    (("Alt", "Z"), "Undo, drafts and changes too"),
    (("Alt", "K"), "Say what to change"),
    (("Alt", "R"), "Go to the reply"),
    (("Alt", "M"), "Go to the customer's message"),
    (("Alt", "Q"), "Go to the first question for you"),
    (("Alt", "W"), "Go to the reasons"),
    (("Alt", "N"), "New case"),
    (("Alt", "1…6"), "Open a page of the navigation"),
    (("Alt", "/"), "This list"),
)

FAULTS = (
    ("ours", "ours, confirmed"),
    ("third_party", "another company's"),
    ("customer", "the customer's"),
    ("disputed", "disputed"),
    ("unknown", "not known yet"),
)

FACTS = (
    Field("customer_name", "Customer"),
    Field("agent_name", "Your name"),
    Field("order_id", "Order or reference"),
    Field("product", "Product"),
    Field("amount", "Amount", "number", 20),
    Field("currency", "Currency", limit=3, example="GBP"),
    Field("country", "Country", limit=40, example="GB"),
    Field("purchase_date", "Bought on", "date", 10),
    Field("status", "Status", limit=300),
    Field("fault", "Whose fault", options=FAULTS),
    Field("refund_up_to", "You may refund up to", "number", 20),
)

CASE_STATES = (
    ("", "all"),
    ("open", "open: the customer waits"),
    ("answered", "answered"),
    ("closed", "closed"),
)

FOLLOW_UP_STATES = (
    ("open", "open"),
    ("done", "done"),
    ("missed", "missed"),
    ("dropped", "not needed"),
    ("all", "all"),
)

REASONS = (
    ("tone", "the tone"),
    ("facts", "a fact"),
    ("policy", "the policy"),
    ("promise", "a promise"),
    ("length", "the length"),
    ("language", "the language"),
    ("other", "something else"),
)

SUGGESTED = (
    "How do I apologise when it was not our fault?",
    "What do I do when somebody insults me?",
    "When must a manager take over?",
    "How do I refuse a refund and stay kind?",
)
