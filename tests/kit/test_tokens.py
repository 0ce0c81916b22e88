from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.tokens import stop_words, tokens, unspaced, words


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Python’s coroutines don't", "en", ["python", "coroutines", "don't"]),
        ("asyncio.run_until_complete()", "en", ["asyncio", "run_until_complete"]),
        ("C++ and C# 3.11, 1,000.5", "en", ["c++", "and", "c#", "3.11", "1,000.5"]),
        ("L'eau qu’il boit", "fr", ["l", "eau", "qu", "il", "boit"]),
        ("東京タワー", "ja", ["東京", "京タ", "タワ", "ワー"]),
        ("学习Python3编程", "zh", ["学习", "python3", "编程"]),
        ("यह हिंदी में है", "hi", ["यह", "हिंदी", "में", "है"]),
        ("__init__", "en", ["init"]),
    ],
)
def test_words(text: str, language: str, found: list[str]) -> None:
    assert words(text, language) == found


def test_what_is_written_without_spaces_is_taken_apart_from_the_rest() -> None:
    assert unspaced("学习Python3编程, now") == (["学习", "编程"], " Python3 , now")
    assert unspaced("plain") == ([], "plain")


def test_tokens_are_stems_of_what_a_text_is_about() -> None:
    assert tokens("The houses were running with the text values", "en") == ["hous", "run", "text", "valu"]
    assert tokens("Die Häuser waren größer", "de-AT") == ["haus", "gross"]
    assert tokens("東京に行きました", "ja") == ["東京", "京に", "に行", "行き"]


def test_a_language_without_a_list_keeps_all_words() -> None:
    assert tokens("the xylophone", "xx") == ["the", "xylophone"]
    assert stop_words("xx") == frozenset()


@given(st.text(), st.sampled_from(["en", "fr", "ja", "th", ""]))
def test_tokens_never_are_empty_or_hold_a_space(text: str, language: str) -> None:
    for word in words(text, language) + tokens(text, language):
        assert word
        assert not any(char.isspace() for char in word)


@pytest.mark.parametrize("pattern", ["_", "a_", "'", "a'", "1.", "._", "ا", "क"])
def test_endless_repetition_is_read_in_one_pass(pattern: str) -> None:
    assert len(words(pattern * 50_000, "en")) <= 50_000


@given(st.text(st.characters(max_codepoint=127)), st.sampled_from(["en", "fr", "th"]))
def test_ascii_is_read_as_all_else_is(text: str, language: str) -> None:
    beyond = words(f"{text} é", language)
    assert words(text, language) == beyond[:-1]
