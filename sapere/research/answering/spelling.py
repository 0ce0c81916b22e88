"""How nearly one word is spelt as another: words misspelt, names written in another way, other forms of a word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

_ALIKE = 0.4  # pairs of letters in common that any two words may have: from there to all of them
_LENGTHS = 2  # letters by which two such words differ at most


def alike(weights: Mapping[str, float], held: frozenset[str], above: frozenset[str] = frozenset()) -> float:
    """Of the weight of these terms, how much of what is neither held nor above has a word there spelt nearly so."""
    total = sum(weights.values()) or 1.0
    missing = ((term, weight) for term, weight in weights.items() if term not in held | above)
    return sum(weight * _most_alike(term, held) for term, weight in missing) / total


def _most_alike(term: str, held: frozenset[str]) -> float:
    own = _pairs(term)
    others = (_pairs(one) for one in held if abs(len(one) - len(term)) <= _LENGTHS)
    most = max((2 * len(own & other) / (len(own) + len(other)) for other in others), default=0.0)
    return max(0.0, most - _ALIKE) / (1 - _ALIKE)


@lru_cache(maxsize=20_000)
def _pairs(word: str) -> frozenset[str]:
    """Its letters by two, with those where it begins and ends."""
    return frozenset(a + b for a, b in pairwise(f"^{word}$"))
