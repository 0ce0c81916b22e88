"""A topic as slides: one for each concept with a few short points, the whole sentences in the speaker's notes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import Any

from sapere.exports import tree
from sapere.exports.book import Book, Chapter, Sentence, Source
from sapere.exports.chapters import properties
from sapere.exports.office import written
from sapere.exports.reading import book, flat
from sapere.exports.saying import by_line, shortened, source_facts
from sapere.exports.tree import Node

POINTS = 6
LONGEST_POINT = 90
LONGEST_TITLE = 80
_SOURCES = 4  # on one slide
_MASTER = "ppt/slideMasters/slideMaster1.xml"
_SIZES = {
    "3300": "2400",
    "2400": "1500",
}  # of titles and of points, in hundredths of a point: six have to fit


def pptx(topic: Mapping[str, Any]) -> bytes:
    """Numbers in brackets are those of the sources on the last slides."""
    told = book(topic)
    short = replace(told, title=shortened(told.title, LONGEST_TITLE))
    return _smaller(written(tree.document(properties(short), _slides(told)), "pptx", ("--slide-level=1",)))


def _smaller(body: bytes) -> bytes:
    """The same slides in the sizes that they are cut for: Pandoc has no option for it."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(body)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            part = given.read(name)
            if name == _MASTER:
                sized = re.sub(
                    r'(?<= sz=")\d+(?=")', lambda size: _SIZES.get(size[0], size[0]), part.decode()
                )
                part = sized.encode()
            taken.writestr(name, part)
    return made.getvalue()


def _slides(told: Book) -> Iterator[Node]:
    for chapter in told.chapters:
        yield tree.heading(1, shortened(chapter.title, LONGEST_TITLE))
        yield _points(chapter)
        yield tree.division("notes", _spoken(chapter))
    for first in range(0, len(told.sources), _SOURCES):
        shown = told.sources[first : first + _SOURCES]
        yield tree.heading(1, "Sources" if not first else f"Sources, from {first + 1}")
        yield tree.numbered((_source(one) for one in shown), first + 1)
        yield tree.division("notes", _whole(shown))


def _points(chapter: Chapter) -> Node:
    told = (one for one in chapter.sentences() if one.kind in ("prose", "list"))
    points = [_point(one) for one in islice(told, POINTS)]
    return tree.bullets(points or [tree.words(by_line(chapter))])


def _point(one: Sentence) -> list[Node]:
    """Formulas as they are written: a slide with drawn ones stays empty in some programs."""
    inlines = tree.words(shortened(flat(one.text), LONGEST_POINT))
    shown = [tree.quoted(inlines)] if one.state == "quoted" else inlines
    return [*shown, {"t": "Space"}, *tree.words(_numbers(one))]


def _numbers(one: Sentence) -> str:
    numbers = sorted({note.source.number for note in one.notes})
    joined = " (joins sources)" if one.state == "inferred" else ""
    return f"[{', '.join(map(str, numbers))}]{joined}" if numbers else joined


def _spoken(chapter: Chapter) -> Iterator[Node]:
    """The whole title where it was cut, every sentence whole, and each quote that is not the sentence itself."""
    yield tree.paragraph(tree.words(chapter.title))
    for section in chapter.sections:
        if section.heading:
            yield tree.paragraph(tree.words(section.heading))
        for one in section.sentences:
            yield tree.paragraph(tree.words(f"{_said(one)} {_numbers(one)}"))
            yield from _quotes(one)
    for dispute in chapter.disputes:
        sides = "; ".join(f"{one.value} [{one.note.source.number}]" for one in dispute.sides)
        yield tree.paragraph(tree.words(f"Sources disagree: {dispute.subject}: {sides}"))


def _said(one: Sentence) -> str:
    return f"“{flat(one.text)}”" if one.state == "quoted" else flat(one.text)


def _quotes(one: Sentence) -> Iterator[Node]:
    for note in one.notes:
        if note.quote != flat(one.text):
            yield tree.paragraph(tree.words(f"[{note.source.number}] “{note.quote}”"))


def _source(one: Source) -> list[Node]:
    title = tree.linked(tree.words(shortened(one.title, LONGEST_POINT)), one.address)
    return [*title, *tree.words(f". {shortened(source_facts(one), LONGEST_POINT)}")]


def _whole(sources: Sequence[Source]) -> Iterator[Node]:
    for one in sources:
        yield tree.paragraph(tree.words(f"{one.number}. {one.title}. {source_facts(one)}"))
