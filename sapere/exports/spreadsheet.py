"""A topic as a table: a line for each quote that a sentence rests on, one for a sentence or a concept without any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sapere.exports.book import Chapter, Note, Sentence
from sapere.exports.reading import book
from sapere.kit import spreadsheet

HEAD = (
    "concept_id", "parent_id", "depth", "concept", "section", "sentence", "kind", "state", "quote", "source",
    "author", "address", "place", "characters", "read",
)  # fmt: skip
_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else


def csv(topic: Mapping[str, Any]) -> str:
    """RFC 4180; no cell in it can become a formula."""
    return _MARK + spreadsheet.text(_lines(topic))


def _lines(topic: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    yield HEAD
    for chapter in book(topic).chapters:
        of = (chapter.id, chapter.parent, chapter.depth, chapter.title)
        if not chapter.sections:
            yield (*of, *[""] * (len(HEAD) - len(of)))
        for heading, sentence in _sentences(chapter):
            told = (*of, heading, sentence.text, sentence.kind, sentence.state)
            yield from ((*told, *_evidence(note)) for note in sentence.notes or (None,))


def _sentences(chapter: Chapter) -> Iterator[tuple[str, Sentence]]:
    return ((section.heading, one) for section in chapter.sections for one in section.sentences)


def _evidence(note: Note | None) -> tuple[str, ...]:
    if note is None:
        return ("",) * 7
    source = note.source
    return (note.quote, source.title, source.author, note.address, note.place, note.characters, source.read)
