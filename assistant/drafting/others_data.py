"""Whether a message asks for what we know of somebody else (clause PRV-05).

Not every message about another person: "my wife ordered a coat, when does it come?" is ordinary.
What is asked for must be theirs: where they live or are, how to reach them, what they bought, pay
or owe, what they wrote, whether they are with us at all.
"""

from __future__ import annotations

from assistant.triage.matching import PatternSet

_PERSON = (
    r"(?:neighbou?r|husband|wife|ex(?:-\w+)?|boyfriend|girlfriend|boss|tenant|lodger|landlord|landlady|colleague|daughter"
    r"|son|mother|father|brother|sister|grand\w+|flat ?mate|room ?mate|friend|owner|holder|sender|recipient|person|people"
    r"|passengers?|guests?|customers?|drivers?|technician|courier|agent|man|woman|lady|somebody|someone|stranger)"
)
_WHOSE = rf"(?:his|her|their|(?:my|the|your|that|this) (?:\w+ ){{0,2}}{_PERSON}'?s?'?|(?:mr|mrs|ms|miss|dr)\.? \w+(?:'s)?)"
_THING = (
    r"(?:address|e-?mail|(?:phone |mobile |loyalty |customer |card |account )?number|name|names|surname|pin\b|password|code|details"
    r"|messages?|orders?|purchases?|bookings?|balance|label|salary|wages|criminal record|medical|contact|account|whereabouts|seat)"
)
_GIVE = r"(?:give|tell|send|show|read|hand over|look up|find out|confirm|list|share|pass|get|name|need|want|know)"
_PATTERNS = (
    rf"\b{_GIVE}\b[^.!?]{{0,40}}\b{_WHOSE} {_THING}\b",
    rf"\b{_GIVE}\b[^.!?]{{0,30}}\b{_THING} (?:of|for) (?:the |every |all |each )?(?:other |previous |next )?(?:{_PERSON}|holder|everyone|everybody|whoever)\b",
    r"\b(?:list|names|e-?mails?|addresses) of (?:all |the |other )*(?:passengers|guests|customers|people|users|tenants|residents)\b",
    r"\b(?:all|their|the) names (?:on|of|behind) (?:that|this|the) (?:account|card|booking|list|order)\b|\bwhat are their names\b",
    r"\blook up the (?:owner|holder|sender|buyer|customer)\b|\bput me (?:in touch|through) (?:with|to) (?:him|her|them|that (?:customer|person|reviewer))\b",
    rf"\b(?:which|what) (?:address|seat|room|number|phone|card|flight) (?:do you have for|is|was|does|has) (?:him|her|them|he|she|they|my {_PERSON}|(?:mr|mrs|ms|miss)\.? \w+)\b",
    r"\b(?:what|how much|how many|which \w+) (?:did|does|do|has|have|is|was) (?:he|she|they|the (?:other )?(?:person|customer|guest|passenger|owner)|(?:mr|mrs|ms|miss)\.? \w+)"
    r" (?:\w+ )?(?:order|buy|bought|ordered|pay|paid|owe|owed|write|wrote|written|say|said|complain\w*|spend|spent|get|got|receive|received|earn)\b",
    r"\bwhat did you (?:compensate|pay|give|offer|refund|tell|send) (?:him|her|them|the other \w+)\b|\bwhat (?:he|she|they) (?:has |have )?(?:bought|ordered|paid|spent|wrote|written|said) (?:since|in|from|to|last|this|at|about)\b",
    r"\bwho (?:else )?(?:uses|was staying|stayed|is staying|owns|lives|sits|sat|is (?:he|she|it|they|that)\b|are they|was it|paid from|was paid|is behind)",
    r"\b(?:tell me |know )?whose (?:it|card|account|number|bag|parcel|order|phone) (?:is|was)\b|\bwhose (?:card|account|number|bag|parcel|order|phone) (?:is|was) (?:it|this|that)\b",
    rf"\bhas (?:my|the) (?:\w+ ){{0,2}}{_PERSON} (?:paid|ordered|cancelled|complained|booked|signed)\b|\b(?:my|the) {_PERSON} (?:cancelled|ordered|paid|booked|complained)\b[^.!?]{{0,40}},? didn'?t (?:he|she|they)\b",
    r"\b(?:can|could) (?:you )?see where (?:his|her|their) (?:phone|car|parcel|card) is\b|\bwhere is (?:he|she)\b[^.!?]{0,6}\?",
    r"\b(?:is|are|was|that) (?:registered|a customer|a member|one of your customers) (?:with|of|at) (?:you|yours)\b[^.!?]*(?:[.!?][^.!?]*)?\b(?:yes|no|confirm)\b|\bconfirm that [^\s]+@[^\s]+ is\b",
    r"\b(?:husband|wife|partner|boyfriend|girlfriend|son|daughter|boss|neighbou?r|ex) has a? ?(?:secret |second |other )?(?:card|account|contract|booking|phone|loan) with you\b",
    r"\bread me the (?:label|name|address|sender)\b|\b(?:show|send|give|read) me (?:all )?(?:the )?messages (?:he|she|they|that he|that she)\b",
)
_SIGNS = PatternSet(_PATTERNS)


def asks_about_others(text: str) -> bool:
    """Whether the message asks for data of another person than the one who writes."""
    return bool(_SIGNS.matches(text.replace("’", "'")))
