"""What a group of parts is called: a title that stands in it already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sapere.research.growing.ground import Ground
from sapere.research.growing.kinship import Matrix
from sapere.research.growing.parts import Part


def head(members: Sequence[int], parts: Sequence[Part], similar: Matrix, ground: Ground) -> int:
    """The member whose title speaks best for the others.

    Central (alike to the others), named by the subject or by words that the others' titles share, large, short,
    from a source near the top of the list; never a general title where another can be had.
    """
    if len(members) == 1:
        return members[0]
    block = similar[np.ix_(members, members)]
    central = block.sum(axis=1) / (float(block.sum(axis=1).max()) or 1.0)
    worth = [
        _worth(parts[m], members, parts, ground) + float(c) for m, c in zip(members, central, strict=True)
    ]
    return members[int(np.argmax(worth))]


def _worth(part: Part, members: Sequence[int], parts: Sequence[Part], ground: Ground) -> float:
    others = [parts[m] for m in members if parts[m] is not part]
    shared = np.mean([len(part.title_words & other.title_words) > 0 for other in others]) if others else 0.0
    length = len(part.title_words) or 9
    largest = max(parts[m].size for m in members)
    return (
        float(shared)
        + (0.6 if ground.subject.named_by(part.title) else 0.0)
        + 0.5 * part.size / largest
        - 0.08 * max(0, length - 3)
        - (1.5 if part.general else 0.0)
        - 0.02 * min(20, ground.rank.get(part.source.id, 20))
        - 0.15 * max(0, part.level - 1)
    )
