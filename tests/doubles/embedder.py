"""An embedder that means what it is told: words that stand for the same thing have the same direction."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence

from sapere.research.errors import ModelAway, OverBudget
from sapere.research.ports import Scope


class WordEmbedder:
    """Each word is a direction of its own, made of its hash; ``same`` gives words that mean another the other's.

    ``away`` makes every call fail, ``broke`` those for these owners; ``asked`` are the texts that were embedded, ``calls``
    how often that was asked for, ``payers`` who for.
    """

    def __init__(
        self, name: str = "double:words", dimension: int = 32, same: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self.size = dimension
        self.away = False
        self.broke: set[str] = set()
        self.calls = 0
        self.payers: list[Scope | None] = []
        self.asked: list[str] = []
        self._same = same or {}

    @property
    def dimension(self) -> int:
        self._check()
        return self.size

    def texts(self, texts: Sequence[str], whose: Scope | None = None) -> list[list[float]]:
        self._check()
        self._pay(whose)
        self.calls += 1
        self.asked += texts
        return [self._vector(text) for text in texts]

    def query(self, text: str, whose: Scope | None = None) -> list[float]:
        self._check()
        self._pay(whose)
        return self._vector(text)

    def close(self) -> None:
        pass

    def _check(self) -> None:
        if self.away:
            raise ModelAway("The embedder is away.")

    def _pay(self, whose: Scope | None) -> None:
        self.payers.append(whose)
        if whose is not None and whose.owner in self.broke:
            raise OverBudget(f"{whose.owner} has no money left.")

    def _vector(self, text: str) -> list[float]:
        total = [0.001] * self.size
        for word in text.casefold().split():
            meant = self._same.get(word.strip(".,"), word.strip(".,"))
            numbers = hashlib.shake_256(meant.encode()).digest(self.size)
            total = [a + number / 128 - 1 for a, number in zip(total, numbers, strict=True)]
        length = math.hypot(*total)
        return [one / length for one in total]
