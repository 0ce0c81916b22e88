from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.dates import day_of, iso_date, year_in


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((2024, 5, 8), "2024-05-08"),
        (("1976", "Sep", "28"), "1976-09-28"),
        (("2018", "Feb", ""), "2018-02"),
        (("1990", "Spring", None), "1990"),
        ((2023, 2, 30), "2023-02"),
        ((2024, 13, 1), "2024"),
        ((True, 1, 1), ""),
        ((0, 1, 1), ""),
        (("٢٠٢٤", "1", "1"), ""),
        ((None, 5, 8), ""),
        (([2024], 5, 8), ""),
    ],
)
def test_as_much_of_a_date_as_a_calendar_has(parts: tuple[object, ...], shown: str) -> None:
    assert iso_date(*parts) == shown


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2003-07-07T13:46:39-04:00", "2003-07-07"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("20245", ""),
        ("2024-05-081", "2024-05"),
        ("soon", ""),
        (None, ""),
        (2024, ""),
    ],
)
def test_the_day_of_a_moment(moment: object, day: str) -> None:
    assert day_of(moment) == day


@pytest.mark.parametrize(("text", "year"), [("1998 Dec-1999 Jan", "1998"), ("Winter", ""), ("12024", "")])
def test_a_year_is_found_in_a_text(text: str, year: str) -> None:
    assert year_in(text) == year


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_of_the_calendar_is_kept(day: date) -> None:
    assert iso_date(day.year, day.month, day.day) == day_of(f"{day.isoformat()}T00:00:00Z") == day.isoformat()


@given(st.text(max_size=30) | st.integers() | st.none() | st.booleans())
def test_whatever_is_given_is_a_date_or_nothing(value: object) -> None:
    for shown in (day_of(value), iso_date(value, value, value)):
        if shown:
            date.fromisoformat(shown + "0000-01-01"[len(shown) :])
