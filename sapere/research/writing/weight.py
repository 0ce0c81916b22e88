"""How central each statement is, and how alike any two are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sapere.kit.language import is_unspaced, primary
from sapere.kit.stop_words import stop_words
from sapere.kit.tokens import tokens
from sapere.research.shapes import Level

Floats = NDArray[np.float64]
_DAMPING, _ROUNDS = 0.85, 12
_ALIKE = 0.1  # below that two sentences merely share a word
_STEM = 6
_WORD = re.compile(r"[^\W_]+")

unspaced = cache(is_unspaced)  # asked for every sentence


def bag(text: str, language: str) -> list[str]:
    """The words that carry meaning, each cut to its first six letters: a stemmer for all languages, and quick.

    Where words are not spaced, the pairs of characters that stand for words.
    """
    if unspaced(language):
        return tokens(text, language)
    little = stop_words(primary(language))
    return [word[:_STEM] for word in _WORD.findall(text.lower()) if len(word) > 1 and word not in little]


def likeness(bags: Sequence[Sequence[str]]) -> Floats:
    """Cosine of TF-IDF vectors, one row and column for each bag of words; empty bags are like nothing."""
    names: dict[str, int] = {}
    columns = [names.setdefault(word, len(names)) for words in bags for word in words]
    rows = np.repeat(np.arange(len(bags)), [len(words) for words in bags])
    shape = (len(bags), max(len(names), 1))
    matrix = csr_matrix((np.ones(len(columns)), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    documents = np.bincount(matrix.indices, minlength=shape[1])
    rarity = np.log1p(len(bags) / np.maximum(documents, 1))
    matrix.data = (1 + np.log(matrix.data)) * rarity[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1.0), np.diff(matrix.indptr))
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
    if unspaced(language):
        return Ease(len(text) / 2, 5.0)
    words = _WORD.findall(text)
    return Ease(len(words), sum(map(len, words)) / max(len(words), 1))
