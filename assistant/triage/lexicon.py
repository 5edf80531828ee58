"""The words behind emotion, intensity and severity (RE2, without regard to case).

Own lists of ordinary words. `LEXICON` is emotion → weight → alternatives, where the weight is what
one of them adds to the heat of a message.
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

CUES: dict[str, str] = {
    "praise": r"\b(?:good|great|nice|best|glad|happy|easy|easily|fast|smooth(?:ly)?|helpful|recommend(?:ed)?|enjoy(?:ed|ing|able)?|beautiful(?:ly)?|delicious|tasty|comfortable|lovely|brilliant|impress(?:ed|ive)|pleased|delighted|superb|solid|worth (?:it|every|the|buying)|well (?:made|packed|built|done|written)|kind(?:ly)?|friendly|polite|value for money|fine|cool|fun|cute|useful|handy|sturdy|favou?rite|yum(?:my)?|perfect(?:ly)?|works? (?:well|great|fine|perfectly|as (?:expected|described)))\b|\blov(?:e|es|ed|ing|ely)\b|\blikes?\b|[5-9]/10|10/10|five stars|5 stars|👍|😍|🙏|❤|😊|🎉|:\)",
    "praise_negated": r"\b(?:not|n.t|never|no|hardly|nothing|isn.t|far from|less than) (?:\w+ ){0,2}(?:good|great|nice|happy|easy|helpful|recommend(?:ed)?|enjoy(?:ed)?|comfortable|impressed|pleased|worth|work\w*|fine|useful|like)\b|\bno (?:good|use|help)\b",
    "trouble_free": r"\b(?:no|without|never had|zero|not a single) (?:\w+ )?(?:problems?|issues?|complaints?|trouble|faults?|hassle|fuss|delay|damage|regrets?)\b|can.?t (?:complain|fault|go wrong|be happier|recommend \w+ enough|ask for more|wait)|nothing (?:broken|missing|wrong|bad)|exceed\w* (?:my )?expectations?|(?:sorted|solved|fixed|resolved)\b|worr(?:y|ied) for nothing|highly recommend\w*|must.?(?:have|read|buy)|will (?:buy|order|use|come) again|keep (?:it )?up|well played|thumbs up|shout.?out",
    "fault_you": r"\b(?:you|u|you guys|you people|you lot|your \w+|ur \w+) (?:have |has |had |guys |all |keep |just |still |simply |never |always |even |also |clearly |then )*(?:charg\w+|deduct\w+|took|take|taken|taking|ke(?:pt|ep)\b|cancel\w+|clos\w+|block\w+|lock\w+|refus\w+|den(?:y|ied)|ignor\w+|l(?:ied|ying)|lie|lost|los(?:e|ing)|broke\w*|ruin\w+|wast\w+|fail\w*|forc\w+|forgot\w*|promis\w+|sold|sell\w*|sent|send\w*|ship\w+|left|leave|damag\w+|delet\w+|remov\w+|chang\w+|rais\w+|doubl\w+|hid(?:e|den|ing)?|transfer+ed|hung|hang|disconnect\w+|mess\w*|screw\w*|scam\w*|cheat\w*|st[eo]le?n?|steal\w*|rob\w*|rip\w*|treat\w*|harass\w*|threat\w*|shout\w*|laugh\w*|mis\w+|overcharg\w+|overbook\w+|bill\w+|claim\w*|told|tell\w*|said|say\b|says|don.?t|do not|did ?n.?t|did not|does ?n.?t|won.?t|will not|would ?n.?t|can.?t|cannot|could ?n.?t|have ?n.?t|has ?n.?t|is ?n.?t|are ?n.?t|are not|never)",
    "fault_they": r"\b(?:they|he|she|(?:the|this|that|their) (?:\w+ )?(?:seller|shop|store|company|bank|airline|driver|courier|agent|manager|staff|clerk|rep\w*|lender|hotel|owner|platform|site|team|crew|service|support|engineer|technician|guy|man|woman|lady|people|waiter|receptionist|doctor|branch|collector|bureau)|nobody|no one|none of (?:you|them)|staff|someone|customer (?:service|care|support)) (?:have |has |had |all |keep |just |still |simply |never |always |even |also |clearly |then |only )*(?:charg\w+|deduct\w+|took|take|taken|ke(?:pt|ep)\b|cancel\w+|clos\w+|block\w+|refus\w+|den(?:y|ied)|ignor\w+|l(?:ied|ying)|lie|lost|lose|broke\w*|ruin\w+|wast\w+|fail\w*|forc\w+|forgot\w*|promis\w+|sold|sell\w*|sent|send\w*|left|leave|damag\w+|delet\w+|chang\w+|hid(?:e|den|ing)?|transfer+ed|hung|hang|mess\w*|screw\w*|scam\w*|cheat\w*|stole\w*|steal\w*|rob\w*|rip\w*|treat\w*|harass\w*|threat\w*|shout\w*|scream\w*|laugh\w*|mis\w+|bill\w+|claim\w*|told|tell\w*|said|say\b|says|don.?t|do not|did ?n.?t|did not|does ?n.?t|won.?t|will not|would ?n.?t|can.?t|cannot|could ?n.?t|have ?n.?t|has ?n.?t|is ?n.?t|are ?n.?t|call\w* back|knows?|cares?|answers?|repl\w+|helps?|picks?|even)",
    "blame": r"\b(?:you|u|ur|your|they|you.re|they.re|these|those|this|what a|such an?|most|bunch of|pack of|total(?:ly)?|absolute(?:ly)?|complete(?:ly)?|utter(?:ly)?|so|such|worst|very) (?:\w+ ){0,3}(?:thie(?:f|ves)|crooks?|scam\w*|frauds?\w*|liars?|cheat(?:s|ers?)?|useless|incompeten\w+|pathetic|disgrace\w*|disgusting|idiots?|clowns?|joke|amateurs?|rubbish|garbage|trash|unprofessional|clueless|lazy|greedy|rude|arrogant|dishonest|unethical|careless|heartless|shambles|hopeless|irresponsible|negligen\w+|criminals?|robbers?|looters?|vultures|bullies|morons?|stupid|ignorant|third.?(?:class|rate)|corrupt|horrible|terrible|awful|evil|shameful|worst|nightmare)\b",
    "worst": r"\bworst\b|never (?:ever )?(?:again|buy|fly|use|order|shop|bank|deal|recommend|in my life|had|been|seen|experienced)|zero stars?|0 stars?|no stars|one star|1 star|(?:do ?n.?t|do not|never) (?:\w+ )?(?:buy|fly|use|order|trust|waste|go|bank|book|deal|fall for|take|open)\b|stay (?:well )?away|avoid\b|beware|boycott|steer clear|waste of (?:money|time)|save your (?:money|time)",
    "shame": r"shame(?:ful|less)?\b|asham\w+|disgrac\w+|embarrass\w+|how dare|have the (?:nerve|cheek)|no (?:conscience|decency|integrity|humanity|respect|accountability|responsibility|ethics)|(?:your|their|its|his|her) (?:own |entire(?:ly)? |damn |total )*(?:fault|incompetence|negligence|greed|stupidity|carelessness|lies|mistake)|do(?:n.?t| not|es ?n.?t) (?:\w+ )?(?:care|give a)|could ?n.?t care less|couldn.?t be bothered|nobody cares|no one cares",
    "demand": r"\b(?:i (?:demand|insist|expect|want|require)|immediately|at once|right now|asap|today|stop (?:\w+ing|it|this)|explain|take action|i want (?:my|a|this|every)|give (?:me )?(?:my|back)|return (?:my|it)|refund (?:me|it|my)|fix (?:this|it|your)|sort (?:this|it|your)|do something|answer me|when will|wake up)\b",
    "how_question": r"\b(?:how (?:do|can|would|should|long|much|many|often|far)|where (?:can|do|is|are|would)|what (?:is|are|do|does|time|happens|should|would|documents?|kind)|which|when (?:do|does|is|are|can|will the)|is (?:there|it (?:possible|ok|safe|normal)|the|this|that)|are (?:there|you (?:open|hiring|flying))|do (?:you|i|the|we)|does (?:the|it|this|anyone|your)|can (?:i|we|my|someone)|could (?:i|we)|may i|would it|will (?:there|the|i|it)|any(?:one|body) know|wonder\w*)\b",
    "polite": r"\b(?:please|pls|plz|kindly|could (?:you|someone|somebody)|would (?:you|be)|can you|may i|i.d (?:like|be)|i would (?:like|be)|grateful|let me know|look into|advise|assist\w*|help(?: me)?|sorry to|hi|hello|hey|dear|good (?:morning|afternoon|evening)|regards|sincerely)\b",
    "contact_again": r"\b(?:called|call(?:ing)?|e-?mail(?:ed|s)?|wrote|written|asked|told|complain(?:ed|t)?s?|chat(?:ted)?|phoned|rang|reminders?|tickets?|visit(?:ed|s)?|contacted|messaged|dm.?d) (?:\w+ ){0,4}(?:times?|twice|again|agents?|weeks?|months?|days?|hours?)|\b(?:again|yet|still|another|third|fourth|fifth|second|twice|thrice|several|repeated(?:ly)?|keeps?|over and over)\b",
    "waiting": r"\b(?:wait(?:ed|ing)?|delay\w*|late\b|on hold|hours?|weeks|months|stuck|stranded|queue\w*|slow)\b",
    "loss": r"\b(?:refund|money|charged?|fees?|paid|pay(?:ing)?|cost|deduct\w*|debit\w*|bill(?:ed)?|penalty|deposit)\b",
    "product_fault": r"\b(?:broke|broken|breaks?|stopped|stops|dead|died|crack\w*|leak\w*|peel\w*|shrunk|faded|torn|loose|scratch\w*|crash\w*|freez\w+|froze|error|bug\w*|down\b|off\b|smel(?:ls?|t)|cold\b|stale|expired|damaged|defective|duplicate|fake|cheap(?:ly)?|flims\w+|poor(?:ly)?|bad(?:ly)?|missing|wrong|doesn.?t|does not|isn.?t|didn.?t|not work\w*|won.?t|can.?t|cannot)\b",
    "feeling": r"\b(?:i.?m|i am|i feel|i was|so|very|really|feeling|extremely|deeply|quite|bit) (?:\w+ ){0,2}(?:disappoint\w+|upset|unhappy|sad|angry|mad|annoy\w+|frustrat\w+|tired|sick|fed up|let down|dissatisf\w+|furious|livid|cross|hurt|exhausted|worried|scared)|not (?:at all )?(?:happy|pleased|satisfied|impressed|amused)|regret|expected (?:better|more)|let.?down|pity\b|☹|😡|😠|🤬|😤|:\(|😢|😭",
    "sarcasm": r"\b(?:great|nice|good|well|brilliant|lovely|fantastic|amazing|excellent|wonderful|awesome) (?:job|work|one|done|service|way|start|going)\b|thanks (?:for|to|a lot|so much)(?:\W+\w+){0,2}\W+(?:nothing|losing|ruin\w+|cancel\w+|wast\w+|los\w+|break\w+|ignor\w+|making|leaving|the)|way to|slow clap|bravo|congrat\w+|so.?called|apparently|oh (?:great|look|good|wow)|how (?:lovely|nice|refreshing|convenient)|just what i|what a (?:joke|surprise|shock)|lol|lmao|🙄|👏|\"\w+( \w+)?\"",
    "intense": r"\b(?:absolutely|totally|utterly|completely|extremely|so+|really|ever|literally|beyond|seriously|disgust\w*|ridiculous|unbelievable|unacceptable|outrag\w*)\b",
    "leave": r"\b(?:cancel(?:l?ing)? (?:my|everything|all|the contract)|clos(?:e|ing) (?:my|all|the) account|switch(?:ing|ed)? (?:to|bank|provider)|leav(?:e|ing) (?:you|this)|done with|lost (?:a|another) customer|taking my (?:business|money)|elsewhere|report(?:ing)? (?:you|this|them)|ombudsman|regulator|lawyer|court|sue|legal|police|consumer)\b",
    "you": r"\b(?:you|your|yours|you.re|you.ve|u|ur)\b",
    "they": r"\b(?:they|them|their|he|she)\b",
    "we": r"\b(?:i|my|me|we|our|us)\b",
    "shouting": r"(?-i:\b[A-Z]{3,}(?:\s+[A-Z]{2,}){1,}\b)",
}  # fmt: skip
"""Signs that the fitted model weighs beside the words above: name → pattern (RE2).

What they mean alone is little ("you sent" may be thanks); their weights are learned together.
"""
