"""Two concepts of a topic beside each other, as the table shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sapere.research.comparing import Comparison, Told, compare
from sapere.research.comparing.table import Kind
from sapere.research.shapes import EXTRACTIVE, Sentence
from sapere.tabs.explore import reading
from sapere.tabs.explore.tree import address
from sapere.topics import queries
from sapere.topics.models import Page, Topic
from sapere.topics.plan import Place, Plan
from sapere.web.citations import Line, Reference, References


@dataclass(frozen=True, slots=True)
class Cell:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A concept: what its page tells, ``worded`` where a model wrote it, what is best read before it, and the sources that
    it has for itself."""

    place: Place
    url: str
    written: bool
    worded: bool
    needs: tuple[tuple[Place, str], ...]
    alone: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind; each has a cell for either concept."""

    kind: str
    rows: tuple[tuple[Cell, Cell], ...]


@dataclass(frozen=True, slots=True)
class Versus:
    columns: tuple[Column, Column]
    groups: tuple[Group, ...]
    shared: tuple[Reference, ...]

    @property
    def apart(self) -> bool:
        """Whether either has a source, or lacks a text, of its own."""
        return any(column.alone or not column.written for column in self.columns)


def versus(mine: Topic, of: Plan, one: Place, other: Place) -> Versus:
    pages = [queries.page(place) for place in (one, other)]
    told = [_told(place, page) for place, page in zip((one, other), pages, strict=True)]
    found = compare(told[0], told[1], mine.language)
    ids = {*found.shared, *found.alone[0], *found.alone[1]}
    cited = reading.references(mine.slug, queries.sources_of(mine, ids) if ids else ())
    columns = [
        Column(
            place=place,
            url=address(mine.slug, place),
            written=bool(said.sections),
            worded=page is not None and page.writer != EXTRACTIVE,
            needs=tuple((need, address(mine.slug, need)) for need in of.places if need.pk in place.needs),
            alone=_named(alone, cited),
        )
        for place, page, said, alone in zip((one, other), pages, told, found.alone, strict=True)
    ]
    return Versus((columns[0], columns[1]), tuple(_groups(found, cited)), _named(found.shared, cited))


def _told(place: Place, page: Page | None) -> Told:
    sections = reading.presentable(queries.sections(page)) if page else ()
    return Told(place.title, sections)


def _groups(found: Comparison, cited: References) -> Iterator[Group]:
    for kind in Kind:
        rows = tuple(
            (_cell(row.heads[0], row.cells[0], cited), _cell(row.heads[1], row.cells[1], cited))
            for row in found.rows
            if row.kind is kind
        )
        if rows:
            yield Group(str(kind), rows)


def _cell(heading: str, sentences: Iterable[Sentence], cited: References) -> Cell:
    return Cell(
        heading,
        tuple(Line(one.text, str(one.state), cited.marks(one.citations, one.state)) for one in sentences),
    )


def _named(ids: Iterable[str], cited: References) -> tuple[Reference, ...]:
    return tuple(cited.by_id[one] for one in ids)
