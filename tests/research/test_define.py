from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.define import LONGEST_TOPIC, check_topic, define
from sapere.research.errors import BadTopic
from sapere.research.shapes import Meaning, Order


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("", "No topic"),
        (" \t\n ", "No topic"),
        ("\x00\x01\x1b", "No topic"),
        ("\x1b[31m\x1b[2J", "No topic"),
        ("🎉🚀", "no letter"),
        ("x" * 10_000, "10,000 characters"),
    ],
)
def test_bad_topics_are_told_why(topic: str, said: str) -> None:
    with pytest.raises(BadTopic) as refused:
        check_topic(topic)
    assert said in refused.value.what
    assert refused.value.advice


def test_a_topic_is_shown_without_needless_space() -> None:
    assert check_topic("  regular \n expressions ") == "regular expressions"


@given(st.text(max_size=400))
def test_any_text_is_a_topic_or_refused(text: str) -> None:
    try:
        topic = check_topic(text)
    except BadTopic:
        return
    assert 0 < len(topic) <= LONGEST_TOPIC
    assert topic == check_topic(topic)


def test_the_brief_has_queries_for_each_agent() -> None:
    brief = define(Order("What is photosynthesis?"), ["library", "general"])
    assert brief.title == "Photosynthesis"
    assert brief.language == "en"
    assert brief.queries["general"] == ("photosynthesis", "What is photosynthesis?")
    assert "photosynthesis" in brief.questions[0].lower()


def test_the_language_of_the_learner_wins() -> None:
    assert define(Order("Photosynthese", language="de"), []).language == "de"


def test_of_several_meanings_the_first_is_taken() -> None:
    meanings = (Meaning("Mercury (planet)", "the smallest planet"), Meaning("Mercury (element)"))
    brief = define(Order("what is mercury?"), ["library", "general", "video"], meanings)
    assert brief.title == "Mercury (planet)"
    assert brief.meanings == meanings
    assert brief.queries["general"] == brief.queries["library"] == ("Mercury (planet)",)
    assert brief.queries["video"][0] == "Mercury planet lecture"


def test_a_language_that_nobody_said_is_a_guess() -> None:
    assert define(Order("光合成"), []).guessed
    assert not define(Order("光合成", language="ja"), []).guessed
