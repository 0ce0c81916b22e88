from __future__ import annotations

from hypothesis import given, settings

from sapere.tabs.mindmap.layouts.boxes import Box
from sapere.tabs.mindmap.layouts.radial import radial, rings
from tests.tabs.mindmap.layouts.trees import trees


def test_the_root_is_in_the_middle_of_what_is_even() -> None:
    boxes = [Box("r", "", 0, 100, 40), *[Box(f"{one}", "r", 1, 100, 40) for one in range(4)]]
    placed = radial(boxes)
    x, y = placed.places["r"]
    assert abs(x - placed.width / 2) < placed.width / 20
    assert abs(y - placed.height / 2) < placed.height / 20


@given(trees())
@settings(deadline=None)
def test_what_lies_deeper_lies_further_out(boxes: list[Box]) -> None:
    size = max(box.width for box in boxes), max(box.height for box in boxes)
    out = [(x / (size[0] + 14)) ** 2 + (y / (size[1] + 14)) ** 2 for x, y in rings(boxes)]
    furthest = dict.fromkeys(range(4), 0.0)
    for box, far in zip(boxes, out, strict=True):
        furthest[box.depth] = max(furthest[box.depth], far)
    assert all(far > furthest[box.depth - 1] for box, far in zip(boxes, out, strict=True) if box.depth)
