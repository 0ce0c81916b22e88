from __future__ import annotations

from hypothesis import given, settings

from sapere.tabs.mindmap.layouts.boxes import Box
from sapere.tabs.mindmap.layouts.hierarchical import hierarchical
from tests.tabs.mindmap.layouts.trees import trees


@given(trees())
@settings(deadline=None)
def test_every_level_begins_further_in_than_the_one_before(boxes: list[Box]) -> None:
    places = hierarchical(boxes).places
    starts = {(box.depth, round(places[box.id][0] - box.width / 2, 3)) for box in boxes}
    assert len(starts) == len({box.depth for box in boxes})
    assert [start for _, start in sorted(starts)] == sorted(start for _, start in starts)


@given(trees())
@settings(deadline=None)
def test_siblings_stand_in_order_the_first_on_its_parents_line(boxes: list[Box]) -> None:
    places = hierarchical(boxes).places
    before: dict[str, float] = {}
    for box in boxes[1:]:
        down = places[box.id][1]
        if box.parent in before:
            assert down > before[box.parent]
        else:
            assert abs(down - places[box.parent][1]) < 0.01
        before[box.parent] = down
