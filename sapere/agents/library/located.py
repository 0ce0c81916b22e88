"""What a root of the library gives: documents to read, and things that are passed by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sapere.research.shapes import Raw

LONGEST_LOCATOR = 2000
"""Characters that are kept of where a document lies."""


@dataclass(frozen=True, slots=True)
class Located:
    """``fingerprint`` changes when the document does; ``open`` reads it, or raises a leaf of SourceError."""

    locator: str
    fingerprint: str
    open: Callable[[], Raw]


@dataclass(frozen=True, slots=True)
class Passed:
    """Something under a root that is not taken, and why, in a sentence for the learner."""

    locator: str
    reason: str
