"""A document with headings as a topic: they are the tree, and what stands under each is its page, quoted by offsets from
the document itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sapere.imports.outline import Branch, grown, title_of
from sapere.kit.sentences import sentences
from sapere.research.cut import cut
from sapere.research.errors import BadImport
from sapere.research.shapes import Document, Heading, encode

SOURCE = "paper"
_WHOLE = ("code", "table", "formula")
_QUALITY = {"kind": 0.5, "agreement": 0.5, "completeness": 1.0, "readability": 1.0}

Extent = tuple[int, int]


def portrait_of(document: Document, name: str, read_at: str) -> dict[str, Any]:
    """``sapere.topic/1`` of it, whose only source it is; ``name`` is its file's. Raises ``BadImport`` when there are no
    words in it."""
    if not document.text.strip():
        raise BadImport("There are no words in it.")
    root, extents = _laid_out(document, document.title or name)
    tree = grown(root, document.language)
    told = {tree.concepts[at]: list(_sentences(document, extent)) for at, extent in enumerate(extents)}
    pages = [_page(concept, page, document.language) for concept, page in told.items() if page]
    return tree.portrait | {"sources": [_source(document, name, read_at)], "pages": pages}


def _laid_out(document: Document, title: str) -> tuple[Branch, list[Extent]]:
    """The tree, and what stands between each heading and the next, in the tree's order: the root's first. A single
    highest heading at the very beginning is the root."""
    headings = sorted(document.headings, key=lambda one: one.start)
    begin = headings[0].start if headings else len(document.text)
    is_root = not document.text[:begin].strip() and _is_alone(headings)
    root = Branch(headings[0].title if is_root else title, key=0)
    extents = [_below(document, headings, 0) if is_root else (0, begin)]
    path = [(headings[0].level if is_root else 0, root)]
    for at in range(int(is_root), len(headings)):
        while len(path) > 1 and path[-1][0] >= headings[at].level:
            path.pop()
        branch = Branch(headings[at].title, key=len(extents))
        path[-1][1].below.append(branch)
        path.append((headings[at].level, branch))
        extents.append(_below(document, headings, at))
    return root, extents


def _is_alone(headings: Sequence[Heading]) -> bool:
    return bool(headings) and all(one.level > headings[0].level for one in headings[1:])


def _below(document: Document, headings: Sequence[Heading], at: int) -> Extent:
    """From the line after a heading to the next."""
    end = headings[at + 1].start if at + 1 < len(headings) else len(document.text)
    line = document.text.find("\n", headings[at].start, end)
    return (end if line < 0 else line, end)


def _sentences(document: Document, extent: Extent) -> Iterator[dict[str, Any]]:
    for start, end, kind in _parts(document, extent):
        quote = document.text[start:end]
        cited = {"source": SOURCE, "quote": quote, "start": start, "end": end}
        yield {"text": quote, "kind": kind, "state": "quoted", "citations": [cited]}


def _parts(document: Document, extent: Extent) -> Iterator[tuple[int, int, str]]:
    """Blocks of code and the like whole, every item of a list, everything else by sentences."""
    at, end = extent
    for first, last, kind in document.blocks:
        if first < at or last > end:
            continue
        yield from _said(document, at, first)
        yield from _block(document, first, last, kind)
        at = last
    yield from _said(document, at, end)


def _block(document: Document, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    if kind == "list":
        yield from ((*line, "list") for line in _lines(document.text, start, end))
    elif kind in _WHOLE:
        yield start, end, kind
    else:
        yield from _said(document, start, end)


def _said(document: Document, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for first, last in sentences(document.text[start:end], document.language):
        yield start + first, start + last, "prose"


def _lines(text: str, start: int, end: int) -> Iterator[Extent]:
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + line.index(bare)
            yield first, first + len(bare)
        start += len(line)


def _page(concept: str, page: list[dict[str, Any]], language: str) -> dict[str, Any]:
    section = {"heading": "", "sentences": page}
    return {"concept": concept, "level": "new", "language": language, "sections": [section]}


def _source(document: Document, name: str, read_at: str) -> dict[str, Any]:
    spans = [[span.start, span.end, list(span.path)] for span in cut(document)]
    return {
        "id": SOURCE,
        "url": "",
        "title": title_of(document.title or name),
        "agent": "library",
        "agents": ["library"],
        "kind": "page",
        "language": document.language,
        "author": document.author[:500],
        "published": document.published[:32],
        "licence": document.licence[:500],
        "retrieved_at": read_at,
        "sha256": document.sha256,
        "quality": _QUALITY,
        "text": document.text,
        "structure": {"document": encode(replace(document, text="", links=())), "passages": spans},
    }
