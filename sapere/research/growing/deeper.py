"""A tree that was grown from one concept, as branches below that concept."""

from __future__ import annotations

from dataclasses import replace

from sapere.kit.ids import stable_id
from sapere.research.growing.placing import DEEPEST
from sapere.research.shapes import Concept, Tree


def branches_below(tree: Tree, under: Concept) -> tuple[Concept, ...]:
    """What of the tree has room below ``under``, parents before their children: with the ids that the topic's own
    research would have given to concepts of these names at this place."""
    new = {tree.root.id: under.id}
    branches = []
    for one in tree.concepts[1:]:  # a parent comes before its children, what is needed before what needs it
        depth = under.depth + one.depth
        if depth > DEEPEST or one.parent not in new:
            continue
        new[one.id] = stable_id(new[one.parent], one.title.casefold())
        needs = tuple(new[need] for need in one.prerequisites if need in new)
        branches.append(
            replace(one, id=new[one.id], parent=new[one.parent], depth=depth, prerequisites=needs)
        )
    return tuple(branches)
