from __future__ import annotations

import pytest
from hypothesis import given, settings

from sapere.tabs.mindmap.layouts import Layout, lay_out
from sapere.tabs.mindmap.layouts.boxes import Box
from tests.tabs.mindmap.layouts.trees import on_the_sheet, overlaps, trees

layouts = pytest.mark.parametrize("layout", Layout)


@layouts
@given(boxes=trees())
@settings(deadline=None, max_examples=60)
def test_no_two_boxes_overlap_and_none_is_lost(layout: Layout, boxes: list[Box]) -> None:
    placed = lay_out(layout, boxes)
    assert on_the_sheet(boxes, placed)
    assert overlaps(boxes, placed) == []


@layouts
@given(boxes=trees())
@settings(deadline=None, max_examples=20)
def test_the_same_boxes_are_laid_out_the_same(layout: Layout, boxes: list[Box]) -> None:
    assert lay_out(layout, boxes) == lay_out(layout, list(boxes))


@layouts
def test_nothing_cannot_be_laid_out(layout: Layout) -> None:
    with pytest.raises(ValueError, match="nothing"):
        lay_out(layout, [])


@layouts
def test_five_hundred_boxes_do_not_overlap(layout: Layout) -> None:
    boxes = [Box("r", "", 0, 160, 60)]
    for one in range(25):
        boxes.append(Box(f"{one}", "r", 1, 150, 60))
        boxes += [Box(f"{one}-{two}", f"{one}", 2, 100 + two * 3, 50) for two in range(19)]
    placed = lay_out(layout, boxes)
    assert on_the_sheet(boxes, placed)
    assert overlaps(boxes, placed) == []
