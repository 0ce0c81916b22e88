"""A date as people and programs write it, in one form."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"([12]\d{3})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])")
_CLOSE = re.compile(r"([12]\d{3})(\d{2})(\d{2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = "|".join(_MONTHS)
_MONTH_FIRST = re.compile(
    rf"({_NAMED})[a-z]*\.?\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?([12]\d{{3}})\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAMED})[a-z]*\.?,?\s+([12]\d{{3}})\b", re.IGNORECASE
)


def date_of(value: str) -> str:
    """ISO 8601, or the part of it that is known (``2024-05``); empty for what is no date of a calendar.

    Reads ISO dates with what follows them, ``20240501``, ``2024/5/1``, and English ones (``May 1, 2024``,
    ``Wed, 1 May 2024``). What may mean two days (``01/05/2024``) is left.
    """
    value = value.strip()[:60]
    if found := _CLOSE.match(value) or _ISO.match(value):
        return _checked(*found.groups())
    if found := _DAY_FIRST.search(value):
        return _checked(found[3], _number(found[2]), found[1])
    if found := _MONTH_FIRST.search(value):
        return _checked(found[3], _number(found[1]), found[2])
    return ""


def _number(month: str) -> str:
    return str(_MONTHS.index(month[:3].lower()) + 1)


def _checked(year: str, month: str | None = None, day: str | None = None) -> str:
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole[: 10 if day else 7 if month else 4]
