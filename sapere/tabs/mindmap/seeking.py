"""What of the tree is looked for: by words, and by state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sapere.kit import looking
from sapere.tabs.mindmap.choice import Choice
from sapere.tabs.mindmap.states import Ease, Filter, Own, State, ease_of
from sapere.topics.outline import Entry

Marks = Mapping[str, frozenset[Own]]
"""Concept to what its reader has to do with it."""


def found(
    entries: Sequence[Entry], states: Mapping[str, State], chosen: Choice, marks: Marks | None = None
) -> list[Entry]:
    """Those whose title, question or definition has every word of the search, and that are all that was asked for.
    First those whose title has them, else in reading order. Nothing when nothing is looked for."""
    if not chosen.searching:
        return []
    sought = looking.words(chosen.q)
    fits = [
        (not looking.has(entry.title, sought), place, entry)
        for place, entry in enumerate(entries)
        if _in_state(entry, states, chosen.only)
        and (not chosen.own or chosen.own in (marks or {}).get(entry.id, ()))
        and (not chosen.ease or ease_of(entry) == chosen.ease)
        and looking.has(f"{entry.title} {entry.question} {entry.summary}", sought)
    ]
    return [entry for _, _, entry in sorted(fits, key=lambda one: one[:2])]


def kinds(entries: Sequence[Entry], states: Mapping[str, State]) -> dict[Filter, int]:
    """How many there are of each kind that can be looked for; what all are is no choice."""
    counted = {one: sum(_in_state(entry, states, one) for entry in entries) for one in Filter}
    return {one: count for one, count in counted.items() if 0 < count < len(entries)}


def owns(entries: Sequence[Entry], marks: Marks) -> dict[Own, int]:
    """How many there are of each kind of what a reader has to do with them; what all are or none is no choice."""
    counted = {one: sum(one in marks.get(entry.id, ()) for entry in entries) for one in Own}
    return {one: count for one, count in counted.items() if 0 < count < len(entries)}


def eases(entries: Sequence[Entry]) -> dict[Ease, int]:
    """How many there are of each ease; what all are is no choice."""
    counted = {one: sum(ease_of(entry) == one for entry in entries) for one in Ease}
    return {one: count for one, count in counted.items() if 0 < count < len(entries)}


def _in_state(entry: Entry, states: Mapping[str, State], only: str) -> bool:
    if not only:
        return True
    return entry.disputed if only == Filter.DISPUTED else states[entry.id] == only
