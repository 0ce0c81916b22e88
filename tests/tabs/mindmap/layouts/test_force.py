from __future__ import annotations

from math import dist

from sapere.tabs.mindmap.layouts.boxes import Box
from sapere.tabs.mindmap.layouts.force import force_directed


def test_a_child_lies_nearer_to_its_parent_than_to_its_parents_siblings() -> None:
    boxes = [Box("r", "", 0, 60, 60)]
    for one in "abcd":
        boxes += [Box(one, "r", 1, 60, 60), Box(f"{one}{one}", one, 2, 60, 60)]
    places = force_directed(boxes).places
    for one in "abcd":
        nearest = min("abcd", key=lambda other: dist(places[one + one], places[other]))
        assert nearest == one
