"""The words of promises, offers and conditions that the ledger reads a reply with."""

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
    r"(?:'ll|\b(?:will|shall)|\bwon't|\bshan't|(?:\b(?:am|are|is)|'m|'re|'s)(?: not)? going to"
    r"|(?:\bisn't|\baren't) going to|\b(?:is|are) to(?: be)?)\b(?: be going to)?"
)
"""The future, whoever speaks."""
NEGATED = Phrases(
    r"(?:won't|shan't|isn't|aren't|is not|are not|am not)\b", r"'(?:s|re|m) not\b",
    r",? ?(?:of course,? |therefore |certainly |definitely )?(?:not|never|no longer)\b",
)  # fmt: skip
_KEPT_FROM = (
    r"(?:be )?(?:charged?|bill(?:ed)?|los(?:e|t|ing)|pay(?:ing)?|owe|clos(?:e|ed)|shut|let (?:this|it"
    r"|you|go)|rest|stop (?:until|before)|leave (?:you|this|it)|forget|shar(?:e|ed)|sell|sold"
    r"|pass(?:ed)? (?:on|your)|contact(?:ed)? (?:you|me|us)?|call you|hear (?:from|another)|asked"
    r"|ask (?:you|for)|(?:have|need) to (?:\w+ ){0,2}\w+|miss|drop (?:this|it)|tak(?:e|en)"
    r"|collect(?:ed)?|send (?:you )?(?:any )?(?:more|another|further)|happen|chas(?:e|ed)"
    r"|cut (?:you )?off|be left|go up|disturb(?:ed)?|add(?:ed)?|deduct(?:ed)?|debit(?:ed)?"
    r"|affect(?:ed)?|appear|wait(?:ing)?|be (?:out of pocket|any (?:charge|fee|cost)|a (?:charge"
    r"|fee|cost)))"
)
NEGATIVE_PROMISE = Phrases(
    rf"(?:not|never|no longer|won't|shan't|isn't going to|aren't going to)(?: going to)?"
    rf"(?: be)?(?: \w+ly| ever| again)? {_KEPT_FROM}\b"
)
"""What a company may promise not to do; every other "will not" refuses or describes."""

QUIET = Phrases(
    ADVERBS + r"(?:need|require|be (?:\w+ly )?(?:happy|glad|pleased|delighted|sorry|honest|frank"
    r"|straight|brief|clear|open|here|able|unable|grateful|sad|proud|around|the first|direct"
    r"|plain|blunt|quick|interested|working on|doing (?:my|our|all|everything)|trying|looking"
    r" forward|hoping|asking you)|admit|say\b|keep (?:this|it) (?:short|brief|simple|plain)"
    r"|start (?:with|by)|begin (?:with|by)|put it|put this plainly|assume|never forget|understand"
    r"|have to|miss\b|try\b|aim\b|hope|attempt|seek|endeavour|strive|consider|think|take (?:it"
    r"|this) that|take that|do (?:(?:my|our) (?:best|utmost|level)|(?:all|everything|what|whatever"
    r"|as much))|leave it (?:there|at that|to you|up to you)|spare you|not lie|quote|spell|work"
    r" (?:on|hard|towards)|welcome|see you|value|gladly|want|like|love|appreciate|respect|allow"
    r"|explain (?:below|how|why|what|in)|use (?:this|your|it)|read|remember|treat|learn|be back"
    r" (?:at my|in the office)|be (?:open|closed|away|out of)|look forward|let you (?:decide"
    r"|choose|be|go)|call it|repeat|sum|assure|agree|note that|go through)\b"
)
"""What "I will" may open without promising a step."""
READER = Phrases(
    ADVERBS + r"(?:need|want|notice|agree|understand|know\b|recall|remember|have (?:to|noticed|seen"
    r"|read|had|heard|until|received)|(?:be )?(?:disappointed|aware|angry|upset|surprised|familiar"
    r"|asked|glad|pleased|relieved|wondering|unhappy|thinking|required|expected)|see (?:that|from"
    r"|how|why|below|above|in the|a (?:button|link|menu|page|screen|message)|an)|be (?:asked"
    r"|disappointed|aware|angry|upset|surprised|wondering|unhappy|required|glad|pleased|expected"
    r"|charged|billed|responsible|liable|entitled)|pay|owe|appreciate|forgive|not (?:be able|get"
    r"|receive|find|see)|choose|decide|probably|likely|accept|believe|feel|think|like|love|hate"
    r"|lose|still (?:need|have to))\b"
)
"""What the reader is said to do or to feel; it binds nobody here."""
THEIR_STATE = Phrases(ADVERBS + r"(?:find|be able|have|see|be)(?: \w+){0,2}[ .!,]*$",
                      ADVERBS + r"(?:find|be able|see)\b")  # fmt: skip
