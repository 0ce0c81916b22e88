"""The concepts of a topic as a table of contents."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from sapere.topics.models import Concept

ALL_OPEN = 24  # a tree of at most this many concepts shows all its branches


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the contents. ``number`` counts the first level only; ``open`` shows what lies below."""

    id: str
    title: str
    url: str
    number: str
    growing: bool
    here: bool
    open: bool
    below: tuple[Node, ...]

    @property
    def count(self) -> int:
        return sum(1 + node.count for node in self.below)


def address(slug: str, concept: Concept) -> str:
    """Where a concept is read; the topic itself has the topic's own address."""
    if concept.depth == 0:
        return reverse("explore:topic", args=[slug])
    return reverse("explore:concept", args=[slug, concept.pk])


def contents(
    slug: str, concepts: Sequence[Concept], here: Concept | None, *, all_open: int = ALL_OPEN
) -> tuple[Node, ...]:
    """The nodes of level 1, each with what lies below it. ``here`` is the concept that is being read; in a
    tree of more than ``all_open`` concepts only the branches that lead to it are open."""
    children: dict[uuid.UUID | None, list[Concept]] = defaultdict(list)
    for concept in concepts:
        if concept.depth > 0:
            children[concept.parent_id].append(concept)
    path = {concept.pk for concept in trail(concepts, here)}
    small = len(concepts) <= all_open

    def node(concept: Concept, place: int) -> Node:
        return Node(
            id=str(concept.pk),
            title=concept.title,
            url=address(slug, concept),
            number=str(place) if concept.depth == 1 else "",
            growing=concept.state == Concept.State.GROWING,
            here=here is not None and concept.pk == here.pk,
            open=small or concept.pk in path,
            below=tuple(node(child, n) for n, child in enumerate(children[concept.pk], 1)),
        )

    first = (concept for concept in concepts if concept.depth == 1)
    return tuple(node(concept, place) for place, concept in enumerate(first, 1))


def trail(concepts: Sequence[Concept], here: Concept | None) -> list[Concept]:
    """From the topic down to the concept itself, both included."""
    by_id = {concept.pk: concept for concept in concepts}
    steps: list[Concept] = []
    while here is not None:
        steps.append(here)
        here = by_id.get(here.parent_id) if here.parent_id else None
    return steps[::-1]


def neighbours(concepts: Sequence[Concept], here: Concept) -> tuple[Concept | None, Concept | None]:
    """The concepts before and after this one in reading order."""
    ids = [concept.pk for concept in concepts]
    place = ids.index(here.pk)
    before = concepts[place - 1] if place > 0 else None
    after = concepts[place + 1] if place + 1 < len(concepts) else None
    return before, after
