"""Step 7: nothing stays on a page whose quote is not in the kept source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sapere.kit.text import matches, squeeze
from sapere.research.shapes import Citation, Disagreement, Page, Section, Sentence, SentenceState, Side


def verify(page: Page, texts: Mapping[str, str]) -> Page:
    """The page with every citation found in ``texts`` (source id to kept text), or dropped.

    Where a quote does not stand at its offsets it is looked for, kinds of space, dash and quotation mark aside,
    and the citation is mended to what stands there: afterwards ``texts[source][start:end] == quote`` for all.
    A sentence left without a citation is taken off and counted in ``dropped``; a section left empty goes too. A
    disagreement keeps the sides whose quotes are found, and goes where fewer than two are left.
    """
    sections, dropped = [], page.dropped
    for section in page.sections:
        checked = [_checked(sentence, texts) for sentence in section.sentences]
        kept = tuple(sentence for sentence in checked if sentence is not None)
        dropped += len(checked) - len(kept)
        if kept:
            sections.append(Section(section.heading, kept))
    told = tuple(
        one for one in (_both_sides(found, texts) for found in page.disagreements) if one is not None
    )
    return replace(page, sections=tuple(sections), dropped=dropped, disagreements=told)


def _both_sides(told: Disagreement, texts: Mapping[str, str]) -> Disagreement | None:
    found = ((side, find(side.citation, texts)) for side in told.sides)
    sides = tuple(Side(side.value, citation) for side, citation in found if citation is not None)
    return replace(told, sides=sides) if len(sides) > 1 else None


def _checked(sentence: Sentence, texts: Mapping[str, str]) -> Sentence | None:
    found = (find(citation, texts) for citation in sentence.citations)
    citations = tuple(citation for citation in found if citation is not None)
    if not citations:
        return None
    return replace(sentence, citations=citations, state=_state(sentence, citations))


def _state(sentence: Sentence, citations: tuple[Citation, ...]) -> SentenceState:
    """Quoted only when the text is a quote, white space aside; a text that merely claims to be is unsupported."""
    shown = squeeze(sentence.text)
    if any(squeeze(citation.quote) == shown for citation in citations):
        return SentenceState.QUOTED
    return SentenceState.UNSUPPORTED if sentence.state is SentenceState.QUOTED else sentence.state


def find(citation: Citation, texts: Mapping[str, str]) -> Citation | None:
    """The citation with offsets at which its quote really stands, or None."""
    text = texts.get(citation.source)
    if text is None or not citation.quote.strip():
        return None
    if 0 <= citation.start < citation.end and text[citation.start : citation.end] == citation.quote:
        return citation
    place = matches(citation.quote, text)
    if place is None:
        return None
    start, end = place
    return Citation(citation.source, text[start:end], start, end)
