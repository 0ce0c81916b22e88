"""Tokens are estimated near enough to set money aside by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.token_estimate import estimated_tokens

# Sentences of our own, with what OpenAI's o200k_base counts for each.
COUNTED = (
    ("Tea is a drink that is made by pouring hot water over the leaves of a shrub from East Asia.", 21),
    ("Der Teestrauch wird seit Jahrhunderten angebaut, und seine Blätter werden getrocknet.", 20),
    ("Чай готовят из высушенных листьев, которые заваривают горячей водой.", 19),
    ("يُحضَّر الشاي من أوراق نبات مجففة تُنقع في ماء ساخن.", 23),
    ("चाय सूखी पत्तियों को गरम पानी में डालकर बनाई जाती है।", 18),
    ("茶是用热水浸泡干燥的叶子制成的饮料。", 20),
    ("お茶は乾燥させた葉に熱い湯を注いで作る飲み物です。", 26),
    ('{"title": "Tea", "points": ["a drink", "of leaves"], "weight": 12.75}', 25),
)


@pytest.mark.parametrize(("text", "true"), COUNTED)
def test_it_lies_near_what_a_tokenizer_counts(text: str, true: int) -> None:
    assert 0.7 * true <= estimated_tokens(text) <= 1.4 * true


def test_nothing_is_nothing() -> None:
    assert estimated_tokens("") == 0


@given(st.text())
def test_no_text_has_more_tokens_than_bytes_and_signs(text: str) -> None:
    assert 0 <= estimated_tokens(text) <= len(text.encode()) + 1


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_counts_as_it_does_among_other_letters(text: str) -> None:
    assert estimated_tokens(text) == estimated_tokens(f"{text}茶") - 1


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_texts_have_about_as_many_as_both_together(one: str, other: str) -> None:
    apart = estimated_tokens(one) + estimated_tokens(other)
    assert apart - 3 <= estimated_tokens(f"{one}\n{other}") <= apart + 2


@given(st.text(min_size=1, max_size=50), st.integers(2, 20))
def test_longer_is_more(text: str, times: int) -> None:
    assert estimated_tokens(f"{text}\n" * times) >= estimated_tokens(text)
