"""The words around promises: offers, conditions, where a clause goes on, and who owes it."""

from __future__ import annotations

from assistant.rubric.phrases import Phrases

OFFER = Phrases(
    r"\byou (?:can|may|could|might)(?: also| now| either| still)? (?:choose|have|keep|take|pick"
    r"|decide|opt|get|ask|return|exchange|cancel|swap|select)\b",
    r"\bwould you (?:like|prefer|rather)\b",
    r"\b(?:your choice|choose between|either of|whichever|if you prefer|if you would rather"
    r"|if you'd rather|if you like|if you wish|if it suits you)\b",
    r"\b(?:i|we) (?:could|may|might)\b",
    r"\b(?:i|we) can (?:also |then |either |still |now )?(?:offer|send|refund|replace|get|give|book"
    r"|have|arrange|put|move|make|do|rebook|credit|add|cancel|waive|take|bring|repair|fix|order|pay"
    r"|ask|check|call|change|exchange|collect|deliver|issue|let|look|open|pass|provide|return|swap"
    r"|upgrade|transfer|try|write|set|hold|help|reimburse|escalate|raise|start|stop|remove)\b",
    r"\b(?:i|we) would (?:be|like to|offer|send|refund|replace)\b",
    r"\b(?:option|choice)s? (?:one|two|three|\d|[a-d])\b",
    r"\bwould be (?:able|happy|glad)\b",
    r"\b(?:i|we) (?:am|are|'m|'re) (?:able to (?:offer|refund|send|replace|credit)|offering"
    r"|proposing|suggesting|happy to|willing to)\b",
)
CHOICE = Phrases(
    r"\W*(?:either (?:(?:we|i) [a-z]+ (?:you|a|an|the|it|your)|you|it|they|a|an|the|one|of|that|this|your|by|my|our)|choose|pick|option|choice|you (?:can|may) choose)\b",
    r"\W*(?:the )?choice is\b",
)
"""A sentence that opens like this offers: all its clauses are options."""
LISTED = Phrases(r"(?:[-*•]|\(?[a-d1-9][.)]) ")
INTRODUCES = Phrases(
    r"\b(?:choose|choice|options?|either|prefer|can (?:do|offer|have)|possible"
    r"|ways|what i can)\b"
)
DESCRIBED = Phrases(
    r"\b(?:policy|policies|terms|guarantee|standards?|rules?|procedure|contract|law"
    r"|regulations?)\b[^.]{0,40}\b(?:says?|states?|is that|are that|"
    r"means?|provides?|sets?|requires?|promises?|allows?)\b",
    r"^(?:under|by|according to) (?:the|our|your) (?:\w+ )?(?:law|terms|policy|contract|rules?"
    r"|conditions|guarantee)\b",
    r"\b(?:usually|normally|typically|generally|as a rule|in general|as standard|in most cases"
    r"|on average)\b",
    r"\b(?:customers|buyers|passengers|guests) (?:will|are|who)\b",
    r"^(?:this|that|it|the following) (?:has|have) (?:already )?been (?:done|settled|put right)\b"
    r"[^:.]{0,20}:",
)
ASSURED = Phrases(
    r"(?:and |but |so )?(?:please )?(?:rest|be|feel|stay) assured\b",
    r"(?:as|like) (?:(?:i|we) (?:already )?(?:said|wrote|told|promised|mentioned|explained)|promised|agreed|discussed)\b[^,]*,",
)
"""What only sounds like the words of another: "Rest assured that …"."""
TAG = Phrases(
    r"[,–—-] ?(?:ok|okay|all right|alright|right|does that (?:work|suit|help)[^?]*|is that (?:ok"
    r"|okay|all right|alright|fine)[^?]*|would that (?:suit|work|help)[^?]*)\?[\s\"]*$"
)
"""A question that only asks for a nod: the promise before it stands."""
SPOKEN_IF = Phrases(
    r"\b(?:tell|let you know|know|find out|ask|asking|check|checking|confirm|see|say|write|decide"
    r"|update|clear)\b[^,;]{0,80} (?:if|whether)\b",
    r"^if you(?:'re| are) (?:wondering|worried|asking|concerned|curious|anxious)\b",
    r"\b(?:even if|whether or not|if not (?:sooner|before|earlier)|as if|if there is (?:no|any)"
    r" (?:news|change)|if only|no matter (?:if|whether)|whatever|either way"
    r"|in any case)\b",
)
WHEN = Phrases(
    r"\b(?:once|as soon as|when|after) (?:you|your|we have (?:your|received|had)|we receive"
    r"|i have your|i receive|the customer|the (?:\w+ )?(?:item|parcel|package|return|returned"
    r"|photo|photos|receipt|form|unit|device|goods|documents?|payment clears)|it (?:has been"
    r"|is|gets) (?:approved|back|returned|received))\b"
)
HANGS = Phrases(
    r"\b(?:depending on|depends on|subject to|assuming|on condition|on the understanding|providing"
    r" (?:you|the|that|it|we)|so long as|only if|if and when|pending|conditional on|contingent on|supposing"
    r"|failing that|barring)\b",
    r"^against (?:a|the|your)\b",
    r"\b(?:upon|on) receipt of\b",
    r"\bpermitting\b",
    r"\bwith your (?:consent|permission|agreement|approval|ok|okay|go-ahead|blessing)\b",
    r"^(?:just |simply |please )?(?:say|send|show|bring|reply|write|tell|call|text|return|upload|fill|sign|confirm|pick|choose|email|attach)\b[^.;:]*,?"
    r" and (?:i|we|it|you|they|he|she|your|our|the \w+)(?:'ll| will)\b",
    r"\bwere (?:you|it|that|this) to\b",
    r"^were (?:the|your|our|a|an|any|i|we|they|he|she|this|that) (?:[\w'-]+ ){1,4}?to \w+",
)
"""What a promise may hang on besides an "if"."""
TELL_IF = Phrases(
    r"(?:just |please |do |simply )*(?:tell|let|ring|call|say|shout|write|message|text|reply|email|ping|drop|give)\b[^,;.]* (?:if|when|which|whether)\b"
)
"""A request on whose answer what follows hangs: "Tell me if it fails and I will …"."""
PAST_WHEN = Phrases(
    r"\bwhen you (?:leave|land|arrive|check in|get (?:here|there|home|back|in|off)|come|wake|return|board|walk in|call in|pick|collect)\b",
    r"\b(?:after|when|once) (?:you|we|it|they) (?:\w+[^e]ed|had|were|was|paid|bought|sent|left|told|wrote|got|went|came|made|took)\b",
)
"""When something was that is over, and so no condition of what is to come."""
SUM = Phrases(
    r"[£$€] ?\d",
    r"\b\d[\d,.]* ?(?:pounds|euros?|dollars|bucks|quid|gbp|eur|usd)\b",
    r"\bevery penny\b",
    r"\bmoney\b",
)
REDO = Phrases(
    r"\bredo(?:es|ing|ne)?\b",
    r"\bdo(?:es|ing)? (?:it|this|that|the \w+) (?:over )?again\b",
    r"\bmend\w*\b",
)
SWAP = Phrases(r"\b(?:swap\w*|exchang\w+)\b")
MOVED = Phrases(
    r"\byou(?:'ll| will|'re| are| get| shall)(?: be| being)? (?:moved|put|booked|transferred|seated|placed) (?:to|on|onto|into|in)\b"
)
TO_ACCOUNT = Phrases(
    r"\b(?:back|return\w*|go(?:es|ing)?|comes?|coming) (?:\w+ )?(?:to|on|onto|into) (?:your|the) (?:\w+ )?(?:card|account|bank|wallet|balance)\b"
)
BACK = Phrases(r"\b(?:back|returns?|returned|returning|repaid|repay|refund\w*)\b")
LEAD = Phrases(r"(?:[,;:–—-]|\s|\band\b|\bbut\b|\bso\b|\bthen\b|\bplus\b|\bwhile\b|\byet\b)+")
SUBORDINATE = Phrases(
    r"that (?:you|i|we|they|he|she|it|the|your|our|my|a|an|this|there|nobody|no)"
    r"\b",
    r"(?:whether|where|what|how|why|who|when|if|whom|whose)\b",
)
INTRO = Phrases(
    r"(?:according to|if|should|in case|once|as soon as|when|after|unless|provided|as long as|hopefully|with"
    r"|as|of course|because|since|even|instead|by|on|at|within|in|from|tomorrow|today|tonight|next"
    r"|this|until|before|rest assured|yes|no|right|the \w+ \w+|our \w+(?: \w+)?)\b"
)
"""What may stand before a clause and belongs to it."""
CONTINUED = Phrases(
    r"(?:will |then |also |'ll )*(?:tell|write|call|send|let you|come back|get back|report|update"
    r"|phone|email|refund|cancel|ring|text|replace|repair|repaint|pay|credit|collect|deliver|ship"
    r"|book|rebook|arrange|remove|waive|delete|block|close|correct|confirm|fix|return|add|give|make"
    r"|order|raise|escalate|pass|ask|check|keep|stay|answer|reply|reimburse|transfer|move|upgrade"
    r"|issue|process|put|bring|chase|follow|take|install|fit|open|start|stop|cover|see|hand|share|pay|explain|copy|forward|drop|swap|reset|visit|meet|get|have|review|release|extend|reopen|restore|reinstate|reverse|bear|absorb|throw in|knock|leave|hold|reserve|speak|talk|message|find|look|go|do|run|set|show|push|clear|lift|unlock|unblock|change|switch|sign|submit|file|double-check|walk|take care)\b"
    r"(?: |$|[.,!])",
    r"(?:will|'ll|shall) \w+",
)
"""A second verb of the same promise: "I will ask them and tell you"."""
CONTINUED_DOING = Phrases(
    r"(?:then |also )*(?:telling|writing|calling|sending|reporting|updating|phoning|emailing"
    r"|refunding|cancelling|canceling|ringing|replacing|repairing|paying|crediting|collecting"
    r"|delivering|shipping|booking|arranging|removing|waiving|deleting|blocking|closing|correcting"
    r"|confirming|fixing|returning|adding|giving|ordering|raising|escalating|passing|asking"
    r"|checking|moving|upgrading|issuing|putting|bringing|chasing|taking)\b"
)
CONTINUED_DOES = Phrases(
    r"(?:then |also )*(?:tells|writes|calls|sends|reports|updates|phones|emails|answers|rings"
    r"|collects|brings|takes|replaces|fixes|repairs|confirms|pays|reaches|arrives|lands|sends|writes|delivers|returns|gets)\b"
)

