from __future__ import annotations

import math

import pytest

from sapere.research.answering.asked import asked
from sapere.research.answering.enough import doubt
from sapere.research.answering.evidence import best_lines, rarity, weigh
from tests.research.shelf import excerpt, sky


def unsure(question: str, *, without: str = "") -> float:
    read = asked(question)
    weighed = weigh(read, sky(without=without))
    return doubt(read, rarity(read, sky(without=without)), best_lines(weighed, 1)[0], weighed)


def test_what_is_there_is_not_doubted() -> None:
    assert unsure("When did Mariner 4 fly past Mars?") < 0


def test_what_is_not_there_is_doubted() -> None:
    assert unsure("When did Mariner 4 fly past Mars?", without="mars") > 0


@pytest.mark.parametrize(
    "question",
    [
        "asdf", "qwertz uiop", "Wie viele Ringe hat der Saturn in Wirklichkeit?",
        "火星上有多少水？", "متى بنيت الأهرامات في مصر؟", "Сколько колец у этой планеты?",
    ],
)  # fmt: skip
def test_nothing_and_other_languages_are_doubted(question: str) -> None:
    assert unsure(question) > 0


@pytest.mark.parametrize("letter", ["a", "7", "s?"])
def test_a_letter_asks_nothing(letter: str) -> None:
    read = asked(letter)
    weighed = weigh(read, [excerpt("Vitamin A, s and 7.")])
    assert doubt(read, dict.fromkeys(read.terms, 1.0), best_lines(weighed, 1)[0], weighed) == math.inf
