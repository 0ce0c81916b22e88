"""Two answers to one query made one: by reciprocal ranks, since scores of words and of meaning have no common measure.

https://doi.org/10.1145/1571941.1572114 (Cormack, Clarke and Büttcher, 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sapere.providers.vectors.points import best
from sapere.research.ports import Hit

FLAT = 60
"""The larger, the less the first places count more than those after them; the value of the paper."""

WORDS = 0.6
"""What an answer by words counts; meaning has the rest. Chosen on one half of the questions of benchmarks/hybrid.py."""

DEEPEST = 100
"""Passages taken of each answer at least: what one ranks low may be high in the other."""


def fused(
    by_words: Sequence[Hit], by_meaning: Sequence[Hit], limit: int, *, words: float = WORDS
) -> list[Hit]:
    """At most ``limit``, best first. Each of the two is ordered and without repetitions."""
    worth: dict[str, float] = {}
    for weight, answer in ((words, by_words), (1 - words, by_meaning)):
        for place, hit in enumerate(answer, start=1):
            worth[hit.id] = worth.get(hit.id, 0.0) + weight / (FLAT + place)
    found = {hit.id: hit for hit in (*by_words, *by_meaning)}
    return best((replace(hit, score=worth[name]) for name, hit in found.items()), limit)


def depth(limit: int) -> int:
    return max(limit, DEEPEST)
