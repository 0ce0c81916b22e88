from __future__ import annotations

from sapere.research.answering.asked import asked
from sapere.research.answering.evidence import best_lines
from sapere.research.answering.passages import weigh
from sapere.research.answering.signs import share
from tests.research.shelf import excerpt

QUESTION = asked("When did Mariner 4 fly past Mars?", "en")


def test_no_sentence_is_taken_twice() -> None:
    twice = [excerpt("Mariner 4 flew past Mars in 1965.", source=name) for name in ("a", "b")]
    assert len(best_lines(weigh(QUESTION, twice), 3)) == 1


def test_what_says_nearly_the_same_gives_way_to_what_says_more() -> None:
    texts = (
        "Mariner 4 flew past Mars in July 1965, for the first time.",
        "Mariner 4 flew past Mars in July 1965, the first time.",
        "Mariner 4 took 22 pictures of Mars on its way.",
    )
    found = weigh(QUESTION, [excerpt(text, source=str(at)) for at, text in enumerate(texts)])
    assert [line.text for line in best_lines(found, 2)][1] == texts[2]
    assert len(best_lines(found, 3)) == 3


def test_the_year_that_was_asked_about_is_no_answer() -> None:
    near = [excerpt("In 1965 it was far away. In 1965 it was 9,846 km away.")]
    lines = best_lines(weigh(asked("How far was it in 1965?", "en"), near), 1)
    assert "9,846" in lines[0].text


def test_nothing_weighs_nothing() -> None:
    assert share(frozenset({"a"}), {}) == 0
    assert best_lines(weigh(QUESTION, []), 3) == []
