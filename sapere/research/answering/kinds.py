"""What kind of answer a question wants, and whether a sentence holds one of that kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from sapere.kit.language import primary
from sapere.research.answering.characters import unspaced


class Wanted(StrEnum):
    WHO = "who"
    WHEN = "when"
    CONDITION = "condition"  # when something happens, again and again
    WHERE = "where"
    NUMBER = "number"
    WHY = "why"
    HOW = "how"
    MEANING = "meaning"
    OTHER = "other"


# The words that ask, the longer before the shorter; they are taken out before the question's terms are read.
_ASKING: Mapping[str, tuple[tuple[Wanted, str], ...]] = MappingProxyType(
    {
        "en": (
            (Wanted.NUMBER, r"how (?:many|much|long|old|far|large|big|tall|high|deep|fast|often|heavy)|(?:in )?what (?:percentage|percent|number|amount|proportion) of|what (?:is|was) the (?:number|population|percentage|price|cost|size|length|height|age)"),
            (Wanted.CONDITION, r"when(?= (?:do|does|is|are|may|must|should|can|will)\b)|under (?:what|which) (?:conditions?|circumstances)"),
            (Wanted.WHEN, r"when|(?:in |on |since |during |by )?(?:what|which) (?:years?|date|day|month|century|decade|time)|what (?:is|was) the (?:date|year)"),
            (Wanted.WHERE, r"where|(?:in |at |from |to )?(?:what|which) (?:city|country|place|town|state|region|location|continent|island)"),
            (Wanted.WHO, r"who|whom|whose|(?:by )?(?:what|which) (?:person|people|man|woman|king|queen|president|author|actor|director|company|team)"),
            (Wanted.WHY, r"why|what (?:is|was|were|are) the (?:reasons?|causes?)|for what reason|how come|what (?:has |had |is |are |was |were )?caus(?:e[sd]?|ing)"),
            (Wanted.HOW, r"how|in what way"),
            (Wanted.MEANING, r"what(?:'s| is| are| was| were)|define|explain|describe|what does (?=.* mean)"),
            (Wanted.OTHER, r"what|which|is|are|was|were|does|do|did|can|could|has|have|please|tell me"),
        ),
        "de": (
            (Wanted.NUMBER, r"wie ?viele?n?|wie (?:lange|alt|hoch|groß|weit|oft|tief|schwer)"),
            (Wanted.WHEN, r"wann|(?:in |an |seit )?welche[mns]? (?:jahr|tag|monat|jahrhundert|datum)"),
            (Wanted.WHERE, r"wo|woher|wohin"),
            (Wanted.WHO, r"wer|wen|wem|wessen"),
            (Wanted.WHY, r"warum|weshalb|wieso"),
            (Wanted.MEANING, r"was (?:ist|sind|bedeutet|heißt)"),
            (Wanted.HOW, r"wie|womit|wodurch"),
            (Wanted.OTHER, r"was|welche[rsmn]?"),
        ),
        "fr": (
            (Wanted.NUMBER, r"combien(?: de)?"),
            (Wanted.WHEN, r"quand|(?:en )?quelle (?:année|date)|à quelle date"),
            (Wanted.WHERE, r"où|d'où"),
            (Wanted.WHY, r"pourquoi"),
            (Wanted.MEANING, r"qu['’]est[- ]ce que?(?: c['’]est que)?|c['’]est quoi"),
            (Wanted.WHO, r"qui(?: est)?"),
            (Wanted.HOW, r"comment"),
            (Wanted.OTHER, r"est-ce que|quels?|quelles?|que|quoi"),
        ),
        "es": (
            (Wanted.NUMBER, r"cuánt[oa]s?"),
            (Wanted.WHEN, r"cuándo|(?:en )?qué (?:año|fecha|día)"),
            (Wanted.WHERE, r"(?:de |a )?dónde"),
            (Wanted.WHO, r"quién(?:es)?"),
            (Wanted.WHY, r"por qué"),
            (Wanted.MEANING, r"qué (?:es|son|significa)"),
            (Wanted.HOW, r"cómo"),
            (Wanted.OTHER, r"qué|cuál(?:es)?"),
        ),
        "ru": (
            (Wanted.NUMBER, r"сколько"),
            (Wanted.WHEN, r"когда|в каком (?:году|веке)"),
            (Wanted.WHERE, r"где|куда|откуда"),
            (Wanted.WHO, r"кто|кого|кем"),
            (Wanted.WHY, r"почему|зачем"),
            (Wanted.MEANING, r"что такое"),
            (Wanted.HOW, r"как"),
            (Wanted.OTHER, r"что|как(?:ой|ая|ие|ое)"),
        ),
        "ar": (
            (Wanted.NUMBER, r"ب?كم(?: عدد| تبلغ| يبلغ| بلغ| عمر| يقدر)?|ما ?(?:هو |هي |هى )?(?:عدد|تعداد|نسبة|مساحة|طول|ارتفاع|عمر|مدة)"),
            (Wanted.WHEN, r"مت[ىي]|ف[يى] [أا][يى] (?:عام|سنة|عهد|قرن|تاريخ|يوم|شهر)|(?:ما|[أا]ي) (?:هو )?(?:عام|سنة|تاريخ)"),
            (Wanted.WHERE, r"(?:من |الى |إلى )?[أا]ين|ف[يى] [أا][يى] (?:مدينة|دولة|بلد|مكان)"),
            (Wanted.WHO, r"من (?:هو|هي|هم|الذي|كان|قام)|بمن|لمن"),
            (Wanted.WHY, r"لماذا|لم|لما|ما ?(?:هو |هي |هى )?(?:السبب|سبب|أسباب|اسباب)"),
            (Wanted.HOW, r"كيف"),
            (Wanted.MEANING, r"ما ?(?:هو|هي|هى|هم|المقصود ب|معنى)"),
            (Wanted.OTHER, r"ماذا|ما|هل|أي|اي|بماذا|بم|مم|عم|من|مما|عما|فيما"),
        ),
        "zh": (
            (Wanted.NUMBER, r"(?:共)?有?多少|几(?:个|次|年|人|种|座|条|位|名|天|岁|项|部)|多(?:大|高|长|远|久|深|重)"),
            (Wanted.WHEN, r"什么时候|什么时间|何时|哪一?年(?:哪月哪日)?|哪一?天|几时|哪个(?:时期|年代|朝代)|什么(?:年代|时期)"),
            (Wanted.WHERE, r"什么地方|哪里|哪儿|何处|何地|哪个(?:国家|城市|省|地区|地方)|在哪"),
            (Wanted.WHO, r"谁|哪位|何人|什么人|哪个人"),
            (Wanted.WHY, r"(?<![聘称命任成作名认定评选视当改])为什么|为何|什么原因|是何原因|原因是什么"),
            (Wanted.HOW, r"怎么样|怎么|怎样|如何"),
            (Wanted.MEANING, r"什么是|是什么意思|(?<!的.)(?<!的..)(?<!的...)(?<!的....)是什么(?=[？?。]?$)"),
            (Wanted.OTHER, r"是什么(?:样的?)?|哪一?(?:种|部|个|些|本|项|座|家|所|支|条|类|首)|有哪些|哪些|什么|何|哪|吗|呢|请问|是否"),
        ),
        "ja": (
            (Wanted.NUMBER, r"いくつ|何(?:人|個|年間|回|歳|本|枚|メートル)|いくら|どれくらい|どのくらい"),
            (Wanted.WHEN, r"いつ|何(?:年|月|日|世紀)"),
            (Wanted.WHERE, r"どこ(?:で|に|の)?"),
            (Wanted.WHO, r"誰(?:が|の|に)?|だれ"),
            (Wanted.WHY, r"なぜ|どうして|何故"),
            (Wanted.HOW, r"どのように|どうやって"),
            (Wanted.MEANING, r"とは何(?:ですか|か)?"),
            (Wanted.OTHER, r"何(?:ですか|か)?|どの|どれ|どんな|ですか|ますか"),
        ),
    }
)  # fmt: skip
_LITTLE = frozenset(
    "is,are,was,were,does,do,did,can,could,has,have,please,tell me,est-ce que,que,هل,من,吗,呢,请问,是否,ですか,ますか".split(
        ","
    )
)
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million"
    "|billion|dozen|once|twice|half|single|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|два|две|три"
)
_HELD: Mapping[Wanted, re.Pattern[str]] = MappingProxyType(
    {
        Wanted.NUMBER: re.compile(
            rf"[\d٠-٩]|\b(?:{_NUMBER_WORDS})\b|[一二两三四五六七八九十百千万亿]+[^\W\d]|واحد|اثن|ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|تسع|عشر|مائة|مئة|[أا]لف|مليون",
            re.IGNORECASE,
        ),
        Wanted.WHEN: re.compile(
            r"\b(?:1\d|20)\d\d\b|\b\d{1,4} ?(?:BC|AD|BCE|CE)\b|\d+ ?(?:年|月|日|世纪|世紀)|[一二三四五六七八九十〇]{1,4}(?:年|月|世纪)|\bcentur|january|february|\bmarch\b|april|\bmay \d"
            r"|\bjune\b|\bjuly\b|august|september|october|november|december|monday|sunday|ago\b|朝|时代|时期|(?:عام|سنة) ?[\d٠-٩]|القرن|[٠-٩\d]{4}|[\d٠-٩] ?(?:هـ|ق\.? ?م\b)|يناير|فبراير|مارس|[أا]بريل"
            r"|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|أيلول|تشرين|Jahrhundert|siècle|siglo|век",
            re.IGNORECASE,
        ),
        Wanted.CONDITION: re.compile(
            r"\b(?:when|whenever|if|after|before|once|until|unless|while|during|as soon as|in case|at the (?:end|start)|always)\b",
            re.IGNORECASE,
        ),
        Wanted.WHY: re.compile(
            r"\b(?:because|due to|since|so that|in order to|as a result|reason|caus(?:e[sd]?|ing)|owing to|le(?:d|ads) to|result(?:ed|s|ing)? (?:of|from)|therefore|thus|to (?:avoid|prevent|ensure|allow|make))\b|因为|由于|因此|为了|以便|导致|原因"
            r"|ل[أا]ن|بسبب|نتيجة|لكي|weil|damit|parce|afin|porque|потому|чтобы|ため|から",
            re.IGNORECASE,
        ),
        Wanted.WHO: re.compile(r"(?<![.!?] )(?<!^)(?<![“\"(])\b[A-ZÀ-ÞА-Я][\w’'-]+|[^\x00-\u04ff]"),
        Wanted.WHERE: re.compile(
            r"\b(?:in|at|near|on|from|to|of|west|east|north|south)\b.{0,12}[A-ZÀ-ÞА-Я]\w+|[^\x00-\u04ff\u0600-\u06ff]"
            r"|تقع|يقع|واقع|عاصم|شمال|جنوب|شرق|غرب|مدين|دول|قار|محافظ|بلد|بلاد|مقر|جزير|منطق|ولاي|نهر|قري"
        ),
    }
)


def wanted(question: str, language: str) -> tuple[Wanted, str]:
    """The kind, and the question without the words that ask. What asks first decides."""
    code = primary(language)
    found: tuple[tuple[bool, int], Wanted, int] | None = None
    for kind, asking in _patterns(code if code in _ASKING else "en"):
        held = asking.search(question)
        if held and held.group():
            order = (_says_little(held.group(), kind), held.start())
            if found is None or order < found[0]:
                found = (order, kind, held.end())
    if found is None:
        return Wanted.OTHER, question
    (_, start), kind, end = found
    rest = f"{question[:start]} {question[end:]}"
    if unspaced(code):
        for _, asking in _patterns(code):
            rest = asking.sub(" ", rest)
    return kind, rest


def _says_little(word: str, kind: Wanted) -> bool:
    """A question has one kind: words such as "is" give way to any that ask, wherever these stand."""
    return kind is Wanted.OTHER and word.casefold() in _LITTLE


@cache
def _patterns(code: str) -> tuple[tuple[Wanted, re.Pattern[str]], ...]:
    around = "{}" if unspaced(code) else r"(?<!\w)(?:{})(?!\w)"
    return tuple((kind, re.compile(around.format(one), re.IGNORECASE)) for kind, one in _ASKING[code])


def holds(text: str, kind: Wanted) -> bool | None:
    """Whether the text has something of the kind in it; None where that cannot be told."""
    pattern = _HELD.get(kind)
    return None if pattern is None else pattern.search(text) is not None
