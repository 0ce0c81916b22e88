from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.video.fields import day_of, part, plain, rows


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("<b>Tides</b> &amp; moons", "Tides & moons"),
        ("a\u202eb\u200bc\n d", "abc d"),
        ("1 < 2", "1 < 2"),
        (None, ""),
        (7, ""),
        ("x" * 900, "x" * 500),
    ],
)
def test_names_lose_markup_and_what_cannot_be_seen(told: object, shown: str) -> None:
    assert plain(told) == shown


@pytest.mark.parametrize(
    ("told", "day"),
    [("2024-03-05T14:00:00Z", "2024-03-05"), ("2024-13-05", ""), ("soon", ""), (None, ""), (3, "")],
)
def test_a_day_is_a_real_one_or_none(told: object, day: str) -> None:
    assert day_of(told) == day


def test_what_is_not_there_is_empty() -> None:
    assert part({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert part({"a": [1]}, "a", "b") == {}
    assert rows([1, {"a": 1}, None]) == [{"a": 1}]
    assert rows({"a": 1}) == []


@given(st.text())
def test_any_name_is_one_plain_line(told: str) -> None:
    assert "\n" not in plain(told)
    assert len(plain(told)) <= 500
