"""The words by which a clause is judged: handles, verdicts, advice, events, what is at stake.

Data for `detail`; own lists. All are used without regard to case.
"""

from __future__ import annotations

import re

from assistant.triage.lexicon import COMPLAINT
from assistant.triage.matching import LazyPattern, PatternSet

NAMED = re.compile(r"(\b(?:by|from|with|at|to|of|on|in|my|the|an?|and|for) )@(?=[A-Z][A-Za-z_]+\b)")
HANDLE = re.compile(r"(?:^|\s)[.]?@\w+|https?://\S+|www\.\S+|\bpic\.twitter\S*|&(?:amp|gt|lt);")
HASHTAGS = re.compile(r"(?:\s{1,3}#\w+)+\s{0,3}$")
RUN_TOGETHER = re.compile(r"#(?:\w{10,}|\w+[a-z][A-Z]\w*)")
EMOJI = re.compile(
    r"(?<!\S)[:;=]-?[)(DP/|]+(?!\S)|[\U0001F000-\U0001FFFF\u2190-\u2BFF\uFE0F\u200d]+"
)
MASKED = re.compile(r"\bX{2,}[/\dX-]*\b|\{\$?[\dX,.]+\}|[{}<>\[\]|\\^~_=`]")
MASKED_DATE = re.compile(
    r"\s{0,3}\b(?:(?:on|in|since|until|around|about|dated|from|by|of|at)\s+)?X{2,}[/\dX-]*(?:\s+X{2,}[/\dX-]*)*",
)
MASKED_SUM = re.compile(r"\{(\$[\d,.]+)\}")
"""Dates, names and sums as complaint portals publish them."""
AND = re.compile(
    r"(?<!wife)(?<!husband)(?<!partner)(?<!mother)(?<!father)(?<!family)(?<!friend)(?<!friends)(?<!mum)(?<!dad)(?<!son)(?<!daughter)(?<!kids)(?<!children)(?<!sister)(?<!brother)"
    r"\s+and\s+(?=(?:i|we|my|our|they|it|he|she|the|this|when|now|still|no)\b)",
    re.IGNORECASE,
)
JUDGEMENT = LazyPattern(
    r"\b(?:worst|pathetic|horribl\w*|terribl\w*|disgust\w*|fraud\w*|scam\w*|cheat\w*|liars?|lie[sd]?|lying|thie\w+|stupid|idiots?|trash\w*"
    r"|garbage|rubbish|useless|joke|shame\w*|ridiculous\w*|incompet\w*|racis\w*|awful|absurd|crook\w*|steal\w*|stole|robb\w*|greedy"
    r"|evil|criminal\w*|hate|loser\w*|clown\w*|disgrace\w*|unacceptabl\w*|atrocious|appalling|bogus|nonsense|morons?|dumb|lame|lazy|sham|con|fool\w*)\b"
)
OPINION = LazyPattern(
    r"\b(?:poor(?:ly)?|bad|disappoint\w*|frustrat\w*|annoy\w*|unprofessional\w*|unreliabl\w*|unbelievabl\w*|unsatisf\w*|dissatisf\w*|waste|good|great|love|nice|happy|amazing"
    r"|sick of|fed up|never again|shocking|mess|nightmare|hope|wish|think|believe|guess|advise|suggest|opinion|honest\w*|reputation|respect|care about|loyal\w*)\b"
)
EVENT = PatternSet(
    [
        r"\b(?:"
        + COMPLAINT
        + r"|(?:arriv|order|book|charg|deduct|pa(?:y|i)d|deliver|receiv|bought|purchas|call|contact|wait|sent|return|fly|flew|flight|install|updat|open|closed|block|lock|debit|transfer|tried|told|promis|hung up|on hold)\w*)\b"
    ]
)
STAKES = LazyPattern(
    r"\b(?:wake|funeral|wedding|birthday|honeymoon|anniversary|christmas|surgery|hospital|doctor|disab\w*|wheelchair|pregnan\w*|sick|injur\w*|died|dying|passed away|cancer|baby|infant|my (?:son|daughter|child|children|kids?|father|mother|dad|mum|mom|wife|husband|grand\w+)|medic\w+|exam|rent|homeless|starv\w*|stranded|alone)\b"
)
"""What made it matter: a clause that names it is heard before one that names a fee."""
LEAVING = LazyPattern(
    r"\b(?:never|not|won't|wouldn't|no longer|don't)\b[^.!?]{0,30}\b(?:fly\w*|buy\w*|us(?:e|ing)|renew\w*|shop\w*|order\w*|book\w*|com(?:e|ing) back|return(?:ing)?|recommend\w*|stay\w*|bank\w*|deal\w*)\b[^.!?]{0,20}\b(?:again|with (?:you|them|it|this)|from (?:you|them|it|this)|here|prime|them|anymore|any more)\b"
    r"|\b(?:never again|switching to|moving to|going elsewhere|taking my business|last time)\b"
)
"""What they will do because of it: a clause that tells why is heard before it."""
BACKGROUND = LazyPattern(
    r"\b(?:was|were|is|are|am) (?:originally |already )?(?:set|supposed|scheduled|due|meant|booked|planned) (?:to|for|on|in|at)\b"
    r"|^(?:and |so |then |also )*(?:(?:i|we)(?: have| had|'ve|'d)? )?(?:recently |just |then |first |also )*(?:bought|purchased|ordered|booked|picked|chose|signed|subscribed|went|came|opened|paid|placed|applied|requested|tried|started|joined)\b"
    r"|^(?:i|we) (?:figured|know|knew|understand|understood|assumed?|guess|get (?:it|that)|have no (?:issue|problem)|don't mind|did not mind)\b"
    r"|^(?:after|upon|during|before|while|despite) (?:\w+ing|an?|the|my|our|\d+)\b"
)
"""What led up to the matter: that they ordered, where they were to go, what they grant us."""
PRAISE = LazyPattern(r"\b(?:great|love|loved|nice|happy|amazing|excellent|perfect)\b")
ASKS = re.compile(
    r"(?:and |but |so )?(?:why|how|what|when|where|who|which|is|are|was|were|do|does|did|can|could|will|would|has|have|had|am|should|shall|may|any|isn't|aren't|don't|doesn't|didn't|can't|won't|so)\b",
    re.IGNORECASE,
)
ARTEFACT = re.compile(r"\b[a-z]+[A-Z][a-z]+|\b[a-z]{2,}\d[a-z]\w*")
"""Words run together by somebody's export: a clause that holds one reads as broken."""
ADVICE = LazyPattern(
    r"^(?:advice|incidentally|by the way|that's fine)\b|^(?:say|write|state|admit|repeat) (?:that|the words?|this|[\"“'‘])|^(?:do not|don't|never|please|pls|avoid|stop|stay|beware|buy|go|get|fix|help|give|let|make|look|try|shame|thanks|thank|wake|tell|send|call|think|be|just|(?:can|could|would|will) (?:you|someone|somebody|anyone|we|i)|(?:can|could|would|will) you)\b"
    r"|\b(?:if you|when you|you get what|your (?:money|time|hard)|you will|you can't|you want|you should|would you|would of|recommend\w*|suggest\w*|i hope|anyone|everyone|people|customers|nobody should|guys|friends|buyers?|dear|hope)\b"
)
CUT_OFF = re.compile(
    r"\b(?:to|at|from|by|of|the|an?|my|your|our|and|or|than|that|because|if|is|are|was)$",
    re.IGNORECASE,
)
"""How a clause ends whose last word was a handle or an address."""
LOOSE = re.compile(
    r"(?:for|of|with|than|to|other|from|by|into|about|or|nor|as|at|on|in|it that|that|which|who|whose|where)\b",
    re.IGNORECASE,
)
"""How a clause begins that was torn from the words before it."""
PLAYED_DOWN = re.compile(r"\b(?:just|only|at least|merely|simply)\b", re.IGNORECASE)
"""Words that are the customer's and would play the loss down in our mouth: quoted, never retold."""
INSULT = re.compile(
    r"\b(?:thick|dumb|dim|moron\w*|cretin\w*|imbecile\w*|muppets?|clowns?|numpt\w+|dead dog|brain ?dead|bloody"
    r"|die in an?|drop dead|rot in|burn in hell|go to hell|choke on|censored|bleep\w*|expletive\w*"
    r"|bunch of|useless lot|shower of|pig-?ignorant|retard\w*|monkeys?)\b|\w\*{2,}|[#@$%*&!]{3,}",
    re.IGNORECASE,
)
"""Insults and masked swearing: answered once, never repeated."""
PLEASE = re.compile(r"^(?:and |so |now |just )*(?:please|pls|plz|kindly)\b,? *", re.IGNORECASE)
DEMAND = re.compile(
    r"^(?:give|send|refund|switch|fix|return|cancel|call|tell|bring|stop|remove|put|sort|repair|replace|pay"
    r"|unblock|unlock|restore|credit|deliver|collect|explain|answer|change|correct|delete|close|honou?r"
    r"|reimburse|compensate|release|show|confirm|turn|take|let|get|tell) "
    r"(?:me|us|my|our|it|this|that|these|the|those|back|them|calling|sending|charging|taking|ringing|texting|emailing|both|all)\b",
    re.IGNORECASE,
)
SARCASM = LazyPattern(
    r"\b(?:excellence|(?:poorly|well) played|gotta love|easy for you|nice one|must be nice|what a great|so much for|great job|nice job|way to go|well done|bravo|congrat\w*|lovely|brilliant|wonderful|awesome|thanks for|love how|kudos|good job|lol|haha+)\b"
    r"|\b(?:even )?(?:an?|my|the average|any) (?:[\w-]+ ){1,6}?(?:would|could|can) (?:\w+ )?(?:do|run|manage|handle|make|have|serve|answer|be) [^.!?]*\b(?:better|faster|quicker|cheaper|sooner)\b"
)
"""Praise that is none, and comparisons that mock."""
STOP = frozenset(["the", "a", "an", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "is", "are", "was", "were", "be", "been", "it", "this", "that", "i", "my", "me", "we", "you", "your", "our", "they", "so", "as", "by", "from", "not", "no", "have", "has", "had", "do", "did"])  # fmt: skip

