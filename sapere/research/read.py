"""Step 3: what was found, read and kept by content hash. The same text is read once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sapere.kit.clock import Clock, iso
from sapere.kit.ids import bytes_hash
from sapere.kit.language import letters
from sapere.kit.text import has_words
from sapere.research.errors import SourceError, Unreadable
from sapere.research.index import keep, load
from sapere.research.ports import Agent, Reader, Store
from sapere.research.reach import as_page
from sapere.research.shapes import Document, Finding, Raw

SHORTEST = 80
"""Letters of an alphabet. A page with less text than this has nothing to quote."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A finding after the attempt to read it: ``snapshot`` names the kept text, or ``reason`` says why none.

    With both, only what came with the service's answer could be read, and ``reason`` says why not the whole.
    """

    finding: Finding
    snapshot: str = ""
    reason: str = ""
    title: str = ""
    language: str = ""
    author: str = ""
    published: str = ""
    licence: str = ""
    characters: int = 0
    partial: bool = False
    raw_sha256: str = ""
    media_type: str = ""
    retrieved_at: str = ""


def read(finding: Finding, agent: Agent, reader: Reader, store: Store, clock: Clock) -> Reading:
    """Read one finding. A source's failure becomes the reading's reason; our own shelves' failures are raised."""
    now = iso(clock.now())
    reason = ""
    try:
        if finding.snapshot:
            document, _ = load(store, finding.snapshot)
            return _reading(finding, document, retrieved_at=now)
        try:
            raw, document = _whole(finding, agent, reader)
        except SourceError as error:
            if not finding.body:
                raise
            reason = f"Only its summary was read. {error.what}"
            raw, document = _came_with_it(finding, reader)
    except SourceError as error:
        return Reading(finding, reason=error.what, retrieved_at=now)
    keep(store, raw, document)
    return replace(_reading(finding, document, raw=raw, retrieved_at=now), reason=reason)


def _whole(finding: Finding, agent: Agent, reader: Reader) -> tuple[Raw, Document]:
    raw = agent.fetch(finding)
    document = reader.read(raw)
    _check(document)
    return raw, document


def _came_with_it(finding: Finding, reader: Reader) -> tuple[Raw, Document]:
    """An abstract or the like, in place of a work that cannot be had."""
    raw = replace(as_page(finding), partial=True)
    document = reader.read(raw)
    _check(document)
    return raw, replace(document, partial=True)


def _check(document: Document) -> None:
    if len(document.text) * letters(document.language) < SHORTEST or not has_words(document.text):
        raise Unreadable("There is too little text in it to quote.")


def _reading(finding: Finding, document: Document, *, raw: Raw | None = None, retrieved_at: str) -> Reading:
    return Reading(
        finding,
        snapshot=document.sha256,
        title=document.title or finding.title,
        language=document.language or finding.language,
        author=finding.author or document.author,
        published=finding.published or document.published,
        licence=finding.licence or document.licence,
        characters=len(document.text),
        partial=document.partial,
        raw_sha256=bytes_hash(raw.body) if raw else "",
        media_type=raw.media_type if raw else "",
        retrieved_at=retrieved_at,
    )
