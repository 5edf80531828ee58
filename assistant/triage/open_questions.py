"""Questions that nobody has answered yet: the agents' to the customer, the customer's to us."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.text import sentences
from assistant.triage.asks import find_asks
from assistant.triage.deeds import sign
from assistant.triage.turns import Turn, pattern, said, stems

RHETORICAL = (
    r"\?!|!\?|^\W*(?:and |so )?(?:still )?no (?:answer|reply|response|call|refund|word|sign|apology)\b|\bare you (?:kidding|joking|serious|mad|insane|having a laugh|deaf|blind|stupid|people|for real|there)\b"
    r"|\bwhat (?:kind|sort) of\b|\bhow (?:hard|difficult|dare|stupid|on earth|the hell|can you people|many (?:more )?times)\b"
    r"|\bwho (?:cares|do you think|does that)\b|^\W*(?:seriously|really|hello|anyone|anybody|and|so|well|right|ok|what|huh|excuse me|no|yes)\W*$"
    r"|\bis (?:this|that|it) (?:a joke|some kind|how you|what you|too much to ask|really (?:so|that|too) \w+|your idea)\b|\byou (?:want|call|think|expect|honestly)\b"
    r"|\bwhat(?:'s| is) (?:wrong with|the point|your problem)\b|\bis (?:any|some)(?:body|one) (?:there|even|reading|alive)\b"
    r"|\bwhy (?:do|should|would|am|are) (?:i|we) (?:even|still|bother|keep|have to|pay)\b|\bwhat the (?:hell|heck|fuck)|\bwtf\b"
    r"|\bdo you (?:even|know who|people|think|have any idea|not care|expect|seriously|honestly|call|take me)\b|\bdon't you (?:care|read|think)\b|\bhave you no\b|\bcan you (?:believe|imagine)\b"
    r"|, ?(?:right|isn't it|aren't you|don't you|is it|do you|you know|huh|eh)\?$|\bwho would (?:have|want)\b|\bwhat do you (?:think|expect|take)\b|\bam i (?:invisible|supposed|a joke|talking)\b"
)
_REQUEST = r"^\W*(?:and |so |but |then |also |please |hi,? |hello,? )*(?:can|could|will|would|may) (?:you|u|someone|somebody|anyone|we|i) (?:please |kindly |just |at least |also |have |get |speak |talk )*"
_TO_KNOW = r"\b(?:tell|say|explain|confirm|know|let (?:me|us) know|see|check|find out|advise)\b"
_COURTESY = r"\banything else\b|\bhow (?:can|may) (?:i|we) (?:help|assist)|\bhow are you\b|\b(?:would|will) that (?:be ok|be okay|work|help|suit|be all right|be acceptable)\b|\bis (?:that|this) (?:ok|okay|all right|alright|acceptable)\b|\bshall (?:i|we)\b|\bcan you (?:wait|bear|hold)\b|\bdoes that (?:help|answer|make sense)\b"
_TIMES = r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\byesterday|\btoday|\btomorrow|\bweek|\bmonth|\bmorning|\bafternoon|\bevening|\bnight|\bsince\b|\bago\b|\bnoon\b|\bany ?time\b|\bnever\b"
_ANSWERS: tuple[tuple[str, str], ...] = (
    (r"\bphotos?\b|\bpictures?\b|\bscreenshots?\b|\bimage|\bvideo\b|\blog file|\breceipt\b|\bproof\b|\bdocument|\battach|\bcopy of\b|\bsend (?:us|me) (?:a|the|your)\b", r"\b(?:attach\w*|photos?|pictures?|here (?:is|are|it is|you go)|sent|uploaded|enclosed|below|see the|file|receipt)\b"),
    (r"\b(?:model|make|type|brand) of\b", r"\bmodel\b|\b[a-z]{1,6}-?\d{2,}|\bit(?:'s| is) an?\b"),
    (r"\be-?mail address\b|\be-?mail\b", r"\S@\S+\.\w"),
    (r"\b(?:order|booking|reference|account|policy|tracking|serial|ticket|claim|customer|membership|phone|telephone|mobile|contact|card|invoice|case|model|flight|meter)[ -](?:number|no|code|id|ref|reference)s?\b|\bpostcode\b|\bzip\b|\bcode\b|\bnumber\b", r"\w*\d[\w-]{2,}"),
    (r"\b(?:when|which (?:day|date|time|week|month)|what (?:day|date|time)|how soon|on what)\b|\bsince when\b", _TIMES),
    (r"\bhow (?:many|much|long|large|big|old|often|far|fast|high|tall)\b|\bwhat size\b", r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|dozen|once|twice|few|several|couple|half|small|medium|large)\b"),
)  # fmt: skip
_YES_NO = r"^\W*(?:and |so |but |then |also |or |ok(?:ay)? |sorry,? |just |please |thank you[.,]? )*(?:is|are|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|am|isn't|aren't|didn't|don't|haven't|hasn't|won't)\b"
_AFFIRMED = r"\b(?:yes|yep|yeah|no|nope|correct|right|sure|of course|please do|go ahead|fine|exactly|indeed|i (?:do|did|have|am|was|would|don't|didn't|haven't|can|can't)|it (?:is|was|does|did|has|isn't|doesn't)|we (?:do|did|have|are)|not (?:yet|at all|really)|neither|both|either)\b"
_QUESTION = r"^\W*(?:and |so |but |then |also |hi,? |hello,? )*(?:what|when|where|why|who|which|how|whose)(?:'s)? (?:is|are|was|were|do|does|did|will|can|could|would|should|has|have|long|much|many|about|the|my|happened)\b"
_ASKING = frozenset(
    {
        "what",
        "when",
        "where",
        "why",
        "who",
        "which",
        "how",
        "whose",
        "what's",
        "where's",
        "who's",
        "how's",
        "when's",
    }
)
_MOST = 40
"""Questions of one side that are compared and listed; who asks more is not asking."""
_REPLIES = r"^\W*(?:yes|no|not yet|of course|certainly|unfortunately|you(?:'re| are) (?:quite |absolutely )?right|correct|indeed)\b"
_LEFT = r"\b(?:never ?mind|forget|does(?:n't| not) matter|no longer matters?|not important)\b(?: about)?\W*((?:[\w']+ ?){1,3})"
_WHERE = r"\bwhere(?:'s| is| are)\b|\bany (?:news|update)s?\b|\bwhat(?:'s| is) (?:the status|happening|going on)\b"


def open_questions(turns: Sequence[Turn]) -> tuple[list[str], list[str]]:
    """The questions that are still open: the agents' and the customer's, none of them twice.

    Left out: rhetorical questions, courtesies, and requests ("can you call me?"), which are
    wishes. An answer is told by its form (a number, a day, yes or no, something attached) or by
    its words, so one in other words may be missed: an answered question may stay, rather than
    an open one get lost.
    """
    ours = [q for turn in turns if turn.role == "agent" for q in _unanswered(turn, turns)]
    theirs = [q for turn in turns if turn.role == "customer" for q in _unanswered(turn, turns)]
    return _once(ours), _once(theirs)


def _unanswered(turn: Turn, turns: Sequence[Turn]) -> Iterator[str]:
    later = [each for each in turns[turn.number + 1 :] if each.role != turn.role]
    for question in _questions(turn):
        if turn.role == "agent":
            if later and not _answered_by_customer(question, later):
                yield question
        elif not (
            any(_answered_by_agent(question, each) for each in later) or _left(question, turns)
        ):
            yield question


def _left(question: str, turns: Sequence[Turn]) -> bool:
    """Whether the customer says afterwards that a question does not matter: "never mind who"."""
    return any(
        match.group(1).strip().lower() in question.lower()
        for turn in turns
        if turn.role == "customer"
        for match in pattern(_LEFT).finditer(turn.text)
    )


def _questions(turn: Turn) -> Iterator[str]:
    for start, end in sentences(turn.text):
        sentence = turn.text[start:end].strip()
        asks = sentence.rstrip("!\"'”)").endswith("?")
        asks = asks or (turn.role == "customer" and _opens_question(sentence))
        if not asks or len(sentence.split()) < 2 or said(RHETORICAL, sentence):
            continue
        if not (_is_wish(sentence) if turn.role == "customer" else said(_COURTESY, sentence)):
            yield sentence


def _opens_question(sentence: str) -> bool:
    """Whether a sentence without its mark asks: "where is my order"."""
    opening = sentence[:24].lower().split()[:2]
    return not _ASKING.isdisjoint(opening) and said(_QUESTION, sentence)


def _is_wish(sentence: str) -> bool:
    """A request in the form of a question, which stands among the wishes."""
    if not said(_REQUEST, sentence) or said(_TO_KNOW, sentence):
        return False
    return bool(set(find_asks(sentence)) - {"explanation", "update", "confirmation", "other"})


def _once(questions: Sequence[str]) -> list[str]:
    """The questions without those that are asked again later in much the same words."""
    questions = list(dict.fromkeys(questions))[-_MOST:]
    return [
        question
        for place, question in enumerate(questions)
        if not any(_alike(question, other) for other in questions[place + 1 :])
    ]


def _alike(one: str, other: str) -> bool:
    a, b = stems(one), stems(other)
    return one.lower() == other.lower() or (
        bool(a and b) and len(a & b) >= 0.6 * max(len(a), len(b))
    )


def _answered_by_customer(question: str, later: Sequence[Turn]) -> bool:
    parts = [answer for asked, answer in _ANSWERS if said(asked, question)]
    if parts:
        told = " ".join(_told(turn) for turn in later)
        return all(said(answer, told) for answer in parts)
    first = later[0]
    affirmed = said(_AFFIRMED, _told(first)) or any(_overlaps(question, turn) for turn in later)
    if said(_YES_NO, question) and affirmed:
        return True
    opened = [first.text[a:b] for a, b in sentences(first.text)[:1]]
    complains = any(sign(text) == "not_done" for text in opened) and said(_YES_NO, question)
    return any(not text.endswith("?") for text in opened) and not complains


def _answered_by_agent(question: str, turn: Turn) -> bool:
    """Whether an agent's turn takes a question up: with its words, in its form, or as a wish."""
    told = _told(turn)
    if said(_REQUEST, question) and not said(_TO_KNOW, question):
        return bool(told)
    if said(_WHERE, question):
        return bool(told) and not said(r"^\W*(?:sorry|thank)[^.]*\.?$", told)
    if said(r"\b(?:when|how long|how soon|by when|what time|which day)\b", question):
        return said(_TIMES, told)
    if said(_REPLIES, told):
        return True
    return _overlaps(question, turn)


def _overlaps(question: str, turn: Turn) -> bool:
    """Whether a turn speaks of what was asked: two of its words, or half of them."""
    asked = stems(question)
    shared = len(asked & stems(_told(turn)))
    return shared >= 2 or 0 < len(asked) <= 2 * shared


def _told(turn: Turn) -> str:
    """The sentences of a turn that are no questions."""
    texts = [turn.text[a:b] for a, b in sentences(turn.text)]
    return " ".join(text for text in texts if not text.endswith("?"))
