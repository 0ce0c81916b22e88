"""What an embeddings endpoint answers, believed only where it is what was asked for.

The shape: https://platform.openai.com/docs/api-reference/embeddings/object; other servers keep to it more or less.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sapere.research.errors import BadSaying


def vectors(answer: Any, *, count: int, dimension: int) -> list[list[float]]:
    """As many vectors as texts were sent, in their order, each of length 1. ``dimension`` 0 takes any, if all have the
    same. Raises ``BadSaying``."""
    rows = answer.get("data") if isinstance(answer, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadSaying("It answered without a list of vectors.")
    if len(rows) != count:
        raise BadSaying(f"It gave {len(rows)} vectors for {count} texts.")
    found = [_unit(row.get("embedding")) for row in _in_order(rows)]
    wanted = dimension or len(found[0])
    if other := next((one for one in found if len(one) != wanted), None):
        raise BadSaying(
            f"Its vectors have {len(other)} numbers, not {wanted}: it is another model than before."
        )
    return found


def _in_order(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """By their ``index``: nothing promises that they come in order. A server that leaves it out keeps the order."""
    if all("index" not in row for row in rows):
        return list(rows)
    placed = {row.get("index"): row for row in rows if type(row.get("index")) is int}
    if placed.keys() != set(range(len(rows))):
        raise BadSaying("It does not say which vector is for which text.")
    return [placed[place] for place in range(len(rows))]


def _unit(numbers: Any) -> list[float]:
    if not isinstance(numbers, list) or not numbers:
        raise BadSaying("It answered with something that is no vector.")
    if not all(type(one) in (int, float) and math.isfinite(one) for one in numbers):
        raise BadSaying("There is something in its vector that is no number.")
    length = math.hypot(*numbers)
    if not 0 < length < math.inf:
        raise BadSaying("It gave a vector without a direction.")
    return [one / length for one in numbers]
