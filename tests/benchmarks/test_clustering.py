from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.clustering import pairwise_f1

TRUTH = {"a": "one", "b": "one", "c": "two", "d": "two"}


def test_the_same_grouping_scores_one() -> None:
    assert pairwise_f1(TRUTH, {"a": 7, "b": 7, "c": 8, "d": 8}) == 1.0


def test_one_great_heap_finds_all_pairs_but_few_rightly() -> None:
    assert pairwise_f1(TRUTH, dict.fromkeys(TRUTH, 0)) == pytest.approx(2 * 2 / (6 + 2))


def test_a_page_in_no_group_is_with_nobody() -> None:
    assert pairwise_f1(TRUTH, {"a": None, "b": None, "c": 1, "d": 1}) == pytest.approx(2 / 3)


@given(st.dictionaries(st.text(), st.sampled_from("xyz"), min_size=2))
def test_a_score_lies_between_nothing_and_one(truth: dict[str, str]) -> None:
    assert 0 <= pairwise_f1(truth, dict.fromkeys(truth, 1)) <= 1
