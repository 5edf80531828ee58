"""How a reply makes the customer the cause without saying "your fault" (D20).

Where the trouble is said to sit, what the customer's act or words are said to have led to, whose
duty it was, how late they were; and how somebody else is run down in passing.
"""

from __future__ import annotations

from assistant.rubric.lexicon.blame_causes import (
    ASKED_OF_ALL,
    BEHAVED,
    BROUGHT,
    CARELESS,
    DEFECTIVE,
    FAULT,
    GIVEN,
    INSIDER,
    LATENESS,
    OWN_PLACE,
    PAPER,
    PEOPLE,
    RISKY,
    SPARED,
)
from assistant.rubric.phrases import Phrases, any_of

_LOOSE = (
    r"(?:\w+ly |just |then |also |perhaps |probably |very |rather |quite |so |a (?:bit|little) )*"
)
_BE = r"(?:is|are|was|were|has been|have been|had been|being)"

CAUSED_BY_YOU = Phrases(
    rf"\b{any_of(FAULT)} (?:must |has to |is likely to |seems to |appears to |will |would |probably |most likely |therefore )*"
    rf"(?:lies?|lay|be|is|was|sits?|comes?|stems?|stemmed|originates?|starts?|began|arose) (?:\w+ly )?(?:at|with|on|in|from|inside|within|down to) (?:\w+ ){{0,4}}?{any_of(OWN_PLACE)}\b",
    r"\b(?:nobody|no one|no-one|no answer|no reply|no response|nobody there) (?:\w+ )?(?:answered|opened|came to|responded to|at|to|from) (?:\w+ )?(?:the )?(?:door|bell|doorbell|buzzer|intercom|your (?:door|address|home|flat|house|property))\b",
    rf"\b(?:customers?|people|users?|passengers?|guests?|buyers?|clients?|members?|somebody|someone|one|you) {_LOOSE}{any_of(CARELESS)}\b[^.!?]*\b(?:this|that|it) (?:\w+ )?(?:happens|is what|is how|results?)\b",
    r"\b(?:this|that|it|such (?:things?|a thing|problems?)|which) (?:\w+ ){0,3}?(?:happens?|occurs?|arises?|results?|is what (?:happens|you get)|is to be expected) (?:\w+ )?(?:when|if|where|because|once|as|whenever) (?:\w+ )?(?:customers?|people|users?|passengers?|guests?|buyers?|clients?|members?|somebody|someone|one|you) ",
    rf"\b(?:\w+ )?{any_of(GIVEN)} (?:was|were|is|are|turned out(?: to be)?|proved(?: to be)?) {_LOOSE}{any_of(DEFECTIVE)}\b",
    rf"\byour (?:\w+ )?{any_of(LATENESS)} (?:[\w-]+ ){{1,3}}?{any_of(BROUGHT)}\b",
    rf"\b{any_of(RISKY)} (?:[\w'-]+ ){{1,8}}?{any_of(BROUGHT)}\b",
    rf"\b(?:onus|burden|duty|obligation|responsibility|liability) (?:to \w+ )?(?:{_BE}|lies|lay|rests|rested|falls|fell|remains|sits|sat) {_LOOSE}(?:on|with|upon|to) (?:you|yourself|the (?:customer|account holder|buyer|passenger|guest|member|user|policyholder|tenant|traveller|traveler|recipient|sender|cardholder))\b",
    r"\byou (?:\w+ly |had |have |'ve )*(?:left|kept|put|delayed|postponed) (?:it|this|that|things|everything|the \w+|your \w+|matters) (?:off )?(?:to|until|till) (?:the )?(?:last|very|late|day of|night before)\b",
    r"\byou (?:only |first |simply |just )?(?:reached (?:us|it|the \w+)|got (?:there|here|to \w+(?: \w+)?)|arrived|turned up|showed up|checked in|appeared|reported (?:it|this)|told us|wrote in|paid|applied|returned (?:it|the \w+)|sent (?:it|the \w+|them)) (?:[\w:.]+ ){0,4}?(?:too late|late\b|after (?:the |our |your )?(?:\w+ )?(?:close|closed|closing|deadline|cut-?off|boarding|date|due|expiry)|(?:\w+ )?(?:minutes|hours|days|weeks) (?:late|after)|past the)",
    r"\b(?:closes?|closed|shuts|shut|expires?|expired|ends|ended|deadline (?:is|was)|cut-?off (?:is|was))\b[^.!?]{2,60}(?:, | )(?:and|but|while|whereas) you (?:\w+ly |only |did not |didn't )?(?:reached|arrived|arrive|came|come|got|called|wrote|paid|pay|applied|apply|sent|send|checked|told|tell)\b",
    rf"\byou {_LOOSE}(?:rushed|skimmed|skipped|jumped|hurried|fiddled|tampered|meddled|clicked through|ticked through|scrolled past|walked off|panicked)\b",
    rf"\b(?:incorrect|wrong|improper|careless|rough|poor|late|insufficient|incomplete|excessive|heavy) (?:\w+ )?{any_of(BEHAVED)} (?:on|by|from|at) (?:your|the (?:customer|user|client|buyer)'?s?)\b",
    r"\b(?:we|i) (?:rely|depend|count) on (?:our )?(?:you|customers?|passengers?|members?|guests?|users?|buyers?) to (?:\w+ly )?(?:read|check|tell|give|enter|report|keep|make|be|provide|update|arrive|return|cancel|let)\b",
    rf"\b(?:it|this|that) (?:is|was) (?:\w+ly |always |also |for )*(?:for|up to|on|expected of|asked of) {any_of(ASKED_OF_ALL)} to (?:\w+ly )?\w+",
    r"\b(?:does|do|did|will|would)(?:n't| not) \w+ [^.!?]{0,50}\bunless (?:somebody|someone|you|it(?:'s| is| was| has| had)|they|the \w+ (?:is|was|has))\b",
    r"\b(?:\w+ed|left|put|set|told) by the (?:person|one|people) (?:who|that)\b",
    r"\b(?:is|was|that's|it's|this is|just|exactly|simply) what (?:you|one|people|customers) (?:\w+ )?(?:gets?|can expect|must expect|should expect) (?:for|by|from|when|if|with|after)\b|\b(?:is|was|that's|this is|it's) what (?:comes|happens|results) (?:\w+ )?(?:of|from|when|if|after) ",
    r"\b(?:comes|came|stems|results?|resulted|arises|arose|follows) (?:\w+ )?(?:of|from|when) (?:not |your |typing|using|sharing|leaving|ignoring|skipping|clicking|booking|buying|ordering|waiting|rushing)\w*\b",
    r"\btoo (?:many|few|much|little) [^.!?]{2,50}\b(?:under your (?:name|account)|in your (?:name|account|home|house|flat)|by you|on your (?:side|end|account|line|plan)|at your (?:end|address|place))\b",
    rf"\bit (?:does|did) (?:\w+ )?(?:say|state|mention|warn|show|tell you|note) (?:so |this |that |it |right |quite |just )*(?:on|in|at|under|that|there)\b|\b(?:the|our|your) (?:\w+ )?{any_of(PAPER)} (?:does|did) (?:\w+ )?(?:say|state|mention|warn|show|tell|note|ask|make)\b",
    r"\byou (?:were|had been|have been|did get|got|received|had) (?:\w+ )?(?:given|sent|shown|offered|reminded|warned|notified)?(?: \w+){0,3}? ?(?:every (?:chance|opportunity)|ample (?:time|notice|warning|opportunity)|plenty of (?:time|notice|warning|opportunity)|enough (?:time|notice|warning)|(?:two|three|several|many|multiple|repeated) (?:reminders?|warnings?|notices?|chances|opportunities))\b",
    r"\b(?:negligence|carelessness|fault|mistake|error|failure|lapse|oversight|misuse|delay|default|omission) (?:\w+ )?(?:on the part of|by|from|of) (?:you|the (?:customer|subscriber|consumer|applicant|policyholder|account holder|passenger|member|user|guest|tenant|buyer))\b",
    r"\b(?:suspect|suppose|guess|imagine|assume|bet|think|believe|reckon|presume|fear) (?:that )?(?:it was |maybe |perhaps )?(?:one of (?:the|your)|your|a|the) (?:kids?|children|family|son|daughter|husband|wife|partner|guests?|cleaner|dog|cat|flatmates?|neighbou?rs?|visitors?|household)\b",
    r"\b(?:a|one|some|any) (?:\w+ )?(?:simple|quick|little|bit of|moment's|minute's|minute|basic|timely|careful|proper|small|short|single|brief) [^.!?]{2,60}\b(?:would|could|might)(?:'ve| have) (?!n)(?:\w+)\b".replace("(?!n)", ""),
    r"\b(?:had|if) [^.!?]{3,80}\b(?:none|nothing|no part|not any|hardly any) of (?:this|it|that|the \w+)\b[^.!?]{0,20}\b(?:would|need|might|could|should)\b",
    r"\b(?:passengers|customers|guests|members|users|subscribers|buyers|tenants|travell?ers|applicants|parents|patients|visitors) (?:are|were|must|should|need to|have to|ought to|shall) (?:\w+ )?(?:expected|required|asked|advised|responsible|reminded|obliged|supposed|read|check|print|bring|arrive|keep|tell|report|make|be)\b",
    r"\b(?:someone|somebody|one|a member|a person|anyone) (?:of|in|from) your (?:family|household|team|office|home|house|party)\b",
)  # fmt: skip
"""The customer as cause, by structure."""

