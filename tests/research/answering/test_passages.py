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


def test_what_its_best_line_is_worth_counts() -> None:
    texts = (
        "Mariner 4 was built. Past Mars, others flew.",
        "Mariner 4 flew past Mars in 1965. It was built.",
    )
    found = weigh(QUESTION, [excerpt(text, source=str(at)) for at, text in enumerate(texts)])
    worths = [max(line.worth for line in one.lines) for one in found]
    assert [one.excerpt.passage.source for one in found] == ["1", "0"]
    assert worths[0] > worths[1]


def test_passages_whose_lines_were_looked_at_come_first() -> None:
    found = weigh(QUESTION, [excerpt(f"Mars {at} is red.", source=str(at)) for at in range(20)])
    read = [bool(one.lines) for one in found]
    assert read == sorted(read, reverse=True)
    assert not read[-1]
