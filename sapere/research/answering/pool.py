"""What speaks for a passage as the place of the answer, among those that were found with it.

The weights are those of a regression (which of the passages that were found answers?) over the questions of nine sets in
English, Arabic and Chinese; those of every second question were left out of it and are answered as well
(``docs/decisions/0027-how-an-answer-is-chosen.md``).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sapere.research.answering.asked import Asked
from sapere.research.answering.characters import unspaced
from sapere.research.answering.meanings import meanings
from sapere.research.answering.rows import bare, stems
from sapere.research.answering.spelling import nearly
from sapere.research.replies import Excerpt

_NEAR, _TOGETHER = 3, 12  # terms: so far apart at most are words that are said of each other, or together
_OFTEN, _FLAT = 1.2, 0.25  # of BM25: how soon saying it again counts no more, how little its length matters
_USUAL = 180  # terms of a passage


class Signs(NamedTuple):
    """What speaks for a passage, or what each of these counts."""

    score: float  # the index's, beside the best
    covered: float  # the share of the question's weight in it or above it
    counted: float  # of its terms, whatever they weigh
    titled: float  # of the terms of the title and the headings, those that the question has
    names: float  # of what weighs of its names and numbers
    related: float  # of which it has another word of the family
    spelt: float  # of which it has one spelt nearly so
    meant: float  # of which it has a word that says nearly the same
    said: float  # by how often it says what the question says, its length considered
    joined: float  # of the question's neighbouring terms, those that are neighbours here too
    across: float  # of those that have one term between them, those that are as near here
    together: float  # the largest share of the weight within a few words
    source: float  # of all that was found, what its source has
    length: float  # of its terms, by their logarithm


_WEIGHTS = Signs(
    score=4.59,
    covered=1.19,
    counted=1.29,
    titled=0.91,
    names=1.02,
    related=1.99,
    spelt=5.76,
    meant=3.49,
    said=0.88,
    joined=2.6,
    across=0.59,
    together=2.53,
    source=0.81,
    length=-0.61,
)


@dataclass(frozen=True, slots=True)
class Pool:
    """The passages that were found for a question, as one of them is looked at among them. ``near`` are the words of any
    of them that are spelt nearly as a term, with how nearly; ``best`` the highest of the index's scores, 0 where the passages are
    all that there are and none was searched for."""

    asked: Asked
    weights: Mapping[str, float]
    total: float
    neighbours: frozenset[tuple[str, str]]
    across: frozenset[tuple[str, str]]
    family: Mapping[str, str]
    near: Mapping[str, Sequence[tuple[float, str]]]
    best: float
    sources: Mapping[str, float]


def pool(asked: Asked, weights: Mapping[str, float], excerpts: Sequence[Excerpt]) -> Pool:
    language, spaced = asked.language, not unspaced(asked.language)
    words = frozenset[str]().union(*(stems(one.passage.text, language).all for one in excerpts))
    return Pool(
        asked,
        weights,
        sum(weights.values()) or 1.0,
        frozenset(pairwise(asked.terms)),
        frozenset(map(_either_way, asked.terms, asked.terms[2:])),
        {term: form for term in weights if len(form := bare(term, language)) > 1} if spaced else {},
        nearly(weights, words) if spaced else {},
        best := max((one.score for one in excerpts), default=0.0),
        _sources(excerpts, best),
    )


def _sources(excerpts: Sequence[Excerpt], best: float) -> Mapping[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for one in excerpts:
        found[_source(one)] += _score(one, best)
    total = sum(found.values())
    return {name: score / total for name, score in found.items()}


def _score(excerpt: Excerpt, best: float) -> float:
    """Beside the best; where none was searched for, each is as good as any."""
    return excerpt.score / best if best else 1.0


def _source(excerpt: Excerpt) -> str:
    """What has one title is one thing, though it may be kept in pieces."""
    return excerpt.title or excerpt.passage.source


def worth(by: Signs) -> float:
    """What speaks for the passage, all in all: the chance that it answers grows by its exponential."""
    return sum(weight * sign for weight, sign in zip(_WEIGHTS, by, strict=True))


def signs(of: Pool, excerpt: Excerpt) -> Signs:
    """What speaks for one of the pool."""
    above, text = (stems(one, of.asked.language) for one in (excerpt.about, excerpt.passage.text))
    held = {term for term in of.weights if term in text.all or term in above.all}
    missing = of.weights.keys() - held
    places = [(at, term) for at, term in enumerate(text.order) if term in held]
    said = Counter([*(term for _, term in places), *(term for term in above.order if term in held)])
    neighbours = of.neighbours & (text.joined | above.joined)
    return Signs(
        score=_score(excerpt, of.best),
        covered=_part(of, held),
        counted=len(held) / (len(of.weights) or 1),
        titled=len(held & above.all) / (len(above.all) or 1),
        names=_names(of, held),
        related=_part(of, _related(of, missing, text.bare | above.bare)),
        spelt=_spelt(of, missing, text.all),
        meant=_part(of, _meant(of, missing, text.all)),
        said=_said(of, said, len(text.order) + len(above.order)),
        joined=len(neighbours) / (len(of.neighbours) or 1),
        across=len(of.across & _near(places)) / (len(of.across) or 1),
        together=_together(of, places),
        source=of.sources[_source(excerpt)],
        length=math.log(1 + len(text.order)),
    )


def _part(of: Pool, terms: Iterable[str]) -> float:
    """Of the question's weight, what these carry: 0 to 1."""
    return sum(of.weights[term] for term in terms) / of.total


def _names(of: Pool, held: AbstractSet[str]) -> float:
    names = of.asked.names
    return _part(of, names & held) / _part(of, names) if names else 0.0


def _related(of: Pool, missing: Iterable[str], forms: frozenset[str]) -> list[str]:
    return [term for term in missing if of.family.get(term) in forms]


def _spelt(of: Pool, missing: Iterable[str], held: frozenset[str]) -> float:
    likes = ((term, (like for like, word in of.near.get(term, ()) if word in held)) for term in missing)
    return sum(of.weights[term] * next(found, 0.0) for term, found in likes) / of.total


def _meant(of: Pool, missing: Iterable[str], held: frozenset[str]) -> list[str]:
    others = meanings(of.asked.language)
    return [term for term in missing if term in others and not held.isdisjoint(others[term])]


def _said(of: Pool, counted: Mapping[str, int], length: int) -> float:
    """The sum of BM25, for each unit of the question's weight: 0 to 1 + ``_OFTEN``."""
    flat = _OFTEN * (_FLAT + (1 - _FLAT) * length / _USUAL)
    said = ((of.weights[term], often / (often + flat)) for term, often in counted.items())
    return (1 + _OFTEN) * sum(weight * often for weight, often in said) / of.total


def _near(places: Sequence[tuple[int, str]]) -> set[tuple[str, str]]:
    return {
        _either_way(term, other)
        for place, (at, term) in enumerate(places)
        for behind, other in places[place + 1 : place + 1 + _NEAR]
        if behind - at <= _NEAR
    }


def _either_way(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _together(of: Pool, places: Sequence[tuple[int, str]]) -> float:
    """``places`` are those of its terms, in order."""
    most = now = 0.0
    first, within = 0, Counter[str]()
    for at, term in places:
        now += 0.0 if within[term] else of.weights[term]
        within[term] += 1
        while places[first][0] < at - _TOGETHER:
            gone = places[first][1]
            within[gone] -= 1
            now -= 0.0 if within[gone] else of.weights[gone]
            first += 1
        most = max(most, now)
    return most / of.total
