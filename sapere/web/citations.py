"""Sentences and the marks behind them that lead to their sources, as every room shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlencode, urlsplit

from django.utils.translation import gettext as _

from sapere.research.shapes import Citation, Quality, SentenceState
from sapere.web.addresses import read_at


def place(url: str) -> str:
    """Where a source stands, in a word: its host, a file by its name, what comes with Python as that; empty where its address
    is one for programs."""
    parts = urlsplit(url)
    if parts.scheme in ("http", "https"):
        return parts.hostname or url
    if parts.scheme == "python":
        return _("Python’s reference")
    return unquote(parts.path).rstrip("/").rpartition("/")[2] or url if parts.scheme in ("", "file") else ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as its readers see it. ``origin`` is empty unless it can be opened in a browser."""

    id: str
    number: int
    title: str
    url: str
    origin: str
    place: str
    agent: str
    kind: str
    language: str
    author: str
    published: str
    licence: str
    retrieved: str
    quality: Quality
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """The number behind a sentence: ``url`` leads to the passage in the kept source, ``card`` to the quote."""

    number: int
    title: str
    url: str
    card: str


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    state: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class References:
    """The topic's sources by id, and the addresses that lead into them."""

    slug: str
    by_id: Mapping[str, Reference] = field(default_factory=dict)

    def marks(
        self, citations: Iterable[Citation], state: SentenceState = SentenceState.QUOTED
    ) -> tuple[Mark, ...]:
        """One mark for each citation of a sentence in that state; a citation of a source that is gone raises
        ``KeyError``."""
        return tuple(self._mark(citation, state) for citation in citations)

    def _mark(self, citation: Citation, state: SentenceState) -> Mark:
        source = self.by_id[citation.source]
        return Mark(
            number=source.number,
            title=source.title,
            url=passage_url(source.url, citation.start),
            card=card_url(self.slug, citation, state),
        )


def card_url(slug: str, citation: Citation, state: SentenceState) -> str:
    """The card of a citation of one of the topic's sources."""
    how = {} if state is SentenceState.QUOTED else {"state": str(state)}
    place = urlencode({"start": citation.start, "end": citation.end, **how})
    return f"{read_at(slug, 'quote', citation.source)}?{place}"


def passage_url(kept: str, start: int) -> str:
    """Into a kept source, at the passage that begins there."""
    return f"{kept}?at={start}#p{start}"
