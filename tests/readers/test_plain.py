from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from sapere.readers import plain
from sapere.readers.limits import Limits
from tests.readers.test_html import check

WRAPPED = """Growing tea
===========

Tea is grown in the hills of many warm lands, where rain falls often and
the soil is sour. The leaves are picked by hand, early in the morning, by
people who live there.

- wash them
- dry them
  slowly

    pot = kettle(water)
    pot.boil()
"""


def test_wrapped_lines_are_joined_and_structure_is_kept() -> None:
    document = plain.read(WRAPPED, Limits())
    check(document)
    assert document.title == "Growing tea"
    assert [heading.title for heading in document.headings] == ["Growing tea"]
    paragraphs = document.text.split("\n\n")
    assert paragraphs[1].endswith("by people who live there.")
    assert "\n" not in paragraphs[1]
    assert paragraphs[2] == "- wash them\n- dry them slowly"
    assert [kind for _, _, kind in document.blocks] == ["list", "code"]


def test_a_long_text_is_cut_and_says_so() -> None:
    document = plain.read("word " * 1000, Limits(text=100))
    assert document.partial
    assert len(document.text) <= 100


@example("0\x1fA")
@given(st.text(st.characters(exclude_categories=())))
def test_every_word_of_any_text_is_kept(text: str) -> None:
    document = plain.read(text, Limits())
    check(document)
    assert {word for word in text.split() if word.isalnum() and word.isascii()} <= set(document.text.split())


def test_a_short_first_line_on_its_own_is_the_title() -> None:
    read = plain.read("The tides of the sea\n\nThe water rises and falls.\n\nA short line\n\nMore.", Limits())
    assert (read.title, [h.title for h in read.headings]) == (
        "The tides of the sea",
        ["The tides of the sea"],
    )


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert plain.read("The water rises and falls.\n\nMore of it.", Limits()).title == ""
    assert plain.read("潮水会上涨。\n\n更多。", Limits()).headings == ()


def test_a_session_at_the_prompt_keeps_its_indentation() -> None:
    read = plain.read(
        "Try it:\n\n   >>> try:\n   ...     print(1 / 0)\n   ... finally:\n   ...     pass\n\nMore.", Limits()
    )
    (code,) = [(start, end) for start, end, kind in read.blocks if kind == "code"]
    assert read.text[slice(*code)] == ">>> try:\n...     print(1 / 0)\n... finally:\n...     pass"
