from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from sapere.readers import formats
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw
from tests.readers.packing import packed
from tests.readers.test_html import blocks, check


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.properties.title, book.properties.creator = "Harvests", "Ann Bell"
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def test_sheets_are_tables() -> None:
    rows: list[list[Any]] = [
        ["Year", "Tons", None],
        [2023, 1.5, None],
        [None],
        [date(2024, 5, 1), datetime.fromisoformat("2024-05-01T09:30")],
    ]
    document = formats.parse(Raw(body=workbook(Hills=rows, Valleys=[["None\nyet"]])), Limits())
    check(document)
    assert (document.title, document.author) == ("Harvests", "Ann Bell")
    assert [heading.title for heading in document.headings] == ["Sheet", "Hills", "Valleys"]
    assert blocks(document) == [
        ("table", "Year | Tons\n2023 | 1.5\n2024-05-01 | 2024-05-01 09:30"),
        ("table", "None yet"),
    ]


def test_a_long_sheet_is_cut_and_says_so() -> None:
    document = formats.parse(Raw(body=workbook(Long=[["word"]] * 1000)), Limits(text=500))
    assert document.partial


def test_a_damaged_workbook_says_so() -> None:
    with pytest.raises(Unreadable, match="The Excel workbook is damaged"):
        formats.parse(Raw(body=packed({"xl/workbook.xml": "<workbook"})), Limits())
