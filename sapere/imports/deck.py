"""A package of Anki's as a topic: its decks are the tree, its notes are cards. Nothing but words is taken: neither what a
note's HTML would do, nor sounds, nor pictures."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from sapere.imports.collection import PARSER, Note
from sapere.imports.incoming import MOST_CONCEPTS
from sapere.imports.outline import Branch, Grown, grown, title_of
from sapere.imports.zipped import Zipped
from sapere.readers.children import Children
from sapere.readers.limits import Limits
from sapere.research.errors import BadImport, Unreadable
from sapere.research.shapes import Raw

NEWEST = "collection.anki21b"
OLDER = ("collection.anki21", "collection.anki2")
LONGEST_SIDE = 20_000
MOST_LEVELS = 100  # of a deck's name: Anki itself shows no tree that is near as deep
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_SOUND = re.compile(r"\[(?:sound:[^\]]*|anki:[^\]]*)\]|\[/?(?:latex|\$\$?)\]")
_LINE = frozenset(
    {"br", "div", "p", "li", "tr", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote"}
)
_VOID = frozenset({"br", "hr"})
_UNSEEN = frozenset({"script", "style", "template", "iframe", "object", "noscript", "title"})
_AGAIN = "Export the deck from Anki again."
_DECKS = re.compile("\x1f|::")


@dataclass(frozen=True, slots=True)
class Deck:
    """``cards`` are front, back and the concept's id; ``passed`` counts the notes that have no words on both sides."""

    grown: Grown
    cards: tuple[dict[str, Any], ...]
    passed: int


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
    notes = _read(opened.read(found), found)
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


def _read(body: bytes, found: str) -> list[Note]:
    """In a process of its own, as every file of a stranger's that is more than text."""
    with tempfile.TemporaryDirectory(prefix="sapere-deck-") as folder:
        place = Path(folder) / "collection"
        place.write_bytes(body)
        children = Children(Limits(children=1), PARSER)
        try:
            answer = children.ask(Raw(b"", locator=str(place)))
        except Unreadable as error:
            raise BadImport(error.what, advice=_AGAIN) from None
        finally:
            children.close()
    if "unreadable" in answer:
        raise BadImport(str(answer["unreadable"]))
    if "document" not in answer:
        raise BadImport(f"The cards in it ({found}) are damaged.", advice=_AGAIN)
    return [Note(one["deck"], one["is_cloze"], tuple(one["fields"])) for one in answer["document"]["notes"]]


def _laid_out(notes: Sequence[Note], name: str) -> Deck:
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


def _card(note: Note, places: Mapping[str, str]) -> dict[str, Any] | None:
    front, back = _sides(note)
    if not front or not back:
        return None
    return {"front": front, "back": back, "concept": places[note.deck]}


def _sides(note: Note) -> tuple[str, str]:
    """The first field and the others; of a text with gaps the text with them, and without."""
    first, rest = note.fields[0], [words(one) for one in note.fields[1:]]
    if note.is_cloze:
        hidden = _CLOZE.sub(lambda gap: f"[{gap[2] or '…'}]", first)
        return words(hidden), "\n\n".join(filter(None, [words(_CLOZE.sub(r"\1", first)), *rest]))[
            :LONGEST_SIDE
        ]
    return words(first), "\n\n".join(filter(None, rest))[:LONGEST_SIDE]
