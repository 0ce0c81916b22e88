from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.checking.check import check
from sapere.research.shapes import Citation, Sentence, SentenceState
from tests.research.checking.asked import asked, passes

MARS = (
    "Mars\nMars has two small moons. Asaph Hall discovered both in August 1877. It is not true that Mars has rings. "
    "Phobos may break apart in 50 million years.\nVenus turns backwards once in 243 days and has no moon."
)


def test_a_sentence_equal_to_its_quote_is_quoted() -> None:
    verdict = asked("Mars has two small moons.", MARS, "Mars has two small moons.")
    assert verdict.sentence is not None
    assert verdict.sentence.state is SentenceState.QUOTED
    assert verdict.sentence.citations == (Citation("source", "Mars has two small moons.", 5, 30),)


def test_a_sentence_inside_its_quote_gets_its_own_place() -> None:
    verdict = asked("Asaph Hall discovered both in August 1877.", MARS, MARS[5:73])
    assert verdict.sentence is not None
    (citation,) = verdict.sentence.citations
    assert citation.quote == MARS[citation.start : citation.end] == verdict.sentence.text


def test_a_reworded_sentence_is_supported() -> None:
    verdict = asked(
        "Both were discovered by Asaph Hall in 1877.", MARS, "Asaph Hall discovered both in August 1877."
    )
    assert verdict.sentence is not None
    assert verdict.sentence.state is SentenceState.SUPPORTED


def test_a_quote_that_is_not_there_supports_nothing() -> None:
    verdict = asked("Mars has two small moons.", MARS, "Mars has two large moons.")
    assert verdict.sentence is None
    assert "not in the passage" in verdict.reason


def test_words_cut_out_of_their_denial_are_no_quote() -> None:
    assert not passes("Mars has rings.", MARS, "Mars has rings.")


def test_words_cut_out_of_a_doubt_are_no_quote() -> None:
    assert not passes("break apart in 50 million years", MARS, "break apart in 50 million years")


@pytest.mark.parametrize("quote", ["Mars", "two", "has two"])
def test_a_heading_or_two_words_bear_no_sentence(quote: str) -> None:
    assert not passes("Mars has two little moons.", MARS, quote)


def test_a_sentence_of_two_paragraphs_is_marked_as_inferred() -> None:
    passage = MARS.replace("Mars has two", "The planet has two")
    said = "Phobos may break apart in 50 million years, while Venus turns backwards once in 243 days."
    verdict = asked(said, passage, passage[-129:-67], passage.rpartition("\n")[2])
    assert verdict.sentence is not None
    assert verdict.sentence.state is SentenceState.INFERRED


def test_halves_of_two_sentences_are_not_one() -> None:
    passage = (
        "Copper carries current well and costs little.\nWhales sing songs that travel through whole oceans."
    )
    assert not passes("Copper carries songs that travel through whole oceans.", passage, *passage.split("\n"))


def test_what_is_stripped_is_shown_stripped() -> None:
    verdict = asked("Mars has **two small** moons [1].", MARS, "Mars has two small moons.")
    assert verdict.sentence is not None
    assert verdict.sentence.text == "Mars has two small moons."


def test_code_can_only_be_quoted() -> None:
    given = Sentence("x = 2", SentenceState.SUPPORTED, (Citation("source", "x = 1", 0, 5),), "code")
    assert check(given, {"source": "x = 1"}, "en").sentence is None


def test_a_language_whose_denials_we_do_not_know_can_only_be_quoted() -> None:
    passage = "Ibis est avis magna et alba quae in Aegypto vivit."
    assert passes(passage, passage, language="la")
    assert not passes("Ibis est avis alba quae in Aegypto vivit.", passage, language="la")


def test_a_name_may_stand_for_the_word_that_points_to_it() -> None:
    passage = "Mars is the fourth planet. It has two small moons."
    assert passes("Mars has two small moons.", passage, "It has two small moons.")
    assert not passes("Venus has two small moons.", passage, "It has two small moons.")


def test_the_concepts_title_may_stand_for_it_too() -> None:
    assert passes("The kidney makes urine all day.", "It makes urine all day.", title="Kidney")


def test_a_sentence_without_a_citation_or_without_words_is_none() -> None:
    assert check(Sentence("Mars.", SentenceState.SUPPORTED, ()), {}, "en").sentence is None
    assert not passes(" \u200b ", MARS)


@given(
    st.text(max_size=200),
    st.text(max_size=80),
    st.text(max_size=300),
    st.sampled_from(["en", "de", "zh", "ar", "xx", ""]),
)
def test_any_text_gets_a_verdict_and_true_citations(
    text: str, quote: str, passage: str, language: str
) -> None:
    verdict = asked(text, passage, quote, language=language)
    assert (verdict.sentence is None) == bool(verdict.reason)
    for citation in verdict.sentence.citations if verdict.sentence else ():
        assert passage[citation.start : citation.end] == citation.quote != ""


@given(st.lists(st.sampled_from(MARS.split()), max_size=25), st.integers(0, 150), st.integers(10, 120))
def test_shuffled_words_of_the_source_get_a_verdict(words: list[str], start: int, length: int) -> None:
    verdict = asked(" ".join(words), MARS, MARS[start : start + length])
    for citation in verdict.sentence.citations if verdict.sentence else ():
        assert MARS[citation.start : citation.end] == citation.quote


@given(
    st.text(alphabet=st.characters(categories=("L", "N", "P", "Z")), min_size=1, max_size=60).filter(
        str.strip
    )
)
def test_a_whole_line_is_always_quoted(line: str) -> None:
    shown = " ".join(line.split())
    verdict = asked(shown, shown)
    assert verdict.sentence is None or verdict.sentence.state is SentenceState.QUOTED


@given(st.text(min_size=1, max_size=60), st.text(max_size=200))
def test_a_quote_that_is_nowhere_never_passes(quote: str, passage: str) -> None:
    if quote.strip() and not any(char in passage for char in quote if not char.isspace()):
        assert not passes(quote, passage, quote)


@given(
    st.sampled_from(
        ["Mars has two small moons.", "Both were discovered by Asaph Hall in 1877.", "Venus has no moon."]
    )
)
def test_what_passed_once_passes_again_unchanged(text: str) -> None:
    first = asked(text, MARS, *MARS.split("\n")[1:]).sentence
    assert first is not None
    assert check(first, {"source": MARS}, "en").sentence == first


def test_code_that_is_quoted_keeps_its_lines() -> None:
    text = "Loops\n    for leaf in tea:\n        pick(leaf)\nMore."
    shown = "for leaf in tea:\n    pick(leaf)"
    code = Sentence(shown, SentenceState.QUOTED, (Citation("source", text[6:45], 6, 45),), "code")
    verdict = check(code, {"source": text}, "en")
    assert verdict.sentence is not None
    assert verdict.sentence.text == shown
    assert verdict.sentence.state is SentenceState.QUOTED
