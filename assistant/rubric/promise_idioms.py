"""Set phrases that promise, and headlines that do without a verb."""

from __future__ import annotations

from assistant.rubric.phrases import Phrases

DONE_ON = Phrases(r"\b(?:\w+ed|sent|paid|made) (?:on|at|in)\b")
"""A headline about what is over: "Refund issued on 3 March"."""
_SPARED = (
    r"(?:going to )?(?:charg(?:e|ing)|bill(?:ing)?|tak(?:e|ing) (?:any|a|another|no)|clos(?:e|ing)|let(?:ting)? (?:this|it|you|them)|leav(?:e|ing)"
    r" (?:you|it|this|until|before)|giv(?:e|ing) up|add(?:ing)?|ask(?:ing)? you (?:to|for) (?:\w+ ){0,4}again|pass(?:ing)? (?:on|your)"
    r"|rais(?:e|ing)|stopp?(?:ing)? (?:until|till|before)|mak(?:e|ing) you|keep(?:ing)? you|shar(?:e|ing)|going (?:anywhere|home))"
)
IDIOM_MINE = Phrases(
    r"\bleave (?:it|this|that|all|everything|the|your|those|these)(?: [\w'-]+){0,3}? (?:with|to) me\b",
    r"(?:^|[,;] |\b(?:and|so|please|can|should|may) )expect (?:my (?:call|message|e-?mail|answer|reply|letter|visit|note|word|text)|me\b|(?:a|another|one) \w+ from me\b)",
    r"\b(?:i'm|i am) (?:already )?on (?:it|this|the case)\b",
    rf"\b(?:i'm|i am) not {_SPARED}\b",
    r"\bi (?:make|am making|'m making) (?:it my (?:business|job)|a point of)\b",
    r"\b(?:count|rely|depend|bank) on me (?:to|for)\b", r"\btrust me to\b",
    r"\bi(?:'ve| have) got this\b", r"\bit(?:'s| is) (?:on|up to|down to) me to \w+",
    r"\bi (?:can |do |hereby |personally |solemnly |also )*(?:promise|guarantee|commit to|undertake|pledge|vow|swear"
    r"|give you my word|warrant|see to it)(?: you| to| that| it)*[,:]? \w+",
    r"\bi (?:can |do |hereby )?(?:assure you|confirm) (?:that )?(?:you|your|we|i|it|the|this)\b.{0,60}"
    r"\b(?:will|'ll|going to|won't|is being|are being|never|no longer)\b",
    r"\byou have my (?:word|promise|guarantee|assurance) (?:that|on|:)? ?\w+",
    r"\bmy (?:word|promise)(?: to you)?(?: is|:) \w+",
    r"\bi(?:'m| am) (?:personally )?(?:making sure|seeing to it|committed to \w+ing"
    r"|committing to)\b", r"\bi (?:personally )?make sure\b",
    r"\bwhat (?:i|we)(?:'ll| will|'m going to| am going to|'re going to| are going to) do (?:now |next |today |for you )*is\b",
    r"\bwhat (?:i'm|i am|we're|we are) doing (?:now |next |today |tonight |for you )*is \w+ing\b",
    r"\bthe (?:first|next|last) thing (?:i|we) do\b",
    r"\b(?:i'm|i am) the (?:one|person) \w+ing\b",
    r"\b(?:let|allow) me (?:to )?(?:just |now |first |quickly )?(?:get|have|put|fix|sort|send|book|arrange|make|do|call|ring"
    r"|phone|chase|swap|change|cancel|refund|replace|find out|move|add|upgrade|reissue|resend|credit|pass|ask|check|look|dig|speak|take)"
    r" [^?]{0,70}\b(?:for you|right now|right away|straight away|today|now|onto|tonight|tomorrow|at once|immediately)\b",
    r"\blet me [^?]{3,80}\b(?:and|then) (?:come back|get back|ring|call|phone|write|email|report"
    r"|reply|let you know|tell you|update)\b",
)  # fmt: skip
KEPT_OPEN = Phrases(
    r"\b(?:i|this|it) (?:personally )?(?:stays?|sticks?) (?:with|on|by|at)\b",
    r"\b(?:i'm|i am|i'll be) (?:straight |right |back )?(?:on the (?:phone|line) (?:to|with)|at your (?:door|desk|branch)|in the (?:branch|depot|shop|store))\b",
    r"\bgive me (?:until|till|a day|an hour|\d+|two|three)\b",
    r"\b(?:i|we) have (?:my|our) eye on\b",
)
IDIOM_OURS = Phrases(
    r"\b(?:count|rely|depend|bank) on us (?:to|for)\b",
    rf"\b(?:we're|we are) not {_SPARED}\b",
    r"\b(?:isn't|aren't|is not|are not) (?:leaving|going (?:home|anywhere)|stopping|giving up|closing|moving|letting)\b",
    r"\b(?:nobody|no one|nothing|no-one)(?:'s| is) (?:touching|taking|closing|charging|going to|leaving|moving|sharing|cutting|chasing|billing)\b",
    r"\b(?:your|both|these|those) (?:[\w'-]+ ){0,3}?(?:is|are|stays?|remains?) (?:being )?(?:held|reserved|kept|saved|blocked|frozen|paused|on hold|in place|valid|yours|active|unchanged|put aside|set aside|fixed|locked in|guaranteed|safe|open) (?:\w+ ){0,3}?(?:until|till|through|for (?:you|\d|two|three|another))\b",
    r"\b(?:please )?(?:rest|be|feel) assured(?: that|,)? (?:your|you|the|it|all|every|both|nothing|nobody|no) (?:[\w'-]+ ){0,4}?(?:comes?|goes|gets?|is|are|stays?|remains?|returns?|arrives?|reach(?:es)?|has|have|keeps?)\b",
    r"\bconsider (?:this|it) (?:my|our) (?:\w+ )?(?:commitment|promise|word|guarantee|undertaking)\b",
    r"\bwe(?:'re| are) good for\b", r"\b(?:hereby )?(?:undertakes|commits itself|pledges) to \w+",
    r"^no (?:further |extra |such )?(?:charge|fee|cost|interest|penalty)s? (?:for|on|to) (?:the|your|you|this|that)\b",
    r"\b(?:nobody|no one|no-one|nothing) (?:will|'ll) (?:ask|call|ring|chase|charge|bother|contact|bill|write to|come out|leave|be taken|be charged)\b",
    r"\b(?:nobody|no one|no-one)\b[^.;]*\b(?:goes|leaves|stops|rests|closes|sleeps|logs off|clocks off)\b[^.;]*\b(?:until|till|before)\b",
    r"^(?:you (?:can|may) )?(?:please )?(?:count|rely|depend|bank) on (?:\w+ing|the|a|an|it|your|our|that)\b",
    r"\bwe (?:bear|cover|carry|shoulder|absorb|foot|meet|stand|take on|pick up) (?:the|your|all|any|that|this|every|half)\b(?: [\w'-]+){0,4}"
    r" (?:costs?|bills?|fees?|charges?|postage|difference|damage|tab|expenses?)\b",
    r"\b(?:borne|covered|carried|met) by us\b", r"\b(?:costs?|bill|expenses?|fee|charge)\b.{0,20}\b(?:lands?|falls?|is|are|sits?) on us\b",
    r"\byour (?:[\w']+ ){0,2}(?:seat|place|spot|table|room|slot|bed|deposit|booking|reservation)\b[^,;]{0,30}\b(?:is|are|stays?) (?:safe|secure|guaranteed|held|yours|kept|saved|reserved)\b",
    r"\b(?:has|have|'ve) (?:now |also )?(?:agreed|promised|undertaken|decided) to (?:comp|write off|waive|refund|pay|replace|drop|give|send|let|cover"
    r"|reimburse|reverse|cancel|extend|move|put|take|make|have|see|call|ring|fix|repair|credit|upgrade|add|honou?r|return|free|open|come)\b",
    r"\b(?:i|we)(?:'ve| have) (?:blocked out|set aside|put aside|kept|saved|reserved|held)\b[^.]*\bfor you\b",
    r"^(?:\w+ ){0,3}(?:confirmation|payment|letter|details|credit note|refund|reply|invoice|cheque|answer|apology) (?:follows?|to follow)\b",
    r"\byou (?:can|may) (?:be|rest|feel) (?:\w+ly )?(?:sure|certain|confident|assured) (?:of|that|about|we|you|your|i|it|the)\b",
    r"\b(?:this|your|that|the (?:next|second|first|new)) (?:[\w-]+ ){1,3}(?:is|are|comes) (?:completely |entirely )?(?:free|free of charge|at no (?:cost|charge)|without (?:a )?charge)(?: (?:for|to) you)?[.!]?$",
    r"\bcosts? you (?:absolutely )?nothing\b", r"\b(?:won't|will not|does not|doesn't) cost you (?:a|anything|any)\b",
    r"\byou (?:will )?(?:pay|lose) (?:absolutely )?nothing\b", r"\byou (?:don't|do not|needn't) pay (?:a|for|anything|any)\b",
    r"\b(?:you're|you are) (?:all )?covered for\b", r"\bwe(?:'ve| have) got you covered\b",
    r"\bthis (?:is|was) the last (?:time|letter|call|bill) (?:that )?you\b",
    r"\b(?:our|my) treat\b", r"^(?:[\w-]+ ){1,6}(?:is|are) on (?:me|us)\b",
    r"\b(?:please )?consider (?:it|this|that|the|your|yourself)(?: [\w'£$€.%-]+){0,4}? "
    r"(?:done|\w+ed|settled|sorted|fixed|gone|paid|yours|sent|dealt with)\b",
    r"(?:^|[,;] |\b(?:and|so|please|kindly|can|should|may|do) )expect (?:our|a|an|the|to|your|it|us|them"
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
    r"\bour promise(?: to you)?(?: is|:) \w+", r"\bleave (?:it|this|that|all|everything|the|your|those"
    r"|these)(?: [\w'-]+){0,3}? (?:with|to) us\b",
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
TOLD_TO = Phrases(
    r"^(?:call|reply|answer|report|email|e-mail|text|repair|credit|visit|return|label|word) (?:us|me|to|the|your|it|them|back (?:and|if|to))\b",
    r"^(?:call|reply|answer|report|email|e-mail|text|visit|return)\b.*\b(?:and (?:tell|let|say|we|i)|to (?:keep|get|have|be|claim"
    r"|choose|confirm|secure|avoid|change|cancel))\b",
)
"""A noun at the head that is a verb: "Call us by Friday"."""
FINITE = Phrases(
    r"\b(?:needed|required|accepted|left|came|went|got|rang|took|made|said|told|wrote|arrived|failed|bounced|reached|landed|is|are|was|were|can|has|have|had|needs?|takes?|or|if|only|requests?)\b"
)
