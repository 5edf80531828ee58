"""Checks on who is spoken of: other customers, and who acts (D21, D26)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.rubric.crowd import BESIDE, CROWD, VOLUME
from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.voice import own_voice

_MANY = (
    r"(?:high|heavy|heavier|increased|large|larger|huge|great|greater|unprecedented|unusual\w*"
    r"|overwhelming|higher|sheer|record|massive|enormous|significant|growing|peak|exceptional\w*"
    r"|elevated|substantial|vast|extraordinary|big|bigger|extreme\w*|strong|rising)"
)
_CONTACTS = (
    r"(?:calls?|contacts?|e-?mails?|messages?|enquir(?:y|ies)|inquir(?:y|ies)|tickets?|requests?"
    r"|orders?|bookings?|claims?|chats?|complaints?|customers?|passengers?|parcels?|cases?"
    r"|queries|reports?|customer service|support|faults?|returns?|applications?|people|guests?"
    r"|deliveries|shipments?|refunds?|visitors?|callers?|users?)"
)
_PEOPLE = (
    r"(?:customers?|clients?|passengers?|guests?|users?|callers?|people|members?|households?"
    r"|travell?ers?|patients?|policy ?holders?|subscribers?|buyers?|shoppers?|account ?holders?"
    r"|families|homes|properties|fans|diners|viewers|tenants?|claimants?|folks?|businesses"
    r"|neighbou?rs|residents?|ticket ?holders?|ticket buyers|sellers|merchants|drivers|claims"
    r"|orders|parcels|bookings|cases|complaints|tables|accounts|companies|teams|gyms?|rooms"
    r"|persons?|riders|commuters|voters|patrons|parents|drivers|students|readers|listeners|callers|players|students|cardholders|addresses|flights|homeowners|enquiries)"
)
_PRESSED = Phrases(
    rf"\b{_MANY} (?:than \w+ )?(?:\w+ ){{0,2}}(?:volumes?|numbers?|amounts?|levels?|quantity|queue)"
    rf" of (?:\w+ ){{0,2}}{_CONTACTS}\b",
    rf"\b{_MANY} (?:than \w+ )?(?:\w+ )?{_CONTACTS}(?: \w+)? (?:volumes?|demand|traffic|numbers"
    r"|levels|load)\b", rf"\b{_CONTACTS} volumes? (?:is|are|has|have|\w+ly)\b",
    rf"\b{_MANY} (?:than \w+ )?(?:volumes?|demand|traffic|workload|interest|uptake|season)\b",
    r"\bvolumes (?:are|is|have|has)(?: been)? (?:\w+ )?(?:high|up|heavy|huge|higher)\b",
    r"\b(?:influx|surge|spike|flood|deluge|avalanche|rush|wave|mountain|glut|barrage|tsunami|pile"
    rf"|huge increase|sharp rise|rise|increase|uptick|upturn) (?:of|in) (?:\w+ ){{0,2}}(?:{_CONTACTS}|demand)\b",
    rf"\b(?:a lot|lots|loads|thousands|hundreds|dozens|tons|plenty|millions|so many|too many|very"
    rf" many|a great many) (?:of )?(?:\w+ )?{_CONTACTS}\b[^.!?\n]*\b(?:a|per|each|every|at the|right now|today"
    r"|this|these|come|coming|came|waiting|to (?:get|go|work|answer|deal)|before|ahead|like|and"
    r"|since|after|calling|affected)\b",
    r"\b(?:we|we're|we've|lines|phones|team|colleagues|depot|drivers|warehouse|kitchen|desk|office"
    r"|staff|support|centre|center|things|everything|it)(?: are| is| were| was| have been| has been| been|'ve been"
    r"|'s)? (?:\w+ly |very |so |really |rather |pretty |a bit |quite |currently )*(?:busy|busier"
    r"|inundated|swamped|overwhelmed|snowed under|stretched|flooded|overrun|bombarded|hectic|rammed"
    r"|rushed off|run off|slammed|stacked|at capacity|flat out)\b",
    r"\b(?:very |extremely |exceptionally |unusually |particularly |our |the |a |most )*(?:busy|busiest"
    r"|busier|peak|hectic|crazy|manic) (?:\w+ )?(?:period|time|times|season|day|days|week|weeks"
    r"|weekend|month|night|hours?|evening|spell|stretch|year|summer)\b",
    r"\bbacklogs?\b", r"\b(?:christmas|holiday|summer|festive|black friday|weekend|friday|sale)"
    r" (?:rush|peak|madness|crowds?)\b",
)  # fmt: skip
_OTHERS = Phrases(
    rf"\b(?:(?:other|many|most|several|countless|numerous|some|few|fellow|any other|no other"
    rf"|our other|average|typical|normal|regular|ordinary|lots of|loads of|thousands of|hundreds of"
    rf"|dozens of|plenty of|a lot of|millions of|a number of|a handful of|majority of|all of our"
    rf"|all our|all other|all|every other|every|each of our|rest of (?:our|the)|quite a few"
    rf"|\d[\d,.]*(?: ?%| per ?cent| percent| million| thousand| out of \w+| in \w+)(?: of)?|two thirds of"
    rf"|nine out of ten|half (?:of )?(?:the|our)|\d[\d,.]* other|two other|three other) )"
    rf"(?:our |the |the other |other |of our |of the |of )*(?:(?:affected|loyal|angry|unhappy|existing|satisfied"
    rf"|happy|new|business|premium|online|long-standing|waiting|similar|such|nearby|paying) )?{_PEOPLE}\b",
    rf"\bthere (?:are|were|'re) (?:still |also |\w+ )?{_PEOPLE} (?:who|that|with|waiting|ahead|in|whose|worse)\b",
    rf"\b{_PEOPLE} (?:who|whose \w+) (?:have|has|had|were|are|came|wrote|called|booked|ordered|paid"
    r"|joined|wait\w*)(?: \w+){0,3} (?:longer|before you|first|earlier|ahead|weeks|months|since|worse)\b",
    r"\bevery(?:one|body)(?:'s| else| is| has| in (?:the|your|our)| on (?:the|that|your)| gets| was"
    r"| waits| wants| must| who| pays| affected| had| else's| goes)\b",
    r"\b(?:for|to|with|by|as|like|on) every(?:one|body)\b(?: (?:the same|alike|equally))?[.,;!?]",
    r"\b(?:same|fair|equal|equally|true|rule|rules|applies?) (?:\w+ )?(?:for|to|with) (?:all|every\w*|others?|anyone|any)\b",
    r"\b(?:no ?body|no ?one|no-one|none of (?:our|the) \w+|not one \w+) (?:else )?(?:has|have|had|seems|is|was|were) ?(?:else )?(?:ever )?(?:complained|complaining|reported|reporting|raised|mentioned|minded|objected|had (?:a|any|this|that) (?:\w+ )?(?:problem|trouble|issue)|a problem|said anything)\b|\b(?:nobody|no one|no-one) else\b",
    r"\b(?:you|yours|this|that|it|they)(?:'re| are| is|'s|r \w+ is)? (?:certainly |by )?(?:not|far from|hardly|isn't|no means) (?:\w+ )?(?:the only (?:one|customer|person|case|guest|passenger|flat|house|street|area|order)|alone|unique|the first (?:to|person|customer|one))\b",
    r"\bone of (?:many|thousands|hundreds|several|a number|a handful|dozens|(?:about |over |around |some |more than )?\d[\d,]+)\b",
    r"\b(?:you(?:'re| are) (?:\w+ )?the (?:only|first) one|the (?:only|first) (?:person|customer|guest|member|complaint|passenger|user))(?: \w+)? (?:who|to|we|about|that|i|affected|with)\b",
    r"\b(?:never|not|hardly|few|no other) (?:had|received|get|got|have) (?:\w+ )?(?:other )?complaints?\b",
    r"\bothers (?:\w+ )?(?:have|are|in|who|affected|waiting|too|like|manage|were|had|before|on|ahead|with|do|did|seem|get|got)\b",
    r"\b(?:the|than|compared (?:with|to)|like|before|ahead of|from|unlike) (?:all )?others\b",
    r"\b(?:not (?:just|only)|isn't (?:just|only)) (?:you|your (?:\w+))(?:[.,;!)]|$)",
    r"\b(?:the )?(?:whole|entire|rest of the|half the) (?:street|area|town|city|region|village|neighbou?rhood|building|block|county|country|estate|flight|plane|train) (?:is|was|has|had|lost|went|are|were)\b[^.!?]*\b(?:too|as well|also|not (?:just|only))\b",
    r"\b(?:\d+|[a-z]+(?:-[a-z]+)?) (?:out of|in) (?:every |a |\d+|ten\b|a hundred|hundred)\W?\d* ?(?:hundred )?(?:parcels|orders|flights|calls|claims|cases|trains|deliveries|visits|payments|bills|bookings)\b",
    r"\b(?:your|the) (?:other )?neighbou?rs? (?:are|is|seems?|managed?|cope|did not|didn't|don't|never|(?:have|has) (?:no|not|had no|never))\b",
    r"\bsame boat\b|\bin good company\b|\bjoin the club\b|\bwelcome to the club\b",
    r"\b(?:compared (?:to|with) (?:what|most|the|many|some)|(?:worse off|better off|luckier|longer|worse|better|sooner|faster|quicker"
    r"|more) than (?:most|many|some|others?|average|the average))\b",
    r"\bfirst[- ]come\b|\bwait (?:for )?your turn\b|\byour turn\b|\b(?:jump|skip|push|move)\w* (?:\w+ )?(?:the|our) (?:queue|line)\b",
    r"\b(?:back|front|top|end|bottom) of the (?:queue|line|pile|list)\b|\b(?:place|position|spot|number) (?:\w+ )?in (?:the|our|a) (?:queue|line)\b",
    r"\b(?:in|by|according to) (?:the )?(?:strict )?order (?:of (?:arrival|receipt|priority|date)|(?:they|in which|we|it|that|received|of when|they're))\b",
    r"\b(?:ahead of|in front of|before) (?:you|yours)\b[^.!?\n]*(?:queue|line|list)|\b(?:queue|list|line|calls|cases|claims|people|\d+) (?:ahead of|in front of|before) (?:you|yours)\b",
    r"\bif (?:we|i) (?:did|do|made|make|gave|give|start\w*|let|allow\w*) (?:\w+ )*(?:for you|for one|an exception|to you|one)\b",
    r"\b(?:treat|treats|treating|help|serve|deal with) (?:all|every|each)\w* ",
    r"\b(?:nothing unusual|perfectly normal|quite common|fairly common|very common|common (?:problem|issue|complaint)"
    r"|happens (?:to|with) (?:\w+ )*(?:customers|people|every\w*|lots|plenty|all|most|others?|us)"
    r"|normal range|within the (?:normal|usual|average)|on average)\b",
    r"\bmost (?:of our )?(?:deliveries|flights|claims|engineers|refunds) (?:\w+ )?(?:arrive|are|take|get|leave|go)\b",
    r"\bat this time of (?:the )?year\b|\b(?:short|under)-?staffed\b|\b(?:get|hear|see) this (?:a lot|all the time|every day)\b|\b(?:a|another|one) (?:customer|lady|gentleman|guest|family|passenger|caller|member|couple) (?:\w+ ){0,4}(?:waited|waiting|lost|paid|had|has|wrote|called|rang|who)\b|\b(?:better|faster|quicker|sooner|shorter|less|cheaper|nicer|cleaner) than (?:most|many|some|others|the average|average|usual|our competitors|other|elsewhere|any other)\b|\b(?:people|customers|anyone) in your (?:position|situation)\b|\b(?:emergencies|priority cases|vulnerable customers) (?:\w+ )?(?:first|before|take)\b|\bbusier people|\bfar worse cases|\b(?:more|most) (?:urgent|serious|pressing|deserving) (?:cases|claims|matters|customers|ones|complaints|jobs|calls)\b",
    r"\b(?:half|most|much|all) of (?:the|your) (?:county|city|town|street|country|area|region|state|neighbou?rhood|village|building|coast)\b",
)  # fmt: skip
_NOT_COMPARED = Phrases(
    r"\b(?:data|details|see your|(?:for|with|to|in|of|on|and|all) your (?:family|household|party|group|team|booking|account|flight mates)"
    r"|in most cases|hope (?:that )?every\w+|(?:support|help|tips|advice|ideas|hear) from other|(?:available|open|free|visible|free of charge) (?:to|for) (?:every(?:one|body)|all)|all (?:three|four|five|six|seven|your|of your|\d+) |(?:every|each|all) (?:single )?(?:day|time|one of (?:your|those|these|them)|of (?:it|this|that|them|your))|sees? anyone"
    r"|all (?:of our|other|our) (?:flights|rooms|routes|plans|stores|trains|cabins|tickets|fares)"
    r"|noise|noisy|loud|smok\w+|rude|shouting|partying|names? of|personal|out of that queue|other"
    r" (?:person|people) (?:on|in) your|for you and|account holders? (?:in|on) your|warn|private"
    r"|stranger|share[ds]? with|another (?:customer|guest|passenger)'s|confus\w+ with|mixed up with)\b"
)
_OF_THEIRS = Phrases(
    r"\byou (?:were|waited|spent|stood|sat|queued|had to|have|have been|asked|wrote|sent)\b[^.!?\n]*$"
)
_QUEUED = Phrases(r"\b(?:queue|line|calls|e-?mails|messages)\b")


def comparison(review: Review) -> Outcome:
    """D21: no comparison with other customers, and no talk of how busy we are."""
    hits: list[Hit] = []
    for phrases, message in (
        (_PRESSED, _BUSY), (_OTHERS, _LIKENED), (VOLUME, _BUSY), (CROWD, _LIKENED)
    ):  # fmt: skip
        for hit in _compared(review, phrases, message):
            if not any(_overlap(hit, each) for each in hits):
                hits.append(hit)
    return found(hits)


_BUSY = "tells them how busy we are"
_LIKENED = "compares with other customers"


def _overlap(first: Hit, second: Hit) -> bool:
    if first.span is None or second.span is None:
        return False
    return first.span[0] < second.span[1] and second.span[0] < first.span[1]


def _compared(review: Review, phrases: Phrases, message: str) -> Iterator[Hit]:
    for hit in own_voice(review, phrases, message):
        sentence = review.sentence_at(hit.span[0]) if hit.span else None
        if hit.span is None or sentence is None or _NOT_COMPARED.within(sentence.text):
            continue
        if BESIDE.within(sentence.text) or review.in_link(hit.span[0]):
            continue
        said = review.plain[slice(*hit.span)]
        if _QUEUED.within(said) and _OF_THEIRS.within(review.before(hit.span)):
            continue
        yield hit


_WORK = (
    r"(?:check|look|investigate|review|ask|find|call|phone|ring|contact|write|e-?mail|update|tell"
    r"|inform|notify|let you|pass|forward|follow|get|reach|speak|talk|raise|escalate|trace|chase"
    r"|help|assist|note|arrange|keep|confirm|handle|examine|sort|fix|take|give|put|send|resend"
    r"|issue|process|credit|replace|offer|organi[sz]e|book|rebook|reserve|cancel|apply|add|remove"
    r"|waive|reset|restore|release|run|test|dig|go (?:through|over|back|ahead)|come back|return to"
    r"|monitor|watch|stay|liaise|work|try|ensure|make|verify|resolve|start|begin|open|reopen|log"
    r"|submit|compare|request|order|reorder|dispatch|ship|approve|push|prioriti[sz]e|place|set"
    r"|explain|share|text|message|post|switch|move|change|correct|amend|extend|freeze|pause|lift"
    r"|unlock|block|close|file|do|be (?:\w+ )?(?:in touch|\w+ing)|connect|swap|deal|attend|see (?:to|what|that|if))"
)
_FEEL = r"(?:understand|appreciate|hear|recogni[sz]e|reali[sz]e|see|read|suggest|recommend)"
_DONE = (
    r"(?:checked|looked|investigated|reviewed|asked|called|phoned|rung|contacted|written|emailed"
    r"|updated|told|informed|notified|passed|forwarded|followed|reached|spoken|spoke|raised"
    r"|escalated|traced|chased|read|noted|arranged|found|sorted|fixed|taken|put|sent|resent"
    r"|refunded|issued|processed|credited|replaced|offered|organi[sz]ed|booked|rebooked|reserved"
    r"|cancelled|canceled|applied|added|removed|waived|reset|restored|released|run|tested|gone"
    r"|verified|resolved|started|opened|reopened|logged|submitted|compared|requested|ordered"
    r"|reordered|dispatched|shipped|approved|placed|set|attached|switched|moved|changed|corrected"
    r"|amended|extended|frozen|paused|lifted|unlocked|blocked|closed|filed|done|made|confirmed"
    r"|given|handed|assigned|flagged|examined|identified|located|tracked|swapped|upgraded|decided"
    r"|determined|prepared|scheduled|posted|texted|managed|been (?:\w+ )?\w+ing)"
)
_ADVERBS = (
    r"(?:(?:now|also|personally|already|just|then|gladly|happily|today|both|all|\w+ly|of course) )*"
)
_PLURAL = Phrases(
    rf"\bwe(?:'ll| will| shall| are going to|'re going to| can| would like to|'d like to|'d be (?:happy|glad|pleased|delighted|keen|willing) to"
    rf"| would be happy to| are happy to|'re happy to| aim to| intend to| plan to| are able to) {_ADVERBS}{_WORK}\b",
    rf"\bwe(?:'ve| have) {_ADVERBS}{_DONE}\b",
    rf"\bwe(?:'re| are) {_ADVERBS}(?:checking|looking|investigating|reviewing|asking|contacting|calling"
    r"|writing|updating|tracing|chasing|following|raising|escalating|passing|arranging|working"
    r"|sending|refunding|issuing|processing|replacing|offering|organi[sz]ing|booking|cancelling"
    r"|adding|removing|running|testing|speaking|liaising|trying|doing|sorting|getting|handling"
    r"|monitoring|opening|correcting|fixing|moving|putting|taking|giving|making|on (?:it|the case)"
    r"|waiting to hear|in touch with|confident|aware)\b",
    rf"\bwe {_ADVERBS}(?:checked|looked|reviewed|investigated|contacted|spoke|asked|traced|escalated"
    r"|forwarded|passed|refunded|issued|arranged|processed|raised|logged|reached out|followed up"
    r"|credited|reordered|rebooked|resent|reopened|corrected|fixed)\b",
    rf"\bwe {_ADVERBS}(?:do )?(?:{_FEEL}|note)\b",
    r"\b(?:let|allow|permit) us (?:to )?(?:\w+ )?(?:check|look|investigate|find|see|ask|get|help|sort"
    r"|put|make|know if|take|review|arrange)\b",
    r"\bgive us (?:a|an|until|some|one|two|\d+) ",
)
_COMPANY_WORK = Phrases(
    rf"\bwe (?:do )?(?:{_FEEL}|note|\w+ed|spoke)\b",
    r"\bwe(?:'ll| will| can) (?:refund|credit|replace|send|be|make|offer|do)\b",
)
_OUR_FAILURE = Phrases(
    r"\b(?:wrong|twice|too (?:much|early|late|little|many)|mistake|error|by accident|failed|never"
    r"|not|n't|without|late|instead of|although|even though|let you down|kept you|made you|lost"
    r"|missed|broke|overcharged|forgot\w*|should)\b"
)
_SINGULAR = Phrases(
    rf"(?:^|[.!?;,]\s|\band )our (?:\w+ )?(?:department|team|office|side|desk|people|staff|support|branch) (?:has|have|will|is|are) {_ADVERBS}"
    rf"(?:{_DONE}|{_WORK}|arranging|looking|checking|working|investigating|reviewing)\b",
    r"\b(?:this|the) (?:department|office|team|desk|branch) (?:has|have|will) \w+\b",
    r"\b(?:it has been|it was) (?:\w+ )?(?:decided|agreed|arranged|noted|escalated|logged|passed)\b",
    rf"\bhas been {_ADVERBS}(?:escalated|forwarded|passed|logged|raised|noted|referred|actioned"
    r"|submitted|put|reopened|added to|moved to|issued|processed|arranged|applied)\b",
    r"\b(?:a|the) (?:refund|credit|replacement|request|trace|ticket|complaint) (?:was|has been|have been) \w+(?:ed|en|de)\b",
    r"\bthe undersigned\b", r"\b(?:this|your) (?:agent|advis[eo]r|representative|writer|colleague|case handler|handler|clerk) (?:has|have|will|is|shall|can)\b", r"\byou will be (?:contacted|informed|updated|notified|called)\b",
)  # fmt: skip
_ACTED = (
    rf"(?:has|have|will|is) {_ADVERBS}(?:{_DONE}|{_WORK}|arranging|looking|checking|working"
    r"|reviewing|investigating)"
)
_NAMED = Phrases(rf"(?-i:\b[A-Z]\w+(?: [A-Z]\w+)?) {_ACTED}\b")


def plural_agent(review: Review) -> Outcome:
    """D26: "I" for the agent's own actions; "we" may own a failure of the company."""
    hits = []
    for hit in own_voice(review, _PLURAL, "“we” hides who acts"):
        if hit.span is None or _owns_failure(review, hit) or _both(review, hit):
            continue
        soft = _COMPANY_WORK.starts(review.plain[slice(*hit.span)])
        hits.append(Hit(hit.span, hit.message, _with_i(review, hit), soft=soft))
    hits += own_voice(review, _SINGULAR, "does not say that you act", soft=True)
    return found([*hits, *_third_person(review)])


