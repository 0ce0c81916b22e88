from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.spreadsheet import harmless, text


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"])), min_size=1))
def test_what_is_written_can_be_read_back(cells: list[str]) -> None:
    (read,) = csv.reader(StringIO(text([cells]), newline=""))
    assert read == [harmless(cell) for cell in cells] or (cells == [""] and read == [""])


@given(st.sampled_from("=+-@\t\r\n"), st.text())
def test_nothing_that_begins_like_a_formula_is_left_so(sign: str, rest: str) -> None:
    assert harmless(sign + rest) == f"'{sign}{rest}"


def test_figures_stay_figures() -> None:
    assert harmless(-3) == -3
