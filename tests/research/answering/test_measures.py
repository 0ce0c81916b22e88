from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.answering.measures import measured


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("How much did the bridge cost?", "It was made for £40,000.", "In 1909 it was made."),
        ("What was the budget of the film?", "It had 40 million dollars.", "It had 40 scenes."),
        ("How long did the siege last?", "It ended after seven weeks.", "It had 400 men."),
        ("How high is the tower?", "It rises 40 m above the town.", "It has 40 steps."),
        ("What is the area of the lake?", "It covers 40 km2.", "It has 40 islands."),
        ("At what time did the play begin?", "It began at 19:30.", "It began on 19 May."),
        ("By how much did it grow?", "It grew 4% in a year.", "It grew 4 times."),
        ("How old was the king?", "He died, aged 40, in his bed.", "He had 40 horses."),
        ("How often is the cup played for?", "It is played for every fourth year.", "It was lost."),
        ("How hot is the star?", "Its face has 5,700 K.", "It has 5,700 moons."),
        ("How fast does the bird fly?", "It flies at 90 km/h.", "It flies 90 hours."),
        ("How heavy is the bell?", "It has 9 tonnes.", "It has 9 tones."),
    ],
)
def test_a_number_is_not_yet_what_was_to_be_measured(question: str, told: str, untold: str) -> None:
    assert measured(question, told, "en")
    assert not measured(question, untold, "en")


@given(st.text())
def test_where_no_measure_is_asked_for_none_is_found(text: str) -> None:
    assert not measured("Who built the bridge?", text, "en")


def test_in_other_languages_none_is_looked_for() -> None:
    assert not measured("How much did the bridge cost?", "£40,000", "de")


def test_a_long_row_of_digits_is_looked_through_soon() -> None:
    assert not measured("How long did the siege last?", "1," * 200_000, "en")
