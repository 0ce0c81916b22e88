"""The words of a sentence put beside those of its evidence that they are taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from sapere.research.checking.words import Word, read

Near: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""The keys beside a word: in its clause, and in a few words to either side."""

_NOTHING: Near = (frozenset(), frozenset())
_MOST_PLACES = 40  # of one word that are compared; a text with more of it is no prose
_MARGIN = 5
_REACH = 4  # words to either side by which two places are told apart


@dataclass(frozen=True)
class Pair:
    """A word of the sentence, and the place in the evidence where it most likely comes from."""

    said: Word
    found: Word


@dataclass(frozen=True)
class Compared:
    """A sentence beside its evidence: ``around`` is what is quoted, widened to whole sentences; ``before`` what
    stands before that in the same paragraph, for what "it" means; ``after`` what follows."""

    text: str
    around: str
    before: str
    after: str
    language: str
    title: str = ""

    @cached_property
    def said(self) -> tuple[Word, ...]:
        return read(self.text, self.language)

    @cached_property
    def found(self) -> tuple[Word, ...]:
        return read(self.around, self.language)

    @cached_property
    def earlier(self) -> tuple[Word, ...]:
        return read(self.before, self.language)

    @cached_property
    def entitled(self) -> tuple[Word, ...]:
        return read(self.title, self.language)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(_paired(self.said, self.found))

    @cached_property
    def _covered_by(self) -> Mapping[int, int]:
        """How many words of the sentence stand in each sentence of the evidence."""
        said = {word.key for word in self.said if word.stem}
        there = {(word.sentence, word.key) for word in self.found if word.key in said}
        return Counter(sentence for sentence, _ in there)

    def rests_on(self, sentence: int, words: int) -> bool:
        """Whether no other sentence of the evidence has more of the words than are taken from this one."""
        return all(words >= count for other, count in self._covered_by.items() if other != sentence)

    @cached_property
    def by_said(self) -> Mapping[int, Word]:
        """The found word by the start of the said one."""
        return {pair.said.start: pair.found for pair in self.pairs}


def _paired(said: Sequence[Word], found: Sequence[Word]) -> Iterator[Pair]:
    places: dict[str, list[int]] = {}
    for word in found:
        if word.key:
            places.setdefault(word.key, []).append(word.at)
    beside = [_near(found, at) if found[at].key else _NOTHING for at in range(len(found))]
    for word in said:
        candidates = places.get(word.key, [])[:_MOST_PLACES] if word.key else []
        if candidates:
            near = _near(said, word.at)
            best = max(candidates, key=lambda at: _likeness(word, near, found[at], beside[at]))
            yield Pair(word, found[best])


def _likeness(word: Word, near: Near, found: Word, beside: Near) -> tuple[int, bool, int]:
    """How many neighbours are the same, those of the same clause twice; then the same word, then the first. An opposite
    has to be much more alike than the word itself."""
    same_side = _MARGIN if found.sign == word.sign else 0
    alike = len(beside[0] & near[0]) * 2 + len(beside[1] & near[1])
    return alike + same_side, found.form == word.form, -found.at


def _near(words: Sequence[Word], at: int) -> Near:
    here = words[at]
    close = words[max(0, at - 2 * _REACH) : at + 2 * _REACH + 1]
    clause = frozenset(w.key for w in close if w.key and w.clause == here.clause and w is not here)
    window = frozenset(w.key for w in words[max(0, at - _REACH) : at + _REACH + 1] if w.key and w is not here)
    return clause, window
