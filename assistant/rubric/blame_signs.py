"""The grammar of blame (D20): who is said to have done wrong, outright or by a hint.

Outright: a person and a failing of theirs. By a hint: what would not have happened "if …", advice
for next time, what the paper said all along, what things never do by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.lexicon.blame import (
    CARE,
    CLEARLY,
    CUSTOMER_DEED,
    FAULT_DEED,
    FAULT_NOUN,
    HUMAN_ERROR,
    ILL,
    NEXT_TIME,
    OTHERS,
    SHOULD_DEED,
)
from assistant.rubric.phrases import Phrases, any_of

_LOOSE = r"(?:\w+ly |also |just |then |really |still |even |again |once |probably |perhaps |possibly |certainly |have |has |had )*"
_WOULD = r"(?:would|might|could|wouldn't|couldn't|'d)(?: not| never| all| also| easily| probably)* (?:have|be|never)\b"
_SUPPOSED = r"(?:if|had)\b"

WOULD_HAVE = Phrases(
    rf"\b{_WOULD}[^.!?]*\b(?:if|had|unless)\b[^.!?]*",
    rf"\b{_SUPPOSED}[^.!?]*\b(?:been|\w+ed|done|kept|read|told|given|made|taken|left|set|put|said)\b[^.!?]*\b{_WOULD}[^.!?]*",
)
"""What would (not) have happened: blame of whoever the condition is about."""
OURS = Phrases(
    r"\b(?:if|had|unless) (?:only )?(?:we|i|our|my|us|the company|somebody here|someone here)(?:'d)?\b",
    r"\bif (?:you|it|its|this|that|they|there|your \w+)(?:'re|'s|'ve| are| is| get| gets| can| could| want| need| try| use| do| still| its| not| have (?:any|an?|the|not|further|other|more))\b",
    r"\b(?:would|could) be (?:best|great|good|helpful|better|able|happy|glad|lovely|a setting|easier|quicker|advisable)\b|\b(?:best|first|safest|next) (?:bet|step|thing|option|way) would be\b",
    r"\bif you (?:would|could|can|like|prefer|want|wish|need|have|are|'d like|had (?:the|a) choice)\b",
)
"""Conditions that lay the blame with us, or that are no past ones."""

CUSTOMER = Phrases(
    rf"\b{any_of(NEXT_TIME)},? (?:please |kindly |do |just |always |it is best to |you (?:should|may want to|might want to|can|could|need to|must) )*"
    rf"{any_of(CARE)}\b",
    rf"\b(?:please |kindly |do |always |just |remember to |you (?:should|must|need to|ought to|might want to) ){any_of(CARE)}\b[^.!?]*\b{any_of(NEXT_TIME)}\b",
    r"\b(?:one|people|everybody|everyone|customers|guests|passengers|users|buyers|travell?ers|you) (?:really |simply |always |just )*(?:should|ought to|must|has to"
    r"|needs to|have to|are expected to|is expected to|do well to) (?:\w+ )?(?:keep an eye|read|check|know|expect|be aware|be careful|think|plan|allow|make sure|look)\b",
    rf"\b(?:states?|says?|said|shows?|showed|lists?|explains?|explained|tells?|told|mentions?|mentioned|warns?|warned|stated|makes?|made|reads?|printed|marked|written"
    rf"|displayed|listed|shown) [^.!?,]{{0,60}}\b{any_of(CLEARLY)}(?:\b|$)",
    rf"\b{any_of(CLEARLY)} (?:states?|stated|says?|said|shows?|shown|written|marked|printed|listed|explained|warns?|tells?|told|visible|mentioned|displayed|asks?|asked)\b",
    r"\b(?:puzzled|surprised|astonished|at a loss|baffled|wonder|not sure|don't understand|do not understand|hard to (?:see|understand)|can't see|cannot see) (?:that|how|why|as to) "
    r"(?:you|it was|this was|that was|the \w+ (?:was|could|came|got|were))\b",
    r"\b(?:does|do|will|would)(?:n't| not) (?:normally |usually |generally |just |simply |ever |really |tend to )*\w+ (?:by (?:itself|themselves)|on (?:its|their) own|without (?:a |some )?(?:reason|cause|help|outside)"
    r"|for no reason|out of nowhere|overnight|like that)\b",
    rf"\b(?:sounds|looks|seems|appears|points?|pointing|consistent|suggests?|indicates?|typical|down|due|caused|attributable|result|put (?:this|it) down) (?:\w+ ){{0,2}}?(?:like|as if|as though|to|with|by|of|that)"
    rf" (?:\w+ ){{0,5}}?{any_of(HUMAN_ERROR)}\b",
    r"\b(?:most|other|others|nearly all|all (?:our|other)|the majority of|plenty of|thousands of) (?:of our |other )?(?:people|customers?|users|guests|members|buyers|passengers)? ?(?:\w+ )?(?:manages?|managed|cope|coped|find it|found it|had no|have no|get (?:it|this)"
    r"|got (?:it|this)|don't have|do not have|do it|read|know|understand)\b",
    r"\b(?:a|the|that|this is a|some) (?:risk|chance|choice|gamble|decision) (?:that )?you (?:took|made|ran|chose|accepted|have taken|have made)\b",
    r"\b(?:your|the) (?:\w+ )?(?:request|cancellation|complaint|report|form|message|claim|payment|notice|call|documents?|return) (?:only )?(?:came|arrived|reached us|was (?:made|sent|received|submitted|filed|handed))"
    r" (?:\w+ ){0,3}?(?:too late|very late|rather late|late|incomplete|incorrectly|unsigned)\b",
    rf"\byour (?:own )?(?:\w+ )?{any_of(FAULT_NOUN)}\b",
    r"\b(?:lies|lay|rests|sits|is|was|starts|began|originates|originated|occurred|happened|arose) (?:\w+ )?(?:on|at|with) (?:your|the customer's|the user's|the client's) (?:end|side|part|door)\b",
    r"\b(?:on|at|from|by) (?:the )?(?:customer|user|client|passenger|guest|recipient)(?:'s)? (?:end|side|part|error|fault)\b",
    rf"\byou (?:\w+ly |yourself |also |simply |then |have |had )*(?:{any_of(CUSTOMER_DEED)})\b",
    r"\b(?:was|were|had been|has been|have been) (?:not |never )?(?:entered|filled in|typed|set up|assembled|installed|used|opened|stored|packed|addressed|spelled|completed|fitted|charged|washed|handled) (?:\w+ )?(?:wrongly|incorrectly|badly|poorly|improperly|the wrong way|upside down|by the customer|by the user|in error)\b",
    r"\b(?:nobody|no one|no-one|someone|somebody) (?:was|being|had been) (?:\w+ )?(?:at home|in|there|available|around) (?:to|when|so|at the)\b",
    r"\b(?:not enough|insufficient|weren't enough|wasn't enough|no) (?:money|funds|balance|credit) (?:in|on)\b",
)  # fmt: skip
"""The customer is blamed, outright or by a hint."""

_WHO = rf"(?:(?:the|our|my|your|that|this|his|her|their|a|another|previous|last|first|local|delivery|sales|billing|chat|other|warehouse|returns?|ground|night|repair|web|support|office|tech\w*|customer|service|front|booking) )*{any_of(OTHERS)}(?: (?:who|that|you|we|on|in|at|from|there|here|over|spoke|to|with|\w+day|chat|staff|people|team|side|(?-i:[A-Z][a-z]+)))*"
_NAMED = r"(?-i:[A-Z][a-z&]+ [A-Z][a-z&]+|[A-Z]{3,})"
OTHER = Phrases(
    rf"\b{_WHO}(?:'s|s') (?:\w+ )?{any_of(FAULT_NOUN)}\b",
    rf"\b(?:{_NAMED}|{_WHO}) (?:failure|mistake|error|fault|blunder|mess)\b",
    rf"\b(?:is|was|it's|that's|this is|just|clearly|really) (?:an? |the )?(?:{_NAMED}|{_WHO}) (?:problem|issue)\b",
    rf"\b(?:fault|mistake|error|blame|failure|failing|doing|responsibility|mess|incompetence|negligence|carelessness) (?:\w+ )?(?:of|by|on the part of|with|lies with|at|made by|from|rests with|is with|sits with|belongs to) (?:{_WHO}|{_NAMED})\b",
    rf"\b{_WHO} (?:is|are|was|were|can be|has been|have been|seems?|aren't|isn't|wasn't|weren't) ?{_LOOSE}(?:{any_of(ILL)})\b",
    rf"\b{_WHO} (?:aren't|isn't|wasn't|weren't|is not|are not|was not|were not) (?:\w+ )?(?:very|always|exactly|the most|the best|up to|known for|renowned for|to be trusted|doing (?:its|their|his|her) job)\b",
    rf"\b{_WHO} {_LOOSE}(?:{any_of(FAULT_DEED)})\b",
    rf"\b{_WHO} {_LOOSE}(?:{any_of(SHOULD_DEED)}) {_LOOSE}(?:\w+)\b",
)  # fmt: skip
"""Somebody else is blamed; whether rightly, the case must say."""
WASHED = Phrases(
    r"\b(?:outside|not|beyond|no part of|isn't|never) (?:\w+ )?(?:our (?:responsibility|remit|doing|fault|mistake|business|problem|job|concern)|down to us|up to us|for us to)\b",
    r"\bwe (?:only|merely|just|simply) (?:pass|sell|forward|book|arrange|act|provide|handle|resell|broker|host|list|deliver|transport|send|process|run|supply)\b",
    r"\b(?:is|was|are|were|that's|it's) (?:\w+ly |all |purely )*(?:their|his|her|its) (?:own )?(?:\w+ )?(?:doing|fault|mistake|error|problem|responsibility|business|job|department|failure)\b",
    r"\b(?:they|he|she)(?:'re| are|'s| is| were| was) (?:\w+ly |so |all |just |always )*(?:hopeless|useless|incompetent|unreliable|careless|sloppy|lazy|terrible|awful|dreadful|like that|notorious|never on time)\b",
)  # fmt: skip
"""We wash our hands of it, or run somebody down."""


def would_have(sentence: str) -> Iterator[Span]:
    """Places that say what would (not) have happened if somebody other than us had acted."""
    if not OURS.within(sentence):
        yield from WOULD_HAVE.find(sentence)
