"""Room between boxes: pushing apart those that overlap, and spreading all until none do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from sapere.tabs.mindmap.layouts.boxes import Box

Points = npt.NDArray[np.float64]
BETWEEN = 14.0  # pixels, across and down
GIVE = 1e-6  # of what two boxes need: rounding is no overlap


def reaches(boxes: Sequence[Box]) -> Points:
    """Half the width and height of each box with its share of the room between boxes: shape (n, 2)."""
    return np.array([((box.width + BETWEEN) / 2, (box.height + BETWEEN) / 2) for box in boxes])


def spread(points: Points, half: Points) -> Points:
    """All points moved away from the first by the one factor that leaves no two boxes overlapping.

    ``points`` are middles and ``half`` their :func:`reaches`, both of shape (n, 2). Boxes whose middles are one
    point cannot be told apart by any factor: raises ``ValueError``.
    """
    one, other = overlapping(points, half)
    if not len(one):
        return points
    apart = np.abs(points[other] - points[one]) / (half[one] + half[other])
    nearest = float(apart.max(axis=1).min())
    if nearest == 0:
        raise ValueError("two boxes have one middle")
    return points[:1] + (points - points[:1]) * (1 + GIVE) / nearest


def pushed(points: Points, half: Points, *, rounds: int) -> Points:
    """Each pair that overlaps moved apart by what it needs, along the axis on which it needs less; the first stays."""
    points = points.copy()
    for _ in range(rounds):
        one, other = overlapping(points, half)
        if not len(one):
            break
        between = points[other] - points[one]
        wanted = half[one] + half[other] - np.abs(between)
        across = wanted[:, 0] * half[one, 1] < wanted[:, 1] * half[one, 0]
        step = np.where(np.stack([across, ~across], 1), wanted * np.where(between < 0, -1, 1), 0)
        share = np.where(one == 0, 0, 0.52)[:, None]
        np.add.at(points, other, step * (1.04 - share))
        np.subtract.at(points, one, step * share)
    return points


def overlapping(points: Points, half: Points) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The pairs of boxes that lie on each other, as two arrays of their places."""
    widest = 2 * half.max(axis=0)
    near = KDTree(points / widest).query_pairs(1.0, p=np.inf, output_type="ndarray")
    near = near[np.lexsort((near[:, 1], near[:, 0]))]  # the order decides how steps add up
    one, other = near[:, 0], near[:, 1]
    lie = np.all(np.abs(points[other] - points[one]) < (half[one] + half[other]) * (1 - GIVE), axis=1)
    return one[lie], other[lie]
