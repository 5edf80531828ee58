"""What was done: verbs of service work, grouped by kind, so that wordings can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.rubric.phrases import Phrases
from assistant.rubric.wording import content

DONE = (
    r"(?:refunded|reimbursed|repaid|credited|transferred|escalated|e-?mailed|texted|messaged|sent|resent|re-sent"
    r"|cancell?ed|replaced|processed|issued|arranged|organi[sz]ed|booked|rebooked|reserved|opened|raised|logged"
    r"|reported|filed|lodged|contacted|asked|spoken|spoke|talked|called|phoned|rung|rang|updated|removed|waived"
    r"|blocked|unblocked|unlocked|unfrozen|frozen|ordered|reordered|re-ordered|dispatched|shipped|posted|passed"
    r"|forwarded|referred|corrected|amended|reset|restored|reinstated|reactivated|flagged|notified|alerted"
    r"|informed|told|instructed|fixed|repaired|approved|authori[sz]ed|accepted|upgraded|returned|reversed|submitted"
    r"|requested|confirmed|verified|investigated|traced|located|resolved|closed|stopped|deleted|erased|added"
    r"|applied|paid|settled|scheduled|rescheduled|changed|moved|switched|assigned|handed|taken off|taken (?:it"
    r"|the|that|your)(?: \w+){1,3} off|set up|put (?:you|through|in|back|on|[£$€]\d\S*|a (?:hold|stop|rush|block"
    r"|trace)|it back|the (?:\w+ ){1,3}back)|extended|adjusted|recalculated|exchanged|swapped|collected"
    r"|prioriti[sz]ed|expedited|chased|pulled|checked (?:with|your account|our records|the records|our system|the stock)|completed|started|launched|given you (?:an?|[£$€]\d)"
    r"|made (?:you )?(?:a|the) (?:payment|refund|booking|transfer|claim|complaint|new)|left (?:a|the) (?:message"
    r"|voicemail)|had (?:a word|the)|lifted|cleared|written off|written to|enrolled|activated|deactivated|suspended"
    r"|dealt with|taken care of|sorted|put right|actioned|made aware|handed over|set aside|pushed through|secured"
    r"|obtained|granted|honou?red|matched|merged|split|installed|unsubscribed|registered|printed|packed|remade|trained|warned|disciplined)"
)
"""Participles and past forms that claim an action."""

_GROUPS: dict[str, str] = {
    "refund": r"refund\w*|reimburs\w*|repaid|repay\w*|money back|paid back|back (?:on|in) your (?:card|account)|paid"
              r"|back with you|way back|go(?:es|ne|ing)? back|coming back|(?:took|taken|taking|take)\b[^.]* off",
    "credit": r"credit\w*|goodwill|voucher\w*|compensat\w*|discount\w*|points|added|applied",
    "reverse": r"revers\w*|waiv\w*|removed|taken off|cleared|written off|off the bill|recalled|pulled|recall"
               r"|(?:took|taken|taking|take)\b[^.]* off|history|dropped|lifted",
    "cancel": r"cancel\w*|stop\w*|closed|ended|terminated|unsubscrib\w*",
    "delete": r"delet\w*|eras\w*|removed|wiped|unsubscrib\w*|taken off",
    "replace": r"replac\w*|reorder\w*|re-order\w*|exchang\w*|swap\w*|resent|re-sent|remade|remake|redeliver\w*",
    "order": r"order\w*|reorder\w*|re-order\w*|replacement|new \w+",
    "send": r"sent|send\w*|resent|re-sent|dispatch\w*|shipp\w*|posted|on its way|on the way|on their way|in the post"
            r"|out for delivery|in your inbox|with (?:the|our) (?:courier|carrier)|printed|packed|couriered|issued"
            r"|e-?mail\w*",
    "write": r"e-?mail\w*|texted|messaged|written to|wrote|sent|letter|confirmation|notified|attached|link|label",
    "talk": r"call(?:ed|s)?|phon\w*|rung|rang|spoke\w*|talk\w*|contact\w*|ask(?:ed|s|ing)?|request\w*|chas\w*|told"
            r"|inform\w*|notif\w*|alert\w*|instruct\w*|word|message left|left a|checked with|warned|confirmed with"
            r"|enquir\w*|inquir\w*|sent to|awaiting",
    "escalate": r"escalat\w*|pass\w*|forward\w*|transferr\w*|refer\w*|rais\w*|report\w*|flag\w*|hand(?:ed)?"
                r"|submit\w*|lodg\w*|filed|open\w*|logg?\w*|assigned|sent to|ticket|prioriti\w*|note[ds]?|recorded"
                r"|complaint|case|investigat\w*|feedback|told|informed|asked",
    "book": r"book\w*|rebook\w*|arrang\w*|organi\w*|schedul\w*|reschedul\w*|reserv\w*|moved?|slot|visit|appointment"
            r"|assigned|set for|set up|put you|confirmed|switched",
    "fix": r"(?:works?|working|good|open|live|active|running|usable|up and|back) (?:again|running|to use|up|online)|fix\w*|correct\w*|repair\w*|reset|restor\w*|chang\w*|updat\w*|reinstat\w*|reactivat\w*|unlock\w*"
           r"|unblock\w*|unfro\w*|lift\w*|amend\w*|adjust\w*|recalculat\w*|resolv\w*|switch\w*|put (?:it |you )?back"
           r"|activat\w*|reopen\w*|extended|moved|removed|cleared|back",
    "block": r"block\w*|frozen|freez\w*|suspend\w*|paus\w*|put (?:a )?(?:hold|stop|block)|hold|stopped",
    "look": r"test\w*|examin\w*|look\w*|investigat\w*|trac\w*|located|found|verif\w*|inspect\w*|started|check\w*|review\w*|opened|launched",
    "upgrade": r"upgrad\w*", "collect": r"collect\w*|pick\w*|retriev\w*",
    "pay": r"paid|pay\w*|transferr\w*|settled|transfer|returned|refund\w*",
    "approve": r"approv\w*|accepted|authoris\w*|authoriz\w*|granted|agreed",
    "add": r"added|add\w*|appl\w*|put (?:on|through|in|[£$€])|credit\w*|free|given you|flag\w*|registered|enrolled",
    "prepare": r"prepar\w*|packing|picking|processing|making|working on|processed|oven|remake|remade",
}  # fmt: skip
_COMPILED = {
    name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _GROUPS.items()
}
_ANY_OBJECT = frozenset(("refund", "cancel", "replace", "escalate", "upgrade", "approve", "reverse", "look",
                         "collect"))  # fmt: skip
"""Work whose kind alone says enough; the rest must also be about the same thing."""
_VERB_WORDS = Phrases(rf"\b{DONE}\b")
_COUNTS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "ten",
        "twelve",
        "first",
        "second",
        "last",
        "full",
        "whole",
    ]
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_MONEY = re.compile(r"[£$€] ?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?) ?(?:pounds|euros?|dollars|eur|gbp|usd)\b",
                    re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """An action: the kinds of work it may be, what it is about, its figures and sums."""

    kinds: frozenset[str]
    about: frozenset[str]
    figures: frozenset[str]
    sums: frozenset[str]


@lru_cache(maxsize=2048)
def deeds_of(text: str, verb: str = "") -> Deed:
    """The action that a text names; `verb` is the part that says its kind, else all of it."""
    said = verb or text
    kinds = frozenset(name for name, pattern in _COMPILED.items() if pattern.search(said))
    rest = text
    for start, end in reversed(_VERB_WORDS.find(text)):
        rest = rest[:start] + " " + rest[end:]
    sums = frozenset((a or b).replace(",", "").removesuffix(".00") for a, b in _MONEY.findall(text))
    figures = frozenset(each for each in _NUMBER.findall(text) if len(each) > 1)
    about = frozenset(
        each for each in content(rest) if each not in _COUNTS and not each[:1].isdigit()
    )
    return Deed(kinds, about, figures, sums)


def matches(claim: Deed, done: Deed) -> bool:
    """Whether an action that is known is the one that is claimed."""
    if claim.sums and done.sums and not claim.sums & done.sums:
        return False
    shared = claim.kinds & done.kinds
    if not shared:
        return bool(claim.figures & done.figures) and bool(claim.about & done.about)
    if shared & _ANY_OBJECT or not claim.about or not done.about:
        return True
    if claim.about & done.about or claim.figures & done.figures:
        return True
    return bool({"order", "send", "book"} & shared and "replace" in claim.kinds | done.kinds)
