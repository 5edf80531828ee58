"""A repeated contact or a broken promise is owned in the first two sentences (D31)."""

from __future__ import annotations

from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.wording import content

_WE = r"(?:we|i|our \w+|my colleague|the \w+|one of us|somebody here|someone here|they|he|she|nobody|no ?one|no-one|none of us)"
_TIME = (
    r"(?:once|twice|(?:two|three|four|five|six|seven|eight|nine|ten|several|many|so many|\d+|a few|these|all those|multiple)"
    r" (?:\w+ )?(?:times|calls|e-?mails|messages|letters|chats|visits|attempts|promises|dates|tickets|contacts"
    r"|appointments|conversations|chasers|reminders|requests|people|agents|bookings|parcels|deliveries|replies|engineers|no-shows|orders|repairs|replacements|tries|rounds|goes)"
    r"|(?:second|third|fourth|fifth|sixth|seventh|2nd|3rd|4th|5th|6th|nth|another|yet another) (?:\w+ )?(?:time|call|e-?mail|message|letter|chat"
    r"|visit|attempt|promise|date|ticket|contact|appointment|delivery|week|month|failure|one|night|delay|day|complaint|mistake|error|cancellation|replacement|fault|repair|reply|bill|in a row|round|request|no-show|order|parcel|engineer))"
)
_OWNED = Phrases(
    r"\b(?:came and went|twice now|(?:once|twice|two|three|four|five|several|many) (?:\w+ )?(?:missed|different|failed|wrong|unanswered|broken|empty|wasted|mornings|afternoons|evenings|saturdays|days off|explanations|stories|versions|answers|people|departments|callbacks|slots|collections)|(?:said|told|promised|agreed|wrote|assured you) (?:\w+ ){0,3}(?:would|that|it|was)|(?:got|had|received|been given|with) no (?:answer|reply|response|call|word|news)|(?:who|which|that) (?:never|wasn't|didn't|did not|was not) |(?:we|i|we'd|i'd|we had|i had) (?:agreed|said|promised|named|gave|set) |i gave you my word|not the first|another broken)",
    rf"\b{_TIME}\b", r"\b(?:a|the|your|our|this|is|that's|for a|for the) (?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th) \w+",
    rf"\b{_WE} (?:'d |had |then |also |clearly |both )*(?:promised|told|said|gave you|assured|agreed|undertook|committed|guaranteed|quoted|let you down"
    rf"|(?:changed|corrected|fixed|booked|set|wrote|answered)\b[^.!?\n]*\b(?:and|but|yet) (?:it|that|the|then|left|nobody|nothing))\b",
    rf"\b{_WE} (?:'d |'ve |had |have |has |then |also |clearly |both )*(?:let you down"
    r"|broke|failed|did not|didn't|never|have not|haven't|hadn't|missed|kept (?:you|sending|asking|telling)|left you|ignored|forgot|called|rang|turned up|lost|dropped|sent you (?:the same|round|away|back|from)|closed|passed you|made you|got it wrong|should have)\b",
    r"\byou(?:'ve| have|'d| had)? (?:were|are|was|been|had|have)? ?(?:\w+ )?(?:promised|told|assured|given|quoted|passed|sent|asked|left|wait\w*|let down|chas\w+|written|wrote|called|rang|phoned|contacted|raised|reported|explained|asked|warned|expected|heard|came back|come back|complained|emailed|messaged|had to|spent|done)\b"
    r"[^.!?\n]*\b(?:already|before|again|still|twice|three|four|five|several|nothing|nobody|no ?one|never|without|by \w+|would|back|since|and (?:we|it|that|the|then|nobody|nothing)|but|answer|reply|each|every|weeks?|days?|last|on \w+day|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|yesterday|earlier|same|one (?:person|team|desk|agent) to|times?|away|chasing|round|tomorrow|next)\b",
    r"\b(?:promise|promised|commitment|date|deadline|callback|call back|call|visit|reply|answer|engineer|refund|update|delivery|appointment|word|fix|repair|solution|email)\b[^.!?\n]*\b(?:never (?:came|happened|arrived|reached|went|got|worked|turned)|did not (?:come|happen|arrive|hold|work|last|reach)|didn't (?:come|happen|arrive|hold|work|last|reach|turn)|was(?:n't| not) kept|were(?:n't| not) kept|broken|missed|passed|came and went|not kept|has not|hasn't|failed|fell through|kept slipping|was wrong|wasn't|slipped)\b",
    r"\bafter (?:\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven) (?:\w+ )?(?:days|weeks|months|nights|hours)\b|\band again (?:on|in|last|today|this)\b|\b(?:two|three|four|five|six|\d) [^.!?]{0,30}\b(?:this|in one|in a|within a) (?:week|month|year)\b",
    r"\b(?:for|waited|waiting|spent) (?:\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d+) (?:\w+ )?(?:days|weeks|months|nights|hours)\b",
    r"\b(?:not|n't|never) (?:kept?|keep|honou?r\w*|stick to|stuck to|deliver\w* on|follow\w* (?:up|through)|call(?:ed)? (?:you )?back|ring back|rung back|get back|got back|repl(?:y|ied)|answer\w*|respond\w*|heard back|come back to you|did so)\b",
    r"\b(?:broke|broken|break|failed|missed|let you down)\b[^.!?\n]*\b(?:promise|word|date|commitment|again|twice|times|deadline|appointment|you)\b|\b(?:(?:happened|wrong|missing|late|broken|down|failed|same|write|call|ring|wait\w*|back|over|out|it|you) again|here we are again|once more|yet again|time and again|over and over|repeated(?:ly)?|back and forth|from pillar to post|in circles|round (?:and round|in circles)|chas(?:e|ed|ing) (?:us|this|it|me)|chase\b|from scratch)\b",
    r"\b(?:you(?:'re| are| have)? still|still (?:no|not|waiting|don't|haven't|hasn't|without|open|broken|cold|missing)|since your (?:first|last)|since (?:you (?:first|last)|we last)|come back to us|back to us|first (?:wrote|called|contacted|reported|raised|told|complained|message|email)|already (?:written|called|told|explained|been|had|asked|reported|waited|contacted|given|done|raised|sent)|more than once|first-time|the first time|had to (?:write|call|ask|chase|contact|come|tell|explain|repeat|phone|ring|raise|message|get|wait|email)|having to|earlier (?:promise|reply|answer|message|email|case|ticket|contact)|previous (?:promise|reply|answer|message|email|case|ticket|contact|report)|(?:last|yesterday) (?:we|i)|as promised|you shouldn't have|you should not have|should have been (?:the end|done|sorted|fixed|over))\b",
    r"\b(?:yesterday|last (?:week|month|time|night|year|\w+day)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:two|three|four|\d+) (?:days|weeks|months) ago),? (?:(?:we|i|they|my colleague|our \w+) (?:said|told|promised|did|were|was|had|set|gave|sent|wrote|booked|corrected|let|assured|agreed|confirmed|missed)|you were|you had|you (?:told|wrote|called|asked|rang|reported))\b",
)  # fmt: skip
_FIRST_CONTACT = Phrases(
    r"\bthank(?:s| you)(?: so much| very much| a lot| kindly)? for (?:contacting|reaching out|getting in touch|getting (?:back )?in touch|bringing (?:this|it)|letting us know|letting me know|your (?:kind )?(?:e-?mail|message|enquiry|inquiry|feedback|letter|report|interest|note|comments?|contact)"
    r"|writing(?: in| to us)?|making us aware|taking the time|sharing|messaging|flagging|raising|choosing|your patience|calling|dropping)\b",
    r"\b(?:we|i)(?:'ve| have)? (?:\w+ )?(?:received|receipt of) your (?:message|e-?mail|request|complaint|enquiry|inquiry|letter)\b",
    r"\bwelcome to\b|\b(?:i'm|i am|my name is|this is|you're (?:through to|chatting with)|you are (?:through to|chatting with)) \w+[^.!?\n]*\b(?:help|assist|support|look after)\b|\bhow (?:can|may) (?:i|we) help\b"
    r"|\b(?:i see|i understand|i gather|it (?:seems|looks|sounds|appears)|it appears) (?:that |like |as if |as though )?(?:your question|you(?:'re| are)? (?:having|experiencing|facing|query)|there(?:'s| is) (?:an issue|a problem)|your (?:question|query|enquiry) )|\b(?:sorry|sad) to (?:hear|learn|read) (?:that |about |of )?(?:you(?:'re| are)? (?:having|experiencing|facing|had)|your|this|the|about)?",
    r"\b(?:let me|i'll|i will|i can|i've|i have) (?:just |now )?(?:open|opened|create|created|log|logged|raise|raised|start|started|set up) (?:a|an|your|you a) (?:new |fresh )?(?:case|ticket|complaint|file|claim|enquiry|investigation|report|request)\b",
)  # fmt: skip
_BACK = Phrases(
    rf"\b{_TIME}\b[^.!?\n]*", r"\b(?:again|still (?:no|not|waiting|nothing|haven't|hasn't|don't|doesn't|isn't|the|broken)|yet again|once more|it's me|me again|as i (?:said|wrote|told)|already (?:told|wrote|written|called|reported|explained|complained|sent|asked)|(?:you|he|she|they|your \w+|colleague|agent|somebody|someone) (?:\w+ )?(?:promised|said|told|assured|swore|guaranteed)|you corrected|was (?:told|promised|supposed to)|were supposed|(?:number|no\.?|#) ?(?:two|three|four|five|six|\d)|keep (?:asking|telling|writing|calling|getting)|chasing|nobody (?:called|came|replied|answered|rang|wrote|turned|has|ever)|no ?one (?:called|came|replied|answered|rang|wrote|turned|has|ever)|no (?:call|reply|answer|response|callback)|never (?:called|came|replied|answered|rang|heard|got|arrived|happened)|another week|every time|last (?:time|week|month)|since (?:my|i)|where is (?:the|my) (?:call|refund|promised))\b",
)  # fmt: skip
_PROMISED = Phrases(
    r"\b(?:will|'ll|by (?:\w+day|tomorrow|noon|the|\d)|tomorrow|within|is set|for sure|guarantee\w*|promise\w*|shall|going to|has been (?:booked|arranged|corrected|fixed|sent|issued|ordered)|have (?:corrected|fixed|booked|arranged|sent|issued|ordered)|'ve (?:corrected|fixed|booked|arranged|sent|issued|ordered|set)|now (?:\w+day))\b"
)
_PLEASED = Phrases(
    r"^\W*(?:thank you|thanks|great|perfect|brilliant|lovely|all sorted|much appreciated|ok(?:ay)? thanks)\b"
)


