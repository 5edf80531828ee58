"""The check on "it will not happen again", which needs a change that is known (D13)."""

from __future__ import annotations

from assistant.rubric.outcome import Hit, Outcome, found
from assistant.rubric.phrases import Phrases
from assistant.rubric.recurring import future_without
from assistant.rubric.review import Review
from assistant.rubric.wording import content

_RECUR = (
    r"(?:happen\w*|occur\w*|recur\w*|be repeated|repeat(?:s|ed)?(?: itself)?|go wrong|let you down|come back"
    r"|arise|affect you|trouble you|face this|see this|experience this|have this|have to (?:go|deal|face)"
    r"|run into|go through|be (?:a )?(?:problem|issue|repeat)|catch you|fail you|slip|make (?:this|that|the"
    r" same|such) mistakes?|do this|do that|be an issue|break|drop|be late|be missed|be overlooked)"
)
_NEVER_AGAIN = Phrases(
    rf"(?:\b(?:never|not|cannot)|n't)(?: \w+)? (?:ever |simply |possibly |be |to )*{_RECUR}(?: \w+){{0,4}}? (?:again|twice|any ?more|in (?:the )?future|a second"
    rf" time|next time|from now on)\b",
    r"\b(?:will|would|can) (?:never|not)(?: \w+)? (?:happen|occur|recur|be repeated|let (?:this|it) happen|repeat)\b",
    r"\b(?:won't|can't|cannot|wouldn't)(?: \w+)? (?:happen|occur|recur|be repeated|repeat itself|let (?:this|it|that)"
    r" happen|see (?:this|that|it) again)\b",
    r"\b(?:ensure|ensures|ensuring|make sure|making sure|made sure|guarantee|guaranteed|see to it|seen to it"
    r"|prevent|prevents|preventing|stop|stops|avoid|avoiding|rest assured|assure you|assured|promise|certain"
    r"|confident|positive|word)\b[^.!?]{0,70}?\b(?:again|never|recurs?|recurring|recurrence|repeat(?:ed|s)?"
    r"|in (?:the )?future|going forward|next time|from now on|from here on|from this point|the last|similar"
    r"|reoccur\w*|another (?:customer|guest|passenger|time)|anyone else|no one else|nobody else|in future)\b",
    r"\b(?:ensure|make sure|making sure|see to it|guarantee|take care|promise|assure you|swear)\b[^.!?]{0,50}(?:\b(?:not|never|nobody|no one|nothing)|n't)\b[^.!?]{0,40}"
    r"\b(?:aris\w+|occur\w*|happen\w*|recur\w*|re-?occur\w*|repeat\w*|again|henceforth|hereafter|twice|a second time|once more|anew|another time)\b",
    r"\b(?:such|this|these|that|similar|any such|the same)(?: (?:kind|sort|type) of)?(?: an?)? (?:\w+ )?(?:issues?|errors?|mistakes?|problems?|incidents?|things?|lapses?|delays?|failures?|situations?|events?|occurrences?)"
    r" (?:(?:will|would|shall|can|could|does|do|is|are) (?:not|never|no longer)|won't|can't|cannot|shan't)\b",
    r"\b(?:guarantee|promise|assure you|swear|vouch|my word|count on it|rest assured)[^.!?]{0,30}\b(?:next|future|coming|following|every|all|any)\b[^.!?]{0,40}\b(?:will|'ll|going to|be)\b"
    r"[^.!?]{0,30}\b(?:spot on|perfect|right|correct|accurate|on time|fine|flawless|error-free|in order|smooth|as it should|clean)\b",
    r"\b(?:no|zero|not the slightest|little|without) (?:chance|risk|danger|fear|possibility|question|likelihood|way) (?:at all )?(?:of|that|for|this|it) (?:\w+ ){0,6}?(?:happen\w*|repeat\w*|recur\w*|again|repetition|another|occur\w*|it|that)\b",
    r"\b(?:need not|needn't|don't need to|do not need to|don't have to|no need to|nothing to|no reason to) (?:\w+ )?(?:fear|worry about|expect|be afraid of|dread) (?:\w+ ){0,3}?(?:repeat|repetition|recurrence|another|it happening|this happening|a second|that again|next time|tomorrow|the next)\b",
    r"\b(?:shall|will|'ll|have|'ve) (?:\w+ )?(?:see|make (?:sure|certain)|made (?:sure|certain)|ensured?|seen to it|arranged|taken care|guarantee) (?:to it )?(?:that )?[^.!?]{1,60}(?:\b(?:not|never|no)|n't) (?:\w+ )?(?:be |get |let |have )?(?:repeat\w*|happen\w*|recur\w*|again|any ?more|overlooked|forgotten|left|missed)\b",
    r"\b(?:a|the) first and (?:a |the |also )?(?:the )?last\b|\bno further (?:cause|reason|grounds|occasion|need) (?:for|to) (?:\w+ )?(?:complain\w*|concern|worry|write|doubt)\b",
    r"\b(?:trust me|believe me|mark my words|i swear|safe with us|in safe hands|on my life|depend on it|be assured|rest easy)\b[^.!?]{0,60}\b(?:will|'ll|shall|no \w+ will|from (?:now|tomorrow|today))\b",
    r"\b(?:promise|guarantee|assure)\w* (?:you )?(?:an? )?(?:flawless|perfect|faultless|spotless|smooth|trouble-free|hassle-free|seamless|error-free|problem-free)\b",
    r"\bnever again\b|\bthe last time\b|\b(?:it's|it is|that's|that is|this is|be|been|was) the last\b(?: of|[.,;])"
    r"|\b(?:will|'ll) be the end of (?:it|this|that|the)\b|\bno (?:more|repeat|repetition|recurrence) of (?:this"
    r"|that|it|these|such)\b|\bno repeat\b|\ba thing of the past\b|\b(?:is|are|now) (?:firmly |safely |well )?behind"
    r" us\b|\bonce and for all\b",
    r"\b(?:steps|measures|action|actions|precautions|safeguards|procedures|controls) (?:are being|have been|were|will"
    r" be|are now|are)(?: \w+)? (?:taken|put|introduced|implemented|in place)\b",
    r"\b(?:taking|taken|take|put|putting|implement\w*|introduc\w*|working on|adopt\w*|review\w*) (?:\w+ ){0,4}?"
    r"(?:steps|measures|action|precautions|safeguards|controls|procedures|processes|training)(?: \w+){0,2} (?:to|so)"
    r" (?:\w+ )?(?:prevent|avoid|stop|ensure|make sure|that|reduce|keep)\b",
    r"\b(?:lessons?) (?:have|has) been (?:\w+ )?(?:learn|taken)\w*|\b(?:we|i|the team|everyone)(?:'ve| have| has| had)?"
    r" (?:all |truly |really |now )*(?:learn(?:t|ed)) (?:our|a|the|my|from|many|some)\b",
    r"\b(?:from now on|from here on|from here on in|from this point on|from today on|going forward|in (?:the )?future"
    r"|next time|in the months|from this day|henceforth|all future|any future|your (?:next|future)|future)\b[^.!?]{0,60}"
    r"\b(?:will|'ll|shall|are|is|can (?:count|rely|be sure|expect|trust)|won't|never|always|guarantee\w*)\b[^.!?]{0,60}"
    r"\b(?:perfect|flawless|right|correct|on time|every time|always|never|safe|better|smooth\w*|no (?:problems?"
    r"|issues?|delays?|mistakes?|errors?|trouble|hitch\w*|surprises)|without (?:a |any )?(?:hitch|problem|issue|delay"
    r"|error|mistake|fail|trouble)\w*|different|best|faultless\w*|accurate|spotless|reliable|properly|correctly"
    r"|as (?:promised|agreed|it should|expected|booked|planned)|to the minute|hassle-free|trouble-free|count on"
    r"|immaculate|in order|fresh|hot|punctual\w*|exactly|fine|guaranteed?|right first time|not (?:happen|be|see))\b",
    r"\b(?:count|rely|depend|bank) on (?:us|it|me|that|the)\b[^.!?]{0,50}\b(?:next time|every time|from now|in future"
    r"|always|again|going forward|on time|the future|future|this time)\b",
    r"\b(?:won't|will not|never|will never|shan't)(?: \w+)? (?:have|see|face|experience|encounter|suffer|get|receive"
    r"|run into|go through|need|find|notice|come across|be)(?: \w+)? (?:this|that|any|these|such|the same|another|a"
    r"|charged|left|let|kept|treated|put|billed|forgotten|more)(?: \w+){0,5}? (?:again|problems?|issues?|any ?more"
    r"|in (?:the )?future|delays?|trouble|errors?|mistakes?|like (?:this|that|it))\b",
    r"\b(?:better|different|perfect|flawless|smoother) next time\b|\bnext time (?:will|it'll|it will|you'll|your"
    r"|everything|things|we'll|we will|round)\b[^.!?]{0,60}\b(?:be|go|have|get|see|find|better|different|perfect"
    r"|right|smooth\w*)\b|\bwill (?:do|be) better\b",
    r"\b(?:fixed|solved|resolved|sorted|cured|eliminated|eradicated|rectified)\b[^.!?]{0,30}\b(?:for good|permanently"
    r"|forever|once and for all|completely)\b|\bpermanent(?:ly)? (?:fix\w*|solv\w*|resolv\w*|solution)\b"
    r"|\bfor good\b",
)  # fmt: skip
_NOT_PROMISED = Phrases(
    r"\b(?:cannot|can't|can not|not|unable to|won't|n't|never|nobody can|no one can|hard to|too early to|wrong to"
    r"|rather than) (?:\w+ ){0,3}?(?:promise|guarantee|be sure|say|assure|swear|tell you|rule out|claim|give you my"
    r" word|pretend|enough to)\b|\b(?:whether|if|should|in case|so that you|want|wanted|ask\w*|how to|how we|what"
    r" (?:it|we|would|will|can|could)|who|why|when|until|before|trying|hope|propos\w+|plan\w*|suggest\w*"
    r"|question|ideas?) ",
)
_OTHER_AGAIN = Phrases(
    r"(?:\bwill (?:never|not|no longer)|\bwon't|\bnobody will|\bno one will|'ll (?:never|not))\b[^.!?,;]{1,60}"
    r"\b(?:again|any ?more|in (?:the )?future|from now on|going forward|twice|a second time|henceforth|hereafter|once more)\b",
    r"\bno (?:more|further) (?:\w+ )?(?:late|missed|lost|wrong|double|problems?|issues?|delays?|errors?|mistakes?"
    r"|trouble|surprises|outages?|mix-ups?|interruptions?|disappointments?|hiccups|letters|charges)\b",
    r"\b(?:a|was a|strictly a|is a) (?:one-off|one-time|freak|isolated|one time)\b|\bproblem-free\b",
    r"\b(?:you have my (?:word|promise|guarantee)|i(?:'ll| will| can)? personally (?:guarantee|promise|make sure"
    r"|ensure|see to))\b[^.!?]{0,80}\b(?:every|always|all|future|next|never|not)\b",
)
_NOT_FAILURE = Phrases(
    r"\b(?:have|has|need|needs|needing|having) to (?:call|explain|repeat|write|ask|chase|contact|tell|ring|phone"
    r"|email|wait on|prove|send|come|start|go over)\b|\b(?:again|never) (?:today|tomorrow|on \w+day|by)\b"
    r"|\bfor good (?:measure|reason)\b|\bcancel\w* (?:\w+ ){0,3}?for good\b",
)
_CHANGE_KEY = Phrases(
    r"change|prevent|remed(?:y|ied)|correction_made|lesson|measure|permanent|root_?cause_fix|safeguard|improve"
    r"|new_process|fix_"
)
_CHANGED = Phrases(
    r"\b(?:retrain\w*|train(?:ed|ing)|coach\w*|briefed|re-?brief\w*|process|procedure|bug|patch\w*|root cause"
    r"|second check|double check|checklist|safeguard|alert|alarm|monitor\w*|prevent\w*|rule|new list|one list"
    r"|packaging|supplier|permanent\w*|script|template|validation|limit (?:set|added|raised)|flag added|allergy"
    r"|block(?:ed|er)? (?:duplicate|double|future)|duplicate|setting|software|code|firmware|version|sensor|lock"
    r"|rota|roster|staffing|(?:direct debit|mandate|standing order|auto-?\w*|recurring \w+|subscription|renewal) (?:\w+ )?(?:cancelled|stopped|deleted|removed|switched off|ended)|extra (?:driver|staff|crew|shift)|introduc\w*|install\w*|redesign\w*|rewritten"
    r"|rewrote|relabel\w*|switched (?:to|from|courier|carrier|supplier)|changed (?:courier|carrier|supplier|the)"
    r"|(?:courier|carrier|supplier|process|system|software|route|procedure|rule|form|label|policy|schedule)"
    r" (?:\w+ )?(?:changed|replaced|switched|fixed|rewritten|removed|added|moved)"
    r")\b",
    r"\b(?:retrain\w*|trained|coached|patch\w*|safeguard|prevent\w*|double check|second check|checklist|bug|alert"
    r"|monitoring|process|procedure|packaging|allergy|duplicate|validation|rota|roster|root cause|template"
    r"|permanent\w*|introduc\w+)\b",
)
_REWORKED = Phrases(
    r"\b(?:disabled|separated|fitted|locked|limited|capped|merged|rewritten|signage|doubled|closed|banned|removed"
    r" from (?:the )?(?:rota|route|menu|list|sale|system|profile)|(?:added|moved|switched|changed) to (?:the )?(?:\w+"
    r" )?(?:rota|route|list|system|process|script|checklist|account|courier|carrier|supplier|ticket|line|desk)"
    r"|prints? on|checked (?:daily|weekly|twice)|new (?:courier|carrier|supplier|driver|rule|process|system|check"
    r"|lock|valve|software|team|rota|procedure)|key safe|standing instruction|permanent|duplicate|spam filter)\b"
)


