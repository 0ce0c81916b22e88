"""What the owner of a tree did to it by hand, done again on every tree that research brings later.

An edit names concepts by their ids, which are the same in every run of a topic. Where it no longer fits (its concept is
gone, the place is taken) it is left out, and the tree is as it would be without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from sapere.research.errors import BadRequest
from sapere.research.growing.placing import (
    DEEPEST,
    below,
    found,
    height,
    in_place,
    path_to,
    put,
    twin,
    with_changed,
    without,
)
from sapere.research.shapes import Concept, Tree


@dataclass(frozen=True, slots=True)
class Rename:
    concept: str
    title: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """``position`` among those that are below ``parent`` then, from 0; beyond the last is the last."""

    concept: str
    parent: str
    position: int


@dataclass(frozen=True, slots=True)
class Merge:
    """What ``concept`` rests on goes to ``into``, and what is below it too; of two with the same name one is left."""

    concept: str
    into: str


@dataclass(frozen=True, slots=True)
class Remove:
    """With all that is below it."""

    concept: str


@dataclass(frozen=True, slots=True)
class Add:
    """As the last below its parent."""

    concept: Concept


@dataclass(frozen=True, slots=True)
class Deepen:
    """What a run found that was to go deeper: below ``under``, parents before their children."""

    under: str
    concepts: tuple[Concept, ...]


Edit: TypeAlias = Rename | Move | Merge | Remove | Add | Deepen


def edited(tree: Tree, edits: Iterable[Edit]) -> Tree:
    """The tree with all edits that fit it, one after the other."""
    for edit in edits:
        if not refusal(tree, edit):
            tree = _done(tree, edit)
    return tree


def changed(tree: Tree, edit: Edit) -> Tree:
    """The tree with the edit. Raises ``BadRequest`` with a sentence for whoever asked for it."""
    if why := refusal(tree, edit):
        raise BadRequest(why, advice="Nothing was changed.")
    return _done(tree, edit)


def refusal(tree: Tree, edit: Edit) -> str:
    """Why the edit cannot be done on this tree; empty when it can."""
    if any(found(tree, one) is None for one in _named(edit)):
        return "The concept is not in the tree any more."
    return _refused(tree, edit)


def _refused(tree: Tree, edit: Edit) -> str:
    match edit:
        case Rename():
            return _refused_rename(tree, edit)
        case Move():
            return _refused_move(tree, edit)
        case Merge():
            return _refused_merge(tree, edit)
        case Remove():
            return "The topic itself cannot be removed." if edit.concept == tree.root.id else ""
        case Add():
            return _refused_add(tree, edit.concept)
        case Deepen():
            return ""


def about(edit: Edit) -> tuple[str, str]:
    """Ids of the concept that the edit is about, and of the other one in it: the new parent, or what it is merged into."""
    match edit:
        case Move():
            return edit.concept, edit.parent
        case Merge():
            return edit.concept, edit.into
        case Add():
            return edit.concept.id, edit.concept.parent
        case Deepen():
            return edit.under, ""
        case Rename() | Remove():
            return edit.concept, ""


def merged_pairs(tree: Tree, merge: Merge) -> list[tuple[str, str]]:
    """Which concepts go, each with the one that it goes into: the merged one, and those below it that have a twin."""
    pairs = [(merge.concept, merge.into)]
    for child in tree.children(merge.concept):
        other = twin(tree, merge.into, child.title, but=merge.concept)
        if other is not None:
            pairs += merged_pairs(tree, Merge(child.id, other.id))
    return pairs


def _named(edit: Edit) -> tuple[str, ...]:
    """The concepts that have to be there."""
    match edit:
        case Move():
            return (edit.concept, edit.parent)
        case Merge():
            return (edit.concept, edit.into)
        case Add():
            return (edit.concept.parent,)
        case Deepen():
            return (edit.under,)
        case _:
            return (edit.concept,)


def _taken(title: str) -> str:
    return f"There is a concept “{title}” at that place already. Give it another name, or merge the two."


def _refused_rename(tree: Tree, edit: Rename) -> str:
    concept = in_place(tree, edit.concept)
    if not concept.parent:
        return "The topic itself keeps the name that it was researched under."
    return _taken(edit.title) if twin(tree, concept.parent, edit.title, but=concept.id) else ""


def _refused_move(tree: Tree, edit: Move) -> str:
    concept, parent = in_place(tree, edit.concept), in_place(tree, edit.parent)
    if not concept.parent:
        return "The topic itself cannot be moved."
    if concept.id in path_to(tree, parent.id):
        return "A concept cannot be moved below itself."
    if parent.depth + 1 + height(tree, concept.id) > DEEPEST:
        return f"The tree would become deeper than its {DEEPEST} levels."
    return _taken(concept.title) if twin(tree, parent.id, concept.title, but=concept.id) else ""


def _refused_merge(tree: Tree, edit: Merge) -> str:
    concept, into = in_place(tree, edit.concept), in_place(tree, edit.into)
    if not concept.parent:
        return "The topic itself cannot be merged into a part of it."
    if concept.id in path_to(tree, into.id):
        return "A concept cannot be merged into itself or into what is below it."
    if into.depth + height(tree, concept.id) > DEEPEST:
        return f"The tree would become deeper than its {DEEPEST} levels."
    return ""


def _refused_add(tree: Tree, concept: Concept) -> str:
    if found(tree, concept.id):
        return _taken(concept.title)
    if in_place(tree, concept.parent).depth >= DEEPEST:
        return f"The tree would become deeper than its {DEEPEST} levels."
    return _taken(concept.title) if twin(tree, concept.parent, concept.title) else ""


def _done(tree: Tree, edit: Edit) -> Tree:
    match edit:
        case Rename():
            concept = replace(in_place(tree, edit.concept), title=edit.title)
            return with_changed(tree, replace(concept, question=edit.question or concept.question))
        case Move():
            return _moved(tree, edit)
        case Merge():
            return _merged(tree, edit)
        case Remove():
            return without(tree, {edit.concept, *(one.id for one in below(tree, edit.concept))})
        case Add():
            return put(tree, edit.concept, edit.concept.parent)
        case Deepen():
            return _deepened(tree, edit)


def _moved(tree: Tree, edit: Move) -> Tree:
    """What it needs, and what needs it, is told for siblings: both go where it leaves them."""
    concept = in_place(tree, edit.concept)
    if concept.parent != edit.parent:
        tree = with_changed(tree, *(_without_need(one, concept.id) for one in tree.concepts))
        concept = replace(concept, prerequisites=())
    return put(tree, concept, edit.parent, edit.position)


def _merged(tree: Tree, edit: Merge) -> Tree:
    for child in tree.children(edit.concept):
        other = twin(tree, edit.into, child.title, but=edit.concept)
        if other is None:
            tree = put(tree, replace(child, prerequisites=()), edit.into)
        else:
            tree = _merged(tree, Merge(child.id, other.id))
    gone, into = in_place(tree, edit.concept), in_place(tree, edit.into)
    passages = tuple(dict.fromkeys([*into.passages, *gone.passages]))
    tree = with_changed(tree, replace(into, passages=passages, summary=into.summary or gone.summary))
    return without(tree, {gone.id})


def _deepened(tree: Tree, edit: Deepen) -> Tree:
    """Each concept that fits below ``under``; what is there already, by id or by name, stays as it is."""
    for concept in edit.concepts:
        if found(tree, concept.parent) is None or _refused_add(tree, concept):
            continue
        there = {one.id for one in tree.children(concept.parent)}
        needs = tuple(one for one in concept.prerequisites if one in there)
        tree = put(tree, replace(concept, prerequisites=needs), concept.parent)
    return tree


def _without_need(concept: Concept, needed: str) -> Concept:
    return replace(concept, prerequisites=tuple(one for one in concept.prerequisites if one != needed))
