from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.quotation import brief, quotations, quoted

texts = st.text(alphabet="ab .,…\n\u0301ابי语", max_size=80)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“so”"),
        ("de-AT", "„so“"),
        ("ar", "«so»"),
        ("fr", "«\u00a0so\u00a0»"),
        ("pl", "„so”"),
        ("sv", "”so”"),
        ("ja", "「so」"),
        ("", "“so”"),
        ("xx-nonsense", "“so”"),
    ],
)
def test_words_stand_between_the_marks_of_their_language(language: str, said: str) -> None:
    assert quoted("so", language) == said


@pytest.mark.parametrize("language", ["en", "de", "ar", "fr", "pl", "sv", "ja"])
def test_what_was_quoted_is_found_again(language: str) -> None:
    text = f"Why {quoted('the earth’s axis', language)} and {quoted('so', language)}?"
    assert quotations(text) == ["the earth’s axis", "so"]


@given(st.text(max_size=60))
def test_quotations_of_any_text_are_parts_of_it(text: str) -> None:
    assert all(one in text for one in quotations(text))


@given(texts, st.integers(0, 90))
def test_what_is_left_fits_and_begins_as_the_whole_does(text: str, most: int) -> None:
    left = brief(text, lambda some: len(some) <= most)
    assert len(left) <= most
    assert left == text if len(text) <= most else text.startswith(left.removesuffix("…"))


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=12, max_size=30), st.integers(12, 24))
def test_words_are_left_whole(words: list[str], most: int) -> None:
    left = brief(" ".join(words), lambda some: len(some) <= most)
    assert left.endswith("…")
    kept = left.removesuffix("…").split(" ")
    assert kept == words[: len(kept)]
    assert len(" ".join(words[: len(kept) + 1])) + 1 > most


def test_where_no_spaces_are_it_is_cut_between_signs() -> None:
    assert brief("光合作用把光变成能量", lambda some: len(some) <= 5) == "光合作用…"


def test_a_word_too_long_for_any_room_leaves_nothing() -> None:
    assert brief("photosynthesis", lambda some: not some) == ""


def test_marks_that_only_begin_are_looked_through_soon() -> None:
    assert quotations("„" * 500_000) == []
