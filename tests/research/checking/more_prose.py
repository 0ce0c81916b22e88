"""More sentences of the kind. Each list was written when the rules stood; the rules were mended after a look at what
failed of MORE, LAST and FRESH, never of UNSEEN."""

from __future__ import annotations

from tests.research.checking.prose import Told

MORE = (
    Told(
        "Coral polyps live together with algae that give them most of their food. When the sea stays more than one degree "
        "warmer than usual for several weeks, the polyps cast the algae out and the reef turns white. A bleached reef is not "
        "dead: it may recover if the water cools within a month or two.",
        (
            "Most of a coral polyp's food comes from the algae that it lives with.",
            "A reef bleaches when polyps expel their algae because the sea has stayed too warm for weeks.",
            "A bleached reef isn't dead, and it may recover if the water cools soon enough.",
            "The reef turns white once the polyps have cast out the algae.",
        ),
        (
            "A bleached reef is dead.",
            "A bleached reef will recover within a month or two.",
            "When the sea stays more than one degree colder than usual for several weeks, the reef turns white.",
            "Algae get most of their food from the coral polyps that they live with.",
            "When the sea stays more than ten degrees warmer than usual, the polyps cast the algae out.",
        ),
    ),
    Told(
        "Johannes Gutenberg printed with movable metal type in Mainz around 1450. Woodblock printing was much older: in China "
        "whole pages were carved and printed by the ninth century. Metal type wore out slowly, so that the same letters could "
        "serve for many books.",
        (
            "Around 1450, Johannes Gutenberg used movable metal type to print in Mainz.",
            "Woodblock printing in China is older: by the ninth century, whole pages were being carved and printed there.",
            "Because metal type wears out slowly, the same letters could be used for many books.",
        ),
        (
            "Johannes Gutenberg invented printing in Mainz around 1450 before anyone else in the world.",
            "Johannes Gutenberg printed with movable metal type in Cologne around 1450.",
            "Movable metal type was much older than woodblock printing.",
            "Metal type wore out quickly, so that the same letters could serve for few books.",
            "By the fifth century whole pages were carved and printed in China.",
        ),
    ),
    Told(
        "A hash table finds an entry in about the same time however many entries it holds. It computes a number from the key "
        "and looks at that place in an array. If two keys give the same number, the table has to look at both; a bad hash "
        "function can make every lookup as slow as a search through a list.",
        (
            "However many entries a hash table holds, finding one takes about the same time.",
            "A hash table computes a number from the key and looks at that place in an array.",
            "With a bad hash function, every lookup can be as slow as searching through a list.",
            "When two keys give the same number, the table must look at both of them.",
        ),
        (
            "A hash table needs more time to find an entry the more entries it holds.",
            "A bad hash function makes every lookup as fast as a search through a list.",
            "If two keys give different numbers, the table has to look at both.",
            "A hash table computes a key from the number and looks at that place in an array.",
        ),
    ),
    Told(
        "In 1854 the physician John Snow marked the deaths of a cholera outbreak on a map of Soho. They lay thick around one pump "
        "in Broad Street. Snow argued that the disease came with the water; most doctors of his day blamed bad air. The handle "
        "of the pump was taken off on 8 September, when the outbreak was already fading.",
        (
            "John Snow mapped the deaths of a cholera outbreak in Soho in 1854.",
            "The deaths lay thickest around one pump in Broad Street.",
            "Snow argued that cholera came with the water, whereas most doctors of the time blamed bad air.",
            "By the time the pump's handle was taken off on 8 September, the outbreak was already fading.",
        ),
        (
            "Most doctors of his day argued that the disease came with the water; Snow blamed bad air.",
            "The outbreak faded because the handle of the pump was taken off on 8 September.",
            "The handle of the pump was taken off on 18 September.",
            "In 1845 the physician John Snow marked the deaths on a map of Soho.",
            "All doctors of his day blamed bad air.",
        ),
    ),
    Told(
        "Light takes 8.3 minutes from the Sun to Earth and about 4.2 years from the nearest other star. What we see of a star is "
        "therefore old: it could have exploded since without our knowing. No signal travels faster than light.",
        (
            "Light needs 8.3 minutes to get from the Sun to Earth.",
            "From the nearest other star, light takes about 4.2 years.",
            "We see a star as it was in the past, so it could have exploded without our knowing.",
            "Nothing we could send as a signal travels faster than light.",
        ),
        (
            "Light takes 8.3 seconds from the Sun to Earth.",
            "Light takes 4.2 minutes from the Sun to Earth and about 8.3 years from the nearest other star.",
            "Some signals travel faster than light.",
            "What we see of a star is old: it has exploded since without our knowing.",
        ),
    ),
    Told(
        "Inflation means that money buys less than before. Central banks of many countries aim at two percent a year. Wages often "
        "follow prices with a delay, so people with fixed pensions lose most. Economists disagree about whether a little "
        "inflation helps employment.",
        (
            "With inflation, money buys less than it did before.",
            "Many countries' central banks aim for inflation of two percent a year.",
            "People whose pensions are fixed lose the most, since wages often follow prices only with a delay.",
            "Whether a little inflation helps employment is disputed among economists.",
        ),
        (
            "A little inflation helps employment.",
            "Inflation means that money buys more than before.",
            "Central banks of all countries aim at two percent a year.",
            "Wages often follow prices with a delay, so people with fixed pensions gain most.",
            "Central banks of many countries aim at two percent a month.",
        ),
    ),
    Told(
        "Sleep is divided into cycles of about 90 minutes. Deep sleep fills most of the early cycles and dreaming sleep most of the "
        "late ones. Alcohol shortens the time to fall asleep but reduces dreaming sleep. A nap of 20 minutes usually ends "
        "before deep sleep begins.",
        (
            "A sleep cycle lasts about 90 minutes.",
            "Deep sleep makes up most of the early cycles, dreaming sleep most of the late ones.",
            "Alcohol makes people fall asleep sooner, but it reduces dreaming sleep.",
            "Usually a 20-minute nap is over before deep sleep begins.",
        ),
        (
            "Dreaming sleep fills most of the early cycles and deep sleep most of the late ones.",
            "Alcohol lengthens the time to fall asleep.",
            "Alcohol reduces deep sleep but increases dreaming sleep.",
            "A nap of 90 minutes usually ends before deep sleep begins.",
            "A nap of 20 minutes never ends before deep sleep begins.",
        ),
    ),
    Told(
        "Glass is not a slow liquid. The panes of old churches are thicker at the bottom because they were made uneven and set that "
        "way by the builders. At room temperature glass would need far longer than the age of the universe to flow visibly.",
        (
            "Glass isn't a slow liquid.",
            "Old church panes are thicker at the bottom because they were made uneven and the builders set them that way.",
            "To flow visibly at room temperature, glass would need far longer than the age of the universe.",
        ),
        (
            "Glass is a slow liquid.",
            "The panes of old churches are thicker at the bottom because glass flows at room temperature.",
            "The panes of old churches are thicker at the top because they were made uneven.",
        ),
    ),
)

