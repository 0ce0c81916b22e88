"""From the start edge inwards, a column for each level: each concept on the line of the first one below it."""

from __future__ import annotations

from collections.abc import Sequence

from sapere.tabs.mindmap.layouts.boxes import Box, Placed, Point, below, framed

ACROSS = 56.0  # between columns
DOWN = 12.0  # between boxes of a column


def hierarchical(boxes: Sequence[Box]) -> Placed:
    """In time that grows with the number of boxes."""
    columns = _columns(boxes)
    children = below(boxes)
    rows, blocks = _heights(boxes, children)
    tops: dict[str, float] = {}
    places: dict[str, Point] = {}
    for box in boxes:
        top = tops.setdefault(box.id, 0.0)
        places[box.id] = (columns[box.depth] + box.width / 2, top + rows[box.id] / 2)
        at = top
        for place, child in enumerate(children[box.id]):
            at += (rows[box.id] - rows[child.id]) / 2 if place == 0 else 0
            tops[child.id] = at
            at += blocks[child.id] + DOWN
    return framed(boxes, places)


def _columns(boxes: Sequence[Box]) -> dict[int, float]:
    """Where each level begins."""
    widest: dict[int, float] = {}
    for box in boxes:
        widest[box.depth] = max(widest.get(box.depth, 0.0), box.width)
    starts, at = {}, 0.0
    for depth in sorted(widest):
        starts[depth] = at
        at += widest[depth] + ACROSS
    return starts


def _heights(
    boxes: Sequence[Box], children: dict[str, list[Box]]
) -> tuple[dict[str, float], dict[str, float]]:
    """How high the line is on which a box stands with the first ones below it, and all that is below it."""
    rows: dict[str, float] = {}
    blocks: dict[str, float] = {}
    for box in reversed(boxes):
        own = children[box.id]
        rows[box.id] = max(box.height, rows[own[0].id]) if own else box.height
        lead = (rows[box.id] - rows[own[0].id]) / 2 if own else 0.0
        stacked = sum(blocks[child.id] for child in own) + DOWN * max(0, len(own) - 1)
        blocks[box.id] = max(rows[box.id], lead + stacked)
    return rows, blocks
