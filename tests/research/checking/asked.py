"""A sentence put to the checker, resting on a passage of one source."""

from __future__ import annotations

from sapere.research.checking.check import Verdict, check
from sapere.research.shapes import Citation, Sentence, SentenceState


def asked(text: str, passage: str, *quotes: str, language: str = "en", title: str = "") -> Verdict:
    """Resting on all of the passage where no quotes are given."""
    citations = tuple(Citation("source", quote, 0, 0) for quote in quotes or (passage,))
    given = Sentence(text, SentenceState.UNSUPPORTED, citations)
    return check(given, {"source": passage}, language, title=title)


def passes(text: str, passage: str, *quotes: str, language: str = "en", title: str = "") -> bool:
    return asked(text, passage, *quotes, language=language, title=title).sentence is not None