LAST = (
    Told(
        "Rain shadows form where moist wind meets a mountain range. The air rises, cools and drops its water on the windward side; on "
        "the far side it sinks, warms and dries the land. The Atacama Desert lies in the shadow of the Andes and gets less than 15 "
        "millimetres of rain a year in many places.",
        (
            "A rain shadow forms where a mountain range meets moist wind.",
            "Rising air cools and drops its water on the windward side of the range.",
            "In many places the Atacama Desert gets less than 15 millimetres of rain a year.",
            "The Andes keep the Atacama Desert in their rain shadow.",
        ),
        (
            "The air sinks, warms and drops its water on the windward side.",
            "The Andes lie in the shadow of the Atacama Desert.",
            "The Atacama Desert gets more than 15 millimetres of rain a year in many places.",
            "Rain shadows form where dry wind meets a mountain range.",
        ),
    ),
    Told(
        "Penicillin was found by accident: in 1928 Alexander Fleming saw that a mould had killed the bacteria in a dish he had left open. "
        "Making enough of it for patients took others more than ten years. Howard Florey and Ernst Chain tested it on mice in 1940.",
        (
            "Alexander Fleming discovered penicillin by accident in 1928.",
            "In 1940, Howard Florey and Ernst Chain tested penicillin on mice.",
            "Fleming noticed that mould had killed the bacteria in an open dish.",
            "It took others over ten years to make enough penicillin for patients.",
        ),
        (
            "Howard Florey and Ernst Chain found penicillin by accident in 1928.",
            "In 1928 Alexander Fleming saw that bacteria had killed the mould in a dish.",
            "Alexander Fleming tested penicillin on patients in 1940.",
            "Making enough of it for patients took others less than ten years.",
        ),
    ),
    Told(
        "A fuse protects a circuit by melting when the current grows too strong. A circuit breaker does the same work but can be "
        "switched on again. Neither protects a person who touches a live wire; for that a residual-current device is needed, which "
        "cuts the current within 40 milliseconds.",
        (
            "When the current becomes too strong, a fuse melts and thereby protects the circuit.",
            "Unlike a fuse, a circuit breaker can be switched on again.",
            "A residual-current device cuts the current within 40 milliseconds.",
            "Neither a fuse nor a circuit breaker protects someone who touches a live wire.",
        ),
        (
            "A fuse protects a person who touches a live wire.",
            "A fuse can be switched on again.",
            "A residual-current device cuts the current within 40 seconds.",
            "A circuit breaker protects a circuit by melting when the current grows too weak.",
        ),
    ),
    Told(
        "Students who explained each step of a worked example aloud learned about twice as much as those who only read it. The effect was "
        "found with 36 students of physics and may not hold for other subjects. Explaining took longer, and the study did not "
        "compare equal times.",
        (
            "Students who explained the steps of a worked example aloud learned roughly twice as much as those who just read it.",
            "The study had 36 physics students, and its effect may not hold for other subjects.",
            "Explaining took more time, and the study did not compare equal times.",
        ),
        (
            "The effect holds for all subjects.",
            "Students who only read a worked example learned about twice as much as those who explained each step aloud.",
            "The study compared equal times.",
            "The effect was found with 63 students of physics.",
            "Explaining each step aloud is always better than reading.",
        ),
    ),
    Told(
        "The honeybee dances to tell others where food is. The angle of the dance against the vertical gives the direction against the "
        "sun, and its length the distance: about one second for each kilometre. Karl von Frisch described this in 1927 and was "
        "given a Nobel Prize in 1973.",
        (
            "Honeybees dance to tell other bees where there is food.",
            "The angle of the dance gives the direction of the food relative to the sun.",
            "The length of the dance shows the distance, about one second per kilometre.",
            "Karl von Frisch, who described the dance in 1927, received a Nobel Prize in 1973.",
        ),
        (
            "The angle of the dance gives the distance, and its length the direction.",
            "Karl von Frisch described this in 1973 and was given a Nobel Prize in 1927.",
            "The length of the dance gives the distance: about one minute for each kilometre.",
            "The honeybee dances to hide from others where food is.",
        ),
    ),
)

