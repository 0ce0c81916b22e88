from __future__ import annotations

from sapere.agents.video.fields import part, rows


def test_what_is_not_there_is_empty() -> None:
    assert part({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert part({"a": [1]}, "a", "b") == {}
    assert rows([1, {"a": 1}, None]) == [{"a": 1}]
    assert rows({"a": 1}) == []
