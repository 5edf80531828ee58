"""The words behind the emotions: emotion → weight → alternatives (RE2, without regard to case).

Own lists of ordinary words; the weight is what one of them adds to the heat of a message.
"""

from __future__ import annotations

LEXICON: dict[str, dict[float, str]] = {
    "anger": {
        0.6: r"furious|livid|outrag\w+|disgust(?:ed|ing)|how dare|fed up|sick (?:and tired )?of|enraged|infuriat\w+|seething|fuming|hate (?:you|this|my|them|it|the)|thie(?:f|ves)|scam(?:mer)?s?\b|crooks?\b|fraudsters?|robb(?:ed|ery|ing)|cheat(?:ed|er|ers|ing)?\b",
        0.45: r"unacceptable|worst|appalling|atrocious|disgrace\w*|despicable|shame on|angry|anger|mad at|criminal|liars?\b|lied|lying|fraud\w*|ripp?(?:ed)?[ -]?off|rip.?off|horrendous|horrific|stole\b|stolen|never (?:again|ever)|boycott|incompeten\w+|cheap trick",
        0.3: r"terrible|horrible|awful|ridiculous|pathetic|useless|rubbish|garbage|trash\w*|absurd|insult(?:ed|ing)?|rude\w*|unprofessional|nonsense|dishonest|unethical|deceiv\w+|deceptive|mislead\w*|misled|fake|bogus|avoid (?:this|them|at)|do ?n.t (?:buy|fly|use|waste)|waste of|stupid|idiots?|dumb|stop (?:calling|sending|charging)",
    },
    "contempt": {
        0.4: r"(?:is|are|was|'s) a (?:total |complete |absolute )?(?:joke|disaster|circus|mess|farce)|laughable|clowns?\b|what a joke|joke of|zero (?:care|interest|respect|star)|no (?:shame|respect|integrity|morals)|embarrass(?:ing|ment)|amateur\w*|third.?class|good riddance",
        0.25: r"bravo|slow clap|thanks for nothing|great job|nice job|way to go|congrat\w+|fail(?:s|ed|ure)?\b",
    },
    "frustration": {
        0.35: r"frustrat\w+|annoy(?:ed|ing|s)?|irritat\w+|fed.?up|enough is enough|sick of|losing patience|going (?:round|around) in circles|no one (?:answers|responds|replies|cares|helps|can help)|nobody (?:answers|responds|replies|cares|helps)|unbelievable|impossible|ignored?\b|ignoring",
        0.2: r"still (?:no|not|nothing|waiting|have|haven|has|hasn|can|doesn|isn|don)|again and again|every (?:single )?time|yet again|keeps? (?:on )?\w+ing|for (?:hours|days|weeks|months)|hours? (?:on|of|waiting|later)|days? (?:later|now|without)|weeks? (?:later|now|without)|months? (?:later|now|without)|repeatedly|multiple times|countless|second time|third time|\d+ times|on hold|hung up|no (?:response|reply|answer|help|update|resolution|solution)|seriously|come on\b|what is going on|what's going on|wasted|runaround",
    },
    "disappointment": {
        0.35: r"disappoint\w+|let ?down|expected (?:better|more)|regret\w*|dissatisf\w+|unsatisf\w+|not (?:at all )?(?:happy|satisfied|impressed|pleased|worth|good enough)|unhappy|underwhelm\w+",
        0.2: r"poor(?:ly)?\b|bad\b|lost (?:all )?(?:hope|faith|trust|respect)|used to (?:be|love|like)|no longer|sub.?par|mediocre|not recommend\w*|would ?n.t recommend|lacking|overrated|shame\b|low quality|inferior|worse",
    },
    "fear": {
        0.35: r"scared|afraid|terrif\w+|worried|worry|anxious|panic\w*|unsafe|threaten\w*|frighten\w*|nervous|desperate\w*",
    },
    "sadness": {
        0.35: r"heart ?brok\w+|devastat\w+|in tears|crying|cried|funeral|passed away|grie(?:f|ving)|upset\w*|depress\w+|miserable|ruined (?:my|our)|hurt(?:s|ful)?\b|sad(?:ly|dened)?\b",
    },
    "confusion": {
        0.3: r"confus\w+|don.?t understand|do not understand|not sure|unclear|what does|how (?:do|can|does|come)|why (?:is|are|do|does|did|was|has|have|can|would)|makes? no sense|doesn.?t make sense",
    },
    "positive": {
        0.5: r"thank(?:s| you)(?: so much| very much| a lot)?\b|thx\b|appreciat\w+|great (?:service|job|flight|experience|work)|love (?:you|this|the|your|my)|awesome|excellent|amazing|wonderful|fantastic|perfect(?:ly)?|very (?:good|happy|helpful|pleased)|happy with|well done|kudos|best (?:airline|bank|service|app|customer)",
    },
}  # fmt: skip

COMPLAINT = (
    r"(?:not|n.t|never|cannot|can.?t|won.?t|doesn.?t|isn.?t|didn.?t|hasn.?t|haven.?t|wasn.?t|unable) (?:\w+ ){0,2}"
    r"(?:work\w*|receiv\w*|arriv\w*|help\w*|refund\w*|respon\w*|repl\w*|get|got|load\w*|open\w*|fix\w*|deliver\w*|access\w*|honou?r\w*|allow\w*|log ?in|connect\w*|call\w*)"
    r"|broken?\b|damaged?\b|defective|faulty|missing|cancel(?:l?ed|ling)|delay(?:ed|s)?\b|overcharg\w*|crash\w*|lost (?:my|our|bag|luggage)|wrong|refus\w+|den(?:y|ied)|problem\w*|issues?\b|complain\w*|stuck|charged"
    r"|not (?:so |that |very |particularly )?(?:good|helpful|right|fair|okay|ok|acceptable|true)\b|no good\b|mistreat\w*|strand(?:ed|ing)|nasty|spam\w*|mess(?:ed|ing)? (?:this |it )?up|errors?\b"
    r"|cut (?:me|you|us) off|pillar to post|faults?\b|out of stock|dirty|filthy|torn|ruin(?:s|ed|ing)?\b|violat\w*|kidding me|overdrawn|unauthori[sz]ed|identity theft|disputed?\b|dangerous|bugs?\b|glitch\w*|unable"
)  # fmt: skip
"""Words that tell of something that went wrong, said without heat."""
