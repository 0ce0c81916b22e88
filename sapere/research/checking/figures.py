"""Every figure, unit and date of a sentence stands in its evidence, and is meant of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sapere.kit.language import is_unspaced
from sapere.research.checking.pairs import Compared
from sapere.research.disagreeing.dates import Dated, dates
from sapere.research.disagreeing.numerals import Numeral, numerals
from sapere.research.disagreeing.quantities import Quantity, quantities
from sapere.research.disagreeing.spans import Span

_EXACT = 1e-9
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = re.compile(rf"\b(?:{'|'.join(name.capitalize() for name in _MONTHS)})\b")
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th".split(), strict=True,
    )
)  # fmt: skip
# Ordinals that order what is said ("first, ...; second, ...") are no claim of their own.
_ORDINAL = re.compile(rf"\b(?:the |its |his |her |their )(?P<ordinal>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\b|\b(?P<figure>\d+(?:st|nd|rd|th))\b", re.IGNORECASE)  # fmt: skip
_HAN = re.compile("[〇零一二三四五六七八九十百千万亿萬億两兩]+")
_CODED = re.compile(r"[\w.,:/^+\-−–°'’]+")
_CODED_LATIN = re.compile(r"[A-Za-z0-9.,:/^+\-]+")
_LITTLE_NUMBERS = frozenset((0.0, 1.0))
_BOTH = re.compile(r"\b(?:both|two|pair|twice|either|neither)\b", re.IGNORECASE)
_WINDOW = 60  # characters around a figure in which what it counts is named


def figures(compared: Compared) -> str:
    """The reason why a figure or date does not hold, or ""."""
    said, language = compared.text, compared.language
    around = compared.around
    dated = list(dates(said)) if language == "en" else []
    wrong = _wrong_date(said, around, dated)
    if wrong:
        return f"The date {wrong} is not in the words you quote."
    wrong = _wrong_number(said, around, dated, language) or _wrong_code(said, around, dated, language)
    if wrong:
        return f"The number {wrong} is not in the words you quote, or not of the same thing."
    return ""


def _wrong_date(said: str, around: str, dated: Sequence[Dated]) -> str:
    there = list(dates(around)) if dated else []
    for one in dated:
        if not any(_same_time(one, other) for other in there):
            return said[one.start : one.end]
    months = {found.group() for found in _MONTH.finditer(said)} - {
        found.group() for found in _MONTH.finditer(around)
    }
    for month in months:
        if not any(month[:3] in around[one.start : one.end] for one in there):
            return month
    return ""


def _same_time(said: Dated, found: Dated) -> bool:
    """The very time, or one that holds it: "in 1877" of what is said to be in August 1877."""
    return said.named.low <= found.named.low and found.named.high <= said.named.high


def _outside(one: Numeral, dated: Sequence[Dated]) -> bool:
    return not any(date.start <= one.start < date.end for date in dated)


def _wrong_number(said: str, around: str, dated: Sequence[Dated], language: str) -> str:
    there, measured = numerals(around, language), quantities(around, language)
    quantified = quantities(said, language)
    for one in numerals(said, language):
        if _outside(one, dated) and not _plain_one(one, said):
            quantity = next((q for q in quantified if q.start <= one.start < q.end), None)
            if not _stands(one, quantity, there, measured, around):
                return said[one.start : quantity.end if quantity else one.end]
    return ""


def _plain_one(one: Numeral, said: str) -> bool:
    """ "One" is mostly no figure: "one of them", "the one that"."""
    return one.value in _LITTLE_NUMBERS and said[one.start : one.end].lower() in ("one", "zero")


def _stands(
    one: Numeral,
    quantity: Quantity | None,
    there: Sequence[Numeral],
    measured: Sequence[Quantity],
    around: str,
) -> bool:
    if quantity is not None and not quantity.measure.startswith("count of"):
        if any(same_quantity(quantity, other) for other in measured):
            return True
        return any(_bare(n, measured) and _equal(n.value, one.value) for n in there) and _unit_follows(
            quantity, measured
        )
    if one.value == 2 and _BOTH.search(around):
        return True
    equal = [n for n in there if _equal(n.value, one.value)]
    if quantity is None:
        return any(not _has_unit(n, measured) for n in equal)
    return any(_counts(quantity, n, around, measured) for n in equal)


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= _EXACT * max(abs(one), abs(other), 1.0)


def _bare(one: Numeral, measured: Sequence[Quantity]) -> bool:
    return not any(q.start <= one.start < q.end for q in measured)


def _unit_follows(quantity: Quantity, measured: Sequence[Quantity]) -> bool:
    """ "3, 4 and 5 km": the unit stands once, behind the last."""
    return any(other.measure == quantity.measure for other in measured)


def same_quantity(said: Quantity, found: Quantity) -> bool:
    if said.measure != found.measure:
        return False
    if said.measure != "time" and _open_ends(said.span) != _open_ends(found.span):
        return False  # "over twelve years" and "within three days" are no bounds
    if _equal(said.written.low, found.written.low) and _equal(said.written.high, found.written.high):
        return True
    loose = said.span != said.rounded and _open_ends(said.span) == (False, False)
    return loose and said.rounded.low <= found.written.low and found.written.high <= said.rounded.high


def _open_ends(span: Span) -> tuple[bool, bool]:
    return span.low == -float("inf"), span.high == float("inf")


def _has_unit(one: Numeral, measured: Sequence[Quantity]) -> bool:
    return any(q.start <= one.start < q.end and not q.measure.startswith("count of") for q in measured)


def _counts(said: Quantity, found: Numeral, around: str, measured: Sequence[Quantity]) -> bool:
    """Whether the figure counts the same things there: they are named near it, and it is no figure with a unit."""
    if _has_unit(found, measured):
        return False
    holding = next((q for q in measured if q.start <= found.start < q.end), None)
    thing = said.measure.removeprefix("count of ")[:6]
    near = around[max(0, found.start - _WINDOW) : found.end + _WINDOW].lower()
    return thing in near or (holding is None and thing in around.lower())


def _wrong_code(said: str, around: str, dated: Sequence[Dated], language: str) -> str:
    """A figure in a name or a code (``B12``, ``3.11.2``), or an ordinal, that is not there letter by letter."""
    read = [*((n.start, n.end) for n in numerals(said, language)), *((d.start, d.end) for d in dated)]
    there = set(_codes(around, language))
    for found in _coded(said, language):
        if not any(map(str.isdigit, found.group())) or _ORDINAL.fullmatch(found.group()):
            continue
        digits = [found.start() + at for at, char in enumerate(found.group()) if char.isdigit()]
        known = all(any(start <= digit < end for start, end in read) for digit in digits)
        if not known and _plain(found.group()) not in there:
            return found.group()
    if is_unspaced(language):
        signs = set(_signs(said)) - set(_signs(around))
        if signs:
            return min(signs)
    ordinals = {_ordinal(found) for found in _ORDINAL.finditer(said)}
    missing = ordinals - set(_ordinals_in(around))
    return min(missing, default="")


def _signs(text: str) -> Iterator[str]:
    """Figures in Han signs; a lone "one" is mostly part of a word."""
    for found in _HAN.findall(text):
        plain = found.replace("两", "二").replace("兩", "二")
        if plain != "一":
            yield plain


def _coded(text: str, language: str) -> Iterator[re.Match[str]]:
    return (_CODED_LATIN if is_unspaced(language) else _CODED).finditer(text)


def _codes(text: str, language: str) -> Iterator[str]:
    for found in _coded(text, language):
        yield _plain(found.group())


def _plain(code: str) -> str:
    return code.strip(".,:'’-–").lower().removesuffix("'s").removesuffix("’s")


def _ordinal(found: re.Match[str]) -> str:
    name = (found["ordinal"] or found["figure"]).lower()
    return _ORDINALS.get(name, name)


def _ordinals_in(text: str) -> Iterator[str]:
    for word in re.findall(r"\w+", text.lower()):
        if word in _ORDINALS or re.fullmatch(r"\d+(?:st|nd|rd|th)", word):
            yield _ORDINALS.get(word, word)