UNBOUND = Phrases(
    ADVERBS
    + r"(?:open\b|close (?:at|on|early)|end\b|run (?:out|until|on)|renew|apply|expire|cost|help\b|depend|require|need|take (?:\d|a |an |up|some|too"
    r"|two|three|time|longer|effect)|mean|be (?:\w+ly )?(?:disappointed|open|closed|different"
    r"|happy|needed|required|necessary|useful|helpful|hard|difficult|due\b|enough|liable)"
    r"|have (?:left|gone|been|to)|understand|matter|say|show|tell (?:us|me|them|you (?:how|what"
    r"|why))|become|vary|continue to (?:apply|rise)|remain (?:in force|the same|due|payable)"
    r"|seem|feel|look (?:like|odd|strange)|not do|sound|make (?:it|this|things) (?:easier|faster"
    r"|quicker)|speed|carry|cover\b.{0,40}\bif|always)\b",
    ADVERBS + r"do[ .,;!]*$",
)
"""What third parties and things do that is no step of the company's."""
NOT_OURS = Phrases(
    r"^(?:your|the|a|any|my|each|every) (?:\w+ ){0,2}(?:bank|bank's|card issuer|building society"
    r"|customer|customers|law|price|prices|weather|sale|offer|policy|terms|rule|rules|seller|manufacturer|landlord|neighbour|neighbours|instalment|rent|premium|deadline|statute|government|regulator|court|reader|buyer|lender|operator|sky|holiday|event)$",
    r"^(?:what|which|who|there's|time|that date|this date|the date|the reason|one of you|people"
    r"|everybody|everyone|anyone|anybody)\b",
    r"^(?:your|the|our) (?:own|current|old|new) (?:tariff|rate|price|terms)\b",
    r"^it is\b",
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
    r"|perhaps|possibly|probably|most likely|ideally|in theory|unless)\b",
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
    r"\bon (?:my|our) desk\b",
    r"\b(?:look|looking) forward to\b", r"\bit (?:will|'ll) (?:help|take)\b",
    r"\bi (?:fully |do |can )?(?:understand|know|see|realise|realize|appreciate|gather) (?:that |how "
    r"|why )?[^,;]*\b(?:will|'ll|are going)\b",
    r"\b(?:i am|i'm|we are|we're|i|we) (?:asking|ask) (?:you|for your)\b",
    r"^(?:option|choice|way) (?:one|two|three|four|\d|[a-d])\b",
    r"\b(?:had|was|were) (?:supposed|going|meant|due|to be)\b",
    r"\b(?:any|no) (?:right|claim) to\b", r"\bplease (?:send|call|write|reply|tell|let|give|keep"
    r"|bring|check|ring|wait|use|note|take|return|contact|confirm|choose|do|have|make|visit)\b",
    r"\b(?:unable|refuse|decline|decided not) to\b",
)  # fmt: skip
"""Reports of what others say, requests and what was once planned."""
BEFORE = Phrases(
    r"\b(?:whether|when|where|what|why|how|if|who|would|until|once|after|before|unless|than|as if"
    r"|because of|instead of having|asked|ask|asking)\b"
    r"(?:[^,;]*)$",
    r"\b(?:says?|said|shows?|told|tells|states|stated|suggests|estimates|predicts|reckons"
    r"|according to|means|thinks|indicates|advised|informed|quoted)\b[^;]*$",
    r"\b(?:sorry|apologi[sz]e|regret|glad)\b[^,;]*$",
    r"\b(?:i|we) (?:can |could )?(?:see|note|read|understand|know|gather|notice)\b[^,;]*$",
    r"\b(?:so that|in order that|not that|in case)\b[^,;]*$",
)
"""What makes the rest of a clause subordinate to something else."""

