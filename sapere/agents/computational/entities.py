"""An item of Wikidata as it comes, read into statements worth telling: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html

Only the best rank of each property counts, nothing deprecated; identifiers of catalogues, files, addresses and
Wikimedia's own housekeeping are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from sapere.kit.fields import part
from sapere.kit.plain import plain

MOST_PROPERTIES = 40
MOST_VALUES = 5
MOST_QUALIFIERS = 3

# Wikimedia's own affairs: categories, portals, templates, lists, focus lists, sources, "different from" …
_HOUSEKEEPING = frozenset(
    """P373 P910 P935 P971 P1151 P1200 P1204 P1343 P1423 P1424 P1464 P1465 P1472 P1482 P1612 P1740 P1754 P1791 P1792
    P1855 P1889 P1963 P2033 P2184 P2354 P2559 P2667 P2875 P2959 P3921 P4224 P5008 P5105 P5125 P5869 P6104 P6365 P6186
    P7084 P7561 P7861 P7867 P8464 P8989 P9926 P10241 P12869""".split()
)
# Items that are no subject one could learn about: pages of Wikimedia, and single articles of journals.
NO_SUBJECT = frozenset(
    {"Q4167410", "Q4167836", "Q11266439", "Q13406463", "Q4663903", "Q13442814", "Q17362920"}
)
_ID = re.compile(r"[QP][1-9]\d{0,12}")
_MOMENT = re.compile(r"[+-]\d{1,16}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LONGEST_NUMBER = 40
_JULIAN = "Q1985786"

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """``kind``: item (``text`` is its id), quantity, time, text, math (TeX) or place (latitude, longitude).

    ``unit`` is an id or empty; ``margin`` what a quantity is uncertain by; ``precision`` as Wikidata counts it:
    11 a day, 10 a month, 9 a year, 8 a decade, 7 a century.
    """

    kind: str
    text: str
    unit: str = ""
    margin: str = ""
    precision: int = 0
    julian: bool = False
    qualifiers: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """``statements`` are pairs of a property's id and its values."""

    id: str
    label: str
    description: str
    aliases: tuple[str, ...]
    language: str  # of the label
    changed: str  # ISO date
    statements: tuple[tuple[str, tuple[Value, ...]], ...]

    @property
    def is_subject(self) -> bool:
        kinds = {value.text for name, values in self.statements if name == "P31" for value in values}
        return bool(self.label) and not kinds & NO_SUBJECT


def item(entity: Json, language: str) -> Item:
    """What an entity says, in the language where it has that; fields of a wrong kind are left out."""
    label = part(entity, "labels", language)
    aliases = part(entity, "aliases").get(language)
    named = [plain(part(alias).get("value")) for alias in aliases] if isinstance(aliases, list) else []
    return Item(
        id=entity_id(entity.get("id")),
        label=plain(label.get("value")),
        description=plain(part(entity, "descriptions", language).get("value")),
        aliases=tuple(filter(None, dict.fromkeys(named))),
        language=plain(label.get("language")) or language,
        changed=plain(entity.get("modified"))[:10],
        statements=tuple(_statements(part(entity, "claims"), language))[:MOST_PROPERTIES],
    )


def named_in(items: Iterable[Item]) -> list[str]:
    """The ids of all properties, items and units that the statements name, those of the first statements first."""
    found: dict[str, None] = {}
    for one in items:
        for name, values in one.statements:
            found[name] = None
            found.update(dict.fromkeys(_ids(values)))
    return list(found)


def entity_id(value: object) -> str:
    """An id as Wikidata gives them, or its last part where it is an address; "" for anything else."""
    bare = value.rpartition("/")[2] if isinstance(value, str) else ""
    return bare if _ID.fullmatch(bare) else ""


