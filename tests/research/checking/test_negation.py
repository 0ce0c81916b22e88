from __future__ import annotations

import pytest

from tests.research.checking.asked import passes


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("A tuple can't be changed.", "A tuple cannot be changed."),
        ("Venus lacks a moon.", "Venus has no moon."),
        ("The cubic has no solution.", "No solution exists for the cubic."),
        ("It is a mistake to think that glass flows.", "It is wrong to think that glass flows."),
        ("Free recall asks for everything.", "Free recall asks for everything, without any hint."),
        ("Neither whales nor seals lay eggs.", "Whales and seals do not lay eggs."),
    ],
)
def test_a_denial_may_be_said_otherwise(said: str, source: str) -> None:
    assert passes(said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("A tuple can be changed.", "A tuple cannot be changed."),
        ("A list cannot be changed.", "A list can be changed."),
        ("Venus has a large moon.", "Venus has no large moon."),
        (
            "Seasons come from the distance.",
            "It is a common mistake to think that seasons come from the distance.",
        ),
        ("The vaccine causes the illness.", "There is no evidence that the vaccine causes the illness."),
        ("The rule is not only for lists.", "The rule is only for lists."),
        ("The finding was harmonious.", "The finding was unharmonious."),
        ("Heat flows from cold to warm bodies.", "Heat flows from cold to warm bodies. This is wrong."),
    ],
)
def test_a_denial_is_neither_lost_nor_made(said: str, source: str) -> None:
    assert not passes(said, source, source.split(". ", maxsplit=1)[0])
