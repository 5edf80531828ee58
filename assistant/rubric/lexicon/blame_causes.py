"""Words that make the customer the cause, or run somebody down (D20).

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

FAULT = """
trouble|faults?|problems?|issues?|cause|root cause|mistakes?|errors?|leak|break|mix-?up|confusion|discrepancy|delay|mess
"""
"""What is said to sit somewhere."""

OWN_PLACE = """
your (?:own )?(?:\\w+ )?(?:side|ends?|part|premises|home|house|flat|apartment|property|equipment|wiring|set-?up|devices?|phone|handset|router|settings|network|computer|laptop|browser|bank|bank's|handling|hands|installation|kitchen|appliances?|plumbing|inbox|mailbox|spam|app|account settings)
(?:the|some|other) (?:equipment|wiring|installation|device|set-?up|plumbing|appliances?|router|cabling) (?:at|in|on|of) your
"""
"""Places that belong to the customer."""

CARELESS = """
(?:do not|don't|does not|doesn't|did not|didn't|fail to|fails to|forget to|forgets to|neglect to|never|refuse to) \\w+
"""
"""What customers in general are said to leave undone."""

GIVEN = """
(?:that |which )?you (?:'ve |have |had |'d )?(?:gave|given|sent|phoned|typed|keyed|entered|wrote|supplied|provided|submitted|uploaded|put|filled|quoted|texted|e-?mailed|filed|completed|registered|posted|attached|handed|listed|stated|declared|chose|selected|picked|noted|spelled|spelt|reported|told|read|called|copied|scanned|shared)(?: (?:in|out|us|to us|over|through|down|on|with us|up|for|at|back|on \\w+|in the \\w+|to the \\w+|with the \\w+))?
"""
"""What the customer handed in."""

DEFECTIVE = """
incorrect|wrong|incomplete|invalid|illegible|inaccurate|false|out of date|outdated|blurred|blurry|unreadable|unsigned|missing|misspelled|misspelt|not (?:correct|right|valid|complete|legible|readable|clear|the right|accurate|up to date)|n't (?:correct|right|valid|complete|legible)
"""
"""What was wrong with it."""

LATENESS = """
late|missing|wrong|incorrect|incomplete|invalid|illegible|poor|careless|delayed|outdated|unsigned|inaccurate|false|slow|missed|unpaid|overdue|hasty|rushed|own|silence|absence|insistence|refusal|reluctance|failure|decision
"""
"""How the customer's thing is run down: "your late reply"."""

BROUGHT = """
meant|means|led to|leads to|caused|causes|resulted in|results in|triggered|triggers|is why|was why|is what|was what|explains why|explains the|cost you|cost us|made (?:it|us|the)|created|gave rise to|is the reason|was the reason|brought (?:it|this|about)|sent (?:it|the \\w+) to|forced us
"""
"""How one thing is said to have led to another."""

RISKY = """
sharing|giving (?:out|away|your)|leaving (?:your|the|it) \\w+|opening|entering|changing|ignoring|switching|plugging|skipping|storing|washing|clicking|arriving|forgetting|disclosing|overloading|refusing|rushing|not \\w+ing
"""
"""What the customer is said to have done, as a noun: "sharing your PIN"."""

SPARED = """
spared|saved|avoided|prevented|averted|stopped|ruled out|caught|shown (?:you|up|that|it)|told you|made (?:it|this|that|the \\w+) (?:clear|easier|unnecessary)|kept (?:it|this|the \\w+) from|sorted|settled
"""
"""What would have been better."""

BEHAVED = """
use|usage|handling|storage|packing|packaging|installation|assembly|operation|settings?|entry|input|notice|information|care|maintenance|treatment|wiring|address|details
"""
"""What may have been done badly."""

ASKED_OF_ALL = """
you|the (?:customer|passenger|buyer|account holder|guest|member|user|policyholder|traveller|traveler|tenant|recipient)|customers|passengers|buyers|guests|members|users|everyone|everybody|each (?:customer|passenger|guest|member)
"""
"""Whose duty it is said to be."""

PAPER = """
ticket|label|leaflet|booklet|manual|website|site|page|screen|form|contract|terms|conditions|confirmation|e-?mail|letter|sign|notice|listing|receipt|invoice|packaging|box|card|policy|agreement|brochure|booking|app|instructions|mail|sms|text
"""
"""Where the customer is said to have been told."""

INSIDER = """
chaps?|blokes?|lads?|fellows?|fellas?|guys?|folks|gentleman|lady|boys|girls|temp|trainee|rookie|newbie|new (?:starter|joiner|recruit|hire)
"""
"""Colleagues, spoken of loosely."""

PEOPLE = """
agents?|advis[eo]rs?|colleagues?|handlers?|representatives?|reps?|executives?|operators?|clerks?|cashiers?|assistants?|drivers?|couriers?|carriers?|riders?|engineers?|technicians?|installers?|fitters?|staff|crew|receptionists?|managers?|supervisors?
(?:sales|billing|support|chat|booking|airport|ground|cabin|hotel|shop|store|branch|warehouse|depot|kitchen|delivery|returns?|claims|accounts|marketing|web|it|technical|call cent(?:re|er)) (?:team|people|staff|side|desk|department|crew|guys|lot|folks)
"""
"""Who else may be run down."""
