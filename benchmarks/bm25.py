"""Plain BM25, as a yardstick: k1 1.2, b 0.75, words as they stand, pairs of characters where no spaces are written."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

K1, B = 1.2, 0.75
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")


class PlainBm25:
    def __init__(self, passages: Mapping[str, str]) -> None:
        self._names = list(passages)
        self._bags = [Counter(_terms(text)) for text in passages.values()]
        self._lengths = [bag.total() for bag in self._bags]
        self._mean = sum(self._lengths) / len(self._lengths)
        self._having = Counter(term for bag in self._bags for term in bag)

    def ranked(self, query: str, limit: int) -> list[str]:
        terms = set(_terms(query))
        worth = [
            (sum(self._weight(term, bag, length) for term in terms if term in bag), name)
            for name, bag, length in zip(self._names, self._bags, self._lengths, strict=True)
        ]
        return [name for score, name in sorted(worth, key=lambda one: -one[0])[:limit] if score > 0]

    def _weight(self, term: str, bag: Counter[str], length: int) -> float:
        total, having, often = len(self._bags), self._having[term], bag[term]
        rarity = math.log(1 + (total - having + 0.5) / (having + 0.5))
        return rarity * often * (K1 + 1) / (often + K1 * (1 - B + B * length / self._mean))


def _terms(text: str) -> list[str]:
    pairs = [run[at : at + 2] for run in _UNSPACED.findall(text) for at in range(max(1, len(run) - 1))]
    return pairs + re.findall(r"\w+", _UNSPACED.sub(" ", text.lower()))
