"""Excel workbooks to a document: every sheet a heading and a table of its cells, as they were last shown."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import load_workbook

from sapere.readers.container import Container
from sapere.readers.draft import Draft
from sapere.readers.limits import Limits
from sapere.readers.properties import properties_of
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document

_SHEETS = 200
_COLUMNS = 200
_EMPTY_ROWS = 10_000  # one after the other; a sheet that was once coloured to its end has a million


def read(container: Container, limits: Limits, *, partial: bool = False) -> Document:
    """Raises ``Unreadable`` when it is damaged."""
    draft = Draft(limits.text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is not kept, such as styles and rules of input
            book = load_workbook(io.BytesIO(container.repacked()), read_only=True, data_only=True)
            for sheet in book.worksheets[:_SHEETS]:
                draft.heading(1, str(sheet.title))
                _lay(draft, sheet.iter_rows(values_only=True, max_col=_COLUMNS))
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged workbook
        raise Unreadable("The Excel workbook is damaged and cannot be read.") from error
    return draft.document(properties_of("xlsx", container.parts), partial=partial)


def _lay(draft: Draft, rows: Iterable[tuple[Any, ...]]) -> None:
    with draft.block("table"):
        for row in _filled(rows):
            draft.inline(" | ".join(row))
            draft.end_paragraph()
            if draft.full:
                return


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    """The rows that hold something, without the empty cells at their end."""
    empty = 0
    for row in rows:
        cells = [_shown(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if cells:
            yield cells
        elif empty > _EMPTY_ROWS:
            return


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return f"{value:.15g}"  # as many figures as a workbook keeps
    return " ".join(str(value).split())
