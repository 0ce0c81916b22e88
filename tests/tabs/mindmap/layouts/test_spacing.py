from __future__ import annotations

import numpy as np
import pytest

from sapere.tabs.mindmap.layouts.spacing import overlapping, pushed, spread

HALF = np.full((3, 2), 10.0)


def test_boxes_that_are_apart_stay_where_they_are() -> None:
    apart = np.array([(0.0, 0.0), (30.0, 0.0), (0.0, 30.0)])
    assert (spread(apart, HALF) == apart).all()
    assert (pushed(apart, HALF, rounds=9) == apart).all()


def test_boxes_that_overlap_are_spread_from_the_first() -> None:
    points = spread(np.array([(5.0, 5.0), (15.0, 5.0), (5.0, 45.0)]), HALF)
    assert points[0].tolist() == [5.0, 5.0]
    assert points[1].tolist() == pytest.approx([25.0, 5.0], abs=0.001)
    assert not len(overlapping(points, HALF)[0])


def test_a_pair_that_overlaps_is_pushed_along_the_shorter_way() -> None:
    points = pushed(np.array([(0.0, 0.0), (15.0, 2.0), (99.0, 99.0)]), HALF, rounds=9)
    assert points[:, 1].tolist() == [0.0, 2.0, 99.0]
    assert points[1, 0] - points[0, 0] >= 20


def test_two_boxes_with_one_middle_cannot_be_spread() -> None:
    with pytest.raises(ValueError, match="one middle"):
        spread(np.zeros((3, 2)), HALF)
