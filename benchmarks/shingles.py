"""How much of one text is in another: by every run of four words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

_WORD = re.compile(r"\w+")
LENGTH = 4


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shingles in both texts, only in the given one, only in the wanted one."""

    both: int
    extra: int
    missing: int

    @property
    def precision(self) -> float:
        return self._part(self.extra)

    @property
    def recall(self) -> float:
        return self._part(self.missing)

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)

    def _part(self, wrong: int) -> float:
        return 1.0 if not self.extra + self.missing else self.both / max(self.both + wrong, 1)


def overlap(given: str, wanted: str) -> Overlap:
    ours, theirs = _shingles(given), _shingles(wanted)
    return Overlap((ours & theirs).total(), (ours - theirs).total(), (theirs - ours).total())


def averaged(overlaps: Iterable[Overlap]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a set: the means of the first two, and F1 of these means.

    So it is done for https://github.com/scrapinghub/article-extraction-benchmark; every page weighs the same, and
    a text that is empty where one is wanted counts against recall alone.
    """
    measured = list(overlaps)
    precision = mean(one.precision for one in measured if one.both + one.extra)
    recall = mean(one.recall for one in measured if one.both + one.missing)
    return precision, recall, harmonic(precision, recall)


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + LENGTH]) for at in range(max(1, len(words) - LENGTH + 1)))
