"""The table of two concepts: what each is, where both speak of the same, figures, and what one alone has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sapere.kit.tokens import tokens
from sapere.research.comparing.aligning import Aspect, aligned, best, terms_of
from sapere.research.shapes import Section, Sentence

MOST_ASPECTS = 6
MOST_FIGURES = 3
MOST_ALONE = 4
_FIGURE = re.compile(r"\d")


class Kind(StrEnum):
    DEFINITION = "definition"
    ASPECT = "aspect"
    FIGURES = "figures"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Told:
    """A concept as its page tells of it: the sections that may be shown."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """``heads`` are the headings that an aspect has on each page; empty cells stay empty."""

    kind: Kind
    heads: tuple[str, str]
    cells: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``shared`` and ``alone`` are ids of sources: of both pages, and of each page alone, the most quoted first."""

    rows: tuple[Row, ...]
    shared: tuple[str, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]


def compare(one: Told, other: Told, language: str) -> Comparison:
    """No sentence stands in the table twice on one side. A page without text has empty cells."""
    rows = tuple(_rows(one, other, language))
    left, right = _sources(one.sections), _sources(other.sections)
    return Comparison(
        rows=rows,
        shared=tuple(source for source in left if source in right),
        alone=(
            tuple(source for source in left if source not in right),
            tuple(source for source in right if source not in left),
        ),
    )


def _rows(one: Told, other: Told, language: str) -> Iterator[Row]:
    used: tuple[set[Sentence], set[Sentence]] = (set(), set())
    definitions = _defining(one.sections), _defining(other.sections)
    yield from _row(Kind.DEFINITION, ("", ""), definitions, used)
    sides = _aspects(one, language), _aspects(other, language)
    named = frozenset(tokens(f"{one.title} {other.title}", language))
    pairs = aligned(*sides, besides=named)[:MOST_ASPECTS]
    for left, right in pairs:
        cells = (
            best(left, right.terms - named, language, besides=used[0]),
            best(right, left.terms - named, language, besides=used[1]),
        )
        yield from _row(Kind.ASPECT, (left.heading, right.heading), cells, used)
    figures = _figures(one.sections, used[0]), _figures(other.sections, used[1])
    yield from _row(Kind.FIGURES, ("", ""), figures, used)
    yield from _alone(sides, pairs, used)


def _row(
    kind: Kind,
    heads: tuple[str, str],
    cells: tuple[tuple[Sentence, ...], tuple[Sentence, ...]],
    used: tuple[set[Sentence], set[Sentence]],
) -> Iterator[Row]:
    if any(cells):
        for told, there in zip(cells, used, strict=True):
            there.update(told)
        yield Row(kind, heads, cells)


def _alone(
    sides: tuple[Sequence[Aspect], Sequence[Aspect]],
    pairs: Sequence[tuple[Aspect, Aspect]],
    used: tuple[set[Sentence], set[Sentence]],
) -> Iterator[Row]:
    """Each page's aspects that the other has not, with how each begins; one to a row."""
    for place, aspects in enumerate(sides):
        paired = {id(pair[place]) for pair in pairs}
        left = [aspect for aspect in aspects if aspect.heading and id(aspect) not in paired]
        for aspect in left[:MOST_ALONE]:
            opening = tuple(s for s in aspect.sentences if s not in used[place])[:1]
            heads = (aspect.heading, "") if place == 0 else ("", aspect.heading)
            cells = (opening, ()) if place == 0 else ((), opening)
            yield from _row(Kind.ALONE, heads, cells, used)


def _aspects(of: Told, language: str) -> list[Aspect]:
    return [
        Aspect(section.heading, prose, terms_of(section.heading, prose, language))
        for section in of.sections
        if (prose := tuple(one for one in section.sentences if one.kind in ("prose", "list")))
    ]


def _defining(sections: Sequence[Section]) -> tuple[Sentence, ...]:
    """The first sentence of the page in plain words."""
    prose = (one for section in sections for one in section.sentences if one.kind == "prose")
    first = next(prose, None)
    return () if first is None else (first,)


def _figures(sections: Sequence[Section], besides: set[Sentence]) -> tuple[Sentence, ...]:
    found = (
        one
        for section in sections
        for one in section.sentences
        if one.kind in ("prose", "list") and one not in besides and _FIGURE.search(one.text)
    )
    return tuple(dict.fromkeys(found))[:MOST_FIGURES]


def _sources(sections: Sequence[Section]) -> list[str]:
    counted: dict[str, int] = {}
    for section in sections:
        for sentence in section.sentences:
            for citation in sentence.citations:
                counted[citation.source] = counted.get(citation.source, 0) + 1
    return sorted(counted, key=lambda source: -counted[source])
