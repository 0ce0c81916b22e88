"""Step 8, and the way back: documents kept by content hash, passages put where they can be found.

In the store lie ``text/SHA`` (the kept text in UTF-8), ``raw/SHA`` (the bytes as they came) and
``document/SHA`` (JSON: all of the document but its text, and its passages), where SHA is the SHA-256 of the
bytes for ``raw`` and of the kept text for the other two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sapere.kit.ids import bytes_hash, stable_id
from sapere.research.boilerplate import is_boilerplate
from sapere.research.cut import Span, cut
from sapere.research.errors import Damaged
from sapere.research.ports import Entry, Hit, Index, Scope, Store
from sapere.research.shapes import Blocks, Document, Passage, Raw, Source, decode, encode


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a document: all that a record of it needs."""

    sha256: str  # of the kept text
    raw_sha256: str  # of the bytes it was read from
    media_type: str
    title: str
    language: str
    author: str
    published: str
    licence: str
    characters: int
    partial: bool


def keep(store: Store, raw: Raw, document: Document, spans: Sequence[Span] | None = None) -> Kept:
    """Puts text, bytes and structure into the store. The same content is kept once. ``spans`` are the
    document's passages where they are known already; else it is cut here."""
    sha, raw_sha = document.sha256, bytes_hash(raw.body)
    _put_once(store, f"raw/{raw_sha}", raw.body)
    _put_once(store, f"text/{sha}", document.text.encode("utf-8"))
    structure = _packed(document, cut(document) if spans is None else spans)
    if not (store.has(f"document/{sha}") and store.get(f"document/{sha}") == structure):
        store.put(f"document/{sha}", structure)
    return Kept(
        sha256=sha,
        raw_sha256=raw_sha,
        media_type=raw.media_type,
        title=document.title,
        language=document.language,
        author=document.author,
        published=document.published,
        licence=document.licence,
        characters=len(document.text),
        partial=document.partial or raw.partial,
    )


def load(store: Store, sha256: str) -> tuple[Document, tuple[Span, ...]]:
    """A kept document with its passages. ``KeyError`` when there is none; ``Damaged`` when it is damaged."""
    text, structure = store.get(f"text/{sha256}"), store.get(f"document/{sha256}")
    try:
        document, spans = _unpacked(text.decode("utf-8"), json.loads(structure))
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(sha256) from error
    if document.sha256 != sha256:
        raise _damaged(sha256)
    return document, spans


def load_text(store: Store, sha256: str) -> str:
    """The kept text alone. ``KeyError`` when there is none."""
    return store.get(f"text/{sha256}").decode("utf-8")


def blocks_near(store: Store, sources: Iterable[Source], passages: Sequence[Passage]) -> dict[str, Blocks]:
    """Source id to those blocks of its kept text that touch its passages. None for a source of which only the text
    is kept. ``Damaged`` when what is kept of one is damaged."""
    return {
        s.id: _touching(_blocks(store, s.snapshot), [p for p in passages if p.source == s.id])
        for s in sources
    }


def _blocks(store: Store, sha256: str) -> Blocks:
    """As in :func:`load`, without the work that the rest of a document takes."""
    if not store.has(f"document/{sha256}"):
        return ()
    try:
        found = json.loads(store.get(f"document/{sha256}"))["document"]["blocks"]
        return tuple((int(start), int(end), str(kind)) for start, end, kind in found)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(sha256) from error


def _touching(blocks: Blocks, passages: Sequence[Passage]) -> Blocks:
    return tuple(block for block in blocks if any(p.start < block[1] and block[0] < p.end for p in passages))


def entries(document: Document, spans: Sequence[Span], *, locator: str, root: str = "") -> list[Entry]:
    """A library document's passages on their way into the index, named by their content and place."""
    sha = document.sha256
    return [
        Entry(
            id=passage_id(sha, span.start, span.end),
            document=sha,
            start=span.start,
            end=span.end,
            title=document.title,
            path=span.path,
            text=document.text[span.start : span.end],
            language=document.language,
            locator=locator,
            root=root,
        )
        for span in spans
    ]


def passage_id(name: str, start: int, end: int) -> str:
    """``name`` is the document's hash in a library, the source's id in a topic."""
    return stable_id(name, start, end)


def index_source(store: Store, index: Index, scope: Scope, source: Source) -> int:
    """Puts a topic's source on the topic's shelf, under its passages' own ids; how many went in."""
    document, spans = load(store, source.snapshot)
    named = replace(
        document, title=source.title or document.title, language=source.language or document.language
    )
    rows = [
        replace(row, id=passage_id(source.id, row.start, row.end))
        for row in entries(named, spans, locator=source.url)
        if not any(is_boilerplate(title) for title in row.path)
    ]
    index.upsert(scope, rows)
    return len(rows)


def search_passages(
    index: Index, scope: Scope, query: str, *, language: str = "", limit: int = 10
) -> list[Hit]:
    """The passages that answer best, best first; nobody's but the scope's."""
    return index.search(scope, query, language=language, limit=limit)


def _put_once(store: Store, name: str, body: bytes) -> None:
    if not store.has(name):
        store.put(name, body)


def keep_text(store: Store, document: Document, spans: Sequence[Span]) -> None:
    """Text and structure without the bytes that they were read from. What is there already stays as it is, and a
    reading of the same text replaces it (:func:`keep`)."""
    _put_once(store, f"text/{document.sha256}", document.text.encode("utf-8"))
    _put_once(store, f"document/{document.sha256}", _packed(document, spans))


def _packed(document: Document, spans: Sequence[Span]) -> bytes:
    shape: dict[str, Any] = {
        "document": encode(replace(document, text="")),
        "passages": [[span.start, span.end, list(span.path)] for span in spans],
    }
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _unpacked(text: str, shape: dict[str, Any]) -> tuple[Document, tuple[Span, ...]]:
    document = replace(decode(Document, shape["document"]), text=text)
    spans = tuple(Span(start, end, tuple(path)) for start, end, path in shape["passages"])
    return document, spans


def _damaged(sha256: str) -> Damaged:
    return Damaged(
        f"The kept text {sha256[:12]}… is damaged on the disk.",
        advice="Read its source again, or restore it from a backup.",
    )
