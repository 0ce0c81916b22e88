"""Most of what a sentence is about stands in its evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sapere.research.checking.cues import DENIED, is_maybe, is_not
from sapere.research.checking.names import leans
from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import Word
from sapere.research.disagreeing.quantities import ALL_UNITS

LEAST = 0.6
"""Of the words that carry meaning, those that must be in the evidence."""
_LONGEST_RUN = 3
"""Words in a row that are not in the evidence: so many say something of their own."""
_EVENTS = frozenset("invented invents discovered discovers founded killed kills murdered died dies born married won wins convicted arrested cured cures stole poisoned divorced banned".split())  # fmt: skip
"""What nobody says by the way."""
_SHORT = 4  # words; in a shorter sentence every one counts
_FROM_EARLIER = 3  # words that may come from what "it" stands for
_SHARED = 5  # letters at the beginning of two words of one root
LIGHT_EN = frozenset(
    """thing things way ways example examples instance case cases kind kinds type types term word words mean means meaning called call calls makes made make
    making work works become becomes became being include includes including several various different together itself themselves important overall simply
    lasts lasted stands lies essentially basically actually help helps helped used use using need needs one's like get gets given take takes taken happen happens happened occur occurs
    occurred result results resulting process allow allows well known good amount number order""".split()
)  # fmt: skip


def coverage(compared: Compared) -> str:
    """The reason why too much of the sentence is its own, or ""."""
    words = [w for w in compared.said if w.heavy and not _is_light(w, compared)]
    if not words:
        return ""
    covered = covers(words, compared)
    missing = [word.form for word, is_there in zip(words, covered, strict=True) if not is_there]
    most = len(words) - math.ceil(LEAST * len(words)) if len(words) > _SHORT else len(words) == _SHORT
    events = [form for form in missing if compared.language == "en" and form in _EVENTS]
    if events or len(missing) > most or _longest_run(words, covered) >= _LONGEST_RUN:
        return f"Too little of it is in the words you quote: {', '.join((events or missing)[:4])}."
    return ""


def _is_light(word: Word, compared: Compared) -> bool:
    """Words that a writer brings along; denials, hedges, and units behind a figure, which have rules of their own."""
    if word.at and compared.said[word.at - 1].figure and word.form in ALL_UNITS:
        return True
    if is_not(word.form, compared.language) or is_maybe(word.form, compared.language):
        return True
    return compared.language == "en" and (word.form in LIGHT_EN or word.form in DENIED)


def covers(words: Sequence[Word], compared: Compared) -> list[bool]:
    there = _Stock([*compared.found, *compared.entitled])
    earlier = _Stock(compared.earlier if leans(compared.found, compared.language) else ())
    left, covered = _FROM_EARLIER, []
    for word in words:
        covered.append(there.has(word) or (left > 0 and earlier.has(word)))
        left -= covered[-1] and not there.has(word)
    return covered


class _Stock:
    """Words to look others up in: by stem, by meaning, by their beginning."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._stems = {w.stem for w in words if w.stem}
        self._meanings = {w.key for w in words if w.key}  # an opposite has a rule of its own
        self._roots = {w.form[:_SHARED] for w in words if len(w.form) > _SHARED}

    def has(self, word: Word) -> bool:
        if word.stem in self._stems or word.key in self._meanings:
            return True
        return len(word.form) > _SHARED and word.form[:_SHARED] in self._roots


def _longest_run(words: Sequence[Word], covered: Sequence[bool]) -> int:
    """Of words that are not covered. Where pairs of characters overlap, a word in the midst of a clause touches one pair
    more than one at its edge."""
    longest = run = 0
    for at, is_there in enumerate(covered):
        run = 0 if is_there else run + 1
        longest = max(longest, run + (run > 1 and _at_edge(words, at, run)))
    return longest


def _at_edge(words: Sequence[Word], at: int, run: int) -> bool:
    first, last = at - run + 1, at
    begins = first == 0 or words[first - 1].clause != words[first].clause
    ends = last + 1 == len(words) or words[last + 1].clause != words[last].clause
    return (begins or ends) and len(words[at].form) == 2