def again_promised(review: Review) -> Outcome:
    """D13: "it will not happen again" only where the case knows a real change."""
    spans = [span for span in _NEVER_AGAIN.find(review.plain) if _promised(review, span)]
    spans += [span for span in _OTHER_AGAIN.find(review.plain)
              if _promised(review, span) and not _settled(review, span)]  # fmt: skip
    spans += [] if spans else list(future_without(review))[:1]
    if not spans or _change_known(review):
        return found()
    note = "" if review.case else "without a case no change is known"
    return found([Hit(span, "promises that it will not recur; no change is known",
                      "Say what was changed, or by when you will know the cause.",
                      soft=not review.case) for span in spans], note=note)  # fmt: skip


def _promised(review: Review, span: tuple[int, int]) -> bool:
    """Whether the reply itself gives its word, and about the failure."""
    said = review.plain[slice(*span)]
    before = review.before(span)
    around = before[-48:] + said[: max(8, len(said) - 12)]
    sentence = review.sentence_at(span[0])
    asked = sentence is not None and sentence.text.rstrip().endswith("?")
    return not (
        asked
        or review.attributed(span)
        or _NOT_PROMISED.within(around)
        or _NOT_FAILURE.within(said + review.plain[span[1] : span[1] + 12])
    )


def _settled(review: Review, span: tuple[int, int]) -> bool:
    """Whether a confirmed action of the same or the last sentence brings it about."""
    sentence = review.sentence_at(span[0])
    if sentence is None or sentence.role != "body":
        return True
    place = review.body.index(sentence)
    near = review.body[max(0, place - 1) : place + 1]
    return any(c.ground and e.start <= c.span[0] < e.end for c in review.claims for e in near)


def _change_known(review: Review) -> bool:
    if review.case is None:
        return False
    if any(_CHANGE_KEY.within(key) and _says_some(value) for key, value in review.known.items()):
        return True
    done = [each.replace("_", " ") for each in review.case.facts.actions_done]
    if any(_CHANGED.within(each) or _REWORKED.within(each) for each in done):
        return True
    cause = content(str(review.known.get("cause", "")))
    return any(_TAKEN_AWAY.within(each) and cause & content(each) for each in done)


def _says_some(value: object) -> bool:
    """Whether a fact about a change holds one: "none yet" and "under discussion" do not."""
    return bool(value) and not _NO_CHANGE.starts(str(value))


_NO_CHANGE = Phrases(
    r"^\W*(?:none|no|not|nothing|unknown|open|pending|tbc|tbd|under|being|planned|n/a|false|still)\b"
)
_TAKEN_AWAY = Phrases(
    r"\b(?:remov|replac|fix|repair|correct|chang|switch|updat|delet|lift|raise|reset|renew|exchang)\w*\b"
)
"""What takes a cause away; the cause itself must be named beside it."""
