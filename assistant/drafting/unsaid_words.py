"""The words behind `unsaid`: how customers speak to machines, and how they show contempt."""

from __future__ import annotations

import re

from assistant.triage.matching import LazyPattern

_MACHINE = (
    r"(?:ai|a\.i\.|ki|ia|llm|language model|chat ?bots?|bots?|robots?|gpt|chatgpt|assistant|machine"
    r"|algorithm|automat(?:ed )?(?:system|reply)|model)"
)
MIXED = re.compile(
    r"[A-Za-z][\w'-]*[\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][\w'-]*[A-Za-z]"
)
"""A word of letters from two alphabets that look alike: written to hide, and never repeated."""
MARKED_UP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|system|instructions?|prompt|assistant|note|hidden)\b[^>]*>.*?"
    r"(?:</\1>|\Z)|\x1b?\[8m.*?(?:\x1b?\[(?:0|28)m|$)|\x1b?\[\d{1,2}m|/\*.*?\*/|\{\{.*?\}\}",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
"""What is hidden in marks: comments, tags for a machine, letters that a terminal does not show."""
ADDRESSED = LazyPattern(
    rf"^\W*(?:p\.?s\.?\W+)?(?:dear |hey |hi |hello |attention |sehr geehrte |liebe |cher |chère )?{_MACHINE}\s*[:,!]"
    rf"|\b(?:note|message|instructions?|reminder|memo|p\.?s\.?|hint|order|word|attn)\W+(?:(?:to|for)\W+)(?:(?:the|any|your|all|whatever)\W+)?{_MACHINE}\b"
    rf"|^\W*(?:p\.?s\.?\W+)?for (?:the|your|any|whatever) {_MACHINE}\b"
    rf"|\bwhoever reads this may be an? {_MACHINE}\b|\bif (?:this is|you are|you're|i am talking to|i'm talking to) an? {_MACHINE}\b"
    r"|^\W*(?:system|assistant|user|developer)\s*:"
)
"""A sentence with which a machine is spoken to; what follows is said to it as well."""
MACHINE = LazyPattern(
    r"\b(?:classify|label|tag|mark|rate|score) (?:this|it|me|my (?:message|case|ticket))\b.{0,30}\bas\b"
    r"|\b(?:ignore|disregard|forget|skip) (?:everything|all|anything|the rest|what (?:you|they) (?:were|have been) told|(?:the|any|your|all|these|those) (?:rules?|instructions?|policies|guidelines|prompts?))\b"
    r"|\b(?:vergiss|ignoriere?|missachte|oublie[zr]?|ignorez|olvida|ignora)\b.{0,40}\b(?:regeln|anweisungen|vorgaben|règles|regles|consignes|instructions|reglas|instrucciones)\b"
    r"|\bantworte nur\b|\br[ée]ponds? (?:seulement|uniquement)\b|\bresponde (?:solo|sólo)\b"
    r"|\b(?:say|write|answer|reply|respond|speak|spell)(?: it| this| only| just)?(?: in| with| as)(?: a| an| the)? (?:morse|rot ?13|base ?64|hex|binary|json|xml|yaml|pirate|poem|haiku|one word|single word|code word|word [A-Z])\b"
    r"|\b(?:begin|start|end|open|close|finish|prepend|append) (?:your|the|every|each|it|this)(?: next)? ?(?:answer|reply|response|message|letter|sentence|email)?\b.{0,12}\b(?:with|by)\b.{0,6}[:\"“‘']"
    r"|\b(?:begin|end|start) (?:of )?(?:trusted|system|internal|admin\w*|developer|staff) (?:note|message|instructions?|memo|prompt)\b"
    r"|\bprepend\b|\bpretend (?:that |to |you|the |this |to be)|\b(?:rest|end) of (?:this|your|the) (?:message|prompt|text|conversation) (?:is|are|was)\b|\bend of (?:your|the) prompt\b"
    r"|\b(?:your|the) (?:system (?:message|prompt)|prompts?(?:\s*[.,;:!?]|$| (?:is|are|was|were|and|or|verbatim|word|text|above|in|to|for|says|now|again|back|please|from|begins?|starts?)\b)|configuration|temperature|training data|hidden (?:text|rules)|initial (?:message|instructions))\b"
    r"|\bwhat (?:were|are|have) you (?:been )?(?:told|instructed|asked|given)\b.{0,30}\b(?:before|first|at the (?:start|top)|about me)\b"
    r"|\b(?:repeat|print|paste|show|send|quote|recite|reveal|copy)\b.{0,30}\b(?:verbatim|word for word|your (?:rules|instructions|notes|prompt|configuration)|everything above|the text above|what stands above)\b"
    r"|\bcomplete the (?:text|sentence|story)\b|\blet'?s play\b|\bplay (?:the|a) game\b"
    r"|\b(?:everything|anything|all|text|message|customer|sentence|lines?|words?)(?: that (?:stands|is|was))? (?:above|below|before this|after this)\b.{0,12}\b(?:is|was|are|were|has|have|counts?)\b.{0,20}\b(?:fictional|invented|fake|a test|a joke|void|example|cancelled|untrue|over|written by)\b"
    r"|\b(?:is|was|are|were) written by (?:your own|your|the|an?) (?:\w+ ){0,2}(?:quality team|developers?|engineers?|operators?|administrators?|interns?)\b"
    r"|\b(?:good|real|proper|true|helpful) (?:agents?|assistants?) (?:\w+ )?(?:tell|give|say|confirm|promise|grant)\b"
    r"|\b(?:system|developer|admin|maintenance|debug|test) (?:override|mode|message|note|prompt)\b"
    r"|\bset the (?:priority|status|level|flag)\b|\b(?:close|mark) (?:the|this|my) (?:case|ticket|complaint) as\b"
)
"""A sentence that only a machine could be meant by."""

