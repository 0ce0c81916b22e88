from __future__ import annotations

import pytest

from benchmarks.answer_sets import AnswerSet, Asked, Text
from benchmarks.answers import best_scores, holds


def holding(answer: str, *texts: str) -> bool:
    return holds(Asked("q", "What is it?", (answer,), frozenset()), texts)


@pytest.mark.parametrize(("answer", "held"), [("9,846 km", True), ("mars", True), ("Venus", False)])
def test_an_answer_is_held_however_it_is_written(answer: str, held: bool) -> None:
    assert holding(answer, "It is Mars.", "They are 9 846 km apart.") is held


@pytest.mark.parametrize(("text", "held"), [("Write x ^ y.", True), ("Write x or y.", False)])
def test_an_answer_of_signs_alone_must_stand_there(text: str, held: bool) -> None:
    assert holding("^", text) is held


def test_no_text_holds_no_answer() -> None:
    assert not holding("Mars")
    assert not holding("...")


def test_a_threshold_is_told_of_what_is_there_and_of_what_was_taken_away() -> None:
    names = ("mars", "venus", "pluto", "saturn")
    texts = tuple(Text(name, name, f"{name} is a planet") for name in names)
    asked = tuple(Asked(name, f"What is {name}?", (name,), frozenset([name])) for name in names)
    scores = best_scores(AnswerSet("planets", texts, asked))
    assert set(scores.there) == set(scores.away) == set(names)
    assert all(scores.away[name] < scores.there[name] for name in names)
    assert scores.enough in scores.there.values()


def test_a_set_with_questions_that_nothing_answers_needs_nothing_taken_away() -> None:
    texts = (Text("mars", "mars", "mars is a planet"), Text("venus", "venus", "venus is a planet"))
    asked = (
        *(Asked(name, f"What is {name}?", (name,), frozenset([name])) for name in ("mars", "venus")),
        Asked("none", "Who wrote it?", (), frozenset()),
    )
    scores = best_scores(AnswerSet("planets", texts, asked))
    assert scores.away == {"none": 0.0}
