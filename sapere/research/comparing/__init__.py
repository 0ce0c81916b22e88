"""Two concepts beside each other, out of what their pages say: no sentence is made, each keeps its evidence."""

from __future__ import annotations

from sapere.research.comparing.table import Comparison, Row, Told, compare

__all__ = ["Comparison", "Row", "Told", "compare"]
