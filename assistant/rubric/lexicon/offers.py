"""Words of offers (D10): remedies without their size, and gifts that need somebody's leave.

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

SIZELESS = """
(?:lower|reduce|adjust|discount|trim|cut|ease|recalculate|shave)(?:ing)? (?:something off )?(?:your|the|this|next month's|that) (?:\\w+ )?(?:bills?|price|fee|invoice|charge|cost|rate|rent|fare|amount|balance)
(?:an?|some) (?:\\w+ )?(?:amount|sum|figure|payment|contribution|allowance|percentage|reduction|adjustment|refund|gesture|settlement) (?:that (?:reflects|matches|suits|fits|is)|in (?:line|keeping|proportion)|which (?:reflects|matches)|to (?:reflect|match|cover|compensate|make)|towards|commensurate|appropriate)
(?:find|think of|come up with|arrange|work out|sort out|figure out|organi[sz]e|do|prepare) (?:you )?(?:something|some way|a way|some arrangement|an arrangement|a little arrangement) (?:that|to|for|which|nice|suitable|we|you)
(?:help|assist|contribute|chip in|put something|give (?:you )?something|pay (?:you )?something|offer (?:you )?something|add something|take something off|knock something off|something off)\\b (?:you )?(?:with|towards|to|off|for|back|on top)? ?(?:your|the|it|as|in|towards)? ?(?:costs?|expenses?|outlay|bill|price|trouble|account|order)
(?:look after|take care of|treat|reward|spoil|see) you (?:well|properly|right|generously|accordingly|for (?:it|your|this))
(?:be|feel) generous|generous (?:arrangement|offer|gesture|settlement)
some (?:kind|sort|form) of (?:replacement|refund|credit|help|arrangement|solution|discount|repair|exchange|remedy|settlement)
(?:an )?appropriate (?:\\w+ )?(?:action|measures?|steps?|solution|remedy)|a fair (?:outcome|solution|deal|settlement|amount)|proper (?:redress|recompense)
(?:good|better|special|favou?rable|attractive) (?:price|deal|offer|terms|conditions|rate) (?:on|for|next)
"""
"""A remedy that does not say how much."""

GIFTS = """
on the house|on us|free of charge|at no (?:charge|cost)|without (?:any )?charge|costs? (?:you )?nothing|for nothing|presidential|gold (?:status|card|member\\w*)|at our (?:own )?(?:expense|cost)|our treat|with our compliments|complimentary
(?:an?|one|two|three|four|five|six|twelve|\\d+|half an?|the (?:next|whole)|another) (?:\\w+ )?(?:years?|months?|weeks?|nights?|classes|sessions|meals?|tickets?|rides?) (?:of )?(?:free|off|on us|for free|for nothing|extra|without charge|at no charge)
free (?:years?|months?|weeks?|nights?|classes|sessions|meals?|tickets?|rides?|calls|delivery for|stay|upgrade|membership|subscription|holiday|weekend|dinner|breakfast)
(?:lifetime|extended|longer|unlimited) (?:warranty|guarantee|cover|membership|access)|free (?:\\w+ ){1,2}(?:for (?:good|life|ever|a year)|forever)
upgrade you|an upgrade|upgraded to|business class|first class|a suite|lounge access|vip
upgrad\\w+ (?:your|you|the|it)
waiv\\w+ (?:all |your |the |every |any )+(?:\\w+ ){0,2}(?:fares?|fees?|charges?|rent|premiums?|bills?|subscription|payments?)\\b[^.!?]{0,20}\\b(?:until|till|for (?:an?|the|\\d+|two|three|six|twelve|life|good)|forever|this year|next year)
"""
"""What is given beyond the matter itself."""

GIVING = """
(?:i|we)(?:'ll|'m|'re| will| am| are| shall|'ve| have)(?: going to| gladly| happily| also| now| then| personally)? (?:\\w+ )?(?:refund|repay|pay|credit|reimburs|give|giv|send|order|offer|take|tak|put|add|transfer|return|book|buy|replac|cover|see to it|make sure|arrang|throw|upgrad|waiv|extend|doubl|comp|treat|gift|hand)\\w*
cost(?:s)? (?:you )?nothing|(?:are|is|comes?) free|you(?:'ll| will|'re getting| are getting| get| can have| may have| receive| shall have| can keep)
(?:go|goes|going|come|comes|coming|sent|paid|paying|returned|transferred|credited|refunded|back) (?:back )?to you|(?:is|are|will be|be) (?:paid|refunded|credited|returned|transferred|repaid|yours|on us|on the house|covered|waived|reimbursed|coming|on (?:its|their) way|in the post|in the mail|waiting for you|reserved for you)
please accept|accept|here (?:is|are)|here's|(?:i|we)(?: have|'ve)? (?:\\w+ly |also |now |just |already )*(?:lowered|cut|reduced|halved|doubled|frozen|thrown in|put in|set up|signed you up|enrolled|moved you|switched you|refunded|credited|paid|approved|authori[sz]ed|granted|allocated|arranged)
"""
"""How something is given for certain."""

GOODWILL = """
to make (?:up|amends|it up)(?: for| to you)?|as an? (?:\\w+ )?(?:thank[- ]?you|apology|gesture|sorry|bonus|treat|gift|present|sweetener|courtesy|token|extra|compensation|consolation)|by way of (?:an? )?(?:apology|compensation|thanks|amends)
(?:in|as) compensation|to say (?:sorry|thank you|thanks)|for (?:all )?(?:your|the) (?:trouble|patience|understanding|hassle|inconvenience|bother|upset|loyalty|stress|wait)|on top of (?:that|this|it|the)|on top|to sweeten|as goodwill|out of goodwill|to cheer you up|to put a smile
"""
"""Why something is given beyond the matter itself."""

ENDLESS = """
for (?:life|ever|good|always|the rest of)|lifetime|forever|unlimited|indefinitely|every (?:year|month|week|visit|order|time)|as long as you|whenever you (?:like|want)|permanently|year after year
"""
"""A gift without an end."""

UNDECIDED = """
(?:an?|the|your) (?:\\w+ ){1,4}?(?:will|shall|is going to|is to) be (?:looked into|looked at|explored|considered|examined|evaluated)
(?:compensation|a refund|refunds?|credit|goodwill|redress|reimbursement|payment|a gesture|any gesture|a discount|a remedy|your claim|an offer|a settlement|this|the amount) (?:\\w+ )?(?:will|shall|is to|can|may|would|is going to) (?:\\w+ )?be (?:\\w+ )?(?:considered|assessed|reviewed|looked (?:at|into)|discussed|examined|evaluated|weighed|determined|explored|worked out|calculated|under consideration)
(?:i|we)(?:'ll| will| shall|'d like to|'m going to| am going to)? (?:\\w+ )?(?:consider|assess|review|look at|discuss|evaluate|explore|think about|weigh up) (?:\\w+ ){0,3}?(?:compensation|gesture|refund|credit|goodwill|redress|remedy|offer|discount|reimbursement)
"""
"""A remedy that is not decided, and no word on when."""

PASSIVE = """
(?:an?|the|your|another) (?:\\w+ ){0,2}?(?:visit|appointment|replacement|refund|repair|collection|delivery|credit|engineer|technician|voucher|exchange|slot|redelivery|one|parcel|order|remedy|solution|compensation|payment|copy) (?:will|shall|is going to|is to) be (?:\\w+ly )?(?:arranged|organi[sz]ed|scheduled|sorted|booked|sent|sent out|provided|issued|processed|made|offered|set up|found|given|dispatched|ordered|initiated|rescheduled)
"""
"""A remedy that happens by itself at no time."""

UNSURE = """
ask(?:ed|ing|s)?|decides?|decision|whether|if|above|beyond|more than|not|never|cannot|can't|would need|needs? (?:a|my|the)|manager|approval|approve|(?:the|your|a|this) claim|instead of|rather than|choose|choice|or
up to the|insurer|request(?:ed|ing)?|check(?:ing|ed)?|review|apply|could|might|may be|possible|paid us|you paid|cost you|charged|charge of|price of|worth|bill of|fee of
"""
"""What makes a sum or a gift no sure gift: asked for, refused, chosen, or only named."""
