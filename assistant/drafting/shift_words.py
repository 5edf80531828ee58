"""The small grammar behind `shift`: verbs after "I", contractions, pronouns and their pairs."""

from __future__ import annotations

import re

I_VERBS = frozenset(
    [
        "am",
        "was",
        "have",
        "had",
        "do",
        "did",
        "can",
        "could",
        "will",
        "would",
        "should",
        "must",
        "need",
        "want",
        "wanted",
        "got",
        "get",
        "bought",
        "paid",
        "sent",
        "went",
        "told",
        "said",
        "asked",
        "tried",
        "called",
        "rang",
        "phoned",
        "emailed",
        "wrote",
        "booked",
        "ordered",
        "received",
        "made",
        "left",
        "lost",
        "found",
        "took",
        "gave",
        "came",
        "saw",
        "spent",
        "spoke",
        "felt",
        "had",
        "kept",
        "began",
        "put",
        "took",
        "think",
        "thought",
        "know",
        "knew",
        "use",
        "used",
        "see",
        "saw",
        "feel",
        "live",
        "work",
        "waited",
        "wait",
        "missed",
        "flew",
        "bought",
        "brought",
        "took",
        "arrived",
        "stayed",
        "visited",
        "purchased",
        "requested",
        "returned",
        "complained",
        "applied",
        "signed",
        "opened",
        "closed",
        "cancelled",
        "canceled",
        "changed",
        "updated",
        "checked",
        "noticed",
        "noticed",
        "realized",
        "realised",
        "understand",
        "expect",
        "expected",
        "love",
        "hate",
        "like",
        "liked",
        "keep",
        "pay",
        "travel",
        "ended",
        "ran",
        "stood",
        "sat",
        "slept",
        "drove",
        "cannot",
        "can't",
        "couldn't",
        "don't",
        "didn't",
        "won't",
        "wasn't",
        "haven't",
        "hadn't",
        "wouldn't",
        "shouldn't",
        "'ve",
        "'m",
        "'d",
        "never",
        "still",
        "just",
        "also",
        "only",
        "already",
        "then",
        "finally",
        "recently",
        "again",
        "now",
        "always",
        "actually",
        "literally",
        "really",
        "even",
        "currently",
        "both",
        "had",
    ]
)
AFTER_AM = frozenset(
    [
        "not",
        "still",
        "very",
        "so",
        "a",
        "an",
        "the",
        "in",
        "at",
        "on",
        "without",
        "from",
        "unable",
        "able",
        "stuck",
        "left",
        "told",
        "waiting",
        "now",
        "being",
        "missing",
        "out",
        "very",
        "really",
        "extremely",
        "totally",
        "stranded",
        "a",
    ]
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|keeps?|kept|says?|said|told|came|comes|went|goes"
    r"|got|gets|took|takes|made|makes|gave|gives|left|lost|broke|sent|put|shows?|works?|stopped|fell|cost|costs|isn't|aren't"
    r"|wasn't|weren't|hasn't|haven't|hadn't|doesn't|didn't|don't|can't|couldn't|won't|wouldn't|seems?|needs?|wants?|arrived"
    r"|[a-z]{3,}ed)\b"
)
SUBJECT = re.compile(
    r"^(?:and |but |so |then |also |because |since |when |after )*"
    r"(?:(?:i|we|i'm|i've|i'd|we're|we've|we'd|it|it's|he|she|there|nobody|no one|none|nothing)\b"
    r"|(?:you|you've|you're|some(?:one|body)|both|neither|all|half|none|not one|every|each|another)\b"
    r"|(?:my|our|the|a|an|this|that|these|those|his|her|your|two|three|four|five|six|one|no|\d+) [a-z0-9'&.-]+)",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"^(?:(?:and|but|so|then|also|because|plus|basically|seriously|literally|actually|unfortunately|apparently|obviously|honestly|however|moreover|furthermore|additionally|finally)[,:]?\s+"
    r"|(?:well|ok|okay|yes|no|oh|hi|hello|hey|anyway|now)\s*[,:]\s*|(?:the fact|it is \w+|it's \w+|i can't believe|can't believe|i cannot believe|i am so \w+|i'm so \w+) that\s+|i can't believe\s+)",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r"(?:[\s,]+(?:and|or|but|so|by|with|to|of|for|from|in|on|at|the|a|an|my|your|their|his|her|that|which|because|as|is|are|was|were|if|when|than|it's|i|we))+$",
    re.IGNORECASE,
)
EDGES = " ,;:.!-–—'*/"
CONTRACTIONS = {
    "dont": "don't", "cant": "can't", "didnt": "didn't", "wont": "won't", "isnt": "isn't",
    "wasnt": "wasn't", "doesnt": "doesn't", "havent": "haven't", "hasnt": "hasn't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "ive": "I've", "im": "I'm", "u": "you",
    "ur": "your", "pls": "please", "thru": "through", "w/": "with", "w/out": "without",
    "i": "I", "recieved": "received", "recieve": "receive", "n't": "not", "yall": "you",
    "y'all": "you", "bc": "because", "b/c": "because", "gonna": "going to", "wanna": "want to",
    "alot": "a lot", "becuase": "because", "becoz": "because", "r": "are", "abt": "about",
}  # fmt: skip
PAIRS = {
    "i am": "you are", "i'm": "you are", "i was": "you were", "i've": "you have", "i'd": "you had",
    "i'll": "you will", "we're": "you are", "we've": "you have", "we'd": "you had",
    "we'll": "you will", "am i": "are you", "was i": "were you",
}  # fmt: skip
WORDS = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you",
    "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
