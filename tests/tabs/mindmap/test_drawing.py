from __future__ import annotations

from sapere.tabs.mindmap.drawing import on_map


def test_what_to_read_first_is_drawn_once_for_what_stands_for_it() -> None:
    standing = {"r": "r", "a": "a", "a1": "a", "a2": "a", "b": "b"}
    needs = {"b": ["a1", "a2", "gone"], "a1": ["a2"], "a": ["r"]}
    assert on_map(needs, standing) == [("a", "b"), ("r", "a")]
