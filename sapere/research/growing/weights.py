"""Words as vectors: TF-IDF with logarithmic counts, rows of length one.

Weight of a word in a text: ``(1 + ln count) * (1 + ln((1 + texts) / (1 + texts with it)))`` (Salton & Buckley
1988; Manning et al., "Introduction to Information Retrieval", 6.4).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix


class Vocabulary:
    """The words that stand in at least ``fewest`` texts and in no more than the share ``most`` of them."""

    def __init__(self, texts: Sequence[Sequence[str]], *, fewest: int = 1, most: float = 1.0) -> None:
        spread = Counter(word for text in texts for word in set(text))
        known = sorted(word for word, count in spread.items() if fewest <= count <= most * len(texts))
        self._column = {word: at for at, word in enumerate(known)}
        self._rarity = np.array(
            [1 + math.log((1 + len(texts)) / (1 + spread[w])) for w in known], dtype=np.float64
        )

    def vectors(self, texts: Iterable[Sequence[str]]) -> csr_matrix:
        """A row for each text; all zeros where it has none of the words."""
        ends: list[int] = [0]
        columns: list[int] = []
        counts: list[int] = []
        for text in texts:
            counted = Counter(column for word in text if (column := self._column.get(word)) is not None)
            columns += sorted(counted)
            counts += [counted[column] for column in sorted(counted)]
            ends.append(len(columns))
        weights = (1 + np.log(np.array(counts, dtype=np.float64))) * self._rarity[
            np.array(columns, dtype=np.int64)
        ]
        matrix = csr_matrix((weights, columns, ends), shape=(len(ends) - 1, len(self._column)))
        return _of_length_one(matrix)


def _of_length_one(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    matrix.data /= lengths[rows]
    return matrix
