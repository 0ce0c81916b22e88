from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.places import Place, first_place, place_of
from sapere.research.shapes import Mark

VIDEO = "https://www.youtube.com/watch?v=GJLlxj_dtq8"
TALK = (Mark("second", 1, 0), Mark("second", 195, 40), Mark("second", 200, 90))


def test_a_passage_stands_at_the_second_that_began_before_it() -> None:
    place = place_of(TALK, 55, VIDEO)
    assert place == Place("second", 195, f"{VIDEO}&t=195s")
    assert place.time == "3:15"


def test_a_stretch_shows_the_first_place_that_begins_in_it() -> None:
    assert first_place(TALK, 40, 100, VIDEO) == Place("second", 195, f"{VIDEO}&t=195s")
    assert first_place(TALK, 41, 90, VIDEO) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/book.pdf#x", "https://example.org/book.pdf#page=12"),
        ("https://example.org/book", ""),
        ("file:///home/me/book.pdf", ""),
    ],
)
def test_a_page_is_opened_in_a_pdf_only(address: str, expected: str) -> None:
    place = place_of((Mark("page", 12, 0),), 7, address)
    assert place == Place("page", 12, expected)
    assert place.time == ""


def test_works_without_marks_have_no_places() -> None:
    assert place_of((), 5, VIDEO) is None
    assert place_of(TALK[1:], 39, VIDEO) is None


@given(st.lists(st.integers(0, 500), unique=True).map(sorted), st.integers(0, 600))
def test_the_place_is_never_after_the_passage(starts: list[int], start: int) -> None:
    marks = [Mark("second", begins, begins) for begins in starts]
    place = place_of(marks, start, "")
    assert place is None or place.value == max(begins for begins in starts if begins <= start)
