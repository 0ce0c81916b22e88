"""How central each statement is, and how alike any two are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sapere.kit.language import is_unspaced
from sapere.research.shapes import Level

Floats = NDArray[np.float64]
_DAMPING, _ROUNDS = 0.85, 12
_ALIKE = 0.1  # below that two sentences merely share a word
_WORD = re.compile(r"\w+")


def likeness(bags: Sequence[Sequence[str]]) -> Floats:
    """Cosine of TF-IDF vectors, one row and column for each bag of words; empty bags are like nothing."""
    names: dict[str, int] = {}
    documents = Counter(word for bag in bags for word in dict.fromkeys(bag))
    rows, columns, values = [], [], []
    for row, bag in enumerate(bags):
        counted = Counter(bag)
        weights = {w: (1 + math.log(n)) * math.log(1 + len(bags) / documents[w]) for w, n in counted.items()}
        length = math.sqrt(sum(v * v for v in weights.values())) or 1.0
        for word, value in weights.items():
            rows.append(row)
            columns.append(names.setdefault(word, len(names)))
            values.append(value / length)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(bags), max(len(names), 1)))
    return np.asarray((matrix @ matrix.T).toarray(), dtype=np.float64)


def centrality(alike: Floats, toward: Floats) -> Floats:
    """LexRank: a random walk over the graph of like statements that starts anew ``toward`` the topic.

    0 to 1, the most central has 1; ``toward`` holds one weight of at least 0 for each statement.
    """
    count = len(alike)
    if count == 0:
        return np.zeros(0)
    links = np.where(alike >= _ALIKE, alike, 0.0)
    np.fill_diagonal(links, 0.0)
    degree = links.sum(axis=1, keepdims=True)
    walk = np.divide(links, degree, out=np.full_like(links, 1 / count), where=degree > 0)
    begin = (toward + 0.05) / (toward + 0.05).sum()
    rank = np.full(count, 1 / count)
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) * begin + _DAMPING * (rank @ walk)
    return np.asarray(np.round(rank / rank.max(), 6), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Ease:
    """How hard a sentence is to read: its length in words and its words' length in letters."""

    words: float
    letters: float

    def fits(self, level: Level) -> float:
        """-1 to 0: what is taken off a sentence that is harder than the level likes."""
        long, wide = {Level.NEW: (22, 5.2), Level.SOME: (30, 5.8), Level.ADVANCED: (40, 7.0)}[level]
        over = max(0.0, self.words - long) / long + max(0.0, self.letters - wide) / wide
        return -min(1.0, over)


def ease(text: str, language: str) -> Ease:
    """Where words are not spaced, two characters count as one word of middling length."""
    if is_unspaced(language):
        return Ease(len(text) / 2, 5.0)
    words = _WORD.findall(text)
    return Ease(len(words), sum(map(len, words)) / max(len(words), 1))
