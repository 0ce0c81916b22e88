from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.disagreeing.quantities import quantities
from sapere.research.disagreeing.spans import Span


def only(text: str, language: str = "en") -> tuple[str, Span]:
    (found,) = quantities(text, language)
    return found.measure, found.span


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("3,474 km", "length", 3_474_000),
        ("3.5 kilometres", "length", 3_500),
        ("two miles", "length", 3_218.688),
        ("4.5 billion years", "time", 4.5e9 * 31_556_952),
        ("100 °C", "temperature", 373.15),
        ("212 °F", "temperature", 373.15),
        ("$5 million", "US dollar", 5e6),
        ("95 %", "share", 95),
        ("eight major planets", "count of planet", 8),
        ("٣٤٧٤ km", "length", 3_474_000),
        ("３４７４ km", "length", 3_474_000),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, measure: str, value: float) -> None:
    found, span = only(f"It has {text} .")
    assert found == measure
    assert span.low <= value <= span.high


@pytest.mark.parametrize(
    "text", ["version 3.11.2", "B12 vitamins", "10^5 cells", "in the 1960s", "Apollo 11 flights", "1/2 litres", "5 km per second", "the 2nd day"]
)  # fmt: skip
def test_parts_of_names_codes_and_rates_are_no_figures(text: str) -> None:
    assert quantities(f"It was {text}.", "en") == []


def test_commas_and_points_are_read_as_the_language_writes_them() -> None:
    assert only("Er misst 2,962 km.", "de")[1].high < 3_000
    assert only("Er misst 2.962 km.", "de")[1].low > 2_900_000
    assert only("It is 2,962 km.")[1].low > 2_900_000


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("about 3,500 km", 3_300_000, 4_000_000),
        ("more than 3,500 km", 9e9, 3_000_000),
        ("up to 3,500 km", 1.0, 4_000_000),
        ("between 3 and 5 km", 4_000, 6_000),
        ("3–5 km", 4_000, 6_000),
        ("3,500 km or more", 9e9, 3_000_000),
    ],
)
def test_ranges_and_approximations_are_wide(text: str, inside: float, outside: float) -> None:
    _, span = only(f"It is {text}.")
    assert span.low <= inside <= span.high
    assert not span.low <= outside <= span.high


@given(st.text(max_size=200), st.sampled_from(["en", "de", "zh", ""]))
def test_any_text_can_be_looked_through(text: str, language: str) -> None:
    ends = [0]
    for found in quantities(text, language):
        assert ends[-1] <= found.start < found.end <= len(text)
        assert found.span.low <= found.span.high
        ends.append(found.end)
