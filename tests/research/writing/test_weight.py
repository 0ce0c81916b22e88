from __future__ import annotations

import numpy as np

from sapere.research.shapes import Level
from sapere.research.writing.weight import bag, centrality, ease, likeness

TEXTS = [
    "A heap of compost needs air and water.",
    "Air and water keep a heap of compost alive.",
    "Compost heaps turn sour without air.",
    "The minister opened a railway station.",
]


def test_like_sentences_are_more_alike_than_others() -> None:
    alike = likeness([bag(text, "en") for text in TEXTS])
    assert np.allclose(np.diag(alike), 1)
    assert alike[0, 1] > alike[0, 2] > alike[0, 3] == 0


def test_the_sentence_that_the_others_are_like_is_central() -> None:
    rank = centrality(likeness([bag(text, "en") for text in TEXTS]), np.zeros(4))
    assert rank.max() == 1
    assert rank.argmin() == 3


def test_nothing_and_empty_bags_are_taken() -> None:
    assert likeness([]).shape == (0, 0)
    assert centrality(likeness([]), np.zeros(0)).size == 0
    assert not likeness([[], ["heap"]])[0].any()


def test_hard_sentences_cost_a_beginner_most() -> None:
    hard = ease("Notwithstanding comprehensive regularisation, " * 6, "en")
    assert hard.fits(Level.NEW) <= hard.fits(Level.ADVANCED) < 0
    assert ease("A heap needs air.", "en").fits(Level.NEW) == 0


def test_pairs_of_characters_where_words_are_not_spaced() -> None:
    assert bag("光合作用", "zh")
    assert ease("光合作用是植物", "zh").words == 3.5
