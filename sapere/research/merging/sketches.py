"""What two texts have in common, told from small samples of their shingles (runs of five words).

Every shingle has a number; of a text those below a bound are kept, the bound halved until no more than
:data:`MOST_KEPT` are left. A sample taken so tells how much two texts share of both (resemblance) and how much of
the shorter stands in the longer (containment), however different their lengths: Broder 1997, "On the resemblance
and containment of documents"; Irber et al. 2022 for samples of a bound instead of a size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

SHINGLE = 5
MOST_KEPT = 2048
FEWEST_SHARED = 12
"""Shingles in the smaller sample below which nothing is concluded: short texts are alike by chance."""

_LAST = 0xFFFF
_BASE = 0x5851F42D4C957F2D  # odd, so that it has an inverse
_BLOCK = 65_536
_FACTORS = tuple(np.uint64(0x9E3779B97F4A7C15 * (2 * place + 1) % 2**64) for place in range(SHINGLE))
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(31)


@dataclass(frozen=True, slots=True)
class Sketch:
    """``values`` are sorted, each once, and all below ``2**64 >> shift``."""

    values: Numbers
    shift: int

    def below(self, shift: int) -> Numbers:
        """The values that a sample taken with a bound ``shift`` halvings down would hold."""
        if shift <= self.shift:
            return self.values
        return self.values[: np.searchsorted(self.values, np.uint64(2 ** (64 - shift) - 1), side="right")]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares from 0 to 1: of all that both say, and of what the shorter one says."""

    resemblance: float
    containment: float


NOTHING = Overlap(0.0, 0.0)


def sketch(text: str, *, unspaced: bool = False) -> Sketch:
    """The same for texts that differ in case, white space and marks only. ``unspaced``: by letters, not words."""
    numbers = _letters(text) if unspaced else _words(text)
    values = np.unique(_shingles(numbers))
    shift = 0
    while len(values) > MOST_KEPT:
        shift += 1
        values = values[: np.searchsorted(values, np.uint64(2 ** (64 - shift) - 1), side="right")]
    return Sketch(values, shift)


def overlap(one: Sketch, other: Sketch) -> Overlap:
    shift = max(one.shift, other.shift)
    mine, theirs = one.below(shift), other.below(shift)
    smaller = min(len(mine), len(theirs))
    if smaller < FEWEST_SHARED:
        same = one.shift == other.shift and np.array_equal(one.values, other.values)
        return Overlap(1.0, 1.0) if same and smaller else NOTHING
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    return Overlap(both / (len(mine) + len(theirs) - both), both / smaller)


def _words(text: str) -> Numbers:
    """One number for each word: the sum of its letters, each times a power of an odd number. The sums of all words
    are read off the sums from the text's start, which numpy takes in one go."""
    letters = _codes(text)
    inside = np.concatenate(([False], _word_table()[np.minimum(letters, _LAST)], [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers(len(letters) // _BLOCK + 1)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(letters * powers[: len(letters)])))
    return np.asarray((sums[ends] - sums[starts]) * inverses[starts], dtype=np.uint64)


def _letters(text: str) -> Numbers:
    letters = _codes(text)
    return letters[_word_table()[np.minimum(letters, _LAST)]]


def _codes(text: str) -> Numbers:
    return np.frombuffer(text.casefold().encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)


@cache
def _word_table() -> NDArray[np.bool_]:
    """Which code points belong to words; of all beyond the first 65,536 it is taken for granted."""
    return np.array([re.match(r"\w", chr(code)) is not None for code in range(_LAST)] + [True])


@lru_cache(maxsize=4)
def _powers(blocks: int) -> tuple[Numbers, Numbers]:
    """The powers of an odd number and those of its inverse, modulo 2**64, for texts of so many blocks."""
    base = np.full(blocks * _BLOCK, _BASE, dtype=np.uint64)
    inverse = np.full(blocks * _BLOCK, pow(_BASE, -1, 2**64), dtype=np.uint64)
    base[0] = inverse[0] = 1
    return np.cumprod(base, dtype=np.uint64), np.cumprod(inverse, dtype=np.uint64)


def _shingles(numbers: Numbers) -> Numbers:
    """One number for each run of :data:`SHINGLE`; the whole for a text of fewer."""
    count = len(numbers) - SHINGLE + 1
    if count < 1:
        numbers = np.concatenate([numbers, np.zeros(SHINGLE - len(numbers), dtype=np.uint64)])
        count = 1
    total = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        total += _mixed(numbers[place : place + count] * factor)
    return _mixed(total)


def _mixed(values: Numbers) -> Numbers:
    """Scattered evenly over all 64 bits (the finishing steps of splitmix64, Steele et al. 2014)."""
    values = values ^ (values >> _HALF)
    values = values * _MIX
    return np.asarray(values ^ (values >> _HALF), dtype=np.uint64)
