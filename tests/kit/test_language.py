from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.language import detect, direction, is_unspaced, likeliest, primary, script_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The quick brown fox jumps over the lazy dog and runs away.", "en"),
        ("Der schnelle braune Fuchs springt über den faulen Hund.", "de"),
        ("Привет, как дела у тебя сегодня, мой дорогой друг?", "ru"),
        ("これはペンです。", "ja"),
        ("我是学生，学习编程。", "zh"),
        ("나는 학생입니다.", "ko"),
        ("สวัสดีครับ", "th"),
        ("این یک متن فارسی است که نوشته شده", "fa"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "42", "Hello", "f(x)"])
def test_too_little_to_tell(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "en"), ("zh_Hant_TW", "zh"), (" PT ", "pt"), ("und", ""), ("x", ""), ("<b>", ""), ("", "")],
)
def test_language_tags_as_pages_write_them(tag: str, code: str) -> None:
    assert primary(tag) == code


def test_a_script_of_its_own_needs_no_model() -> None:
    assert script_language("Ελληνικά") == "el"
    assert script_language("english") == ""


def test_what_follows_from_a_language() -> None:
    assert is_unspaced("ja")
    assert not is_unspaced("en")
    assert direction("ar-EG") == "rtl"
    assert direction("") == "ltr"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detect(text) == primary(detect(text))


@pytest.mark.parametrize(
    ("text", "language"), [("Москва", "ru"), ("مصر", "ar"), ("Rome", ""), ("", ""), ("東京タワー", "ja")]
)
def test_a_short_text_is_likely_of_its_scripts_most_read_language(text: str, language: str) -> None:
    assert likeliest(text) == language
