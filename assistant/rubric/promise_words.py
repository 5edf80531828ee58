"""The words of promises, offers and conditions that the ledger reads a reply with."""

from __future__ import annotations

from assistant.rubric.phrases import Phrases

SPLIT = Phrases(
    r",? (?:and|but|so|then) (?:then )?(?:i|we|you|they|he|she|it|the|your|our|a|my"
    r"|this) ?(?:\w+ ){0,3}?"
    r"(?:will|'ll|shall|am|are|is|can)\b",
    r", (?:i|we|you|your|they|the \w+(?: \w+)?) ?(?:will|'ll|shall|am|are)\b",
    r",? and (?:then )?(?:will|tell|write|call|send|let you|come back|get back|report|update"
    r"|phone|email|refund|cancel)\b",
    r"[;:] ", r" [–—-] ",
)  # fmt: skip
FUTURE = r"(?:will|'ll|shall|(?:am|'m|are|'re|is) going to)"
ADVERBS = (
    r"(?:\w+ly |now |then |also |both |all |always |still |first |therefore |myself |in turn )*"
)
DOING = (
    r"(?:asking|passing|sending|refunding|arranging|booking|replacing|cancell?ing|crediting"
    r"|raising|checking|looking into|looking at|"
    r"ordering|issuing|waiving|correcting|escalating|handing|taking (?:this|it|that|your|the)"
    r"|making|having|tracing|starting|opening|"
    r"putting|getting|reviewing|calling|moving|reporting|giving|removing|stopping|blocking"
    r"|investigating|chasing|finding out|"
    r"forwarding|requesting|setting up|adding|changing|updating|paying|returning|reversing"
    r"|closing|contacting|speaking|keeping)"
)
MINE = Phrases(
    rf"\bi ?{FUTURE} {ADVERBS}(?-i:[a-z])",
    rf"\b(?:i am|i'm) {ADVERBS}{DOING}\b",
    r"\bi (?:can |hereby )?(?:promise|guarantee|commit|undertake|assure you|give you my word"
    r"|confirm that (?:you|your|we|i))\b",
    r"\byou have my word\b",
)
CONTINUED = Phrases(
    r"^(?:will|tell|write|call|send|let you|come back|get back|report|update|phone|email|refund"
    r"|cancel)\b"
)
"""A second verb of the same promise: "I will ask them and tell you"."""
OURS = Phrases(
    rf"\bwe ?{FUTURE} {ADVERBS}(?-i:[a-z])",
    rf"\b(?:we are|we're) {ADVERBS}{DOING}\b",
    r"\bwe (?:can |hereby )?(?:promise|guarantee|commit|undertake|assure you)\b",
)
YOURS = Phrases(
    rf"\byou ?{FUTURE} {ADVERBS}(?:have|get|receive|hear|be (?:refunded|contacted|called"
    rf"|credited|sent|given|paid|reimbursed|"
    r"compensated|moved|rebooked|updated|emailed|phoned|told|informed|notified|offered"
    r"|able to (?:keep|use|return))|"
    r"not (?:be (?:charged|billed|asked)|pay|owe|lose|have to pay))\b",
    r"\b(?:you can|please|you should|you may) expect\b",
    r"^expect (?:the|a|an|to|your|it)\b",
    r"\byou (?:have|get|receive) (?:the|my|an|our|your) (?:answer|reply|refund|update|call"
    r"|decision|money)\b[^.]*\b(?:by|within|from me)\b",
)
ITS = Phrases(
    r"\b(?:it|this|that|they|he|she|(?:your|the|a|an|my|our|another|someone|somebody"
    r"|one) ?(?:(?-i:[a-z'-]+) ){0,4}?(?-i:[a-z'-]+)"
    rf"|(?-i:[A-Z][a-z]+)(?: from (?:the |our )?(?:\w+ ){{1,3}}?\w+)?) ?{FUTURE} {ADVERBS}"
    r"(?:arrive|reach|be (?:\w+ly |fully )?(?:sent|refunded|delivered|credited|returned|replaced"
    r"|repaired|dispatched|shipped|collected|with you|back"
    r"|fixed|cancelled|canceled|removed|corrected|paid|processed|issued|waived|there|ready"
    r"|in touch|completed|reviewed|looked (?:at|into)"
    r"|investigated|reversed|resolved|restored|applied|added|closed|rebooked|moved|picked up"
    r"|passed|forwarded|escalated|checked|handled"
    r"|dealt with|addressed|in your|on your)|come|go out|show up|appear|call|contact|phone|ring"
    r"|visit|write|email|get back|follow|reply|answer|"
    r"review|look|check|send|refund|land|leave|repair|fix|replace|collect|take (?:over|this)"
    r"|decide|confirm|handle|speak|tell|let you|update|inform|own|stay|keep)\b",
)
OFFER = Phrases(
    r"\byou (?:can|may|could|might)(?: also| now| either| still)? (?:choose|have|keep|take|pick"
    r"|decide|opt|get|ask|return|exchange|cancel|swap|select)\b",
    r"\bwould you (?:like|prefer|rather)\b",
    r"\b(?:your choice|choose between|either of"
    r"|whichever|if you prefer|if you would rather|if you'd rather)\b",
    r"\b(?:i|we) (?:can|could|may|might)\b",
    r"\b(?:i|we) would (?:be|like to|offer|send|refund"
    r"|replace)\b",
    r"\b(?:option|choice)s? (?:one|two|three|\d"
    r"|[a-d])\b",
    r"\bwould be (?:able|happy|glad)\b",
    r"\b(?:i|we) (?:am|are|'m|'re) able to (?:offer|refund|send|replace|credit)\b",
)
LISTED = Phrases(r"(?:[-*•]|\(?[a-d1-9][.)]) ")
INTRODUCES = Phrases(
    r"\b(?:choose|choice|options?|either|prefer|can (?:do|offer|have)|possible"
    r"|ways|what i can)\b"
)
NO_PROMISE = Phrases(
    r"\b(?:will|'ll|shall|going to) (?:\w+ly )?not\b", r"\bwon't\b", r"\bnever\b",
    r"\bcan(?:not|'t)\b",
    r"\bhope\b", r"\bi will be (?:happy|glad|sorry|honest|here)\b", r"\byou will (?:need|find|see"
    r"|notice|have to|want|know)\b",
    r"\bi (?:will|'ll) (?:need|be (?:honest|frank|straight|brief|clear))\b",
    r"\bi'll be (?:honest|frank|straight|brief|clear)\b",
    r"\bit will (?:help|take)\b", r"\bi(?:'m| am) asking (?:you|for your)\b",
    r"\bwe(?:'re| are) asking you\b",
    r"\bi(?:'m| am) (?:taking (?:it|this) that|getting at|having (?:trouble|difficulty))\b", r"\bif i will\b",
    r"\bi(?:'m| am) making (?:no|any)\b",
)  # fmt: skip
NOT_CHARGED = Phrases(
    r"\b(?:not|never|won't) (?:be )?(?:charge|charged|bill|billed|collect|pay"
    r"|owe)\b"
)
DESCRIBED = Phrases(
    r"\b(?:policy|policies|terms|guarantee|standards?|rules?|procedure|contract|law"
    r"|regulations?)\b[^.]{0,40}\b(?:says?|states?|is that|are that|"
    r"means?|provides?|sets?|requires?|promises?)\b",
    r"\b(?:usually|normally|typically|generally|as a rule|in general)\b",
    r"\b(?:customers|buyers|passengers|guests) (?:will|are|who)\b",
)
SPOKEN_IF = Phrases(
    r"\b(?:tell|let you know|know|find out|ask|asking|check|checking|confirm|see|say|write|decide"
    r"|update|clear)\b[^,;]{0,80} (?:if|whether)\b",
    r"\b(?:even if|whether or not|if not sooner|as if|if there is (?:no|any) (?:news|change))\b",
)
WHEN = Phrases(
    r"\b(?:once|as soon as|when|after) (?:you|we have your|i have your"
    r"|the customer)\b"
)
LEAD = Phrases(r"(?:[,;:–—-]|\s|\band\b|\bbut\b|\bso\b|\bthen\b)+")

TEAM = Phrases(
    r"\b(?:the|our|a|an|my) (?:(?-i:[a-z-]+) ){0,3}?(?:team|manager|department|specialist"
    r"|engineer|technician|colleague|driver|lead|owner|"
    r"investigator|supervisor|desk|office|carrier|courier|warehouse)\b"
)
NAME = Phrases(
    r"^(?-i:[A-Z][a-z]+)(?: from (?:the |our )?(?:\w+ ){1,3}?\w+)? (?:will"
    r"|is going to|'ll)\b"
)
PRONOUN = Phrases(
    r"^(?:I|We|You|It|This|That|They|He|She|Your|The|A|An|My|Our|Another|One"
    r"|Someone|Somebody|There)\b"
)

SUBJECT = Phrases(
    r"\b(?:the|our|a|an|my) (?:(?-i:[a-z-]+) ){0,3}?(?:team|manager|department|specialist"
    r"|engineer|technician|colleague|driver|lead|owner|"
    r"investigator|supervisor|desk|office|carrier|courier|warehouse)\b",
    r"(?-i:[A-Z][a-z]+)\b",
)
"""Who opens a sentence: a team, or somebody's name."""
WILL = Phrases(r"(?:will|'ll|shall) (?-i:[a-z])")
