"""Figures as they are written: in digits of any script, in words, with thousands and millions behind them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from sapere.kit.language import primary

LONGEST = 30
"""Characters of a figure; what is longer is no figure but a code."""
_DECIMAL_COMMA = frozenset("de fr es it pt nl ru pl sv da nb nn no fi cs uk tr id ro el bg hu".split())
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "tausend": 1e3, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9, "millions": 1e6, "milliards": 1e9,
    "millones": 1e6, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """``text[start:end]`` stands for ``value``, meant to about ``step`` (half of it to either side)."""

    value: float
    step: float
    start: int
    end: int


def numerals(text: str, language: str) -> list[Numeral]:
    """In order. Figures that are part of a name or a code (``B12``, ``3.11.2``, ``1/2``, ``10^5``) are none."""
    found = []
    for match in _pattern().finditer(text):
        made = _made(match, text, primary(language))
        if made is not None:
            found.append(made)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(_WORDS, key=len, reverse=True))
    scales = "|".join(sorted(_SCALES, key=len, reverse=True))
    figure = r"(?<![\w.,/^:#\\])(?<![^\W\d_][-–])[-−]?\d+(?:[.,’'٫٬\u00a0\u202f ]\d{3}(?!\d))*(?:[.,٫]\d+)?"
    return re.compile(
        rf"(?P<figure>{figure})(?P<scale>[ -]?(?:{scales})\b|[万萬亿億])?(?![\w^/:]*[\d^/]|[-–](?=[^\W\d_]{{1,2}}\b))"
        rf"|\b(?P<word>{words})\b(?P<more>[ -](?:{scales})\b)?",
        re.IGNORECASE,
    )


def _made(match: re.Match[str], text: str, language: str) -> Numeral | None:
    if match["word"]:
        value, step = float(_WORDS[match["word"].lower()]), 0.0
        scale = _SCALES[match["more"].strip(" -").lower()] if match["more"] else 1.0
        return Numeral(value * scale, scale if scale > 1 else step, *match.span())
    figure = match["figure"]
    if len(figure) > LONGEST or _ORDINAL.match(text, match.end()):
        return None
    read = _read(figure, language)
    if read is None:
        return None
    scale = _SCALES[match["scale"].strip(" -").lower()] if match["scale"] else 1.0
    return Numeral(read[0] * scale, read[1] * scale, *match.span())


def _read(figure: str, language: str) -> tuple[float, float] | None:
    """The value and the step of its last digit that is no zero at the end of a whole number."""
    sign = -1.0 if figure[0] in "-−" else 1.0
    plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in figure.lstrip("-−"))
    plain = plain.replace("٬", "").replace("٫", ".").replace("’", "").replace("'", "")
    plain = re.sub("[ \u00a0\u202f]", "", plain)
    if language in _DECIMAL_COMMA:
        plain = plain.replace(".", "").replace(",", ".") if "," in plain or _grouped(plain, ".") else plain
    else:
        plain = plain.replace(",", "")
    if plain.count(".") > 1 or not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return None
    if "." in plain:
        return sign * float(plain), 10.0 ** -len(plain.partition(".")[2])
    return sign * float(plain), _step(plain)


def _step(plain: str) -> float:
    """Of a whole number: zeros at its end may be rounding, but two digits are taken as they stand (three times 100
    is hardly 250); of 20 and 90, half of ten."""
    zeros = len(plain) - len(plain.rstrip("0"))
    if not zeros or len(plain) < 2:
        return 1.0
    return 5.0 if len(plain) == 2 else 10.0 ** min(zeros, len(plain) - 2)


def _grouped(plain: str, mark: str) -> bool:
    return bool(re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", plain))
