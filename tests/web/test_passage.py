from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.web.passage import excerpt


def test_a_short_paragraph_is_shown_whole() -> None:
    text = "Before it.\nTea is a drink. It is old. It is hot.\nAfter it."
    found = excerpt(text, text.index("It is old"), text.index(" It is hot"))
    assert (found.before, found.quote, found.after) == ("Tea is a drink. ", "It is old.", " It is hot.")
    assert not found.cut_before
    assert not found.cut_after


def test_a_long_one_begins_and_ends_with_a_sentence() -> None:
    text = "Some sentence about tea. " * 40
    start = 500
    found = excerpt(text, start, start + 24)
    assert found.before.startswith("Some")
    assert found.after.rstrip().endswith(".")
    assert found.cut_before
    assert found.cut_after


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (0, 99)])
def test_a_place_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no passage"):
        excerpt("ten letters", start, end)


@given(st.text(min_size=1), st.data())
def test_the_quote_is_always_whole_and_in_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = excerpt(text, start, end, around=10)
    assert found.quote == text[start:end]
    assert found.before + found.quote + found.after in text
    assert len(found.before) <= 10 >= len(found.after)
