"""A whole topic in one file that another Sapere opens: a ZIP archive, laid out as docs/reference/archive.md says.

The same topic gives the same bytes, wherever and whenever it is written: names of concepts and sources are counted
anew, entries have one order and no date.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from sapere.kit.ids import stable_id
from sapere.research.errors import CannotExport
from sapere.research.renaming import renamed

VERSION = 1
SCHEMA = "sapere.archive"
HEAD, TOPIC, MINE, TEXTS = "sapere.json", "topic.json", "mine.json", "texts"
LEVEL = 6
_BEGINNING_OF_TIME = (1980, 1, 1, 0, 0, 0)
_WITH_THE_TEXT = ("text", "structure")


def archive(topic: Mapping[str, Any]) -> bytes:
    """``topic`` is a portrait with its texts; what is the exporter's own stands under ``mine``, if it is to go along."""
    if any("text" not in one for one in topic["sources"]):
        raise CannotExport("An archive holds the text of every source, and one of them is not kept any more.")
    told = renamed({name: value for name, value in topic.items() if name != "sources"}, _names(topic))
    told["sources"] = [_source(one, _names(topic)) for one in topic["sources"]]
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name, body in _entries(told, topic):
            opened.writestr(_entry(name), body, zipfile.ZIP_DEFLATED, LEVEL)
    return packed.getvalue()


def _entries(told: dict[str, Any], topic: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    mine = told.pop("mine", None)
    head = {"schema": f"{SCHEMA}/{VERSION}", "title": told["topic"]["title"], "mine": mine is not None}
    yield HEAD, _json(head)
    yield TOPIC, _json(told)
    if mine is not None:
        yield MINE, _json(mine)
    for one in sorted(topic["sources"], key=lambda source: source["sha256"]):
        yield f"{TEXTS}/{one['sha256']}.txt", one["text"].encode()
        yield f"{TEXTS}/{one['sha256']}.json", _json(one["structure"])


def _source(one: Mapping[str, Any], names: Mapping[str, str]) -> Any:
    return renamed({name: value for name, value in one.items() if name not in _WITH_THE_TEXT}, names)


def _names(topic: Mapping[str, Any]) -> dict[str, str]:
    """Counted, so that they do not tell where they come from; the topic's own id is not among them."""
    concepts = {one["id"]: stable_id("concept", number) for number, one in enumerate(topic["concepts"])}
    return concepts | {one["id"]: stable_id("source", number) for number, one in enumerate(topic["sources"])}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING_OF_TIME)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
