"""Every reading of threads and their messages, scoped to whose they are: nobody else sees them, examples included.

What is not there and what is somebody else's raise the same ``DoesNotExist``.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.topics.actions.asking import SILENCE
from sapere.topics.models import LibraryItem, Source, Topic
from sapere.topics.talks import Message, Thread

MOST_WORDS = 20
"""Of a search; more are left out."""

QUESTION, ANSWER = Message.Role.QUESTION, Message.Role.ANSWER


def threads(viewer: Person, of: Topic, words: str = "") -> QuerySet[Thread]:
    """The viewer's threads about a topic in which each of these words stands somewhere, the last changed first. Each
    with ``questions``, how many were asked in it."""
    found = Thread.objects.filter(owner=viewer, topic=of)
    for word in words.replace("\0", " ").split()[:MOST_WORDS]:
        said = Message.objects.filter(thread=OuterRef("pk"), text__icontains=word)
        found = found.filter(Q(title__icontains=word) | Exists(said))
    counted = found.annotate(questions=Count("messages", filter=Q(messages__role=QUESTION)))
    return counted.order_by("-changed_at")


def thread(viewer: Person, of: Topic, thread_id: uuid.UUID) -> Thread:
    """Raises ``Thread.DoesNotExist``."""
    return Thread.objects.select_related("topic").get(pk=thread_id, owner=viewer, topic=of)


def messages(of: Thread) -> list[Message]:
    """In the order in which they were said."""
    return list(of.messages.select_related("concept", "to").order_by("position"))


def question(of: Thread, message_id: uuid.UUID) -> Message:
    """Raises ``Message.DoesNotExist``; for an answer too."""
    return of.messages.select_related("concept", "thread").get(pk=message_id, role=QUESTION)


def answer(of: Thread, message_id: uuid.UUID) -> Message:
    """Raises ``Message.DoesNotExist``; for a question too."""
    return of.messages.select_related("to", "to__concept", "thread").get(pk=message_id, role=ANSWER)


def answer_by_id(message_id: uuid.UUID) -> Message:
    """For whoever makes the answer, by the id that an action gave; never from a request. Raises
    ``Message.DoesNotExist``."""
    near = ("to__concept", "thread__topic__owner", "thread__owner")
    return Message.objects.select_related(*near).get(pk=message_id, role=ANSWER)


def state(of: Message, now: datetime | None = None) -> str:
    """As it is to be shown: an answer whose maker has been silent for too long is cut."""
    silent = of.beat_at is not None and (now or timezone.now()) - of.beat_at > SILENCE
    return str(Message.State.CUT if of.state == Message.State.WAITING and silent else of.state)


def cited(viewer: Person, of: Topic, ids: set[str]) -> dict[str, Source]:
    """Of these sources those of this topic and of the viewer's own ones, by id, each with its topic."""
    known = [one for one in ids if _is_id(one)]
    mine = Q(topic=of) | Q(topic__owner=viewer)
    rows = Source.objects.filter(mine, pk__in=known).select_related("topic", "snapshot")
    return {str(one.pk): one for one in rows}


def cited_documents(viewer: Person, texts: set[str]) -> dict[str, LibraryItem]:
    """Of these kept texts those in the viewer's library, by their hash."""
    mine = LibraryItem.objects.filter(owner=viewer, snapshot__in=texts).select_related("snapshot")
    return {str(one.snapshot_id): one for one in mine.order_by("added_at")}


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
