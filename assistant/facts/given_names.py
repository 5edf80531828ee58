"""Given names that are hardly ever anything else, from the countries whose mail we expect.

A name in this list counts as a person where the sentence leaves room for doubt ("I spoke to ...").
Names that are also words, towns, months or shops (Grace, Paris, April, Macy) are not in it; those
count only after words that leave no doubt ("my name is", "your colleague").
"""

from __future__ import annotations

_GIVEN = """
aaron abby abdul abdullah abigail adam adele adrian adriana agnes agnieszka ahmad ahmed aidan aisha
akira alan albert alberto alejandra alejandro aleksandra alessandra alessandro alex alexander
alexandra alexis alfie alfred alfredo ali alice alicia alina alison alistair allison alma alvaro
alyssa amanda amara amelia amina amir amira amit amy ana anastasia anders andre andrea andreas
andrei andrew andrzej andy anette angela angelica angelo angie anil anita anja anjali ankit ann
anna annabel anne annette annie annika antoine anton antonio anya archie ariana arjun arthur arturo
arun asha ashok astrid aurelie ava axel ayesha aylin barbara barney barry bea beatrice beatriz
becky bella ben benedict benjamin bernadette bernard bernd beth bethany betty beverly bianca birgit
bjorn bob bobby bogdan boris brandon brenda brendan brett brian bridget bruno bryan caitlin callum
calvin cameron camila camille carla carlos carmen carol carole caroline carolyn carrie catalina
caterina catherine cathy cecilia celia celine chantal charlene charles charlie chiara chloe chris
christa christina christine christoph christophe christopher cindy claire clara clarissa claude
claudia claudio clemens clive colette colin colleen connor conrad constance cordelia corey corinne
craig cristian cristina curtis cynthia damian damien dan daniel daniela daniele danielle danny
darius darren dave david dean debbie deborah debra deepa deepak denise dennis derek desmond devika
diana diane dieter dimitri dinesh dmitri dominic dominik dominique donald donna doris dorothy doug
douglas duncan dylan eddie edgar edith edna eduardo edward edwin eileen elaine eleanor elena eleni
elias elif elijah elisa elisabeth eliza elizabeth ella ellen ellie elliot elliott elsa elsie
emanuel emil emilia emilie emilio emily emma emmanuel emre enrique eric erica erik erika ernest
ernesto esteban estelle esther ethan eugene eva evan evelyn fabian fabio fatima fatma federico
felicia felicity felipe felix ferdinand fernanda fernando finn fiona franca francesca francesco
francine francois francoise franziska fred freddie frederic frederick frederik frieda fritz gabriel
gabriela gabriele gabrielle gareth gary gaurav gavin gemma geoff geoffrey george georgina gerald
gerard gerhard gianni gillian gina giorgio giovanni giulia giuseppe gladys glenda gloria gonzalo
gordon graham greg gregory greta guido guillaume guillermo gunther gustav gustavo hal hamza hannah
hannes hans harold harriet harry hasan hassan hector heidi heike heinz helen helena helene helga
henri henrietta henrik henry herbert hilary hiroshi horst howard hugh hugo ian ibrahim ida ignacio
igor ilse imran ines inga ingrid irene irina isaac isabel isabella isabelle ismail ivan jacek
jackie jacob jacqueline jacques jaime jake jakob jakub james jamie jana jane janet janice jared
jason javier jean jeanette jeff jeffrey jelena jen jennifer jenny jens jeremy jerome jerry jesper
jess jessica jill jim jimmy jo joan joanna joanne joao joaquin jocelyn joe joel joelle johan johann
johanna johannes john johnny jon jonas jonathan jorge jose josef joseph josephine joshua josie juan
juanita judith judy julia julian juliana julie julien juliet julio julius jurgen justin justyna kai
kamal kareem karen karim karin karina karl karol katarzyna kate katherine kathleen kathryn kathy
katie katja katrin katrina kavita kay keisha keith kelly ken kenji kenneth kerry kerstin kev kevin
khadija khalid kieran kim kimberly kiran kirsten klaus konrad krishna kristen kristin kristina
krzysztof kumar kurt kyle lakshmi lara larissa larry lars laszlo latoya laura lauren laurence
laurent laurie lea leah lee leila lena leo leon leonard leonardo leonie leroy leslie leticia liam
lidia lila lina linda lindsay lindsey lisa liz liza lola lorena lorenzo lorna lorraine louis louise
luca lucas lucia luciana lucie lucinda lucy luigi luis luisa lukas lukasz luke luz lydia lynn lynne
maciej maddie magda magdalena mahmoud maisie malcolm malgorzata malik mandy manfred manish manoj
manuel manuela marc marcel marcela marcelo marco marcos marcus marek margaret margarita margot
maria mariam mariana marianne marie mariela marina mario marion marisa marisol marius marjorie
marko markus marlene marta martha martin martina marvin mary maryam massimo mateo mathias mathilde
mats matt matteo matthew matthias maureen maurice mauricio maxim maxime maya meera megan mehmet mei
melanie melinda melissa mia michael michaela michal micheal michel michele michelle miguel mikael
mike mikhail mila milan milena millie mina miranda miriam mitch mohamed mohammad mohammed mohan
moira mollie molly mona monica monika monique morgan moritz muhammad mustafa myriam nadia nadine
naomi nasreen natalia natalie natasha nathalie nathan neha neil nell niamh nicholas nick nico
nicola nicolas nicole nigel nikhil nikita niklas nikolai nina noah noel noemi noor nora noreen
norman odette olaf oleg olga oliver olivia olivier omar orla oscar osman otto owen pablo paige
pamela paola paolo pascal patricia patrick patrik paul paula pauline paulo pavel pawel pedro peggy
percy pete peter petra phil philip philipp philippa phillip phoebe pierre piotr pippa polly pooja
pradeep prakash priscilla priya rachel radek rafael rahul raj rajesh ralf ralph ramesh ramon raquel
rashid raul ravi raymond rebecca reinhard rekha renata rene renee rhiannon rhys ricardo richard
rick ricky rita robert roberta roberto robyn rodney rodrigo roger rohan roland rolf romain ron
ronald rory rosa rosalind rosemary rosie rowan roy ruben rudi rudolf rupert russell ruth ryan
sabine sabrina sally salma sam samantha samira samuel sandeep sandra sandro sanjay santosh sara
sarah sasha saskia scott sean sebastian sergei sergio seth shane shannon sharon shaun shauna sheila
shelley shreya sigrid silke silvia simon simone sinead siobhan sofia sonia sonja sophia sophie
soren stacey stacy stan stanley stefan stefanie stella stephan stephanie stephen steve steven
stuart sunil sunita susan susanna susanne susie suzanne sven svetlana sylvia sylvie tadeusz takashi
tamara tamsin tania tanja tanya tara tatiana ted terence teresa terri terry thandi theo theodore
theresa therese thierry thomas thorsten tilda tim timothy tina tobias toby todd tom tomas tomasz
tommy toni tony tracey tracy trevor tricia trish trisha trudy tyler ulrich ulrike ursula uwe
valentina valeria valerie vanessa vera veronica veronika vicki vicky victor vijay vikram viktor
vincent vineet vinod viola vivek vivian vladimir walter waltraud wanda wayne wendy werner wilhelm
william wojciech wolfgang xavier yasmin yasmine yolanda yuki yusuf yvette yvonne zach zachary
zainab zara zoe zofia zuzanna
"""
GIVEN = frozenset(_GIVEN.split())
_NOT_NAMES_TEXT = (
    "and for the team you so not all again but in advance nothing customer service services "
    "support sir madam sirs everyone amazon google apple please this that i we it no yes now guys "
    "folks there your my our most very done still unhappy angry disappointed frustrated fuming "
    "sad former loyal valued faithful concerned whom whomever manager management staff billing "
    "sales head office care department complaints reception security accounts human resources "
    "company everybody anybody someone nobody monday tuesday wednesday thursday friday saturday "
    "sunday january february march april june july august september october november december "
    "today tomorrow yesterday sent get good morning afternoon evening hello hi hey thanks thank "
    "regards kind best a an is was what when why how where who martens pepper oetker universe "
    "kipling then he she they his her its if as at on by of to with from or just never also even "
    "only because after before please said told i'm i’m im it's that's dear so since although "
    "while our ask"
)
NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
"""Words with a capital that are no name where a name could stand."""
_ALSO_NAMES_TEXT = (
    "alma amber angel art ash bill carol charlotte chase chelsea christian cliff daisy dale dawn "
    "don drew eve faith florence frank gene georgia ginger glen grace grant guy hazel heath "
    "heather holly hope hunter iris ivy jack jan jasmine jasper jay jordan josh joy lily madison "
    "mark max may miles norm olive pat patience pearl penny pip randy ray rich rob robin roman "
    "rose ruby sky sue summer sydney victoria violet will"
)
ALSO_NAMES = frozenset(_ALSO_NAMES_TEXT.split())
"""Names that are something else too: they count in a greeting and under a letter."""
_SHOPS_TEXT = (
    "alexander mcqueen, calvin klein, charles schwab, edward jones, harry potter, hugo boss, jack "
    "daniel, jimmy choo, jo malone, john lewis, karen millen, kate spade, laura ashley, leroy "
    "merlin, louis vuitton, marc jacobs, michael kors, oscar mayer, paul smith, philip morris, "
    "ralph lauren, robert dyas, russell hobbs, ted baker, thomas cook, tommy hilfiger, vera wang, "
    "walter reed"
)
SHOPS = frozenset(_SHOPS_TEXT.split(", "))
"""Firms and brands with the name of a person."""
