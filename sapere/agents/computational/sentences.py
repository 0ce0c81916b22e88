"""Wikidata's statements as short sentences with the item as their subject, so that a page can quote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sapere.agents.computational.entities import Item, Value

Labels = Mapping[str, str]
"""The names of properties, items and units, by their ids."""

_OTHERS = "{item} — {property}: {value}."
_FRAMES = {
    "de": "{item} hat als {property} {value}.",
    "fr": "{item} a pour {property} {value}.",
    "es": "{item} tiene como {property} {value}.",
    "it": "{item} ha come {property} {value}.",
    "pt": "{item} tem como {property} {value}.",
    "nl": "{item} heeft als {property} {value}.",
    "ja": "{item}の{property}は{value}である。",
    "zh": "{item}的{property}是{value}。",
}
_OWN_FRAMES = {  # what an item is, and what it is a kind of, in words better than the property's own name
    "P31": {
        "en": "{item} is an instance of {value}.", "de": "{item} gehört zu: {value}.", "fr": "{item} est : {value}.",
        "es": "{item} es: {value}.", "it": "{item} è: {value}.", "pt": "{item} é: {value}.", "nl": "{item} is: {value}.",
        "ja": "{item}は{value}である。", "zh": "{item}是{value}。",
    },
    "P279": {
        "en": "{item} is a kind of {value}.", "de": "{item} ist eine Art von: {value}.",
        "fr": "{item} est un type de : {value}.", "es": "{item} es un tipo de: {value}.",
        "it": "{item} è un tipo di: {value}.", "pt": "{item} é um tipo de: {value}.", "nl": "{item} is een soort: {value}.",
        "ja": "{item}は{value}の一種である。", "zh": "{item}是一种{value}。",
    },
    "P527": {"en": "{item} has the parts {value}."},
    "P569": {"en": "{item} was born {value}."},
    "P570": {"en": "{item} died {value}."},
    "P571": {"en": "{item} began {value}."},
    "P575": {"en": "{item} was discovered or invented {value}."},
    "P577": {"en": "{item} was published {value}."},
    "P580": {"en": "{item} began {value}."},
    "P582": {"en": "{item} ended {value}."},
    "P585": {"en": "{item} took place {value}."},
    "P366": {"en": "{item} is used for {value}."},
    "P1552": {"en": "{item} is characterised by {value}."},
}  # fmt: skip
_ALSO = {
    "en": "{item} is also called {value}.", "de": "{item} heißt auch {value}.", "fr": "{item} s’appelle aussi {value}.",
    "es": "{item} también se llama {value}.", "it": "{item} si chiama anche {value}.",
    "pt": "{item} também se chama {value}.", "nl": "{item} heet ook {value}.", "ja": "{item}は{value}とも呼ばれる。",
    "zh": "{item}也称为{value}。",
}  # fmt: skip
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en"}
_DECIMAL_COMMA = frozenset("de fr es it pt nl ru uk pl cs sv da nb fi el tr hu ro bg".split())
_MONTHS = "January February March April May June July August September October November December".split()
_UNCHANGED = re.compile(r"(?:percent|per cent|hertz|siemens|lux|celsius|kelvin\b.*|.*[szx])", re.IGNORECASE)
_IRREGULAR = {"foot": "feet", "inch": "inches", "henry": "henries", "century": "centuries"}
_RELATION = re.compile(r"(?:instance|subclass|part|facet|opposite|member|capital|author|type|topic) of")
_PASSIVE = re.compile(
    r"(?:\w+ed|made|found|built|led|known|written|shown) (?:by|from|in|after|on|at|to|for|as|with|of)"
)
_ALIASES = 5


def told(item: Item, labels: Labels, language: str) -> Iterator[str]:
    """What it is, what else it is called, and a sentence for each property whose name and values are known."""
    name = item.label[:1].upper() + item.label[1:]
    if item.description:
        yield f"{name} — {item.description.rstrip('.')}."
    if item.aliases and language in _ALSO:
        yield _ALSO[language].format(item=name, value=_listed(item.aliases[:_ALIASES], language))
    for key, values in item.statements:
        said = [text for value in values if (text := _said(value, labels, language))]
        if said and key in labels:
            frame = _frame(key, labels[key], values[0], language)
            value = _listed(list(dict.fromkeys(said)), language)
            if values[0].kind == "time" and language == "en" and key in _OWN_FRAMES:
                value = _when(values[0]) + value
            yield frame.format(item=name, property=labels[key], value=value)


def _frame(key: str, label: str, value: Value, language: str) -> str:
    own = _OWN_FRAMES.get(key, {}).get(language)
    if own:
        return own
    if language != "en":
        return _FRAMES.get(language, _OTHERS)
    if label.startswith(("has ", "is ")):
        return "{item} {property} {value}."
    if _RELATION.fullmatch(label) or _PASSIVE.fullmatch(label):
        return "{item} is {property} {value}."
    if value.kind == "quantity":
        return f"{{item}} has {'an' if label[:1].lower() in 'aeiou' else 'a'} {{property}} of {{value}}."
    return "{item} has the {property} {value}."


def _said(value: Value, labels: Labels, language: str) -> str:
    """A value in words, with its qualifiers in brackets; "" where a name in it is not known."""
    text = _bare(value, labels, language)
    if not text:
        return ""
    notes = [
        f"{labels[key]}: {said}"
        for key, qualifier in value.qualifiers
        if key in labels and (said := _bare(qualifier, labels, language))
    ]
    return f"{text} ({', '.join(notes)})" if notes else text


def _bare(value: Value, labels: Labels, language: str) -> str:
    if value.kind == "item":
        return labels.get(value.text, "")
    if value.kind == "quantity":
        return _quantity(value, labels, language)
    if value.kind == "time":
        return date(value, language)
    return rf"\({value.text}\)" if value.kind == "math" else value.text


def _quantity(value: Value, labels: Labels, language: str) -> str:
    if value.unit and value.unit not in labels:
        return ""  # a number without its unit says something else
    number = _number(value.text, language)
    if value.margin:
        number += f" ± {_number(value.margin, language)}"
    unit = labels.get(value.unit, "")
    if unit and language == "en" and value.text != "1":
        unit = plural(unit)
    return f"{number} {unit}".strip()


def _number(text: str, language: str) -> str:
    whole, point, rest = text.partition(".")
    if language == "en" and len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}"
    return f"{whole}{',' if point and language in _DECIMAL_COMMA else point}{rest}"


def plural(unit: str) -> str:
    """An English unit for any number but one: degrees Celsius, square metres, metres per second."""
    first, space, rest = unit.partition(" ")
    if first in ("square", "cubic"):
        return f"{first} {plural(rest)}"
    if _UNCHANGED.fullmatch(first):
        return unit
    return f"{_IRREGULAR.get(first, first + 's')}{space}{rest}"


def date(value: Value, language: str) -> str:
    """A moment as exactly as it is known: in words in English, else as ISO 8601 has it."""
    year, month, day = int(value.text[1:].split("-")[0]), value.text[-15:-13], value.text[-12:-10]
    before = value.text.startswith("-")
    if value.precision <= 7:
        return _span(year, value.precision, before=before, language=language)
    era = (" BCE" if language == "en" else "") if before else ""
    sign = "-" if before and language != "en" else ""
    if value.precision == 8:
        return (
            f"{year // 10 * 10}s{era}"
            if language == "en"
            else f"{sign}{year // 10 * 10}–{year // 10 * 10 + 9}"
        )
    known = value.precision >= 10 and "01" <= month <= "12"
    if not known:
        return f"{sign}{year}{era}"
    full = value.precision >= 11 and "01" <= day <= "31"
    if language != "en":
        return f"{sign}{year:04}-{month}" + (f"-{day}" if full else "")
    named = f"{_MONTHS[int(month) - 1]} {year}{era}"
    return (f"{int(day)} {named}" if full else named) + (" (Julian calendar)" if value.julian else "")


def _span(year: int, precision: int, *, before: bool, language: str) -> str:
    """A century, or something longer whose year is only about right."""
    if precision == 7:
        number = (year + 99) // 100
        if language != "en":
            return f"{'-' if before else ''}{number * 100 - 99}–{number * 100}"
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending} century{' BCE' if before else ''}"
    if language != "en":
        return f"~ {'-' if before else ''}{year}"
    return f"about {year:,}{' BCE' if before else ''}"


def _when(value: Value) -> str:
    """The word before a date: on a day, in anything longer."""
    return "on " if value.precision >= 11 else "in the " if value.precision in (7, 8) else "in "


def _listed(words: Sequence[str], language: str) -> str:
    if language in ("ja", "zh"):
        return "、".join(words)
    if len(words) < 2 or language not in _AND:
        return ", ".join(words)
    return f"{', '.join(words[:-1])} {_AND[language]} {words[-1]}"