SLIPPED_IN: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"\b(?i:say|write|print|output|type|answer|reply|spell)(?i: only| just| with| the words?| the code){0,3}"
        r" [\"“'‘]?[A-Z]{4,}[A-Z0-9-]*\b[\"”'’]?"
    ),
    re.compile(
        r"\b(?:i'?d like|i would like|i want|give me) (?:it|that|them) (?:verbatim|word for word),?(?: and)?"
        r"|\b(?:topic|subject) of (?:the|this|our) (?:chat|conversation|message|mail)\s*:",
        re.IGNORECASE,
    ),
)
"""Words to a machine inside a sentence about something else: left out, the rest stays."""

CONTEMPT = LazyPattern(
    r"\bwhat(?:'s| is) (?:wrong|the matter) with (?:you|these people|your (?:people|lot|company))\b(?: people| lot| guys)?\W*$"
    r"|\b(?:can'?t|cannot|don'?t|do|are) (?:you|your) (?:people |lot |staff |guys )?(?:even )?(?:read|think|speak english|stupid|blind|deaf|thick|dense|mad|insane|for real|serious)\b"
    r"|\b(?:must|has to|have to) (?:be|have been) (?:drunk|blind|asleep|stoned|high|mad|insane|deaf|brain ?dead|stupid)\b"
    r"|\b(?:heads?|somebody'?s head|someone'?s head) (?:must |should |will |to )?roll\b|\bgenuinely asking\b"
    r"|\b(?:my|your|a|an|any|even an?) (?:\w+ ){0,3}(?:dog|cat|monkey|toddler|goldfish|parrot|hamster|potato|\w+-year-old|child|chimp\w*|donkey|rock|trained \w+)\b.{0,12}\b(?:could|would|can|has|had|knows|runs?)\b"
    r"|^\W*(?:and |so |you can |please |just )*(?:die|rot|burn|choke|drop dead|go to hell)\b(?: in| on|\W|$)"
    r"|^\W*(?:slowly|seriously|pathetic|unbelievable|congratulations|bravo|well done|shame on you)\W*$"
)
"""A sentence in which nothing is told but contempt."""

