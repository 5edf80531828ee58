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
    r"\W*(?:either|choose|pick|option|choice|you (?:can|may) choose)\b", r"\W*(?:the )?choice is\b"
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
TAG = Phrases(
    r"[,–—-] ?(?:ok|okay|all right|alright|right|does that (?:work|suit|help)[^?]*|is that (?:ok"
    r"|okay|all right|alright|fine)[^?]*|would that (?:suit|work|help)[^?]*)\?[\s\"]*$"
)
"""A question that only asks for a nod: the promise before it stands."""
SPOKEN_IF = Phrases(
    r"\b(?:tell|let you know|know|find out|ask|asking|check|checking|confirm|see|say|write|decide"
    r"|update|clear)\b[^,;]{0,80} (?:if|whether)\b",
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
    r"|issue|process|put|bring|chase|follow|take|install|fit|open|start|stop|cover|see|hand)\b"
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
    r"|collects|brings|takes|replaces|fixes|repairs|confirms|pays)\b"
)

TEAM = Phrases(
    r"\b(?:the|our|a|an|my|one of our|another) (?:(?:[\w-]+) ){0,3}?(?:team lead|team|manager|department"
    r"|specialist|engineer|technician|colleague|driver|lead|owner|investigator|supervisor|desk"
    r"|office|carrier|courier|warehouse|plumber|electrician|crew|hotel|shop|kitchen|workshop"
    r"|branch|depot|clinic|nurse|doctor|garage|fitter|mechanic|builder|installer|cleaner|chef"
    r"|captain|concierge|receptionist|director|agent|adviser|advisor|store|laboratory|lab|partner"
    r"|airline|inspector|handyman|locksmith|surveyor|head of \w+|centre|center|unit|squad"
    r"|handler|officer|planner|company|caretaker|coach|buyer|editor|pharmacist|vet)s?\b"
)
NAME = Phrases(r"^(?-i:[A-Z][a-z]+)(?: (?-i:[A-Z][a-z]+))?(?: (?:from|in|at|of) .*)?$")
PRONOUN = Phrases(
    r"^(?:I|We|You|It|This|That|They|He|She|Your|The|A|An|My|Our|Another|One|Two|Three|Some|Both"
    r"|No|None|Half|Every|Next|Breakfast|Dinner|Lunch|Money|Payment|Confirmation|Delivery|Work|Help"
    r"|Everything|News|More|Further|Nothing|Nobody|Someone|Somebody|There|These|Those|Within|By"
    r"|Tomorrow|Today|Tonight|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
FIRST_NAME = Phrases(r"^(?-i:[A-Z][a-z]+)\b(?: from (?:the |our )?(?:\w+ ){0,2}?\w+)?")
GOES_ON = Phrases(r"(?:will|'ll|shall|is going to|are going to) (?-i:[a-z])")
"""A verb of the future without its subject, which stood at the head of the sentence."""
