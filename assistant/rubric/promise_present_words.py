"""The words of promises in the present: what is booked, is being done or happens tomorrow."""

from __future__ import annotations

from assistant.rubric.phrases import Phrases
from assistant.rubric.promise_words import ADVERBS

PROGRESSIVE = Phrases(rf"(?:\b(?:am|are|is)|'m|'re|'s) {ADVERBS}[a-z]+ing\b")
NOT_DOING = Phrases(
    r"(?:hoping|trying|aiming|thinking|wondering|expecting|planning|intending|feeling|going (?:to|on|through|well|wrong)"
    r"|waiting (?:to|on|until|since|in|so|too|for (?:the|a|an|our|my|their|it|them|news|parts|him|her|approval|stock|more))|learning|struggling|suggesting|proposing|offering|saying|talking|missing|seeing"
    r"|hearing|considering|pretending|assuming|guessing|referring|responding|apologi[sz]ing"
    r"|thanking|running|experiencing|facing|dealing|understanding|reading|being (?:honest|frank)"
    r"|lacking|causing|costing|raining|nothing|anything|something|everything|showing|refusing"
    r"|declining|missing|according|following your|regarding|concerning|including|during|morning"
    r"|evening|willing|interesting|annoying|frustrating|disappointing|upsetting|worrying"
    r"|confusing|outstanding|pending|using|admitting|agreeing|treating|enclosing|attaching|replying"
    r"|telling you (?:this|that|so)|working|standing|sitting|lying|living|growing|falling"
    r"|staying with (?:this|it|you)|existing|ongoing|charging|demanding|pressing|outgoing|incoming|selling|buying)\b",
    r"writing (?:to (?:you|say|let|tell|inform|confirm|thank|apologi[sz]e)|about|because|in\b"
    r"|on\b|this)",
    r"looking (?:forward|at|for\b|like|through)", r"getting (?:at|the (?:impression|picture|idea|feeling|message|hang)|\w+ (?:calls|emails|complaints|messages|reports|letters|reviews)|nowhere|confused"
    r"|worse|better|late)", r"having (?:trouble|difficult|problems|issues|a (?:bad|hard|difficult)"
    r"|some\b|to\b)", r"asking (?:you|for your|that you)", r"taking (?:it|this) that\b",
    r"making (?:no|any|excuses|light)", r"doing (?:my|our|well|so\b|all|everything|what)",
    r"giving you (?:this|the reason)", r"being (?:investigated|reviewed|processed|discussed)\b",
    r"taking (?:so|too|longer|far)",
    r"calling (?:it|this|that)\b", r"closing (?:the|our|a|one|two) (?:\w+ )?(?:branch|shop|store|office|site|line|factory|desk)",
    r"moving (?:to|house|offices?|out|away|into|premises)\b", r"hiring\b", r"opening (?:a|another|our) (?:\w+ )?(?:branch|shop|store|office)",
    r"sending (?:this|it|that) to (?:upset|say|annoy)", r"keeping (?:this|it) (?:short|brief)",
    r"(?:coming|going) (?:from|through|to (?:the|a) (?:point|end|close))",
)  # fmt: skip
"""An -ing form that is no step: "I am hoping", "We are writing to say"."""
STANDING = Phrases(
    r"(?:getting|receiving|being (?:refunded|moved|rebooked|credited|upgraded|reimbursed|paid"
    r"|compensated|transferred)|flying|moving)\b",
    r"\b(?:stays?|remains?|is|are) (?:yours|free|in place|valid|good|as (?:it is|they are)|on your (?:account|file|plan|card|profile)"
    r"|under your name|in your name|open)\b.{0,40}\b(?:throughout|until|at no (?:extra )?(?:cost|charge)|free of charge|for good|whatever|for as"
    r" long|from now|forever|for life|at our (?:cost|expense))\b",
    r"\b(?:at no (?:extra )?(?:cost|charge)|free of charge|at our (?:own )?(?:cost|expense))\b",
    r"\b(?:(?:takes?|took) (?:this|it) over now|(?:owns?|keeps?) (?:this|it) from (?:here|now)"
    r"|stays? with (?:me|us|you|this|it)|comes? off (?:your|the)"
    r"|(?:is|are) on (?:us|me|the house)|comes? free|(?:goes?|comes?) back (?:to|onto|into|on) (?:you|your)"
    r"|(?:is|are) (?:now |already )?on (?:its|his|her|their|the) way|holds? (?:this|it|the)|ships? (?:free|to you))\b",
)
"""What holds from now on, without a time."""
_DETERMINED = (
    r"(?:your|my|our|the|a|an|this|that|these|those|another|both|one|two|three|some|no|nobody"
    r"|nothing|someone|somebody|none|another|next|half|every penny|it|everything)"
)
_LEAD_TIME = (
    r"(?:(?:on |by |at |from |in |next |later )?(?:\w+ )?(?:today|tonight|tomorrow(?: \w+)?|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|noon|morning|afternoon|evening|week|month|(?:the )?\d{1,2}(?:st|nd|rd|th)?(?:(?::\d\d)| ?[ap]m)?))"
)
KIND = {
    "boundary": Phrases(r"(?:, | that | which | because | as | but | and | so | since |: "
                        r"|^(?:then|and|but|so|plus) )"),
    "pronoun": Phrases(r"(?:^|[ ,'])(?:i|we|you|they|he|she|it|there|this|that)$"),
    "noun": Phrases(rf"\b{_DETERMINED}\b"),
    "opens": Phrases(rf"^{_DETERMINED}\b", r"^(?-i:[A-Z][a-z]+)(?: (?-i:[A-Z][a-z]+))? (?:from|at"
                     r"|in|of) "),
    "given": Phrases(r"(?:being \w+ (?:\w+ )?(?:to|for|onto|back|on) (?:you|your)\b|coming to you\b"
                     r"|(?:being )?(?:added|credited|refunded|returned|sent) (?:to|for)\b)"),
    "speaker": Phrases(r"(?:^|[ ,])(?:i|we)$"),
    "yours": Phrases(
        r"^being (?:re(?:funded|turned|credited|imbursed|versed|instated|placed|paid|sent)|credited|waived|dropped|written off"
        r"|taken off|compensated|upgraded|extended|lifted)\b",
        r"^(?:coming|heading|going) (?:your way|over to you|round to you|with your|with the|out to you|along|over|round|by|out to|to (?:collect|fix|repair|help|pick|get|replace|take|bring))\b",
        r"^(?:coming|going|heading|being \w+|moving|dropping) (?:[\w-]+ ){0,3}?(?:off|back|out|from|to|onto|into|on|over|round)\b.{0,30}\b(?:you|your)\b"
    ),
    "from_me": Phrases(r"\bfrom me\b|\bback to you\b"),
}  # fmt: skip
"""Where a subject begins, and what kind of thing it is."""
BY_ITSELF = Phrases(
    rf"^(?:{_LEAD_TIME},? )?(?:{_DETERMINED}|(?-i:[A-Z][a-z]+))(?: [\w'-]+){{0,5}}? {ADVERBS}[a-z]+s (?:you|your|the|it|them|him|her"
    r"|everything|this|that|a|an|both|all|these|those|back|over|off|out|up|down|round|away|another|one|two|(?-i:[A-Z][a-z]+))\b"
)
"""Any verb of the present with its object: "The airline covers your taxi to the hotel tonight"."""
BY_US = Phrases(rf"^(?:{_LEAD_TIME},? )?(?:i|we) {ADVERBS}[a-z]+\b")
LASTING = Phrases(
    r"(?:\w+ed|am|are|is|was|were|have|had|has|do|did|can|could|may|might|must|should|would|will|shall|know|think|feel|see"
    r"|understand|want|need|hope|like|love|agree|believe|expect|guess|imagine|suppose|wish|regret|appreciate"
    r"|mean|owe|remember|reali[sz]e|wonder|trust|say|sent|told|went|got|gave|took|made|came|saw|said|found|left|kept"
    r"|paid|spoke|wrote|rang|met|held|heard|brought|bought|dealt|felt|began|ran|chose|drove|fell|lost|forgot|meant|thought|knew|sold|won|built|stood|understood|wore|grew|threw|caught|taught|sought|broke"
    r"|swore|hid|rode|rose|shook|stuck|swept|swung|slept|spent|lent|fed|fought|flew|drew|blew|hung|shot|sank|open|close"
    r"|require|usually|normally|never|always|often|generally|typically|recommend|suggest|advise|encourage|urge|invite|thank|welcome|accept|acknowledge|recogni[sz]e|offer|provide|use|sell|run|serve|deal|work|aim|try|strive|value|care|support|take (?:it|this|that)|say|show|shows|states|tells|means|needs"
    r"|wants|requires|includes|contains|costs|applies|opens|closes|runs|renews|expires|lasts|depends|varies|looks|seems"
    r"|sounds|allows|lists|asks|expects|knows|thinks|hopes|suggests|reports|predicts|this|its|his|hers|yours|us|plus|as"
    r"|thus|always|perhaps|days|hours|weeks|minutes|sorry|apologi[sz]e|understands|wishes|likes|feels"
    r"|charges|demands|offers|describes|proves|makes|helps|starts|begins|ends|breaks|fails|stops)$"
)
"""Verbs that are no step to come, and words that only end like one."""
SAME_PAST = Phrases(r"(?:put|let|set|cut|cost|hit|read|shut|quit|split|spread|bet|cast|come|run)$")
"""Verbs whose past looks like their present."""
OTHER_PAST = Phrases(r"\b(?:was|were|had|did|could|would|should|might|may|can|if|says?|said)\b")
OTHER_VERB = Phrases(
    r"\b(?:is|are|was|were|can|has|have|had|or|if|will|would|should|could|might|may|left|came|went|said|told|wrote|did)\b"
)
REPEATED = Phrases(
    r"\b(?:(?:every|each) (?:\w+ (?:minutes|hours|days|weeks)|day|morning|evening|week|month|year|hour|night|\w+day|weekend|time|\d+)|daily|weekly|monthly|on weekdays|twice|once a)\b"
)
BETWEEN = Phrases(r"\bbetween \w+ and \w+\b")
"""Hours of every day, unless a day is named."""
NAMED_DAY = Phrases(r"\b(?:(?:on|next|this|coming) \w+day|today|tomorrow|tonight|the \d)")
BETWEEN = Phrases(r"\bbetween \w+ and \w+\b")
"""Hours of every day, unless a day is named."""
NAMED_DAY = Phrases(r"\b(?:(?:on|next|this|coming) \w+day|today|tomorrow|tonight|the \d)")
VERB = Phrases(
    r"\b(?:leaves?|goes|go|ships?|arrives?|comes?|reach(?:es)?|gets?|collects?|calls?|phones?"
    r"|rings?|visits?|takes?|picks?|drops?|returns?|starts?|begins?|lands?|hits?|sends?|writes?"
    r"|answers?|delivers?|pays?|transfers?|refunds?|replaces?|fits?|repairs?|reviews?|contacts?"
    r"|emails?|meets?|resumes?|stays?|remains?|follows?|receives?|hears?|fix(?:es)?|mends?"
    r"|disappears?|flies|fly|keeps?|handles?|decides?|confirms?|reports?|updates?|moves?|brings?"
    r"|have|has|see|sees|owns?|texts?|tests?|installs?|credits?|removes?|cancels?|closes|ends|does"
    r"|holds?|finish(?:es)?|completes?|clears?|adds?|hands?|changes?|checks?|is|are)\b"
)
_NOUN = rf"{_DETERMINED}(?: (?:[\w'£$€.%-]+)){{0,6}}?"
_BACK = (
    r"(?:back|free|yours|ready|on the (?:phone|line) (?:to|with) you|on your (?:card|account|statement|bill|desk|doorstep)|on (?:us|me|the house)|with you|here|there|at your door|in your"
    r"|in the post|up|done|live|fixed|settled|sorted|on (?:its|his|her|their|the) way|round|gone"
    r"|finished|out)"
)
_SINGULAR = (
    r"(?:leaves|goes|ships|arrives|comes|reaches|gets|collects|calls|phones|rings|visits|takes"
    r"|picks|drops|returns|starts|begins|lands|hits|sends|writes|answers|delivers|pays|transfers"
    r"|refunds|replaces|fits|repairs|reviews|contacts|emails|meets|resumes|stays|remains|follows"
    r"|fixes|mends|disappears|flies|keeps|handles|decides|confirms|reports|updates|moves|brings"
    r"|owns|texts|tests|installs|credits|removes|cancels|ends|holds|finishes|completes|clears|adds|hands|changes|checks)"
)
_PLURAL = (
    r"(?:leave|go|ship|arrive|come|reach|get|collect|call|phone|ring|visit|pick|drop|return|land"
    r"|hit|send|write|deliver|pay|transfer|refund|replace|fit|repair|contact|email|meet|resume"
    r"|stay|follow|fix|mend|fly|keep|confirm|report|update|move|bring|credit|remove|cancel"
    r"|install|start|begin|take (?:this|it|over))"
)
PRESENT = Phrases(
    rf"\b{_NOUN} {ADVERBS}{_SINGULAR}\b",
    rf"\b(?:he|she|it|this|that) {ADVERBS}{_SINGULAR}\b",
    rf"(?-i:\b[A-Z][a-z]+)(?: from (?:the |our )?(?:\w+ ){{0,2}}?\w+)? {ADVERBS}{_SINGULAR}\b",
    rf"\b(?:i|we|they|these|both) {ADVERBS}{_PLURAL}\b",
    rf"\byour \w+s {ADVERBS}(?:leave|go|arrive|come|ship|reach|get)\b",
    rf"\b(?:the|your|our|new|both|all|two|three|four) (?:[\w'-]+ ){{0,3}}?\w+s {ADVERBS}(?:get \w+ed|(?:go|come|arrive|return|ship) (?:on|out|in|back|off|to|through|up|over|live|tomorrow|tonight|today))\b",
    r"\byou (?:then |also |again )?(?:get|receive|hear|see)\b",
    r"\byou have (?:the|my|an|our|your|it|them|a) (?:\w+ )?(?:answer|reply|refund|update|call|decision|money|written"
    r"|result|outcome|news)\b", r"\byou have (?:it|them) (?:by|before|tomorrow|on|back)\b",
    rf"(?:\b(?:{_NOUN}|it|this|that|everything)) (?:is|are) {ADVERBS}{_BACK}\b",
    rf"(?:\b(?:{_NOUN}|it|this|that)) (?:is|are) (?:now )?\w+ed (?:as of|from|with effect from"
    rf"|starting|effective)\b",
    rf"^(?:effective|starting|as of|from|with) [\w ]+, (?:{_NOUN}|it|this|that) (?:is|are) (?:now )?\w+ed\b",
    rf"\b(?:it|that|everything|he|she)'s {ADVERBS}{_BACK}\b",
    rf"^(?-i:[A-Z][a-z]+)(?: [a-z]+)? (?:(?:is|are) {ADVERBS}{_BACK}|goes live|is up)\b",
)  # fmt: skip
_FOR_YOU = (
    r"(?:down for|booked|scheduled|lined up|coming|going|calling|ringing|visiting|phoning|arriving"
    r"|leaving|set up|reserved|ready|waiting|on (?:its|his|her|their) way)"
)
IN_HAND = Phrases(
    r"\b(?:i|we)(?:'ve| have)(?: got| now| also)? (?:you|your|a|an|the|our|my|someone|somebody"
    rf"|another|one)(?: [\w'£$€.%-]+){{0,6}}? {_FOR_YOU}\b",
    r"\b(?:i|we)(?:'ve| have) (?:\w+ )?arranged for (?:\S+ ){1,5}to \w+",
    r"\b(?:i|we)(?:'ve| have) (?:\w+ )?(?:you|your \w+) \w+ for\b",
)
SCHEDULED = Phrases(
    r"(?:\b(?:is|are)|'s|'re) (?:now |all |already |then |also )?(?:booked|scheduled|set|due|arranged"
    r"|lined up|planned|down for|in the diary|confirmed|out for delivery|on (?:its|his|her|their|the)"
    r" way|on track|slated|reserved|timed)\b",
    r"(?:'re|\bare) (?:now |all |already )?(?:first|next|at the (?:top|front)|back on|in for)\b",
    r"(?:'ve got|\bhave got|\bhave) (?:a|the|your) (?:\w+ ){0,2}(?:seat|place|room|table|slot|appointment|bed|spot)\b",
    r"\b(?:has|have)(?: now| just| already| also)? been (?:booked|scheduled|arranged|lined up|reserved|set|timed|pencilled in"
    r"|rescheduled|rebooked|brought forward|moved|assigned|confirmed) (?:for|to|on|at|by)\b",
    r"\b(?:has|have) (?:agreed|promised|undertaken|offered) to \w+",
)
FUTURE = Phrases(
    r"\b(?:by|before|within|tomorrow|tonight|next|no later|later (?:today|this)|until|till|overnight"
    r"|in (?:the )?(?:next |coming )?(?:\d+|an?|one|two|three|four|five|six|ten|twenty|thirty) (?:minutes?|mins|hours?|days?|weeks?)"
    r"|this (?:afternoon|evening|weekend)|from (?:today|now|tonight|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)|first thing|as of)\b"
)
"""A time that can only lie ahead."""
FROM_NOW = Phrases(
    r"\bfrom (?:now|here|today|tonight|tomorrow|this point|(?:next )?\w+day|the (?:\d\w*|first|second|third)|\d{1,2}\w*|next \w+)(?: on| onwards?)?\b",
    r"\b(?:as of|starting|beginning) (?:today|tonight|now|tomorrow|this|next|\w+day|the \d)",
    r"\beffective (?:today|now|immediately|tomorrow)\b",
)
"""Where something new begins; with a present it is a promise of a state."""
NEW_STATE = Phrases(
    r"\b(?:i'm|i am|we're|we are|you (?:deal|have|get|speak|pay|fly|are)|you're)\b",
    r"\b(?:your|the|this) (?:\w+ ){0,2}?\w+ (?:is|are|goes|go) (?:now )?(?:\w+ed|on|to|with|back|free|yours|in)\b",
)
THERE = Phrases(r"\bthere(?:'s| is| are) (?:a|an|one|two|someone|somebody|always someone)\b")
FOR_THEM = Phrases(r"\b(?:you|your)\b")
TIMETABLE = Phrases(
    r"\b(?:flight|train|bus|ferry|coach|shift|concert|show|office|shop|store|branch|line|meeting"
    r"|season|lease|day|match|film|course|class|event|window|period|promotion|trial|contract|subscription"
    r"|membership|licen[cs]e|strike|boat|game|play|tide|term|school|market|museum|clinic|gym|pool|bar|library|policy|cover|insurance|warranty|guarantee|tariff|board|committee|panel|council|jury)s?$"
)
"""What leaves, starts and ends by the clock, whatever the company does."""
BY_THE_CLOCK = Phrases(
    r"(?:leaves?|goes|go|starts?|begins?|ends?|runs?|closes?|opens?|arrives?|comes?|takes?|lands?|returns?|resumes?|finish(?:es)?|moves?|meets?|sits?)$"
)
"""What such a thing does by the clock; "The shop sends you a new one" is none of it."""
SHIPMENT = Phrases(r"\b(?:parcel|package|order|shipment|item|flight|train|bus)s?$")
"""What is "on its way" as a status."""
OWED = Phrases(r"\b(?:bill|invoice|payment|rent|fee|premium|instalment|balance|tax)s?$")
"""What the customer owes: "your bill is due" promises nothing."""
