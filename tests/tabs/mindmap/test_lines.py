from __future__ import annotations

import re

import pytest

from sapere.tabs.mindmap.layouts import Layout
from sapere.tabs.mindmap.layouts.boxes import Box
from sapere.tabs.mindmap.lines import Spot, arrow, branch, outlined

ONE = Spot(Box("1", "", 0, 100, 40), 100, 100)
OTHER = Spot(Box("2", "1", 1, 100, 40), 300, 200)


def numbers(path: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", path)]


@pytest.mark.parametrize("shape", ["round", "cut", "pill", "square"])
def test_an_outline_is_closed_and_stays_within_its_box(shape: str) -> None:
    path = outlined(shape, 120, 50)
    assert path.startswith("M")
    assert path.endswith("Z")
    assert all(0 <= number <= 120 for number in numbers(path))


def test_each_state_has_an_outline_of_its_own() -> None:
    assert len({outlined(shape, 120, 50) for shape in ("round", "cut", "pill", "square")}) == 4


def test_a_branch_leaves_at_the_inner_edge_and_arrives_at_the_outer_one() -> None:
    found = numbers(branch(Layout.HIERARCHICAL, ONE, OTHER, (100, 100)))
    assert found[:2] == [150, 100]
    assert found[-1] == 250


def test_a_mirrored_branch_grows_to_the_other_side() -> None:
    mirrored = Spot(OTHER.box, -100, 200)
    found = numbers(branch(Layout.HIERARCHICAL, ONE, mirrored, (100, 100)))
    assert (found[0], found[-1]) == (50, -50)


def test_an_arrow_begins_and_ends_at_edges() -> None:
    x, y, *_, end_x, end_y = numbers(arrow(Layout.RADIAL, ONE, OTHER))
    assert abs(x - 100) == pytest.approx(50, abs=0.1) or abs(y - 100) == pytest.approx(20, abs=0.1)
    assert not (251 < end_x < 349 and 181 < end_y < 219)


def test_two_boxes_in_one_place_have_an_arrow_all_the_same() -> None:
    assert arrow(Layout.FORCE, ONE, ONE).startswith("M")


@pytest.mark.parametrize("side", [1, -1])
def test_an_arrow_within_a_column_runs_beside_the_boxes(side: int) -> None:
    below = Spot(ONE.box, 100, 400)
    found = numbers(arrow(Layout.HIERARCHICAL, ONE, below, side=side))
    assert all(side * (x - 100) >= 50 for x in found[::2])
    assert (found[1], found[-1]) == (100, 400)
