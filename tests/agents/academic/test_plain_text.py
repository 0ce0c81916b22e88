from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.plain_text import LONGEST_QUERY, beginning, paragraphs, plain, query_words

NASTY = st.text(st.sampled_from("<>&;/=\"' abp!-[]\u202e\u200b\n\t") | st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Growth of <i>E. coli</i> at 5&#176;C", "Growth of E. coli at 5°C"),
        ("&lt;i&gt;E. coli&lt;/i&gt; again", "E. coli again"),
        ("H<sub>2</sub>O", "H2O"),
        ('<jats:p xml:lang="en">Said.</jats:p>', "Said."),
        ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
        ("where a<b and c>d hold", "where a<b and c>d hold"),
        ("p < 0.05", "p < 0.05"),
        ("Safe Vec<T> for <jats:italic toggle='yes'>Rust</jats:italic>", "Safe Vec<T> for Rust"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("zero\u200bwidth", "zerowidth"),
        (" two\n  lines ", "two lines"),
        (None, ""),
        (12, ""),
        (["a"], ""),
    ],
)
def test_a_text_is_shown_without_markup(written: object, shown: str) -> None:
    assert plain(written) == shown


@given(NASTY)
def test_whatever_is_written_is_one_clean_line(text: str) -> None:
    shown = plain(text)
    assert shown == " ".join(shown.split())
    assert not set(shown) & set("\u202e\u200b\n\r\x00")


@given(NASTY)
def test_paragraphs_hold_no_markup_but_their_own(text: str) -> None:
    inside = paragraphs(text).replace("<p>", "").replace("</p>", "")
    assert "<" not in inside and ">" not in inside


def test_empty_lines_part_paragraphs() -> None:
    assert paragraphs("One\nline.\n \nTwo & more.") == "<p>One line.</p>\n<p>Two &amp; more.</p>"


@given(NASTY, st.integers(1, 50))
def test_a_beginning_is_a_beginning(text: str, most: int) -> None:
    assert plain(text).startswith(beginning(plain(text), most).removesuffix(" …").rstrip())


def test_a_beginning_ends_with_a_whole_word() -> None:
    assert beginning("the long, winding road", 10) == "the long …"


@given(NASTY)
def test_a_query_holds_nothing_that_was_not_wanted(text: str) -> None:
    assert not set(query_words(text, "<>&")) & set("<>&")


def test_a_long_query_is_cut_at_a_word() -> None:
    words = query_words("photosynthesis " * 50)
    assert len(words) <= LONGEST_QUERY and words.endswith("photosynthesis")
