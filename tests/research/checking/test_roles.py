from __future__ import annotations

import pytest

from tests.research.checking.asked import passes


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Leibniz influenced Newton in London.", "Newton influenced Leibniz in London."),
        ("Newton was influenced by Leibniz.", "Leibniz was influenced by Newton."),
        ("The bacteria had killed the mould.", "The mould had killed the bacteria."),
        ("It computes a key from the number.", "It computes a number from the key."),
        ("Deimos circles the planet each day.", "Deimos is small. Phobos circles the planet each day."),
        (
            "A list may serve as a key.",
            "A list can grow. Because a tuple never grows, it may serve as a key.",
        ),
    ],
)
def test_parts_are_not_swapped(said: str, source: str) -> None:
    assert not passes(said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Leibniz was influenced by Newton.", "Newton influenced Leibniz."),
        ("Tin, zinc and copper are metals.", "Copper, zinc and tin are metals."),
        ("Oxygen and iron react in moist air.", "Iron and oxygen react in moist air."),
        ("The city council rejected a tunnel.", "Some proposed a tunnel, but the city council rejected it."),
    ],
)
def test_another_order_of_the_same_parts_holds(said: str, source: str) -> None:
    assert passes(said, source)
