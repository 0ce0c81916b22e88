"""Choosing statements one after the other: the best that is left, unlike what stands already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sapere.kit.language import is_unspaced
from sapere.research.writing.statements import Statement
from sapere.research.writing.weight import Floats

LARGEST_SHARE = 0.4  # of a page's sentences from one source
FEWEST_CAPPED = 6  # a page that the share would make shorter than this is written from two sources instead
MOST_DISPLAYED = {"formula": 4, "table": 2}  # of a page's statements that lead over to one
_LONGEST_CHAIN = 4
_LEAST_WORTH = 0.02
_DIVERSITY = 0.45
_TWIN = 0.55  # share of the shorter one's shingles that makes two sentences the same sentence
_SHINGLE = 3


@dataclass(slots=True)
class Choice:
    """What is on the page so far. ``worth`` and ``alike`` are by position in ``rows``."""

    rows: Sequence[Statement]
    worth: Floats
    alike: Floats
    language: str
    cap: int  # sentences of one source at most
    room: int  # sentences that still fit on the page
    chosen: set[int] = field(default_factory=set)
    supplied: Counter[str] = field(default_factory=Counter)
    displayed: Counter[str] = field(default_factory=Counter)
    _shingles: dict[int, frozenset[str]] = field(default_factory=dict)
    _seen: list[float] = field(default_factory=list)  # the greatest likeness to anything chosen

    def __post_init__(self) -> None:
        self._seen = [0.0] * len(self.rows)

    def take(self, pool: Collection[int], room: int) -> list[int]:
        """Up to ``room`` sentences' worth of statements of the pool, with those they lean on; best first."""
        taken: list[int] = []
        left = min(room, self.room)
        while left > 0:
            best = max(
                ((self._value(chain), -chain[-1], chain) for chain in self._offers(pool, left)), default=None
            )
            if best is None or best[0] < _LEAST_WORTH:
                return taken
            taken += best[2]
            left -= self.put(best[2])
        return taken

    def put(self, chain: Sequence[int]) -> int:
        """Onto the page with it; gives the number of sentences that it takes up."""
        new = [at for at in chain if at not in self.chosen]
        size = sum(self.rows[at].size for at in new)
        self.chosen.update(new)
        self.room -= size
        for at in new:
            self._seen = [max(pair) for pair in zip(self._seen, self.alike[at].tolist(), strict=True)]
            self.supplied[self.rows[at].source] += self.rows[at].size
            self.displayed[self.rows[at].displays] += 1
        return size

    def fits(self, chain: Sequence[int], room: int) -> bool:
        size = sum(self.rows[at].size for at in chain)
        source = self.rows[chain[0]].source
        if size > room or self.supplied[source] + size > self.cap or self._repeats(chain):
            return False
        shown = Counter(self.rows[at].displays for at in chain)
        return all(self.displayed[kind] + shown[kind] <= most for kind, most in MOST_DISPLAYED.items())

    def chain(self, at: int, pool: Collection[int]) -> list[int] | None:
        """The statement behind those that it needs and that are not on the page yet; None when it cannot stand."""
        chain = [at]
        while self.rows[chain[0]].leans:
            before = chain[0] - 1
            broken = not self.rows[chain[0]].follows or before not in pool or len(chain) == _LONGEST_CHAIN
            if broken or not self.rows[before].usable:
                return None
            chain.insert(0, before)
        new = [one for one in chain if one not in self.chosen]
        return new if all(self.rows[one].usable for one in new) else None

    def _offers(self, pool: Collection[int], room: int) -> list[list[int]]:
        chains = (
            self.chain(at, pool) for at in sorted(pool) if at not in self.chosen and self.rows[at].usable
        )
        return [chain for chain in chains if chain and self.fits(chain, room)]

    def _value(self, chain: Sequence[int]) -> float:
        """Mean worth of what it adds, less its likeness to what is there."""
        seen = max(self._seen[at] for at in chain)
        worth = sum(float(self.worth[at]) for at in chain) / len(chain)
        return round(worth - _DIVERSITY * seen, 6)

    def _repeats(self, chain: Sequence[int]) -> bool:
        return any(
            self._twins(at, other) for at in chain for other in self.chosen if self.alike[at, other] > 0.5
        )

    def _twins(self, one: int, other: int) -> bool:
        mine, theirs = self._shingled(one), self._shingled(other)
        return len(mine & theirs) >= _TWIN * max(1, min(len(mine), len(theirs)))

    def _shingled(self, at: int) -> frozenset[str]:
        if at not in self._shingles:
            self._shingles[at] = shingles(self.rows[at].text, self.language)
        return self._shingles[at]


def shingles(text: str, language: str) -> frozenset[str]:
    """Runs of three words, or of three characters where words are not spaced; case and marks do not count."""
    words = re.findall(r"\w" if is_unspaced(language) else r"\w+", text.casefold())
    if len(words) < _SHINGLE:
        return frozenset(words)
    return frozenset(" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def fair_size(available: Counter[str], most: int) -> tuple[int, int]:
    """How many sentences a page can have, and how many of them from one source.

    The largest page of at most ``most`` on which no source supplies more than :data:`LARGEST_SHARE`. With one
    or two sources no such page exists and the share is not held to.
    """
    if len(available) < 3:
        return most, most
    for size in range(most, FEWEST_CAPPED - 1, -1):
        cap = int(size * LARGEST_SHARE)
        if sum(min(cap, count) for count in available.values()) >= size:
            return size, cap
    return most, most
