"""The root in the middle, a ring around it for each level, each branch in a slice of its own.

Boxes are wider than high, so rings are ellipses: distances are counted in box widths across and box heights down.
Along such a ring two boxes are side by side once they are 1 apart on either axis. The length of a circle of
radius 1 by that measure, the sum of max(|dx|, |dy|), is ``AROUND``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from sapere.tabs.mindmap.layouts.boxes import Box, Placed, below, framed
from sapere.tabs.mindmap.layouts.spacing import BETWEEN, Points, pushed, reaches, spread

AROUND = 4 * math.sqrt(2)
APART = 1.2  # between rows of rings: what still overlaps then is spread
PUSHES = 40
CROWDED = 9  # more boxes than this of one level stand in two rows


def radial(boxes: Sequence[Box]) -> Placed:
    half = reaches(boxes)
    points = spread(pushed(rings(boxes), half, rounds=PUSHES), half)
    return framed(boxes, {box.id: (float(x), float(y)) for box, (x, y) in zip(boxes, points, strict=True)})


def rings(boxes: Sequence[Box]) -> Points:
    """The middles, shape (n, 2), before the last overlaps are taken away."""
    levels: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        levels[box.depth].append(box)
    rows = {depth: 2 if len(found) > CROWDED else 1 for depth, found in levels.items()}
    slices, wider = _slices(boxes, _radii(levels, rows), rows)
    radii = {depth: radius * wider for depth, radius in _radii(levels, rows).items()}
    across = max(box.width for box in boxes) + BETWEEN
    down = max(box.height for box in boxes) + BETWEEN
    turn = {box.id: place for found in levels.values() for place, box in enumerate(found)}
    points = np.zeros((len(boxes), 2))
    for at, box in enumerate(boxes):
        radius = radii[box.depth] + APART * (turn[box.id] % rows[box.depth])
        angle = _angle(slices[box.id])
        points[at] = (radius * across * math.sin(angle), -radius * down * math.cos(angle))
    return points


def _radii(levels: dict[int, list[Box]], rows: dict[int, int]) -> dict[int, float]:
    """Of each level's innermost row: outside of the level before, and long enough for all its boxes."""
    radii = {0: 0.0}
    for depth in sorted(levels)[1:]:
        outside = radii[depth - 1] + APART * rows[depth - 1]
        radii[depth] = max(outside, len(levels[depth]) / (AROUND * rows[depth]))
    return radii


def _slices(
    boxes: Sequence[Box], radii: dict[int, float], rows: dict[int, int]
) -> tuple[dict[str, float], float]:
    """The middle of each box's slice, from 0 to ``AROUND``, and how much wider the rings have to be for all slices."""
    children = below(boxes)
    wanted: dict[str, float] = {}
    for box in reversed(boxes):
        own = 1 / (radii[box.depth] * rows[box.depth]) if box.depth else 0.0
        wanted[box.id] = max(own, sum(wanted[child.id] for child in children[box.id]))
    middles: dict[str, float] = {}
    spans = {box.id: (0.0, AROUND) for box in children[""]}
    for box in boxes:
        start, end = spans[box.id]
        middles[box.id] = (start + end) / 2
        asked = sum(wanted[child.id] for child in children[box.id])
        for child in children[box.id]:
            after = start + (end - spans[box.id][0]) * wanted[child.id] / asked
            spans[child.id] = (start, after)
            start = after
    wider = max((wanted[box.id] for box in children[""]), default=0.0) / AROUND
    return middles, max(1.0, wider)


def _angle(measure: float) -> float:
    """The angle, clockwise from the top, up to which a circle of radius 1 has that length."""
    quarters, rest = divmod(measure, math.sqrt(2))
    half = math.sqrt(0.5)
    within = math.asin(min(1.0, rest)) if rest <= half else math.acos(max(-1.0, math.sqrt(2) - rest))
    return quarters * math.pi / 2 + within
