"""Where concepts stand on the map. Plain Python: boxes go in, places come out, the same for the same boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from sapere.tabs.mindmap.layouts.boxes import Box, Placed
from sapere.tabs.mindmap.layouts.force import force_directed
from sapere.tabs.mindmap.layouts.hierarchical import hierarchical
from sapere.tabs.mindmap.layouts.radial import radial


class Layout(StrEnum):
    HIERARCHICAL = "hierarchical"
    RADIAL = "radial"
    FORCE = "force"


_LAYOUTS: Mapping[Layout, Callable[[Sequence[Box]], Placed]] = {
    Layout.HIERARCHICAL: hierarchical,
    Layout.RADIAL: radial,
    Layout.FORCE: force_directed,
}


def lay_out(layout: Layout, boxes: Sequence[Box]) -> Placed:
    """Raises ``ValueError`` without a box, which no topic is."""
    if not boxes:
        raise ValueError("there is nothing to lay out")
    return _LAYOUTS[layout](boxes)