def _owns_failure(review: Review, hit: Hit) -> bool:
    """ "We have sent you the wrong one" owns a failure; "we will" never does."""
    if hit.span is None or _AHEAD.within(review.plain[slice(*hit.span)]):
        return False
    return _OUR_FAILURE.within(review.plain[hit.span[0] : hit.span[1] + 40].split(".")[0])


def _both(review: Review, hit: Hit) -> bool:
    """ "So that we can go through it together": the customer and the agent."""
    sentence = review.sentence_at(hit.span[0]) if hit.span else None
    before = review.before(hit.span) if hit.span else ""
    return sentence is not None and (_TOGETHER.within(sentence.text) or _TIME_OF.within(before))


_TIME_OF = Phrases(r"\b(?:time|times|after|what|where|which) $")
_TOGETHER = Phrases(r"\b(?:together|both of us|you and i|we both|between us)\b")
_AHEAD = Phrases(r"^we(?:'ll|'re| will| shall| are| can| would| do)\b")


def _with_i(review: Review, hit: Hit) -> str:
    """The same words in the first person singular."""
    said = review.reply[slice(*hit.span)] if hit.span else ""
    changed = said
    for plural, single in (("e're", " am"), ("e’re", " am"), ("e are", " am"), ("e've", "'ve"),
                           ("e’ve", "’ve"), ("e'll", "'ll"), ("e’ll", "’ll"), ("e ", " ")):  # fmt: skip
        if said[:1] in "Ww" and said[1 : 1 + len(plural)] == plural:
            changed = "I" + single + said[1 + len(plural) :]
            break
    return f"Write “{changed}”." if changed != said else ""


def _third_person(review: Review) -> Iterator[Hit]:
    """The desk or the company that signs the reply and speaks of itself by name."""
    signed = " ".join(s.text for s in review.sentences if s.role == "signoff").lower()
    if not signed:
        return
    for span in _NAMED.find(review.plain):
        name = review.plain[span[0] : span[1]].split(" ")[0].lower()
        sentence = review.sentence_at(span[0])
        own = (
            sentence is not None and sentence.role == "body" and name not in ("it", "that", "this")
        )
        if own and len(name) > 3 and name in signed and not review.attributed(span):
            yield Hit(span, "speaks of yourself by name", "Write “I”.", soft=True)
