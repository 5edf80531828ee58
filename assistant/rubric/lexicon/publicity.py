"""Words of going public, and of giving in to it (D30).

Tables for `any_of`: an idea a line, its forms beside one another.
"""

from __future__ import annotations

PLACES = """
reviews?|ratings?|stars?|one-star|1-star|testimonials?|write-up
posts?|posting|posted|tweets?|tweeting|tweeted|threads?|hashtag|comments? section|retweets?
videos?|reels?|tiktoks?|tiktok|stories|clip|footage|screenshots?
blog\\w*|vlog\\w*|podcast|channel|followers|subscribers|influencer|audience|people (?:who )?follow you
articles?|column\\w*|headlines?|front page|feature|exposé|letter to the editor
press|media|newspapers?|papers?|journalists?|reporters?|editors?|gazette|herald|tribune|chronicle
the (?:echo|guardian|local paper)|radio|tv|television|bbc|cnn|itv|watchdog|news|broadcast|consumer champion
daily (?:mail|mirror|express|star|telegraph)
tag(?:ging|ged|s)? (?:us|me|the|you)|twitter|facebook|instagram|insta|reddit|youtube|linkedin|on x|mumsnet|whatsapp groups?|forums?
trustpilot|tripadvisor|google|yelp|glassdoor|feefo|app store|play store
social media|socials|social|viral|go(?:ing)? viral|online|the internet|the web
(?:your|large|big|huge|social|online|sizeable|loyal) (?:following|fan ?base|fans|platform|reach)
(?:writ\\w+|talk\\w*|tell\\w* \\w+|speak\\w*) about us|bloggers?|streamers?|reach\\b|views|shares|publicity|publicly|go(?:ing)? public|in public|public (?:complaint|attention|post|statement|row)|the public
"""
"""Where people go public, and what they leave there."""

REPUTATION = """
reputation|good name|our (?:good )?name|(?:our|the|this) (?:brand|image)|public image|our standing|bad press|bad publicity
negative (?:publicity|press|attention|coverage|reviews?|feedback|comments?)|a scandal|a fuss|bad light|look bad
"""
"""What a company fears for."""

SILENCE = """
remov\\w+|delet\\w+|withdraw\\w*|tak\\w+ (?:it|that|this|them|the [\\w-]+|your [\\w-]+|what you \\w+)?(?: \\w+){0,3} ?(?:down|offline)|took (?:it|that|this|the \\w+) down
goes? up|stays? (?:unwritten|unpublished|unsaid|unposted)|unwritten|becomes? (?:a |an )?(?:two|three|four|five|better|positive|nicer|good)|turns? into (?:a )?(?:four|five|better|good)|disappear\\w*|vanish\\w*|gone|come down|comes down|go away|goes away|went away|hid\\w*
chang\\w+|edit\\w*|amend\\w*|updat\\w+|revis\\w+|reconsider\\w*|rethink|correct\\w*|soften|turn (?:it|the \\w+) into|raise
not (?:to )?(?:post\\w*|leave|leaving|write|writing|publish\\w*|share|sharing|go|going|run|running|print\\w*|send\\w*|tell\\w*|mention\\w*|talk\\w*|speak\\w*|involv\\w+|contact\\w*)|\\w+n't (?:\\w+ )?(?:post|put|upload|release|air|film|leave|write|publish|share|go|run|print|send|tell|talk|speak|call|ring|contact|mention|take it|drag)
refrain\\w*|hold(?:ing)? (?:off|fire|back|on to)|held back|drop\\w*|pull\\w*|pause|spare|skip\\w*|shelve|sleep on|think twice|wait with
keep\\w* (?:(?:this|it|that|things|the matter|everything) )?(?:quiet|private|between|off|out of|to yourself|away from|confidential)|off the record|between (?:us|you and me|ourselves)
stay\\w* (?:quiet|silent|off|between)|say nothing|silence|leave it (?:there|at that)|nothing (?:about|of) (?:it|this) (?:appears|goes|is|gets|comes)
"""
"""What a company would have the customer do with what they wrote or may write."""

PRAISE = """
leave\\w* (?:us )?(?:a |five|5|the|some)|say something nice|good word|positive (?:review|word|rating)|five stars?|more stars|extra stars?|better (?:review|rating)
"""
"""What a company would have the customer write instead."""

