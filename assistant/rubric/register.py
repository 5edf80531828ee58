"""The register: level with the customer's formality, never with their heat (D27)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.text import has_profanity

_EMOJI = Phrases(
    r"[\x{1F300}-\x{1FAFF}\x{2600}-\x{26FF}\x{2705}\x{2728}\x{2753}-\x{2757}\x{2764}\x{1F1E6}-\x{1F1FF}]\x{FE0F}?",
    r"(?:^|\s)[:;]-?[)(DP](?:\s|$)", r"<3",
)  # fmt: skip
_CHIRPY = Phrases(
    r"\b(?:awesome|fantastic|super (?:sorry|happy|excited|easy|quick|simple|fast)|yay|yikes|whoops"
    r"|wh?oops(?:ie|y)?|oops(?:ie|y)?(?: daisy)?|uh[- ]oh|oh no|oh dear|no worries|no worry|no problem(?:o)?|no probs|sure thing|hang (?:tight|in there)|feel your pain|give you a shout|shout when|sit tight"
    r"|stay tuned|great (?:news|question)|good news|happy to help|hope (?:this|that) helps|happy (?:days|monday|friday|\w+ing)"
    r"|have (?:a|an) (?:very |really |super )?(?:great|wonderful|lovely|fantastic|nice|fabulous|amazing|awesome|good|super|brilliant|fab|blessed)"
    r" (?:day|week|weekend|one|evening|rest|morning|afternoon|night)|hey there|hey hey|hiya|heya|howdy|exciting|excited|thrilled"
    r"|delighted|stoked|buddy|folks|guys|lol|lmao|haha\w*|hehe|bummer|absolutely love|mate|pal|dude|bro|hun|hon|luv|love,|darling|champ|boss|sweetie|my friend|girl|friend"
    r"|tho|gotcha|gonna|wanna|gotta|dunno|kinda|sorta|lemme|ya|yep|yup|yeah|nope|nah|yo|ta|cheerio|woohoo|woo|ta-da|tada|voila|boom|phew|ouch|eek|argh|ugh|geez|jeez|omg|btw|fyi|imo|thx|pls|plz|ur|cya|xx+|xoxo"
    r"|my bad|our bad|chill|easy peasy|piece of cake|no biggie|all good|cool|fab|ace|brill|sweet|epic|rock(?:s|ed|star)|vibes?|yummy|cheeky|wee bit|bit of a (?:mess|pickle|oopsie|mare|nightmare)"
    r"|had a moment|fingers crossed|happy dance|good as new|lickety|jiffy|in a flash|high five|you're (?:a star|the best|a legend)|smiles?|sunshine|rooting for|rest easy|cheer you up|worry not|fear not|ta for|let's (?:get this party|do this|turn that frown)|magic|sparkl\w+|buckle up|crack on|hooray|hurrah|bingo|pop (?:it|us|me|that|over|them)|got you covered|got your back|love (?:that|to hear|hearing)|sending (?:hugs|good vibes|love)|big hug)\b"
)
_SNAPPY = Phrases(
    r"\b(?:whether you like it or not|like it or lump it|suit yourself|take it or leave it|have it your way|fine,|your call,|good luck with (?:that|finding)|find another|feel free to (?:leave|go|shop|take your)|be my guest"
    r"|if you (?:intend|continue|insist|choose|wish|want|keep|are going|really|had (?:bothered|calmed)|stop(?:ped)?)(?: to| on)? (?:\w+ )*(?:insult\w*|shout\w*|abus\w*|swear\w*|be rude|rant\w*|scream\w*|yell\w*|threaten\w*|that tone|attitude|capitals|caps)"
    r"|(?:your|that|this|the) (?:tone|attitude|language|rant\w*|tantrum|manners|outburst|insults?|shouting|rudeness|sarcasm|drama)\b|no need to (?:shout|be rude|swear|use|take that)|two can play|same to you|right back at you|i could say the same|get a grip|grow up|give me a break|whatever you say|with that attitude"
    r"|(?:don't|do not|won't|will not|not going to|not here to) (?:\w+ )?(?:be (?:spoken|talked|shouted|sworn|insulted|bullied)|take abuse|tolerate|appreciate being|put up with|listen to|stand for)"
    r"|(?:how|very) (?:charming|lovely|mature|original|nice of you|kind of you)|what a (?:charming|lovely|delightful|pleasant) (?:message|email|note|way)|charming,|congratulations on|well done (?:for|on)|bravo|thanks for the (?:lovely|charming|kind|compliments?|poetry|essay|lecture|novel)|i'm not a mind reader|we're not mind readers|news ?flash|shock(?:er)?,|spoiler|wow,|oh,? (?:sure|great|wonderful|please|really)|yes,? well done|poor you|sorry your highness|believe it or not|surprise,? surprise|big deal|boo hoo|keep your (?:hair|shirt) on|look,|listen,|for heaven's sake|for god's sake|(?:the )?same goes for|as if|in your dreams|clearly you're|calm your)",
    r"\b(?:rubbish|garbage|trash|junk|useless|pathetic|ridiculous|a joke|clowns?|lousy|shambles|sucks?|sucked|clueless|disgraceful|dumb|idiotic|shambolic|nonsense|stinks?|hell|heck|bloody|screwed|balls(?:ed)?[- ]up|cock[- ]?up|arse|ass|pants|dog's dinner|dog's breakfast|crappy|crap)\b,? (?:\w+ )*",
)
_SNAP_THEIRS = Phrases(
    r"\b(?:you (?:call|called|write|wrote|describe|said|say|were|are right)|not|junk (?:folder|mail)|in your)\b[^.!?\n]*$"
)
_JUNK = Phrases(
    r"^(?:junk (?:folder|mail|e-?mail)|rubbish (?:bin|collection|chute)|trash (?:folder|can|bin)|garbage (?:bin|collection|disposal)|pants\b)"
)
_FORMAL = Phrases(
    r"\bdear (?:sir|madam|sirs)\b|\byours (?:faithfully|sincerely)\b|\bi (?:wish|write|am writing|hereby|should like|would be (?:obliged|grateful)|must|regret|refer|remain) (?:to |that )?"
    r"|\b(?:formal(?:ly)?|forthwith|hereby|by return|herewith|respectfully|to whom it may concern)\b"
)
_CASUAL = Phrases(
    r"^(?:hey|yo|hiya|heya|hi there|howdy|sup|hello there)\b|\b(?:cheers|thanks a (?:bunch|mil)|ta|laters?|catch you)\b|\b(?:stuff|quick one|no worries|cool)\b"
)
_CHATTY = Phrases(
    r"\b(?:u|ur|pls|plz|wtf|lol|omg|gonna|wanna|cant|dont|ya|hey|guys|mate|yo|thx|im|ive|idk|tbh|ffs|srsly)\b|\?\?|!!"
)
_STIFF = Phrases(
    r"\b(?:we are in receipt of|your (?:esteemed|valued) (?:correspondence|custom|communication)|the undersigned|hereby|herewith|heretofore|aforementioned|aforesaid|dear (?:sir|madam|valued)"
    r"|yours faithfully|pursuant|we beg to|please be advised|kindly be (?:advised|informed)|further to your (?:correspondence|communication)|at your earliest convenience|we write with reference|in reference to your (?:correspondence|communication)|i remain,)\b"
)
_CAPITALS = Phrases(r"(?-i:\b[A-Z]{5,}\b|\b[A-Z]{2,} [A-Z]{2,}(?: [A-Z]{2,})*\b)")
_SHOUTING = Phrases(r"(?-i:\b(?:[A-Z]{2,}|I|A)(?:[ ,']+(?:[A-Z]{2,}|I|A)){3,})")
_SMALL_WORDS = Phrases(
    r"(?-i:\b(?:NOT|NEVER|ALL|VERY|ALREADY|PLEASE|YOU|YOUR|MUST|ONLY|NOW|ALWAYS|ANY|BEFORE|AFTER|WILL|DID|DO|IS|ARE|HAVE|NO|YES|THIS|THAT|TODAY|STOP|READ|SORRY|EVERY|EXACTLY|REALLY|AND|THE)\b)"
)
_CHIRPY_OK = Phrases(
    r"\b(?:good news for|(?:is|isn't|was|wasn't|it's|stay|stays|be|not|the|a) cool|cool (?:place|box|bag|down|dry|store)|keep (?:it|them) cool|sweet (?:potato|corn|chilli|wine)|boss (?:suit|watch|shirt)|(?:your|a|the|my|our|his|her) (?:friend|mate|girl|boss|partner|pal|smile|dude)s?|soul ?mate|love,? |room ?mates?|team ?mates?|class ?mates?)\b"
)


def register_level(review: Review) -> Outcome:
    """D27, in part: nothing chirpy, no swearing, no snapping back; as formal as they are."""
    hits = [Hit(span, "swearing", "Leave it out.") for span in _swearing(review)]
    if review.angry or not _pleased(review):
        soft = not review.angry
        hits += [Hit(span, "an emoji", "Leave it out.", soft) for span in _EMOJI.find(review.plain)]
        hits += list(_exclaimed(review, soft=soft))
        hits += list(_worded(review, _CHIRPY, "chirpy"))
    hits += list(_worded(review, _SNAPPY, "answers in kind"))
    hits += [*_shouted(review), *_formality(review)]
    return found(hits, note="in part: finer shades of formality need a model to judge")


_PROFANITY = Phrases(
    r"\b(?:f+u+c+k\w*|f\*+\w*|s+h+i+t+(?:ty|s|e)?|bull ?shit|bastards?|bitch\w*|arseholes?|assholes?"
    r"|wankers?|crap(?:py)?|damn(?:ed)?|bloody|pissed?|piss(?:ing|ed)?|idiots?|morons?|stupid|wtf|dickheads?"
    r"|twats?|bollocks|a (?:hell|helluva)|freaking|frigging|effing|sucks)\b"
)


def _swearing(review: Review) -> Iterator[Span]:
    for span in _PROFANITY.find(review.plain):
        if not any(a <= span[0] and span[1] <= b for a, b in review.quotes):
            yield span


def _worded(review: Review, phrases: Phrases, name: str) -> Iterator[Hit]:
    for span in phrases.find(review.plain):
        said = review.plain[slice(*span)]
        around = review.plain[max(0, span[0] - 8) : span[1] + 12]
        if review.attributed(span) or not _spoken(review, span) or has_profanity(said):
            continue
        if name == "chirpy" and (_CHIRPY_OK.within(around) or _is_name(review, span)):
            continue
        if name != "chirpy" and (
            _SNAP_THEIRS.within(review.before(span)) or _JUNK.starts(review.plain[span[0] :])
        ):
            continue
        yield Hit(
            span, f"{name}: “{review.reply[slice(*span)].strip()}”", "Leave it out.", soft=True
        )


def _is_name(review: Review, span: Span) -> bool:
    """Capitalised inside a sentence: the name of a thing, which the facts may hold."""
    said = review.plain[slice(*span)]
    return said[:1].isupper() and bool(review.before(span).strip()) and said in review.allowed_text


def _spoken(review: Review, span: Span) -> bool:
    sentence = review.sentence_at(span[0])
    return sentence is not None


def _in_body(review: Review, span: Span) -> bool:
    sentence = review.sentence_at(span[0])
    return sentence is not None and sentence.role == "body"


_MARK = re.compile("!+")


def _pleased(review: Review) -> bool:
    return review.triage is not None and review.triage.emotion == "positive"


def _exclaimed(review: Review, *, soft: bool) -> Iterator[Hit]:
    for match in _MARK.finditer(review.plain):
        if not any(a <= match.start() < b for a, b in review.quotes):
            yield Hit(
                match.span(),
                "an exclamation mark to an angry customer",
                "End it with a full stop.",
                soft,
            )


def _shouted(review: Review) -> Iterator[Hit]:
    """Capitals: four words in a row, one long word nobody wrote so, or a small word."""
    known = review.facts_text + review.customer_text + review.allowed_text
    whole = _SHOUTING.find(review.plain)
    for span in whole:
        if not review.attributed(span):
            yield Hit(span, "whole sentences in capitals", "Write it in small letters.")
    for span in (*_CAPITALS.find(review.plain), *_SMALL_WORDS.find(review.plain)):
        word = review.plain[slice(*span)]
        if (
            any(a <= span[0] < b for a, b in whole)
            or not _in_body(review, span)
            or review.attributed(span)
            or review.in_link(span[0])
        ):
            continue
        named = _COMPANY.starts(review.plain[span[1] :]) or _SIGNED.within(review.before(span))
        if not named and (word not in known or _SMALL_WORDS.starts(word)):
            yield Hit(span, f"capitals: “{word}”", "Write it in small letters.", soft=True)


_COMPANY = Phrases(r"^ (?:LTD|LLC|INC|PLC|GMBH|CO|LIMITED)\b")
_SIGNED = Phrases(r"\b(?:name|called|code|as|reads|says|word|button|marked) [\"']?$")


def _formality(review: Review) -> Iterator[Hit]:
    """A formal letter answered with "Hey", or a quick chat answered like a court."""
    if review.case is None:
        return
    message = review.case.message
    if _FORMAL.within(message) and not _CHATTY.within(message):
        for span in _CASUAL.find(review.plain):
            if not review.attributed(span) and (
                _in_body(review, span) or span[0] == 0 or _near_end(review, span)
            ):
                yield Hit(
                    span,
                    "too casual for a formal letter",
                    "Write it as formally as they do.",
                    soft=True,
                )
                return
    elif review.case.channel in ("chat", "social") or _CHATTY.within(message):
        for span in _STIFF.find(review.plain):
            yield Hit(span, "stiffer than the customer", "Say it as you would aloud.", soft=True)
            return


def _near_end(review: Review, span: Span) -> bool:
    return span[0] > len(review.plain) - 60
