"""Parts into groups: the chapters a work names itself, else spectral clustering of their kinship."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.linalg import eigh, qr, svd

from sapere.research.growing.kinship import Matrix

PAGES_A_CHAPTER = 6.5
"""Textbooks and manuals have about this many pages in a chapter."""
PARTS_A_CONCEPT = 2.5
"""What was found on one topic is richer in concepts than the pages of a book."""


def how_many(count: int, each: float, fewest: int, most: int) -> int:
    """How many groups of about ``each`` parts, within bounds; parts that are few enough stay apart."""
    return count if count <= most else max(fewest, min(most, round(count / each)))


def grouped(kin: Matrix, groups: int) -> list[int]:
    """A group number for each part (Ng, Jordan & Weiss 2002; clusters read off by pivoted QR, Damle 2019)."""
    if groups >= len(kin):
        return list(range(len(kin)))
    if groups <= 1:
        return [0] * len(kin)
    joined = kin + 1e-4  # one connected graph, whatever is in it
    np.fill_diagonal(joined, 0.0)
    return _renumbered(_pivoted(_embedded(joined, groups)))


def _embedded(kin: Matrix, dimensions: int) -> Matrix:
    """The smoothest functions over the graph: the first eigenvectors of its normalised Laplacian, per degree."""
    scale = 1 / np.sqrt(kin.sum(axis=1))
    laplacian = np.eye(len(kin)) - scale[:, None] * kin * scale[None, :]
    _, vectors = eigh(laplacian, subset_by_index=[0, dimensions - 1])
    return np.asarray(vectors * scale[:, None])


def _pivoted(vectors: Matrix) -> list[int]:
    """Clusters read off by QR with pivots: as many rows as there are clusters, each as unlike the others as can be."""
    groups = vectors.shape[1]
    _, _, pivots = qr(vectors.T, pivoting=True)
    left, _, right = svd(vectors[pivots[:groups]].T)
    return [int(label) for label in np.abs(vectors @ (left @ right)).argmax(axis=1)]


def attached(keys: Sequence[str], kin: Matrix) -> list[int]:
    """Groups by key; a part without one joins the group it is most akin to."""
    names = list(dict.fromkeys(key for key in keys if key))
    labels = [names.index(key) if key else -1 for key in keys]
    members = {g: [i for i, label in enumerate(labels) if label == g] for g in range(len(names))}
    return [
        label if label >= 0 else max(members, key=lambda g: float(kin[at, members[g]].mean()))
        for at, label in enumerate(labels)
    ]


def _renumbered(labels: Sequence[int]) -> list[int]:
    """Numbered in the order of first appearance, so that the same groups always have the same numbers."""
    seen: dict[int, int] = {}
    return [seen.setdefault(label, len(seen)) for label in labels]
