"""What a learner left in a topic as a file: Markdown, a table, or a deck of their own cards for Anki."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import genanki

from sapere.exports.cards import number, packed, shown
from sapere.exports.reading import clean, flat
from sapere.kit import spreadsheet

MODEL = 1_714_205_614
"""Of the form of a learner's own cards; never to be changed, else every card is a new one."""
HEAD = ("kind", "concept", "quote", "text", "written")
_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~$&{}])")
_RAW = re.compile(r"<(?=[A-Za-z/!?])|!(?=\[)")


@dataclass(frozen=True, slots=True)
class Left:
    """``kind``: note, highlight, bookmark or card. Of a card ``quote`` is the question and ``text`` the answer."""

    kind: str
    about: str
    text: str = ""
    quote: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Flashcard:
    id: str
    about: str
    front: str
    back: str
    sources: tuple[str, ...] = ()


def markdown(title: str, left: Sequence[Left]) -> str:
    """Under a heading for each thing they are about. A note's own Markdown stays; raw HTML and pictures in it do not."""
    parts = [f"# {_escaped(title)}"]
    for about, some in groupby(left, key=lambda one: one.about):
        parts += [f"## {_escaped(about) or '-'}", *(part for one in some for part in _parts(one))]
    return "\n\n".join(parts) + "\n"


def csv(left: Sequence[Left]) -> str:
    """RFC 4180; no cell in it can become a formula."""
    rows = ((one.kind, flat(one.about), clean(one.quote), clean(one.text), one.written) for one in left)
    return _MARK + spreadsheet.text([HEAD, *rows])


def deck(name: str, title: str, cards: Sequence[Flashcard], *, now: float | None = None) -> bytes:
    """A package for Anki. Deck and cards have the same ids each time, so that taking it again updates them."""
    made = genanki.Deck(number(f"own cards {name}"), flat(title).replace("::", ": "))
    made.add_model(_model())
    for one in cards:
        fields = [shown(one.about), _lines(one.front), _lines(one.back), shown("; ".join(one.sources))]
        made.add_note(
            genanki.Note(_model(), fields, guid=genanki.guid_for(one.id), tags=["sapere", "sapere::own"])
        )
    return packed(genanki.Package(made), time.time() if now is None else now)


def _parts(one: Left) -> Iterator[str]:
    if one.kind == "bookmark":
        yield "*Bookmarked*"
    elif one.kind == "card":
        yield f"**{_escaped(one.quote)}**"
        yield _escaped(one.text)
    else:
        if one.quote:
            yield f"> {_escaped(one.quote)}"
        if one.text:
            yield _RAW.sub(r"\\\g<0>", clean(one.text))


def _escaped(text: str) -> str:
    """As itself, in one line."""
    return _SIGNS.sub(r"\\\1", flat(text))


def _lines(text: str) -> str:
    return "<br>".join(shown(line) for line in clean(text).split("\n"))


def _model() -> genanki.Model:
    names = ("Concept", "Question", "Answer", "Source")
    front = '<div dir="auto">{{Question}}</div>'
    back = (
        '{{FrontSide}}<hr id="answer"><div dir="auto">{{Answer}}</div>'
        '<div class="source" dir="auto">{{Concept}} {{Source}}</div>'
    )
    style = (
        ".card { font: 1.2rem/1.5 serif; max-width: 34rem; margin: 0 auto; padding: 1rem; text-align: start; }"
        " .source { font-size: .8rem; opacity: .75; }"
    )
    template = {"name": "Question", "qfmt": front, "afmt": back}
    fields = [{"name": name} for name in names]
    return genanki.Model(MODEL, "Sapere own card", fields=fields, templates=[template], css=style)
