"""The table of two concepts: what each is, where both speak of the same, figures, and what one alone has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sapere.kit.tokens import tokens
from sapere.research.comparing.aligning import MOST_SENTENCES, Aspect, aligned, opposite, plain, terms_of
from sapere.research.shapes import Section, Sentence

MOST_ASPECTS = 6
MOST_FIGURES = 3
MOST_ALONE = 4
_FIGURE = re.compile(r"\d")
Cells = tuple[tuple[Sentence, ...], tuple[Sentence, ...]]


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
    """``heads`` are the headings that an aspect has on each page; of an aspect both cells are filled."""

    kind: Kind
    heads: tuple[str, str]
    cells: Cells


@dataclass(frozen=True, slots=True)
class Comparison:
    """``shared`` and ``alone`` are ids of sources: of both pages, and of each page alone, the most quoted first."""

    rows: tuple[Row, ...]
    shared: tuple[str, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]


def compare(one: Told, other: Told, language: str) -> Comparison:
    """No words stand in two rows; what both pages say in the same words stands opposite itself. A page without text has
    empty cells."""
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
    used: set[str] = set()
    yield from _row(Kind.DEFINITION, ("", ""), (_defining(one.sections), _defining(other.sections)), used)
    sides = _aspects(one, language), _aspects(other, language)
    yield from _alike(*sides, used)
    named = frozenset(tokens(f"{one.title} {other.title}", language))
    pairs = aligned(*sides, besides=named)[:MOST_ASPECTS]
    for left, right in pairs:
        told = opposite(left, right, language, but=used, besides=named)
        if told:
            cells = tuple(here for here, _ in told), tuple(there for _, there in told)
            yield from _row(Kind.ASPECT, (left.heading, right.heading), cells, used)
    figures = _figures(one.sections, used), _figures(other.sections, used)
    yield from _row(Kind.FIGURES, ("", ""), figures, used)
    yield from _alone(sides, pairs, used)


def _row(kind: Kind, heads: tuple[str, str], cells: Cells, used: set[str]) -> Iterator[Row]:
    if any(cells):
        used.update(plain(told) for cell in cells for told in cell)
        yield Row(kind, heads, cells)


def _alike(left: Sequence[Aspect], right: Sequence[Aspect], used: set[str]) -> Iterator[Row]:
    """What both pages say in the same words, by the parts that it stands in; more of it than there is room for is left
    out, for it is neither's alone."""
    there = {plain(told): (aspect, told) for aspect in reversed(right) for told in aspect.sentences[::-1]}
    by_part: dict[tuple[str, str], dict[str, tuple[Sentence, Sentence]]] = {}
    for aspect in left:
        for told in aspect.sentences:
            words = plain(told)
            if words in there and words not in used:
                part, same = there[words]
                by_part.setdefault((aspect.heading, part.heading), {}).setdefault(words, (told, same))
                used.add(words)
    for heads, found in list(by_part.items())[:MOST_ASPECTS]:
        shown = list(found.values())[:MOST_SENTENCES]
        yield Row(Kind.ASPECT, heads, (tuple(a for a, _ in shown), tuple(b for _, b in shown)))


def _alone(
    sides: tuple[Sequence[Aspect], Sequence[Aspect]],
    pairs: Sequence[tuple[Aspect, Aspect]],
    used: set[str],
) -> Iterator[Row]:
    """Each page's aspects that the other has not, with how each begins; one to a row."""
    for place, aspects in enumerate(sides):
        paired = {id(pair[place]) for pair in pairs}
        left = [aspect for aspect in aspects if aspect.heading and id(aspect) not in paired]
        for aspect in left[:MOST_ALONE]:
            opening = tuple(s for s in aspect.sentences if plain(s) not in used)[:1]
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


def _figures(sections: Sequence[Section], used: set[str]) -> tuple[Sentence, ...]:
    found = (
        one
        for section in sections
        for one in section.sentences
        if one.kind in ("prose", "list") and plain(one) not in used and _FIGURE.search(one.text)
    )
    return tuple({plain(one): one for one in found}.values())[:MOST_FIGURES]


def _sources(sections: Sequence[Section]) -> list[str]:
    counted: dict[str, int] = {}
    for section in sections:
        for sentence in section.sentences:
            for citation in sentence.citations:
                counted[citation.source] = counted.get(citation.source, 0) + 1
    return sorted(counted, key=lambda source: -counted[source])
