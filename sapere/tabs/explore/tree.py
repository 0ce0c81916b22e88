"""The concepts of a topic as a table of contents."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sapere.kit import looking
from sapere.kit.lately import Lately
from sapere.topics.plan import Place, Plan
from sapere.web.addresses import read_at
from sapere.web.templatetags.face import woven

ALL_OPEN = 24  # a tree of at most this many concepts shows all its branches
_GAP = "\x00"
"""Stands in the prepared contents where something of one page or one reader comes: three times for each concept, whether
its branch is open, whether one is there, and the reader's own marks. No title has it."""

Marks = Mapping[uuid.UUID, frozenset[str]]
"""Concept to what its reader has to do with it, by the names that ``explore/signs.html`` shows a sign for."""


class InTree(Protocol):
    """A concept as far as its place goes: a record, or a :class:`~sapere.topics.plan.Place`."""

    @property
    def pk(self) -> uuid.UUID: ...
    @property
    def parent_id(self) -> uuid.UUID | None: ...
    @property
    def depth(self) -> int: ...
    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=InTree)


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the contents. ``number`` counts the first level only."""

    id: str
    title: str
    url: str
    number: str
    growing: bool
    below: tuple[Node, ...]

    @property
    def count(self) -> int:
        return sum(1 + node.count for node in self.below)


def address(slug: str, concept: InTree) -> str:
    """Where a concept is read; the topic itself has the topic's own address."""
    top, below = _addresses(slug)
    return below.replace(_NOBODY, str(concept.pk)) if concept.depth else top


_NOBODY = "00000000-0000-0000-0000-000000000000"


@lru_cache(maxsize=256, typed=True)
def _addresses(slug: str) -> tuple[str, str]:
    """The topic's, and that of a concept whose id is all zeros: a page has hundreds of links into its topic."""
    return read_at(slug, "topic"), read_at(slug, "concept", _NOBODY)


def sought(places: Sequence[Place], said: str) -> frozenset[uuid.UUID] | None:
    """The concepts whose title or question has all of these words, with all that lies above them. None without words."""
    wanted = looking.words(said)
    if not wanted:
        return None
    hits = [one for one in places if one.depth and looking.has(f"{one.title} {one.question}", wanted)]
    return frozenset(step.pk for hit in hits for step in trail(places, hit))


def contents(
    slug: str, places: Sequence[Place], only: frozenset[uuid.UUID] | None = None
) -> tuple[Node, ...]:
    """The nodes of level 1, each with what lies below it: all of them, or ``only`` these."""
    children: dict[uuid.UUID | None, list[Place]] = defaultdict(list)
    for place in places:
        children[place.parent_id].append(place)

    def node(place: Place, number: int) -> Node:
        return Node(
            id=str(place.pk),
            title=place.title.replace(_GAP, ""),
            url=address(slug, place),
            number=str(number) if place.depth == 1 else "",
            growing=place.growing,
            below=tuple(node(child, n) for n, child in enumerate(children[place.pk], 1) if _in(child, only)),
        )

    first = (place for place in places if place.depth == 1)
    return tuple(node(place, number) for number, place in enumerate(first, 1) if _in(place, only))


def _in(place: Place, only: frozenset[uuid.UUID] | None) -> bool:
    return only is None or place.pk in only


_prepared: Lately[list[str]] = Lately(room=40_000)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the contents: what they have to do with each concept, and the concepts that they look for, with all
    that lies above those."""

    marks: Marks = field(default_factory=dict)
    only: frozenset[uuid.UUID] | None = None


ANYBODY = Reader()


def drawn(
    slug: str, of: Plan, here: InTree | None, reader: Reader = ANYBODY, *, all_open: int = ALL_OPEN
) -> SafeString:
    """The lines of the contents. ``here`` is the concept that is being read; in a tree of more than ``all_open``
    concepts only the branches that lead to it are open, or to what is looked for. All but that and the marks is prepared
    once for each state of the tree and language."""
    nothing = not any(place.depth for place in of.places) if reader.only is None else not reader.only
    if nothing:
        return woven(())
    pieces = _whole(slug, of) if reader.only is None else _cut(contents(slug, of.places, reader.only))
    path = {place.pk for place in trail(of.places, here)}
    small = len(of.places) <= all_open or reader.only is not None
    signs = {some: _signs(some, get_language()) for some in set(reader.marks.values())}
    said = iter(pieces)
    woven_in = [next(said)]
    for place in of.places:
        if place.depth > 0 and _in(place, reader.only):
            woven_in += (
                ' class="open"' if small or place.pk in path else "", next(said),
                ' aria-current="page"' if here is not None and place.pk == here.pk else "", next(said),
                signs[reader.marks[place.pk]] if place.pk in reader.marks else "", next(said),
            )  # fmt: skip
    return woven(woven_in)


def _whole(slug: str, of: Plan) -> list[str]:
    name = (of.name, type(slug), slug, get_language())
    return _prepared.get(name, lambda: _cut(contents(slug, of.places)), weight=len(of.places))


def _cut(nodes: Sequence[Node]) -> list[str]:
    prepared = render_to_string("explore/nodes.html", {"nodes": nodes, "gap": _GAP})
    return str(prepared).split(_GAP)


@lru_cache(maxsize=64)
def _signs(marks: frozenset[str], language: str | None) -> str:  # noqa: ARG001 - it speaks the language that is on
    return str(render_to_string("explore/signs.html", dict.fromkeys(marks, True)))


def trail(places: Sequence[InTree], here: InTree | None) -> list[InTree]:
    """From the topic down to the concept itself, both included."""
    by_id = {place.pk: place for place in places}
    steps: list[InTree] = []
    while here is not None:
        steps.append(here)
        here = by_id.get(here.parent_id) if here.parent_id else None
    return steps[::-1]


def neighbours(places: Sequence[T], here: InTree) -> tuple[T | None, T | None]:
    """The concepts before and after this one in reading order."""
    ids = [place.pk for place in places]
    at = ids.index(here.pk)
    before = places[at - 1] if at > 0 else None
    after = places[at + 1] if at + 1 < len(places) else None
    return before, after
