from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from sapere.research.answering.asked import asked
from sapere.research.answering.enough import doubt
from sapere.research.answering.evidence import best_lines
from sapere.research.answering.passages import rarity, weigh
from sapere.research.replies import Excerpt
from tests.research.shelf import excerpt, sky

CAIRO = [excerpt("تأسست جامعة القاهرة في عام 1908.", title="جامعة القاهرة", language="ar")]


def unsure(question: str, *, without: str = "", there: Sequence[Excerpt] = ()) -> float:
    read = asked(question)
    found = there or sky(without=without)
    weighed = weigh(read, found)
    return doubt(read, rarity(read, found), best_lines(weighed, 1)[0], weighed)


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


def test_a_word_misspelt_is_doubted_less_than_one_that_is_not_there() -> None:
    assert unsure("When did Marinar 4 fly past Mars?") < unsure("When did Voyager 4 fly past Mars?")
    assert unsure("متى تاسست جامعت القاهرا؟", there=CAIRO) < 0


def test_what_is_said_often_is_doubted_less() -> None:
    once, often = (
        "The quokka eats leaves. It sleeps by day.",
        "The quokka eats leaves. A quokka sleeps by day.",
    )
    assert unsure("What does a quokka eat?", there=[excerpt(often)]) < unsure(
        "What does a quokka eat?", there=[excerpt(once)]
    )


@pytest.mark.parametrize("letters", ["a", "7", "s?", "x y", "a 7 s"])
def test_letters_ask_nothing(letters: str) -> None:
    read = asked(letters)
    weighed = weigh(read, [excerpt("Vitamin A, s and 7, x and y.")])
    assert doubt(read, dict.fromkeys(read.terms, 1.0), best_lines(weighed, 1)[0], weighed) == math.inf
