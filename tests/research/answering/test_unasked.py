from __future__ import annotations

import pytest

from sapere.research.answering.asked import asked
from sapere.research.answering.unasked import dated, others, person

WHO = asked("Who painted the Mona Lisa?", "en")
WHEN = asked("When after 1500 was it painted?", "en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is by Leonardo.", False),
        ("It is by Leonardo de Vinci.", True),
        ("The Mona Lisa is small.", False),
        ("It was a painter.", False),
    ],
)
def test_a_whole_name_that_was_not_asked_about_is_somebody(text: str, said: bool) -> None:
    assert person(WHO, text) is said
    assert not person(WHEN, text)


@pytest.mark.parametrize(
    ("text", "said"), [("In 1503.", 1.0), ("After 1500.", 0.0), ("One day in May.", 0.5), ("Late.", 0.0)]
)
def test_another_year_is_a_date(text: str, said: float) -> None:
    assert dated(WHEN, text) == said
    assert dated(WHO, text) == 0


def test_stems_that_were_not_asked_for_count_up_to_twenty() -> None:
    assert others(WHO, frozenset(WHO.terms)) == 0
    assert others(WHO, frozenset({"oil", *WHO.terms})) == 0.05
    assert others(WHO, frozenset(map(str, range(50)))) == 1


def test_a_long_chain_of_capitals_is_looked_through_soon() -> None:
    assert not person(WHO, "A-" * 200_000)
