from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.growing.subject import Subject


@pytest.mark.parametrize(
    ("topic", "said", "times"),
    [
        ("generators", "A generator is made by a function. Generators are lazy.", 2),
        ("generators", "It generates random numbers.", 0),
        ("libraries", "A library of libraries", 2),
        ("regular expressions", "A regular expression is a pattern.", 1),
        ("regular expressions", "The expression is regular.", 0),
        ("history of Rome", "The long history of ancient Rome began here.", 1),
        ("class", "classes and a class", 2),
        ("光合作用", "植物的光合作用", 1),
        ("مصر", "تاريخ مصر القديمة", 1),
    ],
)
def test_a_subject_is_found_in_its_own_forms(topic: str, said: str, times: int) -> None:
    assert Subject(topic, "en").mentions(said) == times


def test_a_passage_that_mentions_it_once_speaks_of_it_in_passing() -> None:
    weights = Subject("tide", "en").weigh({"a": "the tide", "b": "tide after tide", "c": "the wind"})
    assert weights == {"a": 0.5, "b": 1.0}


def test_words_that_stand_nowhere_together_may_stand_apart() -> None:
    assert Subject("moon tide", "en").weigh({"a": "the tide follows, always, the pull of the moon"}) == {
        "a": 0.5
    }


@given(st.text(min_size=1, max_size=60), st.text(max_size=200), st.sampled_from(["en", "de", "zh", "ar", ""]))
def test_any_topic_can_be_looked_for_in_any_text(topic: str, text: str, language: str) -> None:
    subject = Subject(topic, language)
    assert subject.mentions(text) >= 0
    assert all(0 < weight <= 1 for weight in subject.weigh({"a": text}).values())


def test_a_name_with_a_qualifier_is_found_by_its_bare_name() -> None:
    planet = Subject("Mercury (planet)", "en")
    assert planet.mentions("Mercury has no moons. Mercury is small.") == 2
    assert planet.named_by("Mercury") and planet.named_by("Mercury (planet)")
    assert not planet.named_by("Mercury (element)")
