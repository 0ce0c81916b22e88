"""What goes with a topic when it is deleted, counted."""

from __future__ import annotations

from dataclasses import dataclass

from sapere.accounts.models import Person
from sapere.topics.marks import Bookmark
from sapere.topics.models import Page, Run, Topic


@dataclass(frozen=True, slots=True)
class Going:
    """``others`` are notes, cards, talks and bookmarks of other people, in an example."""

    concepts: int
    pages: int
    sources: int
    threads: int
    notes: int
    cards: int
    bookmarks: int
    links: int
    others: int
    busy: bool


def going(owner: Person, of: Topic) -> Going:
    """For a topic of the owner's. ``busy``: something is still being done for it."""
    marks = Bookmark.objects.filter(concept__topic=of)
    left = (of.threads, of.notes, of.cards, marks)
    return Going(
        concepts=of.concepts.count(),
        pages=Page.objects.filter(concept__topic=of).count(),
        sources=of.sources.count(),
        threads=of.threads.filter(owner=owner).count(),
        notes=of.notes.filter(owner=owner).count(),
        cards=of.cards.filter(owner=owner).count(),
        bookmarks=marks.filter(owner=owner).count(),
        links=of.shares.count(),
        others=sum(rows.exclude(owner=owner).count() for rows in left),
        busy=of.runs.filter(state__in=[Run.State.QUEUED, Run.State.RUNNING]).exists(),
    )
