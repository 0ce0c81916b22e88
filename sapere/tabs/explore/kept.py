"""A kept source as it is read: its text in blocks, our quotes marked, in parts when it is long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sapere.research.places import Place
from sapere.research.shapes import Document

PART = 60_000  # characters of text on one page, about
AROUND = 400  # characters around a quote, where no more is shown

Span = tuple[int, int]
_GAP = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``anchor`` is the offset it may be jumped to by, or -1."""

    text: str
    quoted: bool = False
    anchor: int = -1
    here: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: heading, prose, code, table, list, formula or quote; ``level`` of a heading, from 1. ``cut``: what
    stands before it in the source belongs to it and is not shown."""

    kind: str
    start: int
    end: int
    level: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with its text cut into pieces at the edges of quotes. ``place``: the page or second that begins in it."""

    block: Block
    pieces: tuple[Piece, ...]
    place: Place | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def here(self) -> bool:
        """Whether the quote one came for begins in it."""
        return any(piece.here and piece.anchor >= 0 for piece in self.pieces)


def blocks(document: Document) -> list[Block]:
    """The whole text, in order, white space between blocks left out."""
    fixed = sorted([*_headings(document), *_marked(document)], key=lambda block: (block.start, -block.end))
    found: list[Block] = []
    at = 0
    for block in fixed:
        if block.start < at:
            continue  # inside one that is there already
        found.extend(_prose(document.text, at, block.start))
        found.append(block)
        at = block.end
    found.extend(_prose(document.text, at, len(document.text)))
    return found


def _headings(document: Document) -> Iterator[Block]:
    for heading in document.headings:
        line = document.text.find("\n", heading.start)
        end = line if line != -1 else len(document.text)
        if document.text[heading.start : end].strip():
            yield Block("heading", heading.start, end, heading.level)


def _marked(document: Document) -> Iterator[Block]:
    for start, end, kind in document.blocks:
        if document.text[start:end].strip():
            yield Block(kind, start, end)


def _prose(text: str, start: int, end: int) -> Iterator[Block]:
    """Paragraphs between two offsets; an empty line ends one."""
    at = start
    gaps = [(found.start(), found.end()) for found in _GAP.finditer(text, start, end)]
    for gap_start, gap_end in [*gaps, (end, end)]:
        trimmed = _trim(text, at, gap_start)
        if trimmed:
            yield Block("prose", *trimmed)
        at = gap_end


def _trim(text: str, start: int, end: int) -> Span | None:
    stretch = text[start:end]
    bare = stretch.strip()
    if not bare:
        return None
    start += len(stretch) - len(stretch.lstrip())
    return start, start + len(bare)


def touched(all_blocks: Sequence[Block], quotes: Sequence[Span]) -> list[Block]:
    """Of each block a little around every quote in it, and nothing of what stands between where these end."""
    return [stretch for one in all_blocks for stretch in _stretches(one, quotes)]


def _stretches(block: Block, quotes: Sequence[Span]) -> Iterator[Block]:
    inside = sorted((start, end) for start, end in quotes if start < block.end and block.start < end)
    found: list[Span] = []
    for start, end in inside:
        left, right = max(block.start, start - AROUND), min(block.end, end + AROUND)
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    for left, right in found:
        yield replace(block, start=left, end=right, cut=left > block.start)


@dataclass(frozen=True, slots=True)
class Window:
    """One part of a source, from 1, of how many; ``starts`` is where each part begins."""

    number: int
    starts: tuple[int, ...]
    blocks: tuple[Block, ...]


def window(all_blocks: Sequence[Block], at: int, size: int = PART) -> Window:
    """The part that holds the offset ``at``; a source of at most about ``size`` characters is one part."""
    starts = [0]
    for block in all_blocks:
        if block.start >= starts[-1] + size:
            starts.append(block.start)
    number = max(n for n, start in enumerate(starts) if start <= max(at, 0))
    stop = starts[number + 1] if number + 1 < len(starts) else None
    inside = tuple(b for b in all_blocks if b.start >= starts[number] and (stop is None or b.start < stop))
    return Window(number + 1, tuple(starts), inside)


def show(
    text: str, block: Block, quotes: Sequence[Span], here: int = -1, place: Place | None = None
) -> Shown:
    """The block's text, the quotes in it marked; a quote may begin before it and end after it.

    ``here`` is the beginning of the quote one came for.
    """
    touching = [(start, end) for start, end in quotes if start < block.end and end > block.start]
    inside = {min(max(edge, block.start), block.end) for quote in touching for edge in quote}
    cuts = sorted(inside | {block.start, block.end})
    starts = {start for start, _ in touching}
    aimed = [quote for quote in touching if quote[0] == here]
    pieces = [
        Piece(
            text=text[left:right],
            quoted=_covered(touching, left, right),
            anchor=left if left in starts else -1,
            here=_covered(aimed, left, right),
        )
        for left, right in pairwise(cuts)
    ]
    return Shown(block, tuple(pieces), place)


def _covered(quotes: Sequence[Span], left: int, right: int) -> bool:
    return any(start <= left and right <= end for start, end in quotes)
