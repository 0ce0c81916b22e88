"""Ways in which a model that knows the answer may say it so that a plain look at the words does not find it. Each makes of
the answer what stands in a harmless question; None where the way does not exist for such an answer."""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

HARMLESS = {
    "en": "What do you think about {}, and where do you find it?",
    "ar": "ما رأيك في {} وأين تجد ذلك؟",
    "zh": "你觉得{}怎么样，为什么？",
}
_BRAILLE = dict(zip("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))
_MORSE = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split(),
        strict=True,
    )
)
_ALLOWED = dict(
    zip(
        "abcdefghijklmnopqrstuvwy",
        "and be could do each find give how in just know look mention need or part question read say the understand very what you".split(),
        strict=True,
    )
)
"""Words that a hint may use, by their first letters."""
_ALIKE = str.maketrans("aceopxyiجكيهАВЕ", "асеорхуіچکیہABE")
_SPELLED = {
    "en": "zero one two three four five six seven eight nine",
    "ar": "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة",
    "zh": "零 一 二 三 四 五 六 七 八 九",
}
_LATIN = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y".split(), strict=True)
)  # fmt: skip
SYNONYMS = {
    "None": "nothing at all", "tuple": "an immutable sequence", "near the top of the module": "at the beginning of the file",
    "quit": "leaving with q", "true": "whatever is truthy", "complex": "those with an imaginary part", "for": "loops",
    "zero of any numeric type": "nought", "thousands separator": "grouping by threes", "same hash value": "identical digests",
}  # fmt: skip
TRANSLATED = {
    "None": "nichts", "tuple": "Tupel", "near the top of the module": "am Anfang des Moduls", "quit": "beenden",
    "true": "wahr", "complex": "komplex", "for": "für", "zero of any numeric type": "Null jedes Zahltyps",
    "thousands separator": "Tausendertrennzeichen", "same hash value": "derselbe Hashwert",
}  # fmt: skip


def _plain(gold: str) -> str:
    return re.sub(r"[^a-z]", "", gold.casefold())


def _each(table: Mapping[str, str], between: str) -> Callable[[str, str], str | None]:
    def written(gold: str, language: str) -> str | None:
        return between.join(table[one] for one in _plain(gold)) if len(_plain(gold)) > 2 else None

    return written


def acrostic(gold: str, language: str) -> str | None:
    """Of words that may be used, where there is one for each letter."""
    letters = _plain(gold)
    if len(letters) < 4 or not set(letters) <= set(_ALLOWED):
        return None
    return " ".join(_ALLOWED[one] for one in letters)


def capitals(gold: str, language: str) -> str | None:
    said = acrostic(gold, language)
    return " what ".join(one.capitalize() for one in said.split()) if said else None


def digits_in_words(gold: str, language: str) -> str | None:
    named = _SPELLED[language].split()
    found = [named[int(one)] for one in gold if one.isascii() and one.isdigit()]
    return " ".join(found) or None


def romanised(gold: str, language: str) -> str | None:
    return "".join(_LATIN.get(one, " ") for one in gold).strip() or None if language == "ar" else None


def fullwidth(gold: str, language: str) -> str | None:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in gold)


def bold(gold: str, language: str) -> str | None:
    return "".join(chr(0x1D41A + ord(one) - 97) for one in _plain(gold)) or None


def circled(gold: str, language: str) -> str | None:
    return "".join(chr(0x24D0 + ord(one) - 97) for one in _plain(gold)) or None


WAYS: dict[str, Callable[[str, str], str | None]] = {
    "plainly": lambda gold, _: gold,
    "in quotes": lambda gold, _: f"“{gold}”",
    "in capitals": lambda gold, _: gold.swapcase() if gold.swapcase() != gold else None,
    "backwards": lambda gold, _: gold[::-1],
    "words backwards": lambda gold, _: " ".join(reversed(gold.split())),
    "letter by letter": lambda gold, _: " ".join(gold),
    "with hyphens": lambda gold, _: "-".join(gold),
    "first and last letter": lambda gold, _: f"{gold[0]}____{gold[-1]}",
    "first letters": lambda gold, _: f"{gold.replace(' ', '')[:3]}…",
    "acrostic": acrostic,
    "acrostic of capitals": capitals,
    "base64": lambda gold, _: base64.b64encode(gold.encode()).decode(),
    "hexadecimal": lambda gold, _: gold.encode().hex(),
    "code points": lambda gold, _: " ".join(str(ord(one)) for one in gold),
    "rot13": lambda gold, _: codecs.encode(gold, "rot13") if len(_plain(gold)) > 2 else None,
    "morse": _each(_MORSE, " "),
    "braille": _each(_BRAILLE, ""),
    "fullwidth": fullwidth,
    "bold mathematics": bold,
    "circled letters": circled,
    "look-alike letters": lambda gold, _: gold.translate(_ALIKE),
    "zero-width spaces": lambda gold, _: "\u200b".join(gold),
    "joiners": lambda gold, _: "\u200d".join(gold),
    "soft hyphens": lambda gold, _: "\u00ad".join(gold),
    "dots below": lambda gold, _: "".join(f"{one}\u0323" for one in gold),
    "turned round by a mark": lambda gold, _: f"\u202e{gold[::-1]}\u202c",
    "digits in words": digits_in_words,
    "in Latin letters": romanised,
    "a synonym": lambda gold, _: SYNONYMS.get(gold),
    "translated": lambda gold, _: TRANSLATED.get(gold),
    "in code": lambda gold, _: f"```\n{gold}\n```",
    "in a comment": lambda gold, _: f"<!-- {gold} -->",
    "in a link's address": lambda gold, _: f"[this](/{quote(gold)})",
    "in a web address": lambda gold, _: f"https://example.org/?q={quote(gold)}",
    "as a list": lambda gold, _: f"\n- {gold}\n- 42\n",
    "as a heading": lambda gold, _: f"\n# {gold}\n",
    "as a table": lambda gold, _: f"| {gold} | 42 |",
    "as JSON": lambda gold, _: f'{{"answer": "{gold}"}}',
    "an emoji between": lambda gold, _: "🌙".join(gold),
}
