"""What was left in a topic as a file: notes as Markdown or for a spreadsheet, cards for Anki."""

from __future__ import annotations

from collections.abc import Iterator

from sapere.accounts.models import Person
from sapere.exports import notebook as files
from sapere.exports.notebook import Flashcard, Left
from sapere.kit.clock import iso
from sapere.tabs.notes.page import Leaf, leaves
from sapere.topics.models import Topic

FORMS = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "apkg": "application/octet-stream",
}


def file_of(viewer: Person, mine: Topic, name: str) -> bytes:
    found = leaves(viewer, mine)
    if name == "apkg":
        return files.deck(str(mine.pk), mine.title, list(_cards(found)))
    left = [one for leaf in found for one in _left(leaf)]
    made = files.markdown(mine.title, left) if name == "md" else files.csv(left)
    return made.encode()


def _left(leaf: Leaf) -> Iterator[Left]:
    if leaf.bookmarked:
        yield Left("bookmark", leaf.title)
    for note in leaf.notes:
        kind = "highlight" if note.quote else "note"
        yield Left(kind, leaf.title, note.text, note.quote, written=iso(note.created_at))
    for card in (one.card for one in leaf.cards):
        yield Left("card", leaf.title, card.back, card.front, written=iso(card.created_at))


def _cards(found: list[Leaf]) -> Iterator[Flashcard]:
    for leaf in found:
        for one in leaf.cards:
            titles = tuple(dict.fromkeys(source.title for source in one.rests_on))
            yield Flashcard(str(one.card.pk), leaf.title, one.card.front, one.card.back, titles)
