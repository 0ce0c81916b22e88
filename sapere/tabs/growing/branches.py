"""The tree as lines and as choices of a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from sapere.research.growing.placing import DEEPEST, below, height, path_to
from sapere.research.shapes import Tree

ALL_OPEN = 400
"""A tree of more concepts shows one of its branches at a time."""


@dataclass(frozen=True, slots=True)
class Line:
    """A concept with what is below it, or with the number of what is not shown. ``first`` and ``last`` among its siblings
    cannot go further."""

    id: str
    title: str
    url: str
    forms_url: str
    depth: int
    first: bool
    last: bool
    below: tuple[Line, ...]
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """``indent`` is as many spaces as it is deep."""

    id: str
    title: str
    indent: str


def lines(slug: str, tree: Tree | None, within: str = "", *, all_open: int = ALL_OPEN) -> tuple[Line, ...]:
    """The topic itself with all below it; nothing before there is a tree. Of a large one only the branch ``within`` which
    a concept is open."""
    if tree is None:
        return ()
    children: dict[str, list[str]] = {}
    for one in tree.concepts:
        children.setdefault(one.parent, []).append(one.id)
    by_id = {one.id: one for one in tree.concepts}
    path = path_to(tree, within) if within in by_id else []
    whole = len(tree.concepts) <= all_open

    def line(concept_id: str) -> Line:
        concept = by_id[concept_id]
        siblings = children[concept.parent]
        is_open = whole or concept.depth != 1 or concept.id in path
        lower = children.get(concept.id, ())
        address = "explore:concept" if concept.parent else "explore:topic"
        return Line(
            id=concept.id,
            title=concept.title,
            url=reverse(address, args=[slug, concept.id] if concept.parent else [slug]),
            forms_url=reverse("growing:concept", args=[slug, concept.id]),
            depth=concept.depth,
            first=siblings[0] == concept.id,
            last=siblings[-1] == concept.id,
            below=tuple(line(child) for child in lower) if is_open else (),
            folded=0 if is_open else len(below(tree, concept.id)),
        )

    return (line(tree.root.id),)


def choices(tree: Tree, *, but_below: str = "", room_for: str = "") -> list[Choice]:
    """Concepts in reading order; without one and all below it, and only those that have room for one below them."""
    left_out = {but_below, *(one.id for one in below(tree, but_below))} if but_below else set()
    deepest = DEEPEST - 1 - height(tree, room_for) if room_for else DEEPEST
    return [
        Choice(one.id, one.title, "\u2003" * one.depth)
        for one in tree.concepts
        if one.id not in left_out and one.depth <= deepest
    ]
