"""Changes of a tree that leave it a tree: three levels, no name twice among siblings, what is needed before what needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sapere.research.shapes import Concept, Tree

DEEPEST = 3


def renamed(tree: Tree, concept_id: str, title: str) -> Tree:
    """The concept under another name; as it was where a sibling has that name."""
    concept = _found(tree, concept_id)
    if concept is None or _is_taken(tree, concept.parent, title, concept_id):
        return tree
    return _with(tree, {concept_id: replace(concept, title=title)})


def dropped(tree: Tree, concept_id: str) -> Tree:
    """Without the concept. What stands below it takes its place, what it rests on goes to its parent."""
    concept = _found(tree, concept_id)
    if concept is None or not concept.parent:
        return tree
    below = _by_position(tree.children(concept_id))
    if any(_is_taken(tree, concept.parent, one.title, concept_id) for one in below):
        return tree
    parent = tree.root if concept.parent == tree.root.id else _found(tree, concept.parent)
    if parent is None:
        return tree
    passages = tuple(dict.fromkeys([*parent.passages, *concept.passages]))
    changed = {parent.id: replace(parent, passages=passages)}
    for one in tree.concepts:
        if one.id not in (concept_id, parent.id):
            changed[one.id] = _without_need(one, concept_id)
    places = [one for at in _siblings(tree, concept) for one in (below if at == concept else (at,))]
    for position, one in enumerate(places):
        changed[one.id] = replace(changed[one.id], parent=concept.parent, position=position)
    return _in_order(_with(Tree(tuple(one for one in tree.concepts if one != concept)), changed))


def moved(tree: Tree, concept_id: str, parent_id: str) -> Tree:
    """The concept, with what is below it, under another parent: as the last of its children. As it was where the tree
    would become deeper than three levels, go round in a circle, or have a name twice among siblings."""
    concept, parent = _found(tree, concept_id), _found(tree, parent_id)
    if concept is None or parent is None or not concept.parent or concept.parent == parent_id:
        return tree
    below = _below(tree, concept_id)
    depth = max([concept.depth, *(one.depth for one in below)]) - concept.depth
    round_in_circles = parent_id == concept_id or parent_id in {one.id for one in below}
    if round_in_circles or parent.depth + 1 + depth > DEEPEST:
        return tree
    if _is_taken(tree, parent_id, concept.title, concept_id):
        return tree
    there = replace(concept, parent=parent_id, position=len(tree.children(parent_id)), prerequisites=())
    changed = {concept_id: there}
    for one in tree.concepts:
        if concept_id in one.prerequisites:
            changed[one.id] = _without_need(one, concept_id)
    return _in_order(_with(tree, changed))


def ordered(tree: Tree, wished: Sequence[str]) -> Tree:
    """The topic's main concepts in that order, those not named behind; as they were where one would come before what it
    needs."""
    main = tree.children(tree.root.id)
    place = {one: at for at, one in enumerate(dict.fromkeys(wished))}
    new = sorted(main, key=lambda one: (place.get(one.id, len(place)), one.position))
    at = {one.id: number for number, one in enumerate(new)}
    if any(at[need] > at[one.id] for one in new for need in one.prerequisites if need in at):
        return tree
    return _in_order(_with(tree, {one.id: replace(one, position=at[one.id]) for one in new}))


def _in_order(tree: Tree) -> Tree:
    """Parents before their children, siblings counted from 0, each at its true depth."""

    def walk(parent: Concept) -> list[Concept]:
        found: list[Concept] = []
        for position, child in enumerate(_by_position(tree.children(parent.id))):
            there = replace(child, position=position, depth=parent.depth + 1)
            found += [there, *walk(there)]
        return found

    return Tree((tree.root, *walk(tree.root)))


def _by_position(concepts: Iterable[Concept]) -> list[Concept]:
    return sorted(concepts, key=lambda one: one.position)


def _siblings(tree: Tree, concept: Concept) -> list[Concept]:
    return _by_position(tree.children(concept.parent))


def _without_need(concept: Concept, needed: str) -> Concept:
    return replace(concept, prerequisites=tuple(need for need in concept.prerequisites if need != needed))


def _with(tree: Tree, changed: dict[str, Concept]) -> Tree:
    return Tree(tuple(changed.get(one.id, one) for one in tree.concepts))


def _found(tree: Tree, concept_id: str) -> Concept | None:
    return next((one for one in tree.concepts if one.id == concept_id), None)


def _below(tree: Tree, concept_id: str) -> list[Concept]:
    children = tree.children(concept_id)
    return [*children, *(one for child in children for one in _below(tree, child.id))]


def _is_taken(tree: Tree, parent_id: str, title: str, but: str) -> bool:
    others = (one for one in tree.children(parent_id) if one.id != but)
    return any(one.title.casefold() == title.casefold() for one in others)
