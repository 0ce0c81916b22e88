"""What is laid out, and what comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
MARGIN = 24.0


@dataclass(frozen=True, slots=True)
class Box:
    """A concept to be placed, in pixels. The root has no ``parent``; every other box comes after its own."""

    id: str
    parent: str
    depth: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the middle of each box lies on a sheet of that size, from the top left."""

    places: Mapping[str, Point]
    width: float
    height: float


def below(boxes: Sequence[Box]) -> dict[str, list[Box]]:
    """Parent to its children, in order; the root is below ``""``."""
    found: dict[str, list[Box]] = defaultdict(list)
    for box in boxes:
        found[box.parent].append(box)
    return found


def framed(boxes: Sequence[Box], places: Mapping[str, Point]) -> Placed:
    """The places moved so that all boxes lie on a sheet with a margin around them."""
    left = min((places[box.id][0] - box.width / 2 for box in boxes), default=0.0) - MARGIN
    top = min((places[box.id][1] - box.height / 2 for box in boxes), default=0.0) - MARGIN
    right = max((places[box.id][0] + box.width / 2 for box in boxes), default=0.0) + MARGIN
    bottom = max((places[box.id][1] + box.height / 2 for box in boxes), default=0.0) + MARGIN
    moved = {box.id: (places[box.id][0] - left, places[box.id][1] - top) for box in boxes}
    return Placed(moved, right - left, bottom - top)
