from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.text import has_words, matches, normalise, squeeze, stands

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb\u00a0c", "a b c"),
        ("nul\x00 bell\x07 \ufeffmark", "nul bell mark"),
        ("hid\u200bden so\u00adft", "hidden soft"),
        ("say\U000e0041\U000e0042 nothing", "say nothing"),
        ("\u202egnp.exe", "gnp.exe"),
        ("half \ud800 pair", "half  pair"),
        ("cafe\u0301", "café"),
    ],
)
def test_normalise_drops_what_cannot_be_seen(dirty: str, clean: str) -> None:
    assert normalise(dirty) == clean


@pytest.mark.parametrize("text", ["👩\u200d🚀", "می\u200cخواهم", "क्\u200dष", "❤️\u200d🔥"])
def test_normalise_keeps_joiners_that_shape_a_word_or_an_emoji(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


def test_normalise_drops_joiners_that_hide_between_letters() -> None:
    assert normalise("pass\u200dword\u200c") == "password"


@given(ANY_TEXT)
def test_normalised_text_is_stable_and_can_be_stored_anywhere(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in once.replace("\n", ""))
    once.encode("utf-8")


@given(ANY_TEXT)
def test_squeeze_leaves_single_spaces(text: str) -> None:
    assert squeeze(text).split(" ") == (text.split() or [""])


def test_has_words() -> None:
    assert has_words("42 の")
    assert not has_words("42 — !? ॥")


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("don't stop", "We don’t  stop here", "don’t  stop"),
        ("a - b", "see a — b", "a — b"),
        ("office", "the oﬃce", "oﬃce"),
        ("two lines", "two\nlines", "two\nlines"),
    ],
)
def test_a_quote_is_found_in_spite_of_typography(quote: str, text: str, found: str) -> None:
    place = matches(quote, text)
    assert place is not None
    assert text[slice(*place)] == found


def test_a_quote_that_is_not_there_is_not_found() -> None:
    assert matches("not there", "here") is None
    assert matches("  ", "here") is None
    assert matches("Here", "here") is None


@given(st.text(min_size=1), st.text(), st.text())
def test_every_stretch_of_a_text_is_found_in_it(quote: str, before: str, after: str) -> None:
    quote = normalise(quote).strip()
    if quote:
        text = before + quote + after
        place = matches(quote, text)
        assert place is not None
        assert text[slice(*place)] == quote


def test_a_quote_stands_where_only_its_white_space_differs() -> None:
    assert stands("the  tide rises", "So the\ntide rises.") == (3, 17)
    assert stands("tides", "the tide") is None
    assert stands("", "the tide") is None
    assert stands(" ", "the tide") == (3, 4)
