"""What a page says of itself in JSON-LD (https://schema.org/CreativeWork)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.etree import _Element

_LONGEST = 500_000  # characters of one script
_MOST = 200  # things on a page
_WORKS = (
    "Article", "Posting", "Book", "Chapter", "Report", "Thesis", "CreativeWork", "LearningResource", "Course",
    "HowTo", "Dataset", "VideoObject", "WebPage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    authors: tuple[str, ...] = ()
    published: str = ""
    licence: str = ""
    language: str = ""


def described(page: _Element) -> Described:
    """Of each the first that a thing on the page says; works come before sites, people and lists of links."""
    things = [thing for script in page.iter("script") for thing in _scripted(script)][:_MOST]
    things.sort(key=_rank)
    return Described(
        authors=next(filter(None, (_names(thing.get("author")) for thing in things)), ()),
        published=_first(things, "datePublished", "dateCreated"),
        licence=_first(things, "license"),
        language=_first(things, "inLanguage"),
    )


def _scripted(script: _Element) -> Iterator[dict[str, Any]]:
    text = script.text or ""
    if "ld+json" not in script.get("type", "") or len(text) > _LONGEST:
        return
    try:
        yield from _things(json.loads(text.strip().rstrip(";"), strict=False))
    except (ValueError, RecursionError):
        return  # pages often write it wrong; then it describes nothing


def _things(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict) and depth < 4:
            yield thing
            for inside in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _things(thing.get(inside), depth + 1)


def _rank(thing: dict[str, Any]) -> int:
    kind = thing.get("@type")
    kinds = [str(one) for one in kind] if isinstance(kind, list) else [str(kind)]
    return min(
        (at for at, work in enumerate(_WORKS) if any(one.endswith(work) for one in kinds)),
        default=len(_WORKS),
    )


def _first(things: list[dict[str, Any]], *keys: str) -> str:
    return next(filter(None, (_word(thing.get(key)) for key in keys for thing in things)), "")


def _word(value: Any) -> str:
    """Of a thing its address or its name, of a list the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        said = (value.get(key) for key in ("url", "@id", "alternateName", "name"))
        value = next((one for one in said if isinstance(one, str)), "")
    return value.strip() if isinstance(value, str) else ""


def _names(author: Any) -> tuple[str, ...]:
    people = author if isinstance(author, list) else [author]
    names = (one.get("name", "") if isinstance(one, dict) else one for one in people[:20])
    return tuple(name for name in names if isinstance(name, str) and name.strip())
