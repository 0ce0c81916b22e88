"""Two pages made one, sentence for sentence: nothing is said anew, so nothing needs another check."""

from __future__ import annotations

from dataclasses import replace

from sapere.research.shapes import EXTRACTIVE, Page, Section


def joined(page: Page, other: Page, heading: str) -> Page:
    """The first page with what the other says beyond it, below ``heading`` where the other has no heading there."""
    said = {sentence.text for sentence in page.sentences}
    more = []
    for section in other.sections:
        new = tuple(one for one in section.sentences if one.text not in said)
        if new:
            more.append(Section(section.heading or heading, new))
    disputes = tuple(one for one in other.disagreements if one not in page.disagreements)
    written = page if page.writer != EXTRACTIVE else other
    return replace(
        page,
        sections=(*page.sections, *more),
        disagreements=(*page.disagreements, *disputes),
        writer=written.writer,
        prompt=written.prompt,
        dropped=page.dropped + other.dropped,
    )
