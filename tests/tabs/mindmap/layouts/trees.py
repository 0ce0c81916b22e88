"""Random trees of boxes, and what must hold of every layout of them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

from sapere.tabs.mindmap.layouts.boxes import MARGIN, Box, Placed

SLACK = 0.01  # pixels: rounding


@st.composite
def trees(draw: st.DrawFn, most: int = 60) -> list[Box]:
    """In reading order, at most three levels below the root."""
    parents: list[int] = draw(st.lists(st.integers(0, 10_000), max_size=most - 1))
    depths, below = [0], {0: list[int]()}
    for one, wish in enumerate(parents, 1):
        allowed = [place for place, depth in enumerate(depths) if depth < 3]
        parent = allowed[wish % len(allowed)]
        depths.append(depths[parent] + 1)
        below[parent].append(one)
        below[one] = []
    sizes = st.tuples(st.integers(40, 260), st.integers(30, 120))
    found: list[Box] = []

    def walk(place: int, parent: str) -> None:
        found.append(Box(str(place), parent, depths[place], *map(float, draw(sizes))))
        for child in below[place]:
            walk(child, str(place))

    walk(0, "")
    return found


def overlaps(boxes: list[Box], placed: Placed) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in combinations(boxes, 2) if _over(one, other, placed)]


def _over(one: Box, other: Box, placed: Placed) -> bool:
    (x, y), (u, v) = placed.places[one.id], placed.places[other.id]
    return (
        abs(x - u) < (one.width + other.width) / 2 - SLACK
        and abs(y - v) < (one.height + other.height) / 2 - SLACK
    )


def on_the_sheet(boxes: list[Box], placed: Placed) -> bool:
    """Every box has a place, and lies within the margins."""
    return set(placed.places) == {box.id for box in boxes} and all(
        middle - size / 2 >= MARGIN - SLACK and middle + size / 2 <= whole - MARGIN + SLACK
        for box in boxes
        for middle, size, whole in zip(
            placed.places[box.id], (box.width, box.height), (placed.width, placed.height), strict=True
        )
    )
