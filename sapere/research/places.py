"""Where in a work a passage stands, as people say it: on which page, or at which second."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sapere.kit.moments import address_at, clock_time
from sapere.research.shapes import Mark


@dataclass(frozen=True, slots=True)
class Place:
    """``kind`` is ``page`` or ``second``. ``address`` opens the work there; "" where there is no way to say it."""

    kind: str
    value: int
    address: str = ""

    @property
    def time(self) -> str:
        """``3:15`` of a second; "" of a page."""
        return clock_time(self.value) if self.kind == "second" else ""


def place_of(marks: Sequence[Mark], start: int, address: str) -> Place | None:
    """Where the passage that begins at ``start`` stands in the work at ``address``; None when it has no such places.

    ``marks`` in the order of the text.
    """
    before = bisect_right(marks, start, key=lambda mark: mark.start)
    return _place(marks[before - 1], address) if before else None


def first_place(marks: Sequence[Mark], start: int, end: int, address: str) -> Place | None:
    """The first that begins inside a stretch of the text."""
    before = bisect_right(marks, start - 1, key=lambda mark: mark.start)
    inside = before < len(marks) and marks[before].start < end
    return _place(marks[before], address) if inside else None


def _place(mark: Mark, address: str) -> Place:
    if mark.kind == "second":
        return Place(mark.kind, mark.value, address_at(address, mark.value))
    return Place(mark.kind, mark.value, _page_address(address, mark.value))


def _page_address(address: str, page: int) -> str:
    """Only of a PDF itself (RFC 8118, 3): elsewhere a fragment would be the name of something else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_pdf = parts.scheme in ("http", "https") and parts.path.lower().endswith(".pdf")
    return f"{address.partition('#')[0]}#page={page}" if is_pdf else ""
