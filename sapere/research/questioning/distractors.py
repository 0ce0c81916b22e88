"""Wrong options: of the same kind, from the same section where there are enough, and about as long as the key.

Three things must not tell the key to somebody who never read the sentence: that it is the longest, that it is named
most often, that it stands near the same words elsewhere. For each a place of the key among the three is drawn by lot,
and a pair is looked for that puts it there; where there is none, no choice is made of the sentence.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sapere.kit.language import is_unspaced
from sapere.kit.text import squeeze
from sapere.kit.tokens import words
from sapere.research.questioning.gate import alike, near_in_length
from sapere.research.questioning.keys import Key

WRONG = 2
_LOOKED_AT = 12  # wrong options, the nearest first
_LENGTH_OFF = 1.0  # places that the key may be off among three of nearly the same length
_LOTS = ((0, 1, 2), (0, 1, 1, 2, 2), (0, 1, 1, 1, 2, 2, 2, 2, 2, 2))
"""Places of the key by length, by how often it is named, by what stands near it elsewhere. A key is first by nature more
often than not, and a place that cannot be had makes no choice: so the first is drawn less often than a third."""
_ELSEWHERE = 0.2  # what it costs to take one from another section


@dataclass(frozen=True, slots=True)
class Found:
    """A key with the sentence it stands in, and where that is from."""

    key: Key
    sentence: str
    source: str
    path: tuple[str, ...]


class Elsewhere:
    """What stands in the other sentences: how often something is named, and how near the stem's words."""

    def __init__(self, sentences: Sequence[str], language: str) -> None:
        self._sentences = [(one, _telling(one, language)) for one in dict.fromkeys(sentences)]
        self.language = language

    def named(self, text: str, but: str) -> float:
        return float(sum(sentence.count(text) for sentence, _ in self._sentences if sentence != but))

    def clue(self, text: str, but: str) -> float:
        """The most words that the sentence shares with another one that names the text."""
        own = _telling(but, self.language) - _telling(text, self.language)
        shared = (
            len(own & held) for sentence, held in self._sentences if sentence != but and text in sentence
        )
        return float(max(shared, default=0))


def _telling(text: str, language: str) -> frozenset[str]:
    """Its longer words as they stand, little ones among them: who guesses does not know which are little."""
    short = 2 if is_unspaced(language) else 4
    return frozenset(word for word in words(text, language) if len(word) >= short)


def distractors(
    one: Found, others: Sequence[Found], elsewhere: Elsewhere, choosing: random.Random
) -> tuple[Found, ...]:
    """Two, or none."""
    able = _able(one, others)
    told = {
        text: (len(text), elsewhere.named(text, one.sentence), elsewhere.clue(text, one.sentence))
        for text in (one.key.text, *(other.key.text for other in able))
    }
    wanted = [choosing.choice(lot) for lot in _LOTS]
    best: tuple[float, tuple[Found, ...]] = (math.inf, ())
    for pair in combinations(able, WRONG):
        if alike(pair[0].key.text, pair[1].key.text):
            continue
        rows = [told[other.key.text] for other in pair]
        length, *clues = (
            _off(told[one.key.text][at], [row[at] for row in rows], wanted[at]) for at in range(3)
        )
        cost = length + _ELSEWHERE * sum(_distance(one, other) for other in pair)
        if not any(clues) and length <= _LENGTH_OFF and cost < best[0]:
            best = (cost, pair)
    return best[1]


def _off(own: float, others: Sequence[float], wanted: int) -> float:
    """By how many places the key misses the one it should have; 0 is the first, with the highest measure."""
    above = sum(other > own for other in others)
    even = sum(other == own for other in others)
    return max(0.0, above - wanted, wanted - above - even)


def _able(one: Found, others: Sequence[Found]) -> list[Found]:
    able: dict[str, Found] = {}
    for other in sorted(others, key=lambda other: _distance(one, other)):
        if _fits(one, other):
            able.setdefault(other.key.text.casefold(), other)
    return list(able.values())[:_LOOKED_AT]


def _fits(one: Found, other: Found) -> bool:
    text = other.key.text
    return (
        other.key.kind is one.key.kind
        and text.casefold() not in squeeze(one.sentence).casefold()
        and not alike(text, one.key.text)
        and near_in_length(text, one.key.text)
    )


def _distance(one: Found, other: Found) -> int:
    """0 in the same section, 1 in the same source, 2 elsewhere."""
    if other.source != one.source:
        return 2
    return 0 if other.path == one.path else 1
