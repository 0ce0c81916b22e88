"""How well a kept document answers a topic, from its title, its headings and its passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sapere.kit.tokens import tokens
from sapere.research.cut import Span
from sapere.research.ports import Hit
from sapere.research.shapes import Document

ENOUGH = 2 / 3
"""Share of a topic's words that must stand together in a title or a passage; of two words, both."""
_TITLE, _HEADING, _RANK, _SHARE, _AMOUNT = 0.30, 0.15, 0.20, 0.20, 0.15


@dataclass(slots=True)
class Candidate:
    """A document that the index found passages of. ``rank`` is their worth, by their places in the answers."""

    sha256: str
    title: str
    locator: str
    language: str
    rank: float = 0.0
    best: Hit | None = None
    ids: set[str] = field(default_factory=set)


def candidates(answers: Iterable[Sequence[Hit]]) -> list[Candidate]:
    """Passages grouped to documents over all queries (reciprocal ranks), most promising first."""
    known: dict[str, Candidate] = {}
    for hits in answers:
        for place, hit in enumerate(hits):
            empty = Candidate(hit.document, hit.title, hit.locator, hit.language)
            candidate = known.setdefault(hit.document, empty)
            candidate.best = candidate.best or hit
            if hit.id not in candidate.ids:
                candidate.ids.add(hit.id)
                candidate.rank += 1 / (10 + place)
    return sorted(known.values(), key=lambda candidate: (-candidate.rank, candidate.locator))


def score(document: Document, spans: Sequence[Span], *, topic: frozenset[str], rank: float) -> float:
    """0 to 1; 0 when the topic's words stand together nowhere in it. ``rank`` is 0 to 1 among its rivals."""
    title = _closeness(topic, frozenset(tokens(document.title, document.language)))
    matching = _matching(document, spans, topic)
    if not matching and title < ENOUGH:
        return 0.0
    heading = max((_closeness(topic, words) for words in _headings(document)), default=0.0)
    share = matching / len(spans) if spans else 0.0
    amount = min(1.0, matching / 5)
    return _TITLE * title + _HEADING * heading + _RANK * rank + _SHARE * share + _AMOUNT * amount


def _matching(document: Document, spans: Sequence[Span], topic: frozenset[str]) -> int:
    """Passages in which enough of the topic's words stand, those in the headings above counted in."""
    stubs = tuple(word[:4] for word in topic)
    paths: dict[tuple[str, ...], frozenset[str]] = {}
    matching = 0
    for span in spans:
        above = paths.get(span.path)
        if above is None:
            above = paths[span.path] = frozenset(tokens(" \n ".join(span.path), document.language)) & topic
        if len(above) < ENOUGH * len(topic):
            text = document.text[span.start : span.end]
            lowered = text.lower()
            if not any(stub in lowered for stub in stubs):  # spares the stemming of most passages
                continue
            above = above | (topic & frozenset(tokens(text, document.language)))
        matching += len(above) >= ENOUGH * len(topic)
    return matching


def _headings(document: Document) -> Iterable[frozenset[str]]:
    return (frozenset(tokens(heading.title, document.language)) for heading in document.headings)


def _closeness(topic: frozenset[str], words: frozenset[str]) -> float:
    """How much of the topic a title holds, and a little less the more else it holds."""
    common = len(topic & words)
    if common < ENOUGH * len(topic) or not common:
        return 0.0
    return common / len(topic) * (0.6 + 0.4 * common / len(words))
