"""The words by which an agent's promise is told from an offer, a courtesy or a description."""

from __future__ import annotations

_ADVERBS = r"(?:\w+ly |now |then |also |both |all |always |still |first |therefore |myself |today |again |just |be sure to |make sure to |make sure (?:that )?(?:i|we|you) )*"
_FUTURE = r"(?:'ll| will| shall|'m going to| am going to|'re going to| are going to| is going to)"
_PROGRESS = (
    r"(?:asking|passing|sending|refunding|arranging|booking|replacing|cancell?ing|crediting|raising|"
    r"checking|looking into|looking at|ordering|issuing|waiving|correcting|escalating|handing|"
    r"tracing|opening|reviewing|calling|reporting|removing|stopping|blocking|investigating|chasing|"
    r"finding out|forwarding|requesting|setting up|adding|changing|updating|paying|returning|"
    r"reversing|closing|contacting|speaking|shipping|dispatching|giving|granting|extending)"
)
_DEED = (
    r"(?:arrive|reach|come|go out|show up|appear|call|contact|phone|ring|visit|write|e-?mail|text|"
    r"get back|follow|reply|answer|respond|review|look|check|send|refund|land|repair|fix|replace|"
    r"collect|take (?:over|this|care)|pick|decide|confirm|speak|tell|let you|update|inform|inspect|"
    r"deliver|credit|pay|reimburse|cancel|close|ship|dispatch|investigate|correct|remove|process|"
    r"bring|drop|install|deal|handle|resolve|sort|restore|be in touch|be there|be with you|be back|"
    r"be ready|be on|be in|receive|get|have|apply|start|begin|take effect|transfer|trace|chase|ask|give|issue|assess|bear|keep)"
)
_PARTICIPLE = r"be (?:\w+ly |fully |also |then )?(?:\w{2,}ed|sent|paid|made|given|done|put|back|with you|there|ready|in touch|rebuilt|written|taken|reset|available|on (?:its|the) way)"
NOT_DONE_TO = r"\bbe (?:\w+ly )?(?:delayed|disappointed|needed|required|asked|limited|rejected|based|used|expected|considered|allowed|pleased|delighted|interested|excited|advised|handled in the order)\b"
_OTHERS = r"(?:it|this|that|they|he|she|(?:your|the|an?|my|our|another|someone|somebody|one|all|both|each) ?(?:[^\s,;.]+ ){0,6}?[^\s,;.]+|someone|somebody|(?-i:[A-Z][\w-]+)(?: from (?:the |our )?(?:[\w-]+ ){0,3}?[\w-]+)?)"

