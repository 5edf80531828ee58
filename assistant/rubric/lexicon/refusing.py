"""Words of saying no (D23), outright and by a circumstance.

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

NO = """
(?:that|it|this)(?:'d| would|'s| is|'ll| will|'ll have to| has to| must)? (?:be |have to be |unfortunately |still )*a (?:firm |clear |hard |flat |polite )?(?:no|refusal)\\b|the answer (?:is|was|stays|remains|will be|has to be|has to stay|must stay)
(?:stand by|stick (?:to|with|by)|maintain|uphold|confirm|abide by|hold to|keep to|reiterate) (?:our|my|the|this|that) (?:\\w+ )?(?:position|decision|view|answer|stance|assessment|conclusion|refusal|determination)
(?:position|decision|view|answer|stance|assessment|outcome|verdict|determination) (?:has not|hasn't|does not|doesn't|will not|won't|cannot|can't|is not going to|remains?|stays?|stands?|is)(?: \\w+)? ?(?:chang\\w*|move|shift|unchanged|final|the same|as it is|negative|otherwise|stand|firm|altered)?
(?:see|find|have|recogni[sz]e|there (?:is|are|'s)) no (?:\\w+ )?(?:basis|grounds?|reason|cause|case|entitlement|obligation|scope|room|possibility|option|way|legal|justification|prospect|merit|chance|way round|mechanism)
(?:consider|regard|treat|deem) (?:this|the|your|our) (?:\\w+ )?(?:matter|correspondence|case|complaint|file|claim|issue|discussion) (?:as )?(?:closed|finished|settled|concluded|ended|at an end|over|resolved|complete)
(?:file|case|matter|correspondence|claim|complaint|discussion) (?:is|has been|will be|is now|stays|remains) (?:now |hereby |therefore )?(?:closed|at an end|concluded|shut)
(?:application|request|claim|appeal|petition|bid|wish|demand) (?:was|has been|is|were|has) (?:\\w+ )?(?:not (?:\\w+ )?(?:successful|granted|approved|accepted|met|upheld|possible|been \\w+)|unsuccessful|declined|refused|rejected|turned down|denied|dismissed)
"""
"""No, as an answer or a verdict."""

OFF = """
off limits|off the table|not on the table|isn't on the table|out of the question|not (?:up for|open to) (?:discussion|negotiation|debate)|non-?negotiable|no longer (?:on offer|on the table|open)|not in the cards|not on the cards
(?:does|do|did|will|would)(?: not|n't) (?:come into question|arise|stretch|extend|qualify|exist|entitle|run to|go that far)|ruled out|not foreseen|not provided for|not envisaged|not done|not how (?:we|it)
(?:deposit|payment|money|sum|advance|credit|points|balance) (?:is|are|was|were) (?:\\w+ )?lost|(?:is|are|was|were|been) (?:\\w+ )?(?:forfeit(?:ed)?|gone for good|non-?transferable|non-?refundable|non-?returnable|non-?exchangeable|final|void|excluded|time-barred|irreversible|not reversible)
(?:can|could|may)(?:not| not|n't) be (?:\\w+ )?(?:taken (?:any )?further|pursued|met|fulfilled|satisfied|accommodated|entertained|complied|done|arranged|helped|justified|paid|given|honou?red|supported|processed|granted|reimbursed|compensated|exchanged)
nothing (?:more |further |else |left )?(?:\\w+ )?(?:in it|to (?:add|offer|give|be done|discuss)|(?:i|we) can (?:do|offer|add|give))|nothing (?:further|more|else) (?:in it )?for you
(?:won't|will not|shan't|not going to|not prepared to|not minded to|not inclined to|in no position to|not at liberty to|not willing to) be (?:\\w+ing|able|possible|refunded|paid|offered)|not (?:at liberty|inclined|minded|prepared|disposed) to
(?:have|has|had) to (?:pass on|stop (?:here|there)|leave it (?:there|at that)|draw a line|disappoint|turn (?:you|this|it|your \\w+) (?:down|away))|must (?:disappoint|pass|refuse|reject)|all (?:i|we) can (?:offer|suggest|do) is (?:to )?(?:suggest|refer|note|apologi)
"""
"""What is asked for is not to be had."""

SET_ASIDE = """
(?:wish|request|demand|suggestion|proposal|idea|question|point|comments?|feedback|letter|application|views?|disappointment) (?:to \\w+ \\w+ \\w+ |to \\w+ \\w+ |for \\w+ |about \\w+ )?(?:was|were|is|are|has been|have been) (?:\\w+ )?(?:received|noted|recorded|registered|logged|passed on|forwarded|heard|appreciated|understood|taken)
(?:bear|keep|have|take) your (?:\\w+ )?(?:in mind|on board|into account|to heart)|(?:keep|stay|remain) in touch|see how (?:things|it|this) (?:develops?|goes?|works? out|pans? out|turns? out)|see what (?:the future|happens|comes)|time will tell|watch this space|one step at a time|let's (?:see|wait|revisit|park)|revisit (?:this|it)|come back to (?:this|it) (?:later|another)
(?:can|could|would) only (?:suggest|recommend|advise|refer|point|note|encourage|wish)|for (?:future|next) (?:orders|visits|time)|over the coming (?:months|weeks)|in due course|when circumstances
"""
"""Neither yes nor no."""
