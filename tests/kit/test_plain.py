from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.plain import plain

NASTY = st.text(st.sampled_from("<>&;/=\"' abp!-[]\u202e\u200b\n\t") | st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("A <em>fine</em> day &amp; night", "A fine day & night"),
        ("&lt;b&gt;bold&lt;/b&gt; again", "bold again"),
        ("Growth at 5&#176;C in H<sub>2</sub>O", "Growth at 5°C in H2O"),
        ('<jats:p xml:lang="en">Said.</jats:p>', "Said."),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
        ("std::vector&lt;int&gt; in C++", "std::vector<int> in C++"),
        ("Safe Vec<T> for <jats:italic toggle='yes'>Rust</jats:italic>", "Safe Vec<T> for Rust"),
        ("where a<b and c>d hold", "where a<b and c>d hold"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ('<script async src="x">alert(1)</script>', "alert(1)"),
        ("<img/src=x onerror=1>", ""),
        ("<input type=text disabled>", ""),
        ("one\n\ttwo", "one two"),
        ("\u202egnp.exe\u200b", "gnp.exe"),
        (None, ""),
        (7, ""),
        (["x"], ""),
    ],
)
def test_a_title_loses_markup_and_what_cannot_be_seen(written: object, shown: str) -> None:
    assert plain(written) == shown


@given(NASTY, st.integers(1, 250))
def test_any_text_is_one_clean_line_and_short_enough(text: str, longest: int) -> None:
    line = plain(text, longest)
    assert len(line) <= longest
    assert line == " ".join(line.split())
    assert not set(line) & set("\u202e\u200b\n\r\x00")


@pytest.mark.parametrize(
    "piece", ["<a ", "<a x=", "<a x=a/b=", '<a b="', "<!--", "<b b=1 ", "<b async ", "<i/"]
)
def test_tags_without_end_cost_no_more_than_their_length(piece: str) -> None:
    assert plain(piece * 20_000, 60_000).startswith(piece.strip())
