from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.money import dollars


@pytest.mark.parametrize(
    ("usd", "said"),
    [
        (0, "$0"),
        (0.5, "$0.50"),
        (1204.3, "$1,204.30"),
        (0.00421, "$0.0042"),
        (0.00000001, "$0.00000001"),
        (None, "unknown"),
    ],
)
def test_dollars_are_said_as_one_says_them(usd: float | None, said: str) -> None:
    assert dollars(usd) == said


@given(st.floats(min_value=1e-8, max_value=1e6))
def test_what_is_said_is_near_what_it_is(usd: float) -> None:
    said = float(dollars(usd).strip("$").replace(",", ""))
    assert abs(said - usd) <= max(0.00500001, 0) and said > 0
