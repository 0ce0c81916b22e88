from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.answering.spelling import alike

WORDS = st.frozensets(st.text(min_size=1, max_size=9), max_size=5)


def test_a_word_misspelt_is_nearly_there() -> None:
    assert alike({"mariner": 1.0}, frozenset({"marinar"})) > 0.5
    assert alike({"mariner": 1.0}, frozenset({"voyager"})) == 0.0


def test_what_is_held_or_above_is_not_missing() -> None:
    near = frozenset({"marinar"})
    assert alike({"mariner": 1.0}, near | {"mariner"}) == 0.0
    assert alike({"mariner": 1.0}, near, frozenset({"mariner"})) == 0.0


@given(st.dictionaries(st.text(min_size=1, max_size=9), st.floats(0.1, 9), max_size=5), WORDS)
def test_it_is_a_share(weights: dict[str, float], held: frozenset[str]) -> None:
    assert 0.0 <= alike(weights, held) <= 1.0 + 1e-9
