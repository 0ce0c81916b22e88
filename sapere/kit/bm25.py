"""Plain BM25, as a yardstick: k1 1.2, b 0.75, words as they stand, pairs of characters where no spaces are written."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

K1, B = 1.2, 0.75
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")


class PlainBm25:
    def __init__(self, passages: Mapping[str, str]) -> None:
        self._names = list(passages)
        self._lengths: list[int] = []
        self._having: dict[str, list[tuple[int, int]]] = {}
        for at, text in enumerate(passages.values()):
            bag = Counter(_terms(text))
            self._lengths.append(bag.total())
            for term, often in bag.items():
                self._having.setdefault(term, []).append((at, often))
        self._mean = sum(self._lengths) / len(self._lengths) if self._lengths else 0.0

    def ranked(self, query: str, limit: int) -> list[str]:
        scores = self._scores(query)
        return [self._names[at] for at in sorted(scores, key=lambda at: (-scores[at], at))[:limit]]

    def best(self, query: str) -> float:
        """The score of the first; 0 where none has a word of it."""
        return max(self._scores(query).values(), default=0.0)

    def _scores(self, query: str) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        for term in sorted(set(_terms(query))):  # in one order: sums of floats depend on it
            having = self._having.get(term, [])
            rarity = math.log(1 + (len(self._names) - len(having) + 0.5) / (len(having) + 0.5))
            for at, often in having:
                long = K1 * (1 - B + B * self._lengths[at] / self._mean)
                scores[at] += rarity * often * (K1 + 1) / (often + long)
        return scores


def _terms(text: str) -> list[str]:
    pairs = [run[at : at + 2] for run in _UNSPACED.findall(text) for at in range(max(1, len(run) - 1))]
    return pairs + re.findall(r"\w+", _UNSPACED.sub(" ", text.lower()))
