from __future__ import annotations

from sapere.research.shapes import Citation, Disagreement, Side
from sapere.tabs.explore.disputes import disputes
from sapere.web.citations import References
from tests.tabs.explore.test_reading import ONE, TWO

SMALLER, LARGER = "The Moon is 3,474 km across.", "The Moon is 3,500 km across."


def side(source: str, quote: str, value: str) -> Side:
    return Side(value, Citation(source, quote, 5, 5 + len(quote)))


FOUND = Disagreement("Moon", "number", (side(ONE.id, SMALLER, "3,474 km"), side(TWO.id, LARGER, "3,500 km")))


def test_each_source_says_its_own_with_the_words_in_question_apart() -> None:
    [dispute] = disputes([FOUND], References("moon", {one.id: one for one in (ONE, TWO)}))
    assert [(c.before, c.value, c.after) for c in dispute.claims] == [
        ("The Moon is ", "3,474 km", " across."),
        ("The Moon is ", "3,500 km", " across."),
    ]
    assert [mark.number for claim in dispute.claims for mark in claim.marks] == [1, 2]


def test_a_lone_side_is_no_dispute() -> None:
    assert disputes([FOUND], References("moon", {ONE.id: ONE})) == ()
