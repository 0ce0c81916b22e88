"""Lines for a spreadsheet, in which no cell can become a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes a program take a cell for more than text: https://owasp.org/www-community/attacks/CSV_Injection"""
_PASSED_OVER = " \u00a0\ufeff\u200b"


def text(rows: Iterable[Sequence[Any]]) -> str:
    """As CSV (RFC 4180)."""
    lines = StringIO()
    csv.writer(lines).writerows([harmless(cell) for cell in row] for row in rows)
    return lines.getvalue()


def harmless(cell: Any) -> Any:
    """Text that would begin a formula behind an apostrophe, which shows that it is text; figures as they are."""
    if isinstance(cell, str) and cell.lstrip(_PASSED_OVER).startswith(_FORMULA):
        return f"'{cell}"
    return cell
