"""A future promised without the failure, in whatever words (D13).

Looked at sentence by sentence: a failure or its return, a denial, and a time without an end. Each
is a small list; what counts is that they stand together in one sentence about the time to come.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_REPEAT = Phrases(
    r"\b(?:repeats?|repetitions?|(?:re-?)?recurrences?|re-?occurrences?|repeat performances?|re-?runs?|encores?|sequels?"
    r"|second (?:time|round|one|incident)|another (?:one|time|such|case|incident|episode|slip)(?: like (?:this|that|it))?"
    r"|anything (?:like|of) (?:this|that|the)(?: sort| kind| again)?|something like (?:this|that)|such (?:a )?thing)\b"
)
"""The failure over again, as a thing."""
_EXCLUDED = Phrases(
    r"\b(?:out of the question|impossible|ruled out|excluded|unthinkable|inconceivable|not possible|no longer possible|not on the cards"
    r"|not going to happen|off the (?:table|cards)|(?:cannot|can not|can't|will not|won't|will never|could not|couldn't) (?:\w+ )?(?:be|happen|occur|come|arise|get|slip))\b",
    r"\b(?:rule|rules|ruled|ruling) out\b|\b(?:exclude|prevent|prevents|avoid|preclude|spare you|save you|protect you from|guard against|shield you from)\b",
)
"""Said to be impossible, or kept away."""
_BACK = Phrases(
    r"\b(?:repeated|repeating|re-?occur\w*|recur\w*|happen(?:s|ed|ing)? (?:again|twice)|again|twice|a second time|any ?more|once more)\b"
)
"""The failure over again, as what it does."""
_NEVER = Phrases(
    r"\b(?:won't|will not|will never|'ll never|'ll not|shan't|shall not|shall never|can't|cannot|can never|never|nobody|no one|none of (?:you|our \w+|them)|nothing will"
    r"|(?:not|no longer) possible|impossible|(?:don't|do not|doesn't|does not) (?:\w+ )?(?:see|let|allow|permit|tolerate|make|do|repeat|get))\b"
    r"|\b(?:no|zero|nil|not the slightest|without any) (?:\w+ )?(?:chance|risk|danger|possibility|likelihood|prospect|way)\b"
)
"""A denial about the time to come."""
_FAILURE = (
    r"(?:mistakes?|errors?|slips?|slip-ups?|mix-ups?|problems?|issues?|troubles?|delays?|failures?|faults?|cancellations?|outages?"
    r"|no-shows?|breakdowns?|surprises?|glitch(?:es)?|hiccups?|muddles?|lapses?|blunders?|interruptions?|disappointments?|complaints?"
    r"|damage|scratch(?:es)?|dents?|leaks?|cuts?|hitch(?:es)?|nasty \w+|(?:late|missed|lost|wrong|double|broken|cold|short|dirty|damaged|incorrect) \w+)"
)
_NONE_OF = Phrases(
    rf"\b(?:no|zero|without|free (?:of|from)|clear of|rid of|safe from|spared|not (?:a|one|another)(?: single)?|never (?:a|an|another)) (?:\w+ )?(?:more |further |such |future |additional |a |an |any |the |that |this )*(?:[\w-]+ ){{0,2}}?{_FAILURE}\b"
)
"""The failure left out of what is to come."""
_LATER = Phrases(
    r"\b(?:from (?:now|here) on(?:wards)?|from (?:today|tomorrow|this (?:day|point)|\w+day) (?:on|onwards?|forward)|as (?:of|from) (?:now|today|tomorrow|\w+day)|down the (?:road|line)|whenever you|going forward|in (?:the )?future|henceforth|hereafter"
    r"|ever|next (?:time|year|month|week|season|term|stay|order|visit|delivery|bill|trip|flight|parcel)|for (?:you )?(?:the rest of|as long as))\b",
    r"\b(?:every|each|all|any) (?:\w+ )?\w+ (?:after (?:that|this|it)|from (?:now|here|today|then) on|to come|you (?:make|book|order|take|have|buy))\b",
    r"\b(?:your|the|any|every|each|all) (?:next|other|future|further|coming|following|later|subsequent) (?:\w+ )?\w+",
)
"""A time to come without an end."""
_AHEAD = Phrases(
    r"(?:\b(?:will|shall|going to)|'ll)\b|\b(?:guarantee|promise|assure|rest assured|count on)\w*"
)
_LAST = Phrases(
    rf"(?:'ll|\bwill|\bshall|\bis|\bwas) (?:be )?(?:the |our |your |absolutely |strictly |a |very |truly )*(?:last|final) (?:ever )?(?:time|one|{_FAILURE})\b",
    rf"\b(?:seen|had|heard) the last of (?:\w+ ){{0,2}}?(?:{_FAILURE}|this|that|it|these|them)\b|\bputs? an end to\b",
    r"\b(?:put|consider|call|count)\b[^.!?]{0,40}\b(?:history|over for good|behind you for good|a thing of the past|over and done with)\b",
)
_NEAR = 60
"""Characters within which a denial is about what follows it."""


def future_without(review: Review) -> Iterator[Span]:
    """Places that promise a future free of the failure."""
    for sentence in review.body:
        text = sentence.text
        if text.rstrip().endswith("?") or _WITHHELD.within(text) or _WORKLESS.within(text):
            continue
        for place in (
            *_excluded(text),
            *_denied(text),
            *_no_more(text),
            *_assured(text),
            *_left_out(text),
            *_LAST.find(text),
        ):
            span = sentence.start + place[0], sentence.start + place[1]
            if not review.attributed(span):
                yield span


_WITHHELD = Phrases(
    r"\b(?:cannot|can't|can not|not|n't|unable to|nobody can|no one can|nobody|hard to|too early to|wrong to|rather than|won't) (?:\w+ ){0,3}?"
    r"(?:promise|guarantee|be sure|say|assure|swear|tell you|rule out|claim|pretend|exclude|know)\b",
    r"\b(?:whether|if|in case|hope|hoping|propos\w+|trying|asked|asking|want to know|ideas?|suggest\w*|what would|working (?:out|on)|deciding|decides?)\b",
)
"""Words that withhold the promise."""
_WORKLESS = Phrases(
    r"\b(?:have|has|need|needs|having) to (?:call|explain|repeat|write|ask|chase|contact|tell|ring|phone|email|prove|send|come|start|go over|queue)\b"
)
"""What the customer is spared in the matter itself is no promise about the failure."""


def _excluded(text: str) -> Iterator[Span]:
    """ "A repeat is out of the question", "to rule out a recurrence"."""
    for thing in _REPEAT.find(text):
        for bar in _EXCLUDED.find(text):
            first, last = sorted((thing, bar))
            if last[0] - first[1] < _NEAR // 2:
                yield first[0], last[1]
                return


def _denied(text: str) -> Iterator[Span]:
    """ "You won't see that repeated", "no chance of it reoccurring"."""
    for back in _BACK.find(text):
        for never in _NEVER.find(text):
            if 0 <= back[0] - never[1] < _NEAR and not _UNRELATED.within(text[never[0] : back[0]]):
                yield never[0], back[1]
                return


_UNRELATED = Phrases(r"[,;:]|\b(?:until|before|once|because)\b")


def _no_more(text: str) -> Iterator[Span]:
    """ "You won't see that charge on any future invoice"."""
    for never in _NEVER.find(text):
        later = next((each for each in _LATER.find(text) if 0 <= each[0] - never[1] < _NEAR), None)
        if later and _MEETS.starts(text[never[1] :]):
            yield never[0], later[1]
            return


_MEETS = Phrases(
    r"^ (?:\w+ )?(?:see|find|get|have|face|hear|meet|be|receive|experience|suffer|go|run|come|pop|turn|notice|pay|wait|lose|miss|slip|let|happen)\b"
)


def _assured(text: str) -> Iterator[Span]:
    """ "I guarantee that it stays up at every exam after that"."""
    word = _WORD.first(text)
    later = _LATER.first(text)
    if word and later and not _OWN_WORK.within(text):
        yield min(word[0], later[0]), max(word[1], later[1])
    every = _EVERY.first(text)
    if every and later and not _OWN_WORK.within(text):
        yield min(every[0], later[0]), max(every[1], later[1])
        return
    always = _ALWAYS.first(text)
    if always and not _OWN_WORK.within(text):
        yield always


_WORD = Phrases(
    r"\b(?:guarantee|promise|swear|assure you|rest assured|my word|our word|vouch|count on it|trust me|you can (?:count|rely|depend) on)\b"
)
_EVERY = Phrases(
    r"\b(?:every|each|all) (?:\w+ ){1,3}?(?:will|'ll|is going to|are going to) (?:be|have|run|come|arrive|start|work|go)\b"
)
_ALWAYS = Phrases(
    r"(?:\bwill|'ll|\bshall) (?:\w+ )?always (?:be|have|get|find|come|arrive|run|work|receive|start|stay)\b",
    r"\b(?:all|every|each|any) (?:\w+ ){1,2}to come (?:\w+ )?(?:will|take|takes|happen|happens|arrive|arrives|run|runs|are|is|go|goes|come|comes)\b",
    r"\bthere(?:'ll| will| won't| will not) be (?:no|any) (?:more|further) \w+\b",
    r"\bno (?:more|further) (?:[\w-]+ ){1,4}?(?:for you|from (?:us|me)),? (?:ever|again|at all)\b|\b(?:on time|right|perfect|correct|punctual|working) (?:each and every|every single|every|each) time\b",
    r"\b(?:learn(?:t|ed) (?:our|my|the|a) lesson)\b|\b(?:was|is|as) an? (?:one-off|one-time|once-only|isolated|freak) (?:\w+)\b[^.!?]{0,40}\b(?:won't|will not|never|not)\b",
)
"""A state of things promised without an end."""
_OWN_WORK = Phrases(
    r"(?:\bi will|\bi'll|\bi am|\bi'm) (?:\w+ )?(?:call|write|ring|check|look|watch|send|ask|keep|tell|be|text|message|come|follow)\b"
)


def _left_out(text: str) -> Iterator[Span]:
    """ "Your next stay will be free of such mix-ups", "zero cancellations next year"."""
    if not (_AHEAD.within(text) and _LATER.within(text)):
        return
    place = _NONE_OF.first(text)
    if place:
        yield place