def _ids(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        if value.kind == "item":
            yield value.text
        if value.unit:
            yield value.unit
        for name, qualifier in value.qualifiers:
            yield name
            yield from _ids((qualifier,))


def _statements(claims: Json, language: str) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for name, given in claims.items():
        if not entity_id(name) or name in _HOUSEKEEPING or not isinstance(given, list):
            continue
        values = [value for claim in _best(given) if (value := _claim(claim))]
        if values:
            yield name, tuple(_spoken(values, language)[:MOST_VALUES])


def _best(claims: list[Any]) -> list[Json]:
    """Those of the highest rank that there is; deprecated ones are known to be wrong."""
    known = [claim for claim in claims if isinstance(claim, Mapping)]
    preferred = [claim for claim in known if claim.get("rank") == "preferred"]
    best = preferred or [claim for claim in known if claim.get("rank") == "normal"]
    return sorted(best, key=_moment, reverse=True)


def _moment(claim: Json) -> str:
    """Of several values over time the newest comes first: ``point in time`` (P585)."""
    given = part(claim, "qualifiers").get("P585")
    first = given[0] if isinstance(given, list) and given else None
    return plain(part(first, "datavalue", "value").get("time"))


def _claim(claim: Json) -> Value | None:
    value = _value(part(claim, "mainsnak"))
    if value is None:
        return None
    return replace(value, qualifiers=tuple(_qualifiers(part(claim, "qualifiers")))[:MOST_QUALIFIERS])


def _qualifiers(given: Json) -> Iterator[tuple[str, Value]]:
    for name, snaks in given.items():
        if entity_id(name) and name not in _HOUSEKEEPING and isinstance(snaks, list):
            for snak in snaks[:1]:
                if value := _value(part(snak)):
                    yield name, value


def _value(snak: Json) -> Value | None:
    """A snak's value; None for "unknown", "none" and for kinds of data that say nothing to a learner."""
    if snak.get("snaktype") != "value":
        return None
    read = _KINDS.get(plain(snak.get("datatype")))
    return read(part(snak, "datavalue").get("value")) if read else None


def _item_value(value: Any) -> Value | None:
    name = entity_id(part(value).get("id"))
    return Value("item", name) if name else None


def _quantity(value: Any) -> Value | None:
    amount = _number(part(value).get("amount"))
    if amount is None:
        return None
    upper, lower = (_number(part(value).get(name)) for name in ("upperBound", "lowerBound"))
    even = upper is not None and lower is not None and upper - amount == amount - lower and upper > amount
    margin = f"{upper - amount:f}" if even and upper is not None else ""
    return Value("quantity", f"{amount:f}", unit=entity_id(part(value).get("unit")), margin=margin)


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) and len(value) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        return None
    return number


def _time(value: Any) -> Value | None:
    moment, precision = plain(part(value).get("time")), part(value).get("precision")
    if not _MOMENT.fullmatch(moment) or not isinstance(precision, int) or not 0 <= precision <= 14:
        return None
    julian = entity_id(part(value).get("calendarmodel")) == _JULIAN
    return Value("time", moment, precision=precision, julian=julian and precision >= 11)


def _text(value: Any) -> Value | None:
    text = plain(value, 200)
    return Value("text", text) if text else None


def _monolingual(value: Any) -> Value | None:
    """``unit`` holds the language until the statement is chosen."""
    text = _text(part(value).get("text"))
    return replace(text, unit=plain(part(value).get("language"))) if text else None


def _math(value: Any) -> Value | None:
    text = plain(value)
    return Value("math", text) if text else None


def _place(value: Any) -> Value | None:
    at = [part(value).get(name) for name in ("latitude", "longitude")]
    if not all(isinstance(one, int | float) and abs(one) <= 360 for one in at):
        return None
    return Value("place", ", ".join(f"{one:.4f}" for one in at))


def _spoken(values: list[Value], language: str) -> list[Value]:
    """Of texts in several languages the learner's alone, or the first."""
    if values[0].kind != "text" or not values[0].unit:
        return values
    own = [value for value in values if value.unit == language] or values[:1]
    return [replace(value, unit="") for value in own]


_KINDS = {
    "wikibase-item": _item_value,
    "quantity": _quantity,
    "time": _time,
    "string": _text,
    "monolingualtext": _monolingual,
    "math": _math,
    "globe-coordinate": _place,
}
