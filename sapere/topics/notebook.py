"""Every reading of what a learner left in a topic, scoped to whose it is: nobody else sees it, examples included.

What is not there and what is somebody else's raise the same ``DoesNotExist``. Each is one query.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sapere.accounts.models import Person
from sapere.topics.marks import Bookmark, Card, Note, Visit
from sapere.topics.models import Topic

MOST_WORDS = 20
"""Of a search; more are left out."""


def bookmarks(viewer: Person, of: Topic) -> frozenset[uuid.UUID]:
    """The ids of the concepts that the viewer bookmarked."""
    mine = Bookmark.objects.filter(owner=viewer, concept__topic=of)
    return frozenset(mine.values_list("concept_id", flat=True))


def visits(viewer: Person, of: Topic) -> dict[uuid.UUID, datetime]:
    """Concept id to when the viewer last read its page."""
    return dict(Visit.objects.filter(owner=viewer, concept__topic=of).values_list("concept_id", "at"))


def noted(viewer: Person, of: Topic) -> Counter[uuid.UUID]:
    """Concept id to how many notes the viewer has on it."""
    mine = Note.objects.filter(owner=viewer, topic=of, concept__isnull=False)
    return Counter(dict(mine.values_list("concept_id").annotate(Count("pk"))))


def notes(viewer: Person, of: Topic, words: str = "") -> QuerySet[Note]:
    """The viewer's notes in which each of these words stands somewhere, the oldest first."""
    found = Note.objects.filter(owner=viewer, topic=of)
    for word in _words(words):
        found = found.filter(Q(text__icontains=word) | Q(quote__icontains=word) | Q(about__icontains=word))
    return found.order_by("created_at", "pk")


def notes_on(viewer: Person, concept_id: uuid.UUID) -> list[Note]:
    """On the page of one concept, the oldest first."""
    return list(Note.objects.filter(owner=viewer, concept=concept_id).order_by("created_at", "pk"))


def note(viewer: Person, of: Topic, note_id: uuid.UUID) -> Note:
    """Raises ``Note.DoesNotExist``."""
    return Note.objects.select_related("concept").get(pk=note_id, owner=viewer, topic=of)


def cards(viewer: Person, of: Topic, words: str = "") -> QuerySet[Card]:
    """The viewer's cards in which each of these words stands somewhere, the oldest first."""
    found = Card.objects.filter(owner=viewer, topic=of)
    for word in _words(words):
        found = found.filter(Q(front__icontains=word) | Q(back__icontains=word))
    return found.order_by("created_at", "pk")


def card(viewer: Person, of: Topic, card_id: uuid.UUID) -> Card:
    """Raises ``Card.DoesNotExist``."""
    return Card.objects.get(pk=card_id, owner=viewer, topic=of)


def answers_noted(viewer: Person, ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these answers that the viewer has kept as a note."""
    return _of_answers(Note.objects.filter(owner=viewer), ids)


def answers_carded(viewer: Person, ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these answers that the viewer has made a card of."""
    return _of_answers(Card.objects.filter(owner=viewer), ids)


def note_count(viewer: Person) -> Coalesce:
    """How many notes the viewer has in a topic, to be joined to a query for topics."""
    mine = Note.objects.filter(owner=viewer, topic=OuterRef("pk")).order_by().values("topic")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def topics_with_notes(viewer: Person) -> list[Topic]:
    """The topics in which the viewer left a note, a card or a bookmark, by their titles; each with ``noted``, ``carded``
    and ``bookmarked``, how many."""
    owned = Q(owner=viewer)
    left = (
        Q(pk__in=Note.objects.filter(owned).values("topic"))
        | Q(pk__in=Card.objects.filter(owned).values("topic"))
        | Q(pk__in=Bookmark.objects.filter(owned).values("concept__topic"))
    )
    visible = Q(owner=viewer) | Q(visibility=Topic.Visibility.EXAMPLE)
    found = Topic.objects.filter(left, visible).annotate(
        noted=note_count(viewer),
        carded=_counted(Card.objects.filter(owned, topic=OuterRef("pk")), "topic"),
        bookmarked=_counted(Bookmark.objects.filter(owned, concept__topic=OuterRef("pk")), "concept__topic"),
    )
    return list(found.order_by("title"))


def _of_answers(of: QuerySet[Note] | QuerySet[Card], ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    return frozenset(of.filter(message__in=ids).values_list("message", flat=True)) if ids else frozenset()


def _counted(of: QuerySet[Card] | QuerySet[Bookmark], by: str) -> Coalesce:
    each = of.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)


def _words(said: str) -> list[str]:
    return said.replace("\0", " ").split()[:MOST_WORDS]
