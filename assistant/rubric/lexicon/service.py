"""Words of service work: who does it, what it is done to, and how its result is said.

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

TEAM = """
teams?|department|departments|unit|group
managers?|supervisors?|team leads?|director|boss|head of \\w+
colleagues?|agents?|advis[eo]rs?|handlers?|specialists?|experts?|staff|crew|clerks?
engineers?|technicians?|plumber|electrician|accountants?|fitters?|developers?|mechanics?|workshop|lab|laboratory
warehouse|depot|store|shop|branch|office|head office|kitchen|desk|garage|clinic|counter
carrier|courier|driver|post|freight company|haulier
bank|insurer|insurance|lawyers?|solicitors?|assessor|adjuster|underwriters?|auditors?
finance|billing|accounts|logistics|dispatch|security|quality|compliance|housekeeping
hotel|restaurant|airline|firm|partner|supplier|manufacturer|maker|landlord|airport|agency
"""
"""Who else works on a case."""

THING = """
refunds?|repayment|reimbursement|credit|credits|compensation|money|cash|payments?|transfer|cheque|check
charges?|fees?|debits?|surcharge|penalty|fine|deposit|balance|invoice|bill|difference|overcharge
replacements?|new \\w+|exchange|spare|parts?|second \\w+|correct \\w+|right \\w+
vouchers?|gift card|points|miles|discount|upgrade|code
orders?|parcels?|packages?|items?|shipment|delivery|collection|courier|label|return
accounts?|cards?|lines?|numbers?|connections?|service|access|profile|login|password|details|records?|file
subscriptions?|memberships?|contracts?|polic(?:y|ies)|plans?|mandate|direct debit|standing order|renewal
tickets?|cases?|claims?|complaints?|disputes?|reports?|investigation|request|query|enquiry|application
bookings?|reservations?|seats?|rooms?|tables?|flights?|appointments?|visits?|slots?|taxi|cab|car|van
engineers?|technicians?|plumber|electrician|confirmation|receipt|letter|e-?mail|form|photos?
address|names?|dates?|time|price|tariff|entry|mistake|error|listing|block|hold|lock|mark
"""
"""What service work is done to."""

RESULT = """
back with you|back already|back where (?:it|they) belongs?|back in place|back to normal|back up|back online
good to (?:use|go)|(?:clean|right|correct|safe|secure|complete|whole) again|(?:right|correct) (?:from|as of|since)|up and running|(?:working|live|active|open|valid|usable|on|running) again|as it was
gone|history|no more|a thing of the past|off your \\w+|off the \\w+|out of the way|wiped|lifted|dropped
sorted|settled|resolved|closed|complete|completed|finished|done|in order|taken care of|dealt with
put right|set right|fixed|mended|corrected|in place|in force|in motion|under ?way|in progress|in train
through|paid|paid out|sent|out|on (?:its|their|the) way|in the (?:post|mail|pipeline)|in transit|en route
replaced|exchanged|swapped|refunded|reimbursed|credited|waived|reversed|cancelled|canceled|stopped|ended
approved|authori[sz]ed|agreed|granted|signed off|confirmed|secured|guaranteed|arranged|organi[sz]ed
booked|reserved|rebooked|held for you|waiting for you|set aside|assigned|lined up|scheduled|yours|ready
unlocked|unblocked|unfrozen|reactivated|restored|reinstated|reopened|activated|live|active|open
updated|amended|changed|flagged|escalated|logged|registered|recorded|filed|raised|prioriti[sz]ed
removed|deleted|erased|taken (?:off|down|out)|blocked|frozen|suspended|pending with \\w+
"""
"""What is said of a thing once the work on it is done."""

AT_WORK = """
examin|inspect|look|review|investigat|trac|search|check|test|study|analy[sz]|go|assess|verify|audit
repair|fix|mend|rebuild|restor|replac|correct|cod|patch|clean|prepar|pack|pick|load|mak|assembl
process|arrang|organi[sz]|handl|deal|work|sort|chas|contact|call|speak|talk|negotiat|push|press|print
send|deliver|driv|bring|collect|transfer|pay|refund|credit|cancel|clos|updat|amend|escalat|prioriti[sz]|draft
"""
"""Stems of work under way: "our workshop is examining it"."""

NOT_A_DEED = """
looked|read|re-?read|checked|gone (?:over|through)|went (?:over|through)|reviewed|studied|seen|saw|watched
noticed|spotted|found|found out|learned|learnt|heard|understood|realised|realized|recogni[sz]ed|known|knew
listened|walked|compared|counted|searched|scrolled|followed|considered|thought|weighed|discussed
apologi[sz]ed|thanked|regretted|hoped|wished|wanted|needed|meant|intended|liked|loved|preferred|worried
believed|assumed|supposed|guessed|expected|felt|feared|remembered|forgot|forgotten|decided|tried|managed
said|mentioned|explained|described|promised|offered|listed|included|stated|quoted|answered|replied|wrote
attached|enclosed|pasted|copied|set out|noted|put down|summari[sz]ed|outlined|suggested|proposed|added below
failed|missed|lost|kept|let (?:you|us|me|it|this|that|things)|left you|made (?:you|it|a mistake|an error|things)|caused|overlooked|ignored
responded|dm'?d|messaged you|reached your voice|tweeted|received|need|feed|proceed|had|been|was|were|became|started work|worked|joined|learned|used|owe|owed|agree|agreed with you
asked you|told you|called you|rang you|sent you|wrote to you|given you|gave you|charged|delayed|confused
"""
"""What an agent may have done without anything having been done for the customer."""

FAILURES = """
failed|missed|lost|forgot|forgotten|ignored|overlooked|mis\\w+ed|mis\\w+|delayed|broke|broken|damaged
charged|overcharged|billed|double-booked|overbooked|let|kept|left|made|caused|confused|disappointed
"""
"""What "we" own as having gone wrong."""

REACHED = """
contacted|told|informed|asked|notified|alerted|spoken to|spoken with|warned|briefed|instructed|chased|called|rung|phoned|e-?mailed|reminded|messaged|paged|made aware|written to|brought in|called in|sent out|reprimanded|disciplined|retrained|replaced|consulted
"""
"""What is done to people whose help is sought."""

CAUSED = """
got|had|persuaded|convinced|instructed|made|told|asked
"""
"""Verbs of having somebody else do it."""

CONTACT = """
(?:conversation|call|chat|word|talk|discussion|meeting|phone call|exchange)s? (?:with|between me and)
(?:spoke|spoken|talked|met|liaised|been in (?:touch|contact)|got in (?:touch|contact)|checked in|consulted) (?:to|with)
(?:hear|heard) (?:back )?from (?:the|our|my)
"""
"""Nouns and verbs of having been in touch with somebody."""

RESULT_OF_ANYTHING = """
sorted|settled|taken care of|dealt with|put right|all set|in motion|under ?way|in hand|resolved
refunded|rebooked|escalated|reimbursed|credited
"""
"""Results that are clear even of "it" and "everything"."""

HAVING = """
booked|rebooked|confirmed|registered|enrolled|upgraded|moved|refunded|unsubscribed|signed up|opted out|credited
down for|all set|set up|first in|next in|top of|at the (?:top|front)|on the (?:list|next|later|\\d)
"""
"""What a customer is once something has been done for them: "you are booked into …"."""

CONFIRMED = """
confirms?|confirmed|assures? me|assured (?:me|us)|agreed|agrees|accepted|signed|acknowledged
told me|tells me|promised (?:me|us)|gave me|given me|let me know
took|taken|picked (?:it|this|that|your \\w+) up|put
"""
"""What somebody else is said to have answered or taken on."""
