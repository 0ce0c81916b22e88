from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.text import normalise
from sapere.research.answering.asked import asked, terms
from sapere.research.answering.kinds import Wanted
from sapere.research.errors import BadRequest


def test_a_question_is_read_as_its_terms() -> None:
    found = asked("How many moons does the planet Jupiter have?")
    assert found.language == "en"
    assert found.terms == ("moon", "planet", "jupit")
    assert found.names == {"jupit"}


def test_what_is_quoted_is_a_name() -> None:
    assert "战国" in asked("《战国无双》是什么？").names


def test_a_question_of_little_words_keeps_them() -> None:
    assert asked("What is it?").terms


@pytest.mark.parametrize(("one", "other"), [("إسلام", "اسلام"), ("مُحمَّد", "محمد"), ("مدرسة", "مدرسه")])
def test_arabic_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert terms(one, "ar") == terms(other, "ar")


def test_little_words_of_arabic_are_left_out_in_any_writing() -> None:
    assert len(asked("متى هاجر إلى مصر؟", "ar").terms) == 2


def test_a_vowel_sign_does_not_hide_what_asks() -> None:
    assert asked("ماِذا تتضمن فلسطين؟", "ar").terms == asked("ماذا تتضمن فلسطين؟", "ar").terms


def test_a_told_language_is_kept() -> None:
    assert asked("Chat?", "fr").language == "fr"


@given(st.text(max_size=300), st.sampled_from(["", "en", "zh", "ar", "ja", "th", "xx"]))
def test_any_text_is_read_or_refused(text: str, language: str) -> None:
    try:
        found = asked(text, language)
    except BadRequest:
        assert not any(map(str.isalnum, normalise(text)))
        return
    assert found.names <= set(found.terms)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("“Most plants close their stomata when water is scarce in the soil around them.” Why?", Wanted.WHY),
        (
            "«تغلق معظم النباتات ثغورها ليلا متى قل الماء في التربة التي تحيط بها من كل جانب» لماذا؟",
            Wanted.WHY,
        ),
    ],
)
def test_a_sentence_that_is_quoted_asks_nothing(question: str, kind: Wanted) -> None:
    read = asked(question)
    assert read.kind is kind
    assert len(read.terms) > 4
