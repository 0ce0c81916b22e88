"""Who wrote a page, of what, and what came of checking it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sapere.research.shapes import EXTRACTIVE, Section, SentenceState
from sapere.tabs.explore.reading import quotes
from sapere.topics.models import Page


@dataclass(frozen=True, slots=True)
class Byline:
    """``model`` is empty where the page is quoted; ``fallback`` then says why no model wrote it, if one was to."""

    model: str
    prompt: str
    fallback: str
    written_at: datetime
    sources: int
    dropped: int
    quoted: int
    supported: int
    inferred: int

    @property
    def sentences(self) -> int:
        return self.quoted + self.supported + self.inferred


def byline(page: Page, sections: Sequence[Section]) -> Byline:
    """For the page with what is shown of it."""
    states = Counter(sentence.state for section in sections for sentence in section.sentences)
    return Byline(
        model="" if page.writer == EXTRACTIVE else page.writer,
        prompt=page.prompt,
        fallback=page.fallback,
        written_at=page.written_at,
        sources=len(quotes(sections)),
        dropped=page.dropped,
        quoted=states[SentenceState.QUOTED],
        supported=states[SentenceState.SUPPORTED],
        inferred=states[SentenceState.INFERRED],
    )
