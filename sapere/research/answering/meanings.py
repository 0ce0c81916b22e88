"""Words that are asked for one way and written in another, in English: "built" for "constructed", "gray" for "colour"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from sapere.kit.language import primary
from sapere.research.answering.asked import terms

# Each says nearly what the others of its group say, in some text or other.
_NEAR = """
abroad overseas foreign; accept agree approve; actor actress star; add insert append addition
after later following since; age old; aim goal purpose objective; allow permit enable let; amount number quantity total
angry anger fury; annual annually year yearly; answer reply respond response; area region zone district territory
army troops soldier military; arrest detain custody; arrive reach arrival; ask request; assist help aid support assistance
attack assault raid bombing; author writer write wrote written pen; award prize medal honour honor
before prior earlier previous former; begin began begun start commence launch; believe belief think thought consider regard
big large great huge; border boundary frontier; boss chief head leader leadership; boy girl child kid baby infant
build built building construct construction constructed erect; burn burnt fire; buy bought purchase acquire acquisition
call called name named known term dub; capable able can; car vehicle automobile; carry bear transport
cause lead led result trigger due responsible; change alter modify alteration; choose chose chosen select pick elect selection
church religion religious; class kind type sort category; close near adjacent beside; coach manager trainer
colour color; come came return back; common usual frequent typical; company firm corporation business
compare comparison; complete completed finish finished; component part element; compose composer composed
conceal hide hid hidden; contain include consist comprise hold; contract deal sign; correct right true
cost price priced expense charge fee worth; create creation found founded establish establishment
daily day; dead death die died dies deceased kill killed fatal fatality; decrease reduce reduction fall fell decline drop shrink
defeat beat win won victory lose lost loss; defence defend protect guard; define definition mean meaning denote
depart leave left departure exit quit; design designer architect; destroy demolish ruin destruction damage
discover discovery find found detect identify; doctor physician; drug medicine medication substance; early initial first original
earth world global; eat ate eaten food diet feed; edge side; employ hire work job occupation profession career position
end conclude close cease stop finish; enemy opponent rival; enter join joined entry; error mistake fault
examine investigate study research; example instance; fame famous renowned notable known; fast quick rapid speed
father mother parent; fear afraid scared; few little; fight fought battle war combat conflict; film movie picture
flood flooding; forbid forbidden ban prohibit; forget forgot; free release; gain get got receive obtain
gift present; give gave given grant donate provide; govern rule ruled reign; grow grew growth increase rise rose raise
half fifty; happen occur happened occurrence; harm hurt injure injured injury wound; high tall height
hill mountain; home house live lived reside residence dwell inhabit; hurricane storm cyclone typhoon
husband wife spouse marry married wedding marriage; ill illness sick disease disorder; important main major chief primary principal
invent invention inventor devise; jail prison imprison; journey trip travel voyage; keep retain remain stay
king queen monarch ruler emperor; last final latest; law legal legislation; lawyer attorney; learn learned learnt taught
love affection lover; make made create produce manufacture; male man; many numerous several; method way means
money fund finance funding; month monthly; move relocate transfer; murder assassinate assassination kill killed
nation country state; nearly almost approximately; need require must necessary requirement; new recent
next following subsequent; often frequently; old ancient; omit missing absent; origin originate begin source
own owner possess belong ownership; people population inhabitant resident; percent percentage; perform play act portray
plane aircraft airplane; poor poverty; program programme series show; pupil student; rain rainfall precipitation
reason cause; reject refuse decline; remove delete removal eliminate; replace replacement substitute succeed successor
reveal show display demonstrate exhibit; rich wealthy wealth; road street avenue; role part character
say said claim tell told announce; sea ocean; sell sold sale; send sent submit; ship boat vessel; shop store
sibling brother sister; single song track; size area extent; small little tiny; son daughter child children offspring
speak spoke spoken talk; squad team club side; steal stole stolen theft rob; take took taken
teach taught teacher professor lecturer; test check; try attempt tried; use utilise utilize usage employ
warn warning alert; week weekly; woman female; wrong false incorrect
one 1 first 1st; two 2 second 2nd pair both; three 3 third 3rd; four 4 fourth 4th; five 5 fifth 5th; six 6 sixth 6th
seven 7 seventh; eight 8 eighth; nine 9 ninth; ten 10 tenth; hundred 100; thousand 1000; eu european union; tv television
uk britain british; usa us america american; france french; germany german; england english; china chinese; spain spanish
italy italian; russia russian soviet; japan japanese; greece greek; rome roman; turkey turkish ottoman; poland polish
ireland irish; scotland scottish; wales welsh; netherlands holland dutch; denmark danish; sweden swedish; norway norwegian
europe european; india indian; egypt egyptian; persia persian iran iranian; switzerland swiss; austria austrian
portugal portuguese; australia australian; canada canadian; mexico mexican; korea korean; vietnam vietnamese
israel israeli; arabia arab arabic; mongolia mongol mongolian; africa african; asia asian; north northern; south southern
east eastern; west western; centre center central middle; moon lunar; sun solar; sea marine maritime; city urban municipal
town city village settlement; country rural; school education educational; money monetary financial; mind mental
large larger largest big bigger biggest great greater greatest; small smaller smallest; high higher highest
low lower lowest; old older oldest; young younger youngest; long longer longest length; good better best; bad worse worst
most majority mostly mainly primarily; width wide; depth deep; weight weigh heavy; speed fast velocity; strong strength power
hot heat temperature warm; cold cool; common popular widespread; similar alike like resemble same; differ different distinct distinguish
affect effect impact influence; result consequence effect outcome; describe characterise depict portray; use purpose serve function
oppose opposition resist against; support favour back endorse advocate; prevent avoid stop block halt; protest demonstration march rally
leader head chairman president director; school college academy university; attend enrol enroll enrollment; part portion section segment piece
feature characteristic trait property quality attribute; problem issue difficulty trouble challenge; solve solution resolve
idea concept notion theory; theory hypothesis principle; belief doctrine opinion view; argue contend assert claim; suggest propose proposal recommend advise
encourage promote foster; punish punishment penalty sentence; crime offence offense criminal; court trial tribunal justice judge
law act statute bill legislation regulation rule; vote elect election ballot poll; parliament legislature assembly congress
navy naval fleet; champion championship title victory; game match; race contest competition compete; event occasion
festival fair celebration celebrate; music tune melody; sing singer vocal vocalist; painter artist paint painting
picture image photo photograph; book novel volume; publish release issue; newspaper magazine journal paper; language tongue dialect
translate translation version; poet poem poetry; science scientist scientific; experiment trial test; infection epidemic plague disease
cure treat treatment therapy; plant tree crop vegetation; animal creature species; forest jungle rainforest woodland; coast shore beach
outside exterior external; inside interior internal within; top summit peak; bottom base; become became turn; develop evolve evolution
improve enhance; divide split separate; merge unite combine union; connect link join; collect gather collection; generate produce output yield
factory mill plant; industry industrial; trade commerce commercial; economy economic; tax duty levy tariff; income wage salary earnings earn
worker labor labour employee workforce; train railway rail railroad; road highway route freeway; house mansion residence
church cathedral chapel; priest clergy pastor bishop minister; god deity divine; bible scripture testament; pope papal; royal crown throne king
empire imperial emperor; dynasty reign rule; colony colonial settlement settler settle; native indigenous tribe; immigrant immigration migrate migration
flee fled refugee escape; freedom liberty independence independent free; birth born; bury buried grave tomb burial; heir inherit successor
ancestor descend descent descendant; current present today now modern; past former previous; estimate estimated approximately about around roughly
total overall altogether; only sole single; besides addition additional also other; lack absence without; want wish desire seek; effort attempt
able ability capable; fail failure unsuccessful; success successful succeed achieve; expect expectation; intend intention plan; decide decision determine
agreement treaty accord; promise pledge; award present give; fly flew flight; observe notice see saw seen; appear appearance look; know knowledge knew
prove proof; measure measurement; calculate compute; device machine tool instrument apparatus equipment; engine motor; fuel gas oil petroleum
electric electricity electrical; explode explosion blast; crash collide collision accident; invade invasion; conquer conquest; capture seize
broadcast air aired televise show; visit attend go went travel; locate located location situate lie site; require need demand mandatory
organization organisation association body institution agency society; group band team; consider regard deem view; include comprise example such
kind form variety type; time period era age; origin descend derive come came; exist existence; host hold held; premiere debut; increase rise grow expand
"""

# What is asked for, and what is such a thing.
_SUCH = """
animal: dog cat horse cow sheep pig goat bird fish lion bear wolf mouse rat
colour color: red green blue yellow black white gray grey brown orange purple pink gold silver
crime: murder theft robbery fraud assault rape arson manslaughter
degree: bachelor master doctorate phd
direction: north south east west northern southern eastern western
illness disease: cancer anxiety depression fever flu influenza diabetes pneumonia tuberculosis cholera malaria stroke plague
instrument: piano guitar violin drum flute bass keyboard trumpet
language: english french german spanish arabic chinese latin greek russian japanese portuguese italian hindi
material: wood stone iron steel concrete glass brick plastic paper cotton wool clay marble
metal: iron steel copper gold silver aluminium aluminum lead tin zinc titanium nickel
month: january february march april may june july august september october november december
newspaper: times post guardian herald tribune journal daily
relative: father mother son daughter brother sister uncle aunt cousin nephew niece grandfather grandmother
religion faith: islam christianity hinduism buddhism judaism sikhism catholic protestant orthodox muslim christian hindu jewish
season: spring summer autumn winter fall
shape: round circular square rectangular triangular oval spherical
sport: football soccer basketball baseball cricket tennis hockey rugby golf
university: college institute
vehicle: car bus truck train van lorry bicycle motorcycle
weapon: gun rifle pistol knife bomb sword missile
"""


@cache
def meanings(language: str) -> Mapping[str, frozenset[str]]:
    """For a stem, those that may say what it says."""
    if primary(language) != "en":
        return MappingProxyType({})
    found: defaultdict[str, set[str]] = defaultdict(set)
    for asked, told in _groups():
        for term in asked:
            found[term] |= told - {term}
    return MappingProxyType({term: frozenset(others) for term, others in found.items()})


def _groups() -> Iterator[tuple[set[str], set[str]]]:
    for group in _NEAR.replace("\n", ";").split(";"):
        near = set(terms(group, "en"))
        yield near, near
    for line in filter(None, _SUCH.splitlines()):
        asked, told = line.split(":")
        yield set(terms(asked, "en")), set(terms(told, "en"))
