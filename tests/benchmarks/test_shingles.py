from __future__ import annotations

import pytest

from benchmarks.shingles import averaged, overlap


def test_what_is_extra_and_what_is_missing() -> None:
    found = overlap("a b c d e", "b c d e f g")
    assert (found.both, found.extra, found.missing) == (1, 1, 2)
    assert (found.precision, found.recall) == pytest.approx((0.5, 1 / 3))


@pytest.mark.parametrize(
    ("given", "wanted", "f1"), [("", "", 1), ("a b", "a b", 1), ("", "a b", 0), ("a b", "", 0)]
)
def test_short_and_empty_texts(given: str, wanted: str, f1: float) -> None:
    assert overlap(given, wanted).f1 == f1


def test_an_empty_answer_counts_against_recall_alone() -> None:
    whole = overlap("a b c d", "a b c d")
    assert averaged([whole, overlap("", "a b c d")]) == pytest.approx((1.0, 0.5, 2 / 3))
