from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.plain import plain


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("A <em>fine</em> day &amp; night", "A fine day & night"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
        ("std::vector&lt;int&gt; in C++", "std::vector<int> in C++"),
        ("a < b and c > d", "a < b and c > d"),
        ('<script src="x">1</script>', "1"),
        ("<img/src=x onerror=1>", ""),
        ("one\n\ttwo", "one two"),
        ("\u202egnp.exe\u200b", "gnp.exe"),
        (None, ""),
        (7, ""),
        (["x"], ""),
    ],
)
def test_a_title_loses_markup_and_what_cannot_be_seen(given: object, text: str) -> None:
    assert plain(given) == text


@given(st.text(max_size=200), st.integers(1, 50))
def test_any_text_is_one_line_and_short_enough(text: str, longest: int) -> None:
    line = plain(text, longest)
    assert len(line) <= longest
    assert "\n" not in line
