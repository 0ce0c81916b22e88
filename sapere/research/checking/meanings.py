"""Words of one meaning, and words of opposite ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sapere.kit.tokens import tokens

# Each line holds two sides. Within a side the words say about the same; the other side says the opposite.
_OPPOSITES: Mapping[str, str] = {
    "en": """
        up upward upwards | down downward downwards
        increase increases increased increasing rise rises rose risen rising grow grows grew grown growth growing climb climbed raise raises raised gain gains gained | decrease decreases decreased decreasing fall falls fell fallen falling decline declines declined drop drops dropped shrink shrinks shrank reduce reduces reduced reduction lower lowers lowered loss lose loses lost
        more | less fewer
        most | least fewest
        many numerous | few
        larger bigger greater | smaller
        large big great huge | small tiny little
        largest biggest greatest | smallest
        higher taller | lower
        high tall | low
        highest tallest | lowest
        longer | shorter
        long | short brief
        longest | shortest
        older | younger newer
        old ancient | new young modern recent
        oldest | youngest newest
        faster quicker | slower
        fast quick rapid quickly rapidly | slow slowly
        fastest | slowest
        heavier | lighter
        heavy | light
        hotter warmer | colder cooler
        hot warm | cold cool
        heats heat warms heating | cools cool cooling chills
        easier simpler | harder
        easy simple easily | hard difficult complicated
        better | worse
        best | worst
        good | bad poor
        nearer closer | farther further
        near | far distant
        nearest closest | farthest furthest
        before prior | after following
        earlier | later
        early | late
        above over | below beneath under
        first | last
        begin start began beginning begins starts started begun | end finish ended ends ending finishes finished stop
        always | never
        all every each | none
        north northern | south southern
        east eastern | west western
        left | right
        inside internal inner | outside external outer
        upper top | lower bottom
        maximum maximal | minimum minimal
        strong stronger | weak weaker
        strengthen strengthens | weaken weakens
        improve improves improved | worsen worsens worsened impair impairs
        positive | negative
        true right correct | false wrong incorrect untrue
        possible | impossible
        legal | illegal unlawful
        safe harmless | unsafe dangerous harmful
        success succeed successful succeeds | failure fail failed fails unsuccessful
        win won wins victory | defeat defeated
        accept accepted accepts approve approved | reject rejected rejects refuse refused
        support supported supports favor | oppose opposed opposes
        agree agreed agrees | disagree disagreed disagrees
        allow allowed allows permit permitted enable enables | forbid forbidden prohibit prohibited prevent prevents prevented ban banned
        cause causes caused | prevent prevents prevented
        open opened opens | close closed closes shut
        import imports imported | export exports exported
        buy bought buys buyer | sell sold sells seller
        borrower borrow borrows borrowed | lender lend lends lent
        teacher teaches taught | student pupil
        sender send sends sent | receiver receive receives received
        add adds added | remove removes removed subtract
        create created creates build built | destroy destroyed destroys
        expand expands expanded | contract contracts contracted
        same identical equal | different unequal
        present | absent
        common frequent frequently often | rare rarely seldom infrequent
        public | private
        rich | poor
        wet moist humid damp | dry arid
        majority | minority
        mutable | immutable
        conscious | unconscious
        include includes included | exclude excludes excluded
        visible | invisible
        finite | infinite
        even | odd
        alive living | dead extinct
        winter | summer
        day daytime | night
        man men male | woman women female
        horizontal | vertical
        ascending | descending
        attract attracts attracted | repel repels repelled
        cheaper cheap | dearer dear expensive
    """,
    "de": """
        steigen steigt stieg gestiegen zunehmen erhöhen erhöht wachsen wächst | sinken sinkt sank gesunken fallen fällt abnehmen senken senkt verringern verringert
        mehr | weniger
        vor | nach
        größer | kleiner
        groß große großen | klein kleine kleinen
        höher | niedriger tiefer
        hoch hohe hohen | niedrig niedrige niedrigen
        länger | kürzer
        älter | jünger
        schneller | langsamer
        wärmer heißer | kälter
        warm heiß | kalt
        erste ersten erster | letzte letzten letzter
        immer | nie niemals
        alle jeder jede | keiner
        oben über | unten unter
        nord norden nördlich | süd süden südlich
        beginnt begann beginn | endet endete ende
        besser | schlechter
        möglich | unmöglich
        innen | außen
        stark | schwach
    """,
    "fr": """
        augmente augmenter augmentent augmentation croît | diminue diminuer diminuent baisse baisser diminution
        plus | moins
        avant | après
        grand grande grands grandes | petit petite petits petites
        haut haute | bas basse
        chaud chaude | froid froide
        premier première | dernier dernière
        toujours | jamais
        début commence | fin finit
        nord | sud
        est | ouest
        meilleur meilleure | pire
        possible | impossible
        fort forte | faible
    """,
    "es": """
        aumenta aumentar aumentan aumento crece | disminuye disminuir disminuyen reduce baja
        más | menos
        antes | después
        grande grandes | pequeño pequeña pequeños pequeñas
        alto alta | bajo baja
        caliente | frío fría
        primero primera | último última
        siempre | nunca jamás
        mejor | peor
        norte | sur
        este | oeste
        posible | imposible
        fuerte | débil
    """,
    "ru": """
        растет растёт увеличивается повышается увеличивает | падает снижается уменьшается уменьшает
        больше | меньше
        до перед | после
        большой большая большие | маленький маленькая маленькие
        высокий высокая выше | низкий низкая ниже
        горячий теплый тёплый | холодный
        первый первая | последний последняя
        всегда | никогда
        лучше | хуже
        возможно | невозможно
        северный север | южный юг
        восточный восток | западный запад
    """,
}
# Groups of words that a writer puts for one another.
_IRREGULAR_EN = """wear wore worn; write wrote written; take took taken; give gave given; make made; go went gone; see saw seen; know knew known; get got; find found; become became;
    come came; think thought; keep kept; hold held; bring brought; run ran; lead led; leave left; lose lost; pay paid; meet met; set; sit sat; stand stood; speak spoke spoken;
    teach taught; tell told; send sent; build built; spend spent; understand understood; fall fell fallen; rise rose risen; grow grew grown; draw drew drawn; drive drove driven;
    eat ate eaten; fight fought; fly flew flown; forget forgot forgotten; hear heard; hide hid hidden; lie lay lain; mean meant; read; ride rode; sell sold; buy bought; shoot shot;
    show showed shown; sing sang sung; sink sank sunk; sleep slept; steal stole stolen; swim swam; throw threw thrown; wake woke woken; win won; break broke broken; choose chose chosen;
    catch caught; feel felt; freeze froze frozen; strike struck; spread; shrink shrank shrunk; swear swore; tear tore torn; bear bore borne; bind bound; blow blew blown; do did done;
    seek sought; say said; feed fed; melt molten; overcome overcame; arise arose arisen; man men; woman women; child children; foot feet; tooth teeth; mouse mice; life lives; wolf wolves;
    leaf leaves; half halves; nucleus nuclei; bacterium bacteria; phenomenon phenomena; hypothesis hypotheses; datum data; medium media; criterion criteria; index indices; axis axes"""
_SAME = {
    "en": """
        use employ utilize apply; show demonstrate reveal illustrate prove; make produce create; help aid assist; need require; get obtain receive;
        find found discover discovery establish; circle orbit revolve; build construct built; named called; study research investigation;
        picture image; people person persons humans human; about approximately roughly around; important significant crucial key; contain include comprise;
        happen occur; author writer; learner student; die death died; born birth; allow permit; price cost;
        keep retain maintain; choose select; change alter modify; separate divide split; form shape; method technique approach;
        protect protection; publish publication; see notice observe spot; associate link correlate connect relate; just only; someone person; say state; consist comprise; kill killed; car automobile; usual typical;
        world earth's; consider regard; return give yield; define specify; value values; part portion piece; amount quantity;
        explain explanation describe description; main chief primary principal; effect influence affect; different distinct various;
        weigh weight mass; hold store; move motion travel; look appear; think believe thought; often frequently; rotate spin turn;
        hot heat; long length; high height; wide width; deep depth; old age; speed fast
    """,
}


def meaning(form: str, stem: str, language: str) -> tuple[str, int]:
    """The key of a word's meaning and its side: 1 or -1 for words that have an opposite, else 0."""
    opposed = _sides(language).get(form)
    if opposed is not None:
        return opposed
    return (_groups(language).get(stem, stem), 0) if stem else ("", 0)


@cache
def _sides(language: str) -> dict[str, tuple[str, int]]:
    made: dict[str, tuple[str, int]] = {}
    for line in filter(str.strip, _OPPOSITES.get(language, "").split("\n")):
        sides = [side.split() for side in line.split("|")]
        for sign, side in zip((1, -1), sides, strict=True):
            for form in side:
                made.setdefault(form, (f"{sides[0][0]}/{sides[1][0]}", sign))
    return made


@cache
def _groups(language: str) -> dict[str, str]:
    """The name of each stem's group; forms of one irregular word, and with them their group of meaning."""
    made: dict[str, str] = {}
    for listed in (_SAME.get(language, ""), _IRREGULAR_EN if language == "en" else ""):
        for group in listed.split(";"):
            stems = [stem for word in group.split() for stem in tokens(word, language)]
            name = next((made[stem] for stem in stems if stem in made), f"={stems[0]}" if stems else "")
            for stem in stems:
                made.setdefault(stem, name)
    return made