TEAM = Phrases(
    r"\b(?:the|our|a|an|my|one of our|another) (?:(?:[\w-]+) ){0,3}?(?:\w+ (?:manager|lead|supervisor|chief|desk|office|team)|team lead|team|manager|department"
    r"|specialist|engineer|technician|colleague|driver|lead|owner|investigator|supervisor|desk"
    r"|office|carrier|courier|warehouse|plumber|electrician|crew|hotel|shop|kitchen|workshop"
    r"|branch|depot|clinic|nurse|doctor|garage|fitter|mechanic|builder|installer|cleaner|chef"
    r"|captain|concierge|receptionist|director|agent|adviser|advisor|store|laboratory|lab|partner"
    r"|airline|inspector|handyman|locksmith|surveyor|head of \w+|centre|center|unit|squad"
    r"|handler|officer|planner|company|caretaker|coach|buyer|editor|pharmacist|vet)s?\b"
)
NAME = Phrases(r"^(?-i:[A-Z][a-z]+)(?: (?-i:[A-Z][a-z]+))?(?: (?:from|in|at|of) .*)?$")
TITLED = Phrases(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.? (?-i:[A-Z][\w'-]+)")
"""Somebody by title: the name goes with it."""
PRONOUN = Phrases(
    r"^(?:I|We|You|It|This|That|They|He|She|Your|The|A|An|My|Our|Another|One|Two|Three|Some|Both"
    r"|No|None|Half|Every|Next|Breakfast|Dinner|Lunch|Money|Payment|Confirmation|Delivery|Work|Help"
    r"|Everything|News|More|Further|Nothing|Nobody|Someone|Somebody|There|These|Those|Within|By"
    r"|Tomorrow|Today|Tonight|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
SPEAKS = Phrases(
    r"^(?:our|the|my|a|an) (?:[\w-]+,? ){1,4}(?:wants?|needs?|would like|feels?|knows?|asked) \w"
)
FIRST_NAME = Phrases(r"^(?-i:[A-Z][a-z]+)\b(?: from (?:the |our )?(?:\w+ ){0,2}?\w+)?")
GOES_ON = Phrases(
    r"(?:will|'ll|shall|is going to|are going to) (?-i:[a-z])",
    r"(?:is|are) (?:now |also |already )?[a-z]+ing\b",
)
"""A verb of the future without its subject, which stood at the head of the sentence."""