SPARED_BY_YOU = Phrases(
    rf"\b(?:would|could|might)(?:'ve| have| easily have| well have| also have) (?:\w+ly )?(?:\w+ )?{any_of(SPARED)}\b"
)
"""What a little care would have spared everybody; whose care, the words before it say."""
OURS_BEFORE = Phrases(
    r"\b(?:we|i|our|my|from us|by us|on our|the company|he|she|they|that you were|had been told)\b"
)
"""Words that make the care ours, before "would have spared"."""

_WHO = rf"(?:(?:the|our|my|your|that|this|his|her|their|one of (?:our|the|my)|some(?: of the)?|a|previous|last|first|local|other|young|new|poor) )*{any_of(INSIDER, PEOPLE)}(?: (?:at|in|from|on|of|over|who|that|you|the|your|spoke|to|\w+day|team|desk|depot|branch|office|store|shop|warehouse|line|phone|there|here|(?-i:[A-Z]\w+)))*"
RUN_DOWN = Phrases(
    rf"\b{_WHO} {_LOOSE}(?:made (?:an? |such an? |one |quite a )?(?:right |proper |complete |total |real |fine |bit of a )*(?:hash|mess|pig's ear|muddle|cock-?up|botch|mistake|blunder|hames|dog's dinner)"
    r"|(?:had|has|have)(?:n't| not)? (?:really )?(?:the faintest|the foggiest|a clue|any idea|no clue|no idea|got a clue)|(?:can't|cannot|couldn't|could not|can not) have (?:been )?\w+"
    r"|promis\w+ (?:people |you |everyone |everybody |customers )?(?:the (?:moon|earth|world)|things|anything|too much|more than|what (?:they|we) can)"
    rf"|(?:{_BE}) {_LOOSE}(?:too|far too|a bit too) (?:slow|lazy|busy|quick|hasty|junior|green|inexperienced|tired|keen|careless)"
    r"|(?:doesn't|don't|didn't|does not|do not|did not) (?:\w+ )?(?:listen|care|read|check|bother|know (?:what|how|the|their|his|her)|understand (?:the|our|how)|pay attention|do (?:their|his|her) job)"
    r"|spoke out of turn|jumped the gun|got (?:carried away|muddled|confused|ahead of)|made it up|winged it|cut corners|took a shortcut|passed the buck|couldn't care less)\b",
    rf"\b{_WHO} {_LOOSE}(?:(?:tends?|likes?|loves?) to (?:say|tell|promise|forget|lose|invent|exaggerate|overpromise|mix|rush)|has a (?:habit|way|knack|talent) (?:of|for)|is (?:known|famous|notorious) for|is prone to|never \w+s)\b",
    r"\b(?:he|she|they|who|\w+) (?:isn't|is not|wasn't|was not|aren't|weren't|hasn't been|had not been|never was|was never) (?:\w+ )?(?:trained|qualified|competent|supposed to know|meant to (?:say|tell|promise))\b",
    r"\bwhoever [^.!?]{3,60}?\b(?:can't have|cannot have|couldn't have|must have|wasn't|was not|didn't|did not|had no|hadn't|got it|should|made)\b",
    r"\bwe(?:'re| are) (?:the ones |then |always |usually )*(?:who |left |that )*(?:have |has |get )?(?:to )?(?:clean|clear|pick|mop|tidy|sort|carry|take the (?:blame|flak|heat)) ?(?:it |the \w+ )?(?:up|out|can)?\b",
    rf"\b(?:it's|it is|that's|that is|this is|this was|that was) (?:\w+ly |all |another |a |one |typical )*(?:(?:{any_of(INSIDER)})(?:'s|s')|(?-i:[A-Z]{{3,}}|[A-Z]\w+)(?:'s)) (?:own )?(?:mess|fault|doing|mistake|error|problem|responsibility|job|department)\b",
    r"\bnot (?:something |anything )?(?:ours|us|our (?:mess|problem|doing|department|fault))(?:[;,.!]|$)",
    r"\bnothing (?:that )?(?:we|i|anyone here) (?:could|can|could have)(?: have)?(?: (?:do|done))?(?:[;,.!]|$| about)",
)  # fmt: skip
"""Somebody else run down in passing, or our hands washed."""
