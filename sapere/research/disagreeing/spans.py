"""A value as what it may stand for: never one point, since every figure is rounded somewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``, both in; either may be infinite. NaN never occurs."""

    low: float
    high: float

    def apart(self, other: Span, slack: float = 0.0) -> bool:
        """Whether no value is in both, though each be widened by the share ``slack`` of the larger one."""
        gap = max(self.low - other.high, other.low - self.high)
        edges = [
            abs(edge) for edge in (self.low, self.high, other.low, other.high) if abs(edge) != float("inf")
        ]
        return gap > 0 and gap > slack * max(edges, default=0.0)
