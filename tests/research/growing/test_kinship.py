from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.growing.groups import attached, grouped, how_many
from sapere.research.growing.kinship import by_rank, by_titles, similarity
from tests.research.growing.soil import prose, soil

SEA = ["tide moon sea wave water", "sea wave tide coast water", "moon tide sea water pull"]
FIRE = ["fire flame heat smoke ash", "flame heat fire burn ash", "smoke ash fire heat burn"]
WORDS = [text.split() for text in SEA + FIRE]


def test_texts_on_one_matter_are_kin() -> None:
    kin = by_rank(similarity(WORDS))
    assert kin[0, 1] > kin[0, 4]
    assert np.allclose(kin, kin.T)
    assert not kin.diagonal().any()


def test_two_matters_make_two_groups() -> None:
    assert grouped(by_rank(similarity(WORDS)), 2) == [0, 0, 0, 1, 1, 1]


def test_texts_without_a_shared_word_are_not_kin() -> None:
    assert not similarity([["a"], ["b"], ["c"], ["d"]]).any()


def test_as_many_groups_as_parts_is_each_alone() -> None:
    assert grouped(np.zeros((3, 3)), 5) == [0, 1, 2]
    assert grouped(np.zeros((3, 3)), 1) == [0, 0, 0]


def test_who_names_no_chapter_joins_its_kin() -> None:
    kin = by_rank(similarity(WORDS))
    assert attached(["sea", "sea", "", "fire", "", "fire"], kin) == [0, 0, 0, 1, 1, 1]


def test_group_counts_stay_in_bounds() -> None:
    assert how_many(55, 6.5, 3, 8) == 8
    assert how_many(2, 6.5, 3, 8) == 2
    assert how_many(20, 6.5, 3, 8) == 3


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=9), min_size=2, max_size=12))
def test_any_words_give_a_whole_number_of_groups(words: list[list[str]]) -> None:
    labels = grouped(by_rank(similarity(words)), 3)
    assert len(labels) == len(words)
    assert set(labels) == set(range(len(set(labels))))


def test_parts_that_speak_of_each_others_titles_are_kin() -> None:
    texts = {
        "file:///tide": f"# Tides\n{prose('moon', 4)} {prose('water', 4)}",
        "file:///moon": f"# Moon\n{prose('tides', 4)} {prose('night', 4)}",
        "file:///fire": f"# Fire\n{prose('smoke', 8)}",
        "file:///ash": f"# Ash\n{prose('fire', 8)}",
    }
    found = soil(texts, "book")
    kin = by_titles(found.parts, [found.words_of(part) for part in found.parts])
    assert kin[0, 1] > kin[0, 2]
    assert kin[2, 3] > kin[1, 3]
