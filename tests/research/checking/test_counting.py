from __future__ import annotations

import pytest

from tests.research.checking.asked import passes

TRIAL = (
    "Two doses protected 91 percent of the volunteers; one dose protected 60 percent. Sleep runs in cycles of 90 minutes. A nap of "
    "20 minutes ends before deep sleep begins. Frisch described the dance in 1927 and got a prize in 1973."
)


@pytest.mark.parametrize(
    "said",
    [
        "One dose protected 91 percent of the volunteers.",
        "A nap of 90 minutes ends before deep sleep begins.",
        "Frisch described the dance in 1973 and got a prize in 1927.",
    ],
)
def test_figures_are_not_changed_about(said: str) -> None:
    assert not passes(said, TRIAL)


def test_figures_at_their_place_hold() -> None:
    assert passes("Two doses protected 91 % of the volunteers and one dose protected 60 %.", TRIAL)
    assert passes("Frisch, who described the dance in 1927, got a prize in 1973.", TRIAL)


def test_a_scale_is_no_other_scale() -> None:
    assert not passes(
        "Some stars are hundreds of miles away.", "Some stars are hundreds of light-years away."
    )


def test_a_multiple_is_not_dropped() -> None:
    assert not passes("The notes are as long as the book.", "The notes are three times as long as the book.")
