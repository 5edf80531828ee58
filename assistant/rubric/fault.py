"""Checks on fault (D08, D09): ours is owned, and an open one is not decided by a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import CLAUSE_BREAK, CONDITION, Phrases
from assistant.rubric.review import Review
from assistant.rubric.timing import timed
from assistant.rubric.wording import content, stem

_PEOPLE = (
    r"(?:team|staff|crew|driver|engineer|technician|plumber|porter|agent|colleagues?|adviser|advisor"
    r"|warehouse|kitchen|store|shop|branch|office|desk|clinic|garage|depot|manager|waiter|waitress"
    r"|receptionist|trainer|installer|fitter|courier|packer|chef|guide|teller|nurse|supplier"
    r"|contractor|system|software|app|website|update|server|people|billing team|company|cleaner"
    r"|housekeeping|developers?|rep|representative|pilot|van|gate|person)s?"
)
_SUBJECT = (
    rf"(?:we|i|our (?:own )?(?:\w+ ){{0,2}}?{_PEOPLE}|one of our (?:\w+ ){{0,2}}?\w+|(?:someone|somebody"
    rf"|a colleague|an engineer|a member)(?: \w+){{0,2}} (?:here|of ours|on our (?:team|side)|in our"
    rf" (?:\w+ )?\w+))"
)
_ADVERB = (
    r"(?:\w+ly |then |also |simply |still |again |twice |just |even |first |never |had |have |'ve |both"
    r" |to blame |wrong |in fact |not only |all )*"
)
_IRREGULAR = (
    r"lost|left|let|took|taken|made|gave|given|got|broke|broken|forgot|forgotten|kept|put|told|sold|wrote"
    r"|written|cut|hung|held|fell|fallen|did|drove|sent|paid|went|ran|set|shut|built|split|read|misread"
    r"|came|brought|withdrew|threw|tore|lent|spent|stood|thought|wore|dealt|meant|hurt|hit|burnt|spilt"
    r"|quit|cost|laid|led|chose|began|undid|knew|blew|dropped|oversold|undercharged|underpaid|overran"
    r"|overslept|mistook|mislaid|misheard|froze|said|showed|gone|lied|failed"
)
_DOES = Phrases(
    rf"\b{_SUBJECT}(?:'ve| have| had| has)? {_ADVERB}(?:(?-i:[a-z]+ed)|{_IRREGULAR})\b",
)
_NOT_OWNING = Phrases(
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
_AMISS = Phrases(
    r"\b(?:wrong\w*|twice|late|too (?:late|much|early|long|many|little|few|soon|high)|by mistake|in error"
    r"|by accident|instead|in place of|incorrect\w*|never|without|before|not|n't|double[- ]\w+ed|again|back and"
    r" forth|else|elsewhere|early|nobody|no one|nothing|no|old|off|away|down|out of|out|waiting|standing"
    r"|stranded|mistake|mistakes|error|errors|mess|hash|somebody|someone|another|other|apart|promise"
    r"|bad|badly|poor|poorly|false|misleading|over|up on|your time|your trust|expired|damaged|faulty"
    r"|broken|less|different|more than|only|spoilt|cold|dirty|days?|weeks?|hours?|instead|meat|short"
    r"|after|than|although|though|when|while|despite|even)\b"
)
_AMISS_BY_ME = Phrases(
    r"\b(?:wrong\w*|twice|by mistake|in error|by accident|incorrect\w*|too (?:late|much|early|little|few)"
    r"|in place of|a mistake|an error|false|misleading|a promise)\b"
)
_OWNED = Phrases(
    r"\bit was (?:us|me|we|our (?:own )?\w+|one of (?:us|our \w+))(?: \w+){0,2} (?:who|that)\b",
    r"\b(?:we|i)(?:'ve| have| had)? (?:\w+ly |then |also |simply |still |again |just )*(?:did not"
    r"|didn't|hadn't|haven't|had not|weren't|wasn't|were not|was not|failed|should have|should never"
    r"|should not|shouldn't|ought to have|could have|missed|never|let you|let (?:this|that|it)|got"
    r" (?:it|this|that|your|the) (?:\w+ )?(?:\w+ )?(?:wrong|muddled|mixed)|were (?:wrong|late|slow|too"
    r"|careless|at fault|to blame)|was (?:wrong|late|slow|too|careless|at fault|to blame)|are (?:wrong"
    r"|late|at fault|to blame|responsible)|am (?:wrong|late|at fault|to blame|responsible)|had no|gave"
    r" up|messed|mixed|slipped)\b",
    r"\b(?:was|is|were|are|been|being|it's|that's|this is) (?:\w+ly )?(?:all )?(?:our|my) (?:\w+ ){0,2}"
    r"?(?:mistake|error|fault|failure|doing|oversight|failing|slip|blunder|mess|mix-up|responsibility)\b",
    r"\b(?:our|my) (?:own )?(?:\w+ )?(?:mistake|error|fault|failure|oversight|failing|slip|blunder)\b",
    r"\b(?:fault|mistake|error|failure|oversight|blame|responsibility|slip|failing) (?:here |for (?:this"
    r"|that|it) |of (?:this|that) )?(?:is|was|lies|rests|sits|lay) (?:\w+ly |all )?(?:ours|mine|with (?:us"
    r"|me)|on us|on me|at our|at my)\b",
    r"\b(?:we|i) (?:are|am|were|was) (?:fully |solely |entirely )?(?:responsible|to blame|at fault)\b",
    r"\b(?:we|i)(?: do|'ll| will)? (?:fully |completely )?(?:own|owned|take (?:full |all |complete |the"
    r" )?(?:responsibility|blame|ownership)|accept (?:full |the |all )*(?:responsibility|blame|fault)"
    r"|hold (?:our|my) hands? up|admit)\b",
    r"\b(?:this|that|it|this one|that one)(?:'s| is| was) (?:\w+ly |all )?(?:on|down to) (?:us|me)\b"
    r"|\b(?:blame|responsibility) (?:is|was) (?:ours|mine)\b|\bours to own\b|\bwe got\b[^.!?]{0,40}\bwrong\b",
)  # fmt: skip
_OWN_SENTENCE = Phrases(
    r"(?:we (?:\w+ )?\w+|our \w+)\b[^.!?]{8,}\b(?:i am|i'm|we are|we're) (?:\w+ )?sorry\b"
)
_PASSIVE = Phrases(
    r"\b(?:mistake|error|oversight|mix-up)s? (?:was|were|has been|had been|have been|occurred"
    r"|happened)\b",
    r"\byou (?:were|have been|had been) (?:\w+ )?(?:charged|billed|overcharged|sent|given|left"
    r"|told|cancelled|treated|let down)\b",
    r"\b(?:was|were|got|has been|have been) (?:\w+ly )?(?:lost|sent|damaged|cancelled|deleted"
    r"|overlooked|missed|charged|disconnected|double-booked|mislaid|closed|taken|entered)\b",
)  # fmt: skip


def fault_owned(review: Review) -> Outcome:
    """D08: fault that is ours and confirmed is owned in the active voice."""
    if review.case is None and review.triage is None:
        return skipped("whose fault it is, is not known without a case")
    if review.fault != "ours":
        return found(note="the fault is not confirmed as ours")
    if any(_OWN_SENTENCE.starts(each.text) for each in review.body) or any(_owning(review)):
        return found()
    confirmed = review.case is not None and review.case.facts.fault == "ours"
    told = (span for span in _PASSIVE.find(review.plain) if not review.attributed(span))
    passive = next(iter(told), None)  # "you write that you were sent …" are the customer's words
    first = passive or (review.body[0].span if review.body else None)
    message = "our fault is told in the passive" if passive else "our fault is not owned"
    return found([Hit(first, message, "Begin with who did it: “We …, and I am sorry.”",
                      soft=not confirmed)])  # fmt: skip


def _owning(review: Review) -> Iterator[tuple[int, int]]:
    """Where the reply says what we did wrong."""
    for span in _OWNED.find(review.plain):
        if not review.attributed(span) and not _wished(review, span):
            yield span
    for span in _DOES.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or review.attributed(span):
            continue
        rest = sentence.text[span[1] - sentence.start :][:60]
        said = review.plain[slice(*span)]
        amiss = _AMISS_BY_ME if said[:2].lower().strip() in ("i", "i'") else _AMISS
        if not _NOT_OWNING.within(said) or amiss.within(rest):
            yield span


_WISHED = Phrases(r"\b(?:if|whether|how|why|that) $")


def _wished(review: Review, span: tuple[int, int]) -> bool:
    return _WISHED.within(review.before(span)) and CONDITION.within(review.before(span))


_WRONGED = (
    r"(?:failed|caused|made (?:a|an|the|this|that) (?:\w+ )?(?:mistake|error|mess)|messed|got (?:it|this"
    r"|that|your \w+) wrong|let (?:you|\w+) down|charged|overcharged|billed|lost|broke|damaged|missed"
    r"|forgot|mishandled|sent (?:you )?the wrong|double[- ]charged|overbooked|mixed|dropped|neglected"
    r"|breached|misled|lied|discriminated|ruined|destroyed|deleted|left (?:you|your|it|the)|gave you the"
    r" wrong|sold you|poisoned|injured|hurt|hit|ran over|scratched|flooded|burned|burnt|spilled|spilt"
    r"|stole|gave (?:it|your|the) (?:\w+ )?(?:away|to)|leaked|exposed|ignored|refused|treated|insulted"
    r"|contaminated|undercooked|overheated|crashed|knocked|tore|smashed|cracked|dented|bent|misplaced"
    r"|mislaid|delivered (?:it|your \w+|the \w+)? ?(?:to the wrong|late|damaged)|packed (?:it|the|your)"
    r" (?:\w+ )?(?:badly|wrong|poorly)|installed (?:it|the \w+) (?:badly|wrong\w*)|cut (?:off|through)"
    r"|put (?:you|your \w+|it) (?:at risk|in danger)|wiped|erased|short-changed|switched off"
    r"|disconnected|mis-?sold|misinformed|misdelivered|set (?:it|the \w+) off|serviced (?:it|the \w+)"
    r" (?:badly|wrong\w*)|fitted (?:it|the \w+) (?:badly|wrong\w*))"
)
_ADMISSION = Phrases(
    r"\b(?:our|my) (?:own )?(?:\w+ )?(?:mistake|error|fault|failure|negligence|oversight|wrongdoing"
    r"|blunder|carelessness|failing|liability|doing|responsibility)\b",
    rf"\b(?:we|i|our (?:\w+ ){{0,2}}?{_PEOPLE}|one of our (?:\w+ )?\w+)(?: have| had| has|'ve)?"
    rf" (?:\w+ly |have |had |simply |badly |also )*{_WRONGED}\b",
    r"\bwe (?:should|should not|shouldn't|ought to|could) (?:not |never )?have\b",
    r"\bwe (?:did not|didn't|never) (?:deliver|send|keep|"
    r"refund|ship|process|cancel|credit|honou?r|answer|reply|do|meet|tell|give|check|inform"
    r"|call|clean|maintain|warn|secure|fit|pack|follow|record|store|look after|take care)\b",
    r"\b(?:we|i) (?:are|were|am|was) (?:\w+ )?(?:wrong|at fault|to blame|liable|negligent"
    r"|responsible|careless|in the wrong)\b",
    r"\b(?:we|i)(?:'ll| will)? (?:fully |hereby |of course |do )*(?:admit|accept|take|acknowledge|own|bear"
    r"|assume) (?:full |all |any |our |the |complete |total |that )*"
    r"(?:liability|responsibility|blame|fault|guilt|negligence)\b|\bwe (?:own (?:this|it|that|up)|admit (?:this|it|that))\b",
    r"\b(?:fault|mistake|error|blame|responsibility|liability) (?:is|was|lies|rests) (?:\w+ly |all )?(?:ours"
    r"|mine|with (?:us|me))\b|\b(?:that's|that is|this is|this one is|this one's|it's|it is) (?:\w+ly |all"
    r" )?on us\b|\bno (?:question|doubt) (?:that )?(?:we|our|it was (?:us|our|the))\b|\bhold our hands up\b",
    r"\byou (?:were|have been|are) (?:wrongly|incorrectly|mistakenly|wrongfully|unfairly|clearly|let down"
    r" by|owed compensation|treated (?:unfairly|badly))\b",
    r"\b(?:mistake|error|fault|failure|oversight) (?:on|at|of|from|by) (?:our (?:part|side|end)|us|ours|the"
    r" (?:driver|crew|kitchen|warehouse|branch|garage|engineer))\b",
    r"\b(?:our|the) (?:\w+ ){0,2}?(?:was|were|is|are) (?:\w+ly )?(?:faulty|defective|unsafe|contaminated"
    r"|badly (?:packed|fitted|maintained|made)|not (?:properly|correctly) \w+|mishandled by us|at fault"
    r"|to blame|negligent|careless)\b|\b(?:due to|because of|caused by|down to|result of|thanks to) (?:our|an?"
    r" (?:\w+ )?(?:error|mistake|failure|fault) (?:on|of|by|in|at) (?:our|us))\b|\bwe(?:'ll| will) (?:of course"
    r" |\w+ly )?(?:pay for (?:all|everything|the damage|any damage|your)|cover (?:all|everything|the damage"
    r"|every|your (?:losses|medical|costs))|compensate you (?:fully|in full|for (?:all|everything|your)))\b",
    r"\b(?:clearly|obviously|evidently|definitely|certainly|plainly|undoubtedly) (?:our|we|the (?:driver"
    r"|courier|carrier|crew|kitchen|warehouse|engineer|technician))\b",
)  # fmt: skip
_DENIAL = Phrases(
    r"\byou (?:must|obviously|clearly|evidently|probably) (?:have )?\w+",
    r"\b(?:looks|seems|appears|suggests|indicates|shows|confirms|proves|means) (?:as though |as if |like |that |to"
    r" me that )*(?:you|your|somebody|someone|the (?:customer|damage|problem|fault|loss)) (?:\w+ ){0,4}?(?:wrong\w*"
    r"|yourself|forgot|clicked|entered|gave|shared|dropped|left|opened|lost|misplaced|caused|damaged|after)\b",
    r"\b(?:it|this|that) must have (?:been|happened|come|broken|fallen|got)\b",
    r"\byou (?:(?:entered|typed|set|dropped|broke|damaged|misused|forgot|failed|left|did not|didn't|gave"
    r"|lost|overloaded|mishandled|used|opened|ignored|shared|spilled|installed) (?:\w+ ){0,6}?(?:wrong\w*"
    r"|yourself|yourselves|incorrect\w*|badly|too|unlocked|open|unattended|against))\b",
    r"\b(?:not|isn't|wasn't|n't|never|cannot|can't) (?:\w+ ){0,3}?(?:our|my) (?:fault|mistake|error"
    r"|doing|responsibility|liability|problem|concern)\b",
    r"\b(?:we|i)(?:'re| are|'m| am)? (?:not|cannot be|can't be|n't) (?:\w+ )?(?:liable|responsible|to blame"
    r"|at fault|held)\b|\b(?:are|is|was|were|something) (?:not|n't) (?:\w+ ){0,3}?liable\b|\bliable for\b"
    r"|\bno (?:liability|fault|responsibility|negligence|error|mistake|wrongdoing) (?:on|of|at|is|was|lies"
    r"|by|with|from)\b|\bnothing to do with (?:us|our)\b|\b(?:did|do|does) nothing wrong\b"
    r"|\bdone nothing wrong\b|\bwe (?:did|do) everything (?:right|correctly|by the book|properly)\b",
    r"\b(?:your|the customer's) (?:own )?(?:fault|mistake|error|negligence|carelessness|doing|misuse)\b"
    r"|\b(?:caused|done|made|broken|damaged|triggered|started) by (?:you|your (?:own|use|use of|family"
    r"|child\w*|dog|phone|device|handling|misuse|settings))\b|\buser error\b|\bmisuse\b",
    r"\b(?:cannot|can't|could not|couldn't) (?:possibly )?(?:have )?(?:been|be|caused?|come|happened?) (?:\w+"
    r" ){0,4}?(?:our|us|the cause|the reason|ours|the (?:food|meal|kitchen|driver|machine|product|system))\b",
    r"\b(?:so|therefore|clearly|obviously|which means|meaning|shows|proves|means) (?:that )?(?:it|they|the"
    r" \w+|your \w+|he|she|you) (?:was|were|had|has|must|clearly|did|got|lost|damaged|caused) (?:\w+"
    r" )?(?:stolen|taken|lost|been|damaged|broken|caused|dropped|opened|received|delivered)?\b",
    r"\b(?:the|your|our|a) (?:\w+ )?(?:courier|carrier|driver|bank|airline|supplier|manufacturer|garage"
    r"|neighbour|neighbor|installer|engineer|post office|airport|seller|hotel|landlord|contractor"
    r"|restaurant|tenant) (?:has |have |had |'s )?(?:\w+ly )*(?:lost|damaged|broke|failed|stole|caused"
    r"|mishandled|dropped|misdelivered|forgot|made (?:a|the|an) (?:mistake|error)|is (?:to blame|at fault"
    r"|responsible|lying|wrong)|was (?:to blame|at fault|responsible|careless|negligent|wrong))\b",
    r"\bthat is (?:what|how) (?:happened|it happened)\b|\bwas (?:stolen|taken) (?:after|by|from|off|once)\b",
)  # fmt: skip


def fault_open(review: Review) -> Outcome:
    """D09: where fault is open, no statement of it; regret, and a time for finding out."""
    fault = review.fault
    if fault is None:
        return skipped("whose fault it is, is not known without a case")
    stated = review.case is not None and review.case.facts.fault is not None
    legal = review.triage is not None and any(flag.key == "legal" for flag in review.triage.flags)
    if fault not in ("unknown", "disputed") and not (legal and not stated):
        return found(note="the fault is not open")
    if not stated and review.pleased:
        return found(note="nobody complains")
    return found([*_statements(review, stated), *_missing_regret(review), *_missing_date(review)])


def _said_again(review: Review) -> Iterator[tuple[int, int]]:
    """Where the reply says of us, as a fact, the very thing that the customer reproaches us with."""
    wrongs = _reproaches(review)
    for span in _DOES.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body" or sentence.text.rstrip().endswith("?"):
            continue
        verb = stem(review.plain[span[0] : span[1]].split()[-1].lower())
        rest = review.plain[span[1] : sentence.end]
        if verb in wrongs and wrongs[verb] & content(rest):
            yield span


def _reproaches(review: Review) -> dict[str, frozenset[str]]:
    """The verbs by which the customer says that we did something, each with what it was done to."""
    text = review.case.message if review.case else ""
    return {stem(match[1].lower()): content(match[2]) for match in _THEY_DID.finditer(text)}


_THEY_DID = re.compile(
    r"\b(?:you|your \w+)(?: \w+ly| just)? ([a-z]+)\b([^.!?\n]{3,80})", re.IGNORECASE
)


def _statements(review: Review, stated: bool) -> Iterator[Hit]:
    for span in _said_again(review) if stated else ():
        if not (review.attributed(span) or _conditional(review, span) or _open(review, span)):
            text = f"states a fault that is not settled: “{review.reply[slice(*span)]}”"
            yield Hit(span, text)
    for phrases, firm in ((_ADMISSION, True), (_DENIAL, False)):
        if not firm and not stated:
            continue
        for span in phrases.find(review.plain):
            if review.attributed(span) or _conditional(review, span) or _open(review, span):
                continue
            text = f"states a fault that is not settled: “{review.reply[slice(*span)]}”"
            yield Hit(span, text, soft=not firm)


_OPEN = Phrases(
    r"\b(?:not (?:yet )?(?:know|clear|known|sure|certain|say|settled|decided)|n't (?:yet )?(?:know|say|tell"
    r"|be sure|settled)|cannot (?:yet )?(?:say|tell|know)|find(?:ing)? out|ask\w*|check\w*|whether|if|how|who"
    r"|what|why|where|claims?|says?|say|states?|believes?|suspect\w*|question of|deny|denies|denied|possible"
    r"|possibly|perhaps|may|might|could|would|until|before i|before we|without|rather than|no finding"
    r"|not about|look\w* into|point to|investigat\w+)\b"
)


def _open(review: Review, span: tuple[int, int]) -> bool:
    """Whether the words before leave it open who was at fault."""
    before = review.before(span)
    places = _OPEN.find(before)
    return bool(places) and not CLAUSE_BREAK.within(before[places[-1][1] :] + " ")


def _conditional(review: Review, span: tuple[int, int]) -> bool:
    before = review.before(span)
    places = CONDITION.find(before)
    return bool(places) and not CLAUSE_BREAK.within(before[places[-1][1] :])


_REGRET = Phrases(
    r"\b(?:sorry|regret\w*|apolog\w+|understand|sympath\w+|concerned|worry\w*|worri\w+|upset\w*"
    r"|frustrat\w+|distress\w*|should not|shouldn't|awful|terrible|horrible|hard|difficult|frightening"
    r"|frighten\w*|scary|shock\w*|painful|no fun|miserable|serious|wish (?:you|your|her|him|them)|hope"
    r" (?:you|your|he|she|they|somebody|someone)|alarming|not (?:right|acceptable|good enough|easy|nice"
    r"|how|what|where)|nobody (?:should|wants)|no (?:way|small)|is (?:a )?(?:long|bad|too|not|no)|must have"
    r"|sad|feel|too long|deserve\w*|rotten|unpleasant|nasty|stressful)\b",
)
_FINDING_OUT = Phrases(
    r"\b(?:find|finding|found|finds) (?:out)?\b",
    r"\b(?:ask|asking|asked|asks|check\w*|look(?:s|ed|ing)? (?:at|into|over|through)|investigat\w+|review\w*"
    r"|trac(?:e|es|ed|ing)|know|verif\w+|examin\w+|inspect\w*|compar\w+|test\w*|report\w*|result\w*|answer"
    r"|outcome|finding\w*|decision|decide\w*|establish\w*|hear|tell|write|call|ring|update|email|e-mail"
    r"|come back|get back|conclu\w+|view|cause|reply|let you know|news|confirm|settle\w*|explain|phone|send"
    r"|message|be in touch|contact|word|speak|meet|visit|expert|survey\w*|lab|footage|assessor|back to you|clear\w*|says?|show\w*|assess\w*|learn)\b",
)


def _missing_regret(review: Review) -> Iterator[Hit]:
    stated = review.case is not None and review.case.facts.fault is not None
    heated = stated or review.triage is None or (review.angry and review.triage.intensity >= 0.35)
    if heated and not _REGRET.within(review.plain):
        yield Hit(None, "no regret for the effect on the customer", soft=True)


_CAUSE_TOLD = Phrases(
    r"\b(?:due to|because of|because (?:the|your|our|a|an|of|it|we)|owing to|caused by|as a result of|the reason (?:is|was|for))\b"
)


def _missing_date(review: Review) -> Iterator[Hit]:
    stated = review.case is not None and review.case.facts.fault is not None
    if not stated and _CAUSE_TOLD.within(review.plain):
        return  # nothing is left to find out
    if not any(
        _FINDING_OUT.within(s.text) and timed(s.text) and _ahead(s.text) for s in review.body
    ):
        yield Hit(None, "no time by which the cause will be known", soft=True)


_AHEAD = Phrases(
    r"\b(?:will|'ll|by|within|tomorrow|tonight|until|at the latest|next|before|due|going to|have until"
    r"|latest|in \w+ (?:\w+ )?(?:days?|hours?|weeks?)|this (?:afternoon|evening)|later today|comes|expect"
    r"|finish\w*|is on|are on|answers?|reports?|meets?|today)\b"
)


def _ahead(text: str) -> bool:
    """Whether a sentence speaks of what is to come, not only of when something happened."""
    return _AHEAD.within(text)
