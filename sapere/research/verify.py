"""Step 7: nothing stays on a page whose quote is not in the kept source, or does not say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sapere.kit.text import squeeze
from sapere.research.checking.check import Verdict, check
from sapere.research.checking.evidence import located
from sapere.research.shapes import EXTRACTIVE, Disagreement, Page, Section, Sentence, SentenceState, Side


@dataclass(frozen=True, slots=True)
class Failed:
    """A sentence that was taken off, and what its writer is to be told."""

    heading: str
    sentence: Sentence
    reason: str


@dataclass(frozen=True, slots=True)
class Examined:
    page: Page
    failed: tuple[Failed, ...] = ()


def verify(page: Page, texts: Mapping[str, str]) -> Page:
    """The page with every citation found in ``texts`` (source id to kept text), and only what they support.

    Where a quote does not stand at its offsets it is looked for, kinds of space, dash and quotation mark aside,
    and the citation is mended to what stands there: afterwards ``texts[source][start:end] == quote`` for all.
    A sentence that is no quote is checked against its quotes. What does not pass is taken off and counted in
    ``dropped``; a section left empty goes too. A disagreement keeps the sides whose quotes are found, and goes where
    fewer than two are left.
    """
    return examined(page, texts).page


def examined(page: Page, texts: Mapping[str, str], language: str = "", *, title: str = "") -> Examined:
    """As :func:`verify`, with what was taken off and why. ``language``: of the page's sentences, unless its own;
    ``title``: the concept's."""
    sections: list[Section] = []
    failed: list[Failed] = []
    for section in page.sections:
        verdicts = [
            (given, _verdict(given, page, texts, (language or page.language, title)))
            for given in section.sentences
        ]
        kept = tuple(verdict.sentence for _, verdict in verdicts if verdict.sentence is not None)
        failed += (Failed(section.heading, one, v.reason) for one, v in verdicts if v.sentence is None)
        if kept:
            sections.append(Section(section.heading, kept))
    told = tuple(
        one for one in (_both_sides(found, texts) for found in page.disagreements) if one is not None
    )
    checked = replace(page, sections=tuple(sections), dropped=page.dropped + len(failed), disagreements=told)
    return Examined(checked, tuple(failed))


def _verdict(given: Sentence, page: Page, texts: Mapping[str, str], manner: tuple[str, str]) -> Verdict:
    quoted = _quoted(given, texts) if page.writer == EXTRACTIVE else None
    return Verdict(quoted) if quoted else check(given, texts, manner[0], title=manner[1])


def _quoted(given: Sentence, texts: Mapping[str, str]) -> Sentence | None:
    """The sentence of an extractive page that is a quote, white space aside; formulas and headings may be."""
    found = (located(citation, texts) for citation in given.citations)
    citations = tuple(citation for citation in found if citation is not None)
    shown = squeeze(given.text)
    if not any(squeeze(citation.quote) == shown for citation in citations):
        return None
    return replace(given, citations=citations, state=SentenceState.QUOTED)


def _both_sides(told: Disagreement, texts: Mapping[str, str]) -> Disagreement | None:
    found = ((side, located(side.citation, texts)) for side in told.sides)
    sides = tuple(Side(side.value, citation) for side, citation in found if citation is not None)
    return replace(told, sides=sides) if len(sides) > 1 else None
