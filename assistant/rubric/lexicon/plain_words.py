"""Plain words for those of the trade, and participles that no rule makes (D29, D20)."""

from __future__ import annotations

PLAIN = {
    "utilise": "use", "utilize": "use", "utilised": "used", "utilized": "used", "commence": "start",
    "commenced": "started", "prior to": "before", "subsequent to": "after", "in order to": "to",
    "at this point in time": "now", "at this time": "now", "terminate": "end", "terminated": "ended",
    "expedite": "speed up", "expedited": "sped up", "rectify": "put right", "rectified": "put right",
    "remediate": "put right", "remediation": "repair", "aforementioned": "above",
    "pursuant to": "under", "in respect of": "about", "with regard to": "about", "with regards to": "about",
    "regarding": "about", "notwithstanding": "despite", "henceforth": "from now on",
    "endeavour": "try", "endeavor": "try", "in the event that": "if",
    "in the event of": "if there is", "due to the fact that": "because", "for the purpose of": "for",
    "in lieu of": "instead of", "inter alia": "among others", "per annum": "a year",
    "liaise": "talk", "liaising": "talking",
    "ascertain": "find out", "disburse": "pay", "disbursed": "paid",
    "touch base": "talk",
    "circle back": "come back", "eta": "expected time",

}  # fmt: skip
"""What may be put in place of a word without changing what is said."""

PARTICIPLES = {
    "return": "returned", "send": "sent", "give": "given", "tell": "told", "fill": "filled", "sign": "signed",
    "pay": "paid", "read": "read", "put": "put", "set": "set", "bring": "brought", "take": "taken", "keep": "kept",
    "leave": "left", "write": "written", "make": "made", "show": "shown", "choose": "chosen", "submit": "submitted",
    "enter": "entered", "update": "updated", "cancel": "cancelled", "plug": "plugged", "meet": "met",
    "turn": "turned", "let": "let", "do": "done", "say": "said", "see": "seen", "bear": "borne", "hold": "held",
    "stop": "stopped", "ship": "shipped", "drop": "dropped", "swap": "swapped", "reset": "reset",
}  # fmt: skip
"""Participles by verb, where "-ed" would not do or might not."""
