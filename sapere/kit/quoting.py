"""Finding marked text again on a page that was written anew: a quote, and what stood around it.

The Text Quote Selector of the Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#text-quote-selector.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

MOST_PLACES = 200
"""Places of one quote that are compared; a text that repeats itself more often is no help."""


def find(quote: str, text: str, *, before: str = "", after: str = "") -> tuple[int, int] | None:
    """Where the quote stands in the text, letter by letter, kinds of white space aside. Where it stands more than once,
    the place around which most reads as it did; of those that read alike the first."""
    places = list(_places(quote, text))
    if not places:
        squeezed, starts = _squeezed(text)
        wanted = " ".join(quote.split())
        places = [(starts[at], starts[end - 1] + 1) for at, end in _places(wanted, squeezed)]
    return max(places, key=lambda place: _alike(place, text, before, after), default=None)


def around(text: str, start: int, end: int, most: int = 40) -> tuple[str, str]:
    """What stands before and after it, at most so many characters each."""
    return text[max(0, start - most) : start], text[end : end + most]


def _places(quote: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote) if quote else -1
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _alike(place: tuple[int, int], text: str, before: str, after: str) -> int:
    start, end = place
    there_before, there_after = text[max(0, start - len(before)) : start], text[end : end + len(after)]
    return _shared(there_before[::-1], before[::-1]) + _shared(there_after, after)


def _shared(one: str, other: str) -> int:
    """How many characters they begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Every run of white space as one space, and for each character where it stood."""
    kept = [
        (" " if char.isspace() else char, at)
        for at, char in enumerate(text)
        if not (char.isspace() and at and text[at - 1].isspace())
    ]
    return "".join(char for char, _ in kept), [at for _, at in kept]
