from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.text import normalise, squeeze
from sapere.tabs.mindmap.wrapping import CUT, width, wrapped


@given(st.text(max_size=400), st.floats(5, 20), st.integers(1, 4))
def test_lines_are_few_and_fit_whatever_the_title(title: str, room: float, lines: int) -> None:
    found = wrapped(squeeze(normalise(title)), room, lines)
    assert len(found) <= lines
    assert all(width(line) <= room + 1e-9 for line in found)


@given(st.text(max_size=60))
def test_what_fits_is_kept_letter_by_letter(title: str) -> None:
    plain = squeeze(normalise(title))
    assert "".join(wrapped(plain, 8, 99)).replace(" ", "") == plain.replace(" ", "")


def test_words_stay_whole() -> None:
    assert wrapped("How light reaches the ground", 7, 3) == ["How light", "reaches the", "ground"]


def test_what_does_not_fit_is_cut_and_says_so() -> None:
    assert wrapped("word " * 60, 10, 2)[-1].endswith(CUT)


def test_japanese_breaks_between_characters_and_begins_no_line_with_a_stop() -> None:
    assert wrapped("森林の生態系と水。循環", 8, 3) == ["森林の生態系と", "水。循環"]


@pytest.mark.parametrize("title", ["あ" * 300, "الماء " * 50, "x" * 300, "🙂" * 300, "e\u0301" * 300])
def test_three_hundred_characters_of_any_script(title: str) -> None:
    found = wrapped(squeeze(normalise(title)), 9, 3)
    assert len(found) == 3
    assert found[-1].endswith(CUT)
