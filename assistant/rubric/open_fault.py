"""Where fault is open, the reply does not decide it; regret, and a day for finding out (D09)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.rubric.fault_signs import AMISS_BY_ME, DOES, IRREGULAR, NOT_OWNING, PEOPLE
from assistant.rubric.outcome import Hit, Outcome, found, skipped
from assistant.rubric.phrases import ATTRIBUTION, CLAUSE_BREAK, CONDITION, Phrases
from assistant.rubric.review import Review
from assistant.rubric.timing import timed
from assistant.rubric.wording import content, stem

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
    rf"\b(?:we|i|our (?:\w+ ){{0,2}}?{PEOPLE}|one of our (?:\w+ )?\w+)(?: have| had| has|'ve)?"
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
    r"\bhold (?:ourselves|myself) (?:\w+ )?(?:accountable|responsible|liable)\b",
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
    r"\b(?:it|this|that) (?:was|is|has been) (?:\w+ly )?(?:us|our (?:own )?(?:\w+ ){0,2}?\w+) (?:who|that|which)\b",
    r"\b(?:this|that|it|this one|the \w+) (?:is|was|'s) (?:\w+ly |all )?on (?:us|me|our \w+|the (?:salon|hotel|shop|store|garage|clinic|branch|company|house|team|workshop|kitchen|airline|bank|agency|practice|depot))\b",
    rf"(?-i:\b(?:[A-Z][a-z]{{2,}}|[Hh]e|[Ss]he|[Tt]hey)) (?:have |had |has |'ve )?(?:\w+ly )?(?:{_WRONGED}|left|put|gave|sent|took|set|used|did|made|kept|turned|cut|poured|mixed|fitted|fixed|parked|hit|told|"
    r"booked|typed|entered|read|packed|let)\b[^.!?,;]{0,40}\b(?:wrong\w*|too (?:long|much|hot|early|late|hard|little|many|few|fast|high|soon)|by mistake|in error|badly|carelessly|without (?:checking|asking|looking|testing)|against (?:the|our|my))\b",
    r"\b(?:the|our|my|one of our) (?:\w+ )?[a-z]+ (?:had |has |have )?(?:\w+ly )?(?:forgot(?:ten)?|failed to|neglected|overlooked|mishandled|botched|ignored|omitted|didn't bother)\b",
    r"\b(?:he|she|they|the \w+|our \w+|it) [a-z]+(?:ed|t|d|w|e|g)?\b[^.!?;]{0,30}\b(?:carelessly|negligently|recklessly|improperly|sloppily)\b|\bwhich (?:he|she|they|it|nobody|no one) (?:isn't|is not|aren't|are not|shouldn't|should not|wasn't|was not|weren't|were not|is|was|mustn't) (?:\w+ )?(?:supposed|allowed|meant|have)\b",
    r"\b(?:take|takes|accept|accepts|assume|bear|bears|taking|accepting) (?:the )?(?:full|all|complete|sole|total|entire) (?:the )?(?:responsibility|liability|blame)\b|\bwe (?:accept|admit|concede|acknowledge) that (?:the|our|we|it|this|your)\b",
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
    r"\b(?:did|does|do|could|can|has|have|had|was|were|is)(?: not|n't) (?:\w+ )?(?:come|came|start|begin|arise|originate|stem|result|happen|occur|lie|caused?|go wrong|gone wrong)(?:ed|d)? (?:\w+ )?(?:from|with|in|at|because of|on|by|through|during) (?:us|me|our)\b",
    r"\b(?:it|this|that|they|the (?:\w+ )?\w+) (?:got|went|came|happened|broke|was (?:done|caused|damaged|broken|lost)|were (?:done|caused|damaged|broken|lost)) (?:\w+ ){0,3}?(?:after|once|when) (?:it|they|you|the \w+) (?:had |has |have |'d )?(?:left|leaving|got|took|taken|signed|opened|collected|picked)\b",
    r"\b(?:fault|cause|problem|damage|mistake|error|blame|responsibility) (?:\w+ )?(?:is|was|lies|lay|sits|must be|has to be|rests) (?:\w+ )?(?:with|on|at|in|from|outside) (?:you|your|the (?:customer|user|other|sender|maker|manufacturer|bank|courier|carrier)|elsewhere|our)\b",
    r"\bnothing (?:is|was|has been) (?:\w+ )?(?:wrong|amiss|the matter) with (?:our|the)\b|\bcan (?:only|really only) (?:have|be)\b|\b(?:because|since|as|when) you (?:\w+ly |had |have |hadn't |didn't |did not )*(?:\w+ed|left|let|forgot|gave|drove|put|took|set|did|made|held|kept|went|hit|shut|sat|stood|told|lost|use|wore|ate|fell)\b[^.!?]{0,24}\b(?:too|wrong\w*|not|without|badly|open|yourself|against|late|early)\b",
    r"\b(?:is|was|are|were)(?: not|n't) (?:\w+ )?(?:to blame|at fault|the cause|the reason|responsible)\b",
    r"\b(?:it|this|that|the \w+) (?:\w+ly )?(?:started|began|came|comes|arose|happened|broke|burned|tore) (?:\w+ )?(?:at|in|from|with|on|inside|because of|through) (?:you|your)\b|\b(?:off the hook|in the clear|blameless|not to blame|nothing to answer for|clean hands|no part in|not guilty|not (?:what|the thing that) (?:caused|did|made|broke))\b",
    r"\bour (?:\w+ )?\w+ (?:\w+ly )?(?:did not|didn't|never|would never|wouldn't|has not|hasn't|could not have|cannot have) (?:\w+ly )?(?:take|took|taken|do|done|cause|caused|touch|touched|break|broken|damage|damaged|lose|lost|steal|stolen|say|said|hit|leave|left|open|opened|use|used|sell|sold)\b",
    r"\bno way (?:that )?(?:it|this|that|the \w+|we|our)\b|\bso (?:that )?(?:it|this|that|they) (?:was|were|is|are|did|could)(?:n't| not)\b|\b(?:so|therefore|hence) (?:you|it|they|she|he|your \w+) (?:\w+ )?(?:picked|caught|got|had|brought|took|must)\b|\bthat(?:'s| is| was) (?:why|how) (?:it|they|she|he|the \w+)\b|\belsewhere\b",
    r"\b(?:came down|broke|fell|failed|happened|crashed|leaked|burned|went (?:off|wrong|out|down)|snapped|tore|stopped) (?:\w+ )?because (?:a|an|the|our|you|your|we|one)\b",
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


_OUR_DEED = Phrases(
    rf"\bour (?:own )?(?:\w+ )?[a-z]+ (?:had |has |have )?(?:\w+ly |also |then |once )?(?:(?-i:[a-z]+ed)|{IRREGULAR})\b"
)


def _our_deeds(review: Review) -> Iterator[tuple[int, int]]:
    """Where the reply tells as a fact what somebody or something of ours did; looking and asking are none."""
    for span in _OUR_DEED.find(review.plain):
        sentence = review.sentence_at(span[0])
        if sentence is None or sentence.role != "body":
            continue
        rest = review.plain[span[1] : sentence.end][:40]
        if (
            not NOT_OWNING.within(review.plain[slice(*span)])
            or AMISS_BY_ME.within(rest)
            or _TOO.starts(rest)
        ):
            yield span


_TOO = Phrases(r"^ too \w+\b")


def _said_again(review: Review) -> Iterator[tuple[int, int]]:
    """Where the reply says of us, as a fact, the very thing that the customer reproaches us with."""
    wrongs = _reproaches(review)
    for span in DOES.find(review.plain):
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
    for span in (*_said_again(review), *_our_deeds(review)) if stated else ():
        if not (_retold(review, span) or _conditional(review, span) or _open(review, span)):
            text = f"states a fault that is not settled: “{review.reply[slice(*span)]}”"
            yield Hit(span, text)
    for phrases, firm in ((_ADMISSION, True), (_DENIAL, False)):
        if not firm and not stated:
            continue
        for span in phrases.find(review.plain):
            if _retold(review, span) or _conditional(review, span) or _open(review, span):
                continue
            text = f"states a fault that is not settled: “{review.reply[slice(*span)]}”"
            yield Hit(span, text, soft=not firm)


def _retold(review: Review, span: tuple[int, int]) -> bool:
    """Whether it is the customer's account: "You write that it came late and we charged twice"."""
    if review.attributed(span):
        return True
    before = review.before(span)
    places = ATTRIBUTION.find(before)
    return bool(places) and not _NEW_CLAUSE.within(before[places[-1][1] :])


