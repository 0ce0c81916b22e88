"""Which concepts of a tree are on the map: as many levels as fit, and the branches that were opened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sapere.topics.outline import Entry

FITTING = 40  # concepts: beyond that the lower levels are closed
ALL = "all"  # as an opened branch: every one
MOST = 500  # concepts, however many branches are open


@dataclass(frozen=True, slots=True)
class Seen:
    """A concept on the map. ``below`` counts all that lies below it, ``left`` the children that an open branch does
    not show."""

    entry: Entry
    below: int
    open: bool
    left: int


def visible(entries: Sequence[Entry], opened: frozenset[str], shut: frozenset[str]) -> list[Seen]:
    """In reading order. ``entries`` are a whole tree in that order; a child of a closed branch is not shown."""
    levels = fitting(entries)
    children: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        children[entry.parent].append(entry)
    open_ones = {
        entry.id
        for entry in entries
        if children[entry.id] and entry.id not in shut and (entry.depth < levels or opened & {entry.id, ALL})
    }
    shown = _shown(children, open_ones, opened)
    below = _below(entries)
    return [
        Seen(
            entry,
            below[entry.id],
            entry.id in open_ones,
            sum(child.id not in shown for child in children[entry.id]) if entry.id in open_ones else 0,
        )
        for entry in entries
        if entry.id in shown
    ]


def fitting(entries: Sequence[Entry]) -> int:
    """The deepest level down to which all concepts fit on the map; at least the first."""
    levels = Counter(entry.depth for entry in entries)
    total, deepest = levels[0], 0
    while levels[deepest + 1] and (deepest == 0 or total + levels[deepest + 1] <= FITTING):
        deepest += 1
        total += levels[deepest]
    return deepest


def _shown(children: dict[str, list[Entry]], open_ones: set[str], opened: frozenset[str]) -> set[str]:
    """Level by level, so that what has to be left out when there is too much lies deepest."""
    shown: set[str] = set()
    level = list(children[""])
    while level:
        shown.update(entry.id for entry in level)
        level = [
            child
            for entry in level
            if entry.id in open_ones
            for child in children[entry.id][: MOST if opened & {entry.id, ALL} else FITTING]
        ][: MOST - len(shown)]
    return shown


def _below(entries: Sequence[Entry]) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in reversed(entries):
        if entry.parent:
            found[entry.parent] += found[entry.id] + 1
    return found
