"""Calls as lines for a spreadsheet, in which no cell can become a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from sapere.kit.clock import iso
from sapere.topics.models import Usage

HEAD = (
    "at", "person", "topic", "run", "job", "model", "outcome", "usd", "input_tokens", "output_tokens",
    "cached_tokens", "seconds",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What makes a program take a cell for more than text: https://owasp.org/www-community/attacks/CSV_Injection"""
_PASSED_OVER = " \u00a0\ufeff\u200b"


def table(calls: Iterable[Usage]) -> Iterator[Sequence[Any]]:
    """A line for each call under the head; ``usd`` is empty where nobody knows the price."""
    yield HEAD
    for one in calls:
        usd = "" if one.usd is None else f"{one.usd:.8f}"
        topic = one.topic.title if one.topic else ""
        named = (
            iso(one.at),
            one.owner.username,
            topic,
            str(one.run_id or ""),
            one.job,
            one.model,
            one.outcome,
        )
        yield (*named, usd, one.input_tokens, one.output_tokens, one.cached_tokens, f"{one.seconds:.2f}")


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
