"""A document cut into passages: at headings and sentences, never across a heading.

Tokens are counted without a tokeniser, as bytes of UTF-8 divided by three. That is more than the common
subword vocabularies need for prose in any script (English about four bytes a token, Chinese three, Arabic
four) and about right for code, so a passage never exceeds the limit by another count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sapere.kit.sentences import sentences
from sapere.research.shapes import Document, Heading

MOST_TOKENS = 512
BYTES_PER_TOKEN = 3
_MOST_BYTES = MOST_TOKENS * BYTES_PER_TOKEN
_WHOLE = {"code", "table", "formula"}  # kinds of block that are kept in one piece where they fit

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A passage's place in its document; ``path`` holds the titles of the headings above it, outermost first."""

    start: int
    end: int
    path: tuple[str, ...]


def cut(document: Document) -> tuple[Span, ...]:
    """The passages in order, none overlapping, none beginning or ending in white space. Together they hold
    all that is written but the headings themselves, which are in the paths."""
    whole = _whole_blocks(document)
    spans: list[Span] = []
    for start, end, path in _sections(document):
        units = _units(document.text, _trimmed(document.text, start, end), whole, document.language)
        spans.extend(Span(first, last, path) for first, last in _packed(document.text, units))
    return tuple(spans)


def fits(document: Document, spans: Sequence[Span]) -> bool:
    """Whether these may be the passages of the document, by whatever rule they were cut: in order and apart, each below
    the titles that stand above it, and nothing that is written in none of them."""
    at = 0
    for start, end, path in _sections(document):
        here = start
        while at < len(spans) and spans[at].start < end:
            span = spans[at]
            if not here <= span.start < span.end <= end or span.path != path:
                return False
            if document.text[here : span.start].strip():
                return False
            here, at = span.end, at + 1
        if document.text[here:end].strip():
            return False
    return at == len(spans)


def count_tokens(text: str) -> int:
    """Never less than a subword tokeniser would count for prose; see the module's own text."""
    return -(-_size(text) // BYTES_PER_TOKEN)


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _sections(document: Document) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """What stands between one heading and the next, with the path of titles above it."""
    headings = sorted(document.headings, key=lambda heading: heading.start)
    ends = [*(heading.start for heading in headings[1:]), len(document.text)] if headings else []
    yield 0, headings[0].start if headings else len(document.text), ()
    above: list[Heading] = []
    for heading, end in zip(headings, ends, strict=True):
        above = [one for one in above if one.level < heading.level and heading.start < one.end]
        above.append(heading)
        yield _after_title(document.text, heading, end), end, tuple(one.title for one in above)


def _after_title(text: str, heading: Heading, end: int) -> int:
    """Where the title's own line ends; the title may stand in the text with other spacing."""
    if text.startswith(heading.title, heading.start):
        return min(heading.start + len(heading.title), end)
    line_end = text.find("\n", heading.start, end)
    return end if line_end < 0 else line_end


def _whole_blocks(document: Document) -> list[Extent]:
    """In order; of blocks that lie in or over one another, the first."""
    found: list[Extent] = []
    for start, end, kind in sorted(document.blocks):
        if kind in _WHOLE and (not found or start >= found[-1][1]):
            found.append((start, end))
    return found


def _units(text: str, section: Extent, whole: Sequence[Extent], language: str) -> list[Extent]:
    """The pieces that are not to be cut: sentences, and blocks that fit. Each reaches to the next one's start."""
    at, end = section
    starts: list[int] = []
    for block_start, block_end in whole:
        if at <= block_start and block_end <= end and block_start < block_end:
            starts += _sentence_starts(text, at, block_start, language)
            starts += [block_start, *_line_starts(text, block_start, block_end)]
            at = block_end
    starts += _sentence_starts(text, at, end, language)
    edges = sorted({section[0], *starts, end})
    return [unit for start, last in pairwise(edges) for unit in _fitting(text, start, last)]


def _sentence_starts(text: str, start: int, end: int, language: str) -> list[int]:
    return [start + first for first, _ in sentences(text[start:end], language)]


def _line_starts(text: str, start: int, end: int) -> list[int]:
    """Empty for a block that fits whole."""
    if _size(text[start:end]) <= _MOST_BYTES:
        return []
    starts = []
    at = text.find("\n", start, end)
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1, end)
    return starts


def _fitting(text: str, start: int, end: int) -> Iterator[Extent]:
    """The stretch itself, or, where it is longer than a passage may be, pieces cut at spaces."""
    while _size(text[start:end]) > _MOST_BYTES:
        piece = _longest_prefix(text, start, end)
        space = text.rfind(" ", start + 1, piece)
        piece = space + 1 if space > start else piece
        yield start, piece
        start = piece
    if start < end:
        yield start, end


def _longest_prefix(text: str, start: int, end: int) -> int:
    """Where the longest piece that fits ends. ``start`` plus a third of the limit always fits (4 bytes each)."""
    low, high = start + 1, min(end, start + _MOST_BYTES)
    while low < high:
        middle = (low + high + 1) // 2
        if _size(text[start:middle]) <= _MOST_BYTES:
            low = middle
        else:
            high = middle - 1
    return low


def _packed(text: str, units: Sequence[Extent]) -> Iterator[Extent]:
    """Units put together into passages of about the same size, so that none is left with a scrap at its end."""
    sizes = [_size(text[start:end]) for start, end in units]
    target = _even_share(sum(sizes))
    first, held = 0, 0
    for number, size in enumerate(sizes):
        if number > first and (held + size > _MOST_BYTES or held + size / 2 > target):
            yield from _kept(text, units[first][0], units[number - 1][1])
            first, held = number, 0
        held += size
    if units:
        yield from _kept(text, units[first][0], units[-1][1])


def _even_share(total: int) -> float:
    passages = -(-total // _MOST_BYTES)
    return total / passages if passages else 0.0


def _kept(text: str, start: int, end: int) -> Iterator[Extent]:
    start, end = _trimmed(text, start, end)
    if start < end:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> Extent:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
