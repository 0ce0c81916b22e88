"""A topic as Markdown: its tree as headings, its evidence as footnotes, its sources at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sapere.exports.book import Book, Chapter, Dispute, Formula, Note, Sentence, Source
from sapere.exports.reading import book, pieces, table

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$^@{}&])")
_MARKUP = re.compile(r"[`$<>*~#]|\]\(|://")  # what a formula may hold that would not stay one
_BEGINS = re.compile(
    r"^(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9}))([.)])(?=\s|$)"
)  # Pandoc's lists: (a) ii. 3)
_SIGNS = re.compile(r"^(?=[-+=:%!])")
INFERRED = " *(joins sources)*"


def markdown(topic: Mapping[str, Any]) -> str:
    """The whole topic; each sentence with footnotes that hold the quoted words and where they stand."""
    told = book(topic)
    parts = [*_chapters(told), *_sources(told.sources), "\n".join(map(_note, told.notes))]
    return "\n".join([*parts, ""])


def _chapters(told: Book) -> Iterator[str]:
    for chapter in told.chapters:
        yield f"{_heading(chapter.depth + 1)} {_escaped(chapter.title)}\n"
        for section in chapter.sections:
            if section.heading:
                yield f"{_heading(chapter.depth + 2)} {_escaped(section.heading)}\n"
            yield from _paragraphs(section.sentences)
        yield from _disputes(chapter)


def _heading(depth: int) -> str:
    return "#" * min(depth, 6)


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Prose that stands together as one paragraph, items as one list; code, formulas and tables each by itself."""
    for kind, group in groupby(sentences, key=lambda sentence: sentence.kind):
        if kind == "list":
            yield "\n".join(f"- {_sentence(item)}" for item in group) + "\n"
        elif kind in _SET_OFF:
            for sentence in group:
                yield f"{_SET_OFF[kind](sentence.text)}\n\n{_evidence(sentence).strip()}\n"
        else:
            yield " ".join(_sentence(sentence) for sentence in group) + "\n"


def _sentence(sentence: Sentence) -> str:
    return _begun("".join(map(_piece, pieces(sentence.text)))) + _evidence(sentence)


def _evidence(sentence: Sentence) -> str:
    return (INFERRED if sentence.state == "inferred" else "") + "".join(map(_mark, sentence.notes))


def _mark(note: Note) -> str:
    return f"[^{note.number}]"


def _note(note: Note) -> str:
    title = _escaped(note.source.title)
    return f"{_mark(note)}: “{_escaped(note.quote)}” {title}. {_address(note.where())}"


def _disputes(chapter: Chapter) -> Iterator[str]:
    for dispute in chapter.disputes:
        yield f"Sources disagree: {_signs(dispute.subject)}\n"
        yield "\n".join(_side(dispute)) + "\n"


def _side(dispute: Dispute) -> Iterator[str]:
    for side in dispute.sides:
        yield f"- {_escaped(side.value)}{_mark(side.note)}"


def _sources(sources: Sequence[Source]) -> Iterator[str]:
    if sources:
        yield "# Sources\n"
        yield "\n".join(f"{one.number}. {_source(one)}" for one in sources) + "\n"


def _source(one: Source) -> str:
    told = (one.title, one.author, one.published, one.licence, f"read {one.read}")
    named = ". ".join(_escaped(part) for part in told if part)
    return f"{named}. {_address(one.address)}" if one.address else f"{named}."


def _address(text: str) -> str:
    """An address keeps its look: an underscore inside a word is none of Markdown's."""
    return re.sub(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[@&#]", r"\\\g<0>", text)


def _piece(piece: str | Formula) -> str:
    if isinstance(piece, str):
        return _signs(piece)
    return _signs(piece.shown) if _MARKUP.search(piece.tex) else f"${piece.tex}$"


def _code(text: str) -> str:
    """Fenced by more backticks than stand in it."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}\n{text}\n{fence}"


def _formula(tex: str) -> str:
    """On a line of its own; as code where it holds what Markdown would take for its own."""
    return _code(tex) if _MARKUP.search(tex) else f"$$\n{' '.join(tex.split())}\n$$"


def _table(text: str) -> str:
    told = table(text)
    lines = [f"| {' | '.join(map(_escaped, row))} |" for row in (told.head, *told.rows) if row]
    lines.insert(1, "|" + " --- |" * len(told.head))
    name = f"{_escaped(told.name)}\n\n" if told.name else ""
    return name + "\n".join(lines if told.head else [])


_SET_OFF: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"code": _code, "formula": _formula, "table": _table}
)


def _escaped(text: str) -> str:
    """The text as itself: on one line, and nothing in it taken for markup."""
    return _begun(_signs(" ".join(text.split())))


def _signs(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _begun(text: str) -> str:
    """What would begin a list, a rule or a definition begins a sentence."""
    return _SIGNS.sub(r"\\", _BEGINS.sub(r"\1\\\2", text))
