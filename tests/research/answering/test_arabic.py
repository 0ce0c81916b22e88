from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.answering.arabic import fold, little, root, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("فلسطين", "الفلسطينية", "والفلسطينيون"),
        ("كبير", "كبيرة", "الكبيرة", "كبيره"),
        ("سويسرا", "لسويسرا", "وسويسرا"),
        ("إسلامي", "الإسلامية", "للإسلاميين"),
        ("سيناريو", "السيناريو"),
    ],
)
def test_a_word_has_one_stem_whatever_is_glued_to_it(forms: tuple[str, ...]) -> None:
    assert len({stem(fold(word)) for word in forms}) == 1


@pytest.mark.parametrize(
    "family",
    [
        ("كتاب", "الكتب", "مكتوب", "كاتب"),
        ("تاريخ", "تواريخ"),
        ("إقليم", "أقاليم"),
        ("قائد", "قاءد"),
        ("شهرة", "اشتهر", "مشهور"),
    ],
)
def test_words_of_a_family_have_one_root(family: tuple[str, ...]) -> None:
    assert len({root(stem(fold(word))) for word in family}) == 1


def test_other_words_have_another_root() -> None:
    assert len({root(stem(fold(word))) for word in ("مدرسة", "مدينة", "كتاب", "حكومة")}) == 4


def test_a_short_word_keeps_what_looks_glued_to_it() -> None:
    assert [stem(word) for word in ("ولد", "لندن", "الم", "عين")] == ["ولد", "لندن", "الم", "عين"]


def test_little_words_are_known_behind_and() -> None:
    assert {"في", "وفي", "علي", "الي", "فهو"} <= little()


def test_words_that_ask_are_little_wherever_they_stand() -> None:
    assert {"ماذا", "متي", "اين", "وكم"} <= little()


@given(st.text(max_size=40))
def test_any_word_has_a_stem_and_a_root(word: str) -> None:
    folded = fold(word)
    assert fold(folded) == folded
    assert len(root(stem(folded))) <= len(stem(folded)) <= len(folded)
    assert bool(stem(folded)) == bool(folded)
