"""Figures with what they count or measure, in one unit for each kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sapere.research.disagreeing.numerals import Numeral, numerals
from sapere.research.disagreeing.spans import Span

_LEAST, _MOST = -float("inf"), float("inf")
ABOUT = 0.1
"""How far from a figure with "about" before it the truth may be, as a share of it."""

# (what is measured, how many of the unit we count in). NIST SP 811, appendix B.8, for the conversions.
_UNITS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        unit: (kind, factor)
        for kind, units in {
            "length": {
                "nm nanometre nanometres nanometer nanometers": 1e-9,
                "µm μm micrometre micrometres micrometer micrometers micron microns": 1e-6,
                "mm millimetre millimetres millimeter millimeters": 1e-3,
                "cm centimetre centimetres centimeter centimeters": 1e-2,
                "m metre metres meter meters Meter mètres metros metri м метров": 1.0,
                "km kilometre kilometres kilometer kilometers Kilometer kilomètres kilómetros chilometri км 公里 千米": 1e3,
                "mi mile miles": 1609.344, "ft foot feet": 0.3048, "inch inches": 0.0254, "yard yards": 0.9144,
                "au AU": 1.495978707e11, "light-year light-years ly": 9.4607e15, "parsec parsecs": 3.0857e16,
            },
            "mass": {
                "mg milligram milligrams": 1e-6, "g gram grams gramme grammes": 1e-3, "kg kilogram kilograms kilogramme kilo kilos 公斤 千克": 1.0,
                "t tonne tonnes": 1e3, "lb lbs pound pounds": 0.45359237, "oz ounce ounces": 0.028349523125,
            },
            "time": {
                "ns nanosecond nanoseconds": 1e-9, "ms millisecond milliseconds": 1e-3, "s sec second seconds": 1.0, "min minute minutes": 60.0,
                "h hr hour hours": 3600.0, "day days": 86400.0, "week weeks": 604800.0, "month months": 2629746.0,
                "year years yr yrs": 31556952.0, "decade decades": 315569520.0, "century centuries": 3155695200.0,
            },
            "speed": {
                "m/s": 1.0, "km/s": 1e3, "km/h kph kmh": 1 / 3.6, "mph": 0.44704, "kilometres per second": 1e3, "kilometers per second": 1e3,
                "metres per second": 1.0, "meters per second": 1.0, "kilometres per hour": 1 / 3.6, "kilometers per hour": 1 / 3.6, "miles per hour": 0.44704,
                "miles per second": 1609.344,
            },
            "volume": {"ml millilitre millilitres milliliter milliliters": 1e-3, "l L litre litres liter liters": 1.0, "gallon gallons": 3.785411784},
            "area": {"km2 km²": 1e6, "m2 m²": 1.0, "ha hectare hectares": 1e4, "acre acres": 4046.8564224},
            "energy": {"j J joule joules": 1.0, "kJ kilojoule kilojoules": 1e3, "MJ": 1e6, "kcal kilocalories": 4184.0, "kWh": 3.6e6, "eV": 1.602176634e-19},
            "power": {"W watt watts": 1.0, "kW kilowatt kilowatts": 1e3, "MW megawatt megawatts": 1e6, "GW gigawatt gigawatts": 1e9},
            "frequency": {"Hz hertz": 1.0, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
            "pressure": {"Pa pascal pascals": 1.0, "hPa": 100.0, "kPa": 1e3, "bar": 1e5, "atm atmospheres": 101325.0},
            "data": {"bytes byte": 1.0, "KB kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12},
            "share": {"% percent": 1.0},
        }.items()
        for names, factor in units.items()
        for unit in (names.split() if kind != "speed" or " per " not in names else [names])
    }
    | {"per cent": ("share", 1.0)}
)  # fmt: skip
ALL_UNITS = frozenset(name.lower() for name in _UNITS)
UNIT_NAMES = frozenset(name for name in _UNITS if len(name) > 3) | frozenset(
    "day thousands millions billions trillions million billion trillion percent dollars euros pounds".split()
)
"""Units written out, and scales: what is measured in them is measured in no other."""
_MONEY = {"$": "US dollar", "€": "euro", "£": "pound sterling", "¥": "yen"}
_DEGREES = re.compile(
    r"\s?(?:°\s?|degrees?\s(?=[CF]))(?P<scale>[CF]|Celsius|Fahrenheit)\b|\s?(?P<kelvin>K|kelvins?)\b"
)
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:version|chapter|figure|fig|table|section|page|step|level|type|no|number|part|volume|vol|grade|class|act|day|"
    r"phase|stage|series|line|python|html|windows|apollo|rule|article|equation|appendix|example|question|case)\.?\s|[A-Z]\w*\s|[a-z]-)$"
)
_NOT_COUNTED = frozenset(
    """is was has does this its as us thus plus versus less times ones others minus always across towards per hours
    percent yes comes makes gives takes says means shows adds uses runs goes gets lies becomes includes contains""".split()
)
_BEFORE = re.compile(
    r"(?P<about>\b(?:about|around|approximately|roughly|nearly|almost|some|circa|c\.|ca\.|an? estimated|estimated|close to|"
    r"typically|usually|generally|normally|often|on average|an average of|averages?|averaging|etwa|rund|ungefähr|environ|cerca de|"
    r"circa|около|примерно|approx\.?)\s(?:at\s|of\s|to\s)?|[~≈]\s?)$"
    r"|(?P<more>\b(?:more than|over|at least|above|exceeds?|exceeding|greater than|no less than|upwards of|minimum of|mehr als|plus de|más de)\s|[>≥]\s?)$"
    r"|(?P<less>\b(?:less than|under|below|at most|up to|fewer than|no more than|as many as|as much as|maximum of|within|bis zu|weniger als|moins de|jusqu’à)\s|[<≤]\s?)$",
    re.IGNORECASE,
)  # fmt: skip
_AFTER = re.compile(
    r"\s?(?:or (?P<more>more|greater|above|older|higher)|or (?P<less>less|fewer|younger|lower|below)|or so|give or take)\b"
)
_BETWEEN = re.compile(r"\s?(?:[-–—~～至]|to|and|or|bis|à|a|y|e|und|et)\s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """``text[start:end]``, with its unit, says that something of ``measure`` lies in ``span``."""

    measure: str  # "length", "count of planet", "US dollar"
    span: Span
    start: int
    end: int
    written: Span  # the figure, or both ends of the range, as they stand, in the measure's unit
    rounded: Span  # what they may have been before they were rounded


def quantities(text: str, language: str) -> list[Quantity]:
    """In order, none over another; figures of which it is not plain what they count are left out."""
    found = numerals(text, language)
    made: list[Quantity] = []
    at = 0
    while at < len(found):
        joined = _range(text, found, at)
        last = found[at + joined]
        quantity = _quantity(text, found[at], last)
        if quantity is not None and (not made or quantity.start >= made[-1].end):
            made.append(quantity)
        at += joined + 1
    return made


def _range(text: str, found: list[Numeral], at: int) -> int:
    """1 where the next numeral is the other end of a range ("3–5 km", "between 3 and 5 km"), else 0."""
    if at + 1 == len(found):
        return 0
    one, other = found[at], found[at + 1]
    between = text[one.end : other.start]
    unit = _unit(text, one.end)
    if unit is not None:
        between = text[unit[2] : other.start]
    if other.value <= one.value or not _BETWEEN.fullmatch(between):
        return 0
    plain = between.strip().lower() in ("and", "y", "e", "und", "et")
    return (
        0
        if plain and not re.search(r"\b(?:between|zwischen|entre|tra)\s$", text[: one.start], re.IGNORECASE)
        else 1
    )


def _quantity(text: str, first: Numeral, last: Numeral) -> Quantity | None:
    start = first.start
    found = (
        _money(text, first, last)
        or _degrees(text, last)
        or _unit(text, last.end)
        or _counted(text, first, last)
    )
    if found is None:
        return None
    measure, factor, end = found
    span, written = _span(text, first, last, end), Span(first.value, last.value)
    rounded = Span(first.value - first.step / 2, last.value + last.step / 2)
    name = "temperature" if measure[0] == "°" else measure
    return Quantity(
        name,
        _in_unit(span, measure, factor),
        start,
        end,
        _in_unit(written, measure, factor),
        _in_unit(rounded, measure, factor),
    )


def _in_unit(span: Span, measure: str, factor: float) -> Span:
    if measure == "°F":
        return Span((span.low - 32) / 1.8 + 273.15, (span.high - 32) / 1.8 + 273.15)
    if measure == "°C":
        return Span(span.low + 273.15, span.high + 273.15)
    return Span(span.low * factor, span.high * factor)


def _span(text: str, first: Numeral, last: Numeral, end: int) -> Span:
    low, high = first.value - first.step / 2, last.value + last.step / 2
    before = _BEFORE.search(text[max(0, first.start - 24) : first.start])
    after = _AFTER.match(text, end)
    if (before and before["more"]) or (after and after["more"]):
        return Span(low, _MOST)
    if (before and before["less"]) or (after and after["less"]):
        return Span(_LEAST, high)
    if before or after:
        return Span(low - abs(first.value) * ABOUT, high + abs(last.value) * ABOUT)
    return Span(low, high)


def _money(text: str, first: Numeral, last: Numeral) -> tuple[str, float, int] | None:
    sign = text[first.start - 1 : first.start]
    return (_MONEY[sign], 1.0, last.end) if sign in _MONEY else None


def _degrees(text: str, last: Numeral) -> tuple[str, float, int] | None:
    found = _DEGREES.match(text, last.end)
    if found is None:
        return None
    if found["kelvin"]:
        return "temperature", 1.0, found.end()
    return f"°{found['scale'][0]}", 1.0, found.end()


@cache
def _unit_pattern() -> re.Pattern[str]:
    names = sorted(_UNITS, key=len, reverse=True)
    return re.compile(rf"[\s-]?(?P<unit>{'|'.join(map(re.escape, names))})(?![\w²³^/])")


def _unit(text: str, at: int) -> tuple[str, float, int] | None:
    """The measure, the factor and where the unit ends."""
    found = _unit_pattern().match(text, at)
    if found is None or re.match(r"\s(?:per|an?)\s", text[found.end() :]):
        return None  # a rate of its own kind: nothing that we could compare
    if found["unit"] == "s" and found.start("unit") == at:
        return None  # the 1960s
    return *_UNITS[found["unit"]], found.end()


def _counted(text: str, first: Numeral, last: Numeral) -> tuple[str, float, int] | None:
    """A whole number of things: "eight major planets". The things are named by a plural within three words."""
    if (
        first.value != int(first.value)
        or first.value < 0
        or _NAMED_BEFORE.search(text[max(0, first.start - 14) : first.start])
    ):
        return None
    for found in _plurals(text, last.end):
        return f"count of {found[1][:-1].lower()}", 1.0, found.end()
    return None


def _plurals(text: str, at: int) -> Iterator[re.Match[str]]:
    place = at
    for _ in range(3):
        found = re.compile(r"\s([a-z][a-z-]+)\b").match(text, place)
        if found is None or found[1] in _STOPPING:
            return
        if (
            found[1].endswith("s")
            and len(found[1]) > 3
            and not found[1].endswith(("ss", "us", "is"))
            and found[1] not in _NOT_COUNTED
        ):
            yield found
        place = found.end()


_STOPPING = frozenset(
    "of in on at to from for with by and or but per is are was were has have had that which who a an the".split()
)
