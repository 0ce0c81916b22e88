"""A book as Pandoc's tree: headings, paragraphs, footnotes, the sources at the end. Word and EPUB are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sapere.exports import reading, tree
from sapere.exports.book import Book, Chapter, Dispute, Note, Section, Sentence, Source
from sapere.exports.saying import by_line, source_facts, unfinished
from sapere.exports.tree import Node
from sapere.kit.language import direction


def chapters(book: Book) -> Node:
    """The whole document, with what its first page and its properties say."""
    return tree.document(properties(book), _blocks(book))


def properties(book: Book) -> dict[str, Node]:
    told = {"title": tree.meta(book.title), "subtitle": tree.meta(unfinished(book))}
    if book.language:
        told["lang"] = tree.meta(book.language)
    if direction(book.language) == "rtl":
        told["dir"] = tree.meta("rtl")
    if book.chapters:
        told["identifier"] = tree.meta(f"urn:uuid:{book.chapters[0].id}")
    return {name: value for name, value in told.items() if value["c"]}


def _blocks(book: Book) -> Iterator[Node]:
    for chapter in book.chapters:
        yield from _chapter(chapter)
    if book.sources:
        yield tree.heading(1, "Sources", "sources")
        yield tree.numbered(map(source, book.sources))


def _chapter(chapter: Chapter) -> Iterator[Node]:
    depth = chapter.depth + 1
    yield tree.heading(min(depth, 6), chapter.title, f"c-{chapter.id}")
    yield tree.paragraph([tree.emphasis(tree.words(by_line(chapter)))])
    for section in chapter.sections:
        yield from _section(section, min(depth + 1, 6))
    for dispute in chapter.disputes:
        yield from _dispute(dispute)


def _section(section: Section, depth: int) -> Iterator[Node]:
    if section.heading:
        yield tree.heading(depth, section.heading)
    for kind, group in groupby(section.sentences, key=lambda one: one.kind):
        if kind == "list":
            yield tree.bullets(map(sentence, group))
        elif kind == "prose":
            yield tree.paragraph(_joined(list(group)))
        else:
            yield from (block for one in group for block in _set_off(one))


def _joined(sentences: Sequence[Sentence]) -> list[Node]:
    found: list[Node] = []
    for one in sentences:
        found += [{"t": "Space"}] if found else []
        found += sentence(one)
    return found


def sentence(one: Sentence) -> list[Node]:
    """With its state and its footnotes."""
    inlines = tree.told(one.text)
    shown = [tree.quoted(inlines)] if one.state == "quoted" else inlines
    return [*shown, *_evidence(one)]


def _set_off(one: Sentence) -> Iterator[Node]:
    if one.kind == "table":
        told = reading.table(one.text)
        yield tree.table(told.name, told.head, told.rows)
    elif one.kind == "formula":
        yield tree.paragraph([tree.formula(" ".join(one.text.split()), display=True)])
    else:
        yield tree.code(one.text)
    if evidence := _evidence(one):
        yield tree.paragraph(evidence)


def _evidence(one: Sentence) -> list[Node]:
    label = [tree.emphasis(tree.words("(joins sources)"))] if one.state == "inferred" else []
    return [*([{"t": "Space"}] if label else []), *label, *(tree.note(footnote(note)) for note in one.notes)]


def footnote(note: Note) -> list[Node]:
    """The quoted words, and where they stand."""
    source = tree.linked(tree.words(note.source.title), note.address)
    where = tree.words(f". {note.where()}")
    return [tree.quoted(tree.words(note.quote)), {"t": "Space"}, *source, *where]


def _dispute(dispute: Dispute) -> Iterator[Node]:
    yield tree.paragraph(tree.words(f"Sources disagree: {dispute.subject}"))
    yield tree.bullets([*tree.words(one.value), tree.note(footnote(one.note))] for one in dispute.sides)


def source(one: Source) -> list[Node]:
    facts = tree.words(f". {source_facts(one)}")
    return [*tree.linked(tree.words(one.title), one.address), *facts]