VERDICT = re.compile(
    r"\s+(?:is|are|was|were|'s)\s+(?:\w+\s+){0,3}?(?:ridiculous|unacceptable|disgusting|terrible|horrible|pathetic|a joke|absurd|insane|awful|appalling|shocking|crazy|unbelievable|disgraceful|poor|bad)\b.*$",
    re.IGNORECASE,
)

EMPTY = STOP | frozenset(
    [
        "just",
        "really",
        "very",
        "get",
        "got",
        "still",
        "ever",
        "even",
        "one",
        "can",
        "will",
        "would",
        "all",
        "out",
        "about",
        "when",
        "what",
        "who",
        "how",
        "why",
        "now",
        "here",
        "there",
        "been",
        "being",
        "more",
        "much",
        "many",
        "some",
        "any",
        "only",
        "also",
        "never",
        "always",
        "again",
        "please",
        "help",
        "make",
        "made",
        "say",
        "said",
        "want",
        "need",
        "know",
        "like",
        "don",
        "can't",
        "won't",
        "didn't",
        "isn't",
        "because",
        "then",
        "than",
        "into",
        "onto",
        "over",
        "after",
        "before",
        "could",
        "should",
        "every",
        "thing",
        "things",
        "something",
        "nothing",
        "anything",
        "everything",
        "time",
        "way",
        "lot",
        "us",
        "guys",
        "people",
        "company",
        "customer",
        "customers",
        "service",
        "experience",
        "go",
        "going",
        "come",
        "thanks",
        "thank",
        "them",
        "they",
        "their",
        "he",
        "she",
        "him",
        "her",
        "his",
        "its",
        "how's",
        "what's",
        "that's",
        "it's",
        "there's",
        "these",
        "those",
        "such",
        "same",
        "next",
        "last",
        "first",
        "cannot",
    ]
)
DEPENDENT = re.compile(
    r"(?:when|since|because|although|though|while|if|after|before|until|as|that|which|who|where|whereas|unless)\b",
    re.IGNORECASE,
)
"""A clause that begins so leans on another one and says little alone."""
LEFT_OVER = re.compile(
    r",\s*(?:and |but )?(?:this|that|it|which|all this|it all)\s*$", re.IGNORECASE
)
"""What a verdict leaves behind: "now, this [is ridiculous]"."""
TAUNT = re.compile(
    r"^(?:and |but |so )*(?:are|were) (?:all of )?(?:you|u|they)(?: all| guys| people| lot| folks)? (?:even |just |all |really )?\w+$"
    r"|^(?:and |but |so )*(?:did|does|do|has|was|is) your (?:mother|mum|mom|father|dad|parents|brain|head)\b",
    re.IGNORECASE,
)
"""A question that only mocks: it is passed over."""
PUT_INTO = re.compile(
    r"^(?:please )?(?:confirm|say|write|state|admit|agree)\b[^.!?]{0,60}\b(?:promised|agreed|approved|granted|waived)\b",
    re.IGNORECASE,
)
"""What they want put into our mouth as settled: repeated by nobody."""
ASIDE = re.compile(r"^(?:and |but |so )?(?:by the way|also|besides|one more thing)[,:]? +", re.I)
"""Words with which a question is added: it is repeated without them."""
