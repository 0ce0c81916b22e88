"""When a work came out: an ISO 8601 date, or as much of one as is known and as a calendar has."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"\s*([0-9]{4})(?:-([0-9]{1,2})(?![0-9])(?:-([0-9]{1,2})(?![0-9]))?)?(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|2[0-9]{3})(?![0-9])")
_MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
_FIRST, _LAST = 1000, 2999


def iso_date(year: object, month: object = None, day: object = None) -> str:
    """``2024-05-08``, ``2024-05`` or ``2024``: what stands behind a part that is missing or wrong is left out.

    Months may be numbers or English names (``Sep``); text with digits counts as a number.
    """
    given_year, given_month, given_day = _number(year), _month(month), _number(day)
    if not _FIRST <= given_year <= _LAST:
        return ""
    if not 1 <= given_month <= 12:
        return str(given_year)
    try:
        return date(given_year, given_month, given_day).isoformat()
    except ValueError:
        return f"{given_year}-{given_month:02}"


def day_of(text: object) -> str:
    """The date at the beginning of a moment such as ``2003-07-07T13:46:39-04:00``; "" when there is none."""
    found = _DATE.match(text) if isinstance(text, str) else None
    return iso_date(*found.groups()) if found else ""


def year_in(text: str) -> str:
    """The first year that stands in a text: 1998 of ``1998 Dec-1999 Jan``."""
    found = _YEAR.search(text)
    return found.group() if found else ""


def _number(value: object) -> int:
    """0 where there is none."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0


def _month(value: object) -> int:
    named = _MONTHS.get(value.strip()[:3].lower(), 0) if isinstance(value, str) else 0
    return named or _number(value)
