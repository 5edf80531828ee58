"""Checks on the customer's feelings: no command about them, no formula of empathy (D03, D05)."""

from __future__ import annotations

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.parts import Sentence
from assistant.rubric.phrases import Phrases
from assistant.rubric.review import Review
from assistant.rubric.voice import claimed, own_voice
from assistant.rubric.wording import content, weight

_MOOD = (
    r"(?:upset|angry|mad|cross|frustrated|emotional|worried|annoyed|rude|dramatic|aggressive"
    r"|hostile|anxious|nervous|alarmed|stressed|concerned|afraid|scared|disappointed|offended"
    r"|disheartened|discouraged|sad|impatient|negative|hysterical|irritated|furious|outraged"
    r"|bitter|unreasonable|unpleasant|sarcastic|abusive|harsh|disrespectful|confrontational"
    r"|worked up|carried away|wound up|het up|heated|personal|difficult|despondent|distressed"
    r"|agitated|combative|snappy|short with (?:me|us))"
)
_COOL = (
    r"(?:calm|calmer|patient|more patient|reasonable|polite|civil|rational|cool|composed"
    r"|level-headed|positive|objective|courteous|constructive|respectful|understanding|realistic"
    r"|friendly|quiet|professional|sensible|fair|kind|nice|nicer|optimistic)"
)
_FRET = (
    r"(?:worry|panic|stress|shout|yell|swear|overreact|fret|rant|despair|fuss|scream|curse|fume"
    r"|rage|snap|vent|lash out|lose (?:your (?:temper|cool|head|patience|nerve)|heart|hope|sleep"
    r"|any sleep|it)|get (?:yourself )?(?:so |too |all |that )*(?:worked up|wound up|het up"
    r"|carried away|heated|personal|hung up|stressed)|work yourself up|let (?:it|this|that)"
    r"(?: \w+)? (?:get|upset|ruin|spoil|bother|worry|stress|affect|annoy|discourage)"
    r"|take (?:it|this|that|things) (?:so |too )?(?:personally|to heart|out on|badly"
    r"|seriously|the wrong way)|raise your voice|jump to conclusions|make a (?:fuss|scene)"
    r"|stress (?:about|over)|dwell on|blow (?:this|it|things) (?:up|out)|beat yourself up"
    r"|use (?:that|such|this) (?:kind of |sort of )?(?:tone|language))"
)
_NO_NEED = (
    r"(?:don't|do not|no need|no reason|no cause|no call|not necessary|no point(?: in)?|no use"
    r"|needn't|not worth|not need|never|let's not|let us not|try not|rather not|please not|not|n't"
    r"|nothing|no sense(?: in)?|not helpful|hardly any need|little point(?: in)?)"
)
_ORDER = (
    r"(?:please|just|try to|try and|need to|should|must|let's|let us|could you|can you|would you"
    r"|ask you to|ask that you|urge you to|want you to|like you to|need you to|you to|have to"
    r"|important to|important that you|best to|best if you|advise you to|suggest you|help if you"
    r"|appreciate it if you(?: could| would)?|if you could|if you can|if we (?:all|both)|kindly"
    r"|we all|we both|do|remember to|invite you to|first of all|first|now|okay|ok|so)"
)
_COMMAND = Phrases(
    r"\bcalm(?:ing)? (?:yourself |yourselves |things |it |this )?down\b",
    r"\b(?:you(?:'ve| have| had|'re| are)?|you feel) (?:\w+ )?(?:calmed down|calmer|cooled (?:off"
    r"|down)|less (?:angry|upset|emotional|heated))\b",
    rf"\b{_ORDER},? (?:please |all |just |both |to |and |we |you )*(?:stay|remain|keep|be|act|sound)"
    rf"(?: things| this| it| the conversation| our conversation)? (?:\w+ )?{_COOL}\b",
    rf"(?:^|[.!?:;] |, |\n)(?:please )?(?:stay|remain|keep|be|keep it|keep things) {_COOL}\b",
    r"\b(?:keep|hold|control|check|watch|manage|curb|restrain|rein in|contain|bottle) (?:your|those"
    r"|the) (?:\w+ )?(?:cool|temper|emotions?|anger|feelings?|nerves?|composure|language|tone"
    r"|voice|frustration|attitude|mouth|head)\b",
    r"\b(?:watch|mind|lower|moderate|soften|change|adjust|tone down|mind) your (?:\w+ )?(?:tone"
    r"|language|voice|manners|words|attitude)\b",
    r"\b(?:control|compose|pull) yourself\b", r"\bget a(?: \w+)? grip\b",
    r"\btone (?:it|this|things) down\b", r"\bbring (?:the|your) (?:temperature|emotions?|tone)\b",
    r"\brelax(?:,|\.|!| and| a bit| a little| please| about| for| now|$)",
    rf"\b(?:just|please|to|can|{_ORDER}) relax\b",
    r"\b(?:chill(?: out)?|settle down|simmer down|cheer up|lighten up|get over (?:it|this)|let it"
    r" go|rest easy|breathe|keep smiling|chin up|ease up|steady on|easy now|there, there|hush|pipe"
    r" down|deep breaths?)(?:[,.!]| and| please| now| a (?:bit|little)| for a|$)",
    r"(?:^|[.!?:;] |\bplease,? |\ba (?:little|bit of|moment's) )patience(?:[,.!]| please|$)",
    rf"\b{_ORDER},? (?:just |all |please )*(?:cool (?:off|down)|cooling (?:off|down))\b",
    r"(?:^|[.!?] )(?:please )?cool (?:off|down)\b",
    r"\btake it easy\b", r"\b(?:take|taking)(?: both| all)? (?:a|some|one) (?:\w+ )?(?:breath|breaths)\b",
    r"\b(?:no|without|less|spare (?:me|us)(?: the)?|enough|cut the|drop the) (?:more )?(?:drama|dramatics|fuss|fireworks|hysterics|histrionics|theatrics|tantrums?|shouting|panic)(?:,? please|[,.!;]|$| and| or)",
    r"\b(?:don't|do not|please don't|no need to) (?:go|start|keep|be|sit) (?:\w+ )?(?:fretting|worrying|panicking|stressing|fuming|shouting|losing|getting|brooding|stewing|crying|raging)\b",
    r"\btake (?:a|some) (?:\w+ )?(?:moment|minute|time|second) to (?:calm|cool|collect|compose"
    r"|breathe|gather|reflect|settle)\b", r"\b(?:let's|let us)(?: all| both)? take a (?:step back"
    r"|moment|minute|breath)\b", r"\bcount to ten\b", r"\bcooler heads\b",
    r"\b(?:take|leave|put|set|leaving|putting|setting|taking) (?:the |your |all |our )*(?:emotions?"
    r"|feelings?|anger|frustration|upset) (?:out|aside|to one side|behind|at the door|away)\b",
    r"\b(?:look|try|focus|looking|concentrate) (?:to look )?(?:at|on|for|and see|to see) the (?:bright"
    r"|positive|funny|good|brighter|silver|positives)\b",
    r"\b(?:put|set) your mind (?:at|to) (?:rest|ease)\b", r"\bput (?:this|it|that|all this) behind"
    r" (?:you|us)\b",
    r"\b(?:try to|try and|please|just|should|could) (?:forget|move on|get past|let go|see the"
    r" (?:funny|bright|positive))\b",
    rf"\b{_NO_NEED} (?:to |for |in |you |let yourself |even |please |you to |any |reason |need )*"
    rf"(?:be|get|getting|feel|feeling|become|becoming|being|sound|act|stay) "
    rf"(?:so |too |that |overly |all |quite |as |this |unduly |very |or feel |at all )*{_MOOD}\b",
    rf"\b{_NO_NEED} (?:to |for you to |you to |please |be |about |need to |have to |reason to )*{_FRET}\b",
    r"\b(?:no need|no reason|no cause|no call|little cause|any need) for (?:\w+ )?(?:\w+ )?(?:alarm"
    r"|concern|panic|anger|shouting|swearing|hostility|insults?|worry|that tone|such language"
    r"|rudeness|drama|that (?:kind|sort) of|upset|aggression|frustration|language|abuse|sarcasm"
    r"|emotion|stress|capitals)\b",
    r"\b(?:no need|no point|not worth|no use|no sense)(?: in)? (?:worrying|panicking|stressing"
    r"|shouting|yelling|swearing|overreacting|fretting|fuming|losing|getting|working yourself)\b",
    r"\bnothing (?:for you )?to (?:be )?(?:worry|worried|stress|panic|fret|upset|concerned|alarmed"
    r"|afraid|scared|angry)\b", r"\bstop (?:worrying|stressing|panicking|fretting|shouting|yelling"
    r"|swearing|being (?:so )?\w+|overreacting|complaining)\b",
    rf"\b(?:shouldn't|should not|mustn't|must not|needn't|ought not to) (?:be|feel|get|have been"
    rf"|let yourself (?:be|get|feel)) (?:so |too |that |overly )*{_MOOD}\b",
    rf"\b(?:shouldn't|should not|mustn't|needn't) {_FRET}\b",
    r"\b(?:getting|being|becoming|staying) (?:\w+ )?(?:angry|upset|mad|worked up|emotional|heated"
    r"|aggressive|rude|annoyed|cross|frustrated|loud|nasty|personal)(?: with (?:me|us))? (?:will not|won't|is not|isn't"
    r"|does not|doesn't|never|only|gets|helps|is of no)\b",
    r"\b(?:shouting|yelling|swearing|anger|rudeness|insults?|threats?|hostility|emotion) (?:at (?:me"
    r"|us) )?(?:will not|won't|is not|isn't|does not|doesn't|never|only makes?) (?:help|get|going"
    r"|change|solve|fix|speed|make|do|it|things|this)\b",
    r"\b(?:bit|little|touch) (?:less|more) (?:anger|hostil\w+|emotion\w*|aggress\w+|patien\w+|calm"
    r"|civil\w*|polite\w*|drama|understanding|respect|courtesy)\b",
    r"\byou(?:'re| are) (?:\w+ )?(?:overreacting|being (?:\w+ )?(?:unreasonable|emotional|dramatic"
    r"|difficult|irrational|hysterical|aggressive|rude|unfair))\b",
    rf"\b(?:try to|try and|please) (?:be|feel|sound|stay|get) (?:less|more|a bit more|a little more"
    rf"|a bit less|a little less) (?:{_MOOD}|{_COOL})\b",
    r"\b(?:keep|leave) (?:this|it|things|the tone|the discussion|our chat|the conversation)"
    r" (?:\w+ )?(?:calm|civil|polite|friendly|constructive|respectful|professional|cordial)\b",
    r"\b(?:please|kindly|ask you to|try to|ask that you) (?:refrain from|avoid|stop) (?:\w+ )?"
    r"(?:shout|swear|yell|the (?:capital|insult|swear)|insult|abus|offensive"
    r"|strong|foul)\w*",
    r"\bspeak to (?:me|us) (?:with (?:more |some |a little )?respect|nicely|politely|calmly)\b",
    r"\bi(?:'d| would)? (?:rather|prefer)(?: it if)? you (?:didn't|did not|were not|weren't) (?:so"
    r"|be|get|shout|swear|panic|worry|upset|raise|angry)\b",
)  # fmt: skip
_LOGISTIC = Phrases(
    r"\b(?:worry|worrying|stress|fret)(?: about| over)? (?:about |over )?(?:return|send|post|pay"
    r"|pack|print|book|collect|carry|find|fill|call|ring|writ|chas|reorder|chang|cancel"
    r"|repack|keep|bring|mak)\w*ing\b",
)
_FREED = Phrases(
    r"\b(?:so|so that|means|meaning|that way) you (?:do not|don't|will not|won't|need not|needn't)"
    r"(?: have to| need to)? ?$",
    r"\b(?:do not|don't|should not|shouldn't|never|will not|won't|not) (?:have had|have|need) to ?$",
)


