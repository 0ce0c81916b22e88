from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.providers.embeddings.answers import vectors
from sapere.research.errors import BadSaying
from tests.json_values import json_with

number = st.integers(-100, 100) | st.floats(-1e6, 1e6)


@given(json_with(["data", "index", "embedding"]), st.integers(1, 3))
def test_whatever_comes_gives_vectors_or_a_sentence(answer: Any, count: int) -> None:
    try:
        found = vectors(answer, count=count, dimension=0)
    except BadSaying as error:
        assert error.what.endswith(".")
    else:
        assert len(found) == count


@given(st.lists(st.lists(number, min_size=4, max_size=4), min_size=1, max_size=5), st.randoms())
def test_rows_in_any_order_give_unit_vectors_in_theirs(rows: list[list[float]], chance: Any) -> None:
    rows = [[1.0, *row] for row in rows]
    data = [{"index": place, "embedding": row} for place, row in enumerate(rows)]
    chance.shuffle(data)
    found = vectors({"data": data}, count=len(rows), dimension=5)
    for row, vector in zip(rows, found, strict=True):
        assert math.hypot(*vector) == pytest.approx(1)
        assert [one * math.hypot(*row) for one in vector] == pytest.approx(row, abs=1e-6)


def test_rows_without_an_index_keep_their_order() -> None:
    data = [{"embedding": [2, 0]}, {"embedding": [0, 3]}]
    assert vectors({"data": data}, count=2, dimension=2) == [[1, 0], [0, 1]]


@pytest.mark.parametrize("index", [[0, True], [0, 2], [0, "1"], [1, 1], [0.0, 1]])
def test_indexes_that_tell_nothing_are_refused(index: list[Any]) -> None:
    data = [{"index": one, "embedding": [1, 0]} for one in index]
    with pytest.raises(BadSaying, match="which vector"):
        vectors({"data": data}, count=2, dimension=2)
