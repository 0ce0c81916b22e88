from __future__ import annotations

import pytest

from benchmarks.answer_sets import SHARED, answer_sets, skipped
from benchmarks.answers import letters

SETS = {one.name: one for one in answer_sets()}


@pytest.mark.parametrize("name", SETS)
def test_every_question_that_is_answered_is_so_by_a_text_that_is_there(name: str) -> None:
    there = {text.name for text in SETS[name].texts}
    assert all(asked.documents & there for asked in SETS[name].asked if asked.documents)


@pytest.mark.parametrize("name", SETS)
def test_no_two_questions_have_one_id(name: str) -> None:
    ids = [asked.id for asked in SETS[name].asked]
    assert len(set(ids)) == len(ids) > 0


def test_a_set_is_there_or_it_is_said_why_not() -> None:
    assert len(SETS) + len(skipped()) == 5


@pytest.mark.skipif(not (SHARED / "freshwiki").exists(), reason="the shared articles are not there")
def test_every_article_that_is_asked_about_holds_the_answer() -> None:
    bodies = {text.name: text.body for text in SETS["FreshWiki"].texts}
    for asked in SETS["FreshWiki"].asked:
        (document,) = asked.documents
        assert letters(asked.answers[0]) in letters(bodies[document]), asked.text