ASKS = """
please|kindly|ask you|asking you|request that|beg you|urge you|invite you to|appeal to you|hope you|trust (?:that )?you|hoping (?:that )?you
would you|could you|can you|could we|can we|may we|might we|shall we|let's|let us|perhaps (?:you|we)|how about
grateful if|appreciate it if|love it if|mean a lot if|be great if|nice if|happy (?:by|if)|helps? us|want you to|i'd like you|would like you
no need (?:to|for)|need not|needn't|don't need to|do not need to|rather (?:you|not|we|that)|prefer (?:you|not|it if|that)|persuades?|convinces?|encourages?|makes? you
"""
"""How a company asks for it."""

BECAUSE = """
because|since|as|given|given that|seeing (?:that|as|how|your|the)|considering|in (?:view|light|consideration) of|with|due to|knowing|having seen|having read|bearing in mind
i(?:'ve| have)? (?:see|saw|seen|noticed?|read)|i can see|in response to|thanks to|now that|after|following|on account of|on the strength of|owing to|aware (?:of|that)|for the sake of
you (?:said|say|told|threaten\\w*|promised|warned)[^.!?]{0,60}\\bso (?:i|we|my|our)|given your|a (?:customer|guest|client|person|passenger) (?:with|of) (?:your|such)|for (?:somebody|someone|a person|people) (?:with|like|of)|seeing as you(?:'re| are)|as you(?:'re| are) an?
you mention\\w*|you're about to|you are about to|you write|you wrote|your (?:message|note|mention|threat|plan|intention|announcement|warning|reach|words?|post|tweet|review|video) (?:\\w+ )?(?:about|of|to|on|reached|got)
"""
"""How a company gives it as the reason."""

CONDITIONS = """
in (?:return|exchange)|in turn|provided|as long as|so long as|if you(?:'d|'ll|'re)?|if we|if it|if that|if the|if nothing|once|the moment|as soon as|when you|on condition|one condition|condition
and (?:we're|we are|it's|that's|we'll be) (?:square|even|quits|good|done|settled|happy|all right|fine)|subject to|assuming (?:you|that)|in the hope|all (?:i|we) ask|deal|unless|until|only if|and you|then you|and (?:i|we)(?:'ll| will| can)
"""
"""How a company makes it a bargain."""

AVOIDS = """
to avoid|to prevent|to keep|to stop|to spare|to save|rather than|instead of|before (?:you|it|this|anything|anybody|anyone)|so (?:that )?(?:you|this|it|we|there|nobody|nothing|no)|without|lest|for fear of|in case
hate|don't want|do not want|wouldn't want|would not want|nobody wants|no one wants|rather not|sorry to see|worried about|concerned about|afraid of|prefer not|keen to|anxious to|want to avoid|like to avoid
helps? nobody|help nobody|last thing|can't afford|cannot afford|can do without|could do without|don't need|do not need|damage|hurt|harm|protect|value|matters? to us|mean\\w* a lot|care about|take (?:\\w+ )*threats
"""
"""How a company says that it would rather not have it."""

SURRENDER = """
(?:customers|people|those|guests|anyone|whoever|the ones) (?:who|that) (?:\\w+ )?(?:shout|yell|complain|push|fight|make (?:a|the) (?:most )?(?:noise|fuss|stink)|kick up|scream|insist|speak up|raise their voice)\\w*|squeak(?:y|iest) wheel|(?:shout|shouted|shouting|yell\\w*|insist\\w*|push\\w*|press\\w*|fought|fight\\w*|complain\\w*) (?:this|that|so|as|hard|loud\\w*) ?(?:loud\\w*|hard|much|enough)?|(?:so|this|that|too) (?:loud|persistent|insistent|determined|forceful|vocal|stubborn|angry)(?:ly)?|to (?:calm|quieten|settle|cool|keep) (?:you|things|this|it) (?:down|quiet|calm)
you win|you've won|you got us|you've got us|i give in|we give in|i cave|hands up|message received|point made|point taken
okay, (?:okay|no need|you|fine)|fine, (?:you|i)|twisted my arm|you've twisted|you leave (?:me|us) (?:no|little) choice|you drive a hard bargain|where (?:the rest|others|everyone|everybody|the others|anyone)[^.!?]{0,30} (?:got|get|gets|receive\\w*|paid|pay|had)|more than (?:the )?others (?:got|get)|as you (?:shouted|insisted|pushed|asked so)
call it (?:even|quits|a day)|put this to bed|put this behind us|make (?:this|it) go away|settle (?:it|this|the matter|things)|without any fuss|we don't need (?:a|the|any) (?:fuss|scene|drama|bad)
"""
"""Plain giving in."""

