from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.authoring.titles import LONGEST_TITLE, title_from

EVIDENCE = """Vaccines and the immune system
Vaccines do not cause autism, as large studies show. They are safe for most people.
Side effects such as fever are common. Antibodies rise after the second dose."""


@pytest.mark.parametrize(
    "title",
    ["Side effects", "Vaccines", "Antibodies and the immune system", "Fever", "Vaccines do not cause autism"],
)
def test_words_of_the_sources_make_a_title(title: str) -> None:
    assert title_from(f" **{title}**:", EVIDENCE, "en") == title


@pytest.mark.parametrize(
    "title",
    [
        "Vaccines cause autism",
        "Antibodies fall after the second dose",
        "Vaccines are not safe",
        "Side effects are not common",
        "Miracle cures",
        "https://evil.example",
        "…",
    ],
)
def test_a_title_does_not_say_what_the_sources_do_not(title: str) -> None:
    assert title_from(title, EVIDENCE, "en") == ""


@given(st.text(), st.text(), st.sampled_from(["en", "de", "zh", "ja", "ar", ""]))
def test_any_text_is_a_title_or_none(said: str, evidence: str, language: str) -> None:
    assert len(title_from(said, evidence, language)) <= LONGEST_TITLE
