from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.queries import queries_for

AGENTS = ("library", "general", "academic", "computational", "video", "social")


@pytest.mark.parametrize(
    ("agent", "queries"),
    [
        ("library", ("Mercury (planet)",)),
        ("general", ("Mercury (planet)",)),
        ("academic", ("Mercury planet", "Mercury planet review")),
        ("computational", ("Mercury planet",)),
        ("video", ("Mercury planet lecture", "Mercury planet explained", "Mercury planet")),
        ("social", ("Mercury planet", "Mercury planet common mistakes")),
    ],
)
def test_each_agent_is_asked_for_what_it_is_good_at(agent: str, queries: tuple[str, ...]) -> None:
    assert queries_for(agent, "Mercury (planet)", "Mercury (planet)", "en") == queries


def test_a_question_is_asked_as_it_was_typed_behind_its_subject() -> None:
    assert queries_for("general", "tides", "What are tides?", "en") == ("tides", "What are tides?")


def test_what_can_be_computed_is_given_as_it_was_typed() -> None:
    assert queries_for("computational", "(a+b)^2", "what is (a+b)^2", "en") == ("what is (a+b)^2",)
    assert queries_for("computational", "5!", "5!", "en") == ("5!",)


def test_lessons_are_looked_for_in_the_learners_language() -> None:
    assert queries_for("video", "Osmose", "Osmose", "de-AT")[0] == "Osmose Vorlesung"
    assert queries_for("video", "osmosis", "osmosis", "fi") == ("osmosis",)
    assert queries_for("academic", "Osmose", "Osmose", "de") == ("Osmose",)


@given(
    st.sampled_from(AGENTS), st.text(min_size=1).filter(str.strip), st.sampled_from(["en", "zh", "xx", ""])
)
def test_every_agent_is_asked_something(agent: str, name: str, language: str) -> None:
    queries = queries_for(agent, name, name, language)
    assert queries
    assert len(set(queries)) == len(queries)
