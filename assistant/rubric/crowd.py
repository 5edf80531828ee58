"""Other people brought into a reply by what they are and what is said of them (D21).

A crowd is a number, a quantity or "other" before people, or people waiting, complaining, content.
The words for people and for quantities are lists; the check is their standing side by side.
"""

from __future__ import annotations

from assistant.rubric.phrases import Phrases, any_of

PEOPLE = """
customers?|clients?|passengers?|guests?|users?|callers?|people|members?|households?|homes|couples?|family|families|folks?|others|persons?|buyers?|shoppers?
travell?ers?|patients?|subscribers?|diners?|visitors?|viewers?|tenants?|residents?|neighbou?rs?|parents?|students?|drivers?|riders?|holidaymakers|owners?
policy ?holders?|account ?holders?|card ?holders?|ticket ?holders?|bookers|applicants?|claimants?|businesses|merchants|sellers|fans|players|gamers|readers
lad(?:y|ies)|gentlem[ae]n|wom[ae]n|m[ae]n|kids|pupils|colleagues of yours|streets|villages|towns|postcodes|flats|rooms|tables|sites|shops
"""
"""Who else there is."""
_P = any_of(PEOPLE)
_COUNT = (
    r"(?:\d[\d.,]*(?: ?(?:k|thousand|hundred|million))?|(?:a |several |many |about |over |some |around |nearly |well over )*(?:dozens?|hundreds?|thousands?|millions?|scores|loads|lots|heaps|tons|plenty)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)?(?: hundred| thousand| million)?"
    r"|a (?:great |huge |large |record )?(?:number|lot|crowd|queue|stack|pile|mountain|string|list)|so many|too many|very many|countless|half|most|all)"
)
_WAIT = r"(?:queu(?:e|ing|eing)|waiting|in (?:the |our )?(?:queue|line|front)|on hold|ahead|before you|to (?:get|go|work|deal|see|serve|answer|help)|wanting|asking|calling|ringing|writing)"
_PLACE = r"(?:class|town|city|county|country|region|village|street|block|neighbou?rhood|school|course|floor|area|state|district|borough|coast|continent|europe|world|industry)"
CROWD = Phrases(
    rf"\b(?:every|all|most|half|nearly all|almost all|(?:two|three) (?:thirds|quarters) of|a (?:third|quarter) of|much of|many|plenty of|the (?:rest|majority|bulk|whole|entire) ?(?:of)?|half of|each and every) (?:single |one of |of )*(?:the |our |my |this )*(?:\w+ )?(?:{_PLACE}|{_P})\b",
    rf"\bthe (?:\w+ )?\w+ (?:before|ahead of|in front of) you\b|\b{_P} (?:before|ahead of|in front of) (?:you|yours)\b|\btheir (?:own )?(?:customers|clients|guests|members|passengers)\b|\bearly birds?\b|\b(?:luckier|quicker|faster) ones\b",
    r"\b(?:the )?(?:whole|entire|half the) (?:\w+ )?\w+ (?:had|has|have|was|were|is) the same\b|\bsame (?:idea|problem|trouble|thing|wait|delay|letter|answer) (?:for|as|with) (?:every\w*|all|others?|most)\b|\ball (?:\d+ |the )?(?:\w+ )?(?:flats|rooms|seats|houses|units|shops) would\b",
    rf"\b{_COUNT} (?:of )?(?:the |our |other |more )*(?:\w+ )?{_P} (?:are |were |is |who are |all |still |currently )*{_WAIT}\b",
    rf"\b(?:the )?other(?: \w+)? {_P} (?:who |that |on |in |at |from |this |have |had |are |were |was |is |seem|still|gave|said|got|manage|did|do|never|only|just|like|love|left|wait|find|found|rate|enjoy)",
    rf"\b(?:the|another|one) (?:\w+ )?{_P} (?:in|at|on|from|next|across|above|below|opposite|before|after|who) [^.!?;]{{0,40}}\b(?:said|says|told us|loved|liked|found|theirs|didn't|did not|never|managed|manages|waited|waits|had (?:no|the same|it)|got|happy|content|pleased|fine)\b",
    rf"\b(?:\w+n't|not|never|hardly|far from) (?:\w+ )?(?:the )?(?:only|first|last|sole) (?:\w+ )?(?:{_P}|one|ones|case|person)\b",
    rf"\b(?:none|not one|hardly any|few) of (?:our|the|my) (?:\w+ )?{_P}\b|\b(?:hits|affects|affected|hit|reached|concerns) {_COUNT} (?:of )?(?:\w+ )?{_P}\b",
    rf"\b(?:works?|worked|fine|good|easy|enough|clear|perfectly|well|no problem|popular|normal|usual|suits?) (?:\w+ )?(?:for|with|to|among) (?:most |other |the other |many |all |our |nearly all |almost all )*(?:{_P}|every\w+|others)\b",
    r"\b(?:everybody|everyone|the (?:whole|entire|rest of the) \w+|all of (?:you|them|our \w+)|half the \w+) (?:is |was |are |were |has |had )?(?:\w+ly )?(?:streaming|calling|ordering|booking|travelling|traveling|waiting|complaining|wanting|trying|flying|moving|shopping|writing|asking|ringing|affected|using|buying|returning|coping|manages?|managed|copes?|got|gets|in the same|went|came|waits?)\b",
    rf"\b(?:we|they|i) (?:sell|sold|ship|send|sent|deliver|handle|process|serve|carry|see|get|answer|take|clean|fit|move|do) (?:\w+ )?(?:about |over |around |some |nearly |roughly |up to |more than |well over )*{_COUNT} (?:of )?(?:these|those|them|such|\w+) (?:\w+ )?(?:a|an|per|each|every) (?:day|week|month|year|hour|shift|night)\b",
    r"\b(?:only|just) (?:me|one|two|three|the two of us|a handful|myself)(?: and \w+)?(?: of us)? (?:\w+ )?(?:on|here|in|working|tonight|today|left|for|covering)\b",
    rf"\b(?:queue|list|pile|stack|backlog|mountain|line|load) of (?:some |about |over |around |nearly |roughly |more than |well over )*(?:\w+ )?{_COUNT} (?:\w+ )?\w+\b|\b(?:yours|your \w+) (?:is|sits|comes|stands) (?:somewhere|number|in the (?:middle|queue)|further|towards|behind|after)\b",
    rf"\b(?:every|each) (?:\w+ )?\w+ (?:is|are|was|were) (?:ringing|calling|asking|writing|waiting|ordering|wanting|trying|complaining|booking|after)\b|\ba lot (?:going|on) (?:round|around|on|at)\b|\b(?:all|every one of) our (?:\w+ )?{_P} (?:want|need|ask|call|write|wait|book|order|have)\w*\b",
    r"\b(?:neither|nor|so) (?:did|does|do|has|have|had|was|were|is|are) (?:the (?:rest|others?|whole|entire)|most|all|every\w*|anyone|anybody|many|half|your (?:\w+ )?neighbou?rs?|other)\b",
    r"\b(?:\w+er|less|more|better|worse) than (?:what |how |for |with |at |in )?(?:most|many|others?|the (?:rest|others?|average)|average|usual|normal|we usually|elsewhere|any(?:where|one) else|people|other)\b",
    rf"\b{_COUNT} (?:more|others|other) (?:\w+ )?(?:at|in|on|behind|waiting|to|who|like|with)\b",
    r"\b(?:twice|double|triple|treble|(?:two|three|four|five|ten|\d+) times) (?:the|as many|our|what|as much) (?:\w+ )?(?:\w+)\b[^.!?]{0,24}\b(?:usual\w*|normal\w*|average|we (?:get|do|have|had|see)|before|last (?:year|week|month)|expected|planned)\b",
    rf"\b{_P} (?:who|that) (?:\w+ ){{0,3}}?(?:more|worse|longer|bigger|real|first|sooner|less|nothing)\b",
)
"""Other people, counted, waiting, content, or no better off."""
VOLUME = Phrases(
    r"\b(?:has|have|had|with|got) (?:its|their|our|his|her|my) hands full\b|\b(?:flu|cold|tax|exam|wedding|ski|harvest|holiday|rainy|storm|moving|festival|peak|high|silly) season\b|\bhalf-?term\b|\bwaiting lists? (?:with|of|is|has|runs)\b",
    r"\b(?:waiting room|pool|hall|hotel|train|flight|bus|plane|terminal|station|airport|restaurant|house|floor|office|surgery)(?:'s| is| was| were| are) (?:\w+ly |so |very |all |completely |absolutely )*(?:packed|full(?: up)?|jammed|rammed|bursting|overflowing|crowded|heaving|overbooked|sold out)\b",
    r"\b(?:hottest|busiest|fullest|craziest|worst|coldest|wettest) (?:\w+ )?(?:day|week|weekend|month|time|season|night|hour|summer|winter|period) (?:of|in)\b|\b(?:we're|we are|we were|team is|i'm) (?:\w+ )?(?:one|two|three|four|half) (?:people |drivers |colleagues |staff )?(?:short|down|missing)\b|\bshort-?handed\b|\bwork(?:ing)? of (?:two|three|several)\b",
    r"\b(?:get|got|have|had|receive|received|handle|answer|see|take|deal with) (?:about |some |around |over |nearly |up to |roughly |more than )?\d[\d.,]* (?:of (?:these|those|them|such) |\w+ )?(?:\w+ )?(?:a|per|each|every) (?:day|week|month|hour|shift|year)\b",
    r"\b(?:a |an )?(?:huge|large|high|higher|enormous|record|unusual|massive|great|vast|big|exceptional|unprecedented|sheer|overwhelming|crazy|heavy) (?:\w+ )?(?:number|volume|amount|quantity|flood|pile|backlog|stack|wave|demand|influx|intake|flow|load|turnout|uptake|footfall)s?\b(?: of| for| in| from|[.,;]|$| at| this| right| today| on| since| lately)",
    r"\b(?:bench|workshop|kitchen|desk|diary|diaries|calendar|inbox|phones?|lines?|switchboard|warehouse|depot|ward|clinic|team|shop|store|queue|schedule|roads?|vans?|schedules|engineers|books)(?:'s|'re| is| are| was| were) (?:\w+ly |so |very |all |fully |rather |quite |completely |absolutely )*(?:packed|full|jammed|rammed|booked (?:out|up|solid)|chock-?a-?block|overflowing|bursting|heaving|piled|clogged|overloaded|stretched|ringing off|red hot|non-?stop|bulging|choked|maxed)\b",
    r"\b(?:popular|busy|hectic|crazy|mad|frantic|peak|rush|high) (?:\w+ )?(?:time|hours?|period|season|spell|stretch|day|evening|week|month|slot)s?\b",
    r"\b(?:up to (?:my|our) (?:neck|eyes|ears|eyeballs)|run(?:ning)? off (?:my|our|their) feet|rushed off|snowed under|drowning in|under (?:a lot of |heavy |huge |great |enormous |real )?(?:strain|pressure|siege)|all hands|thin on the ground|stretched thin|hands are full|plate is full|worked off)\b",
    r"\b(?:staff(?:ing)?|driver|engineer|agent|crew|people|worker|personnel) (?:shortages?|shortfalls?|levels|sickness|absences?)\b|\b(?:short|low|light|down) (?:of|on) (?:staff|people|drivers|engineers|hands|crew|agents|colleagues)\b|\b(?:off sick|on leave|on holiday)\b[^.!?]{0,40}\b(?:so|and we|which|meaning|today|this week)\b",
)
"""How busy we are."""
BESIDE = Phrases(
    r"\b(?:whether|regardless|irrespective|no matter|whatever|does not matter|doesn't matter|plays? no (?:part|role)|no (?:part|role) in|makes? no difference|nothing to do with|does(?:n't| not) (?:change|depend|excuse|help|make)|is no (?:excuse|comfort|consolation|reason)|not an excuse|that's no)\b"
)
"""Said to set other people aside."""
