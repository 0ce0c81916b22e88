"""Which readings are copies of one work: by its names, by its title and authors, or by what is written in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix, triu

from sapere.kit.language import is_unspaced
from sapere.research.merging.names import names, page_key, surnames, title_key, without_site
from sapere.research.merging.sketches import Overlap, Sketch, overlap, sketch
from sapere.research.read import Reading

SAME_TEXT = 0.7
"""Resemblance from which two texts are one, whatever they are called."""
MOST_OF_BOTH, WHOLE_IN_OTHER = 0.5, 0.85
"""Or such a resemblance, with such a share of the shorter one in the longer: another site's frame about it."""
SAME_UNDER_TITLE, SAME_UNDER_SHORT_TITLE = 0.5, 0.8
"""Share of the shorter text that stands in the longer one, where both have the same title; a title of one or two
words (“Introduction”) says less."""
PART_OF_WORK = 0.3
"""The same for two papers of one title where the authors of one of them are not known."""
YEARS_TO_PRINT = 3
"""Between a preprint and the journal; a report of the same name and authors from later years is another work."""
MUCH_LONGER = 1.5
"""A copy is taken in place of the one found first when it is whole and that is not, or so many times as long."""

_LOOKED_AT = 64  # of a sketch's values, to find whom to compare it with
_FEWEST_SHARED = 0.25  # of them; texts that are half the same share about twice as many
_WORKS = ("paper", "book")


def copies(readings: Sequence[Reading], texts: Mapping[str, str]) -> list[list[Reading]]:
    """The readings in groups, one for each source, in the order in which the first of each was found.

    Inside a group the copy to be used stands first (:data:`MUCH_LONGER`), then the others as they were found.
    ``texts`` holds what was read, by snapshot.
    """
    one = _Joined(len(readings))
    for first, other in _of_one_name(readings):
        one.join(first, other)
    sketches = _sketches(readings, texts)
    for first, other in (*_of_one_title(readings), *_alike(readings, sketches)):
        if not one.joined(first, other) and _same(readings[first], readings[other], sketches):
            one.join(first, other)
    return [_best_first([readings[at] for at in group], texts) for group in one.groups()]


class _Joined:
    """Sets that grow together; each is named by its first member."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._name(one), self._name(other)))
        self._above[second] = first

    def joined(self, one: int, other: int) -> bool:
        return self._name(one) == self._name(other)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            found.setdefault(self._name(at), []).append(at)
        return list(found.values())

    def _name(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at


def _of_one_name(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    seen: dict[str, int] = {}
    for at, reading in enumerate(readings):
        for name in (reading.snapshot, *names(reading.finding)):
            if seen.setdefault(name, at) != at:
                yield seen[name], at


def _sketches(readings: Sequence[Reading], texts: Mapping[str, str]) -> dict[str, Sketch]:
    """By snapshot: the same text is looked at once."""
    found: dict[str, Sketch] = {}
    for reading in readings:
        if reading.snapshot not in found:
            found[reading.snapshot] = sketch(texts[reading.snapshot], unspaced=is_unspaced(reading.language))
    return found


def _of_one_title(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    seen: dict[str, list[int]] = {}
    for at, reading in enumerate(readings):
        for key in sorted(_titles(reading)):
            for other in seen.setdefault(key, []):
                yield other, at
            seen[key].append(at)


def _titles(reading: Reading) -> set[str]:
    """As the service and as the document itself have it, where that is long enough to tell a work by."""
    written = {reading.finding.title, reading.title}
    return {key for title in written for key in (title_key(title), title_key(without_site(title))) if key}


def _full_titles(reading: Reading) -> set[str]:
    return {title_key(reading.finding.title), title_key(reading.title)} - {""}


def _same(one: Reading, other: Reading, sketches: Mapping[str, Sketch]) -> bool:
    shared = overlap(sketches[one.snapshot], sketches[other.snapshot])
    if _same_text(one, other, shared):
        return True
    works = one.finding.kind in _WORKS and other.finding.kind in _WORKS
    return works and _same_work(one, other, shared)


def _same_work(one: Reading, other: Reading, shared: Overlap) -> bool:
    """Of two papers: one title and, within a few years, authors in common or, where those are not known, words."""
    if not _full_titles(one) & _full_titles(other):
        return False
    years = [int(r.published[:4]) for r in (one, other) if r.published[:4].isdecimal()]
    if len(years) == 2 and abs(years[0] - years[1]) > YEARS_TO_PRINT:
        return False
    mine, theirs = surnames(one.author), surnames(other.author)
    if mine and theirs:
        return bool(mine & theirs)
    return shared.containment >= PART_OF_WORK


def _alike(readings: Sequence[Reading], sketches: Mapping[str, Sketch]) -> Iterator[tuple[int, int]]:
    """Those worth a closer look: texts of which the lowest numbers are often the same."""
    first_with: dict[str, int] = {}
    for at, reading in enumerate(readings):
        first_with.setdefault(reading.snapshot, at)
    places = list(first_with.values())
    lowest = [sketches[readings[at].snapshot].values[:_LOOKED_AT] for at in places]
    _, columns = np.unique(np.concatenate([*lowest, np.zeros(0, np.uint64)]), return_inverse=True)
    rows = np.repeat(np.arange(len(lowest)), [len(values) for values in lowest])
    width = int(columns.max()) + 1 if len(columns) else 1
    holds = csr_matrix((np.ones(len(rows), np.int32), (rows, columns)), shape=(len(lowest), width))
    shared = triu(holds @ holds.T, k=1).tocoo()
    sizes = np.array([len(values) for values in lowest])
    enough = shared.data >= _FEWEST_SHARED * np.minimum(sizes[shared.row], sizes[shared.col])
    for one, other in sorted(zip(shared.row[enough].tolist(), shared.col[enough].tolist(), strict=True)):
        yield places[one], places[other]


def _same_text(one: Reading, other: Reading, shared: Overlap) -> bool:
    if shared.resemblance >= SAME_TEXT:
        return True
    if shared.resemblance >= MOST_OF_BOTH and shared.containment >= WHOLE_IN_OTHER:
        return True
    title = page_key(one.title or one.finding.title)
    if not title or title != page_key(other.title or other.finding.title):
        return False
    least = SAME_UNDER_TITLE if title.count(" ") >= 2 else SAME_UNDER_SHORT_TITLE
    return shared.containment >= least


def _best_first(group: list[Reading], texts: Mapping[str, str]) -> list[Reading]:
    best = group[0]
    for reading in group[1:]:
        if _much_more(reading, best, texts):
            best = reading
    return [best, *(reading for reading in group if reading is not best)]


def _much_more(one: Reading, other: Reading, texts: Mapping[str, str]) -> bool:
    if one.partial != other.partial:
        return other.partial
    return len(texts[one.snapshot]) > MUCH_LONGER * len(texts[other.snapshot])
