from __future__ import annotations

from sapere.research.answering.asked import asked
from sapere.research.answering.passages import rarity, weigh
from tests.research.shelf import excerpt, sky

QUESTION = asked("When did Mariner 4 fly past Mars?", "en")


def test_the_passage_that_covers_most_comes_first() -> None:
    assert weigh(QUESTION, sky())[0].excerpt.passage.source == "mars"


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = rarity(
        asked("Where does water stand in a quokka?", "en"), [excerpt("Water and water.") for _ in range(9)]
    )
    assert weights["quokka"] > weights["water"]
