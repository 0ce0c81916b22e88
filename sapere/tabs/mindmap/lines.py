"""Outlines of boxes and the lines between them, as SVG path data. Coordinates are pixels from the top left."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sapere.tabs.mindmap.layouts import Layout
from sapere.tabs.mindmap.layouts.boxes import Box, Point

CORNER = 9.0
GAP = 5.0  # between an arrow and the box it points to


@dataclass(frozen=True, slots=True)
class Spot:
    """A box where it lies; ``x`` and ``y`` are its middle."""

    box: Box
    x: float
    y: float


def outlined(shape: str, width: float, height: float) -> str:
    """From 0, 0: ``round`` and ``square`` corners, ``cut`` ones, or a ``pill``."""
    w, h = width, height
    if shape == "cut":
        c = CORNER
        return _path(
            "M", c, 0, "H", w - c, "L", w, c, "V", h - c, "L", w - c, h, "H", c, "L", 0, h - c, "V", c, "Z"
        )
    if shape == "square":
        return _path("M", 0, 0, "H", w, "V", h, "H", 0, "Z")
    r = min(h / 2, 26.0) if shape == "pill" else CORNER
    return _path(
        "M", r, 0, "H", w - r, "A", r, r, 0, 0, 1, w, r, "V", h - r, "A", r, r, 0, 0, 1, w - r, h,
        "H", r, "A", r, r, 0, 0, 1, 0, h - r, "V", r, "A", r, r, 0, 0, 1, r, 0, "Z",
    )  # fmt: skip


def branch(layout: Layout, above: Spot, below: Spot, middle: Point) -> str:
    """From a concept to one below it; ``middle`` is that of the root."""
    if layout is Layout.HIERARCHICAL:
        return _elbow(above, below)
    if layout is Layout.FORCE:
        return _path("M", above.x, above.y, "L", below.x, below.y)
    bend = ((above.x + below.x) / 2, (above.y + below.y) / 2)
    out = (2 * above.x - middle[0], 2 * above.y - middle[1]) if above.box.parent else bend
    turn = ((out[0] + 3 * bend[0]) / 4, (out[1] + 3 * bend[1]) / 4)
    return _path("M", above.x, above.y, "Q", *turn, below.x, below.y)


def _elbow(above: Spot, below: Spot) -> str:
    """Along, down, along; to the other side where the tree grows to the other side."""
    side = 1 if below.x > above.x else -1
    start = above.x + side * above.box.width / 2
    end = below.x - side * below.box.width / 2
    if abs(below.y - above.y) < 1:
        return _path("M", start, above.y, "H", end)
    turn = end - side * 26
    down = 1 if below.y > above.y else -1
    r = min(10.0, abs(below.y - above.y) / 2)
    return _path(
        "M", start, above.y, "H", turn - side * r, "Q", turn, above.y, turn, above.y + down * r,
        "V", below.y - down * r, "Q", turn, below.y, turn + side * r, below.y, "H", end,
    )  # fmt: skip


def arrow(layout: Layout, needed: Spot, of: Spot, *, side: int = 1) -> str:
    """A curve from what is best read first to what builds on it, from edge to edge. Within a column it runs beside the
    boxes, on the ``side`` to which the tree grows: 1 is right, -1 left."""
    if layout is Layout.HIERARCHICAL and needed.box.depth == of.box.depth:
        return _beside(needed, of, side)
    far = math.hypot(of.x - needed.x, of.y - needed.y) or 1.0
    bulge = min(70.0, 24 + far * 0.14)
    bend = (
        (needed.x + of.x) / 2 - (of.y - needed.y) / far * bulge,
        (needed.y + of.y) / 2 + (of.x - needed.x) / far * bulge,
    )
    start, end = _edge(needed, bend, 0.0), _edge(of, bend, GAP)
    return _path("M", *start, "Q", *bend, *end)


def _beside(needed: Spot, of: Spot, side: int) -> str:
    start, end = needed.x + side * needed.box.width / 2, of.x + side * (of.box.width / 2 + GAP)
    out = max(side * start, side * end) + min(90.0, 24 + abs(of.y - needed.y) * 0.1)
    return _path("M", start, needed.y, "C", side * out, needed.y, side * out, of.y, end, of.y)


def _edge(spot: Spot, towards: Point, gap: float) -> Point:
    """Where the line from the middle of a box leaves it, and so many pixels further."""
    dx, dy = towards[0] - spot.x, towards[1] - spot.y
    far = math.hypot(dx, dy)
    if far == 0:
        return spot.x, spot.y
    out = min(
        spot.box.width / 2 / abs(dx) if dx else math.inf,
        spot.box.height / 2 / abs(dy) if dy else math.inf,
    )
    out = min(1.0, out + gap / far)
    return spot.x + dx * out, spot.y + dy * out


def _path(*parts: str | float) -> str:
    """Letters and numbers as path data, to a tenth of a pixel."""
    return " ".join(part if isinstance(part, str) else f"{part:.1f}".removesuffix(".0") for part in parts)
