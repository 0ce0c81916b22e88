"""An archive of :mod:`sapere.exports.archive`, as the portrait and the belongings that were packed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sapere.exports.archive import HEAD, MINE, SCHEMA, TEXTS, TOPIC, VERSION
from sapere.imports.values import value_of
from sapere.imports.zipped import Zipped
from sapere.research.errors import BadImport

_NAME = re.compile(
    rf"{re.escape(HEAD)}|{re.escape(TOPIC)}|{re.escape(MINE)}|{TEXTS}/[0-9a-f]{{64}}\.(txt|json)"
)


def portrait_of(opened: Zipped) -> dict[str, Any]:
    """``sapere.topic/1`` with its texts, and under ``mine`` what was the exporter's own. Raises ``BadImport``."""
    _check_version(_mapping(opened, HEAD))
    for name in opened.names:
        if not _NAME.fullmatch(name):
            raise BadImport(f"There is something in it that belongs to no topic: {name[:80]}.")
    told = _mapping(opened, TOPIC)
    told["sources"] = [_with_text(opened, one) for one in _list(told, "sources")]
    told.pop("mine", None)
    return told | ({"mine": _mapping(opened, MINE)} if MINE in opened.names else {})


def is_archive(names: tuple[str, ...]) -> bool:
    return HEAD in names


def _check_version(head: Mapping[str, Any]) -> None:
    name, _, version = str(head.get("schema", "")).partition("/")
    if name != SCHEMA or not version.isascii() or not version.isdigit() or len(version) > 4:
        raise BadImport("This is an archive, but none of Sapere's.")
    if not 1 <= int(version) <= VERSION:
        raise BadImport(
            f"This archive was made by a newer Sapere: version {int(version)}; this one reads up to {VERSION}.",
            advice="Bring Sapere up to date, then import it again.",
        )


def _mapping(opened: Zipped, name: str) -> dict[str, Any]:
    value = value_of(opened.read(name), name)
    if not isinstance(value, dict):
        raise BadImport(f"{name} in it does not hold what it should.")
    return value


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    value = told.get(name)
    if not isinstance(value, list):
        raise BadImport(f"{TOPIC} in it does not hold what it should: {name}.")
    return value


def _with_text(opened: Zipped, source: Any) -> dict[str, Any]:
    if not isinstance(source, dict) or not re.fullmatch("[0-9a-f]{64}", str(source.get("sha256"))):
        raise BadImport(f"{TOPIC} in it does not hold what it should: sources.")
    name = f"{TEXTS}/{source['sha256']}"
    try:
        text = opened.read(f"{name}.txt").decode()
    except UnicodeDecodeError:
        raise BadImport(f"{name}.txt in it is not text in UTF-8.") from None
    return {**source, "text": text, "structure": value_of(opened.read(f"{name}.json"), f"{name}.json")}
