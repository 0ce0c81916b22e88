from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.answer import answer
from sapere.research.answering.asked import terms
from sapere.research.answering.rows import bare, rows, stems
from tests.research.shelf import excerpt


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("كتاب", "الكتب", "ar"), ("تاريخ", "تواريخ", "ar"), ("constitution", "constitutional", "en")],
)
def test_words_of_a_family_share_what_is_bare(one: str, other: str, language: str) -> None:
    assert len({bare(term, language) for word in (one, other) for term in terms(word, language)}) == 1


def test_a_region_of_a_language_changes_no_family() -> None:
    assert bare("كتاب", "ar-EG") == bare("كتاب", "ar")


def test_neighbours_are_told() -> None:
    assert ("heat", "pump") in stems("A heat pump.", "en").joined


@given(st.text(max_size=200), st.sampled_from(["en", "ar", "zh"]))
def test_rows_lie_where_they_say(text: str, language: str) -> None:
    found = rows(excerpt(text, language=language), language)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= row.start < row.end <= len(text) for row in found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("str.title()\n\nReturn a copy. It is new.", "str.title() Return a copy."),
        ("up\n\nMove one frame up.", "up Move one frame up."),
        (
            "setdefault(key[, default])\nIf there, return it.",
            "setdefault(key[, default]) If there, return it.",
        ),
        ("The loop runs.\n\nIt ends.", "The loop runs."),
        ("Much is said of loops\n\nThey end.", "Much is said of loops"),
        ("Colours\n\n* red is warm", "Colours"),
        ("(see below) this\n\nIt ends.", "(see below) this"),
        ("金星\n\n金星是行星。", "金星"),
    ],
)
def test_a_term_in_a_line_of_its_own_belongs_to_what_is_said_of_it(text: str, first: str) -> None:
    assert rows(excerpt(text), "en")[0].text == first


def test_what_answers_is_no_bare_term() -> None:
    text = "str.lower()\n\nReturn a small copy.\n\nstr.title()\n\nReturn a copy whose words begin large."
    found = answer("What does str.title return?", [excerpt(text, title="Strings")], language="en")
    assert found.sentences[0].text == "str.title() Return a copy whose words begin large."
    (cited,) = found.sentences[0].citations
    assert (
        text[cited.start : cited.end]
        == cited.quote
        == "str.title()\n\nReturn a copy whose words begin large."
    )
