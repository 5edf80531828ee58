"""What case and conversation say of the whole: repeated contact, and whose failure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from assistant.corpus import Playbook
from assistant.domain import Case, EarlierPromise, Fact, Fault, Issue, Message
from assistant.facts import date_text
from assistant.text import clip, sentences
from assistant.triage.matching import PatternSet

_AGAIN = (
    r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th|\d+th|nth|umpteenth) (?:time|email|e-mail|call|message|complaint|attempt|request)",
    r"\b(?:called|contacted|emailed|e-mailed|written|wrote|messaged|phoned|rang|asked|complained|reported|chased|tweeted|dm'?d|spoken|tried)\b.{0,40}\b(?:\d+ ?x|\d+ times|twice|several|multiple|many|numerous|countless|repeatedly|again|again and again)",
    r"\b(?:still|yet) (?:have ?n.?t|has ?n.?t|not|no|nothing|waiting for an?) (?:\w+ ){0,3}(?:reply|response|answer|replied|responded|answered|heard|back|resolved|resolution|fixed|update)",
    r"\bas i (?:already )?(?:said|told|wrote|explained)|\balready (?:told|said|explained|contacted|reported|complained|sent|called|emailed|raised)",
    r"\b(?:keep|kept) (?:calling|emailing|asking|contacting|writing|getting (?:told|transferred|passed))|\bonce again\b|\byet again\b|\bhow many (?:more )?times",
    r"\b(?:was|were|been) (?:promised|assured|told)\b[^.!?]{0,60}\b(?:would|will|within|by|call|refund|back|but|never|still)",
)  # fmt: skip
_SETTLED = (
    r"^\W*(?:ok(?:ay)?,? |oh,? |hi,? |hello,? )*(?:it|they|the \w+|all|everything) (?:has |have |is |are )?(?:now |just |finally )?(?:arrived|came|come|works?|working|here|sorted|fixed|solved|resolved|fine|good)\b",
    r"^\W*(?:\w+,? )?(?:thanks|thank you|cheers|ta)\b[^.!?]{0,40}\b(?:quick|fast|prompt|swift|kind|helpful|speedy|clear) (?:\w+ )?(?:reply|answer|response|help|message|email)\b",
    r"\b(?:forget|ignore|disregard|scrap|sorry (?:about|for)) (?:about )?(?:my|the|that|what i) (?:\w+ )?(?:angry |last |first |earlier |previous )?(?:mail|email|e-mail|message|wrote|said|outburst|rant|complaint)\b|^\W*never ?mind\b",
)  # fmt: skip
"""How a message begins that closes a matter, or goes on with it in peace."""
_CARED_FOR = (
    r"\b(?:are|were) you safe\b|\bsafe (?:right )?now\b|\bcrisis (?:line|service|team)\b|\b(?:helpline|lifeline|samaritans)\b|\bemergency (?:number|services?)\b|\b(?:not|n't) (?:have to carry|alone)\b|\btaking (?:it|this|what you \w+) seriously\b",
)  # fmt: skip
_MINE = (
    r"\bmy (?:own )?(?:mistake|fault|bad)\b",
    r"\bi (?:forgot|misread|ordered the wrong|entered the wrong|put in the wrong|accidentally|made a mistake)\b",
    r"\bby mistake i\b",
)
_NOT_MINE = r"\b(?:not|n't|never|isn't|wasn't|is it|was it|as if|how is (?:this|that|it)|why is (?:this|that|it)) (?:\w+ ){0,2}my (?:own )?(?:mistake|fault)\b|\bif (?:i|it)\b"
_OURS = (
    r"\b(?:our|my) (?:own )?(?:mistake|error|fault|oversight|failure|side's mistake)\b",
    r"\b(?:we|i) (?:made (?:a|an|the) (?:\w+ )?(?:mistake|error)|got (?:this|it|that) wrong|messed up|failed (?:you|to)|forgot|overlooked|missed (?:this|it|your)|should have)\b",
    r"\b(?:mistake|error|fault|slip|failure|mix-?up) (?:on|at|from|in) our (?:side|end|part|system\w*|warehouse|team|billing)\b",
    r"\b(?:we|our (?:team|system|warehouse|staff|driver)) (?:wrongly|mistakenly|incorrectly|accidentally)\b|\bwe (?:sent|gave|charged|billed|booked) (?:you )?(?:the wrong|twice|too much|an? wrong|incorrectly)\b|\bwe (?:charged|billed) you (?:twice|double|too much|in error|by mistake)\b",
    r"\b(?:entered|booked|billed|charged|cancelled|sent|delivered|keyed|printed) (?:\w+ )?(?:by mistake|in error) (?:by us|on our side)\b|\bwe were (?:wrong|at fault|to blame)\b|\bwe are (?:at fault|to blame)\b",
)  # fmt: skip
_NOT_OURS = r"\b(?:not|n't|never|no) (?:\w+ ){0,3}(?:our|on our|my|at our|an error on our)\b|\bif (?:\w+ ){0,4}(?:our|we|it)\b|\bwhether\b|\bno (?:mistake|error|fault)\b|\?$"
_PARTNER = r"\b(?:carrier|courier|supplier|contractor|manufacturer|airport|bank|card provider|payment provider|postal service|royal mail|dhl|ups|fedex|dpd|hermes|evri|third party|partner|landlord|insurer|network operator|subcontractor|customs)\b"
_THEIRS = (
    rf"{_PARTNER}.{{0,60}}\b(?:lost|damaged|delayed|late|mistake|error|wrong(?:ly)?|missed|failed|closed it|broke|strike|could not deliver|did not deliver|cancelled|held)\b",
    rf"\b(?:lost|damaged|delayed|late|mislaid|held|closed|broken|caused|mistake|error|fault) (?:\w+ ){{0,3}}?(?:by|with|at|of|on) (?:the |our |your |their )?(?:\w+ )?{_PARTNER}",
)  # fmt: skip
_DENIES = (
    r"\b(?:our|the) (?:records?|system|logs?|scans?|tracking|notes|data|files?)\b.{0,25}\b(?:show|say|indicate|state|confirm|tell)",
    r"\b(?:charge|bill|invoice|amount|fee|price|debit|reading|decision|payment) (?:is|was|are|were) (?:therefore |thus |fully |entirely )?(?:correct|valid|right|justified|due|in order)\b",
    r"\b(?:you|your (?:household|son|daughter|account|card)) (?:ordered|signed|agreed|accepted|authori[sz]ed|confirmed|opened|used|cancelled|requested|entered|caused|dropped|damaged|broke|misused|missed|were not (?:at )?home|did not attend)\b",
    r"\b(?:not|n't) (?:\w+ ){0,2}(?:our (?:fault|mistake|error|responsibility)|a fault|defective|an error)\b|\bno (?:fault|error|mistake) (?:on|with|in|was)\b|\b(?:was|is) (?:caused by (?:misuse|wear|water|you|incorrect)|delivered (?:and signed|correctly|to your))\b|\bwe (?:did not|didn't|do not|don't) (?:make|find|see) (?:a|an|any) (?:mistake|error|fault)\b",
)  # fmt: skip
_CONTRADICTS = (
    r"\b(?:that|this|which|it) (?:is|was|'s) (?:simply |just |plainly |completely |absolutely )?(?:not (?:true|correct|right|the case|what)|untrue|false|wrong|a lie|nonsense|rubbish|impossible|incorrect)\b|\bthat's (?:not (?:true|right)|a lie|nonsense|wrong)\b",
    r"\bi (?:never|did ?n.?t|did not|have not|haven't|do not|don't) (?:sign|order|authori[sz]e|open|request|agree|make|apply|do|drop|use|receive|get|accept|owe|cause|break|book|cancel|signed|ordered|authori[sz]ed|agreed|received|accepted|dropped|booked|cancelled|used)",
    r"\bnot (?:mine|my (?:debt|account|fault|signature|doing))\b|\bnever (?:signed|ordered|agreed|received|authori[sz]ed|arrived|came|delivered|requested)\b|\b(?:i|we) (?:was|were) (?:at )?(?:home|in|abroad|away|in hospital)\b|\bi (?:disagree|dispute|contest|deny|reject)\b|\bdispute\w*\b|\bnobody (?:here )?(?:signed|ordered)\b",
)  # fmt: skip
_SAID_OF_ME = (
    r"\b(?:you|they|your (?:team|staff|agent|people|company)|he|she) (?:claim|say|said|insist|told me|tell me|are telling me)\w* (?:that )?(?:i|it (?:is|was) my|my)\b.{0,30}\b(?:not|never|owe|signed|agreed|ordered|received|broke|caused|fault|responsible)\b",
    r"\bi (?:never|did ?n.?t|did not) (?:sign|order|authori[sz]e|open|request|agree|make|apply|do)\b",
    r"\bnot (?:mine|my (?:debt|account|fault))\b|\b(?:does|do) not belong to me\b|\bdispute\w*\b",
)  # fmt: skip
_STATUS: tuple[tuple[Fault, str], ...] = (
    ("disputed", r"\bdisput\w+|\bcontested\b|\bcontradict\w*|\bunder (?:appeal|objection)\b"),
    ("customer", r"\b(?:customer|user|caller|recipient|guest|passenger)(?:'s)? (?:\w+ ){0,2}(?:error|mistake|fault|misuse|refused|absent|no[- ]show|did not|gave|entered|cancel\w*)|\bmisus\w+|\brefused by (?:the )?(?:customer|recipient)|\bwrong address (?:given|entered) by (?:the )?customer|\b(?:caused|damaged|cancell?ed|requested) by (?:the )?(?:customer|user)\b"),
    ("ours", r"\b(?:by|of|on|at|from) (?:us|our (?:side|end|part|warehouse|team|system\w*|staff|shop|depot))\b|\bour (?:own )?(?:error|mistake|fault|delay|failure)\b|\b(?:warehouse|picking|packing|billing|system|internal|data entry|booking|pricing|stock|agent|staff|company|clerical|processing) (?:error|mistake|fault|failure|bug)\b|\b(?:duplicate|double) charge confirmed\b|\boverbook\w*|\bwe (?:cancell?ed|lost|delayed|forgot|missed)\b|\bcompany error\b"),
    ("third_party", rf"\b(?:by|with|at|of|from) (?:the |a |an )?(?:\w+ )?{_PARTNER}|{_PARTNER} (?:\w+ ){{0,2}}(?:error|mistake|fault|delay\w*|lost|strike|damage\w*|failure|outage|insolven\w*)|\b(?:weather|strike|customs|air traffic)\b|\blost in (?:transit|the post|the mail)\b|\bheld (?:at|by) customs\b"),
)  # fmt: skip
_NOT_SO = r"\b(?:not|no|never|without|unlikely|possible|possibly|maybe|suspected|alleged\w*|claims?|claimed|unconfirmed|says?)\b|n't\b|\?"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, PatternSet]:
    named = {
        "again": _AGAIN, "settled": _SETTLED, "cared_for": _CARED_FOR, "mine": _MINE, "not_mine": (_NOT_MINE,), "ours": _OURS,
        "not_ours": (_NOT_OURS,), "theirs": _THEIRS, "denies": _DENIES,
        "contradicts": _CONTRADICTS, "said_of_me": _SAID_OF_ME, "not_so": (_NOT_SO,),
        **{f"status_{fault}": (source,) for fault, source in _STATUS},
    }  # fmt: skip
    return {name: PatternSet(patterns) for name, patterns in named.items()}


def _has(name: str, text: str) -> bool:
    return bool(_patterns()[name].matches(text.replace("’", "'")))


# -- repeated contact -----------------------------------------------------------------------------


def repeat_contact(
    case: Case, facts: Sequence[Fact], promises: Sequence[EarlierPromise] = ()
) -> bool:
    """Whether the customer had to come back about the same matter.

    They say so, they count their contacts, a promise was not kept, they write again on another
    day without an answer, or they come back after one. Who only answers an agent's question, in
    one running conversation, or writes that all is well now, has not come back.
    """
    if any(fact.kind == "contact_count" and fact.value not in ("0", "1") for fact in facts):
        return True
    if any(promise.state == "missed" for promise in promises):
        return True
    if _has("again", case.message):
        return True
    if _has("settled", case.message):
        return False
    told = [turn for turn in case.history if turn.role == "customer"]
    if not told:
        return False
    if any(turn.role == "agent" for turn in case.history):
        return not _still_talking(case)
    return _several_days(case, told)


def _still_talking(case: Case) -> bool:
    """Whether the message only answers what an agent asked last, and nothing came before that."""
    last = case.history[-1]
    asked = last.role == "agent" and last.text.rstrip().endswith("?")
    return asked and sum(turn.role == "customer" for turn in case.history) == 1


def _several_days(case: Case, told: Sequence[Message]) -> bool:
    """Whether turns without an answer lie on different days; without dates they count as such."""
    dates: list[datetime | None] = [turn.date for turn in told] + [case.date]
    days = {when.date() for when in dates if when}
    return len(days) > 1 or len(days) == 0


def unanswered(case: Case) -> tuple[str, ...]:
    """What the customer wrote since the last answer, the newest first."""
    texts: list[str] = []
    for turn in reversed(case.history):
        if turn.role == "agent":
            break
        texts.append(turn.text)
    return tuple(texts)


def uncared_for(case: Case) -> tuple[str, ...]:
    """What the customer wrote before an agent asked whether they are safe, the newest first.

    Talk of the account in between answers no cry for help.
    """
    texts: list[str] = []
    for turn in reversed(case.history):
        if turn.role == "agent" and _has("cared_for", turn.text):
            break
        if turn.role == "customer":
            texts.append(turn.text)
    return tuple(texts)


# -- whose failure --------------------------------------------------------------------------------


def fault(
    case: Case, issues: Sequence[Issue], playbooks: Mapping[str, Playbook]
) -> tuple[Fault, str]:
    """Whose failure it is, and why we say so.

    What the case states wins, then its status, then what agents admitted or denied, then what
    the customer says against themselves. Nothing is ours by inference from the customer's words
    alone: that would admit what nobody has checked (rubric D09).
    """
    if case.facts.fault:
        return case.facts.fault, "the case says so"
    return (
        _by_status(case)
        or _by_history(case)
        or _by_message(case)
        or _by_playbook(issues, playbooks)
        or ("unknown", "nothing in the case confirms whose failure it is")
    )


def _by_status(case: Case) -> tuple[Fault, str] | None:
    status = case.facts.status or ""
    if not status or _has("not_so", status):
        return None
    found = next((state for state, _ in _STATUS if _has(f"status_{state}", status)), None)
    return (found, f"the status of the case is “{clip(status, 80)}”") if found else None


def _by_history(case: Case) -> tuple[Fault, str] | None:
    """An admission wins; a denial that the customer contradicts is a dispute."""
    if not any(turn.role == "agent" for turn in case.history):
        return None
    if admitted := _agent_said(case, "ours", "not_ours"):
        return "ours", f"an agent admitted it{_cited(*admitted)}"
    if told := _agent_said(case, "theirs", "not_so"):
        return "third_party", f"an agent put it down to another company{_cited(*told)}"
    if denial := _agent_said(case, "denies", ""):
        after = case.history[case.history.index(denial[0]) + 1 :]
        texts = [turn.text for turn in after if turn.role == "customer"] + [case.message]
        if any(_has("contradicts", text) for text in texts):
            return "disputed", f"the customer contradicts what an agent said{_cited(*denial)}"
    return None


def _agent_said(case: Case, name: str, unless: str) -> tuple[Message, str] | None:
    """The last turn and sentence of an agent that say something and do not take it back."""
    for turn in reversed(case.history):
        if turn.role != "agent" or not _has(name, turn.text):
            continue
        for start, end in sentences(turn.text):
            sentence = turn.text[start:end]
            if _has(name, sentence) and not (unless and _has(unless, sentence)):
                return turn, sentence
    return None


def _cited(turn: Message, sentence: str) -> str:
    when = f" on {date_text(turn.date.date())}" if turn.date else ""
    return f"{when}: “{clip(sentence, 120)}”"


def _by_message(case: Case) -> tuple[Fault, str] | None:
    told = [turn.text for turn in case.history if turn.role == "customer"] + [case.message]
    if any(_has("mine", text) and not _has("not_mine", text) for text in told):
        return "customer", "the customer says that it was their own mistake"
    if _has("said_of_me", case.message):
        return "disputed", "the customer contradicts what was said or recorded"
    return None


def _by_playbook(
    issues: Sequence[Issue], playbooks: Mapping[str, Playbook]
) -> tuple[Fault, str] | None:
    known = [playbooks[issue.id] for issue in issues if issue.id in playbooks]
    if known and known[0].usual_fault == "third_party":
        return "third_party", f"{known[0].label}: usually another company's part; not confirmed"
    return None