RETREAT = """
after all|that i said|which i said|i (?:told you|said) (?:\\w+ )*(?:couldn't|could not|was all|wasn't|was not|no|not)|said no|had said|earlier answer|first answer|on second thoughts?|having (?:thought|slept)
change of heart|changed (?:my|our) mind|had a rethink|rethought|reconsidered|reversed (?:my|our|the) (?:decision|position)|went back to my|another look and
(?:can|could|will|may|able to) (?:now |also |even |happily )?(?:make|stretch|push|raise|go|round|bring|take) (?:it|this|that|the \\w+|up|to|you) ?(?:up )?(?:to )?[£$€]?\\d+|go (?:up|beyond|further|as far)|stretch to
raised?|increased?|doubled?|tripled?|upped|improved?|sweeten(?:ed)?|bump(?:ed)?|topped?|stretch(?:ed)?|found (?:some|a bit|a little|an extra)|find (?:some|a bit|a little|an extra|extra)
some room|more room|room to be|generous|generosity|something special|special treatment|above and beyond|beyond (?:the|my|our|what)|more than (?:i|we|the|usual)|over the (?:usual|limit|odds)
"""
"""An earlier answer is taken back or raised."""

EXCEPTIONS = """
(?:make|made|making) an exception|as an exception|exceptionally|bend (?:the|our) rules|one-off|on this occasion only|just (?:for you|this once)|this once|special (?:case|arrangement|treatment)
(?:normally|usually|ordinarily|standard(?:ly)?|strictly|technically|by rights|under our (?:policy|terms|rules))\\b[^.!?\\n]*\\b(?:but|so|yet|however|although|though|instead|plus|in your case|this time|i(?:'ve| have)|today|seeing|given|since)
(?:would|'d) (?:normally|usually|ordinarily|not normally|never normally)|we (?:don't|do not|wouldn't|never) (?:normally|usually|ordinarily)|not something we (?:normally|usually)|otherwise (?:charge|decline|refuse)
(?:above|beyond|over|outside|more than) (?:and beyond )?(?:what|our|the|my) (?:\\w+ )?(?:usual|normal|standard|limit|policy|rules|we|allow|is|amount|cap|first|offer|others?|authority)
although (?:only|it|the|your|we|this)|even though (?:only|it|the|your|we|this)|was the (?:limit|maximum|cap|most|offer)|is (?:usually|normally|our) (?:limit|maximum|most)
(?:the|our) (?:usual|normal|standard|original|first|earlier|initial|previous) (?:\\w+ )?(?:is|was|would be|offer|amount|figure|limit|answer|decision|refund)
sign(?:ed)? off (?:something|more|a)|went to my manager|spoke to (?:my )?manage\\w+|escalated (?:this|it) to (?:the )?(?:pr|press|social|media|director)|vip|priority (?:customer|status)|gold
(?:my|our|the) (?:director|manager|ceo|boss|head|pr|press|social|communications|marketing)[^.!?]{0,30} (?:agreed|asked me|told me|approved|authori[sz]ed|wants|let me|allowed|signed)
"""
"""A rule is set aside, and the reply says so."""

EXTRAS = """
vouchers?|gift cards?|upgrade[ds]?|months? free|free (?:month|year|night|meal|dinner|flight|upgrade|delivery|ticket|week|stay|breakfast|subscription|membership|weekend)s?|\\w+ (?:months?|nights?|weeks?|years?) (?:free|on us|for free)
credit|dinner for two|hamper|flowers|bonus|goodwill|compensation|full refund|refund (?:for|of) (?:all|the (?:whole|full|entire))|all (?:two|three|four|five|the) (?:nights?|months?|\\w+)
complimentary|on the house|on us|treat you|extra|on top|as well as|plus|vip|lounge|tickets?|discount|\\d+ ?% off|business class|first class|suite|free of charge|at no cost|for free|weekend|stay
"""
"""What is given beyond the matter."""

