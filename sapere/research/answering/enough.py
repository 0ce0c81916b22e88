"""Whether what was found can answer at all: several signs weighed together, none of them a score of the index.

The weights are those of logistic regressions on every second question of eleven sets, each asked with its document on
the shelf and without it: for text with spaces, for Arabic, and for Chinese, whose terms are pairs of characters and
meet by chance (``docs/decisions/0027-how-an-answer-is-chosen.md`` has what comes of them). That something of the
expected kind is missing tells nothing there, for the sentences were chosen to hold it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sapere.kit.language import primary
from sapere.kit.tokens import words
from sapere.research.answering.asked import Asked, terms
from sapere.research.answering.characters import telling
from sapere.research.answering.passages import Line, Weighed
from sapere.research.answering.rows import bare, stems
from sapere.research.answering.signs import joined, share
from sapere.research.answering.spelling import alike
from sapere.research.replies import Excerpt


class _Weights(NamedTuple):
    nothing: float  # where nothing of the question is found
    short: float  # for each term, by its logarithm: of a few words all are found somewhere
    said: float  # by how often the passage that answers says what the question says, its headings included
    near: float  # by the share of the question's weight in the sentence that answers and those beside it
    alike: float  # that these have but for a letter: words misspelt, and names written in another way
    related: float  # that they have by another word of the family
    characters: float  # by the share of its Chinese characters there
    joined: float  # of its neighbours that are neighbours in the passage
    joined_here: float  # and in the sentence
    unnamed: float  # by the share of the question's names and numbers that the passage does not have
    above: float  # by the share in the title and the headings


_SPACED = _Weights(5.47, -1.45, -2.78, -1.24, -6.57, -1.71, 0.0, -0.74, -0.97, 1.12, -2.64)
_ARABIC = _Weights(4.49, -1.1, -1.92, -1.44, -5.58, -1.38, 0.0, -0.26, -1.28, 0.0, -4.83)
_UNSPACED = _Weights(5.02, -0.64, -3.60, -1.41, 0.0, 0.0, -2.55, 0.0, 0.0, 0.72, -3.00)
_OFTEN, _FLAT = (
    1.2,
    0.25,
)  # of BM25: how soon saying it again counts no more, and how little its length matters
_USUAL = 180  # terms of a passage


def doubt(asked: Asked, weights: Mapping[str, float], direct: Line, weighed: Sequence[Weighed]) -> float:
    """Above 0: what was found does not answer. ``direct`` is the sentence that would."""
    if _asks_nothing(asked):
        return math.inf
    home = next(one for one in weighed if one.excerpt is direct.excerpt)
    beside = [line for line in home.lines if abs(line.place - direct.place) < 2]
    near = home.above.union(*(line.held for line in beside))
    held = home.above.union(*(line.held for line in home.lines))
    by = _weights(asked)
    return (
        by.nothing
        + by.short * math.log(1 + len(weights))
        + by.said * _said(asked, weights, home.excerpt)
        + by.near * share(near, weights)
        + by.alike * _alike(asked, weights, near)
        + by.related * share(_related(asked, weights, near), weights)
        + by.characters * _of_characters(asked, home, beside)
        + by.joined * home.joined
        + by.joined_here * joined(asked, stems(direct.text, asked.language).joined)
        + by.unnamed * (len(asked.names - held) / len(asked.names) if asked.names else 0.0)
        + by.above * share(home.above, weights)
    )


def _weights(asked: Asked) -> _Weights:
    if _unspaced(asked):
        return _UNSPACED
    return _ARABIC if primary(asked.language) == "ar" else _SPACED


def _asks_nothing(asked: Asked) -> bool:
    """Latin letters and digits one by one: all of them stand somewhere."""
    return asked.text.isascii() and all(len(word) == 1 for word in words(asked.text, asked.language))


def _said(asked: Asked, weights: Mapping[str, float], home: Excerpt) -> float:
    """The sum of BM25 for the passage, for each unit of the question's weight: 0 to 1 + ``_OFTEN``."""
    counted, length = _counted(f"{home.about}\n{home.passage.text}", asked.language)
    flat = _OFTEN * (_FLAT + (1 - _FLAT) * length / _USUAL)
    said = sum(w * counted[term] * (1 + _OFTEN) / (counted[term] + flat) for term, w in weights.items())
    return said / (sum(weights.values()) or 1.0)


@lru_cache(maxsize=500)
def _counted(text: str, language: str) -> tuple[Mapping[str, int], int]:
    found = terms(text, language)
    return Counter(found), len(found)


def _alike(asked: Asked, weights: Mapping[str, float], near: frozenset[str]) -> float:
    """Of the question's weight, how much of what is not near has a word there that is spelt nearly so."""
    return 0.0 if _unspaced(asked) else alike(weights, near)


def _related(asked: Asked, weights: Mapping[str, float], near: frozenset[str]) -> frozenset[str]:
    """Terms that are not near themselves, but in another word of their family."""
    if _unspaced(asked):
        return frozenset()
    forms = {bare(stem, asked.language) for stem in near}
    missing = ((term, bare(term, asked.language)) for term in weights if term not in near)
    return frozenset(term for term, form in missing if len(form) > 1 and form in forms)


def _of_characters(asked: Asked, home: Weighed, beside: Sequence[Line]) -> float:
    wanted = telling(asked.text)
    there = telling(home.excerpt.about).union(*(telling(line.text) for line in beside))
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _unspaced(asked: Asked) -> bool:
    return primary(asked.language) in ("zh", "ja")