_NEW_CLAUSE = Phrases(r"[;:]\s|\. |, (?:but|and|so) |\bbut\b")
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
    r"|message|be in touch|read|opens?|opened|contact|word|speak|meet|visit|expert|survey\w*|lab|footage|assessor|back to you|clear\w*|says?|show\w*|assess\w*|learn)\b",
)


def _missing_regret(review: Review) -> Iterator[Hit]:
    stated = review.case is not None and review.case.facts.fault is not None
    if (stated or _heated(review)) and not _REGRET.within(review.plain):
        yield Hit(None, "no regret for the effect on the customer", soft=True)


def _heated(review: Review) -> bool:
    """Whether somebody complains: a calm question for help has no fault in it."""
    if review.triage is None:
        return True
    legal = any(flag.key == "legal" for flag in review.triage.flags)
    return legal or (review.angry and review.triage.intensity >= 0.35)


_CAUSE_TOLD = Phrases(
    r"\b(?:causing|there(?:'s| is| was| has been) an? (?:\w+ ){0,2}?(?:incident|accident|fault|outage|problem|issue|failure|strike|storm)) "
    r"(?:\w+ )*?(?:at|in|on|with|near|disruption|delays?)\b|"
    r"\b(?:due to|because of|because (?:the|your|our|a|an|of|it|we)|owing to|caused by|as a result of|the reason (?:is|was|for))\b"
)


def _missing_date(review: Review) -> Iterator[Hit]:
    stated = review.case is not None and review.case.facts.fault is not None
    if not stated and (_CAUSE_TOLD.within(review.plain) or not _heated(review)):
        return  # nothing is left to find out, or nobody reproaches us with anything
    if not any(
        _FINDING_OUT.within(s.text) and timed(s.text) and _ahead(s.text) for s in review.body
    ):
        yield Hit(None, "no time by which the cause will be known", soft=True)


_AHEAD = Phrases(
    r"\b(?:will|'ll|by|within|tomorrow|tonight|until|at the latest|next|before|due|going to|have until"
    r"|latest|in \w+ (?:\w+ )?(?:days?|hours?|weeks?)|this (?:afternoon|evening)|later today|comes|expect"
    r"|finish\w*|opens?|reads?|is read|sends?|tells?|on (?:\w+day|the \d+\w*)|that (?:day|evening)|is on|are on|answers?|reports?|meets?|today)\b"
)


def _ahead(text: str) -> bool:
    """Whether a sentence speaks of what is to come, not only of when something happened."""
    return _AHEAD.within(text)
