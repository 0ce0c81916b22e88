from __future__ import annotations

import pytest

from sapere.research.answering.characters import is_seam, telling


def test_little_characters_say_nothing() -> None:
    assert telling("身体的颜色是什么") == set("身体颜色")


@pytest.mark.parametrize(("pair", "seam"), [("的身", True), ("是由", True), ("颜色", False), ("of", False)])
def test_a_little_word_and_a_piece_of_its_neighbour_are_no_word(pair: str, seam: bool) -> None:
    assert is_seam(pair) is seam
