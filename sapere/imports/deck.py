"""A package of Anki's as a topic: its decks are the tree, its notes are cards. Nothing but words is taken: neither what a
note's HTML would do, nor sounds, nor pictures."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from sapere.imports.incoming import MOST_CONCEPTS
from sapere.imports.outline import Branch, Grown, grown, title_of
from sapere.imports.zipped import Zipped
from sapere.research.errors import BadImport

NEWEST = "collection.anki21b"
OLDER = ("collection.anki21", "collection.anki2")
MOST_CARDS = 50_000
LONGEST_SIDE = 20_000
MOST_LEVELS = 100  # of a deck's name: Anki itself shows no tree that is near as deep
_STEPS = 500  # millions of steps that reading the collection may take
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_SOUND = re.compile(r"\[(?:sound:[^\]]*|anki:[^\]]*)\]|\[/?(?:latex|\$\$?)\]")
_LINE = frozenset(
    {"br", "div", "p", "li", "tr", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote"}
)
_VOID = frozenset({"br", "hr"})
_UNSEEN = frozenset({"script", "style", "template", "iframe", "object", "noscript", "title"})
_FIELDS = "\x1f"
_DECKS = re.compile("\x1f|::")


@dataclass(frozen=True, slots=True)
class Deck:
    """``cards`` are front, back and the concept's id; ``passed`` counts the notes that have no words on both sides."""

    grown: Grown
    cards: tuple[dict[str, Any], ...]
    passed: int


@dataclass(frozen=True, slots=True)
class _Note:
    deck: str
    is_cloze: bool
    fields: tuple[str, ...]


def is_deck(names: Sequence[str]) -> bool:
    return any(name in (NEWEST, *OLDER) for name in names)


def deck_of(opened: Zipped, name: str) -> Deck:
    """Raises ``BadImport``; for a package that only the newest Anki reads by its name."""
    if NEWEST in opened.names:
        raise BadImport(
            f"This package holds its cards as {NEWEST}, which only Anki itself reads.",
            advice="In Anki, tick “Support older Anki versions” when exporting, then import that file.",
        )
    found = next(one for one in OLDER if one in opened.names)
    try:
        notes = _read(opened.read(found))
    except (sqlite3.Error, ValueError, TypeError, AttributeError, RecursionError):
        raise BadImport(
            f"The cards in it ({found}) are damaged.", advice="Export the deck from Anki again."
        ) from None
    if not notes:
        raise BadImport("There are no cards in it.")
    return _laid_out(notes, name)


def words(markup: str) -> str:
    """What is to be read of a field: its words on lines, nothing of its markup."""
    try:
        tree = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    lines = "".join(_spoken(tree)).split("\n")
    text = "\n".join(" ".join(line.split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", _SOUND.sub("", text)).strip()[:LONGEST_SIDE]


def _spoken(root: html.HtmlElement) -> Iterator[str]:
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        silent = not isinstance(node.tag, str) or node.tag in _UNSEEN
        if event == "start":
            hidden += silent
            if not hidden:
                yield ("\n" if node.tag in _LINE else "") + (node.text or "")
            continue
        hidden -= silent and event == "end"
        if not hidden and node is not root:
            yield ("\n" if node.tag in _LINE - _VOID else "") + (node.tail or "")


def _read(body: bytes) -> list[_Note]:
    with tempfile.TemporaryDirectory(prefix="sapere-deck-") as folder:
        place = Path(folder) / "collection"
        place.write_bytes(body)
        with closing(sqlite3.connect(f"file:{place}?mode=ro&immutable=1", uri=True)) as database:
            _bound(database)
            return list(_notes(database))


def _bound(database: sqlite3.Connection) -> None:
    """Whoever made the file may have put more into it than rows."""
    database.execute("PRAGMA trusted_schema=OFF")
    database.execute("PRAGMA cell_size_check=ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 200_000_000)
    left = [_STEPS]

    def count() -> int:
        left[0] -= 1
        return left[0] < 0

    database.set_progress_handler(count, 1_000_000)
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"col", "notes", "cards"} <= tables:
        raise ValueError("not a collection")
    database.set_authorizer(_reads_only)


def _reads_only(action: int, *_: object) -> int:
    allowed = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY


def _notes(database: sqlite3.Connection) -> Iterator[_Note]:
    models, decks = (json.loads(one) for one in database.execute("SELECT models, decks FROM col").fetchone())
    named = {str(key): str(one["name"]) for key, one in decks.items()}
    cloze = {str(key) for key, one in models.items() if one.get("type") == 1}
    rows = database.execute(
        "SELECT n.mid, n.flds, MIN(c.did) FROM notes n JOIN cards c ON c.nid = n.id GROUP BY n.id ORDER BY n.id"
    )
    for count, (model, fields, deck) in enumerate(rows):
        if count == MOST_CARDS:
            raise BadImport(f"There are more than {MOST_CARDS:,} notes in it; so many are taken at once.")
        yield _Note(named.get(str(deck), ""), str(model) in cloze, tuple(str(fields).split(_FIELDS)))


def _laid_out(notes: Sequence[_Note], name: str) -> Deck:
    """A branch for each deck, below what all decks have in common."""
    paths = {name: _path(name) for name in {note.deck: None for note in notes}}
    common = _common(list(paths.values()))
    root = Branch(common[-1] if common else title_of(name) or "Deck", key=common)
    branches: dict[tuple[str, ...], Branch] = {common: root}
    for path in paths.values():
        for depth in range(len(common) + 1, len(path) + 1):
            if path[:depth] not in branches:
                if len(branches) > MOST_CONCEPTS:
                    raise BadImport(
                        f"There are more than {MOST_CONCEPTS:,} decks in it, and no tree has so many."
                    )
                branches[path[:depth]] = Branch(path[depth - 1], key=path[:depth])
                branches[path[: depth - 1]].below.append(branches[path[:depth]])
    tree = grown(root)
    places = {deck: tree.concepts[path if path in branches else common] for deck, path in paths.items()}
    cards = [card for note in notes if (card := _card(note, places))]
    return Deck(tree, tuple(cards), len(notes) - len(cards))


def _path(deck: str) -> tuple[str, ...]:
    """The titles of its levels. Cards of deeper ones go to the last: each level costs as much as all above it."""
    return tuple(filter(None, map(title_of, _DECKS.split(deck, MOST_LEVELS)[:MOST_LEVELS])))


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    shortest, longest = min(paths), max(paths)
    same = next((at for at, one in enumerate(shortest) if longest[at : at + 1] != (one,)), len(shortest))
    return shortest[:same]


def _card(note: _Note, places: Mapping[str, str]) -> dict[str, Any] | None:
    front, back = _sides(note)
    if not front or not back:
        return None
    return {"front": front, "back": back, "concept": places[note.deck]}


def _sides(note: _Note) -> tuple[str, str]:
    """The first field and the others; of a text with gaps the text with them, and without."""
    first, rest = note.fields[0], [words(one) for one in note.fields[1:]]
    if note.is_cloze:
        hidden = _CLOZE.sub(lambda gap: f"[{gap[2] or '…'}]", first)
        return words(hidden), "\n\n".join(filter(None, [words(_CLOZE.sub(r"\1", first)), *rest]))[
            :LONGEST_SIDE
        ]
    return words(first), "\n\n".join(filter(None, rest))[:LONGEST_SIDE]
