from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.shapes import Citation, Disagreement, Level, Page, Section, Sentence, SentenceState, Side
from sapere.research.verify import examined, verify

TEXT = "A heap\u00a0rots – slowly. It needs “air” and water."
TEXTS = {"garden": TEXT}


def _page(*sentences: Sentence) -> Page:
    return Page("c", Level.NEW, "en", (Section("", sentences),))


def _quoting(quote: str, start: int = 0, source: str = "garden") -> Sentence:
    return Sentence(quote, SentenceState.QUOTED, (Citation(source, quote, start, start + len(quote)),))


def test_a_quote_at_its_place_stays_as_it_is() -> None:
    page = _page(_quoting(TEXT[:21]))
    assert verify(page, TEXTS) == page


def test_offsets_and_signs_are_mended() -> None:
    checked = verify(_page(_quoting('It needs "air" and water.', 3)), TEXTS)
    (citation,) = checked.sentences[0].citations
    assert TEXT[citation.start : citation.end] == citation.quote == "It needs “air” and water."
    assert checked.dropped == 0


def test_an_invented_quote_is_dropped_and_counted() -> None:
    checked = verify(_page(_quoting(TEXT[:21]), _quoting("A heap rots within a day.")), TEXTS)
    assert [s.text for s in checked.sentences] == [TEXT[:21]]
    assert checked.dropped == 1


def test_a_sentence_without_a_citation_is_never_kept() -> None:
    checked = verify(_page(Sentence("A heap rots.", SentenceState.QUOTED, ())), TEXTS)
    assert checked.sections == ()
    assert checked.dropped == 1


def test_a_disagreement_needs_two_quotes_that_are_there() -> None:
    there, away = Citation("garden", TEXT[:21], 0, 21), Citation("garden", "It rots fast.", 0, 13)
    both = Disagreement("A heap", "claim", (Side("slowly", there), Side("slowly", replace(there, start=3))))
    one = Disagreement("A heap", "claim", (Side("slowly", there), Side("fast", away)))
    checked = verify(replace(_page(), disagreements=(both, one)), TEXTS)
    assert [[side.citation for side in found.sides] for found in checked.disagreements] == [[there, there]]


def test_a_source_that_is_not_kept_supports_nothing() -> None:
    assert verify(_page(_quoting(TEXT[:21], source="elsewhere")), TEXTS).dropped == 1


def test_only_a_quote_is_called_quoted() -> None:
    claimed = Sentence("Heaps rot in a day.", SentenceState.QUOTED, _quoting(TEXT[:21]).citations)
    said = Sentence("Heaps rot slowly.", SentenceState.QUOTED, _quoting(TEXT[:21]).citations)
    checked = verify(_page(claimed, said), TEXTS)
    assert [(s.text, s.state) for s in checked.sentences] == [("Heaps rot slowly.", SentenceState.SUPPORTED)]
    assert checked.dropped == 1


def test_a_heading_or_formula_of_an_extractive_page_stays() -> None:
    assert verify(_page(_quoting("water")), TEXTS).dropped == 0


def test_a_models_page_quotes_no_words_out_of_their_denial() -> None:
    texts = {"garden": "It is a myth that every heap of leaves smells bad."}
    page = replace(_page(_quoting("every heap of leaves smells bad.")), writer="a model")
    assert verify(page, texts).sections == ()


def test_what_fails_is_named_with_its_heading_and_reason() -> None:
    lie = Sentence("Heaps rot within 3 days.", SentenceState.SUPPORTED, _quoting(TEXT[:21]).citations)
    page = replace(_page(_quoting(TEXT[:21]), lie), writer="a model")
    found = examined(replace(page, sections=(Section("Rotting", page.sentences),)), TEXTS, "en")
    (failed,) = found.failed
    assert (failed.heading, failed.sentence) == ("Rotting", lie)
    assert "3 days" in failed.reason
    assert found.page == verify(found.page, TEXTS)


def test_an_invented_address_is_never_shown_as_verified() -> None:
    text = f"{TEXT[:20]}, see https://garden.example/more."
    page = replace(
        _page(Sentence(text, SentenceState.SUPPORTED, _quoting(TEXT[:21]).citations)), writer="a model"
    )
    assert verify(page, TEXTS).sections == ()


@given(st.text(max_size=80), st.text(max_size=40))
def test_nothing_unsupported_stays_on_a_models_page(text: str, quote: str) -> None:
    said = Sentence(text, SentenceState.UNSUPPORTED, (Citation("garden", quote, 0, 0),))
    for sentence in verify(replace(_page(said), writer="a model"), TEXTS).sentences:
        assert sentence.state is not SentenceState.UNSUPPORTED


@given(st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90))
def test_what_is_kept_is_in_the_source(quote: str, start: int, end: int) -> None:
    sentence = Sentence(quote, SentenceState.QUOTED, (Citation("garden", quote, start, end),))
    for citation in (c for s in verify(_page(sentence), TEXTS).sentences for c in s.citations):
        assert TEXT[citation.start : citation.end] == citation.quote != ""
