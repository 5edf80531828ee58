"""Who of ours did something, and whether it was something wrong: shared by D08 and D09."""

from __future__ import annotations

from assistant.rubric.phrases import Phrases

PEOPLE = (
    r"(?:team|staff|crew|driver|engineer|technician|plumber|porter|agent|colleagues?|adviser|advisor"
    r"|warehouse|kitchen|store|shop|branch|office|desk|clinic|garage|depot|manager|waiter|waitress"
    r"|receptionist|trainer|installer|fitter|courier|packer|chef|guide|teller|nurse|supplier"
    r"|contractor|system|software|app|website|update|server|people|billing team|company|cleaner"
    r"|housekeeping|developers?|rep|representative|pilot|van|gate|person)s?"
)
_SUBJECT = (
    rf"(?:we|i|our (?:own )?(?:\w+ ){{0,2}}?{PEOPLE}|one of our (?:\w+ ){{0,2}}?\w+|(?:someone|somebody"
    rf"|a colleague|an engineer|a member)(?: \w+){{0,2}} (?:here|of ours|on our (?:team|side)|in our"
    rf" (?:\w+ )?\w+))"
)
_ADVERB = (
    r"(?:\w+ly |then |also |simply |still |again |twice |just |even |first |never |had |have |'ve |both"
    r" |to blame |wrong |in fact |not only |all )*"
)
IRREGULAR = (
    r"lost|left|let|took|taken|made|gave|given|got|broke|broken|forgot|forgotten|kept|put|told|sold|wrote"
    r"|written|cut|hung|held|fell|fallen|did|drove|sent|paid|went|ran|set|shut|built|split|read|misread"
    r"|came|brought|withdrew|threw|tore|lent|spent|stood|thought|wore|dealt|meant|hurt|hit|burnt|spilt"
    r"|quit|cost|laid|led|chose|began|undid|knew|blew|dropped|oversold|undercharged|underpaid|overran"
    r"|overslept|mistook|mislaid|misheard|froze|said|showed|gone|lied|failed"
)
DOES = Phrases(
    rf"\b{_SUBJECT}(?:'ve| have| had| has)? {_ADVERB}(?:(?-i:[a-z]+ed)|{IRREGULAR})\b",
)
NOT_OWNING = Phrases(
    r"\b(?:refunded|credited|checked|looked|reviewed|asked|arranged|booked|rebooked|ordered|reordered"
    r"|restored|reinstated|fixed|corrected|received|noticed|found|identified|discovered|investigated"
    r"|confirmed|contacted|called|phoned|spoke|spoken|emailed|apologi[sz]ed|understood|learned|learnt"
    r"|heard|read|regretted|raised|escalated|passed|forwarded|reported|logged|noted|updated|replaced"
    r"|repaired|cancelled|canceled|waived|reversed|removed|added|issued|processed|approved|upgraded"
    r"|moved|traced|located|collected|scheduled|reserved|resolved|sorted|unlocked|unblocked|reset"
    r"|assigned|wanted|hoped|needed|valued|appreciated|offered|set|spoke|said|told|gone|attached"
    r"|enclosed|included|decided|agreed|tried|worked|pleased|delighted|saddened|concerned|committed"
    r"|brought|came|went|started|began|opened|recalculated|rang|texted|messaged|written|wrote|sent"
    r"|put|gave|given|taken|took|made|got|paid|kept|held|changed|switched|led|read|knew|showed|stood"
    r"|thought|did|spent|saw|requested|informed|notified|alerted|explained|responded|replied"
    r"|followed|watched|listened|consulted|inspected|examined|tested|verified|audited|tracked|handed)$"
)
"""Repairs, and verbs that need a word beside them to say what went wrong."""
AMISS = Phrases(
    r"\b(?:wrong\w*|twice|late|too (?:late|much|early|long|many|little|few|soon|high)|by mistake|in error"
    r"|by accident|instead|in place of|incorrect\w*|never|without|before|not|n't|double[- ]\w+ed|again|back and"
    r" forth|else|elsewhere|early|nobody|no one|nothing|no|old|off|away|down|out of|out|waiting|standing"
    r"|stranded|mistake|mistakes|error|errors|mess|hash|somebody|someone|another|other|apart|promise"
    r"|bad|badly|poor|poorly|false|misleading|over|up on|your time|your trust|expired|damaged|faulty"
    r"|broken|less|different|more than|only|spoilt|cold|dirty|days?|weeks?|hours?|instead|meat|short"
    r"|ourselves|after|than|although|though|when|while|despite|even)\b"
)
AMISS_BY_ME = Phrases(
    r"\b(?:wrong\w*|twice|by mistake|in error|by accident|incorrect\w*|too (?:late|much|early|little|few)"
    r"|in place of|a mistake|an error|false|misleading|a promise)\b"
)