PROGRESSIVE = Phrases(rf"(?:\b(?:am|are|is)|'m|'re|'s) {ADVERBS}[a-z]+ing\b")
NOT_DOING = Phrases(
    r"(?:hoping|trying|aiming|thinking|wondering|expecting|planning|intending|feeling|going (?:to|on|through|well|wrong)"
    r"|waiting|learning|struggling|suggesting|proposing|offering|saying|talking|missing|seeing"
    r"|hearing|considering|pretending|assuming|guessing|referring|responding|apologi[sz]ing"
    r"|thanking|running|experiencing|facing|dealing|understanding|reading|being (?:honest|frank)"
    r"|lacking|causing|costing|raining|nothing|anything|something|everything|showing|refusing"
    r"|declining|missing|according|following your|regarding|concerning|including|during|morning"
    r"|evening|willing|interesting|annoying|frustrating|disappointing|upsetting|worrying"
    r"|confusing|outstanding|pending|using|admitting|agreeing|treating|enclosing|attaching|replying"
    r"|telling you (?:this|that|so)|working|standing|sitting|lying|living|growing|falling"
    r"|existing|ongoing|charging|demanding|pressing|outgoing|incoming|selling|buying)\b",
    r"writing (?:to (?:you|say|let|tell|inform|confirm|thank|apologi[sz]e)|about|because|in\b"
    r"|on\b|this)",
    r"looking (?:forward|at|for\b|like|through)", r"getting (?:at|the impression|nowhere|confused"
    r"|worse|better|late)", r"having (?:trouble|difficult|problems|issues|a (?:bad|hard|difficult)"
    r"|some|to\b)", r"asking (?:you|for your|that you)", r"taking (?:it|this) that\b",
    r"making (?:no|any|excuses|light)", r"doing (?:my|our|well|so\b|all|everything|what)",
    r"giving you (?:this|the reason)", r"being (?:investigated|reviewed|processed|discussed)\b",
    r"taking (?:so|too|longer|far)",
)  # fmt: skip
"""An -ing form that is no step: "I am hoping", "We are writing to say"."""
STANDING = Phrases(
    r"(?:getting|receiving|being (?:refunded|moved|rebooked|credited|upgraded|reimbursed|paid"
    r"|compensated|transferred)|flying|moving)\b",
    r"\b(?:(?:takes?|took) (?:this|it) over now|(?:owns?|keeps?) (?:this|it) from (?:here|now)"
    r"|stays? with (?:me|us|you|this|it)|comes? off (?:your|the)"
    r"|(?:is|are) on (?:us|me|the house)|comes? free|goes? back (?:to|onto|into) your"
    r"|holds? (?:this|it|the)|ships? (?:free|to you))\b",
)
"""What holds from now on, without a time."""