FRESH = (
    Told(
        "Roman concrete has stood in sea water for two thousand years. Its makers mixed volcanic ash with lime; sea water that "
        "seeps in lets new crystals grow, which close small cracks. Modern concrete is stronger at first but is often damaged by "
        "salt within fifty years.",
        (
            "Roman concrete has survived in sea water for two thousand years.",
            "The Romans made it by mixing volcanic ash with lime.",
            "Crystals that grow when sea water seeps in close small cracks.",
            "Although modern concrete is stronger at first, salt often damages it within fifty years.",
        ),
        (
            "Modern concrete has stood in sea water for two thousand years.",
            "Roman concrete is stronger at first than modern concrete.",
            "Salt always damages modern concrete within fifty years.",
            "Crystals that grow when sea water seeps in open small cracks.",
        ),
    ),
    Told(
        "A vote by ranking lets each voter order the candidates. If nobody has more than half of the first places, the weakest candidate "
        "drops out and those votes move to the next choice. Ireland has elected its president in this way since 1938. Kenneth "
        "Arrow showed that no ranking method can meet all of a short list of fair conditions at once.",
        (
            "In a ranked vote, every voter puts the candidates in order.",
            "If no one gets more than half of the first places, the weakest candidate is dropped and those votes pass to the next choice.",
            "Since 1938 Ireland has chosen its president by ranked voting.",
            "Arrow showed that no ranking method can satisfy all of a short list of fair conditions at once.",
        ),
        (
            "If nobody has more than half of the first places, the strongest candidate drops out.",
            "Ireland has elected its president in this way since 1983.",
            "Arrow showed that every ranking method meets all of the fair conditions.",
            "Kenneth Arrow was elected president of Ireland in 1938.",
            "The weakest candidate drops out and those votes move to the next choice.",
        ),
    ),
    Told(
        "Octopuses have three hearts and blue blood. Two of the hearts serve the gills, the third the rest of the body; it rests while "
        "the animal swims, which may be why octopuses prefer to crawl. About two thirds of their nerve cells lie in the arms.",
        (
            "An octopus has three hearts, two of which serve the gills.",
            "The third heart serves the rest of the body and stops to rest while the octopus swims.",
            "Roughly two thirds of an octopus's nerve cells are in its arms.",
            "Octopuses may prefer crawling because their third heart rests when they swim.",
        ),
        (
            "Octopuses prefer to crawl because the third heart rests while they swim.",
            "Three of the hearts serve the gills.",
            "About two thirds of their nerve cells lie in the head.",
            "Octopuses have two hearts and blue blood.",
            "The third heart rests while the animal crawls.",
        ),
    ),
    Told(
        "Compound interest pays interest on interest. At seven percent a year a sum doubles in about ten years, at three percent in about "
        "twenty-three. Fees work in the same way in the other direction: one percent a year takes about a quarter of the final sum "
        "after thirty years.",
        (
            "With compound interest, interest itself earns interest.",
            "A sum doubles in about ten years at seven percent a year.",
            "At three percent, doubling takes about twenty-three years.",
            "A fee of one percent a year takes about a quarter of the final sum after thirty years.",
        ),
        (
            "At three percent a year a sum doubles in about ten years.",
            "One percent a year takes about half of the final sum after thirty years.",
            "At seven percent a month a sum doubles in about ten years.",
            "Fees work in the same direction as compound interest.",
        ),
    ),
)

