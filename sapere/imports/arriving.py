"""A file that somebody brings, told by what is in it: whatever it is called, it becomes a topic or one clear refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sapere.imports.archive import is_archive, portrait_of
from sapere.imports.belongings import NONE, Belongings, belongings
from sapere.imports.deck import Deck, deck_of, is_deck
from sapere.imports.incoming import Incoming, incoming
from sapere.imports.opml import outline_of
from sapere.imports.outline import Grown
from sapere.imports.paper import portrait_of as paper_of
from sapere.imports.values import value_of
from sapere.imports.zipped import zipped
from sapere.kit.text import has_words
from sapere.research.errors import BadImport, Unreadable
from sapere.research.shapes import Document, Raw

LARGEST = 200_000_000
"""Bytes of a file."""
ENDINGS = (".sapere", ".json", ".opml", ".md", ".markdown", ".apkg", ".colpkg")

Read = Callable[[Raw], Document]
"""From bytes to a document, within limits: ``sapere.readers.Readers.read``."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """``kind`` is archive, json, opml, markdown or anki; ``notices`` say what did not come along, in sentences."""

    kind: str
    topic: Incoming
    mine: Belongings = NONE
    notices: tuple[str, ...] = ()


def arrived(body: bytes, name: str, read: Read, now: str) -> Arrived:
    """The file, checked. ``name`` is what it is called, ``now`` the moment in ISO 8601. Raises ``BadImport``."""
    if len(body) > LARGEST:
        raise BadImport(f"It has {len(body) / 1e6:,.0f} MB; at most {LARGEST / 1e6:.0f} MB are taken.")
    if not body.strip():
        raise BadImport("The file is empty.")
    start, called = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n"), PurePath(name)
    if body.startswith(b"PK"):
        return _archived(body, called.stem)
    if start.startswith(b"<") or called.suffix.lower() in (".opml", ".xml"):
        return _outline("opml", outline_of(body, called.stem))
    if start.startswith((b"{", b"[")) or called.suffix.lower() == ".json":
        return _portrait("json", value_of(body))
    return _paper(body, called.stem, read, now)


def _archived(body: bytes, name: str) -> Arrived:
    with zipped(body) as opened:
        if is_archive(opened.names):
            return _portrait("archive", portrait_of(opened))
        if is_deck(opened.names):
            return _deck(deck_of(opened, name))
    raise BadImport(
        "This is a ZIP archive, but neither one of Sapere's nor a deck of Anki's.",
        advice="Documents go into your library, which reads them as sources.",
    )


def _portrait(kind: str, value: Any) -> Arrived:
    if not isinstance(value, dict):
        raise BadImport("This is JSON, but not a topic of Sapere's.")
    mine = value.pop("mine", None)
    return Arrived(kind, incoming(value), belongings(mine) if mine is not None else NONE)


def _outline(kind: str, tree: Grown) -> Arrived:
    return Arrived(kind, incoming(tree.portrait), notices=_folded(tree.folded))


def _deck(deck: Deck) -> Arrived:
    mine = belongings({"cards": deck.cards})
    passed = (
        (f"{deck.passed:,} notes had no words on one of their sides and were left out.",)
        if deck.passed
        else ()
    )
    said = (
        *_folded(deck.grown.folded),
        *passed,
        "Pictures and sounds stay in Anki; only the words came along.",
    )
    return Arrived("anki", incoming(deck.grown.portrait), mine, said)


def _paper(body: bytes, name: str, read: Read, now: str) -> Arrived:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.end >= len(body) or error.reason == "unexpected end of data"
        how = (
            "ends in the middle of a character: it is cut off"
            if cut
            else "is neither Markdown nor anything else known"
        )
        raise BadImport(
            f"The file {how}.", advice=f"Files that can be imported end in {', '.join(ENDINGS)}."
        ) from None
    try:
        document = read(Raw(body, "text/markdown", "utf-8", f"{name}.md"))
    except Unreadable as error:
        raise BadImport(error.what, advice=error.advice) from None
    if not has_words(document.text):
        raise BadImport("There are no words in it.")
    portrait = paper_of(document, name or "Notes", now)
    notices = ("It was longer than is read: the rest was left out.",) if document.partial else ()
    return Arrived("markdown", incoming(portrait), notices=notices)


def _folded(count: int) -> tuple[str, ...]:
    said = f"{count:,} titles stood deeper than the three levels of a tree; each now stands beside the one above it."
    return (said,) if count else ()