def feelings_commanded(review: Review) -> Outcome:
    """D03: no command about feelings."""
    return found(
        hit
        for hit in claimed(review, _COMMAND, "a command about feelings")
        if hit.span and not _of_matters(review, hit.span)
    )


def _of_matters(review: Review, span: tuple[int, int]) -> bool:
    """Whether it is about a thing to do, or frees the customer from a worry."""
    around = review.plain[span[0] : span[1] + 24]
    before = review.before(span)
    return _LOGISTIC.within(around) or _FREED.within(before + review.plain[slice(*span)][:8])


_VERY = (
    r"(?:can|could|do|did|fully|completely|totally|truly|really|certainly|only|so|very much|just"
    r"|absolutely|entirely|quite|well|definitely|deeply|genuinely|honestly|sincerely|perfectly"
    r"|also|too|of course|both|do all|all|easily|clearly|would|must|even|already|want you to know"
    r"(?: that)? (?:i|we)|understandably)"
)
_DISTRESS = (
    r"(?:frustrat\w*|anger|angry|concerns?|concerned|disappoint\w*|upset\w*|pain|painful|feelings?"
    r"|feel|felt|annoy\w*|stress\w*|irritat\w*|situation|position|dissatisf\w+|unhappy\w*|distress\w*"
    r"|worr(?:y|ied|ying|isome)|anxi\w+|exasperat\w+|displeas\w+|inconvenien\w+|difficult\w*|hard"
    r"|tough|unpleasant|awful|terrible|troubl\w+|sentiments?|predicament|plight|hurt\w*|emotions?"
    r"|disgruntl\w*|discontent|reaction|ordeal|experience|important|matters?|infuriat\w+|aggravat\w+"
    r"|maddening|galling|tiresome|trying|unsettling|bad|challenging|shock\w*|cross|mad|fed up|sick"
    r"|coming from|going through|been through|point of view|perspective|side|much this means|tired"
    r"|discourag\w+|dishearten\w+|let down|unfair|disheartened|embarrass\w+|point)"
)
_BETWEEN = (
    r"(?:how|that|why|what|just|where|of|about|your|you|you're|you are|you've|this|it|it's|these"
    r"|things|thing|such|all|must|might|may|would|can|could|is|be|been|are|was|were|feel|feeling"
    r"|has|have|had|so|very|for|to|with|the|a|an|and|in|on|right|now|quite|really|extremely"
    r"|incredibly|being|caused|situations?|incidents?|problems?|issues?|delays?|like|whole|matter"
    r"|level|sense|kind|sort|deep|great|understandable|obvious|clear|evident|much|any|some|or"
    r"|anyone|somebody|someone|our|customers?|get|got|when|go|goes|happens?|wrong|did|do|does|not)"
)
_CANNED = Phrases(
    rf"\b(?:i|we)(?:'d| would|'ll|'ve)? (?:{_VERY} )*(?:understand|appreciate|hear|see|feel|sense"
    rf"|imagine|recogni[sz]e|acknowledge|get|know|empathi[sz]e|sympathi[sz]e|share|tell|reali[sz]e"
    rf"|respect|relate to|note|validate|comprehend|grasp|am aware of|can relate to)"
    rf"(?: \w+ly)? (?:{_BETWEEN} )*{_DISTRESS}\b",
    r"\b(?:i|we) (?:do |really |can |totally |completely |fully |truly |certainly |just |hear and )*"
    r"(?:hear|feel|get|understand|feel for|sympathi[sz]e|empathi[sz]e|relate)(?: with| for| to)?"
    r"(?: you| it| that)?(?: completely| entirely| fully| totally)?(?:[,.!;]| and (?:i|we)\b| –| -|"
    r" here\b|$)",
    r"\b(?:your|the) (?:\w+ )?(?:concerns?|frustrations?|complaint|voice|feedback|disappointment|worries|feelings?|points?) (?:has|have|is|are)(?: now| all)?(?: been)? (?:\w+ )?(?:heard|noted|acknowledged|registered|taken on board|understood|recogni[sz]ed|felt)\b|\b(?:i|we) (?:\w+ )?(?:sympathi[sz]e|empathi[sz]e|commiserate) with (?:the|your|you)\b",
    r"\b(?:i|we) (?:really |do |truly |just )*(?:feel|feel bad|feel so bad) for you\b",
    r"\b(?:i|we) (?:totally |completely |really |fully )?(?:get|understand) (?:(?:it|you|that"
    r"|completely)(?:[.,!;]| and (?:i|we)\b|$)|where you(?:'re| are) (?:coming from|at)\b)",
    r"\b(?:i|we) know (?:exactly |just )?how (?:you feel|it feels|that feels|this feels|annoying"
    r"|frustrating|upsetting|important|much|hard|difficult|disappointing|stressful|you must)\b",
    r"\b(?:put|placed?|putting|imagine) (?:myself|ourselves) in your (?:shoes|place|position)\b",
    r"\bif i (?:was|were) in your (?:shoes|place|position)\b|\bin your (?:shoes|place|position),? i\b",
    r"\b(?:that|this|it|things|which|what)(?: (?:situation|experience|all|delay|wait|news))? (?:must"
    r"|has to|had to|can't|cannot|can) (?:\w+ )?(?:be|have been|feel|have felt)"
    r" (?:so |very |really |extremely |incredibly |quite |rather |terribly |an? |especially |hugely"
    r" |easy|pleasant|a real |most |particularly )*(?:frustrating|upsetting|annoying|hard|difficult"
    r"|stressful|disappointing|awful|distressing|infuriating|tough|worrying|unpleasant|experience"
    r"|time|easy|pleasant|nice|fun|terrible|blow|exasperating|painful|shock|horrible|trying)\b",
    r"\b(?:that|this|it|which) (?:does |really |certainly )*sounds? (?:so |very |really |extremely"
    r" |incredibly |like |an? |truly |quite |absolutely )*(?:frustrating|upsetting|annoying|hard"
    r"|difficult|stressful|disappointing|awful|distressing|infuriating|terrible|horrible|tough"
    r"|unpleasant|nightmare)\b",
    r"\b(?:what|how|such) (?:an? )?(?:\w+ )?(?:frustrating|upsetting|annoying|stressful|awful"
    r"|disappointing|distressing|infuriating|terrible|horrible|difficult) (?:this|that|it|experience"
    r"|situation|time|day|position|thing)\b",
    r"\b(?:i(?:'d| would)|anyone(?:'d| would)|anybody would|any of us would|we(?:'d| would)|most"
    r" people would) (?:be|feel) (?:\w+ )?(?:\w+ )?(?:frustrated|upset|angry|annoyed|the same|mad"
    r"|cross|furious|as you do|exactly the same|disappointed|like that)(?: too| as well| way)?\b",
    r"\bwe(?:'ve| have) all been there\b|\bi(?:'ve| have) been (?:there|in your|in that)\b",
    r"\b(?:my|our) (?:hearts?|thoughts|sympathies|sympathy|heartfelt sympathy) (?:go|goes|are|is)"
    r"(?: out)? (?:to|with) you\b", r"\bfeel your pain\b",
    r"\byour (?:\w+ )?(?:frustrations?|anger|feelings?|disappointment|concerns?|annoyance|upset"
    r"|reaction|emotions?|distress|worry|worries|displeasure|dissatisfaction|irritation)"
    r" (?:is|are|has been|have been|do|does) (?:\w+ ){0,2}(?:understandable|valid|justified|noted"
    r"|understood|heard|matter|matters|important|natural|legitimate|fair|warranted|shared"
    r"|appreciated|taken|real|reasonable|acknowledged)\b",
    r"\b(?:it is|it's|that is|that's|this is|is) (?:\w+ )?(?:understandable|natural|only natural"
    r"|normal|ok|okay|fine|right) (?:that you|to feel|for you to|why you|to be|you(?:'re| are)?)"
    r" ?(?:\w+ )?(?:feel|be|upset|angry|frustrated|annoyed|disappointed|felt)?\b",
    r"\b(?:i|we) (?:do not|don't|can't|cannot|couldn't) (?:\w+ )?blame you\b",
    r"\b(?:i|we) (?:can|could) (?:really |certainly |clearly |definitely |absolutely |totally |also"
    r" )?(?:see|tell|hear|sense|feel) (?:that |how |why |in your (?:message|email|words|voice) |from"
    r" your (?:message|email|words) |just )*(?:you|you're|you are|your|this|it|the)\b[^.!?,;:]{0,40}"
    r"\b(?:frustrat\w*|upset\w*|angry|anger|annoy\w*|disappoint\w*|unhappy|distress\w*|stress\w*|pain"
    r"|hurt|like this|that way|fed up|irritat\w*)\b",
    r"\b(?:it|this|that)(?:'s| is) (?:never|not|no) (?:\w+ )?(?:fun|easy|ideal|nice|pleasant|a nice"
    r"|a good|what anyone|great|joke|picnic)\b", r"\b(?:no one|nobody|no customer) (?:likes|wants"
    r"|enjoys|should (?:ever )?(?:have to )?(?:feel|go through|experience))\b",
    r"\byou(?:'re| are)? (?:have every right|are right|are entitled|have a right|clearly|obviously"
    r"|understandably|rightly|quite rightly|very|every reason|have every reason|have good reason) "
    r"(?:to (?:be|feel) )?(?:\w+ )?(?:upset|angry|frustrated|annoyed|disappointed|unhappy|furious"
    r"|mad|cross|this way|that way|concerned)\b",
    r"\b(?:i|we) (?:am|are|'m|'re) (?:\w+ )?(?:sorry|sad|saddened)(?: to hear| to learn)?(?: that)?"
    r" (?:for )?(?:your (?:frustration|anger|feelings|disappointment|upset|distress|annoyance)|you"
    r" (?:are|were|have been) (?:feeling|going through|having|experiencing) (?:this|that|so|such))\b",
    r"\bhow (?:you|you're|you are) (?:must |might |may |be |are |really )*(?:feel|feeling)\b",
    r"\b(?:care|caring) (?:deeply |very much |a lot )?about (?:how you feel|your (?:feelings"
    r"|frustration|concerns?|experience))\b",
)  # fmt: skip


def canned(text: str) -> tuple[int, int] | None:
    """The first formula of empathy in a text."""
    return _CANNED.first(text)


def canned_empathy(review: Review) -> Outcome:
    """D05: no canned empathy without a detail in the same sentence."""
    hits: list[Hit] = []
    for hit in own_voice(review, _CANNED, "an empathy formula without a detail"):
        sentence = review.sentence_at(hit.span[0]) if hit.span else None
        if sentence and sentence.role == "body" and not _detailed(review, sentence):
            hits.append(hit)
    return found(hits)


def _detailed(review: Review, sentence: Sentence) -> bool:
    """Whether a sentence says something that only this case could have brought about."""
    inside = any(sentence.start <= f.span[0] < sentence.end for f in review.facts)
    own = content(sentence.text)
    if review.case is None or not review.customer_stems:
        return inside or weight(own) >= 4
    return inside or weight(own & review.customer_stems) >= 1.5
