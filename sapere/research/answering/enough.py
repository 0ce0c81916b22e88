"""Whether what was found can answer at all: several signs weighed together, none of them a score of the index.

The weights are those of two logistic regressions on questions in Chinese, Arabic and English, each asked with its
document on the shelf and without it (``benchmarks/answers.py`` measures what comes of them): one for passages whose
title or headings hold some of the question, one for those whose do not. That something of the expected kind is missing
tells nothing there, for the sentences were chosen to hold it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sapere.research.answering.asked import Asked
from sapere.research.answering.evidence import Line, Weighed
from sapere.research.answering.signs import share


class _Weights(NamedTuple):
    nothing: float  # where nothing of the question is found
    covered: float  # by the share of the question's weight in the passage that answers, its headings included
    near: float  # in the sentence that answers and those beside it
    joined: float  # by the share of neighbouring words that are neighbours in the passage too
    unnamed: float  # by the share of the question's names and numbers that the passage does not have
    above: float  # by the share in the title and the headings


_TITLED = _Weights(1.9, -3.5, -3.55, -1.15, 3.7, -2.9)
_UNTITLED = _Weights(3.1, -4.25, -3.4, -1.45, 2.4, 0.0)


def doubt(asked: Asked, weights: Mapping[str, float], direct: Line, weighed: Sequence[Weighed]) -> float:
    """Above 0: what was found does not answer. ``direct`` is the sentence that would."""
    home = next(one for one in weighed if one.excerpt is direct.excerpt)
    near = home.above.union(*(line.held for line in home.lines if abs(line.place - direct.place) < 2))
    held = home.above.union(*(line.held for line in home.lines))
    above = share(home.above, weights)
    by = _TITLED if above else _UNTITLED
    unnamed = len(asked.names - held) / len(asked.names) if asked.names else 0.0
    return (
        by.nothing
        + by.covered * home.covered
        + by.near * share(near, weights)
        + by.joined * home.joined
        + by.unnamed * unnamed
        + by.above * above
    )
