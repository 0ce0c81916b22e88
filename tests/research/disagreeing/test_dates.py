from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.disagreeing.dates import dates


def apart(one: str, other: str) -> bool:
    (first,), (second,) = dates(one), dates(other)
    return first.span.apart(second.span)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on 20 July 1969", "on July 20th, 1969"),
        ("on 20 July 1969", "1969-07-20"),
        ("in July 1969", "on July 20, 1969"),
        ("in 1969", "in the 1960s"),
        ("in 1969", "in the 20th century"),
        ("around 1800", "in 1805"),
    ],
)
def test_one_day_may_be_named_in_many_ways(one: str, other: str) -> None:
    assert not apart(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("on 20 July 1969", "on 21 July 1969"), ("in 753 BC", "in 625 BC"), ("in 1969", "in the 1970s"), ("AD 79", "in the 2nd century")],
)  # fmt: skip
def test_other_days_are_told_apart(one: str, other: str) -> None:
    assert apart(one, other)


@pytest.mark.parametrize(
    "text", ["1500 metres", "$1999", "1,969 stars", "from 1914-1918", "32 July 1969x", "2999"]
)
def test_not_every_four_digits_are_a_year(text: str) -> None:
    assert dates(f"It was {text}.") == []


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    for found in dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.span.low <= found.span.high
