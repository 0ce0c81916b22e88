from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.readability import LEAST, lix

EASY = ["The cat sat on the mat and saw the dog run by."] * 4
HARD = [
    "Chloroplasts synthesise carbohydrates photochemically, notwithstanding atmospheric perturbations."
] * 6


def test_the_formula_of_bjornsson() -> None:
    assert lix(EASY) == 12
    assert lix(["One two three four five six seven elephants."] * 5) == 8 + 100 / 8


def test_long_words_in_long_sentences_are_harder() -> None:
    assert (lix(HARD) or 0) > 60 > (lix(EASY) or 0)


@pytest.mark.parametrize(
    "text",
    ["植物の光合成は葉緑体で行われる。" * 20, "تمتص النباتات الضوء في الأوراق " * 20, "", "1 2 3 " * 50],
)
def test_where_it_says_nothing_nothing_is_said(text: str) -> None:
    assert lix([text]) is None


def test_of_a_few_words_nothing_can_be_said() -> None:
    assert lix(["word"] * (LEAST - 1)) is None
    assert lix(["word"] * LEAST) == 1


@given(st.lists(st.text(max_size=80), max_size=20))
def test_any_text_has_a_sensible_number_or_none(texts: list[str]) -> None:
    found = lix(texts)
    assert found is None or found >= 1
