"""Arabic words as they are compared: without what is glued to them, and down to the consonants of their root.

A light stem in the manner of light10 (Larkey, Ballesteros and Connell, 2002, https://doi.org/10.1145/564376.564425), which
is the same whether a word has its article or not; a root is guessed from it without a dictionary.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sapere.kit.tokens import stop_words

_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_FORMS = str.maketrans("أإآٱىة", "اااايه")
_WORD = re.compile("[\u0621-\u064a]+")
_AND = re.compile("^و(?=...)")
_ARTICLE = re.compile("^(?:ف?[بك]?ال|ف?لل)(?=...)")
_FOR = re.compile("^ل(?=.....)")
_ENDINGS = ("هما", "ها", "هم", "هن", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEFT = 3  # letters that an ending leaves at least
_ASKING = frozenset(
    "ماذا لماذا لمادا متى متي أين كيف كم بكم هل بماذا لمن بمن ممن مما عما فيما بم مم مين ماهو ماهي ماهى ماهم"
    " هى فى الى ان اللذي اللتي اللتى الدي التى".split()
)
"""Words that ask, wherever they stand, and little words as they are often written."""

_NAMING = (
    "بن ابن أبو أبي أم عبد ملك أمير إمام شيخ سلطان خليفة نبي رئيس بني آل نادي كأس دوري بطولة معركة غزوة حرب ثورة دولة"
    " مملكة إمارة جمهورية إمبراطورية خلافة ولاية محافظة مدينة جزيرة نهر بحر جبل جامعة شركة حزب منظمة قناة صحيفة مجلة"
    " كتاب سورة فيلم مسلسل رواية مرض متلازمة فيروس نظرية"
).split()

_TOLD_APART = "أول ثاني ثالث رابع خامس سادس شمالي جنوبي شرقي غربي".split()

_WEAK = str.maketrans("", "", "اويىءئؤ")
_OWNED = ("ته", "تا", "تي", "وا", "نا", "ا")  # further endings, of verbs and before what is owned
_GLUED = re.compile("^[وفبكل](?=....)")
_SOUGHT = re.compile("^(?:ا|[يتنم])ست(?=..)")  # the tenth form
_REFLEXIVE = re.compile("^(.)ت")  # the eighth
_BEGINS = re.compile("^[متن]")
_ROOT = 3  # consonants


def fold(text: str) -> str:
    """Without vowel signs and with one form of each letter; all but Arabic letters as it is."""
    return text if text.isascii() else unmarked(text).translate(_FORMS)


def unmarked(text: str) -> str:
    """Without vowel signs, which tear a word from what is known of it."""
    return _MARKS.sub("", text)


@cache
def little() -> frozenset[str]:
    """The little words as they are folded, with "and" before them or without."""
    plain = frozenset(map(fold, stop_words("ar") | _ASKING))
    return plain | {f"{joined}{word}" for word in plain for joined in "وف"}


@cache
def naming() -> frozenset[str]:
    """Stems of words that stand before a name: a son, a king, a club, a battle of ..."""
    return frozenset(stem(fold(word)) for word in _NAMING)


@cache
def telling_apart() -> frozenset[str]:
    """Of words that stand behind a name and tell it from others: the first, the second, the northern."""
    return frozenset(stem(fold(word)) for word in _TOLD_APART)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The folded word without its article, "and", "for" and endings."""
    if not _WORD.fullmatch(word):
        return word
    alone = _AND.sub("", word)
    short = _ARTICLE.sub("", alone)
    if short == alone:
        short = _FOR.sub("", short)
    while shorter := _without_ending(short, _ENDINGS, _LEFT):
        short = shorter
    return short


@lru_cache(maxsize=100_000)
def root(stem: str) -> str:
    """What a stem shares with other words of its family: the strong ones of its consonants."""
    short = _without_ending(stem, _OWNED, _ROOT) or stem
    form = _SOUGHT.sub("", short)
    found = (form if form != short else _GLUED.sub("", short)).translate(_WEAK)
    for added in (_REFLEXIVE, _BEGINS):
        if len(found) > _ROOT:
            found = added.sub(r"\1" if added.groups else "", found)
    return found[:-1] if len(found) > _ROOT and found[-1] in "تن" else found


def _without_ending(word: str, endings: tuple[str, ...], left: int) -> str:
    """Empty where it has none of them."""
    ends = (end for end in endings if word.endswith(end) and len(word) - len(end) >= left)
    return word.removesuffix(next(ends, word))
