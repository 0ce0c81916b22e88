from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.kit.token_estimate import estimated_tokens
from sapere.research.citing import Claim, checked, fitting, located, numbered, other_language, texts_of
from tests.research.shelf import MOON, excerpt, fits, sky


def test_a_quote_is_found_where_it_stands() -> None:
    found = located(1, "the only natural satellite", sky())
    assert found is not None
    assert fits(sky(), MOON, found.start, found.end) == "the only natural satellite"


def test_a_quote_under_a_wrong_number_is_found_all_the_same() -> None:
    found = located(4, "the only natural satellite", sky())
    assert found is not None
    assert found.source == MOON


@pytest.mark.parametrize("number", [0, -1, 5, 10**9])
def test_an_invented_quote_is_nowhere(number: int) -> None:
    assert located(number, "made of green cheese", sky()) is None


def test_each_source_is_as_long_as_it_has_to_be() -> None:
    two = [excerpt("later", start=20), excerpt("first", start=3)]
    assert texts_of(two)["one"][20:25] == "later"
    assert texts_of(two)["one"][3:8] == "first"


def test_a_passage_too_long_is_cut_behind_a_sentence() -> None:
    long = excerpt("A sentence of some words stands here. " * 40)
    (cut,) = fitting([long], most=120)
    assert estimated_tokens(cut.passage.text) <= 120
    assert cut.passage.text.endswith("here.")
    assert long.passage.text.startswith(cut.passage.text)


def test_what_does_not_fit_stays_out() -> None:
    assert fitting([excerpt("word " * 400)], most=50) == ()


def test_an_address_of_a_models_is_never_shown() -> None:
    claims = [Claim(t="The Moon is at https://moon.example/.", c=[(1, "The Moon is")])]
    assert checked(claims, sky(), "en").dropped == 1


@given(st.text(max_size=80), st.text(max_size=80), st.integers())
@settings(max_examples=60)
def test_any_claim_is_checked_or_dropped(text: str, quote: str, number: int) -> None:
    found = checked([Claim(t=text, c=[(number, quote)])], sky(), "en")
    assert len(found.sentences) + found.dropped == 1


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_no_text_closes_its_fence(text: str) -> None:
    shown = numbered([excerpt(text, title=text)])
    assert shown.count("<source") == shown.count("</source>") == 1


@pytest.mark.parametrize(
    ("text", "language", "strange"),
    [
        ("The Moon goes around the Earth once in twenty-seven days and eight hours.", "en", ""),
        ("La Lune tourne autour de la Terre en vingt-sept jours et huit heures environ.", "en", "fr"),
        ("Kurz.", "en", ""),
    ],
)
def test_a_strange_language_is_told(text: str, language: str, strange: str) -> None:
    assert other_language(text, language) == strange
