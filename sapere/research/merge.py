"""Step 4: readings to sources. One text under several addresses becomes one source with all its finders.

Near-duplicates are found by the bottom-k sketch of word 5-shingles (Broder 1997, "On the resemblance and
containment of documents"): two texts whose sketches agree to 0.8 are one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from sapere.kit.ids import stable_id
from sapere.kit.language import is_unspaced
from sapere.kit.text import squeeze
from sapere.research.boilerplate import is_boilerplate
from sapere.research.cut import Span
from sapere.research.index import load
from sapere.research.ports import Store
from sapere.research.read import Reading
from sapere.research.shapes import AgentReport, Document, Harvest, Passage, Quality, Source, Unread

SKETCH = 128
SHINGLE = 5
SAME_TEXT = 0.8

_KIND_WORTH = {"paper": 1.0, "book": 0.95, "reference": 0.9, "manual": 0.9, "article": 0.8, "page": 0.6}
_FULL_LENGTH = 6000
"""Characters at which a source counts as complete."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Sources and their passages. The passages carry no text here (see :func:`with_texts`): journals stay small."""

    harvest: Harvest
    passages: tuple[Passage, ...]


def merge(readings: Sequence[Reading], reports: Sequence[AgentReport], store: Store, seed: str) -> Merged:
    kept = [reading for reading in readings if reading.snapshot]
    documents = {reading.snapshot: load(store, reading.snapshot) for reading in kept}
    groups = _groups(kept, {sha: document.text for sha, (document, _) in documents.items()})
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


def canonical(url: str) -> str:
    """The address without what does not change the page: fragment, trailing slash, ``www.``, tracking."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return url
    host = (parts.hostname or "").removeprefix("www.")
    query = "&".join(p for p in parts.query.split("&") if p and not re.match(r"(utm_\w+|fbclid|gclid)=", p))
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, ""))


def _groups(readings: Sequence[Reading], texts: Mapping[str, str]) -> list[list[Reading]]:
    """Readings of the same text together, in the order in which the first of each was found."""
    groups: list[list[Reading]] = []
    by_name: dict[str, int] = {}
    near: dict[int, set[int]] = {}
    sketches: list[frozenset[int]] = []
    for reading in readings:
        names = (reading.snapshot, canonical(reading.finding.locator))
        place = next((by_name[name] for name in names if name in by_name), None)
        if place is None:
            sketch = _sketch(texts[reading.snapshot], reading.language)
            place = _near_duplicate(sketch, sketches, near)
            if place is None:
                place = len(groups)
                groups.append([])
                sketches.append(sketch)
                for value in sketch:
                    near.setdefault(value, set()).add(place)
        groups[place].append(reading)
        by_name.update(dict.fromkeys(names, place))
    return groups


def _sketch(text: str, language: str) -> frozenset[int]:
    parts = list(squeeze(text)) if is_unspaced(language) else text.casefold().split()
    shingles = {" ".join(parts[i : i + SHINGLE]) for i in range(max(1, len(parts) - SHINGLE + 1))}
    return frozenset(sorted(zlib.crc32(s.encode("utf-8", "surrogatepass")) for s in shingles)[:SKETCH])


def _near_duplicate(
    sketch: frozenset[int], sketches: Sequence[frozenset[int]], near: Mapping[int, set[int]]
) -> int | None:
    candidates = {place for value in sketch for place in near.get(value, ())}
    for place in sorted(candidates):
        smallest = sorted(sketch | sketches[place])[:SKETCH]
        shared = sum(1 for value in smallest if value in sketch and value in sketches[place])
        if shared >= SAME_TEXT * len(smallest):
            return place
    return None


def _source(group: Sequence[Reading], document: Document, seed: str) -> Source:
    first = group[0]
    agents = tuple(dict.fromkeys(reading.finding.agent for reading in group))
    return Source(
        id=stable_id(seed, first.snapshot),
        snapshot=first.snapshot,
        url=first.finding.locator,
        title=first.title or first.finding.title,
        agent=first.finding.agent,
        agents=agents,
        kind=first.finding.kind,
        language=first.language,
        author=first.author,
        published=first.published,
        licence=first.licence,
        retrieved_at=first.retrieved_at,
        quality=_quality(first.finding.kind, document, found_by=len(agents), copies=len(group)),
    )


def _quality(kind: str, document: Document, *, found_by: int, copies: int) -> Quality:
    text = document.text
    prose = [line for line in text.split("\n") if len(line) > 80]
    return Quality(
        kind=_KIND_WORTH.get(kind, 0.5),
        agreement=round(min(1.0, 0.4 + 0.3 * (found_by - 1) + 0.1 * (copies - 1)), 3),
        completeness=0.3 if document.partial else round(min(1.0, len(text) / _FULL_LENGTH), 3),
        readability=round(min(1.0, sum(map(len, prose)) / max(1, len(text)) * 1.25), 3),
    )


def _counted(reports: Sequence[AgentReport], sources: Sequence[Source]) -> tuple[AgentReport, ...]:
    return tuple(replace(r, kept=sum(1 for s in sources if r.name in s.agents)) for r in reports)
