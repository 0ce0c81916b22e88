"""Whether what was found can answer at all: several signs weighed together, none of them the index's own measure.

The weights are those of logistic regressions on every second question of many sets, each asked with its document on
the shelf and without it: for text with spaces, for Arabic, and for Chinese, whose terms are pairs of characters and
meet by chance (``docs/decisions/0027-how-an-answer-is-chosen.md`` has what comes of them). One of the signs is what
speaks for a passage: where that is weighed anew, these want to be.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sapere.kit.language import primary
from sapere.kit.tokens import words
from sapere.research.answering.asked import Asked
from sapere.research.answering.characters import unspaced
from sapere.research.answering.doubts import Doubts, doubts
from sapere.research.answering.passages import Line, Weighed

_SPACED = Doubts(
    nothing=3.17,
    told=-1.33,
    letters=-0.055,
    untold=0.069,
    nameless=2.14,
    dense=-0.6,
    long=0.47,
    phrased=-2.17,
    written=-0.99,
    titled=-1.57,
    undated=1.13,
    unkind=0.86,
    best=-0.262,
)
_ARABIC = Doubts(
    nothing=0.53,
    short=0.42,
    said=-0.89,
    alike=-2.61,
    letters=-0.14,
    long=0.65,
    written=-0.94,
    entitled=-0.89,
    undated=2.17,
    best=-0.16,
    misnamed=0.77,
    above_alike=-5.69,
    above_rarest=-0.46,
)
_UNSPACED = Doubts(
    nothing=5.02, short=-0.64, said=-3.6, near=-1.41, characters=-2.55, unnamed=0.72, above=-3.0
)


def doubt(asked: Asked, weights: Mapping[str, float], direct: Line, weighed: Sequence[Weighed]) -> float:
    """Above 0: what was found does not answer. ``direct`` is the sentence that would."""
    if _asks_nothing(asked):
        return math.inf
    signs = doubts(asked, weights, direct, weighed)
    return math.fsum(sign * counts for sign, counts in zip(signs, _weights(asked.language), strict=True))


def _weights(language: str) -> Doubts:
    if unspaced(language):
        return _UNSPACED
    return _ARABIC if primary(language) == "ar" else _SPACED


def _asks_nothing(asked: Asked) -> bool:
    """Latin letters and digits one by one: all of them stand somewhere."""
    return asked.text.isascii() and all(len(word) == 1 for word in words(asked.text, asked.language))
