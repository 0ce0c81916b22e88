"""All that a learner left in a topic, in the order of its tree."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from sapere.accounts.models import Person
from sapere.tabs.notes.seeing import page_of
from sapere.topics import notebook, queries, threads
from sapere.topics.head import head
from sapere.topics.marks import Card, Note
from sapere.topics.models import Concept, Source, Topic
from sapere.web.citations import passage_url

MOST_SHOWN = 150
"""Notes and cards on one page; others are found by their words, and are in every file."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A source that a card rests on. ``url`` leads to the first of its words there."""

    number: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A card, with those of the topic's sources that it cites, each once."""

    card: Card
    rests_on: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """What was left at one place of the tree. Without ``concept`` it is about what is no longer there, or an answer."""

    title: str
    url: str
    depth: int
    concept: Concept | None
    bookmarked: bool
    notes: tuple[Note, ...]
    cards: tuple[Kept, ...]


def room_context(viewer: Person, mine: Topic, words: str) -> dict[str, Any]:
    found = leaves(viewer, mine, words)
    shown = list(_first(found, MOST_SHOWN))
    return {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "language": mine.language,
        "words": words,
        "leaves": shown,
        "counts": _counts(found),
        "cut": shown != found,
    }


def leaves(viewer: Person, mine: Topic, words: str = "") -> list[Leaf]:
    """Those of the tree in reading order, then what is about nothing in it any more, by what it was about."""
    notes, cards = _notes(viewer, mine, words), _cards(viewer, mine, words)
    marked = notebook.bookmarks(viewer, mine)
    found = [
        _leaf(
            mine,
            one,
            one.pk in marked and _has(one.title, words),
            notes.pop(one.pk, []),
            cards.pop(one.pk, []),
        )
        for one in queries.concepts(mine)
    ]
    loose = _loose(
        mine.slug,
        [one for some in notes.values() for one in some],
        [one for some in cards.values() for one in some],
    )
    return [one for one in (*found, *loose) if one.bookmarked or one.notes or one.cards]


def _notes(viewer: Person, mine: Topic, words: str) -> dict[uuid.UUID | None, list[Note]]:
    found: dict[uuid.UUID | None, list[Note]] = defaultdict(list)
    for one in notebook.notes(viewer, mine, words).select_related("message"):
        found[one.concept_id].append(one)
    return found


def _cards(viewer: Person, mine: Topic, words: str) -> dict[uuid.UUID | None, list[Kept]]:
    cards = list(notebook.cards(viewer, mine, words))
    cited = {str(one["source"]) for card in cards for one in card.citations}
    known = (
        threads.cited(viewer, mine, cited) if cited else {}
    )  # an answer may rest on other topics, and on the library
    rows = {name: one for name, one in known.items() if one.topic_id == mine.pk}
    found: dict[uuid.UUID | None, list[Kept]] = defaultdict(list)
    for one in cards:
        found[one.concept_id].append(Kept(one, tuple(_rests_on(mine.slug, one, rows))))
    return found


def _rests_on(slug: str, card: Card, rows: Mapping[str, Source]) -> Iterator[Rest]:
    first = {str(one["source"]): one["start"] for one in reversed(card.citations)}
    for name in dict.fromkeys(str(one["source"]) for one in card.citations):
        if row := rows.get(name):
            kept = reverse("explore:source", args=[slug, row.pk])
            yield Rest(row.number, row.title, passage_url(kept, first[name]))


def _leaf(mine: Topic, one: Concept, marked: bool, notes: list[Note], cards: list[Kept]) -> Leaf:
    return Leaf(one.title, page_of(mine.slug, one), one.depth, one, marked, tuple(notes), tuple(cards))


def _loose(slug: str, notes: Sequence[Note], cards: Sequence[Kept]) -> Iterator[Leaf]:
    about: dict[str, list[Note]] = defaultdict(list)
    for one in notes:
        about[one.about].append(one)
    for title, some in about.items():
        yield Leaf(title, _answer(slug, some[0]), 0, None, False, tuple(some), ())
    if cards:
        yield Leaf("", "", 0, None, False, (), tuple(cards))


def _answer(slug: str, note: Note) -> str:
    """Where the answer stands that was noted, if it is there still."""
    if note.message is None:
        return ""
    return reverse("ask:thread", args=[slug, note.message.thread_id]) + f"#m-{note.message_id}"


def _first(found: Sequence[Leaf], most: int) -> Iterator[Leaf]:
    """As many as there is room for; what was left at one place alone may be more, and is cut there."""
    for one in found:
        left = len(one.notes) + len(one.cards)
        if left and not most:
            return
        notes = one.notes[:most]
        yield replace(one, notes=notes, cards=one.cards[: most - len(notes)])
        most = max(0, most - left)


def _counts(found: Sequence[Leaf]) -> dict[str, int]:
    notes = [note for leaf in found for note in leaf.notes]
    return {
        "notes": sum(not note.quote for note in notes),
        "highlights": sum(bool(note.quote) for note in notes),
        "bookmarks": sum(leaf.bookmarked for leaf in found),
        "cards": sum(len(leaf.cards) for leaf in found),
    }


def _has(title: str, words: str) -> bool:
    plain = title.casefold()
    return all(word in plain for word in words.casefold().split())