THEIRS = {
    "you are": "we are", "you're": "we are", "you were": "we were", "you've": "we have",
    "you'll": "we will", "you have": "we have", "you guys": "we", "you people": "we",
    "your": "our", "yours": "ours", "yourself": "ourselves",
}  # fmt: skip
TOKEN = re.compile(r"[A-Za-z']+|[^A-Za-z']+")
YOUR_VERBS = frozenset(
    "am are were have had can can't could couldn't do don't did didn't will won't would wouldn't"
    " should must may might need needed never still just also only already always even now again"
    " guys people all lot actually simply took take told tell said say says gave give sent send"
    " lost lose kept keep made make put sold sell chose refuse owe let left leave broke break"
    " went go came come got get knew know held hold paid pay charge bill promise reverse pick"
    " put shut wrote write drop cut hide hid stole steal ran run meant mean want think thought"
    " forgot forget changed sat ship deliver claim expect call cancel close block ask treat".split()
)
"""Verbs and what stands before one: after a "you" that is their subject, the company acts."""
TO_US = frozenset(
    "to of for from with by about than at on against towards behind through like near"
    " told tell asked ask gave give sent send paid pay thank thanked emailed email called call"
    " messaged contacted wrote let made make help helped got want wanted need needed trust trusted"
    " chose choose owe chasing calling emailing telling asking giving paying sending begging"
    " reach reached contact text texted phoned phone rang ring see saw report inform informed".split()
)
"""Words after which a "you" is the object: "I told you" is "you told us"."""
ANYBODY = re.compile(
    r"\byou (?:can|could|have to|need to|feel|pay for|buy|never know|don't know|think you|expect)\b"
    r"|\b(?:if|when|unless|until|whenever|once) you\b",
    re.IGNORECASE,
)
"""A "you" that is anybody: "you can feel the floor through it" is not about the company."""
COMPANY_AS_THEY = re.compile(
    r"^(?:and |but |so |then |now |also )?they(?:'ve|'re|'d|'ll)?\b"
    r"|\b(?:and|but|because|so|then|that) they(?:'ve|'re|'d|'ll)? "
    r"(?:told|said|say|refuse|keep|kept|won't|will not|cancel|charg|sent|send|took|want|claim)\w*",
    re.IGNORECASE,
)
"""Whether "they" is us or the carrier cannot be known: such a clause is quoted, not turned."""
