from __future__ import annotations

import pytest

from tests.research.checking.asked import passes

NOTES = "Ada Lovelace translated a paper by Luigi Menabrea for a journal of the World Health Organization in Italy."


@pytest.mark.parametrize(
    "said",
    [
        "Lovelace translated the paper of Menabrea.",
        "Lovelace translated a paper for an Italian journal.",
        "Lovelace translated a paper for a journal of the WHO.",
        "Translators such as Ada Lovelace worked on a paper by Menabrea.",
    ],
)
def test_names_of_the_source_hold(said: str) -> None:
    assert passes(said, NOTES)


@pytest.mark.parametrize(
    "said",
    [
        "Ada Lovelace translated a paper by Charles Babbage.",
        "Babbage translated a paper by Luigi Menabrea.",
        "Ada Lovelace translated a paper for a journal in Austria.",
        "Ada Lovelace translated a paper for a journal of NASA.",
    ],
)
def test_names_from_elsewhere_do_not(said: str) -> None:
    assert not passes(said, NOTES)


def test_places_that_begin_alike_are_two() -> None:
    assert not passes("The animal lives in Australia.", "The animal lives in Austria.")
