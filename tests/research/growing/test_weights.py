from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.growing.weights import Vocabulary

TEXTS = [["tide", "moon", "moon"], ["tide", "wind"], ["tide", "fire"]]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    row = Vocabulary(TEXTS).vectors([["tide", "fire"]]).toarray()[0]
    columns = {word: at for at, word in enumerate(sorted({"tide", "moon", "wind", "fire"}))}
    assert row[columns["fire"]] > row[columns["tide"]] > 0


def test_words_in_too_few_or_too_many_texts_are_left_out() -> None:
    assert Vocabulary(TEXTS, fewest=2).vectors(TEXTS).shape == (3, 1)
    assert Vocabulary(TEXTS, most=0.5).vectors(TEXTS).shape == (3, 3)


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), min_size=1, max_size=8))
def test_every_text_with_a_known_word_has_length_one(texts: list[list[str]]) -> None:
    lengths = np.linalg.norm(Vocabulary(texts).vectors(texts).toarray(), axis=1)
    assert all(abs(float(length) - bool(text)) < 1e-9 for length, text in zip(lengths, texts, strict=True))
