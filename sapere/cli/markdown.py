"""A topic (``sapere.topic/1``) as Markdown: its tree as headings, its evidence as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sapere.kit.moments import clock_time

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_BEGINS = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
STATES_SHOWN = {"inferred": " *(joins sources)*", "unsupported": " *(no evidence)*"}


def markdown(topic: Mapping[str, Any]) -> str:
    """The whole topic; each sentence with footnotes that hold the quoted words and where they stand."""
    notes = _Notes(topic["sources"])
    lines = list(_pages(topic, notes))
    return "\n".join([*lines, *notes.lines(), ""])


class _Notes:
    """Footnotes, numbered as they are first used."""

    def __init__(self, sources: Sequence[Mapping[str, Any]]) -> None:
        self._sources = {source["id"]: source for source in sources}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._quotes: dict[int, Mapping[str, Any]] = {}

    def mark(self, citation: Mapping[str, Any]) -> str:
        key = (citation["source"], citation["start"], citation["end"])
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        self._quotes[number] = citation
        return f"[^{number}]"

    def lines(self) -> Iterator[str]:
        for number, citation in sorted(self._quotes.items()):
            source = self._sources[citation["source"]]
            where = f"{_where(source['url'], citation)}, read {source['retrieved_at']}"
            yield f"[^{number}]: “{_escaped(citation['quote'])}” {_escaped(source['title'])}. {where}"


def _where(url: str, citation: Mapping[str, Any]) -> str:
    """The address, as far in as there is a way to say it; the page or the time; and the characters."""
    characters = f"characters {citation['start']}–{citation['end']}"
    place = citation.get("place")
    if place is None:
        return f"{url}, {characters}" if url else characters
    told = clock_time(place["value"]) if place["kind"] == "second" else f"page {place['value']}"
    return ", ".join(filter(None, (place["address"] or url, told, characters)))


def _pages(topic: Mapping[str, Any], notes: _Notes) -> Iterator[str]:
    pages = {page["concept"]: page for page in topic["pages"]}
    for concept in topic["concepts"]:
        depth = min(concept["depth"] + 1, 6)
        yield f"{'#' * depth} {_escaped(concept['title'])}\n"
        for section in pages.get(concept["id"], {"sections": ()})["sections"]:
            if section["heading"]:
                yield f"{'#' * min(depth + 1, 6)} {_escaped(section['heading'])}\n"
            yield " ".join(_sentence(sentence, notes) for sentence in section["sentences"]) + "\n"


def _sentence(sentence: Mapping[str, Any], notes: _Notes) -> str:
    marks = "".join(notes.mark(citation) for citation in sentence["citations"])
    return f"{_escaped(sentence['text'])}{STATES_SHOWN.get(sentence['state'], '')}{marks}"


def _escaped(text: str) -> str:
    """The text as itself: on one line, and nothing in it taken for markup."""
    flat = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _BEGINS.sub(r"\1\\\2", flat)