GIVES = """
(?:i|we)(?:'ll|'m|'d| will| can| could| am| are)? (?:\\w+ly |also |now |just |going to |happy to )*(?:call it|make it|round it up|round up|bring it (?:up )?to|lift|lifting|drop|dropping|scrap|scrapping|forget|tear up|wipe|cancel|let you off|have [^.!?]{0,30}(?:lifted|waived|dropped|removed|refunded|cancelled))
(?:i|we)(?:'ve|'ll|'m|'re|'d| have| will| can| am| are| would| could)? (?:\\w+ly |also |now |just |like to |happy to |be |glad to |going to |able to |been able to |pleased to |love to |have )*(?:\\w+ed|give|gave|given|offer|offering|send|sent|sending|pay|paying|paid|refund|refunding|credit|crediting|add|adding|put|take|took|taken|throw|upgrade|upgrading|make|made|raise|double|issue|issuing|book|booking|do|extend|waive|arrange|include|go|cancel|release|treat|find|found|got|get|drop)
(?:director|manager|boss|ceo|team|supervisor|chief|owner) (?:has |have )?(?:okayed|ok'd|cleared|nodded|green-?lit|blessed)
and (?:scrapped|waived|dropped|refunded|cancelled|removed|credited|added|approved|doubled|lifted)
let (?:me|us) (?:\\w+ )?(?:put|give|add|offer|send|pay|refund|throw|make|do|treat|take|credit)
here's|here is|you(?:'ll| will| can| may)? (?:now |also )?(?:get|have|receive|find)|please accept|accept|have this|is yours|it's yours|yours|would (?:[£$€]? ?\\d+|\\w+ (?:euros|pounds|dollars))|comes? for free|is free|is approved|are approved|are (?:refunded|waived|yours)|is (?:refunded|waived|cancelled|gone|yours|off)
you(?:'re| are) (?:out|free|refunded|upgraded|booked|released)|(?:director|manager|boss|ceo|team|supervisor) (?:has |have )?(?:agreed|approved|authori[sz]ed|signed|allowed|let)
"""
"""How something is given."""

FREE_TO = """
up to you|your (?:choice|right|decision|call|own (?:affair|business|decision|choice))|free to|with or without|whether or not|whatever you (?:write|post|decide|say|choose|do)|whichever|wherever you|whoever|with whom you
(?:yours|theirs|for you) to (?:write|post|give|keep|leave|decide|share|tell|publish)|as you see (?:it|fit)|as you (?:like|please|wish|think (?:right|fit|best))|you(?:'re| are) welcome to
does(?:n't| not) (?:change|depend|affect|make|hang)|makes no difference|no (?:bearing|influence|effect)|same (?:offer|amount|answer|for)|either way|doesn't come into|ha(?:ve|s) nothing to do
not (?:because|change|tied|linked|a condition|depend|about)|no strings|anyone|anybody|everyone|independent of|entitled to|nothing asked|no conditions?|whatever (?:appears|you)
you can (?:post|write|say|publish|review|share|leave|tell)|you may (?:post|write|say|publish|review|share)|press office|press@|media@|if (?:the|a|any) (?:\\w+ )?(?:has|have) questions|talk to whom
"""
"""Said of what the customer may publish, it leaves them free."""

OTHER_MEANINGS = """
(?:have|ask for|request|get|want|start|open|offer) (?:you )?a review|reviews? (?:by|with) (?:a|an|our|my|the|somebody|someone)|reviews? of (?:the|your|this|that) (?:decision|refusal|case|answer|claim|outcome)
the review (?:does|will|is|needs|of|by|covers|looks|starts|goes|team)|review team|for the review|product|search|google (?:maps|pay|play|account|calendar|wallet|drive)|under review|review (?:it|this|that|your|the|of (?:your|the)|date|team)
articles? (?:with|on|about|that|here|below|for|explains?)|(?:this|our|help|support|following|an|these) (?:\\w+ )?articles?
reviewed|reviewing|reviewer|reviews?@|internal review|reset (?:it )?online|see it online|online (?:account|banking|form|portal|shop|order|chat|bill|check-in)|back online|in public|postal|post office|by post|blog post on
paper (?:bill|form|copy)|paperwork|papers (?:with|for|you|are)|news (?:by|from|on)|any news|have news|press (?:the|a|it|and|any)|channel \\d|stars? hotel|tv (?:set|is|was|came|box)|the tv|your tv|radio (?:is|was)
"""
"""The same words where nothing public is meant."""
