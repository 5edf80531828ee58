"""The line that answers the customer's next question before it is asked (D25)."""

from __future__ import annotations

from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review

_AHEAD = Phrases(
    r"\byou(?:'ll| will)? (?:do not|don't|will not|won't|needn't|need not|never) (?:\w+ )?(?:need|have|be|lose|see|get|pay|miss|want)?\b",
    r"\b(?:nothing (?:more |else )?(?:for you to|you need to|to (?:do|pay|sign|send|return))|no need (?:to|for)|no action)\b",
    r"\b(?:in the meantime|meanwhile|until then|till then|by then|from then|after that|before then|up to then|for now|while you wait)\b",
    r"\bif (?:it|that|this|they|he|she|anything|nothing|you(?:'re| are)? (?:not|out|away|don't|haven't|can't|do not|cannot|see|need|miss|get|still|want|would rather|have)|the \w+|your \w+|there|we|one|none|neither)\b",
    r"\b(?:recommend|suggest|advise|worth|keep) (?:you )?(?:check|look|keep|follow|visit|watch|sign|register|subscrib)\w*\b|\bkeep an eye\b|\bfor (?:any |the latest |live |further )+(?:updates|news|information)\b",
    r"\bin case\b|\bwhat happens next\b|\bshould (?:it|you|the|they|that|anything|your) \w+\b|\b(?:once|as soon as|when) (?:it|the|you|they|he|she|that|your|we)\b",
    r"\b(?:it|they|this|that|banks?|the \w+|your \w+|refunds?|which)(?: usually| normally| sometimes| often)? (?:can|may|might|could|usually|normally|generally)? ?(?:take|takes|last|lasts) \b",
    r"\bplease keep\b|\bkeep (?:the|your|it|both|them|any|hold)\b|\b(?:hold on to|hang on to)\b",
    r"\b(?:you|it|they|he|she|the \w+|your \w+) (?:may|might|could) (?:also |still |first |only |even |then )?(?:see|get|notice|receive|ask|show|look|be|arrive|find|hear|have|need|say|appear|come|feel)\b",
    r"\beven if\b|\bso (?:that )?(?:you|there's|there is|no|nothing|don't|do not|please|it|the|they|he|nobody|your|if)\b",
    r"\b(?:don't|do not) (?:be|worry|pay|throw|use|open|send|return|need|panic|accept|bin|delete|press|sign|discard|reply)\b",
    r"\b(?:still (?:works?|opens?|valid|counts?|applies|show|see|stands?)|stays? (?:the same|valid|open|active|on|with|as|yours|where)|(?:is|are|remains?|stays?) unchanged|stop working|no longer works?|works until|valid (?:until|for|till)|remain\w* (?:valid|open|active|the same))\b",
    r"\b(?:shows?(?: up)?|appears?|be (?:on|in|back)|arrives?|lands?|reach\w*|see it|there|with you|in your (?:account|bank)|on your (?:card|statement|account|bill))\b[^.!?\n]*\b(?:statement|under (?:the name|our|your)|within|by (?:\w+day|the|noon|\d)|in (?:three|two|five|\d)|working days|business days|days|next bill|called|as (?:two|a|one|\"))\b",
    r"\b(?:text|call|ring|phone|e-?mail|write|message|notif|ping)\w* you\b[^.!?\n]*\b(?:before|when|once|after|as soon as|half an hour|from|with|if|on the day|the night|in advance|an hour|beforehand|ahead)\b",
    r"(?:^|[.!?;:,] |please |just |can |to |and )(?:bring|show|leave|wear|use|quote|pack|check|look in|throw|bin|follow|track|expect|look out for|allow) (?:the|your|a|an|any|it|this|that|photo|some|just|in|up to|two|three|them)\b",
    r"\byou(?:'ll| will) (?:also |then |first |still |just |only )*(?:get|receive|find|need|be asked|be able|notice|hear|have to|have until|see (?:a|an|it|two|the|both|one))\b[^.!?\n]*\b(?:email|text|letter|code|link|before|first|once|when|from|separate\w*|confirmation|until|two|both|as|under|within|each|again|call|message|label|days|sms)\b",
    r"\byou can (?:still |also |already |now |then |just )*(?:check|follow|track|see|use|keep|throw|bin|wear|change|cancel|sign|log|collect|show|bring|spend|leave|ignore|stay|go|park|eat|watch|reuse|reply|swap|choose|switch|drive|travel)\b",
    r"\b(?:separate(?:ly)?|look different|higher than|lower than|as usual|expires?|lasts? (?:for|until)|counts? (?:towards|as)|comes? (?:from|as|with|in)|needs? (?:a|no|your|to)|from a (?:number|different|withheld)|valid|in place of|replaces?|takes? effect|the same (?:number|day|price|rate|card|login|password|address|seat))\b",
    r"\b(?:ask for|look for|go (?:straight )?to|sign in (?:once|again)|log (?:in|out)|restart|spam|junk|password (?:will|stays|is)|have to (?:sign|log|restart|enter|accept|show|re-?enter))\b",
    r"\b(?:a|the|your|our) (?:driver|engineer|courier|technician|porter|fitter|assessor|surveyor|rider|crew|colleague|nurse|plumber) (?:will |'ll )?(?:text|call|ring|phone|bring|knock|leave|need|wear|carr|has)\w*\b",
    r"\b(?:no (?:charge|cost|extra|further|second|more|late fee|fee|interest|mark|penalty)|free of charge|won't (?:affect|count|cost|lose|charge|appear)|will not (?:affect|count|cost|lose|charge|appear)|doesn't (?:affect|count|cost|change)|does not (?:affect|count|cost|change)|not affected|also (?:covers?|applies|includes?|works?)|automatically|by itself|on its own)\b",
    r"\bwhich is (?:normal|expected|how|why|the|just|because)\b|\b(?:the next|your next|the old|the first|the second|the other|the new|the original) (?:bill|one|statement|payment|invoice|charge|card|key|box|parcel|label|code|link|ticket|email|letter|booking|order|direct debit|collection|pass|device|unit)\b",
    r"\b(?:two|2|separate|both) (?:payments|emails|parcels|lines|entries|charges|boxes|letters|amounts|refunds|steps)\b",
    r"\b(?:reply (?:here|to this)|straight to me|my direct|ask for me|comes to me|reach me|write to me|directly to me|answer this)\b",
    r"\b(?:are all there|is (?:all )?(?:still )?there|safe|nothing (?:is|was|has been) lost|back ?up\w*)\b",
)  # fmt: skip
_ACTS = Phrases(
    r"\b(?:i|we)(?:'ve|'ll|'m|'re| have| will| am| are)? (?:\w+ )?(?:\w+ed|sent|put|reset|set|made|taken|given|found|paid|re\w+|send|book\w*|order\w*|sending|ordering|booking|refund\w*)\b"
    r"|\b(?:engineer|driver|technician|courier|parcel|replacement|refund|order|it|he|she) (?:\w+ )?(?:comes?|arrives?|will|is)\b|\bhas been\b"
)
_FEW = 5
"""Words a reply may have before such a line can be missed in it."""


def anticipates(review: Review) -> Outcome:
    """D25, in part: a line that answers the next question; a warning where a rule sees none."""
    body = " ".join(sentence.text for sentence in review.body)
    if _AHEAD.within(body):
        return found(
            note="in part: such a line is there; whether it is the right one needs a model"
        )
    if len(review.words) < _FEW or not _ACTS.within(body):
        return skipped("no step is told that could leave a question open")
    last = review.body[-1].span if review.body else None
    hit = Hit(last, "nothing answers the next question",
              "Add the line they would write back for: how long it takes, what they may see, "
              "what to do if it does not come.", soft=True)  # fmt: skip
    return found([hit], note="in part: by phrases")
