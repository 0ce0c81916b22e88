"""A recording's captions on their way from an agent to the reader: the bytes as they came, and what is known of
the recording in one line of JSON before them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sapere.kit.language import primary
from sapere.kit.text import normalise, squeeze
from sapere.research.shapes import Raw

MEDIA_TYPE = "application/vnd.sapere.captions"
_BEGINS = "CAPTIONS "
_MOST_CHAPTERS = 500


@dataclass(frozen=True, slots=True)
class Recording:
    """``chapters`` are pairs of the second they begin at and their title, in order. ``language`` is the captions'."""

    title: str = ""
    language: str = ""
    author: str = ""
    published: str = ""
    licence: str = ""
    chapters: tuple[tuple[int, str], ...] = ()


def packed(recording: Recording, captions: bytes, locator: str, *, partial: bool = False) -> Raw:
    """Both as one; ``captions`` in UTF-8, in any form the reader knows."""
    line = f"{_BEGINS}{json.dumps(asdict(recording))}\n"
    return Raw(line.encode("ascii") + captions, MEDIA_TYPE, "utf-8", locator, partial)


def is_packed(head: str) -> bool:
    return head.startswith(_BEGINS + "{")


def unpacked(text: str) -> tuple[Recording, str]:
    """What is known, and the captions. Nothing is known of captions that came alone. Raises ``ValueError``."""
    if not is_packed(text):
        return Recording(), text
    first, _, captions = text.partition("\n")
    try:
        told = json.loads(first.removeprefix(_BEGINS))
    except RecursionError as error:
        raise ValueError("too deep") from error
    names = ("title", "author", "published", "licence")
    texts = {name: squeeze(normalise(_text(told, name))) for name in names}
    language = primary(_text(told, "language"))
    return Recording(language=language, chapters=_chapters(told), **texts), captions


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _chapters(told: Mapping[str, Any]) -> tuple[tuple[int, str], ...]:
    listed = told.get("chapters")
    found: dict[int, str] = {}
    for one in listed[:_MOST_CHAPTERS] if isinstance(listed, list) else ():
        match one:
            case [int(second), str(title)] if second >= 0 and squeeze(normalise(title)):
                found[second] = squeeze(normalise(title))[:200]
    return tuple(sorted(found.items()))
