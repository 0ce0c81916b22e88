"""A topic (``sapere.topic/1``) as Markdown: its tree as headings, its evidence as footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from types import MappingProxyType
from typing import Any

from sapere.kit.moments import clock_time
from sapere.kit.tex import inline_formulas

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_MARKUP = re.compile(r"[`$<>*~#]|\]\(|://")  # what a formula may hold that would not stay one
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
            yield from _paragraphs(section["sentences"], notes)


def _paragraphs(sentences: Sequence[Mapping[str, Any]], notes: _Notes) -> Iterator[str]:
    """Prose that stands together as one paragraph, items as one list; code, formulas and tables each by itself."""
    for kind, group in groupby(sentences, key=lambda sentence: sentence.get("kind", "prose")):
        if kind == "list":
            yield "\n".join(f"- {_sentence(item, notes)}" for item in group) + "\n"
        elif kind in _SET_OFF:
            for sentence in group:
                yield f"{_SET_OFF[kind](sentence['text'])}\n\n{_evidence(sentence, notes).strip()}\n"
        else:
            yield " ".join(_sentence(sentence, notes) for sentence in group) + "\n"


def _sentence(sentence: Mapping[str, Any], notes: _Notes) -> str:
    return _with_formulas(sentence["text"]) + _evidence(sentence, notes)


def _evidence(sentence: Mapping[str, Any], notes: _Notes) -> str:
    marks = "".join(notes.mark(citation) for citation in sentence["citations"])
    return STATES_SHOWN.get(sentence["state"], "") + marks


def _with_formulas(text: str) -> str:
    """A sentence in which formulas stand between dollar signs."""
    flat = " ".join(text.split())
    parts, at = [], 0
    for formula in inline_formulas(flat):
        if not _MARKUP.search(formula.tex):
            parts += [_SPECIAL.sub(r"\\\1", flat[at : formula.start]), f"${formula.tex}$"]
            at = formula.end
    return _BEGINS.sub(r"\1\\\2", "".join([*parts, _SPECIAL.sub(r"\\\1", flat[at:])]))


def _code(text: str) -> str:
    """Fenced by more backticks than stand in it."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}\n{text}\n{fence}"


def _formula(tex: str) -> str:
    """On a line of its own; as code where it holds what Markdown would take for its own."""
    return _code(tex) if _MARKUP.search(tex) else f"$$\n{' '.join(tex.split())}\n$$"


def _table(text: str) -> str:
    """The first row as its head; a line above it that is no row as its name."""
    lines = [line for line in text.splitlines() if line.strip()]
    names = list(takewhile(lambda line: " | " not in line, lines))
    rows = [[_escaped(cell) for cell in line.split(" | ")] for line in lines[len(names) :]]
    width = max(map(len, rows), default=0)
    shown = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    shown.insert(1, "|" + " --- |" * width)
    name = f"{_escaped(' '.join(names))}\n\n" if names else ""
    return name + "\n".join(shown if rows else [])


_SET_OFF: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"code": _code, "formula": _formula, "table": _table}
)


def _escaped(text: str) -> str:
    """The text as itself: on one line, and nothing in it taken for markup."""
    flat = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _BEGINS.sub(r"\1\\\2", flat)
