"""Concepts put at places in a tree: parents before their children, siblings counted from 0, each at its true depth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from sapere.research.shapes import Concept, Tree

DEEPEST = 3


def found(tree: Tree, concept_id: str) -> Concept | None:
    return next((one for one in tree.concepts if one.id == concept_id), None)


def in_place(tree: Tree, concept_id: str) -> Concept:
    """Raises ``KeyError`` for one that is not in the tree."""
    concept = found(tree, concept_id)
    if concept is None:
        raise KeyError(concept_id)
    return concept


def below(tree: Tree, concept_id: str) -> list[Concept]:
    """All that stands below it, in reading order."""
    inside = {concept_id}
    lower = []
    for one in tree.concepts:  # a parent comes before its children
        if one.parent in inside:
            inside.add(one.id)
            lower.append(one)
    return lower


def height(tree: Tree, concept_id: str) -> int:
    """Levels below it: 0 for a leaf."""
    depth = in_place(tree, concept_id).depth
    return max([depth, *(one.depth for one in below(tree, concept_id))]) - depth


def path_to(tree: Tree, concept_id: str) -> list[str]:
    """Ids from the concept up to the topic, both included."""
    parents = {one.id: one.parent for one in tree.concepts}
    path = [concept_id]
    while parents[path[-1]]:
        path.append(parents[path[-1]])
    return path


def twin(tree: Tree, parent: str, title: str, *, but: str = "") -> Concept | None:
    """The one below ``parent`` that has this name."""
    name = title.casefold()
    return next((o for o in tree.children(parent) if o.id != but and o.title.casefold() == name), None)


def put(tree: Tree, concept: Concept, parent: str, position: int | None = None) -> Tree:
    """The concept, new or with all that is below it, at that place below ``parent``: by default the last."""
    siblings = [one for one in _by_position(tree, parent) if one.id != concept.id]
    at = len(siblings) if position is None else max(0, min(position, len(siblings)))
    siblings.insert(at, replace(concept, parent=parent))
    changed = {one.id: replace(one, position=place) for place, one in enumerate(siblings)}
    rest = (changed.get(one.id, one) for one in tree.concepts if one.id != concept.id)
    return in_order(Tree((*rest, changed[concept.id])))


def without(tree: Tree, gone: Collection[str]) -> Tree:
    """Neither them nor a need for one of them. Whatever is below one of them has to be among them."""
    left = (
        replace(one, prerequisites=tuple(need for need in one.prerequisites if need not in gone))
        for one in tree.concepts
        if one.id not in gone
    )
    return in_order(Tree(tuple(left)))


def with_changed(tree: Tree, *changed: Concept) -> Tree:
    by_id = {one.id: one for one in changed}
    return Tree(tuple(by_id.get(one.id, one) for one in tree.concepts))


def in_order(tree: Tree) -> Tree:
    children: dict[str, list[Concept]] = defaultdict(list)
    for one in tree.concepts:
        children[one.parent].append(one)

    def walk(parent: Concept) -> Iterator[Concept]:
        for position, child in enumerate(sorted(children[parent.id], key=lambda one: one.position)):
            there = replace(child, position=position, depth=parent.depth + 1)
            yield there
            yield from walk(there)

    return Tree((tree.root, *walk(tree.root)))


def _by_position(tree: Tree, parent: str) -> list[Concept]:
    return sorted(tree.children(parent), key=lambda one: one.position)
