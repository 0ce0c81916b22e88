from __future__ import annotations

import pytest

from sapere.agents.video.fields import day_of, part, rows


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
