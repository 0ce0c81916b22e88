from __future__ import annotations

import pytest

from benchmarks.question_sets import Question, QuestionSet
from benchmarks.retrieval import mean, ndcg, recall, reciprocal

QUESTION = Question("q", frozenset({"a", "b"}))


def test_the_best_order_is_worth_one() -> None:
    assert ndcg(QUESTION, ["a", "b", "c"]) == 1
    assert ndcg(QUESTION, ["c"]) == 0
    assert ndcg(QUESTION, ["c", "a"]) == pytest.approx(0.387, abs=1e-3)


def test_recall_counts_the_answers_among_the_first() -> None:
    assert recall(1)(QUESTION, ["a", "b"]) == 0.5
    assert recall(5)(QUESTION, ["c", "b", "a"]) == 1


def test_the_place_of_the_first_answer() -> None:
    assert reciprocal(QUESTION, ["c", "b", "a"]) == 0.5
    assert reciprocal(QUESTION, ["c"]) == 0


def test_halves_are_every_second_question() -> None:
    asked = QuestionSet("s", "en", {"a": "text"}, (QUESTION, QUESTION, QUESTION))
    answers = [["a", "b"], ["c"], ["a", "b"]]
    assert (mean(ndcg, asked, answers, 0), mean(ndcg, asked, answers, 1)) == (1, 0)
