"""What a work says of its own structure: section numbers, the way up, the chapter's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urldefrag, urljoin

from sapere.research.boilerplate import is_boilerplate
from sapere.research.growing.parts import Part, concept_title
from sapere.research.shapes import Document

_NUMBER = re.compile(r"^(?:(?:chapter|section|appendix)\s+)?((?:\d+|[A-Z])(?:\.\d+)+)[.)]?\s", re.IGNORECASE)
_ENOUGH = 0.6
"""Share of the pages that must say which chapter they belong to."""
MOST_CHAPTERS = 24
_ABOVE_ALL = 0.8
"""A way up that this share of the pages has in common leads to the work itself, not to a chapter."""


def chapters(parts: Sequence[Part], documents: Sequence[Document]) -> tuple[list[str], Mapping[str, str]]:
    """For each part the key of the chapter it says it belongs to (empty: it does not say), and chapter titles.

    Nothing (all empty) where the work is too silent, or names one chapter, or too many to be chapters.
    """
    for keys in (_ups(parts, documents), _numbers(parts, documents)):
        count = len({key for key in keys if key})
        if (
            sum(map(bool, keys)) >= _ENOUGH * len(parts)
            and 2 <= count <= MOST_CHAPTERS
            and count < len(parts)
        ):
            return keys, _titles(parts, documents, keys)
    return [""] * len(parts), {}


def _ups(parts: Sequence[Part], documents: Sequence[Document]) -> list[str]:
    own = [urldefrag(part.source.url).url for part in parts]
    ups = dict(
        zip(own, (_up(part, document) for part, document in zip(parts, documents, strict=True)), strict=True)
    )
    counted = Counter(ups.values())
    common = {"", *(up for up, count in counted.items() if count >= _ABOVE_ALL * len(parts))}
    keys = [_highest(url, ups, common) for url in own]
    return [key if key != url or key in counted else "" for key, url in zip(keys, own, strict=True)]


def _highest(url: str, ups: Mapping[str, str], common: set[str]) -> str:
    """The last page on the way up before the work's own first page (or before a page that is not here)."""
    seen = {url}
    while (above := ups.get(url, "")) not in common and above not in seen:
        seen.add(above)
        url = above
    return url


def _up(part: Part, document: Document) -> str:
    target = next((link.target for link in document.links if link.rel == "up"), "")
    return urldefrag(urljoin(part.source.url, target)).url if target and part.level == 0 else ""


def _numbers(parts: Sequence[Part], documents: Sequence[Document]) -> list[str]:
    return [_number(part, document) for part, document in zip(parts, documents, strict=True)]


def _number(part: Part, document: Document) -> str:
    return next(iter(section_number(part, document)), "")


def section_number(part: Part, document: Document) -> tuple[str, ...]:
    """``("8", "1")`` for a page whose title begins "8.1."; empty where no number says more than its own place."""
    first = document.headings[0].title if document.headings else ""
    for title in (document.title, part.source.title, first):
        found = _NUMBER.match(title)
        if found and part.level == 0:
            return tuple(found.group(1).upper().split("."))
    return ()


def _titles(parts: Sequence[Part], documents: Sequence[Document], keys: Sequence[str]) -> dict[str, str]:
    """The names that pages give to the page above them; most often said, first said."""
    said: dict[str, Counter[str]] = {}
    for part, document, key in zip(parts, documents, keys, strict=True):
        if key and urldefrag(part.source.url).url == key:
            said.setdefault(key, Counter())[part.title] += 3
        for link in document.links:
            name = concept_title(link.text)
            if key and link.rel == "up" and len(name) > 2 and not is_boilerplate(name):
                said.setdefault(key, Counter())[name] += 1
    return {key: names.most_common(1)[0][0] for key, names in said.items()}
