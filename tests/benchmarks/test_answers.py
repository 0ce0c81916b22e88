from __future__ import annotations

import pytest

from benchmarks.answer_sets import Asked
from benchmarks.answers import holds


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
