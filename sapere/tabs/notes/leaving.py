"""What was left in a topic as a file: notes as Markdown or for a spreadsheet, cards for Anki."""

from __future__ import annotations

from collections.abc import Iterator

from sapere.accounts.models import Person
from sapere.exports import notebook as files
from sapere.exports.notebook import Flashcard, Left
from sapere.kit.clock import iso
from sapere.tabs.notes.page import Leaf, leaves
from sapere.topics import queries
from sapere.topics.marks import Card
from sapere.topics.models import Topic

FORMS = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "apkg": "application/octet-stream",
}


def file_of(viewer: Person, mine: Topic, name: str) -> bytes:
    found = leaves(viewer, mine)
    if name == "apkg":
        return files.deck(str(mine.pk), mine.title, list(_cards(mine, found)))
    left = [one for leaf in found for one in _left(leaf)]
    made = files.markdown(mine.title, left) if name == "md" else files.csv(left)
    return made.encode()


def _left(leaf: Leaf) -> Iterator[Left]:
    if leaf.bookmarked:
        yield Left("bookmark", leaf.title)
    for note in leaf.notes:
        kind = "highlight" if note.quote else "note"
        yield Left(kind, leaf.title, note.text, note.quote, written=iso(note.created_at))
    for card in leaf.cards:
        yield Left("card", leaf.title, card.back, card.front, written=iso(card.created_at))


def _cards(mine: Topic, found: list[Leaf]) -> Iterator[Flashcard]:
    titles = {str(one.pk): one.title for one in queries.sources(mine)}
    for leaf in found:
        for card in leaf.cards:
            yield Flashcard(str(card.pk), leaf.title, card.front, card.back, _sources(card, titles))


def _sources(card: Card, titles: dict[str, str]) -> tuple[str, ...]:
    """The titles of those that it cites and that are there still, each once."""
    cited = (titles.get(str(one.get("source", "")), "") for one in card.citations)
    return tuple(dict.fromkeys(filter(None, cited)))
