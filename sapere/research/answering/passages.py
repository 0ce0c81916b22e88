"""The passages that were found, ordered by what speaks for each as the place of the answer, and their lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sapere.research.answering.asked import Asked
from sapere.research.answering.characters import is_seam
from sapere.research.answering.rows import rows, stems
from sapere.research.answering.signs import Look, joined, share, worth
from sapere.research.replies import Excerpt

_OF_NAME = 1.35  # a term of a name or number, beside another as rare
_OF_SEAM = 0.35  # a pair of characters that is no word
_READ = 12  # passages whose sentences are looked at
_RANK = (0.70, 0.31, 0.69)  # the index's score, what is covered, what is joined


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
    own = frozenset(asked.terms)
    for excerpt in excerpts:
        held.update(own & _everything(excerpt, asked.language))
    total = len(excerpts) + 10
    return {
        term: math.log(1 + (total - held[term] + 0.5) / (held[term] + 0.5))
        * (_OF_NAME if term in asked.names else 1.0)
        * (_OF_SEAM if is_seam(term) else 1.0)
        for term in asked.terms
    }


def _everything(excerpt: Excerpt, language: str) -> frozenset[str]:
    return stems(excerpt.about, language).all | stems(excerpt.passage.text, language).all


def weigh(asked: Asked, excerpts: Sequence[Excerpt]) -> list[Weighed]:
    """Every excerpt weighed, the most promising first; the lines of these alone are looked at."""
    weights = rarity(asked, excerpts)
    best = max((excerpt.score for excerpt in excerpts), default=0.0) or 1.0
    found = [_weighed(asked, weights, excerpt, excerpt.score / best) for excerpt in excerpts]
    found.sort(key=lambda one: -one.worth)
    return [_with_lines(one, asked, weights) if at < _READ else one for at, one in enumerate(found)]


def _weighed(asked: Asked, weights: Mapping[str, float], excerpt: Excerpt, score: float) -> Weighed:
    above, text = stems(excerpt.about, asked.language), stems(excerpt.passage.text, asked.language)
    covered, neighbours = share(above.all | text.all, weights), joined(asked, above.joined | text.joined)
    worth = sum(weight * part for weight, part in zip(_RANK, (score, covered, neighbours), strict=True))
    return Weighed(excerpt, (), above.all, covered, neighbours, worth, score)


def _with_lines(one: Weighed, asked: Asked, weights: Mapping[str, float]) -> Weighed:
    cut = rows(one.excerpt, asked.language)
    look = Look(asked, weights, one.excerpt.about, one.above, one.score, one.covered, one.joined)
    lines = (
        Line(one.excerpt, at, row.start, row.end, row.text, row.stems.all, worth(look, cut, at))
        for at, row in enumerate(cut)
    )
    return replace(one, lines=tuple(lines))
