"""Whether what was found can answer at all: several signs weighed together, none of them a score of the index.

The weights are those of a logistic regression on every second question of seven sets in Chinese, Arabic and English,
each asked with its document on the shelf and without it; ``docs/decisions/0027-how-an-answer-is-chosen.md`` has what
comes of them on the others. That something of the expected kind is missing tells nothing there, for the sentences were
chosen to hold it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sapere.kit.language import primary
from sapere.research.answering.asked import Asked
from sapere.research.answering.characters import telling
from sapere.research.answering.evidence import Line, Weighed
from sapere.research.answering.rows import bare, stems
from sapere.research.answering.signs import joined, share

_NOTHING = 2.93  # where nothing of the question is found
_UNSPACED = 0.61  # more in Chinese, whose pairs of characters meet by chance
_SHORT = -0.593  # for each term, by its logarithm: of a few words all are found somewhere
_COVERED = -2.45  # by the share of the question's weight in the passage that answers, its headings included
_NEAR = -2.24  # in the sentence that answers and those beside it
_RELATED = -0.86  # that these have by another word of the family
_CHARACTERS = -1.85  # by the share of its Chinese characters there
_JOINED, _JOINED_HERE = -1.21, -1.07  # of its neighbours that are neighbours in the passage; in the sentence
_UNNAMED = 1.56  # by the share of the question's names and numbers that the passage does not have
_RAREST = 0.87  # by the share of its rarest terms that are not near
_ABOVE = -3.46  # by the share in the title and the headings
_FEW = 3  # rarest terms
_FEWEST = 2  # Latin letters or digits: one alone asks nothing


def doubt(asked: Asked, weights: Mapping[str, float], direct: Line, weighed: Sequence[Weighed]) -> float:
    """Above 0: what was found does not answer. ``direct`` is the sentence that would."""
    if asked.text.isascii() and sum(map(str.isalnum, asked.text)) < _FEWEST:
        return math.inf
    home = next(one for one in weighed if one.excerpt is direct.excerpt)
    beside = [line for line in home.lines if abs(line.place - direct.place) < 2]
    near = home.above.union(*(line.held for line in beside))
    held = home.above.union(*(line.held for line in home.lines))
    related = _related(asked, weights, near)
    return (
        _NOTHING
        + _SHORT * math.log(1 + len(weights))
        + _COVERED * home.covered
        + _NEAR * share(near, weights)
        + _RELATED * share(related, weights)
        + _JOINED * home.joined
        + _JOINED_HERE * joined(asked, stems(direct.text, asked.language).joined)
        + _UNNAMED * (len(asked.names - held) / len(asked.names) if asked.names else 0.0)
        + _RAREST * _rarest(weights, near | related)
        + _ABOVE * share(home.above, weights)
        + _of_characters(asked, home, beside)
    )


def _related(asked: Asked, weights: Mapping[str, float], near: frozenset[str]) -> frozenset[str]:
    """Terms that are not near themselves, but in another word of their family."""
    if _unspaced(asked):
        return frozenset()
    forms = {bare(stem, asked.language) for stem in near}
    missing = ((term, bare(term, asked.language)) for term in weights if term not in near)
    return frozenset(term for term, form in missing if len(form) > 1 and form in forms)


def _rarest(weights: Mapping[str, float], near: frozenset[str]) -> float:
    rarest = {term: weights[term] for term in sorted(weights, key=lambda term: weights[term])[-_FEW:]}
    return 1 - share(near, rarest)


def _of_characters(asked: Asked, home: Weighed, beside: Sequence[Line]) -> float:
    if not _unspaced(asked):
        return 0.0
    wanted = telling(asked.text)
    there = telling(home.excerpt.about).union(*(telling(line.text) for line in beside))
    return _UNSPACED + _CHARACTERS * (len(wanted & there) / len(wanted) if wanted else 0.0)


def _unspaced(asked: Asked) -> bool:
    return primary(asked.language) in ("zh", "ja")
