from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.shapes import Citation, Disagreement, Level, Page, Section, Sentence, SentenceState, Side
from sapere.research.verify import verify

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
    said = Sentence("Heaps rot slowly.", SentenceState.SUPPORTED, _quoting(TEXT[:21]).citations)
    checked = verify(_page(claimed, said), TEXTS)
    assert [s.state for s in checked.sentences] == [SentenceState.UNSUPPORTED, SentenceState.SUPPORTED]


@given(st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90))
def test_what_is_kept_is_in_the_source(quote: str, start: int, end: int) -> None:
    sentence = Sentence(quote, SentenceState.QUOTED, (Citation("garden", quote, start, end),))
    for citation in (c for s in verify(_page(sentence), TEXTS).sentences for c in s.citations):
        assert TEXT[citation.start : citation.end] == citation.quote != ""
