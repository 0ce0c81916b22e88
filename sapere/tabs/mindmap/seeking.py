"""What of the tree is looked for: by words, and by state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sapere.kit import looking
from sapere.tabs.mindmap.choice import Choice
from sapere.tabs.mindmap.states import Filter, State
from sapere.topics.outline import Entry


def found(entries: Sequence[Entry], states: Mapping[str, State], chosen: Choice) -> list[Entry]:
    """Those whose title, question or definition has every word of the search, and that are in the state asked for.
    First those whose title has them, else in reading order. Nothing when nothing is looked for."""
    if not chosen.searching:
        return []
    sought = looking.words(chosen.q)
    fits = [
        (not looking.has(entry.title, sought), place, entry)
        for place, entry in enumerate(entries)
        if _in_state(entry, states, chosen.only)
        and looking.has(f"{entry.title} {entry.question} {entry.summary}", sought)
    ]
    return [entry for _, _, entry in sorted(fits, key=lambda one: one[:2])]


def kinds(entries: Sequence[Entry], states: Mapping[str, State]) -> dict[Filter, int]:
    """How many there are of each kind that can be looked for; what all are is no choice."""
    counted = {one: sum(_in_state(entry, states, one) for entry in entries) for one in Filter}
    return {one: count for one, count in counted.items() if 0 < count < len(entries)}


def _in_state(entry: Entry, states: Mapping[str, State], only: str) -> bool:
    if not only:
        return True
    return entry.disputed if only == Filter.DISPUTED else states[entry.id] == only
