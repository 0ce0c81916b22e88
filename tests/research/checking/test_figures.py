from __future__ import annotations

import pytest

from tests.research.checking.asked import passes

BRIDGE = (
    "The bridge was opened on 14 May 1931 after six years of work. It is 1,149 metres long, 3.4 km from the harbour, and cost "
    "4.2 million dollars. About 160,000 cars use it a day, which is 12% more than planned. It is the second bridge there."
)


@pytest.mark.parametrize(
    "said",
    [
        "The bridge was opened in May 1931.",
        "The bridge was opened in 1931, after 6 years of work.",
        "The bridge is 1149 m long.",
        "The bridge is 3,400 metres from the harbour.",
        "The bridge cost 4,200,000 dollars.",
        "About 160,000 cars use the bridge a day.",
        "The use is 12 percent more than planned.",
        "It is the 2nd bridge there.",
    ],
)
def test_the_same_figure_in_other_writing_holds(said: str) -> None:
    assert passes(said, BRIDGE)


@pytest.mark.parametrize(
    "said",
    [
        "The bridge was opened on 15 May 1931.",
        "The bridge was opened on 14 March 1931.",
        "The bridge was opened in 1913.",
        "The bridge was opened after seven years of work.",
        "The bridge is 1,149 feet long.",
        "The bridge is 34 km from the harbour.",
        "The bridge cost 4.2 billion dollars.",
        "The use is 21% more than planned.",
        "About 160,000 trucks use it a day.",
        "It is the third bridge there.",
        "The bridge costs 4.2 million euros.",
    ],
)
def test_another_figure_date_or_unit_does_not(said: str) -> None:
    assert not passes(said, BRIDGE)


def test_a_rounded_figure_holds_where_it_is_said_to_be_one() -> None:
    moon = "The Moon has a diameter of 3,474 km."
    assert passes("The Moon has a diameter of about 3,500 km.", moon)
    assert not passes("The Moon has a diameter of 3,500 km.", moon)
    assert not passes("The Moon has a diameter of about 3,800 km.", moon)


def test_a_bound_is_no_exact_figure() -> None:
    assert not passes("The wall is 300 metres long.", "The wall is more than 300 metres long.")


def test_commas_are_read_as_the_language_writes_them() -> None:
    way = "Der Weg zum Gipfel ist 3,4 km lang."
    assert passes("Zum Gipfel ist der Weg 3400 m lang.", way, language="de")
    assert not passes("Zum Gipfel ist der Weg 34 km lang.", way, language="de")


def test_a_figure_in_a_name_has_to_be_there_letter_by_letter() -> None:
    assert passes("Version 3.11.2 fixes the fault.", "The fault is fixed in version 3.11.2.")
    assert not passes("Version 3.11.3 fixes the fault.", "The fault is fixed in version 3.11.2.")


def test_figures_in_han_signs_are_compared() -> None:
    assert not passes("火星有三颗小卫星,它们很暗。", "火星有两颗小卫星,它们很暗。", language="zh")
