from __future__ import annotations

import pytest

from tests.research.checking.asked import passes


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The rate decreased by half in June.", "The rate increased by half in June."),
        ("Exercise before sleep helps memory.", "Exercise after sleep helps memory."),
        ("Adults slept less often than children.", "Adults slept more often than children."),
        ("As temperature decreases, pressure increases.", "As temperature increases, pressure decreases."),
        ("The door is always locked at dusk.", "The door is never locked at dusk."),
        ("A heap needs more air than before.", "A heap needs air and water."),
    ],
)
def test_an_opposite_is_found(said: str, source: str) -> None:
    assert not passes(said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Mercury is smaller than Venus.", "Venus is larger than Mercury."),
        ("The price of bread rose in June.", "The price of bread increased in June."),
        (
            "The rate did not increase in June.",
            "The rate did not increase in June, nor did it decrease in May.",
        ),
    ],
)
def test_the_same_said_from_the_other_side_holds(said: str, source: str) -> None:
    assert passes(said, source)