_SCORN = (
    r"(?:donuts?|idiots?|morons?|clowns?|muppets?|fools?|liars?|thieves|cowards?|crooks?|jokers?|imbeciles?|cretins?"
    r"|numpt(?:y|ies)|losers?|scum|toads?|pigs?|cows?|rats?|parasites?|vultures?|pricks?|twits?|tossers?|plonkers?"
    r"|wallies|geniuses|people|lot|bunch|shower|amateurs?|monsters?|leeches|robots?|hypocrites?)"
)
_NATION = (
    r"(?:indian|pakistani|polish|romanian|bulgarian|chinese|african|asian|filipino|turkish|arab|foreign|nigerian"
    r"|russian|mexican|gypsy|muslim|jewish|black|brown|immigrant)"
)
PIECES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "…, you absolute donuts?", "You arrogant fools,"
        r",?\s{0,3}\byou(?: (?:absolute|complete|utter|total|useless|bunch of|stupid|lazy|arrogant|greedy|bloody|lying|thick|clueless|incompetent|pathetic|heartless|shameless))+(?: (?:of |bunch |lot )*\w*)?(?=\s{0,3}[?!.,:;]|\s{0,3}$)",
        rf",\s{0, 3}\byou(?: \w+){{0,2}} {_SCORN}(?=\s{0, 3}[?!.,]|\s{0, 3}$)",
        # "Hey genius,", "Listen, sweetheart,"
        r"(?:^|(?<=[.!?]\s)|(?<=\n))\W{0,5}(?:hey|oi|listen|look|oh|ok|okay|well|right|so)?,?\s{0,3}(?:here|up)?,?\s{0,3}\b(?:genius|einstein|sherlock|sweetheart|darling|honey|sunshine|pal|buddy|mate|love|sweetie|dear|girlie|clever clogs)\b\s{0,3}[,:!.]",
        r"\bput an? (?:real |proper )?(?:man|woman|adult|grown-?up|human)(?: being)?\b[^.!?]{0,20}\bon\b[^.!?,;]{0,80}",
        # nations and bodies
        rf"\byour {_NATION} (?:call cent\w+|staff|people|workers?|agents?|woman|man|girl|guy|lot)(?: (?:can'?t|cannot|don'?t)(?: even)? speak \w+)?",
        r",?\s{0,3}\b(?:so |and |just )?send them (?:all )?(?:back|home)\b[^.,;!?]{0,60}?(?=\s{1,3}and\b|[.,;!?]|$)",
        r"\b(?:and )?(?:let|get|give me|find|put) (?:me )?(?:a|some) (?:proper|real|normal|decent|white|british|english) (?:person|human|man|one)(?: to| who)?",
        r"\b(?:fat|stupid|ugly|old|silly|thick|miserable|lazy) (?:cow|pig|bitch|bag|hag|witch|git|sod|oaf|slob)\b(?: \w+){0,4}? (?:told (?:me|us)|said|says|claims?)(?: that)?",
        r"\b(?:in letters )?as (?:big|fat|thick|dumb|wide|stupid) as (?:her|him|you|they are|she is|he is)\b",
        # comparisons that mock
        r"\b(?:i(?:'ve| have)? )?(?:had|have|get|got) (?:more|better) (?:sense|service|help|answers?|luck|conversations?)(?: \w+)? (?:out of|from|with|by talking to)(?: my| a| the)?",
        r",?\s{0,3}\b(?:and |honestly,? |truly,? |seriously,? )*(?:i|we|you) could have (?:\w+ )?(?:knitted|walked|built|flown|swum|crawled|sewn|grown|learned|learnt|raised|baked|written)\b[^.!?;]{0,120}",
        r"\b(?:this|the|your|all this|that) (?:\w+ )?(?:\w+ )?(?:is|are|was) (?:killing|driving) (?:me|us)(?: (?:mad|crazy|insane|up the wall|round the bend))?(?:,? (?:honestly|literally|seriously))?",
        r"\bi want (?:somebody'?s |someone'?s )?heads? to roll(?: for (?:this|it))?\W?",
        # what they say against themselves is not ours to say
        r",?\s{0,3}\b(?:(?:and|which|that)(?: is|'?s)? |it was |it is |it's )?(?:entirely |all |totally |completely |purely |clearly |obviously )*my (?:own )?(?:stupid(?:ity)?|silly|dumb|fault|bad|error|doing)\b(?: (?:mistake|error|fault))?(?=\s{0,3}[,.;!?]|\s{0,3}$)",
        r",?\s{0,3}\b(?:and )?that'?s (?:all |entirely |totally )?on me\b",
        r",?\s{0,3}\b(?:stupid|silly|dumb) (?:me|of me)\b",
        # "what the hell is going on"
        r"\b(?:the (?:hell|heck|fuck|f\*+)|on earth|tf)\s{1,3}(?=(?:is|are|was|were|do|does|did|has|have|happened)\b)",
        # an oath before a noun: "my bloody parcel"
        r"\b(?:bloody|damn(?:ed)?|god ?damn(?:ed)?|fuck(?:ing|in)|freaking|frigg?ing?|sodding|effing|flipping|blasted)\s{1,3}(?=\w)",
    )
)
"""Words that are left out, the clause around them stays."""
