from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.answering.asked import terms
from sapere.research.answering.rows import bare, rows, stems
from tests.research.shelf import excerpt


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("كتاب", "الكتب", "ar"), ("تاريخ", "تواريخ", "ar"), ("constitution", "constitutional", "en")],
)
def test_words_of_a_family_share_what_is_bare(one: str, other: str, language: str) -> None:
    assert len({bare(term, language) for word in (one, other) for term in terms(word, language)}) == 1


def test_neighbours_are_told() -> None:
    assert ("heat", "pump") in stems("A heat pump.", "en").joined


@given(st.text(max_size=200), st.sampled_from(["en", "ar", "zh"]))
def test_rows_lie_where_they_say(text: str, language: str) -> None:
    found = rows(excerpt(text, language=language), language)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= row.start < row.end <= len(text) for row in found)
