"""Words that are too cheerful, too sharp, too stiff or foul for an upset customer (D27).

Tables for `any_of`: an idea a line.
"""

from __future__ import annotations

CHIRPY = """
awesome
fantastic
super (?:sorry|happy|excited|easy|quick|simple|fast)
yay
yikes
whoops
wh?oops(?:ie|y)?
oops(?:ie|y)?(?: daisy)?
uh[- ]oh
oh no
oh dear
no worries
no worry
no problem(?:o)?
no probs
sure thing
hang (?:tight|in there)
feel your pain
give you a shout
shout when
sit tight
stay tuned
great (?:news|question)
good news
happy to help
hope (?:this|that) helps
happy (?:days|monday|friday|\\w+ing)
have (?:a|an) (?:very |really |super )?(?:great|wonderful|lovely|fantastic|nice|fabulous|amazing|awesome|good|super|brilliant|fab|blessed) (?:day|week|weekend|one|evening|rest|morning|afternoon|night)
hey there
hey hey
hiya
heya
howdy
exciting
excited
thrilled
delighted
stoked
buddy
folks
guys
lol
lmao
haha\\w*
hehe
bummer
absolutely love
mate
pal
dude
bro
hun
hon
luv
love,
darling
champ
boss
sweetie
my friend
girl
friend
tho
gotcha
gonna
wanna
gotta
dunno
kinda
sorta
lemme
ya
yep
yup
yeah
nope
nah
yo
ta
cheerio
woohoo
woo
ta-da
tada
voila
boom
phew
ouch
eek
argh
ugh
geez
jeez
omg
btw
fyi
imo
thx
pls
plz
ur
cya
xx+
xoxo
my bad
our bad
chill
easy peasy
piece of cake
no biggie
all good
cool
fab
ace
brill
sweet
epic
rock(?:s|ed|star)
vibes?
yummy
cheeky
wee bit
bit of a (?:mess|pickle|oopsie|mare|nightmare)
had a moment
fingers crossed
happy dance
good as new
lickety
jiffy
in a flash
high five
you're (?:a star|the best|a legend)
smiles?
sunshine
rooting for
rest easy
cheer you up
worry not
fear not
ta for
let's (?:get this party|do this|turn that frown)
magic
sparkl\\w+
buckle up
crack on
hooray
hurrah
bingo
pop (?:it|us|me|that|over|them)
got you covered
got your back
love (?:that|to hear|hearing)
sending (?:hugs|good vibes|love)
big hug
"""
"""Cheer that an angry customer does not share."""

STIFF = """
we are in receipt of
your (?:esteemed|valued) (?:correspondence|custom|communication)
the undersigned
hereby
herewith
heretofore
aforementioned
aforesaid
dear (?:sir|madam|valued)
yours faithfully
pursuant
we beg to
please be advised
kindly be (?:advised|informed)
further to your (?:correspondence|communication)
at your earliest convenience
we write with reference
in reference to your (?:correspondence|communication)
i remain,
"""
"""Office language that nobody speaks."""

NOT_CHIRPY = """
good news for
(?:is|isn't|was|wasn't|it's|stay|stays|be|not|the|a) cool
cool (?:place|box|bag|down|dry|store)
keep (?:it|them) cool
sweet (?:potato|corn|chilli|wine)
boss (?:suit|watch|shirt)
(?:your|a|the|my|our|his|her) (?:friend|mate|girl|boss|partner|pal|smile|dude)s?
soul ?mate
love,?
room ?mates?
team ?mates?
class ?mates?
"""
"""The same words where they mean a thing."""

PROFANITY = """
f+u+c+k\\w*
f\\*+\\w*
s+h+i+t+(?:ty|s|e)?
bull ?shit
bastards?
bitch\\w*
arseholes?
assholes?
wankers?
crap(?:py)?
damn(?:ed)?
bloody
pissed?
piss(?:ing|ed)?
idiots?
morons?
stupid
wtf
dickheads?
twats?
bollocks
a (?:hell|helluva)
freaking
frigging
effing
sucks
"""
"""Swearing."""

SNAPPY = """
whether you like it or not
like it or lump it
suit yourself
take it or leave it
have it your way
fine,
your call,
good luck with (?:that|finding)
find another
feel free to (?:leave|go|shop|take your)
be my guest
if you (?:intend|continue|insist|choose|wish|want|keep|are going|really|had (?:bothered|calmed)|stop(?:ped)?)(?: to| on)? (?:\\w+ )*(?:insult\\w*|shout\\w*|abus\\w*|swear\\w*|be rude|rant\\w*|scream\\w*|yell\\w*|threaten\\w*|that tone|attitude|capitals|caps)
(?:your|that|this|the) (?:tone|attitude|language|rant\\w*|tantrum|manners|outburst|insults?|shouting|rudeness|sarcasm|drama)\\b
no need to (?:shout|be rude|swear|use|take that)
two can play
same to you
right back at you
i could say the same
get a grip
grow up
give me a break
whatever you say
with that attitude
(?:don't|do not|won't|will not|not going to|not here to) (?:\\w+ )?(?:be (?:spoken|talked|shouted|sworn|insulted|bullied)|take abuse|tolerate|appreciate being|put up with|listen to|stand for)
(?:how|very) (?:charming|lovely|mature|original|nice of you|kind of you)
what a (?:charming|lovely|delightful|pleasant) (?:message|email|note|way)
charming,
congratulations on
well done (?:for|on)
bravo
thanks for the (?:lovely|charming|kind|compliments?|poetry|essay|lecture|novel)
i'm not a mind reader
we're not mind readers
news ?flash
shock(?:er)?,
spoiler
wow,
oh,? (?:sure|great|wonderful|please|really)
yes,? well done
poor you
sorry your highness
believe it or not
surprise,? surprise
big deal
boo hoo
keep your (?:hair|shirt) on
look,
listen,
for heaven's sake
for god's sake
(?:the )?same goes for
as if
in your dreams
clearly you're
calm your
"""
"""Answers in kind: sarcasm, impatience, contempt."""

CRUDE = """
rubbish
garbage
trash
junk
useless
pathetic
ridiculous
a joke
clowns?
lousy
shambles
sucks?
sucked
clueless
disgraceful
dumb
idiotic
shambolic
nonsense
stinks?
hell
heck
bloody
screwed
balls(?:ed)?[- ]up
cock[- ]?up
arse
ass
pants
dog's dinner
dog's breakfast
crappy
crap
"""
"""Crude judgements, as the customer may use them."""
