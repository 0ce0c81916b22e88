"""Step 4: readings to sources. One text under several addresses becomes one source with all its finders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sapere.kit.ids import stable_id
from sapere.kit.text import squeeze
from sapere.research.boilerplate import is_boilerplate
from sapere.research.cut import Span
from sapere.research.index import load
from sapere.research.merging.duplicates import copies
from sapere.research.merging.quality import KIND_WORTH, quality
from sapere.research.ports import Store
from sapere.research.read import Reading
from sapere.research.shapes import AgentReport, Document, Harvest, Passage, Source, Unread

MOST_ADDRESSES = 20
"""Of other copies, that are shown; a text may be printed on two hundred sites."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Sources and their passages. The passages carry no text here (see :func:`with_texts`): journals stay small."""

    harvest: Harvest
    passages: tuple[Passage, ...]


def merge(readings: Sequence[Reading], reports: Sequence[AgentReport], store: Store, seed: str) -> Merged:
    kept = [reading for reading in readings if reading.snapshot]
    documents = {sha: load(store, sha) for sha in dict.fromkeys(reading.snapshot for reading in kept)}
    groups = copies(kept, {sha: document.text for sha, (document, _) in documents.items()})
    sources = tuple(_source(group, documents[group[0].snapshot][0], seed) for group in groups)
    passages = _once(sources, documents)
    unread = tuple(
        Unread(r.finding.locator, r.title or r.finding.title, r.finding.agent, r.reason)
        for r in readings
        if not r.snapshot
    )
    return Merged(Harvest(_counted(reports, sources), sources, unread), passages)


def with_texts(passages: Iterable[Passage], texts: Mapping[str, str]) -> list[Passage]:
    """The passages with their text, cut from ``texts`` (source id -> kept text)."""
    return [replace(p, text=texts[p.source][p.start : p.end]) for p in passages]


def texts_of(sources: Iterable[Source], store: Store) -> dict[str, str]:
    """Source id -> kept text."""
    return {s.id: store.get(f"text/{s.snapshot}").decode("utf-8") for s in sources}


def passages_of(source: Source, spans: Sequence[Span]) -> list[Passage]:
    """The passages of one source, boilerplate sections left out."""
    return [
        Passage(stable_id(source.id, span.start, span.end), source.id, span.start, span.end, span.path, "")
        for span in spans
        if not any(is_boilerplate(title) for title in span.path)
    ]


def _once(
    sources: Sequence[Source], documents: Mapping[str, tuple[Document, tuple[Span, ...]]]
) -> tuple[Passage, ...]:
    """The passages of all sources, in the sources' order; one that several say word for word only in the shortest
    of them, which says little else: manuals repeat whole sections in their longer pages."""
    said: set[str] = set()
    kept: dict[str, list[Passage]] = {}
    for source in sorted(sources, key=lambda s: len(documents[s.snapshot][0].text)):
        document, spans = documents[source.snapshot]
        kept[source.id] = []
        for passage in passages_of(source, spans):
            text = squeeze(document.text[passage.start : passage.end])
            if text not in said:
                said.add(text)
                kept[source.id].append(passage)
    return tuple(passage for source in sources for passage in kept[source.id])


def _source(group: Sequence[Reading], document: Document, seed: str) -> Source:
    """Of the copies of one work; the first is the one that is read and quoted. What it does not say of itself
    (who wrote it, when, under which licence) is taken from the others, as is its kind: a paper stays one when
    its longest copy was found as a page."""
    used = group[0]
    kind = max((reading.finding.kind for reading in group), key=_worth_of_kind)
    filled = replace(
        used,
        author=_first_said(reading.author for reading in group),
        published=_first_said(reading.published for reading in group),
        licence=_first_said(reading.licence for reading in group),
    )
    others = (reading.finding.locator for reading in group)
    return Source(
        id=stable_id(seed, used.snapshot),
        snapshot=used.snapshot,
        url=used.finding.locator,
        title=used.title or used.finding.title,
        agent=used.finding.agent,
        agents=tuple(dict.fromkeys(reading.finding.agent for reading in group)),
        kind=kind,
        language=used.language,
        author=filled.author,
        published=filled.published,
        licence=filled.licence,
        retrieved_at=used.retrieved_at,
        quality=quality([filled, *group[1:]], kind, document),
        also_at=tuple(dict.fromkeys(url for url in others if url != used.finding.locator))[:MOST_ADDRESSES],
    )


def _worth_of_kind(kind: str) -> float:
    return KIND_WORTH.get(kind, 0.0)


def _first_said(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _counted(reports: Sequence[AgentReport], sources: Sequence[Source]) -> tuple[AgentReport, ...]:
    return tuple(replace(r, kept=sum(1 for s in sources if r.name in s.agents)) for r in reports)
