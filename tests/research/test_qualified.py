from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.qualified import plain_words, without_qualifier


@pytest.mark.parametrize(
    ("name", "words", "bare"),
    [
        ("Mercury (planet)", "Mercury planet", "Mercury"),
        ("Python (programming language)", "Python programming language", "Python"),
        ("Mercury", "Mercury", "Mercury"),
        ("(a+b)", "a+b", "(a+b)"),
        ("run(main)", "run main", "run(main)"),
    ],
)
def test_a_qualifier_becomes_words_or_goes(name: str, words: str, bare: str) -> None:
    assert plain_words(name) == words
    assert without_qualifier(name) == bare


@given(st.text(min_size=1).filter(str.strip))
def test_a_name_is_never_left_without_words(name: str) -> None:
    assert without_qualifier(name).strip()
