"""Wikidata's action API on loopback, refusing what the real one refuses.

https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities and wbgetentities. It holds two invented
items about the topic, one page of housekeeping by the same name, and the names of all that they use.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.fakes.papers import about, patient
from tests.fakes.server import Handler, Reply, Request

_NAMES = {
    "P31": "instance of", "P279": "subclass of", "P571": "inception", "P2043": "length", "P1082": "population",
    "P61": "discoverer or inventor", "P527": "has part(s)", "P2076": "temperature", "P585": "point in time",
    "P366": "has use", "P2101": "melting point", "P138": "named after", "P227": "GND ID",
    "Q1": "process", "Q2": "natural process", "Q3": "Ada Lind", "Q4": "first stage", "Q5": "second stage",
    "Q6": "teaching", "Q11573": "metre", "Q25267": "degree Celsius", "Q7": "Bo Ferro",
}  # fmt: skip
_PARAMS = {
    "wbsearchentities": {"search", "language", "uselang", "type", "limit"},
    "wbgetentities": {"ids", "props", "languages", "languagefallback"},
}
_PROPS = frozenset({"labels", "descriptions", "aliases", "claims", "info", "sitelinks", "datatype"})
Json = dict[str, Any]


def wikidata(topic: str = "photosynthesis", *, latency: float = 0.0, lagged: bool = False) -> Handler:
    entities = _entities(topic)

    def answer(request: Request) -> Reply:
        query = request.query
        if request.path != "/w/api.php" or query.get("format") != "json":
            return Reply(b"<!DOCTYPE html><title>MediaWiki API help</title>")
        action = query.get("action", "")
        if action not in _PARAMS:
            return _error("badvalue", f'Unrecognized value for parameter "action": {action}.')
        if lagged and "maxlag" in query:
            return _error("maxlag", "Waiting for all: 7.3 seconds lagged.")
        unknown = sorted(set(query) - _PARAMS[action] - {"action", "format", "maxlag"})
        if unknown:
            return _error("unknown", f"Unrecognized parameter: {unknown[0]}.")
        return _search(topic, entities, query) if action == "wbsearchentities" else _get(entities, query)

    return patient(answer, latency)


def _search(topic: str, entities: Mapping[str, Json], query: Mapping[str, str]) -> Reply:
    if not query.get("search") or not query.get("language"):
        return _error("missingparam", 'The "search" parameter must be set.')
    if not 0 < int(query.get("limit", "7")) <= 50:
        return _error("badinteger", 'The value for parameter "limit" must be between 1 and 50.')
    found = [one for one in entities.values() if "claims" in one] if about(topic, query["search"]) else []
    hits = [
        {
            "id": one["id"],
            "label": one["labels"]["en"]["value"],
            "description": one["descriptions"]["en"]["value"],
            "match": {"type": "label", "language": "en", "text": one["labels"]["en"]["value"]},
            "url": f"//www.wikidata.org/wiki/{one['id']}",
        }
        for one in found
    ]
    return _json({"searchinfo": {"search": query["search"]}, "search": hits, "success": 1})


def _get(entities: Mapping[str, Json], query: Mapping[str, str]) -> Reply:
    ids, props = query.get("ids", "").split("|"), set(query.get("props", "").split("|"))
    if len(ids) > 50:
        return _error("toomanyvalues", 'Too many values supplied for parameter "ids". The limit is 50.')
    if props - _PROPS:
        return _error("badvalue", "Unrecognized value for parameter props.")
    unknown = next((key for key in ids if key not in entities), None)
    if unknown is not None:
        return _error("no-such-entity", f'Could not find an entity with the ID "{unknown}".')
    language = query.get("languages", "en").split("|")[0]
    return _json({"entities": {key: _told(entities[key], language) for key in ids}, "success": 1})


def _told(entity: Json, language: str) -> Json:
    """In the language that was asked for, by way of fallback: the fake knows English only."""
    told = dict(entity)
    for name in ("labels", "descriptions", "aliases"):
        told[name] = {language: entity[name]["en"]} if name in entity else {}
    return told


def _entities(topic: str) -> dict[str, Json]:
    """The first is rich in facts, the second poor; the third is a list of names, which is no subject."""
    rich = _item(
        "Q9001", topic, f"invented process by which {topic} is taught", aliases=(f"the {topic} process",)
    )
    rich["claims"] = {
        "P31": [_claim("wikibase-item", _entity("Q1"))],
        "P279": [_claim("wikibase-item", _entity("Q2"))],
        "P571": [_claim("time", _moment("+1779-08-21T00:00:00Z", 11))],
        "P61": [_claim("wikibase-item", _entity("Q3")), _claim("wikibase-item", _entity("Q7"), "deprecated")],
        "P527": [_claim("wikibase-item", _entity("Q4")), _claim("wikibase-item", _entity("Q5"))],
        "P366": [_claim("wikibase-item", _entity("Q6"))],
        "P2101": [_claim("quantity", _amount("+27.5", "Q25267", "+27.6", "+27.4"))],
        "P1082": [
            _claim("quantity", _amount("+48", "1"), qualifiers={"P585": ("time", _moment("+1990-00-00T00:00:00Z", 9))}),
            _claim("quantity", _amount("+214", "1"), qualifiers={"P585": ("time", _moment("+2021-00-00T00:00:00Z", 9))}),
        ],
        "P2043": [_claim("quantity", _amount("+1200", "Q11573"), "preferred"), _claim("quantity", _amount("+9", "Q11573"))],
        "P138": [_claim("wikibase-item", _entity("Q3"))],
        "P227": [_claim("external-id", "4045936-1")],
    }  # fmt: skip
    poor = _item("Q9002", topic, f"invented town of that name, not {topic} itself", aliases=())
    poor["claims"] = {"P1082": [_claim("quantity", _amount("+3100", "1"))]}
    names = _item("Q9003", topic, "disambiguation page", aliases=())
    names["claims"] = {"P31": [_claim("wikibase-item", _entity("Q4167410"))]}
    named = {
        key: {"id": key, "labels": {"en": {"language": "en", "value": name}}} for key, name in _NAMES.items()
    }
    return {"Q9001": rich, "Q9002": poor, "Q9003": names, **named}


def _item(key: str, label: str, description: str, *, aliases: tuple[str, ...]) -> Json:
    return {
        "id": key,
        "type": "item",
        "modified": "2026-05-04T09:00:00Z",
        "labels": {"en": {"language": "en", "value": label}},
        "descriptions": {"en": {"language": "en", "value": description}},
        "aliases": {"en": [{"language": "en", "value": one} for one in aliases]},
    }


def _claim(
    datatype: str, value: Any, rank: str = "normal", qualifiers: Mapping[str, tuple[str, Any]] | None = None
) -> Json:
    told = {name: [_snak(*given)] for name, given in (qualifiers or {}).items()}
    return {"type": "statement", "rank": rank, "mainsnak": _snak(datatype, value), "qualifiers": told}


def _snak(datatype: str, value: Any) -> Json:
    return {"snaktype": "value", "datatype": datatype, "datavalue": {"value": value, "type": "any"}}


def _entity(key: str) -> Json:
    return {"entity-type": "item", "numeric-id": int(key[1:]), "id": key}


def _moment(time: str, precision: int) -> Json:
    return {"time": time, "precision": precision, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}


def _amount(amount: str, unit: str, upper: str = "", lower: str = "") -> Json:
    told = {"amount": amount, "unit": unit if unit == "1" else f"http://www.wikidata.org/entity/{unit}"}
    return told | ({"upperBound": upper, "lowerBound": lower} if upper else {})


def _error(code: str, info: str) -> Reply:
    return _json({"error": {"code": code, "info": info, "*": "See the help of the API."}})


def _json(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json; charset=utf-8"})
