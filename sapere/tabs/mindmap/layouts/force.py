"""Held by springs: as far apart on the sheet as in the tree, as nearly as that can be.

Stress majorisation (Gansner, Koren, North: Graph Drawing by Stress Majorization, 2004) from the radial layout, so
that the same tree always comes out the same; then overlapping boxes are pushed apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.spatial.distance import cdist

from sapere.tabs.mindmap.layouts.boxes import Box, Placed, framed
from sapere.tabs.mindmap.layouts.radial import rings
from sapere.tabs.mindmap.layouts.spacing import Points, pushed, reaches, spread

STEP = 1.1  # the length of a line between parent and child, in boxes
ROUNDS = 24
PUSHES = 80
LOOSE = 0.8  # the least sheet under the boxes, in areas of all boxes


def force_directed(boxes: Sequence[Box]) -> Placed:
    half = reaches(boxes)
    unit = 2 * half.max(axis=0)
    pulled = _majorised(rings(boxes) / unit, STEP * _distances(boxes))
    points = spread(pushed(_aired(pulled) * unit, half, rounds=PUSHES), half)
    return framed(boxes, {box.id: (float(x), float(y)) for box, (x, y) in zip(boxes, points, strict=True)})


def _distances(boxes: Sequence[Box]) -> Points:
    """How many lines lie between each two boxes. Shape (n, n)."""
    far = np.zeros((len(boxes), len(boxes)))
    place = {box.id: at for at, box in enumerate(boxes)}
    for at, box in enumerate(boxes[1:], 1):
        far[at, :at] = far[place[box.parent], :at] + 1
        far[:at, at] = far[at, :at]
    return far


def _majorised(points: Points, wanted: Points) -> Points:
    """``points`` of shape (n, 2) moved so that their distances come near ``wanted``, of shape (n, n)."""
    weights = np.divide(1, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    inverse = np.linalg.inv(np.diag(weights.sum(1)) - weights + 1 / len(points))
    pulled = -weights * wanted
    for _ in range(ROUNDS):
        real = cdist(points, points)
        pull = np.divide(pulled, real, out=np.zeros_like(real), where=real > 0)
        np.fill_diagonal(pull, -pull.sum(1))
        points = inverse @ (pull @ points)
    return points


def _aired(points: Points) -> Points:
    """Moved apart where the sheet, in boxes, is too small for so many."""
    reach = 2 * points.std(axis=0).prod() * np.pi
    return points * max(1.0, float(np.sqrt(LOOSE * len(points) / max(reach, 1.0))))
