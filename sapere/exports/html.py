"""A topic as one page of HTML that needs nothing else: its style inside, no script, nothing that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from typing import Any

from sapere.exports.book import Book, Chapter, Dispute, Formula, Note, Section, Sentence, Source
from sapere.exports.reading import book, link, pieces, table
from sapere.exports.saying import by_line, source_facts
from sapere.kit.language import direction
from sapere.kit.mathml import mathml

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(topic: Mapping[str, Any]) -> str:
    """The whole topic, with its contents before it and notes that lead back."""
    told = book(topic)
    return "\n".join((*_head(told), *_body(told), "</body></html>", ""))


def _head(told: Book) -> Iterator[str]:
    language = f' lang="{escape(told.language)}"' if told.language else ""
    yield f'<!doctype html>\n<html{language} dir="{direction(told.language)}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(told.title)}</title>\n<style>\n{_style()}</style></head>\n<body>"


@cache
def _style() -> str:
    return resources.files("sapere.exports").joinpath("page.css").read_text(encoding="utf-8")


def _body(told: Book) -> Iterator[str]:
    yield f"<header><p>{escape(told.title)}</p></header>"
    yield from _contents(told.chapters)
    yield "<main>"
    yield _anchored("\n".join(line for chapter in told.chapters for line in _chapter(chapter)))
    yield "</main>"
    yield from _sources(told.sources)
    yield from _notes(told.notes)


def _contents(chapters: Sequence[Chapter]) -> Iterator[str]:
    yield '<nav lang="en" aria-label="Contents"><details><summary>Contents</summary><ol>'
    for one in chapters:
        anchor = f'<a dir="auto" href="#c-{escape(one.id)}">{escape(one.title)}</a>'
        yield f'<li class="d{min(one.depth, 4)}">{anchor}</li>'
    yield "</ol></details></nav>"


def _chapter(chapter: Chapter) -> Iterator[str]:
    heading = min(chapter.depth + 1, 6)
    yield f'<section id="c-{escape(chapter.id)}">'
    yield f'<h{heading} dir="auto">{escape(chapter.title)}</h{heading}>'
    yield f'<p class="by" lang="en" dir="ltr">{escape(by_line(chapter))}</p>'
    for section in chapter.sections:
        yield from _section(section, min(heading + 1, 6))
    for dispute in chapter.disputes:
        yield from _dispute(dispute)
    yield "</section>"


def _section(section: Section, heading: int) -> Iterator[str]:
    if section.heading:
        yield f'<h{heading} class="part" dir="auto">{escape(section.heading)}</h{heading}>'
    for kind, group in groupby(section.sentences, key=lambda one: one.kind):
        if kind == "list":
            yield f'<ul dir="auto">{"".join(f"<li>{_sentence(one)}</li>" for one in group)}</ul>'
        elif kind == "prose":
            yield f'<p dir="auto">{" ".join(map(_sentence, group))}</p>'
        else:
            yield from (
                f"<figure>{_block(one)}<figcaption>{_evidence(one)}</figcaption></figure>" for one in group
            )


def _sentence(sentence: Sentence) -> str:
    words = "".join(map(_piece, pieces(sentence.text)))
    shown = f"<q>{words}</q>" if sentence.state == "quoted" else f"<span>{words}</span>"
    return shown + _evidence(sentence)


def _piece(piece: str | Formula) -> str:
    if isinstance(piece, str):
        return escape(piece)
    return mathml(piece.tex, display=False) or escape(piece.shown)


def _block(sentence: Sentence) -> str:
    """What may be wider than the page scrolls, and can be reached with the keyboard for that."""
    if sentence.kind == "table":
        return _table(sentence.text)
    drawn = mathml(" ".join(sentence.text.split())) if sentence.kind == "formula" else ""
    return f'<div class="formula" tabindex="0">{drawn}</div>' if drawn else _preformatted(sentence.text)


def _preformatted(text: str) -> str:
    return f'<pre dir="ltr" tabindex="0"><code>{escape(text)}</code></pre>'


def _table(text: str) -> str:
    told = table(text)
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in told.head)
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in told.rows)
    name = f"<caption>{escape(told.name)}</caption>" if told.name else ""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="wide" tabindex="0"><table dir="auto">{name}<tr>{head}</tr>{body}</table></div>'


def _evidence(sentence: Sentence) -> str:
    label = '<small lang="en"> (joins sources)</small>' if sentence.state == "inferred" else ""
    return label + "".join(map(_mark, sentence.notes))


def _anchored(page: str) -> str:
    """Where a note is used first, it has an anchor to lead back to."""
    seen: set[str] = set()

    def anchor(found: re.Match[str]) -> str:
        if found[1] in seen:
            return found[0]
        seen.add(found[1])
        return f'<sup id="r-{found[1]}">{found[0].removeprefix("<sup>")}'

    return re.sub(r'<sup><a href="#n-(\d+)"', anchor, page)


def _mark(note: Note) -> str:
    return f'<sup><a href="#n-{note.number}" aria-label="Note {note.number}">{note.number}</a></sup>'


def _dispute(dispute: Dispute) -> Iterator[str]:
    sides = "".join(f'<li dir="auto">{escape(one.value)}{_mark(one.note)}</li>' for one in dispute.sides)
    yield f'<aside><p><span lang="en">Sources disagree:</span> {escape(dispute.subject)}</p><ul>{sides}</ul></aside>'


def _sources(sources: Sequence[Source]) -> Iterator[str]:
    yield '<section class="sources"><h2 lang="en" id="sources">Sources</h2><ol>'
    for one in sources:
        facts = escape(source_facts(one))
        yield f'<li id="s-{one.number}"><cite dir="auto">{_linked(one.title, one.address)}</cite> <span>{facts}</span></li>'
    yield "</ol></section>"


def _notes(notes: Sequence[Note]) -> Iterator[str]:
    yield '<section class="notes"><h2 lang="en" id="notes">Notes</h2><ol>'
    for note in notes:
        quote = f'<q dir="auto">{escape(note.quote)}</q>'
        back = f'<a href="#r-{note.number}" aria-label="Back to the sentence of note {note.number}">↩</a>'
        source = f'<a href="#s-{note.source.number}"><bdi>{escape(note.source.title)}</bdi></a>'
        yield f'<li id="n-{note.number}">{quote} {source}. <span dir="ltr">{_where(note)}</span> {back}</li>'
    yield "</ol></section>"


def _where(note: Note) -> str:
    told = (escape(note.place), f"characters {note.characters}", f"read {escape(note.source.read)}")
    return ", ".join(filter(None, (*told, _linked(note.address, note.address))))


def _linked(words: str, url: str) -> str:
    if not link(url):
        return escape(words)
    return f'<a href="{escape(url)}" rel="noreferrer nofollow">{escape(words)}</a>'
