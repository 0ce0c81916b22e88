"""The passages that were found, ordered by what speaks for each as the place of the answer, and their lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sapere.research.answering.asked import Asked
from sapere.research.answering.characters import is_seam
from sapere.research.answering.pool import Pool, pool, signs, worth
from sapere.research.answering.rows import rows, stems
from sapere.research.answering.signs import Look
from sapere.research.answering.signs import worth as worth_of
from sapere.research.replies import Excerpt

_OF_NAME = 1.35  # a term of a name or number, beside another as rare
_OF_SEAM = 0.35  # a pair of characters that is no word
_READ = 8  # passages whose sentences are looked at
_OF_LINE = 0.3  # of what the best of these is worth


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage: its offsets in the source, its stems, what it is worth as the answer."""

    excerpt: Excerpt
    place: int  # among the sentences of the passage
    start: int
    end: int
    text: str
    held: frozenset[str]
    worth: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage's lines and what they hold together: ``covered`` is the share of the question's weight in the passage
    or above it, ``joined`` the share of the question's neighbouring terms that are neighbours here too."""

    excerpt: Excerpt
    lines: tuple[Line, ...]
    above: frozenset[str]
    covered: float
    joined: float
    worth: float
    score: float  # the index's, beside the best


def rarity(asked: Asked, excerpts: Sequence[Excerpt]) -> dict[str, float]:
    """Each term's weight by how few of the excerpts hold it; those of names count more."""
    held: Counter[str] = Counter()
    for excerpt in excerpts:
        above, text = (stems(one, asked.language).all for one in (excerpt.about, excerpt.passage.text))
        held.update([term for term in asked.terms if term in text or term in above])
    total = len(excerpts) + 10
    return {
        term: math.log(1 + (total - held[term] + 0.5) / (held[term] + 0.5))
        * (_OF_NAME if term in asked.names else 1.0)
        * (_OF_SEAM if is_seam(term) else 1.0)
        for term in asked.terms
    }


def weigh(asked: Asked, excerpts: Sequence[Excerpt]) -> list[Weighed]:
    """Every excerpt weighed, the most promising first: those whose lines are looked at, by their best line as well."""
    found = pool(asked, rarity(asked, excerpts), excerpts)
    weighed = sorted((_weighed(found, excerpt) for excerpt in excerpts), key=lambda one: -one.worth)
    read = sorted((_with_lines(one, found) for one in weighed[:_READ]), key=lambda one: -one.worth)
    return read + weighed[_READ:]


def _weighed(found: Pool, excerpt: Excerpt) -> Weighed:
    by = signs(found, excerpt)
    above = stems(excerpt.about, found.asked.language).all
    return Weighed(excerpt, (), above, by.covered, by.joined, worth(by), by.score)


def _with_lines(one: Weighed, found: Pool) -> Weighed:
    cut = rows(one.excerpt, found.asked.language)
    look = Look(
        found.asked,
        found.weights,
        one.excerpt.about,
        one.above,
        one.score,
        one.covered,
        one.joined,
        one.worth,
    )
    lines = tuple(
        Line(one.excerpt, at, row.start, row.end, row.text, row.stems.all, worth_of(look, cut, at))
        for at, row in enumerate(cut)
    )
    best = max((line.worth for line in lines), default=0.0)
    return replace(one, lines=lines, worth=one.worth + _OF_LINE * best)