_DETERMINED = (
    r"(?:your|my|our|the|a|an|this|that|these|those|another|both|one|two|three|some|no|nobody"
    r"|nothing|someone|somebody|none|another|next|half|every penny|it|everything)"
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
    "from_me": Phrases(r"\bfrom me\b|\bback to you\b"),
}  # fmt: skip
"""Where a subject begins, and what kind of thing it is."""

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
    r"(?:back|free|yours|ready|on (?:us|me|the house)|with you|here|there|at your door|in your"
    r"|in the post|done|live|fixed|settled|sorted|on (?:its|his|her|their|the) way|round|gone"
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
    r"\byou (?:then |also |again )?(?:get|receive|hear|see)\b",
    r"\byou have (?:the|my|an|our|your|it|them|a) (?:\w+ )?(?:answer|reply|refund|update|call|decision|money|written"
    r"|result|outcome|news)\b", r"\byou have (?:it|them) (?:by|before|tomorrow|on|back)\b",
    rf"(?:\b(?:{_NOUN}|it|this|that|everything)) (?:is|are) {ADVERBS}{_BACK}\b",
    rf"(?:\b(?:{_NOUN}|it|this|that)) (?:is|are) (?:now )?\w+ed (?:as of|from|with effect from"
    rf"|starting|effective)\b",
    rf"\b(?:it|that|everything|he|she)'s {ADVERBS}{_BACK}\b",
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
    r"\b(?:has|have) (?:agreed|promised|undertaken|offered) to \w+",
)
IDIOM_MINE = Phrases(
    r"\bleave (?:it|this|that|this one|everything|the rest|all of it|all this|that part)"
    r" (?:with|to) me\b",
    r"\b(?:i'm|i am) (?:already )?on (?:it|this|the case)\b",
    r"\b(?:count|rely|depend|bank) on me (?:to|for)\b", r"\btrust me to\b",
    r"\bi(?:'ve| have) got this\b",
    r"\bi (?:can |do |hereby |personally |solemnly |also )*(?:promise|guarantee|commit to|undertake|pledge|vow|swear"
    r"|give you my word|warrant|see to it)(?: you| to| that| it)* \w+",
    r"\bi (?:can |do |hereby )?(?:assure you|confirm) (?:that )?(?:you|your|we|i|it|the|this)\b.{0,60}"
    r"\b(?:will|'ll|going to|won't|is being|are being|never|no longer)\b",
    r"\byou have my (?:word|promise|guarantee|assurance) (?:that|on|:)? ?\w+",
    r"\bmy (?:word|promise)(?: to you)?(?: is|:) \w+",
    r"\bi(?:'m| am) (?:personally )?(?:making sure|seeing to it|committed to \w+ing"
    r"|committing to)\b", r"\bi (?:personally )?make sure\b",
    r"\bwhat i(?:'ll| will|'m going to| am going to) do (?:now |next |today )?is\b",
    r"\blet me [^?]{3,80}\b(?:and|then) (?:come back|get back|ring|call|phone|write|email|report"
    r"|reply|let you know|tell you|update)\b",
)  # fmt: skip
KEPT_OPEN = Phrases(
    r"\b(?:i|this|it) (?:personally )?(?:stays?|sticks?) (?:with|on|by|at)\b",
    r"\bgive me (?:until|till|a day|an hour|\d+|two|three)\b",
    r"\b(?:i|we) have (?:my|our) eye on\b",
)
IDIOM_OURS = Phrases(
    r"\b(?:count|rely|depend|bank) on us (?:to|for)\b",
    r"\b(?:please )?consider (?:it|this|that|the|your|yourself)(?: [\w'£$€.%-]+){0,4}? "
    r"(?:done|\w+ed|settled|sorted|fixed|gone|paid|yours|sent|dealt with)\b",
    r"(?:^|[,;] |\b(?:and|so|please|can|should|may|do) )expect (?:our|a|an|the|to|your|it|us|them"
    r"|someone|him|her|news|word|delivery|payment|another|one|two|full|my|(?-i:[A-Z][a-z]+)"
    r"|[£$€]?\d)",
    r"\b(?:watch|look out|watch out|look|keep an eye(?: out)?|check|listen out)(?: in| on)?"
    r"(?: your (?:\w+ )?(?:inbox|phone|email|emails|post|letterbox|mailbox|door|messages|account|statement))? for"
    r" (?:our|a|an|the|my|your|it|us|[£$€]?\d)",
    r"\bwe (?:can |do |hereby |also )*(?:promise|guarantee|commit to|undertake|pledge|vow)"
    r"(?: you| to| that)* \w+",
    r"\bwe (?:can |do |hereby )?(?:assure you|confirm) (?:that )?(?:you|your|we|i|it|the|this)\b"
    r".{0,60}\b(?:will|'ll|going to|won't|is being|are being|never|no longer)\b",
    r"\bwe(?:'re| are) (?:making sure|seeing to it|committed to \w+ing|committing to)\b",
    r"\bwe make sure\b", r"\byou have our (?:word|promise|guarantee|assurance) (?:that|on|:)? ?\w+",
    r"\b(?:is|are) on (?:us|the house)\b", r"\bwe(?:'re| are) on (?:it|this|the case)\b",
    r"\bour promise(?: to you)?(?: is|:) \w+", r"\bleave (?:it|this|that) (?:with|to) us\b",
)  # fmt: skip
FRAGMENT = Phrases(
    r"^(?:(?:your|a|an|the|my|our|full|more|further|first|next|new|free|complete|corrected|another"
    r"|written|an|personal|[£$€]?\d[\d.,]*) ){0,4}(?:refund|replacement|news|answer|update|call"
    r"|call-back|callback|email|e-mail|credit|voucher|delivery|collection|repair|visit|engineer"
    r"|technician|reply|decision|payment|money|confirmation|invoice|label|word|bill|text"
    r"|appointment|seat|report|back to you|money back|letter)s?(?: \w+){0,5}?,? (?:by|before"
    r"|within|on|at|today|tomorrow|tonight|this|no later|in|first thing|next|from me)\b"
    r"(?:[^.]{0,40})[.!]?$"
)

FINITE = Phrases(r"\b(?:is|are|was|were|can|has|have|had|needs?|takes?|or|if|only|requests?)\b")
TIMETABLE = Phrases(
    r"\b(?:flight|train|bus|ferry|coach|shift|concert|show|office|shop|store|branch|line|meeting"
    r"|season|lease|day|match|film|course|class|event|window|period|promotion)s?$"
)
"""What leaves, starts and ends by the clock, whatever the company does."""
OWN_THING = Phrases(
    r"^(?:your|my|our|the|this|that|these|those|both|two|three|no|nobody|nothing|all your"
    r"|every penny)\b"
)
OWED = Phrases(r"\b(?:bill|invoice|payment|rent|fee|premium|instalment|balance|tax)s?$")
"""What the customer owes: "your bill is due" promises nothing."""
