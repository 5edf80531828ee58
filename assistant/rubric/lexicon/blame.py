"""Words of blame (D20): what people are said to have done wrong, and how it is hinted at.

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

OTHERS = """
carriers?|couriers?|drivers?|riders?|haulier|post|postman|postal service|post office|mail
warehouse|depot|suppliers?|vendors?|manufacturer|maker|factory|printer|distributor|wholesaler
airline|airport|hotel|restaurant|venue|promoter|landlord|agency|travel agent|broker|bookings? site
bank|insurer|network|provider|platform|marketplace|partners?|(?:sub)?contractors?|installers?|fitters?
colleagues?|agents?|advis[eo]rs?|handlers?|reps?|representatives?|operators?|clerks?|cashiers?|assistants?
engineers?|technicians?|mechanics?|developers?|nurse|doctor|receptionists?|chefs?|waiters?|waitress|cleaners?
trainees?|temps?|new starter|interns?|staff|crew|team|department|desk|branch|store|shop|kitchen|reception
housekeeping|accounts|sales|billing|marketing|logistics|finance|predecessor|manager|supervisor
royal mail|evri|dpd|ups|fedex|usps|hermes|dhl|yodel
"""
"""Who is blamed besides the customer."""

FAULT_NOUN = """
faults?|mistakes?|errors?|failures?|failings?|blunders?|slip-?ups?|oversights?|mess|mix-?ups?
negligence|carelessness|incompetence|sloppiness|laziness|inattention|indifference|rudeness|bungling
doing|misjudge?ment|mishandling|misuse|misreading|misunderstanding|recklessness|impatience|forgetfulness
poor (?:work|handling|planning|packing|service|judge?ment)|lack of (?:care|attention|training|interest|effort|common sense)
"""
"""What is laid at somebody's door."""

ILL = """
careless|sloppy|lazy|slow|useless|hopeless|incompetent|unreliable|clueless|negligent|forgetful|inattentive
rude|unprofessional|inexperienced|untrained|overworked|disorgani[sz]ed|chaotic|unhelpful|dreadful|terrible|awful
a (?:law|joke|disgrace|nightmare|mess|shambles|disaster)|half asleep|to blame|at fault|in the wrong|responsible for this
not (?:very|always|exactly|particularly|the most|terribly|known) \\w+|n't (?:very|always|exactly|the most|the best|up to) \\w+
new to the job|new and|rushing|not paying attention|not listening|not trained|out of (?:their|his|her) depth
"""
"""What is said of people to run them down."""

FAULT_DEED = """
failed|neglected|forgot|forgotten|overlooked|ignored|skipped|omitted|missed|lost|misplaced|mislaid|mis\\w+ed|misread|mistook
dropped|broke|botched|bungled|fumbled|blundered|mishandled|mixed|muddled|confused|garbled|messed|screwed|damaged|crushed
dropped the ball|let (?:you|us|everyone|both|the side) down|got (?:it|this|that|things|the \\w+) wrong|made (?:an?|the|this) (?:\\w+ )?(?:mistake|error|mess|blunder|promise)
delayed|dawdled|sat on|left (?:it|the|your)|dumped|threw|tossed|guessed|invented|made (?:it|that|this) up|rushed
gave (?:you|out|us) (?:\\w+ )*(?:wrong|incorrect|bad|false|misleading|nonsense)|told (?:you|us) (?:\\w+ )*(?:wrong|incorrect|nonsense|rubbish|something)
"""
"""What somebody is said to have done wrong."""

CUSTOMER_DEED = """
failed|neglected|forgot|forgotten|overlooked|ignored|skipped|omitted|misplaced|mislaid|mistyped|misspelled|misspelt|misread|mistook|misjudged
muddled|confused|mixed|mishandled|botched|bungled|got (?:it|this|that|things|the \\w+) wrong|made (?:an?|the|this) (?:\\w+ )?(?:mistake|error|blunder)
"""
"""What a customer is blamed for; what they lost or missed may be our doing."""

SHOULD_DEED = """
should have|should never|should not|shouldn't|ought to have|ought not|ought to|was supposed to|were supposed to|had no business|had no right
did not|didn't|never|could not be bothered|couldn't be bothered|simply did|could have
"""
"""How an omission is put."""

HUMAN_ERROR = """
user error|human error|operator error|pilot error|misuse|mishandling|improper use|incorrect use|wrong use|rough handling
water damage|liquid|wear|overloading|overuse|neglect|a fall|an impact|accidental damage|external damage|force
(?:having |it |has |have )?been (?:dropped|misused|mishandled|overloaded|washed|opened|forced|tampered|knocked|left|used|stored|bent|exposed)
"""
"""What damage is put down to when the customer is meant."""

NEXT_TIME = """
before you (?:order|book|buy|press|sign|send|call|write) (?:next time|again|next)
next time|in (?:the )?future|from now on|going forward|another time|on (?:future|your next) \\w+|the next time|for the future
"""
"""Times of advice that comes with a reproach."""

CARE = """
check|double-?check|re-?check|make sure|ensure|read|look|keep|allow|leave|choose|pick|enter|type|verify|confirm|remember
be (?:more |sure |careful|on time|at home|there|aware)|take (?:more |better |a |care)|pay (?:more |closer )?attention|think|plan|measure|ask|contact|tell|call|let us know|try to
"""
"""What people are told to do better."""

CLEARLY = """
clearly|plainly|explicitly|expressly|unambiguously|prominently|in (?:bold|plain|clear|large|black)|in black and white|(?:quite|very|perfectly) (?:clear|plain)
"""
"""How a text is said to have told the customer all along."""
