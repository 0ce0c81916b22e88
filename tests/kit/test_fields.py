from __future__ import annotations

from sapere.kit.fields import many, part, rows, text_in


def test_what_is_not_there_is_empty() -> None:
    assert part({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert part({"a": [1]}, "a", "b") == {}
    assert rows([1, {"a": 1}, None]) == [{"a": 1}]
    assert rows({"a": 1}) == []


def test_what_is_of_another_kind_is_empty_too() -> None:
    holder = {"list": [1], "text": " as written "}
    assert (many(holder, "list"), many(holder, "text"), many([], "list")) == ([1], [], [])
    assert (text_in(holder, "text"), text_in(holder, "list"), text_in(None, "text")) == (
        " as written ",
        "",
        "",
    )
