"""What the reader of a page left on it: highlights in its text, notes below it, and where one may write another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sapere.kit.quoting import around, find
from sapere.kit.tex import inline_formulas
from sapere.tabs.explore.reading import Block, Part
from sapere.topics.marks import Note
from sapere.web.citations import Line

Span = tuple[int, int]
NONE, WHOLE = -1, -2
"""Instead of the number of a sentence: nothing is written on, or the whole page."""
_WHOLE = ("formula", "table")  # kinds of blocks that are marked as a whole


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Marked(Line):
    """A sentence with highlights: ``pieces`` are its text cut at their edges, ``notes`` the ids of those that end in it."""

    pieces: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence that may be marked, with what stands around it on the page."""

    number: int
    quote: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Own:
    """``lost`` are the notes whose text is not on the page any more; ``spot`` is the block one writes on, or -1;
    ``on_page`` whether one writes on the whole page."""

    parts: tuple[Part, ...]
    notes: tuple[Note, ...] = ()
    lost: tuple[Note, ...] = ()
    spot: int = -1
    choices: tuple[Choice, ...] = ()
    on_page: bool = False

    @property
    def any(self) -> bool:
        """Whether there is anything of it to be shown."""
        return bool(self.count or self.choices or self.on_page)

    @property
    def count(self) -> int:
        return len(self.notes) + len(self.lost)


def own(parts: Sequence[Part], lead: Line | None, notes: Sequence[Note], at: int) -> Own:
    """``lead`` is a sentence that stands above the page; ``at`` the number of a sentence that one wants to write on, NONE
    or WHOLE. Sentences are numbered from 0 as they are read."""
    text = _Text([*([lead] if lead else []), *_lines(parts)], lead=lead is not None)
    places = {
        note.pk: find(note.quote, text.whole, before=note.before, after=note.after)
        for note in notes
        if note.quote
    }
    found = [(str(note.pk), place) for note in notes if (place := places.get(note.pk))]
    numbered = tuple(_numbered(parts, text, found))
    block = next((b for b in _blocks(numbered) if b.number <= at < b.number + len(b.lines)), None)
    return Own(
        parts=numbered,
        notes=tuple(
            sorted(
                (n for n in notes if not n.quote or places[n.pk]),
                key=lambda n: (places.get(n.pk) or (-1,))[0],
            )
        ),
        lost=tuple(note for note in notes if note.quote and not places[note.pk]),
        spot=block.number if block else -1,
        choices=tuple(text.choices(block)) if block else (),
        on_page=at == WHOLE,
    )


class _Text:
    """The sentences of a page as one text, and where in it each stands."""

    def __init__(self, lines: Sequence[Line], *, lead: bool) -> None:
        self.whole = " ".join(line.text for line in lines)
        self.starts: list[int] = []
        at = 0
        for line in lines:
            self.starts.append(at)
            at += len(line.text) + 1
        if lead:
            self.starts.pop(0)

    def within(self, number: int, line: Line, place: Span) -> Span | None:
        """The part of the place that lies in the sentence, from its beginning; None where none does."""
        start, end = (
            max(place[0] - self.starts[number], 0),
            min(place[1] - self.starts[number], len(line.text)),
        )
        return (start, end) if start < end else None

    def choices(self, block: Block) -> Iterator[Choice]:
        for number, line in enumerate(block.lines, block.number):
            start = self.starts[number]
            before, after = around(self.whole, start, start + len(line.text))
            yield Choice(number, line.text, before, after)


def _numbered(parts: Iterable[Part], text: _Text, found: Sequence[tuple[str, Span]]) -> Iterator[Part]:
    number = 0
    for part in parts:
        blocks = []
        for block in part.blocks:
            lines = tuple(
                _marked(line, n, block.kind, text, found) for n, line in enumerate(block.lines, number)
            )
            blocks.append(replace(block, lines=lines, number=number))
            number += len(lines)
        yield replace(part, blocks=tuple(blocks))


def _marked(line: Line, number: int, kind: str, text: _Text, found: Sequence[tuple[str, Span]]) -> Line:
    here = [(note, place, span) for note, place in found if (span := text.within(number, line, place))]
    if not here:
        return line
    end = text.starts[number] + len(line.text)
    notes = tuple(note for note, place, _ in here if place[1] <= end)
    spans = [
        (0, len(line.text)) if kind in _WHOLE else _around_formulas(line.text, span) for _, _, span in here
    ]
    return Marked(line.text, line.state, line.marks, tuple(_pieces(line.text, spans)), notes)


def _around_formulas(text: str, span: Span) -> Span:
    """A formula is marked as a whole or not at all: cut, it would be none."""
    start, end = span
    for formula in inline_formulas(text):
        start = formula.start if formula.start < start < formula.end else start
        end = formula.end if formula.start < end < formula.end else end
    return start, end


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span)})
    for left, right in pairwise(cuts):
        yield Piece(text[left:right], any(start <= left and right <= end for start, end in spans))


def _blocks(parts: Iterable[Part]) -> Iterator[Block]:
    return (block for part in parts for block in part.blocks)


def _lines(parts: Iterable[Part]) -> Iterator[Line]:
    return (line for block in _blocks(parts) for line in block.lines)
