from __future__ import annotations

import pytest

from sapere.research.both_sides import both_sides
from sapere.research.calls import Job
from sapere.research.errors import ModelAway
from sapere.research.shapes import EXTRACTIVE, Citation, Disagreement, Side
from tests.research.shelf import saying

FIRST = "The Moon has a diameter of 3,474 km."
SECOND = "The Moon has a diameter of 3,600 km."
TOLD = Disagreement(
    "The Moon has a diameter of …",
    "number",
    (
        Side("3,474 km", Citation("a", FIRST, 10, 10 + len(FIRST))),
        Side("3,600 km", Citation("b", SECOND, 0, len(SECOND))),
    ),
)
TITLES = {"a": "An atlas", "b": "An old book"}


def test_each_side_is_given_in_its_own_words() -> None:
    found = both_sides(TOLD, TITLES, language="en")
    assert [one.text for one in found.sentences] == [
        f"An atlas says: “{FIRST}”",
        f"An old book says: “{SECOND}”",
    ]
    assert [one.citations[0].source for one in found.sentences] == ["a", "b"]


@pytest.mark.parametrize("language", ["de", "zh", "ar", "sw"])
def test_it_is_told_in_any_language(language: str) -> None:
    assert FIRST in both_sides(TOLD, TITLES, language=language).sentences[0].text


def test_a_model_sums_up_what_each_says() -> None:
    said = {
        "s": [
            {"t": "The Moon has a diameter of 3,474 km.", "c": [[1, FIRST]]},
            {"t": "The Moon has a diameter of 3,600 km.", "c": [[2, SECOND]]},
        ]
    }
    models, _ = saying(Job.DISAGREE, said)
    found = both_sides(TOLD, TITLES, models, language="en")
    assert found.writer == "scripted:one"
    assert found.sentences[0].citations[0].start == 10


@pytest.mark.parametrize(
    "said",
    [
        {"s": [{"t": "The Moon has a diameter of 3,474 km.", "c": [[1, FIRST]]}]},
        {"s": [{"t": "The Moon has a diameter of 9 km.", "c": [[1, FIRST], [2, SECOND]]}]},
        {"s": []},
        ModelAway("It is not there."),
    ],
)
def test_a_model_that_leaves_a_side_out_gives_way(said: object) -> None:
    models, _ = saying(Job.DISAGREE, said)
    found = both_sides(TOLD, TITLES, models, language="en")
    assert found.writer == EXTRACTIVE
    assert found.fallback
    assert len(found.sentences) == 2
