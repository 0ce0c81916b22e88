"""When two wordings ask for the same topic."""

from __future__ import annotations

from sapere.kit.text import squeeze


def folded(words: str) -> str:
    """The words without what does not tell topics apart: white space at will, small and capital letters."""
    return squeeze(words).strip().casefold()[:300]
