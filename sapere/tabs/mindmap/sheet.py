"""All that the map of a topic shows, from the topic's rows and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language_bidi

from sapere.accounts.models import Person
from sapere.tabs.mindmap.choice import Choice, choice
from sapere.tabs.mindmap.drawing import Drawing, drawing, on_map
from sapere.tabs.mindmap.item import Item, Known, address, items
from sapere.tabs.mindmap.seeking import eases, found, kinds, owns
from sapere.tabs.mindmap.states import EASES, FILTERS, LOOKS, OWN, SIGNS, Filter, Own, State, state_of
from sapere.tabs.mindmap.visible import ALL, MOST, Seen, visible
from sapere.topics import notebook
from sapere.topics.models import Topic
from sapere.topics.outline import Entry, contents, outline

LISTED = 20  # of what was found


@dataclass(frozen=True, slots=True)
class Match:
    """``show`` is the address of the map with it, empty where it is on the map already."""

    entry: Entry
    url: str
    show: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Something to look for: its word, icon and number; ``url`` asks for it, or takes it back where it is ``here``."""

    word: str
    icon: str
    count: int
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a form offers: ``chosen`` where it is what was asked for."""

    value: str
    word: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the list, with the lines below it."""

    item: Item
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    chosen: Choice
    drawing: Drawing
    branches: tuple[Branch, ...]
    legend: tuple[tuple[str, str, str], ...]
    kinds: tuple[Kind, ...]
    owns: tuple[Offer, ...]
    eases: tuple[Offer, ...]
    matches: tuple[Match, ...]
    found: int
    shown: int
    all: int
    needs: int
    full: bool
    open_all: str
    as_it_comes: str

    @property
    def ways(self) -> dict[str, str]:
        """Where each button leads."""
        return {
            "map": self.chosen.address(view="map"),
            "list": self.chosen.address(view="list"),
            "needs": self.chosen.address(needs=not self.chosen.needs),
            "here": self.chosen.address(),
            "all": self.chosen.address(q="", only="", own="", ease=""),
        }


def sheet(viewer: Person, mine: Topic, asked: QueryDict, *, working: bool) -> Sheet | None:
    """None while the topic has no concepts."""
    entries = outline(mine)
    if not entries:
        return None
    chosen = choice(asked, frozenset(entry.id for entry in entries))
    seen = visible(entries, chosen.open, chosen.shut)
    states = {entry.id: state_of(entry, working=working) for entry in entries}
    marks = _marks(viewer, mine, entries)
    hits = found(entries, states, chosen, marks)
    known = Known(
        slug=mine.slug,
        chosen=chosen,
        entries={entry.id: entry for entry in entries},
        states=states,
        contents=contents(mine, [one.entry.id for one in seen]),
        lit=frozenset(entry.id for entry in hits),
        marks=marks,
    )
    return _sheet(seen, known, hits)


def _marks(viewer: Person, mine: Topic, entries: Sequence[Entry]) -> dict[str, frozenset[Own]]:
    read = {str(one) for one in notebook.visits(viewer, mine)}
    marked = {str(one) for one in notebook.bookmarks(viewer, mine)}
    noted = {str(one) for one in notebook.noted(viewer, mine)}

    def of(one: str) -> Iterator[Own]:
        yield Own.READ if one in read else Own.UNREAD
        if one in marked:
            yield Own.BOOKMARKED
        if one in noted:
            yield Own.NOTED

    return {entry.id: frozenset(of(entry.id)) for entry in entries}


def _sheet(seen: Sequence[Seen], known: Known, hits: Sequence[Entry]) -> Sheet:
    entries = list(known.entries.values())
    shown = items(seen, known)
    on = frozenset(item.id for item in shown)
    needs = on_map({entry.id: entry.needs for entry in entries}, _standing(entries, on))
    chosen = known.chosen
    return Sheet(
        chosen=chosen,
        drawing=drawing(chosen.layout, shown, needs if chosen.needs else (), rtl=get_language_bidi()),
        branches=_branches(shown),
        legend=_legend(shown),
        kinds=_kinds(entries, known.states, chosen),
        owns=_offers(owns(entries, known.marks), {one: word for one, (word, _) in OWN.items()}, chosen.own),
        eases=_offers(eases(entries), EASES, chosen.ease),
        matches=tuple(_match(entry, known, on) for entry in hits[:LISTED]),
        found=len(hits),
        shown=len(shown),
        all=len(entries),
        needs=len(needs),
        full=len(shown) >= MOST,
        open_all=chosen.opening([ALL]) if len(shown) < len(entries) <= MOST else "",
        as_it_comes=chosen.address(open=frozenset(), shut=frozenset()) if chosen.open or chosen.shut else "",
    )


def _standing(entries: Sequence[Entry], on: frozenset[str]) -> dict[str, str]:
    """Concept to what stands for it on the map: itself, or the nearest above it that is shown."""
    found: dict[str, str] = {}
    for entry in entries:
        found[entry.id] = entry.id if entry.id in on else found[entry.parent]
    return found


def _branches(shown: Sequence[Item]) -> tuple[Branch, ...]:
    below: dict[str, list[Item]] = {}
    for item in shown:
        below.setdefault(item.parent, []).append(item)

    def under(parent: str) -> tuple[Branch, ...]:
        return tuple(Branch(item, under(item.id)) for item in below.get(parent, ()))

    return under("")


def _legend(shown: Sequence[Item]) -> tuple[tuple[str, str, str], ...]:
    """State, icon and word of what there is on the map."""
    there = {item.state for item in shown}
    own = {one for item in shown for one in item.own}
    states = [(state.value, look.icon, str(look.word)) for state, look in LOOKS.items() if state in there]
    return (*states, *((one.value, OWN[one][1], str(OWN[one][0])) for one in SIGNS if one in own))


def _kinds(entries: Sequence[Entry], states: Mapping[str, State], chosen: Choice) -> tuple[Kind, ...]:
    def kind(one: Filter, count: int) -> Kind:
        word, icon = FILTERS[one]
        here = chosen.only == one
        return Kind(str(word), icon, count, chosen.address(only="" if here else one.value), here)

    return tuple(kind(one, count) for one, count in kinds(entries, states).items())


def _offers(counted: Mapping[Any, int], words: Mapping[Any, Any], chosen: str) -> tuple[Offer, ...]:
    """What was asked for is among them even where there is nothing of it any more."""
    there = [one for one in words if one in counted or one == chosen]
    return tuple(Offer(one.value, str(words[one]), counted.get(one, 0), one == chosen) for one in there)


def _match(entry: Entry, known: Known, on: frozenset[str]) -> Match:
    url = address(known.slug, entry)
    if entry.id in on:
        return Match(entry, url, "")
    above: list[str] = []
    while entry_above := known.entries.get(known.entries[above[-1]].parent if above else entry.parent):
        above.append(entry_above.id)
    return Match(entry, url, f"{known.chosen.opening(above, view='map')}#n-{entry.id}")
