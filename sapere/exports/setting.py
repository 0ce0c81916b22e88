"""A book laid out as the blocks that ``book.typ`` sets, every text as plain data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sapere.exports.book import Book, Chapter, Dispute, Formula, Note, Section, Sentence, Source
from sapere.exports.reading import flat, link, pieces, table
from sapere.exports.saying import by_line, shortened, source_facts, unfinished

Block = dict[str, Any]
_CHINESE = {"ja": "JP", "ko": "KR", "zh": "SC"}


def laid_out(book: Book, formulas: Mapping[str, str]) -> dict[str, Any]:
    """``formulas`` is TeX to Typst; what is not in it is shown as TeX."""
    return {
        "title": book.title,
        "running": shortened(book.title, 90),
        "language": book.language.split("-")[0].lower()[:3] or "en",
        "fonts": fonts(book.language),
        "blocks": list(_Setter(formulas).blocks(book)),
    }


def fonts(language: str) -> list[str]:
    """In the order they are tried. The first comes with Typst; the others where the machine has them, and beyond
    these whatever it has."""
    first = _CHINESE.get(language.split("-", maxsplit=1)[0].lower(), "SC")
    chinese = [
        f"Noto {style} CJK {kind}" for style in ("Serif", "Sans") for kind in (first, "SC", "JP", "KR", "TC")
    ]
    return [
        "Libertinus Serif",
        "Noto Serif",
        "Noto Naskh Arabic",
        "Noto Sans Arabic",
        *dict.fromkeys(chinese),
    ]


def formulas_in(book: Book) -> set[str]:
    found = set()
    for chapter in book.chapters:
        for one in chapter.sentences():
            if one.kind == "formula":
                found.add(one.text)
            elif one.kind in ("prose", "list"):
                found |= {piece.tex for piece in pieces(one.text) if isinstance(piece, Formula)}
    return found


class _Setter:
    def __init__(self, formulas: Mapping[str, str]) -> None:
        self._formulas = formulas
        self._noted: set[int] = set()

    def blocks(self, book: Book) -> Iterator[Block]:
        for number, chapter in enumerate(book.chapters):
            yield _heading(chapter.depth + 1, chapter.title)
            yield _small(by_line(chapter))
            if not number:
                yield from _front(book)
            yield from self._chapter(chapter)
        if book.sources:
            yield _heading(1, "Sources")
            yield {"is": "sources", "sources": [_source(one) for one in book.sources]}

    def _chapter(self, chapter: Chapter) -> Iterator[Block]:
        for section in chapter.sections:
            yield from self._section(section, chapter.depth + 2)
        for dispute in chapter.disputes:
            yield self._dispute(dispute)

    def _section(self, section: Section, depth: int) -> Iterator[Block]:
        if section.heading:
            yield {**_heading(depth, section.heading), "is": "part"}
        for kind, group in groupby(section.sentences, key=lambda one: one.kind):
            sentences = list(group)
            if kind in ("prose", "list"):
                told = [self._sentence(one) for one in sentences]
                yield {"is": kind, "sentences": told, "rtl": _rtl(sentences[0].text)}
            else:
                yield from (self._set_off(one) for one in sentences)

    def _set_off(self, one: Sentence) -> Block:
        shown = self._shown(one)
        if one.kind == "table" and (found := table(one.text)).head:
            cells = {"name": found.name, "head": found.head, "rows": found.rows}
            return {**shown, "is": "table", **cells, "rtl": _rtl(one.text)}
        if one.kind == "formula" and one.text in self._formulas:
            return {**shown, "is": "formula", "math": self._formulas[one.text], "tex": one.text}
        return {**shown, "is": "code", "text": one.text}

    def _sentence(self, one: Sentence) -> Block:
        runs = [self._run(piece) for piece in pieces(one.text)]
        return {**self._shown(one), "quoted": one.state == "quoted", "runs": runs}

    def _shown(self, one: Sentence) -> Block:
        notes = [self._note(note, flat(one.text)) for note in one.notes]
        return {"joins": one.state == "inferred", "notes": notes}

    def _run(self, piece: str | Formula) -> Block:
        if isinstance(piece, str):
            return {"text": piece}
        found = self._formulas.get(piece.tex)
        return {"tex": piece.shown} if found is None else {"math": found, "tex": piece.shown}

    def _note(self, note: Note, beside: str) -> Block:
        """What stands in the sentence already is not quoted again beneath it."""
        if note.number in self._noted:
            return {"again": note.number}
        self._noted.add(note.number)
        return {
            "number": note.number,
            "quote": "" if note.quote == beside else note.quote,
            "source": note.source.title,
            "place": note.place,
            "characters": f"characters {note.characters}, read {note.source.read[:10]}",
            **_address(note.address),
        }

    def _dispute(self, told: Dispute) -> Block:
        sides = [{"value": side.value, "note": self._note(side.note, "")} for side in told.sides]
        return {"is": "dispute", "text": told.subject, "sides": sides}


def _front(book: Book) -> Iterator[Block]:
    if told := unfinished(book):
        yield _small(told)
    if len(book.chapters) > 1:
        yield {"is": "contents"}


def _heading(depth: int, text: str) -> Block:
    return {"is": "heading", "depth": min(depth, 6), "text": text, "rtl": _rtl(text)}


def _small(text: str) -> Block:
    return {"is": "small", "text": text}


def _source(one: Source) -> Block:
    facts = source_facts(one).removesuffix(one.address)
    return {
        "number": one.number,
        "title": one.title,
        "facts": facts,
        "rtl": _rtl(one.title),
        **_address(one.address),
    }


def _address(url: str) -> Block:
    return {"link": link(url), "address": "" if link(url) else url}


def _rtl(text: str) -> bool:
    """By the first letter that has a direction, as browsers do with ``dir=auto``."""
    first = next(
        (kind for sign in text if (kind := unicodedata.bidirectional(sign)) in ("L", "R", "AL")), "L"
    )
    return first != "L"