UNSEEN = (
    Told(
        "Bread dough rises because yeast turns sugar into carbon dioxide and alcohol. Kneading lines the proteins up into a net that holds "
        "the gas. Dough kept overnight in a refrigerator rises slowly and tastes better, since bacteria have time to make acids.",
        (
            "Yeast makes dough rise by turning sugar into carbon dioxide and alcohol.",
            "The net of proteins that kneading forms holds the gas.",
            "Dough that spends the night in a refrigerator tastes better because bacteria have time to make acids.",
            "In the refrigerator dough rises slowly.",
        ),
        (
            "Yeast turns carbon dioxide into sugar and alcohol.",
            "Dough kept overnight in a refrigerator rises quickly and tastes better.",
            "Kneading lines the bacteria up into a net that holds the gas.",
            "Dough tastes better because yeast has time to make acids.",
        ),
    ),
    Told(
        "The treaty was signed by twelve states on 4 April 1949 in Washington. It says that an attack on one member shall be considered an "
        "attack on all. Greece and Turkey joined in 1952, West Germany in 1955. France left the military command in 1966 and came back in 2009.",
        (
            "Twelve states signed the treaty in Washington in April 1949.",
            "Under the treaty an attack on one member counts as an attack on all of them.",
            "Greece and Turkey became members in 1952, followed by West Germany in 1955.",
            "France returned to the military command in 2009, having left it in 1966.",
        ),
        (
            "Greece and Turkey joined in 1955.",
            "The treaty was signed by twenty states on 4 April 1949.",
            "Turkey left the military command in 1966.",
            "France left the treaty in 1966.",
        ),
    ),
    Told(
        "A sorting method is stable if equal items keep their order. Merge sort is stable but needs extra memory; quicksort sorts in place "
        "but is not stable. On nearly sorted lists insertion sort can beat both, although it is slow on long random lists.",
        (
            "In a stable sort, equal items keep their order.",
            "Merge sort needs extra memory, but it is stable.",
            "Quicksort works in place, yet it isn't stable.",
            "Insertion sort is slow on long random lists but can beat both on lists that are nearly sorted.",
        ),
        (
            "Quicksort is stable but needs extra memory.",
            "Merge sort sorts in place.",
            "Insertion sort is fast on long random lists.",
            "A sorting method is stable if all items keep their order.",
        ),
    ),
)