def repeat_owned(review: Review) -> Outcome:
    """D31: a repeated contact or broken promise is owned in the first two sentences."""
    if review.case is None and review.triage is None:
        return skipped("earlier contacts are not known without a case")
    if not _is_back(review):
        return found(note="a first contact")
    opening = review.plain[: review.opening[-1].end if review.opening else 0]
    owned = any(_owns(review, s.text) or _counts(review, s.span) for s in review.opening)
    sure = bool(review.triage and review.triage.repeat_contact)
    for span in _FIRST_CONTACT.find(opening):
        if not owned or _THANKED.starts(review.plain[slice(*span)]):
            return found(
                [Hit(span, "a first-contact script for a customer who is back", soft=not sure)]
            )
    if not owned and content(review.plain):
        first = review.opening[0].span if review.opening else None
        return found([Hit(first, "the repeated contact is not owned at the start", _owning(review),
                          soft=not (sure and review.angry))])  # fmt: skip
    return found()


_THANKED = Phrases(r"^(?:thank|welcome|we received|we have received)")


def _owns(review: Review, text: str) -> bool:
    return _OWNED.within(text)


def _is_back(review: Review) -> bool:
    """Whether the customer wrote before, or was promised something that did not come."""
    if _one_conversation(review) and not _BACK.within(review.customer_text):
        return False
    if review.triage is not None and review.triage.repeat_contact:
        return True
    if review.case is None or _PLEASED.starts(review.case.message):
        return False
    if any(
        _REPEAT_KEY.within(key) and value not in (0, 1, "0", "1", False, "no")
        for key, value in review.known.items()
    ):
        return True
    if not review.case.history:
        return False
    before = [turn for turn in review.case.history if turn.role == "customer"]
    promised = _PROMISED.within(review.agent_text)
    return promised or (len(before) > 1) or _BACK.within(review.case.message)


def _one_conversation(review: Review) -> bool:
    """Whether the history is the thread still going on: no days, or all on the day of the message."""
    case = review.case
    if case is None or not case.history:
        return False
    if any(_REPEAT_KEY.within(key) for key in review.known):
        return False
    days = {turn.date.date() for turn in case.history if turn.date}
    days |= {case.date.date()} if case.date else set()
    return len(days) < 2 and not _PROMISED.within(review.agent_text)


_REPEAT_KEY = Phrases(
    r"(?:contact_count|contacts|previous_contact|earlier_contact|repeat|broken_promise|promise_broken|missed_(?:date|call|promise|appointment)|promised_|times_contacted|reopened)"
)


def _owning(review: Review) -> str:
    """A first sentence that owns what was promised, with the promise's own day where known."""
    if review.case is None:
        return ""
    for turn in reversed(review.case.history):
        if turn.role == "agent" and _PROMISED.within(turn.text):
            return f"Open with the promise that was not kept: “{turn.text.strip()[:80]}”."
    return ""


def _counts(review: Review, span: tuple[int, int]) -> bool:
    return any(f.kind == "contact_count" and span[0] <= f.span[0] < span[1] for f in review.facts)