OWN = rf"\b(?:i|we) ?{_FUTURE} {_ADVERBS}[a-z]|\b(?:i|we)(?: am| are|'m|'re) {_ADVERBS}{_PROGRESS}\b|\b(?:i|we) (?:hereby |can )?(?:promise|guarantee|commit|undertake)\b|\b(?:i|we) give you my word\b|\byou have my word\b"
"""The speaker commits: "I will …", "we are sending …", "I promise"."""
THEIRS = rf"\b{_OTHERS}(?:'ll| will| shall| is going to| are going to) {_ADVERBS}(?:{_DEED}|{_PARTICIPLE})\b"
"""Somebody or something of ours will do it: "a colleague will call", "it will be delivered"."""
YOURS = rf"\byou(?:'ll| will| shall| should| are going to|'re going to) {_ADVERBS}(?:have|get|receive|hear|see (?:the|your|it|them|this)|be (?:refunded|contacted|called|credited|sent|given|paid|reimbursed|compensated|moved|rebooked|updated|e-?mailed|phoned|told|informed|notified|able to)|not (?:be (?:charged|billed|asked)|pay|owe|lose|have to pay))\b|\b(?:you can|please|you should|you may) expect\b|^expect (?:the|a|an|to|your|it)\b"
GRANT = r"\b(?:you|you'll|you will|we give you|i'm giving you|i am giving you) (?:now )?(?:get|have|receive)? ?(?:an? )?(?:extra )?(?:\d+ ?%|[£$€]\d[\d.,]*|free|\w+ \w+) ?(?:discount|off|free of charge|credit on)\b|\byour next (?:\w+ )?(?:is|will be) (?:free|on us)\b"
"""A discount or a free month that is granted there and then."""
UNDER_WAY = r"\b(?:is|are) (?:now |already |just |currently )?(?:on (?:its|the|their) way|being (?:processed|sent|prepared|shipped|dispatched|refunded|repaired|replaced|investigated|reviewed))\b(?: to you\b|[^a-z ]|$| (?:for|on|by|and|with|as|now|today|at|in|from) )|\b(?:we|they) are (?:now )?processing\b"
APPOINTED = r"\b(?:booked|arranged|scheduled|planned|(?:is|are|now) due|reserved a slot|set up|an appointment|a slot)\b"
"""A promise where a time of the future stands with it: "I have booked an engineer for Friday"."""
LET_ME = r"^(?:\W|ok(?:ay)?\b|sure\b|right\b|thanks?\b|please\b|just\b)*let me (?:just |quickly )?(?:check|look|find|ask|chase|speak|see|investigate|get|talk|call|contact|raise|confirm)\b|\bleave (?:it|this|that) with me\b|\bbear with me while i (?:check|look|find|ask)\b"
CONTINUED = r"^[,\s]*(?:and|then|but|or)? ?(?:then |also |will |'ll )*(?:send|tell|write|call|phone|ring|e-?mail|text|let you|come back|get back|report|update|refund|cancel|credit|arrange|ship|return|post|collect|check|ask|contact|issue|remove|correct|replace|book|pay|deliver|confirm|keep you|make sure|close|waive|inform|follow up|chase)\b"
"""A second verb of the same promise: "I will ask them and tell you"."""
CARRIED = r"^[,\s]*(?:and|then|but) (?:then |also |they |she |he )?(?:will|'ll|shall) [a-z]"
"""A promise whose subject stands before: "Our team has it and will refund you"."""
OFFER = (
    r"\b(?:i|we) (?:can|could|may|might|would)\b|\bwould you\b|\bwhichever\b"
    r"|\bhappy to (?:offer|arrange|send|refund|replace)\b"
    r"|\byou (?:can|may|could|might) (?:also |still |either )?(?:choose|have|keep|take|pick|opt|get|"
    r"ask|return|exchange|cancel|swap|select|decide)\b"
    r"|\bif you(?:'d| would) (?:like|prefer|rather)\b"
)
NO_PROMISE = r"\b(?:will|'ll|shall|going to) (?:\w+ly )?not\b|\bwon't\b|\bnever\b|\bcan(?:not|'t)\b|\b(?:hope|think|expect|believe|suspect|doubt|assume|afraid)(?: that)? (?:it|this|that|they|we|i|you|the)\b|\b(?:i|we) ?(?:will|'ll) (?:be |always be |gladly be )?(?:happy|glad|pleased|delighted|sorry|honest|frank|clear|here|brief|need|have to|require|wait|assume|understand|appreciate|miss|remember|treasure|learn|strive|try|do (?:my|our) (?:best|utmost))\b|\byou (?:will|'ll) (?:need|find|see (?:that|why|how)|notice|have to|want|know|understand|appreciate|love|agree|receive this)\b|\b(?:it|this|that) (?:will|'ll) (?:help|take|be (?:fine|ok|okay|quick|easy|hard))\b|\basking (?:you|for your)\b|\bhave the (?:pleasure|chance)\b|\bwill have (?:to|received|seen|noticed|been)\b|\bget (?:the|any) (?:idea|impression)\b|\bif you have (?:any )?(?:further |other |more )?questions\b|\bhear from you\b"
CHARGE = r"\b(?:not|never|won't) (?:be )?(?:charged?|billed?|pay|owe|asked to pay|have to pay)\b"
DESCRIBED = r"\b(?:usually|normally|typically|generally|as a rule|in general|in most cases|often|sometimes|as standard)\b|\b(?:policy|policies|terms|rules?|procedure|contract|law|regulations?|conditions)\b.{0,40}\b(?:says?|states?|is that|are that|means?|provides?|sets?|requires?|allows?)\b|^\W*(?:all |any |approved |most |our )?(?:refunds|orders|parcels|customers|items|returns|complaints|deliveries|replacements|claims|passengers|guests|payments|vouchers) (?:will|are|can|take|usually|who)\b"
TOLD = r"^\W*(?:and |but )?you (?:were|have been|had been) (?:told|promised|assured)\b|^\W*(?:and |but )?(?:you|the (?:carrier|courier|supplier|website|app|tracking\w*)|the tracking page|they|he|she|dhl|ups|royal mail) (?:write|wrote|say|says|said|asked|ask|mention\w*|state\w*|expects?|claims?|hopes?|thinks?|estimates?)\b"
"""Somebody else's words."""
CONDITION = (
    r"\b(?:if|unless|provided(?: that)?|in case|should) (?:you|we|i|it|there|nothing|they|the|your|this|that|no)\b"
    r"|\b(?:once|as soon as|when|after) (?:you|your|(?:we|i) (?:have|receive|get) (?:\w+ )?(?:you|your)|the customer)\b"
)
"""What a promise hangs on. "Once the photos are here" is our own affair and no condition."""
SPOKEN_IF = r"\b(?:tell|let you know|know|find out|ask|asking|check|checking|confirm|see|say|write|decide|update|inform)\b[^,;]{0,80} (?:if|whether|when|once|as soon as)\b|\beven if\b|\bwhether or not\b|\bif not sooner\b|\bas soon as (?:i|we) (?:hear|know|have (?:news|an? (?:answer|update)|more|it|them|word))\b|\bonce (?:i|we) (?:hear|know|have (?:news|an? (?:answer|update)|more))\b|\bwhen (?:i|we) (?:hear|know|have (?:news|an? (?:answer|update)|more))\b"
ORDERED = r"^\W*(?:please |just |kindly |simply )*(?:send|reply|give|let|show|post|upload|call|tell|share|forward|attach|confirm|return|fill|email|e-mail|dm|say|write|drop)\b.*?\b(?:and|then) (?:then )?(?:i|we)(?:'ll| will| can)\b"
"""A condition in the form of an order: "send us the bill and we will pay it"."""
