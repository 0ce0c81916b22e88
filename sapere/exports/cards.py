"""A topic as a deck of cards for Anki: what a concept is, with the quote that says so and a link to its source.

Notes and deck have the same ids in every export, so that importing again updates the cards and keeps what was
learned with them.
"""

from __future__ import annotations

import hashlib
import html
import itertools
import json
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import genanki

from sapere.exports.book import Book, Chapter, Note, Sentence
from sapere.exports.reading import book, flat, link

MODEL = 1_714_205_613
"""Of the form of our cards; never to be changed, else every card is a new one."""
_LARGEST = 2**31 - 1
_FRONT = '<div class="title" dir="auto">{{Concept}}</div><div dir="auto">{{Question}}</div>'
_BACK = (
    '{{FrontSide}}<hr id="answer"><div dir="auto">{{Answer}}</div>{{#Quote}}<blockquote dir="auto">{{Quote}}</blockquote>'
    '{{/Quote}}<div class="source" dir="auto">{{Source}}</div>'
)
_STYLE = (
    ".card { font: 1.2rem/1.5 serif; max-width: 34rem; margin: 0 auto; padding: 1rem; text-align: start; }"
    " .title { font-weight: 600; font-size: 1.4rem; } .source { font-size: .8rem; opacity: .75; }"
    " blockquote { border-inline-start: 3px solid #17603f; margin-inline: 0; padding-inline-start: .8rem; }"
)


def apkg(topic: Mapping[str, Any], *, now: float | None = None) -> bytes:
    """A card for each concept of which a sentence with evidence says what it is. Anki takes over what is newer."""
    told = book(topic)
    deck = genanki.Deck(number(f"deck {_name(told)}"), told.title.replace("::", ": "))
    deck.add_model(_model())
    for chapter, sentence in _defined(told):
        deck.add_note(_card(told, chapter, sentence))
    return packed(genanki.Package(deck), time.time() if now is None else now)


def _defined(told: Book) -> Iterator[tuple[Chapter, Sentence]]:
    for chapter in told.chapters:
        first = next((one for one in chapter.prose() if one.notes), None)
        if first is not None:
            yield chapter, first


def _card(told: Book, chapter: Chapter, sentence: Sentence) -> genanki.Note:
    answer, note = flat(sentence.text), sentence.notes[0]
    quoted = sentence.state == "quoted"
    fields = {
        "Concept": shown(chapter.title),
        "Question": shown(chapter.question),
        "Answer": shown(f"“{answer}”" if quoted else answer),
        "Quote": "" if note.quote == answer else shown(f"“{note.quote}”"),
        "Source": _source(note),
    }
    tags = ["sapere", *([f"sapere::{told.slug}"] if told.slug else [])]
    return genanki.Note(_model(), list(fields.values()), guid=genanki.guid_for(chapter.id), tags=tags)


def _source(note: Note) -> str:
    title = shown(note.source.title)
    place = f", {shown(note.place)}" if note.place else ""
    if not link(note.address):
        return f"{title}{place}"
    return f'<a href="{shown(note.address)}">{title}</a>{place}'


def shown(text: str) -> str:
    """As itself: Anki looks into a field for markup, for ``[sound:…]`` and ``[latex]``, and for ``\\(`` of MathJax."""
    safe = html.escape(text).replace("[", "&#91;").replace("{{", "{<wbr>{").replace("$$", "$<span></span>$")
    return safe.replace("\\", "\\<span></span>")


def _model() -> genanki.Model:
    names = ("Concept", "Question", "Answer", "Quote", "Source")
    template = {"name": "What it is", "qfmt": _FRONT, "afmt": _BACK}
    fields = [{"name": name} for name in names]
    return genanki.Model(MODEL, "Sapere concept", fields=fields, templates=[template], css=_STYLE)


def _name(told: Book) -> str:
    """What the deck is known by: its first concept, which keeps its id."""
    return told.chapters[0].id if told.chapters else told.slug


def number(name: str) -> int:
    digest = hashlib.sha256(name.encode()).digest()
    return 1 + int.from_bytes(digest[:8], "big") % (_LARGEST - 1)


def packed(package: genanki.Package, now: float) -> bytes:
    """The package as Anki reads it: a database and an empty list of media. (genanki's own way leaves a file behind.)"""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "collection.anki2"
        with sqlite3.connect(place) as database:
            package.write_to_db(database.cursor(), now, itertools.count(int(now * 1000)))
        database.close()
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(place, place.name)
            archive.writestr("media", json.dumps({}))
    return packed.getvalue()
