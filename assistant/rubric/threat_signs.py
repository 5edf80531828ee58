"""What speaks of going public, and what ties a remedy to it, built over the tables (D30)."""

from __future__ import annotations

from assistant.rubric.lexicon.publicity import (
    ASKS,
    AVOIDS,
    BECAUSE,
    CONDITIONS,
    EXCEPTIONS,
    EXTRAS,
    FREE_TO,
    GIVES,
    OTHER_MEANINGS,
    PLACES,
    PRAISE,
    REPUTATION,
    RETREAT,
    SILENCE,
    SURRENDER,
)
from assistant.rubric.phrases import Phrases, any_of

PUBLIC = Phrases(rf"\b{any_of(PLACES)}\b")
GOOD_NAME = Phrases(rf"\b{any_of(REPUTATION)}\b")
SILENT = Phrases(rf"(?:\b|n't ){any_of(SILENCE, PRAISE)}(?:\b|$)")
ASKED = Phrases(rf"\b{any_of(ASKS)}\b")
REASONED = Phrases(rf"\b{any_of(BECAUSE)}\b")
BARGAINED = Phrases(rf"\b{any_of(CONDITIONS)}\b")
AVOIDED = Phrases(rf"\b{any_of(AVOIDS)}\b")
GIVEN_IN = Phrases(rf"\b{any_of(SURRENDER)}\b")
TAKEN_BACK = Phrases(rf"\b{any_of(RETREAT)}\b")
EXCEPTION = Phrases(rf"\b{any_of(EXCEPTIONS)}\b")
EXTRA = Phrases(rf"\b{any_of(EXTRAS)}\b")
GIVEN = Phrases(rf"\b{any_of(GIVES)}\b")
LEFT_FREE = Phrases(rf"\b{any_of(FREE_TO)}")
MEANT_OTHERWISE = Phrases(rf"\b{any_of(OTHER_MEANINGS)}\b")
CONFIDENTIAL = Phrases(
    r"\b(?:between (?:us|you and me|ourselves)|off the record|quiet|to yourself|off social|private)\b"
)
DECLINED = Phrases(
    r"\b(?:cannot|can't|not|n't|unable|above|more than i|needs? (?:a|my|the)|ask\w*|decides?)\b|n't\b"
)
_TELLING = (
    r"(?:i'll|i will|i'm|i am|going to|gonna|will be|about to|let's see|let (?:me|them|everyone|people)|see what"
    r"|wait (?:till|until)|enjoy|already|my|get|expect|watch|or (?:i|it|this|else)|unless|if (?:you|i|this|it|not|there)"
    r"|writing|telling|tell|contact\w*|call\w*|email\w*|the next|prepare|love|happy to|thinking of|otherwise|has \d+|\d+k?"
    r"|all over|straight|everywhere|ready to|drafted|typed|written|every|next|has|have|leaving|works? (?:at|for)|write for|from me|goes on|hear|hears|see me|you'll|interested|is next|are next|more to come|up on|starts|coming|about to|fix|or else|pay up)"
)
_AFTER = (
    r"(?:will|would|going|hear|know|see|love|next|ready|coming|today|tonight|tomorrow|unless|if|about you|your name|out"
    r"|everywhere|wants?|knows?|watch(?:es|ing)|now|interested|hears|(?:half |is )?(?:written|done|typed|ready)|viral|views|follows|from me|stays|at \d|deserves|gets)"
)
GOING_BEFORE = Phrases(rf"\b{_TELLING}\b")
GOING_AFTER = Phrases(rf"\b{_AFTER}\b")
