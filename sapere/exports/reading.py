"""A topic (``sapere.topic/1``) as a book: what every format is written from.

A sentence without evidence is in no book. Of all texts that strangers wrote only characters are left that every
format can hold; what they mean in one of them is escaped by that format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from sapere.exports.book import Book, Chapter, Dispute, Formula, Note, Section, Sentence, Side, Source, Table
from sapere.kit.moments import clock_time
from sapere.kit.tex import inline_formulas

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"[\s\\`*\[\]<>|\"'{}^~$]")
_UNSUPPORTED = "unsupported"


def book(topic: Mapping[str, Any]) -> Book:
    """The whole topic, in the order of its concepts; footnotes are numbered as they are first used."""
    told = topic.get("topic", {})
    sources = tuple(_source(number, one) for number, one in enumerate(topic["sources"], 1))
    notes = _Notes(sources)
    pages = {page["concept"]: page for page in topic["pages"]}
    chapters = tuple(_chapter(one, pages.get(one["id"], {}), notes) for one in topic["concepts"])
    return Book(
        slug=str(told.get("slug", "")),
        title=flat(told.get("title", "")) or (chapters[0].title if chapters else "Topic"),
        language=str(told.get("language", "")),
        definition=_definition(chapters),
        chapters=chapters,
        sources=sources,
        notes=tuple(notes.numbered.values()),
    )


def supported(topic: Mapping[str, Any]) -> dict[str, Any]:
    """The same value without the sentences that have no evidence: they never leave."""
    return {**topic, "pages": [{**page, "sections": _evident(page)} for page in topic["pages"]]}


def clean(text: str) -> str:
    """Without characters that XML cannot hold or that only steer a screen; lines stay."""
    return _UNPRINTABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def flat(text: str) -> str:
    """Clean, and on one line."""
    return " ".join(clean(text).split())


def pieces(text: str) -> tuple[str | Formula, ...]:
    """A sentence as the words and the formulas in it."""
    line, parts, at = flat(text), list[str | Formula](), 0
    for formula in inline_formulas(line):
        parts += [line[at : formula.start], Formula(formula.tex, line[formula.start : formula.end])]
        at = formula.end
    return tuple(part for part in (*parts, line[at:]) if part)


def address(url: str) -> str:
    """The address as it may stand in any format, its odd characters as ``%XX``."""
    return _NO_ADDRESS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), flat(url))


def link(url: str) -> str:
    """What one may follow: a web address, or nothing."""
    return url if _WEB.match(url) else ""


class _Notes:
    """Footnotes: one for each quote that stands somewhere."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = {source.id: source for source in sources}
        self.numbered: dict[tuple[str, int, int], Note] = {}

    def note(self, citation: Mapping[str, Any]) -> Note:
        key = (citation["source"], citation["start"], citation["end"])
        if key not in self.numbered:
            source = self._sources[citation["source"]]
            self.numbered[key] = Note(
                number=len(self.numbered) + 1,
                quote=flat(citation["quote"]),
                source=source,
                place=_place(citation),
                address=_address(citation, source),
                characters=f"{citation['start']}–{citation['end']}",
            )
        return self.numbered[key]


def _place(citation: Mapping[str, Any]) -> str:
    place = citation.get("place")
    if place is None:
        return ""
    return clock_time(place["value"]) if place["kind"] == "second" else f"page {place['value']}"


def _address(citation: Mapping[str, Any], source: Source) -> str:
    """As far in as there is a way to say it."""
    return address((citation.get("place") or {}).get("address", "")) or source.address


def _source(number: int, told: Mapping[str, Any]) -> Source:
    return Source(
        id=told["id"],
        number=number,
        title=flat(told["title"]) or "Untitled",
        address=address(told["url"]),
        author=flat(told.get("author", "")),
        published=flat(told.get("published", "")),
        licence=flat(told.get("licence", "")),
        read=flat(told["retrieved_at"]),
        kind=told.get("kind", "page"),
    )


def _chapter(concept: Mapping[str, Any], page: Mapping[str, Any], notes: _Notes) -> Chapter:
    return Chapter(
        id=concept["id"],
        parent=concept.get("parent") or "",
        depth=concept["depth"],
        title=flat(concept["title"]),
        question=flat(concept.get("question", "")),
        summary=flat(concept.get("summary", "")),
        writer=flat(page.get("writer", "")),
        sections=tuple(_sections(page, notes)),
        disputes=tuple(_dispute(one, notes) for one in page.get("disagreements", ())),
    )


def _evident(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {**section, "sentences": [one for one in section["sentences"] if one["state"] != _UNSUPPORTED]}
        for section in page.get("sections", ())
    ]


def _sections(page: Mapping[str, Any], notes: _Notes) -> Iterator[Section]:
    for told in _evident(page):
        sentences = tuple(_sentence(one, notes) for one in told["sentences"])
        if sentences:
            yield Section(flat(told["heading"]), sentences)


def _sentence(told: Mapping[str, Any], notes: _Notes) -> Sentence:
    text, kind = clean(told["text"]), told.get("kind", "prose")
    return Sentence(
        text=text.strip("\n") if kind == "code" else text.strip(),
        kind=kind,
        state=told["state"],
        notes=tuple(notes.note(citation) for citation in told["citations"]),
    )


def table(text: str) -> Table:
    """The first row as its head; a line above it that is no row as its name."""
    lines = [line for line in text.splitlines() if line.strip()]
    names = list(takewhile(lambda line: " | " not in line, lines))
    rows = [[cell.strip() for cell in line.split(" | ")] for line in lines[len(names) :]]
    width = max(map(len, rows), default=0)
    filled = [row + [""] * (width - len(row)) for row in rows]
    return Table(flat(" ".join(names)), filled[0] if filled else [], filled[1:])


def _dispute(told: Mapping[str, Any], notes: _Notes) -> Dispute:
    sides = tuple(Side(flat(side["value"]), notes.note(side["citation"])) for side in told["sides"])
    return Dispute(flat(told["subject"]), sides)


def _definition(chapters: Sequence[Chapter]) -> str:
    first = next(chapters[0].prose(), None) if chapters else None
    return flat(first.text) if first else ""
