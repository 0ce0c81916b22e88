"""Passages that speak of a concept although they stand elsewhere: other sources' word on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sapere.research.growing.ground import Words
from sapere.research.growing.weights import Vocabulary
from sapere.research.shapes import Passage

Vector = NDArray[np.float64]

NEAR = 0.22
"""Cosine from which a passage of another source is taken to speak of the same thing."""
MOST_SUPPORT = 6
MOST_PASSAGES = 30
_OWN_READ = 12


class Support:
    """All passages as TF-IDF vectors, made once; asked concept by concept.

    ``from_others`` is false for a whole library: there every page has its own place in the tree.
    """

    def __init__(self, passages: Sequence[Passage], words: Words, *, from_others: bool) -> None:
        self._from_others = from_others
        self._passages = list(passages)
        self._row = {p.id: at for at, p in enumerate(self._passages)}
        texts = [words[p] for p in self._passages]
        self._vocabulary = Vocabulary(texts)
        self._matrix = self._vocabulary.vectors(texts)

    def ranked(self, title_words: Sequence[str], own: Sequence[Passage]) -> list[Passage]:
        """The concept's own passages, most central first but its opening ahead of all, then others' support."""
        if not own:
            return []
        rows = [self._row[p.id] for p in own]
        centre = self._centre(rows[:_OWN_READ], title_words)
        central = self._matrix[rows] @ centre
        opening, rest = own[:1], list(range(1, len(own)))
        rest.sort(key=lambda at: -float(central[at]))
        others = self._others(centre, own) if self._from_others else []
        return [*opening, *(own[at] for at in rest), *others][:MOST_PASSAGES]

    def _centre(self, rows: Sequence[int], title_words: Sequence[str]) -> Vector:
        """A weight for each word."""
        centre: Vector = self._vocabulary.vectors([title_words]).toarray()[0]
        centre += np.asarray(self._matrix[rows].mean(axis=0))[0]
        return centre

    def _others(self, centre: Vector, own: Sequence[Passage]) -> list[Passage]:
        scores = (self._matrix @ centre) / (float(np.linalg.norm(centre)) or 1.0)
        at_home = {p.source for p in own}
        near = [at for at in np.argsort(-scores, kind="stable")[:60] if scores[at] >= NEAR]
        return [self._passages[at] for at in near if self._passages[at].source not in at_home][:MOST_SUPPORT]
