"""A tree that was grown from one concept, as branches below that concept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sapere.kit.ids import stable_id
from sapere.research.growing.placing import DEEPEST
from sapere.research.shapes import Concept, Tree


def branches_below(tree: Tree, under: Concept, known: Iterable[str] = ()) -> tuple[Concept, ...]:
    """What of the tree is new and has room below ``under``, parents before their children: with the ids that the topic's
    own research would have given to concepts of these names at this place. ``known`` are titles that stand elsewhere:
    what bears one is left out with what is below it. Of what bears the name of ``under`` only what is below is new."""
    there = {title.casefold() for title in known} - {under.title.casefold()}
    new, depths = {tree.root.id: under.id}, {under.id: under.depth}
    branches = []
    for one in tree.concepts[1:]:  # a parent comes before its children, what is needed before what needs it
        name = one.title.casefold()
        if one.parent not in new or name in there:
            continue
        parent = new[one.parent]
        if name == under.title.casefold():
            new[one.id] = parent  # what is below it goes up to where it would have stood
            continue
        depth = depths[parent] + 1
        if depth > DEEPEST:
            continue
        there.add(name)
        new[one.id] = stable_id(parent, name)
        depths[new[one.id]] = depth
        needs = tuple(new[need] for need in one.prerequisites if new.get(need, under.id) != under.id)
        branches.append(replace(one, id=new[one.id], parent=parent, depth=depth, prerequisites=needs))
    return tuple(branches)
