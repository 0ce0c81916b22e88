"""The words of a sentence put beside those of its evidence that they are taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sapere.research.checking.words import Word, read

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
    for at, word in enumerate(found):
        if word.key:
            places.setdefault(word.key, []).append(at)
    for at, word in enumerate(said):
        candidates = places.get(word.key, []) if word.key else []
        if candidates:
            near = _near(said, at)
            best = max(candidates, key=lambda place: _likeness(word, near, found, place))
            yield Pair(word, found[best])


def _likeness(
    word: Word, near: tuple[frozenset[str], frozenset[str]], found: Sequence[Word], at: int
) -> tuple[int, bool, int]:
    """How many neighbours are the same, those of the same clause twice; then the same word, then the first. An opposite
    has to be much more alike than the word itself."""
    clause, window = _near(found, at)
    same_side = _MARGIN if found[at].sign == word.sign else 0
    return len(clause & near[0]) * 2 + len(window & near[1]) + same_side, found[at].form == word.form, -at


def _near(words: Sequence[Word], at: int) -> tuple[frozenset[str], frozenset[str]]:
    here = words[at]
    close = words[max(0, at - 2 * _REACH) : at + 2 * _REACH + 1]
    clause = frozenset(w.key for w in close if w.key and w.clause == here.clause and w is not here)
    window = frozenset(w.key for w in words[max(0, at - _REACH) : at + _REACH + 1] if w.key and w is not here)
    return clause, window
