"""Blame of the customer, or of somebody else without a fact (D20); by phrases, so a warning."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Span
from assistant.rubric.blame_causes import CAUSED_BY_YOU, OURS_BEFORE, RUN_DOWN, SPARED_BY_YOU
from assistant.rubric.blame_signs import CUSTOMER, OTHER, WASHED, would_have
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.voice import own_voice
from assistant.rubric.wording import content

_ADVERBS = r"(?:(?:\w+ly|also|just|then|have|had|may|might|must|already|never|perhaps) )*"
_DONE = (
    r"(?:read|checked|told|called|contacted|asked|kept|known|noticed|looked|made|sent|put|let"
    r"|waited|given|gave|entered|typed|chosen|chose|selected|used|booked|ordered|returned"
    r"|reported|raised|followed|taken|took|brought|allowed|cancelled|canceled|updated|backed"
    r"|saved|set|reali[sz]ed|submitted|filled|opened|registered|verified|provided|supplied"
    r"|included|informed|notified|packed|signed|left|paid|reviewed|completed|clicked|pressed"
    r"|plugged|installed|missed|ignored|misread|misunderstood|overlooked|confused|mixed"
    r"|forgotten|forgot|dropped|damaged|caused|lost|deleted|misplaced|mistyped|been (?:more|home"
    r"|in|there|at|careful|aware))"
)
_BLAME_YOU = Phrases(
    rf"\byou {_ADVERBS}(?:forgot|forgotten|failed|neglected|refused|misread|misunderstood|ignored"
    r"|overlooked|caused (?:this|it|the)|missed (?:our|my|a|the (?:deadline|email|call|note|delivery|notice|slot|window))|mistyped|mixed up|confused|misplaced"
    r"|mishandled|entered (?:the|an?|your) (?:wrong|incorrect|old|previous|invalid)|brought this"
    r"|only have yourself|left it (?:too|so|until)|waited (?:too|so|until)|overloaded"
    r"|signed up (?:for|to) (?:it|this)|agreed to (?:this|these|the|it)|accepted (?:the|these|our)"
    r"|clicked (?:on )?the wrong|gave (?:us |the )?(?:the |an? )?(?:wrong|incorrect|incomplete)"
    r"|provided (?:us )?(?:with )?(?:the |an? )?(?:wrong|incorrect|incomplete)"
    r"|selected (?:the |an? )?(?:wrong|incorrect|cheapest|basic|slower|standard))\b",
    rf"\byou (?:may|might|must|could|will|probably|seem to|appear to) (?:well |simply |have |to )*"
    rf"(?:have )?{_ADVERBS}{_DONE}\b",
    rf"\byou (?:\w+ )?(?:should|ought to|could)(?: not| really| also| simply| easily)* have {_ADVERBS}{_DONE}\b",
    rf"\b(?:if (?:only )?you(?:'d| had)|had you) (?:not |only |just |simply |actually )*{_ADVERBS}{_DONE}\b",
    r"\b(?:your|the customer's|the user's|user|customer|cardholder|passenger) (?:own )?(?:mistake"
    r"|error|fault|failure|carelessness|negligence|oversight|misunderstanding|misuse|doing"
    r"|choice|inaction|delay in|lateness|responsibility|mishandling|mix-up|impatience)\b",
    r"\b(?:because|since|as|given that|due to the fact that|seeing as|seeing that|after) you"
    r"(?:'d|'ve)? (?:\w+ly )?(?:did not|didn't|had not|hadn't|have not|haven't|never|were not|weren't"
    r"|was not|wasn't|only|gave|entered|put|chose|selected|used|left|waited|changed|opened|missed"
    r"|booked|clicked|ordered the|typed|supplied|provided|signed|ignored|bought|failed|set|kept"
    r"|tried|plugged|lost)\b",
    r"\bnot been (?:\w+ )?(?:filled in|completed|entered|supplied|set up|followed|installed|used"
    r"|provided|updated|returned|packed) (?:\w+ )?(?:by you|on your|at your|correctly|properly)\b",
    r"\b(?:on|at|from) your (?:end|side|part)\b",
    r"\byou (?:were not|weren't|had not been) (?:at home|home|in|available|there|present|careful"
    r"|paying|ready|around)\b",
    r"\byou (?:did not|didn't|never|don't seem to have|do not appear to have|have not|haven't)"
    r" (?:\w+ )?(?:read|check\w*|tell|told|call|contact\w*|ask\w*|follow\w*|provide\w*|respond\w*"
    r"|repl(?:y|ied)|let|inform\w*|notif\w+|mention\w*|cancel\w*|return\w*|complete\w*|enter\w*"
    r"|update\w*|give|given|answer\w*|pick|sign\w*|activate\w*|back|save\w*|set|bother|keep|kept"
    r"|make|made|choose|select\w*|tick\w*|attend\w*|turn|come|leave|take|bring|use|pack\w*)\b",
    r"\b(?:it is|it's|that is|that's|it was|this is|remains|that would be) (?:\w+ )?(?:your"
    r" (?:responsibility|job|duty|mistake|fault|doing|choice)|up to (?:you|the (?:customer"
    r"|passenger|buyer|account holder|member|guest)))\b",
    r"\b(?:responsibility (?:of|lies with) (?:the (?:customer|passenger|buyer|account holder|member"
    r"|guest|policyholder|recipient)|you)|(?:customers?|passengers?|guests?|members?|users?|buyers?"
    r"|policyholders?) (?:are|is) (?:responsible|expected|required|advised|asked) )",
    r"\b(?:be|being) (?:more|a (?:bit|little) more) careful\b|\bmore carefully\b"
    r"|\bread (?:the|our) (?:\w+ )?(?:small|fine) print\b|\b(?:(?:caused|triggered|brought about) by (?:you|your|the way you)"
    r"|(?:down to|result of|because of|due to|consequence of) (?:your|the way you))\b",
    r"\b(?:details?|postcode|zip code|address|number|dates?|forms?|information|name|e-?mail|measurements?|card|photos?|documents?|size|paperwork|booking|order|password|reading) (?:that )?you(?:'ve| have|'d| had)? (?:gave|given|provided|entered|supplied|typed|sent|put|submitted|chose|selected|filled in|made|took|uploaded|used|registered)(?: us| in| down| to us| on the \w+| with)* (?:was|were|is|are|had|has|did|didn't|does|doesn't) ",
    r"\b(?:had the|if the|had this|if this|if these|had these|had your|if your|had it|if it|if that|had that|if we|had we|if i) (?:\w+ ){0,4}(?:had |have )?been (?:\w+ )*(?:filled|completed|entered|told|reported|read|checked|kept|returned|cancelled|informed|made aware|given|set up|followed|installed|used|provided|updated|packed|notified|sent|raised|mentioned|declared|disclosed|maintained|serviced|looked after|stored|plugged)\b",
    r"\b(?:should|ought to|could|must) (?:really |also |have easily )?have been (?:\w+ )*(?:reported|read|checked|kept|returned|cancelled|mentioned|noticed|spotted|raised|declared|disclosed|maintained|updated|stored|followed|serviced|avoided|told to us|sent back|entered|backed up|measured|cleaned|opened with|handled with|handled more)\b",
    r"\byour (?:own )?(?:decision|choice|wish|insistence|preference) (?:to|not|was|on|for)\b|\b(?:someone|somebody|a person|a neighbour|a neighbor|one|anyone) (?:in|at|from|of) your (?:household|home|house|office|family|address|building|team|end|party)\b|\bby someone (?:you|close|at your|in your)\b",
    r"\byour (?:\w+ )?(?:router|phone|browser|device|bank|card|internet|connection|wi-?fi|e-?mail provider|spam filter|settings|inbox|laptop|computer|tablet|printer|firewall|antivirus|equipment|wiring|plumbing|pipework|landlord|husband|wife|son|daughter|child|children|kids?|partner|neighbou?r|assistant|account|machine|car|boiler|garden|dog|accountant|agent|employer|team|driver|password|handwriting|packaging|tyres?|property|letterbox|doorbell|intercom|household) (?:is|was|were|must|may|might|has|had|probably|seems|appears|could|did|didn't|clearly|simply|being|likely) (?:\w+ ){0,4}(?:unplugged|off|out of date|outdated|blocking|old|the problem|the issue|the cause|to blame|misconfigured|incompatible|unsupported|at fault|set up|not (?:set|working|compatible|answer|signed|connected)|signed|accepted|switched|overloaded|weak|shared|illegible|forgotten|forgot|ordered|clicked|deleted|broke|dropped|damaged|unclear|responsible|missed|ignored|hard to find|insufficient)\b",
    r"\ba (?:quick|simple|short|brief) (?:look|check|read|glance|call|e-?mail|message|phone call|search|note|test)\b[^.!?\n]*\b(?:would|could|might) have\b|\bcould (?:easily )?have been (?:avoided|prevented)\b|\bavoidable\b",
    r"\byou (?:\w+ly |did |had |have |'ve |then |yourself |also )*(?:clicked|ticked|unticked|opted|agreed|signed|accepted|confirmed (?:the|these|this|it)|ticked|authori[sz]ed|left it (?:very|too|so|rather|quite|late|until)|ordered (?:late|after|the wrong|too)|booked (?:late|the wrong|the cheapest|through|too|via)|bought (?:the (?:wrong|cheap\w*|basic)|it (?:from|through))|arrived (?:late|after|\w+ minutes)|turned up (?:late|after|\w+ minutes)|came (?:late|too)|waited (?:\w+ )*(?:before|to (?:report|tell|call|write|contact))|picked the wrong|chose (?:the|to|a|not)|opted for|went for|decided (?:to|against|not)|insisted on|changed (?:your|the) (?:mind|details|address|settings)|let (?:it|the)|took (?:so|too) long|gave (?:it|your|out)|shared your|used the wrong|(?:set|plugged|put|installed|fitted|wired|assembled) (?:it |the \w+ |them )?(?:up )?(?:wrong\w*|incorrectly|upside|the wrong|badly)|dropped|spilled|spilt|knocked|overfilled|overloaded|washed|broke it|broke the|mishandled|lost (?:the|your) (?:ticket|receipt|key|card|label|code))\b",
    r"\b(?:instructions|terms|e-?mail|site|website|listing|label|steps|page|leaflet|notice|rules|sign|signs|form|contract|small print|booking page|manual|guide)\b (?:\w+ ){0,6}(?:is|are|was|were|couldn't be|could not be) (?:\w+ )?(?:quite|very|perfectly|pretty|fairly|really|simple|clear|easy|straightforward|prominent|plain|clearer|simpler|obvious)\b",
    r"\b(?:taken|read|understood|interpreted) (?:\w+ )?(?:the wrong way|wrongly|out of context|personally)\b", r"\bself-inflicted\b|\bno(?:body|-one| one) (?:forced|made) you\b|\byou(?:'ve| have) only"
    r" yourself\b|\bif you (?:choose|decide|insist|leave|left|will) (?:to|on|it)\b[^.!?\n]*\b(?:then|can"
    r"|cannot|must)\b",
)  # fmt: skip
_NO_BLAME = Phrases(
    r"\b(?:not|never|n't|no|neither|nor|isn't|wasn't|none of|nothing to do with|rather than|without"
    r"|if|whether|in case|should|unless|once|when|so that|than)(?: \w+){0,3} ?$"
)
_NOT_YOURS = Phrases(
    r"\b(?:please|can you|could you|would you|you can|day of|slot of|date of|time of|one of|store of|charges?|payments?|orders?|purchases?|withdrawals?|transactions?|transfers?|subscriptions?|account|what|price|terms|amount)(?: that| which)? ?$|\bof $"
)
_SOMEBODY = (
    r"(?:(?:the|our|my|your|that|this|his|her|their|a|another|previous|last|first|local|delivery"
    r"|third-party|external) )*(?:carriers?|couriers?|drivers?|warehouse|suppliers?|airline"
    r"|airport|colleagues?|agents?|advis[eo]rs?|handlers?|reps?|representatives?|operators?"
    r"|(?:other|billing|delivery|sales|it|web|finance|booking|support|kitchen|ground|cleaning|front desk"
    r"|logistics|dispatch|returns|night|cleaning|reception|accounts|marketing|technical|store)"
    r" (?:team|department|crew|desk|staff|side|guys|people|lot|partner|company|service)"
    r"|department|team|post(?:al service| office)|royal mail|evri|dpd|ups|fedex|usps|hermes|dhl"
    r"|yodel|bank|manufacturer|engineers?|technicians?|store|shop|branch|restaurant|developers?"
    r"|partners?|contractors?|subcontractors?|installers?|bookings? site|travel agent|staff"
    r"|housekeeping|reception(?:ist)?|chef|waiter|kitchen|riders?|crew|trainee|temp|new starter"
    r"|vendor|provider|network|clerk|cashier|manager|person (?:you|who)|whoever)"
)
_BLAME_OTHER = Phrases(
    rf"\b{_SOMEBODY}(?:'s)? (?:(?:\w+ly|also|just|then|has|have|had|is|are|was|were|who|you|spoke"
    rf"|to|that|on|in|day|may|must|should|seems|appears) )*(?:fault|mistake|error|lost|failed"
    rf"|messed|forgot|forgotten|mishandled|dropped|broke|botched|blundered|to blame|let (?:you|us"
    rf"|everyone|both)|should have|should never|should not|shouldn't|got (?:it|this|that) wrong"
    rf"|wrong|did not|didn't|damaged|bungled|fumbled|misled|misinformed|misread|mixed|ignored"
    rf"|careless|sloppy|rushing|unreliable|useless|hopeless|incompetent|neglected"
    rf"|delayed|never|screwed|doing|slipped|guessed|made (?:an?|the) (?:\w+ )?(?:mistake|error|mess"
    rf"|promise)|gave you (?:\w+ )*(?:wrong|incorrect|bad|false|misleading)|new to|new here|told you (?:\w+ )*(?:wrong|something"
    rf"|incorrect)|down to|behind this|lazy|slow|not (?:trained|paying|following|bother\w*|have told"
    rf"|do|up to)|dumped|threw|left it|mis-?\w+ed)\b",
    rf"\b(?:fault|mistake|error|blame|problem|failure|failing|issue|doing|responsibility|mess) (?:\w+ )?"
    rf"(?:of|by|on the part of|with|lies with|at|made by|from|caused by|rests with|is with|sits with) {_SOMEBODY}\b",
    rf"\b(?:blame|blaming|take it up with|thanks to|courtesy of|let down by|down to|because of"
    rf"|fault lies with|(?:a matter|an issue|a question|one|something|entirely|all|a problem) (?:for|of|with)|is on|was on) {_SOMEBODY}\b[^.!?\n]*",
    r"\b(?:nothing|not) (?:\w+ )?(?:to do with|our (?:fault|doing|mistake|error|responsibility|end"
    r"|side)|down to us|on our (?:end|side|part)|on us)\b|\bout of our (?:hands|control)\b|\bbeyond our control\b",
    rf"\b(?:i do not|i don't|not|i can't|i cannot|no idea) (?:\w+ )?(?:sure|understand|think"
    rf"|idea) why {_SOMEBODY}\b",
    r"\b(?:whoever|the (?:person|colleague|agent|advis[eo]r|gentleman|lady|chap|guy) (?:who|you|that))\b"
    r"[^.!?\n]*\b(?:should|wrong|mistaken|mistake|incorrect|didn't|did not|misled|confused|never|no (?:idea|business)|new)\b",
)  # fmt: skip
_CONTEMPT = Phrases(
    r"\b(?:as usual|as always|these days|every single (?:day|time|week)|all the time|yet again|once again|typical\w*|that's what they do|known for|notorious\w*|no idea what|not the (?:first|sharpest|brightest)|never (?:tell|tells|listen|listens|check|checks|read|reads|answer|answers|let|lets|pass|passes|bother|bothers|do|does|learn|learns|get|gets)\b"
    r"|always (?:lose|loses|get|gets|mess|messes|late|do|does|forget|forgets|mix|mixes|break|breaks)|keep(?:s)? (?:losing|getting|doing|messing|making|forgetting|breaking|sending)|lose things|took a (?:little )?detour|doing two (?:apps|jobs)|couldn't be bothered|can't be bothered|not our (?:fault|doing|problem|mistake|department)|wasn't (?:us|our|me)|nothing to do with (?:us|me)|not down to (?:us|me)|(?:is|was|'s|are|be|all|entirely|purely|squarely|blame|fault|put (?:it|this|that)|lies|rests|down) on the (?:airport|courier|carrier|bank|airline|driver|supplier|restaurant|store|warehouse|kitchen|depot|post|hotel|venue|promoter|developer|manufacturer|network|contractor)\b"
    r"|had a (?:moment|wobble|bad day)|lazy|sloppy|careless\w*|hopeless|useless|clueless|incompeten\w+|unreliable|slapdash|shambles|amateurs?|cowboys?|half asleep|asleep|not paying attention|wasn't (?:paying|listening|trained|thinking)|should(?:n't| not)? have (?:known|told|checked|said|promised|read|done)|had no (?:business|right|idea)|(?:probably|clearly|obviously|evidently|must have|may well have|likely|i suspect|i imagine|i bet|looks like|seems like|sounds like) (?:\w+ ){0,3}(?:forgot|lost|threw|dropped|left|took|stole|mis\w+|broke|skipped|ignored|didn't|rushed|guessed|mixed|damaged|nicked|pinched|kept|got|at it))\b"
)
_ANYBODY = Phrases(
    rf"\b{_SOMEBODY}\b|\b(?:colleague|rider|airport|baggage|housekeeping|they|their|them|he|she|people|guys|lot|crew|vendor|partner|depot|upstairs|head office|your (?:bank|phone|browser|router|neighbou?r|landlord|husband|wife|son|daughter|kids?|family|partner|assistant|employer))\b"
)
_AHEAD = Phrases(
    r"\b(?:whether|if|ask\w*|find out|check\w*|look\w* into|not know|don't know|why)\b"
)


def blame(review: Review) -> Outcome:
    """D20: no blame of the customer; none of somebody else unless the case confirms it."""
    hits = [hit for phrases in (_BLAME_YOU, CUSTOMER, CAUSED_BY_YOU)
            for hit in own_voice(review, phrases, "blames the customer", soft=True)
            if hit.span and not _excused(review, hit)]  # fmt: skip
    hits += [*_supposed(review), *_others(review)]
    return found(hits, note="in part: by phrases; an implied blame needs a model")


def _supposed(review: Review) -> Iterator[Hit]:
    """What would not have happened, had the customer or somebody else acted."""
    for sentence in review.body:
        for start, end in would_have(sentence.text):
            span = (sentence.start + start, sentence.start + end)
            if not review.attributed(span):
                yield Hit(span, "blames by what would have been", soft=True)
        for start, end in SPARED_BY_YOU.find(sentence.text):
            span = (sentence.start + start, sentence.start + end)
            if not OURS_BEFORE.within(sentence.text[:start]) and not review.attributed(span):
                yield Hit(span, "blames by what would have been", soft=True)


_SUPPOSED = Phrases(r"^(?:if|had) ")
_WOULD = Phrases(r"\b(?:would|wouldn't|could|couldn't|might|\w+'d)\b")


def _excused(review: Review, hit: Hit) -> bool:
    before = review.before(hit.span) if hit.span else ""
    if (
        hit.span
        and _SUPPOSED.starts(review.plain[slice(*hit.span)])
        and not _WOULD.within(_sentence(review, hit.span))
    ):
        return True
    if hit.span and _ASKED_OR_SUPPOSED.within(_sentence(review, hit.span)):
        return True
    if hit.span and _PICTURES.within(_sentence(review, hit.span)):
        return True
    return _NO_BLAME.within(before) or _NOT_YOURS.within(before)


_ASKED_OR_SUPPOSED = Phrases(
    r"^(?:\W|@\w+|(?:hi|hey|hello|so|and|also|please|sorry)\b(?: \w+)?[,!.]?)*(?:could|can|would|will|are|is|do|does|did|have|has|what|which|when|where) [^?]*\?\W*(?:[-^/*]\s?\w+)?$",
    r"\b(?:if|in case|should) you(?:'ve|'re| have| are| had| did)?\b[^.!?]*,? (?:please|visit|try|go to|use|contact|call|you can|simply|just|see|follow|the best)\b",
    r"\b(?:as|so) long as you\b|\bprovided (?:that )?you\b|\bstore you bought it from\b",
)
"""A question, or advice for a case that may be: "If you have forgotten it, please visit …"."""
_PICTURES = Phrases(
    r"\b(?:photos?|pictures?|video|scans?|(?:should|did|does|do|was|were|is)(?:n't| not)?) (?:\w+ ){0,4}?(?:shows?|say|clear(?:ly)?|shown|stated)\b[^.]*\bclearly\b|\bphotos?\b"
)


def _others(review: Review) -> Iterator[Hit]:
    message = "blames somebody without a fact in the case"
    for phrases in (_BLAME_OTHER, OTHER, WASHED, RUN_DOWN):
        for hit in own_voice(review, phrases, message, soft=True):
            ahead = hit.span and _AHEAD.within(review.before(hit.span))
            if hit.span and not ahead and not _confirmed(review, hit.span):
                yield hit
    for hit in own_voice(review, _CONTEMPT, "speaks ill of somebody", soft=True):
        sentence = _sentence(review, hit.span) if hit.span else ""
        if _ANYBODY.within(sentence) and not _AHEAD.within(sentence):
            yield hit


def _confirmed(review: Review, span: Span) -> bool:
    """Whether the case says whose fault it is, so that naming them tells a fact.

    A fault of ours is owned as ours; "housekeeping never tell us anything" hands it on.
    """
    if review.case is None or _CONTEMPT.within(_sentence(review, span)):
        return False
    facts = review.case.facts
    if facts.fault == "third_party":
        return True
    told = content(review.facts_text) & content(review.plain[slice(*span)])
    return facts.fault == "ours" and (bool(told) or _OWNS.within(_sentence(review, span)))


def _sentence(review: Review, span: Span) -> str:
    sentence = review.sentence_at(span[0])
    return sentence.text if sentence else ""


_OWNS = Phrases(
    r"\b(?:we|our (?:mistake|fault|error|driver|courier|team|warehouse|colleague|engineer|staff)|and i|sorry)\b"
)
