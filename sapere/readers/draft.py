"""A document while it is being put together: paragraphs go in, exact offsets come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sapere.kit.text import normalise, squeeze
from sapere.readers.formulas import bare, is_formula
from sapere.research.shapes import Document, Heading, Link, Mark

_LINKS = 5_000
_BREAK = "\x1e"  # a line break asked for by the page, until the paragraph is laid down
_BREAKS = re.compile(rf" ?{_BREAK} ?(?:{_BREAK} ?)+")
_SPACE = re.compile(rf"[^\S{_BREAK}]+")


@dataclass(frozen=True, slots=True)
class Details:
    """What a document says of itself, outside its text."""

    title: str = ""
    language: str = ""
    author: str = ""
    published: str = ""
    licence: str = ""


@dataclass(slots=True)
class _Block:
    kind: str
    start: int = -1
    end: int = -1


class Draft:
    """Takes a document piece by piece, in reading order.

    Every paragraph becomes one line and is followed by a blank line; the items of a list and the rows of a
    table are lines without one between them. Beyond ``limit`` characters nothing more is taken.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.full = False
        self._parts: list[str] = []
        self._length = 0
        self._inline: list[str] = []
        self._open: list[_Block] = []
        self._last: _Block | None = None
        self._blocks: list[_Block] = []
        self._headings: list[tuple[int, str, int]] = []
        self._marks: list[tuple[str, int, int]] = []
        self._links: dict[tuple[str, str], Link] = {}
        self._lead_in = ""

    def inline(self, text: str) -> None:
        """More of the current paragraph. White space is squeezed when the paragraph ends."""
        if text:
            self._inline.append(text)

    def line_break(self) -> None:
        self._inline.append(_BREAK)

    def lead_in(self, text: str) -> None:
        """Words such as *Note* that open the next paragraph."""
        self.end_paragraph()
        title = squeeze(normalise(text))
        self._lead_in = f"{title} " if title.endswith((":", ".", "!", "?")) else f"{title}: " if title else ""

    def end_paragraph(self) -> None:
        """Lay down what has come in since the last paragraph, if anything."""
        if not self._inline:
            return
        joined = "".join(self._inline)
        if _BREAK in joined:
            joined = _BREAKS.sub("\0", _SPACE.sub(" ", joined))
        self._inline.clear()
        for paragraph in joined.split("\0"):
            if is_formula(paragraph.strip()):
                self.verbatim(bare(paragraph), "formula")
                continue
            lines = map(_clean, paragraph.split(_BREAK))
            if text := "\n".join(line for line in lines if line):
                self._lay(self._lead_in + text)
                self._lead_in = ""

    def heading(self, level: int, title: str) -> None:
        self.end_paragraph()
        self._lead_in = ""
        title = squeeze(normalise(title))
        if title and (start := self._lay(title, apart=True)) is not None:
            self._headings.append((level, title, start))

    def verbatim(self, text: str, kind: str) -> None:
        """A block that keeps its own lines: code, a formula."""
        self.end_paragraph()
        lines = [line.rstrip() for line in normalise(text).split("\n")]
        while lines and not lines[0]:
            lines.pop(0)
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            with self.block(kind):
                self._lay("\n".join(lines))

    @contextmanager
    def block(self, kind: str) -> Iterator[None]:
        """What is laid down inside is of this kind, unless a block inside it says otherwise."""
        self.end_paragraph()
        self._open.append(_Block(kind))
        try:
            yield
        finally:
            self.end_paragraph()
            self._open.pop()

    def mark(self, kind: str, value: int) -> None:
        """The next paragraph stands on this page, or begins at this second."""
        self.end_paragraph()
        self._marks.append((kind, value, self._length + (2 if self._length else 0)))

    def link(self, target: str, text: str = "", rel: str = "") -> None:
        if target and len(self._links) < _LINKS:
            self._links.setdefault((target, rel), Link(target, squeeze(normalise(text))[:300], rel))

    def _lay(self, text: str, *, apart: bool = False) -> int | None:
        """Put the text down; where it starts, or None when the document is full."""
        if self.full:
            return None
        inside = None if apart or not self._open else self._open[-1]
        tight = inside is not None and inside is self._last and inside.kind in ("list", "table")
        gap = "" if not self._length else "\n" if tight else "\n\n"
        start = self._length + len(gap)
        if start + len(text) > self.limit:
            self.full = True
            text = text[: max(self.limit - start, 0)].rstrip()
            if not text:
                return None
        self._parts += (gap, text)
        self._length = start + len(text)
        self._extend(inside, start)
        return start

    def _extend(self, block: _Block | None, start: int) -> None:
        """Note the extent of the block. One that was interrupted by another goes on as a new one."""
        if block is not None:
            if block is not self._last or block.start < 0:
                self._blocks.append(_Block(block.kind, start, self._length))
                block.start = start
            else:
                self._blocks[-1].end = self._length
        self._last = block

    def empty(self) -> bool:
        return not self._parts and not self._inline

    def words(self) -> int:
        """How many words stand outside the headings so far."""
        self.end_paragraph()
        titles = sum(len(title.split()) for _, title, _ in self._headings)
        return sum(len(part.split()) for part in self._parts) - titles

    def document(self, details: Details, *, partial: bool = False) -> Document:
        """The finished document."""
        self.end_paragraph()
        text = "".join(self._parts)
        return Document(
            text=text,
            title=squeeze(normalise(details.title))[:500],
            language=details.language,
            headings=tuple(_with_ends(self._headings, len(text))),
            marks=tuple(Mark(kind, value, min(start, len(text))) for kind, value, start in self._marks),
            links=tuple(self._links.values()),
            blocks=tuple((block.start, block.end, block.kind) for block in self._blocks),
            author=squeeze(normalise(details.author))[:500],
            published=details.published,
            licence=squeeze(normalise(details.licence))[:300],
            partial=partial or self.full,
        )


def _clean(line: str) -> str:
    # Squeezed first too: most lines then are plain ASCII, which needs no more.
    return squeeze(normalise(squeeze(line)))


def _with_ends(headings: list[tuple[int, str, int]], length: int) -> list[Heading]:
    """Each heading with where its extent ends: the next of the same or a higher level, or the text's end."""
    finished: list[Heading] = []
    ends: list[tuple[int, int]] = []  # (level, start) of the headings behind, nearest last
    for level, title, start in reversed(headings):
        while ends and ends[-1][0] > level:
            ends.pop()
        finished.append(Heading(level, title, start, ends[-1][1] if ends else length))
        ends.append((level, start))
    return finished[::-1]
