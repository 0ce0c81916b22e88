from __future__ import annotations

from sapere.kit.bm25 import PlainBm25


def test_words_and_pairs_of_characters_are_found() -> None:
    found = PlainBm25({"a": "the red car", "b": "a blue car, a blue boat", "c": "北京是首都"})
    assert found.ranked("blue car", 10) == ["b", "a"]
    assert found.ranked("首都在哪", 10) == ["c"]
    assert found.ranked("nothing", 10) == []


def test_nothing_is_found_in_nothing() -> None:
    assert PlainBm25({}).ranked("word", 3) == []
