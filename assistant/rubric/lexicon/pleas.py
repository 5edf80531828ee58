"""Words of asking the customer for something in place of acting (D12).

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

ASKING = """
(?:we|i)(?:'d| would| do| can only| can| must| only| simply| sincerely| truly| really| humbly| respectfully| kindly|'ll)* (?:ask|appeal|beg|plead|request|urge|invite|implore|hope|trust|count|rely|wish|pray|look to)
(?:asking|appealing|begging|pleading|hoping|trusting|counting|relying)|all (?:i|we) can (?:do|ask)(?: is)?(?: that)?(?: you)?|need you to|(?:we|i) (?:would|should) be (?:\\w+ )?(?:grateful|thankful|obliged|glad|happy)
may (?:we|i)|might (?:we|i)|can (?:we|i)|could (?:we|i)|would you|could you|will you|can you|please|kindly|do|let's not|let us not|try (?:to|not to)
a (?:little|bit of|touch of)|some|we need|we could use|thank you|thanks|grateful
"""
"""How something is asked of the customer."""

KINDNESS = """
patience|understanding|forgiveness|indulgence|forbearance|tolerance|leniency|mercy|pardon|clemency|compassion|sympathy|charity
good (?:nature|will|heart|graces)|goodwill|kind(?:ness| heart)|generosity|benevolence|grace period|cooperation|co-operation|loyalty|faith|trust in us
"""
"""What is asked for."""

BEARING = """
(?:not |n't |never )?(?:be|stay|remain|feel|get|grow) (?:too |so |very |a little |as )?(?:cross|angry|mad|upset|annoyed|hard|harsh|harshly|patient|understanding|lenient|kind|gentle|forgiving|impatient)
(?:not |n't )(?:\\w+ )?(?:walk away|turn away|turn your back|go elsewhere|give up|leave|desert|abandon|lose (?:faith|heart|hope|trust)|judge|blame|hold (?:it|this|that)|think (?:badly|ill|less)|take (?:it|this) (?:too )?(?:hard|badly|personally)|let (?:this|one|it)|let one)
stick (?:around|with|by)|stay (?:with|tuned|on board|loyal|around)|bear with|hang (?:on|in|around)|hold (?:on|tight|the line)|stand by|keep (?:the )?faith|wait (?:a bit|a little|just|patiently)
make allowances?|overlook|look past|see past|look beyond|excuse|forgive|pardon|let (?:us|it) off|turn a blind eye|give us (?:another|a second|one more|the benefit|a break|a chance|some)|cut us
come between us|spoil (?:our|the) (?:friendship|relationship)|(?:still )?be friends|part as friends|shake (?:your|the) (?:confidence|faith|trust)|put you off|colou?r your (?:view|opinion)
see (?:it|this|things) (?:from )?(?:our|my)|put (?:yourself|yourselves) in (?:our|my)|understand (?:our|my|that we|that i|the position|the situation)
"""
"""How the customer is asked to behave."""

EXCUSING = """
(?:we(?:'re| are)|i(?:'m| am)|nobody is|no one is) (?:only|just|all|but) (?:human|people|a small|perfect)|only human|to err is human|nobody's perfect|no one's perfect
good things (?:take time|come to)|rome wasn't|patience is a virtue|worth the wait|(?:you )?won't regret|(?:a|one) slip (?:can|could)
(?:patience|understanding|goodwill|kindness|indulgence|leniency) (?:on|from) your (?:side|part|end)|(?:patience|understanding|kindness|goodwill) (?:would|will|goes|means|helps|counts)
hope (?:that )?(?:this|it|we|the \\w+) (?:\\w+ ){0,3}?(?:doesn't|does not|won't|will not|hasn't|has not|can|may|might) (?:\\w+ ){0,3}?(?:shake|spoil|sour|damage|change|friends|make it up|put)
(?:may|might|dare) (?:we|i) (?:\\w+ )?(?:hope|count|beg)|hope for your|trust in your|count on your|rely on your|appeal to your
"""
"""Excuses that ask for it between the lines."""
