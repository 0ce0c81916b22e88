"""How nearly one word is spelt as another: words misspelt, names written in another way, other forms of a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

_ALIKE = 0.4  # pairs of letters in common that any two words may have: from there to all of them
_LENGTHS = 2  # letters by which two such words differ at most


def alike(weights: Mapping[str, float], held: frozenset[str], above: frozenset[str] = frozenset()) -> float:
    """Of the weight of these terms, how much of what is neither held nor above has a word there spelt nearly so."""
    total = sum(weights.values()) or 1.0
    missing = ((term, weight) for term, weight in weights.items() if term not in held | above)
    return sum(weight * most_alike(term, held) for term, weight in missing) / total


def nearly(terms: Iterable[str], held: Iterable[str]) -> dict[str, list[tuple[float, str]]]:
    """For each term those held that begin as it does and are spelt nearly so, with how nearly, the nearest first."""
    beginning: defaultdict[str, list[str]] = defaultdict(list)
    for word in held:
        beginning[word[:1]].append(word)
    return {term: _nearest(term, beginning[term[:1]]) for term in terms}


def _nearest(term: str, words: Iterable[str]) -> list[tuple[float, str]]:
    near = ((_alike(term, word), word) for word in words if abs(len(word) - len(term)) <= _LENGTHS)
    return sorted((one for one in near if one[0]), reverse=True)


def most_alike(term: str, held: frozenset[str]) -> float:
    """How nearly it is spelt as the nearest of these: 0 to 1."""
    return max((_alike(term, one) for one in held if abs(len(one) - len(term)) <= _LENGTHS), default=0.0)


def _alike(one: str, other: str) -> float:
    mine, its = _pairs(one), _pairs(other)
    return max(0.0, 2 * len(mine & its) / (len(mine) + len(its)) - _ALIKE) / (1 - _ALIKE)


@lru_cache(maxsize=20_000)
def _pairs(word: str) -> frozenset[str]:
    """Its letters by two, with those where it begins and ends."""
    return frozenset(a + b for a, b in pairwise(f"^{word}$"))
