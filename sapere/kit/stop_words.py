"""The little words of a language that say nothing about what a text is about.

Closed word classes only (articles, pronouns, prepositions, conjunctions, auxiliaries, their negations): public
lists also drop words such as *text*, *value*, *system* or *group*, which are what a technical text is about.
"""

from __future__ import annotations

_WORDS = {
    "en": """a an the this that these those i me my mine myself we us our ours ourselves you your yours yourself
        yourselves he him his himself she her hers herself it its itself they them their theirs themselves one
        who whom whose which what when where why how and or but nor so yet if then else than because as while
        although though unless until since whether of in on at by for with about against between into through
        during before after above below to from up down out off over under again further once here there all
        any both each few more most other others some such no not only own same too very can cannot could may
        might must shall should will would do does did doing done don't doesn't didn't is are was were be been
        being am isn't aren't wasn't weren't have has had having haven't hasn't hadn't won't wouldn't can't
        couldn't shouldn't it's that's i'm you're we're they're i've you've we've they've i'll you'll just also
        upon within without per via etc eg ie however therefore thus hence either neither every much many
        another ever never always often let let's even still rather quite""",
    "de": """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder
        aber denn sondern doch wenn als ob weil dass daß damit obwohl während bevor nachdem wie so ich du er sie
        es wir ihr mich dich ihn uns euch mir dir ihm ihnen mein dein sein unser euer meine deine seine ihre
        unsere eure seinen seinem seiner ihren ihrem ihrer sich wer was wen wem wo wann warum welche welcher
        welches dieser diese dieses diesen diesem jener jene jenes jeder jede jedes alle allem allen aller man
        in im an am auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter von vom
        vor zu zum zur zwischen ist sind war waren sei bin bist wird werden wurde wurden worden hat haben hatte
        hatten habe kann können konnte könnte muss müssen soll sollen sollte will wollen darf dürfen mag nicht
        nur auch noch schon sehr mehr da dann hier dort nun also etwa etwas nichts immer wieder selbst""",
    "fr": """le la les l un une des du de d à au aux et ou mais donc or ni car que qu qui quoi dont où quand comme
        si ce c cet cette ces cela ça ceci celui celle ceux celles je j tu il elle on nous vous ils elles me m te
        t se s moi toi lui leur leurs soi eux mon ma mes ton ta tes son sa ses notre nos votre vos y en dans par
        pour sur sous avec sans entre vers chez contre depuis pendant avant après jusque est sont était étaient
        être été suis es sommes êtes sera seront serait fut ont a ai as avons avez avait avaient avoir eu aura
        fait peut peuvent pouvoir doit doivent ne n pas plus moins très aussi bien même tout tous toute toutes
        quel quelle quels quelles lorsque lorsqu puis ainsi alors encore déjà ici là non""",
    "es": """el la los las lo un una unos unas de del a al y e o u pero sino ni que quien quienes cual cuales cuyo
        cuya donde cuando como si porque pues aunque mientras yo tú él ella ello nosotros vosotros ellos ellas
        me te se nos os le les mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta esto estos estas
        ese esa eso esos esas aquel aquella aquellos en con por para sin sobre entre hasta desde hacia según
        contra durante ante bajo tras es son era eran ser sido fue fueron sea está están estaba estar ha han
        había haber hay he hemos tiene tienen puede pueden debe deben no ni sí más menos muy también ya todo
        toda todos todas otro otra otros otras cada qué cuál cómo dónde así""",
    "it": """il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle d dal
        dalla dai dalle al allo alla ai agli alle nel nella nei nelle sul sulla sui sulle e ed o ma né che chi
        cui quale quali quando dove come se perché mentre anche io tu egli lui lei esso essa noi voi essi loro
        mi ti si ci vi me te mio mia tuo tua suo sua suoi sue nostro nostra vostro vostra questo questa questi
        queste quello quella quelli quelle è sono era erano essere stato stata stati fu ha hanno aveva avere ho
        può possono deve devono non più meno molto tutto tutti tutta tutte ogni altro altra altri così già ne""",
    "pt": """o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo pela pelos pelas
        para com sem sob sobre entre até desde e ou mas nem que quem qual quais cujo cuja onde quando como se
        porque pois embora enquanto eu tu ele ela nós vós eles elas me te lhe lhes meu minha teu tua seu sua
        seus suas nosso nossa este esta isto estes estas esse essa isso esses essas aquele aquela aquilo é são
        era eram ser sido foi foram seja está estão estava estar tem têm tinha ter há pode podem deve devem não
        sim mais menos muito também já todo toda todos todas outro outra outros outras cada assim""",
    "nl": """de het een en of maar want dus dat die dit deze wie wat waar wanneer hoe als dan omdat hoewel terwijl
        ik jij je u hij zij ze het wij we jullie mij me jou hem haar ons hun hen mijn jouw uw zijn onze in op aan
        van voor met door bij naar om over onder tussen tot uit zonder tegen sinds tijdens na te is was waren
        ben bent wordt worden werd werden geweest heeft hebben had hadden heb kan kunnen kon moet moeten zal
        zullen zou zouden mag wil niet geen ook nog al wel zeer meer er hier daar zo toch alle elke ieder""",
    "sv": """en ett den det de och eller men för att som om när där hur vad vem vilken vilket vilka jag du han hon
        vi ni dem mig dig honom henne oss er min din sin sitt sina vår vårt våra deras dess detta denna dessa i
        på av till från med vid under över mellan genom utan mot efter före hos är var vara varit blir blev bli
        har hade ha kan kunde ska skulle måste får inte icke ingen inget bara också mycket mer så då nu här alla
        varje någon något några sig än ur samt""",
    "da": """en et den det de og eller men for at som om når hvor hvordan hvad hvem hvilken hvilket hvilke jeg du
        han hun vi i dem mig dig ham hende os min din sin sit sine vores deres dette denne disse på af til fra
        med ved under over mellem gennem uden mod efter før hos er var være været bliver blev har havde have kan
        kunne skal skulle må ikke ingen intet kun også meget mere så da nu her der alle hver nogen noget sig end""",
    "nb": """en et ei den det de og eller men for at som om når hvor hvordan hva hvem hvilken hvilket hvilke jeg
        du han hun vi dere dem meg deg ham henne oss min din sin sitt sine vår vårt våre deres dette denne disse
        i på av til fra med ved under over mellom gjennom uten mot etter før hos er var være vært blir ble har
        hadde ha kan kunne skal skulle må ikke ingen bare også mye mer så da nå her der alle hver noen noe seg""",
    "pl": """i oraz a ale lub albo ani czy że żeby aby bo ponieważ gdy kiedy jak jeśli jeżeli gdzie kto co który
        która które których którym ja ty on ona ono my wy oni one mnie mi ciebie cię go jego jej ją im ich nas
        was się siebie swój swoje mój twój nasz wasz ten ta to tego tej tym te tych ci w we na z ze do od po o
        przy przez dla bez pod nad przed za między u ku jest są był była było były być będzie będą może mogą nie
        tak też także już tylko bardzo więcej jeszcze tu tam wszystkie każdy inny""",
    "ru": """и в во на с со к ко у о об от до из за по под над при про для без через между перед после а но или
        либо да же ли бы не ни что чтобы как так если когда где куда откуда потому хотя пока кто который которая
        которое которые которых которым чей я ты он она оно мы вы они меня мне тебя тебе его ему её ее ей нас
        нам вас вам их им себя себе свой своя свои своих мой твой наш ваш этот эта это эти этого этой этих тот
        та то те того той тех все всё всех весь вся был была было были быть есть будет будут может могут можно
        нужно надо уже ещё еще только очень также тоже более менее там тут здесь даже""",
    "uk": """і й та в у на з із зі до від по під над при про для без через між перед після а але або чи не ні що
        щоб як так якщо коли де куди бо хоча поки хто який яка яке які яких я ти він вона воно ми ви вони мене
        мені тебе його йому її їй нас нам вас їх їм себе свій своя свої цей ця це ці цього той та те ті всі все
        був була було були бути є буде будуть може можуть можна вже ще тільки дуже також теж більш там тут""",
    "tr": """ve veya ya da de ama fakat ancak çünkü ki ile için gibi kadar göre sonra önce bir bu şu o bunlar
        şunlar onlar ben sen biz siz beni seni onu bizi sizi bana sana ona benim senin onun bizim sizin kim ne
        nasıl neden niçin nerede hangi eğer her hiç bazı tüm bütün çok daha en az mi mı mu mü değil var yok
        olan olarak oldu olur ise idi""",
    "ar": """في من إلى على عن مع هذا هذه ذلك تلك هؤلاء الذي التي الذين هو هي هم هن أنا نحن أنت أنتم و أو ثم لكن
        بل أن إن كان كانت كانوا يكون تكون ليس ليست لا لم لن ما قد كل بعض غير بين بعد قبل عند حتى إذا كما حيث
        أي به بها له لها فيه فيها منه منها عليه عليها أيضا""",
    "hi": """का के की को में से पर और या लेकिन कि जो वह यह वे ये इस उस इन उन मैं हम तुम आप मुझे हमें उसे उन्हें मेरा हमारा
        उसका उनका अपना अपने अपनी है हैं था थे थी हो होता होती होते कर करना करने किया गया गई गए ने तो भी ही तक लिए साथ
        एक नहीं न जब तब जहाँ कैसे क्या क्यों कौन सब बहुत""",
    "fi": """ja tai sekä mutta vaan että jos kun koska vaikka kuin niin joka jotka jonka jota missä mikä mitä kuka
        ketä minä sinä hän me te he minun sinun hänen meidän teidän heidän se sen sitä ne niiden tämä tämän tätä
        nämä tuo on ovat oli olivat olla ollut ole ei en et emme eivät voi voivat myös vain hyvin enemmän ennen
        jälkeen kanssa ilman yli alle noin kaikki joku jokin""",
    "cs": """a i ale nebo ani že aby protože když jak jestli jestliže kde kdo co který která které kterých já ty
        on ona ono my vy oni mě mi tebe ho jeho její jí jim jich nás vás se si svůj můj tvůj náš váš ten ta to
        toho té tím ty tyto tento tato v ve na z ze do od po o při přes pro bez pod nad před za mezi u k ke je
        jsou byl byla bylo byly být bude budou může mohou ne tak také již jen velmi více ještě zde tam""",
}  # fmt: skip
_WORDS["no"] = _WORDS["nn"] = _WORDS["nb"]
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_NONE: frozenset[str] = frozenset()


def stop_words(language: str) -> frozenset[str]:
    """The little words of the language, lower-cased; none for a language that is not listed."""
    return _SETS.get(language, _NONE)
