"""The words of promises in the future tense, and of what only sounds like one."""

from __future__ import annotations

from assistant.rubric.phrases import Phrases

CUT = Phrases(r"[;:] ", r" [–—-] ", r",? (?:and|but|so|then|plus|while|yet)(?: then)? ", r", ")
"""Where a clause may end: each place is a cut only if what follows promises by itself."""
ADVERBS = (
    r"(?:,? ?(?:\w+ly|now|then|also|both|all|always|still|first|therefore|myself|in turn|again"
    r"|of course|indeed|once more|already|today|tonight|tomorrow|just|too|in person|even|next"
    r"|only|instead|gladly|each|soon),? )*"
)
WILL = Phrases(
    r"(?:'ll|\b(?:will|shall)|(?:\b(?:am|are|is) |'m |'re |'s )?\bgonna|\bwon't|\bshan't|(?:\b(?:am|are|is)|'m|'re|'s)(?: not)? going to"
    r"|(?:\bisn't|\baren't) going to|\b(?:is|are) to(?: be)?)\b(?: be going to)?"
)
"""The future, whoever speaks."""
NEGATED = Phrases(
    r"(?:won't|shan't|isn't|aren't|is not|are not|am not)\b", r"'(?:s|re|m) not\b",
    r",? ?(?:of course,? |therefore |certainly |definitely )?(?:not|never|no longer)\b",
)  # fmt: skip
_KEPT_FROM = (
    r"(?:be )?(?:charged?|bill(?:ed)?|los(?:e|t|ing)|pay(?:ing)?|owe|clos(?:e|ed)|shut|let (?:this|it"
    r"|you|go)|rest|stop (?:until|before)|leave (?:you|this|it)|forget (?:to|about|you)|shar(?:e|ed)|sell|sold"
    r"|pass(?:ed)? (?:on|your)|contact(?:ed)? (?:you|me|us)?|call (?:you|that|this|your|at)|hear (?:from|another)|asked"
    r"|ask (?:you|for)|(?:have|need) to (?:\w+ ){0,2}\w+|miss|drop (?:this|it)|tak(?:e|en|ing)|charging|billing|adding|sharing|calling|closing|chasing|contacting|letting|asking you|making you|dropping (?:this|it)"
    r"|rais(?:e|ed|ing)|seek(?:ing)?|claim(?:ing)?|recover(?:ing)?|pursu(?:e|ed|ing)|demand(?:ing)?|come out|go out|collect(?:ed)?|send (?:you )?(?:any )?(?:more|another|further)|happen|chas(?:e|ed)"
    r"|cut (?:you )?off|be left|go up|disturb(?:ed)?|add(?:ed)?|deduct(?:ed)?|debit(?:ed)?"
    r"|affect(?:ed)?|appear|cost you|be (?:any|a|another|no) (?:\w+ )?(?:charges?|fees?|costs?|reminders?|letters?|calls?|visits?|delays?|interruptions?)|give up|go home|sign off|bother|trouble|make you|put you through|keep you waiting|be (?:kept"
    r" (?:waiting|in the dark)|given (?:to|away)|used|published|printed|interrupted|disconnected|touched|resold|released to|held"
    r" against|counted|ignored|forgotten|left|downgraded|bothered|troubled|blocked|suspended|penali[sz]ed|fined|reported|cut)"
    r"|count against|lapse|go to|reach your|rise|wait(?:ing)?|be (?:out of pocket|any (?:charge|fee|cost)|a (?:charge"
    r"|fee|cost)))"
)
NEGATIVE_PROMISE = Phrases(
    rf"(?:not|never|no longer|won't|shan't|isn't going to|aren't going to)(?: going to)?"
    rf"(?: be)?(?: \w+ly| ever| again)? {_KEPT_FROM}\b"
)
"""What a company may promise not to do; every other "will not" refuses or describes."""
DENIED = Phrases(
    r"(?:'t|(?:not|never|no longer)(?: be)?) (?:\w+ly )?(?:be )?(?:able|eligible|entitled|refunded|compensated|reimbursed|covered"
    r"|allowed|getting|receiving|given|happy|pleased|surprised|alone|seeing|the (?:first|only|last)|get|receive|find"
    r"|see (?:a|the|it|your|any change|how|why|that option)|like|believe|qualify|know|regret|notice|want|agree|mind|hear back|understand|remember|recognise"
    r"|recognize|think|accept|need to be|care|enjoy|always|credited|paid|sent|reach|offered|impressed|thrilled)\b",
    r"(?:'t|not|never|no longer)(?: be)?(?: \w+ly)?[ .,!]*$",
)
"""What "you will not" may say without sparing the customer anything."""
NOT_PAYING = Phrases(
    r"(?:'t|(?:not|never))(?: be)? (?:\w+ly )?(?:pay|owe|wait|drop|tak(?:e|ing) (?:it|that|the|this) back)"
)
"""What "we will not" refuses and "you will not" spares."""
REFUSED = Phrases(
    r"^no (?:\w+ )?(?:refunds?|replacements?|compensation|exchanges?|credits?|returns?|money|payment|deliver(?:y|ies)|engineers?"
    r"|repairs?|vouchers?|discounts?|solution|date|decision|answer|one of you)\b"
)
"""Subjects under which a "will" refuses: "No refund will be made"."""
QUIET = Phrases(
    ADVERBS
    + r"(?:wait for (?:you|your)|be waiting|come (?:to (?:the|your|that|this)|back to (?:that|this))\b|take (?:your word|that as|it as|this as|note)|keep you (?:long|any longer)|bore\b|need|require|be (?:\w+ly )?(?:happy|glad|pleased|delighted|sorry|honest|frank"
    r"|straight|brief|clear|open|here|able|unable|grateful|sad|proud|around|the first|direct"
    r"|plain|blunt|quick|interested|working on|doing (?:my|our|all|everything)|trying|looking"
    r" forward|hoping|asking you)|admit|say\b|keep (?:this|it) (?:short|brief|simple|plain)"
    r"|start (?:with|by)|begin (?:with|by)|put it|put this plainly|assume|never forget|understand"
    r"|have to|miss\b|try (?:to|and|my|our)\b|aim\b|hope|attempt|seek|endeavour|strive|consider|think|take (?:it"
    r"|this) that|take that|do (?:(?:my|our) (?:best|utmost|level)|(?:all|everything|what|whatever"
    r"|as much))|leave it (?:there|at that|to you|up to you)|spare you|not lie|quote|spell|work"
    r" (?:on|hard|towards)|welcome|see you (?:soon|then|there|again|on|at|in|next|tomorrow)|value|gladly|want|like|love|appreciate|respect|allow"
    r"|explain (?:below|how|why|what|in)|use (?:this|your|it)|read|remember|treat|learn|be back"
    r" (?:at my|in the office)|be (?:open|closed|away|out of)|look forward|let you (?:decide"
    r"|choose|be|go)|call it|repeat|sum|assure|agree|note that|go through)\b"
)
"""What "I will" may open without promising a step."""
READER = Phrases(
    ADVERBS
    + r"(?:no doubt|surely|need|want|notice|agree|understand|know\b|recall|remember|have (?:to|noticed|seen"
    r"|read|had|heard|until|received)|hear (?:a|the) (?:beep|click|sound|tone|message|signal)|(?:be )?(?:disappointed|aware|angry|upset|surprised|familiar"
    r"|asked|glad|pleased|relieved|wondering|unhappy|thinking|required|expected)|see (?:that|from"
    r"|how|why|below|above|in the|a (?:button|link|menu|page|screen|message)|an)|be (?:asked"
    r"|disappointed|aware|angry|upset|surprised|wondering|unhappy|required|glad|pleased|expected"
    r"|charged|billed|responsible|liable|entitled)|pay|owe|appreciate|forgive|not (?:be able|get"
    r"|receive|find|see)|choose|decide|probably|likely|accept|believe|feel|think|like|love|hate"
    r"|lose|still (?:need|have to))\b"
)
"""What the reader is said to do or to feel; it binds nobody here."""
THEIR_STATE = Phrases(
    ADVERBS + r"(?:find|be able|have|see)(?: \w+){0,2}[ .!,]*$",
    ADVERBS + r"(?:find|be able|see)\b",
    ADVERBS
    + r"be (?:\w+ly )?(?:fine|ok|okay|safe|well|home|better|alright|all right|good|away|abroad|there|here|back|in|at|on"
    r"|the (?:first|one|only|judge)|wondering|waiting|thinking|flying|travelling|using|asking)\b",
)
UNBOUND = Phrases(
    ADVERBS
    + r"(?:open\b|close (?:at|on|early)|end\b|run (?:out|until|on)|renew|apply|expire|cost|help\b|depend|require|need|take (?:\d|a |an |up|some|too|about|around|roughly|until|till|no |at |longer"
    r"|two|three|time|longer|effect)|mean|be (?:\w+ly )?(?:disappointed|open|closed|different"
    r"|happy|needed|required|necessary|useful|helpful|hard|difficult|due\b|enough|liable)"
    r"|have (?:left|gone|to)|understand|matter|say|show|tell (?:us|me|them|you (?:how|what"
    r"|why))|become|vary|continue to (?:apply|rise)|remain (?:in force|the same|due|payable)"
    r"|seem|feel|look (?:like|odd|strange)|not do|sound|make (?:it|this|things) (?:easier|faster"
    r"|quicker)|speed|carry|cover\b.{0,40}\bif|always)\b",
    ADVERBS + r"do[ .,;!]*$",
    ADVERBS
    + r"(?:blink|flash|beep|light up|restart|reboot|prompt|display|sound|ask you|request)\b",
    ADVERBS
    + r"get (?:worse|better|louder|colder|warmer|busier|harder|longer|slower|hot|cold|dark|late)\b",
    ADVERBS
    + r"be (?:\w+day|noon|midnight|\d\w*|weeks|days|hours|months|a (?:week|day|month|while)|some time) before (?:i|we|you|they|it|anybody|anyone|any|the)\b",
    ADVERBS + r"have been (?:on|in|at|there|here|a|the|left)\b",
)
"""What third parties and things do that is no step of the company's."""
NOT_OURS = Phrases(
    r"^(?:your|the|a|any|my|each|every) (?:\w+ ){0,2}(?:bank|bank's|card issuer|building society"
    r"|customer|customers|law|price|prices|weather|sale|offer|terms|rule|rules|seller|manufacturer|landlord|neighbour|neighbours|instalment|rent|premium|deadline|statute|government|regulator|court|reader|buyer|lender|operator|sky|holiday|event)$",
    r"^(?:what|which|who|there's|time|that date|this date|the date|the reason|one of you|people"
    r"|everybody|everyone|anyone|anybody)\b",
    r"^(?:your|the|our) (?:own|current|old|new) (?:tariff|rate|price|terms)\b",
    r"^(?:the|our|this|that|any|each)(?: (?:company|return|returns|refund|cancellation|current|new|same|store|general|privacy))? policy$",
    r"^it is\b",
    r"\bof the (?:day|morning|week|month|year|season)$",
)
"""Subjects that do not speak for the company."""
GENERIC = Phrases(
    r"^(?:all|any|every|each|most|many|several|few|other|approved|standard|such)\b",
    r"^(?:[a-z]+ ){0,2}(?:refunds|orders|parcels|customers|items|returns|complaints"
    r"|deliveries|replacements|claims|passengers|guests|payments|vouchers|engineers|members|users"
    r"|buyers|travellers|requests|letters|calls|messages|disputes|goods|people|agents|prices"
    r"|fees|rates|shoppers|repairs|tickets|drivers|technicians|banks|emails|replies)"
    r"(?: (?:who|that|made|sent|placed|received|with|from|under|over|above|to|for|by|in)\b.*)?$",
    r"^a (?:customer|passenger|guest|buyer|user|refund|complaint|return) (?:who|that|which)\b",
)
"""Subjects of a rule: "All refunds", "Engineers", "Customers who cancel"."""
HEDGED = Phrases(
    r"\b(?:hopefully|with (?:any|a bit of|some) luck|fingers crossed|all being well|if all goes"
    r"|perhaps|possibly|probably|most likely|ideally|in theory|unless|fingers crossed|touch wood|presumably"
    r"|if need be|god willing|with luck|in principle)\b",
    r"\b(?:it is|it's|is it|seems?|looks?|appears?) (?:quite |very |entirely |just |only )?(?:possible|likely|conceivable|probable"
    r"|doubtful|unlikely|unclear|uncertain)\b",
    r"\bwhen (?:you|it) (?:press|click|open|plug|connect|switch|turn|is charged|is full|is ready|is empty|starts)\b",
    r"\b(?:i|we) (?:\w+ly )?(?:hope|aim|intend|plan|try|strive|endeavour|want|wish|would|might|may"
    r"|could|think|believe|suppose|guess|imagine|suspect|expect|cannot|can't|do not|don't|wonder"
    r"|doubt|seek|assume)\b",
    r"\b(?:i'd|we'd)\b", r"\b(?:hoping|aiming|trying|planning|intending|expecting|wondering) (?:to"
    r"|that|for|whether)\b", r"\b(?:do|doing) (?:my|our) (?:very )?best\b",
    r"\b(?:is|are|be) (?:un)?likely to\b", r"\b(?:is|are) (?:expected|meant|supposed|thought|said"
    r"|estimated|believed) to\b", r"\bi am (?:sure|afraid)\b.{0,30}\b(?:you|not|cannot)\b",
    r"\b(?:the|our|my) (?:hope|aim|goal|plan|intention|target|wish) is\b",
)  # fmt: skip
"""Hopes, aims and guesses: no promise in the clause."""
NOT_A_STEP = Phrases(
    r"\b(?:is|are|'s|sits|lies|landed|arrived|stays?|remains?) (?:now )?on (?:my|our) desk\b",
    r"\b(?:look|looking) forward to\b", r"\bit (?:will|'ll) (?:help|take)\b",
    r"\bi (?:fully |do |can )?(?:understand|know|see|realise|realize|appreciate|gather) (?:that |how "
    r"|why )?[^,;]*\b(?:will|'ll|are going)\b",
    r"\b(?:i am|i'm|we are|we're|i|we) (?:asking|ask) (?:you|for your)\b",
    r"^(?:option|choice|way) (?:one|two|three|four|\d|[a-d])\b",
    r"\b(?:had|was|were) (?:supposed|going|meant|due|to be)\b",
    r"\b(?:any|no) (?:right|claim) to\b", r"\bplease (?:send|call|write|reply|tell|let|give|keep"
    r"|bring|check|ring|wait|use|note|take|return|contact|confirm|choose|do|have|make|visit)\b",
    r"\bused to (?:be|have|say)\b", r"\b(?:is|are|'s) (?:entirely )?up to (?:them|you|him|her|the|your)\b",
    r"\b(?:unable|refuse|decline|decided not) to\b",
    r"\b(?:is|are) (?:here|there|open|around|available) (?:until|till|from|between)\b",
    r"^do (?:tell|let|send|call|write|give|say|keep|bring|check)\b",
    r"\b(?:tell|say|know|choose|decide)\b[^.]*\bwhich (?:one |day |of \w+ )?(?:you|we|i|they|it)\b",
)  # fmt: skip
"""Reports of what others say, requests and what was once planned."""
BEFORE = Phrases(
    r"\b(?:whether|when|where|what|why|how|if|who|would|until|once|after|before|unless|than|as if"
    r"|because of|instead of having|asked|ask|asking)\b"
    r"(?:[^,;]*)$",
    r"\b(?:says?|said|shows?|told|tells|states|stated|suggests|estimates|predicts|reckons"
    r"|according to|means|thinks|indicates|advised|informed|quoted)\b[^;]*$",
    r"\b(?:because|since|although|though|whereas)\b[^,;]*$",
    r"\b(?:sorry|apologi[sz]e|regret|glad)\b[^,;]*$",
    r"\b(?:i|we) (?:can |could )?(?:see|note|read|understand|know|gather|notice)\b[^,;]*$",
    r"\b(?:so that|in order that|not that|in case)\b[^,;]*$",
)
"""What makes the rest of a clause subordinate to something else."""
OPENING = Phrases(
    r"\b(?:which|that|this)(?: is|'s) (?:exactly |precisely )?why\b",
    r"^(?:before|after|once|when|while|as soon as) (?:i|we) (?:[\w'-]+ ){1,8}?(?:i|we)$",
    r"^(?:until|till|before|after|by|once|since) (?:then|that|now|noon|lunch|midnight|today|tonight|tomorrow|\w+day)\b,?",
    r"^(?:as|like) (?:(?:i|we) (?:already )?(?:said|wrote|told|promised|mentioned|explained)|promised|agreed|discussed|said|mentioned)\b"
    r"[^,]*,",
    r"^(?:a|an|the|our|your|my) (?:[\w-]+ ){1,3}(?:of|about|on|for|into|behind) (?:what|how|why|who|where|when)\b[^,;]*",
)
"""What looks subordinate and is none: "which is why I am driving over", "Until then I keep …"."""
PLAIN_BE = Phrases(ADVERBS + r"be (?:\w+ly |all |very |too |quite )?[a-z]+\b")
GIVEN_BE = Phrases(
    ADVERBS
    + r"be (?:\w+ly |all |then |right |both )?(?:\w+(?:ed|en|ing|nt|lt|wn|ut|ne)|ready|back|free|yours|with|there|here|in|on|at|up|live|paid|sent"
    r"|put|made|done|gone|out|right|someone|somebody|a|an|the|your|our|no|nothing|able|clean|safe|over|off|through|set|reset"
    r"|told|brought|built|kept|held|met|half|worth|dealt|seen to|rebuilt|let|cut|spent|taught|sold|lent|bought|found|for"
    r"|to|under|under way|as|by|my|his|her|their|this|that|it|one|two|three)\b"
)
"""What a thing "will be" by our doing; any other quality only counts with a time."""
OWN_RECORD = Phrases(
    r"^your (?:\w+ ){0,2}(?:statement|account|bill|invoice|balance|card|file|record|profile)$"
)
SHOWS = Phrases(ADVERBS + r"(?:show|reflect|carry|include)\b")
SPARED = Phrases(
    r"^(?:no|neither|none|not (?:a|one)|zero) (?:[\w'-]+ ){0,3}?(?:fees?|charges?|costs?|interest|penalt(?:y|ies)|penn(?:y|ies)|cent|surcharge|tax|bill)\b"
)
"""What will not be asked of the customer: "No cancellation fee will apply"."""
REMEDY_THING = Phrases(
    r"\b(?:refund|credit|money|voucher|replacement|discount|compensation|upgrade|payment to you|reimbursement|deposit|goodwill)\b"
)
SERVING = Phrases(
    r"^(?:extending|refunding|sending|crediting|paying|moving|booking|rebooking|upgrading|holding|lending|waiving|replacing|repairing"
    r"|returning|bringing|delivering|collecting|calling|ringing|phoning|visiting|meeting|reimbursing|adding|putting|covering|reserving"
    r"|saving|making|giving|getting|fitting|swapping|squeezing|dropping|lifting|removing|cancelling|restoring) (?:you|your)\b"
)
"""What the company's people do for the customer, with or without a time."""
OWN_THING = Phrases(
    r"^(?:your|my|our|the|this|that|these|those|both|two|three|no|nobody|nothing|all your"
    r"|every penny)\b"
)
