from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.plain_text import LONGEST_QUERY, beginning, paragraphs, query_words
from sapere.kit.plain import plain

NASTY = st.text(st.sampled_from("<>&;/=\"' abp!-[]\u202e\u200b\n\t") | st.characters(), max_size=60)


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
