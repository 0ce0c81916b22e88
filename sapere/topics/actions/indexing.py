"""Runs that bring the index to what the records say; only a worker has it open."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sapere.accounts.models import Person
from sapere.topics.models import Run, Topic
from sapere.topics.storage import writes


@writes
def queue_indexing(topic: Topic) -> Run:
    """A queued run that puts into the index a topic which came to be without research."""
    return _queued(topic.owner, {"roots": [], "indexed": str(topic.pk)})


@writes
def queue_erasing(owner: Person, topic_id: uuid.UUID, texts: Sequence[str], bodies: Sequence[str]) -> Run:
    """A queued run that takes a topic which is gone out of the index, and erases of these kept texts and bytes whatever
    nothing else rests on."""
    return _queued(
        owner, {"roots": [], "erased": str(topic_id), "texts": list(texts), "bodies": list(bodies)}
    )


def _queued(owner: Person, order: dict[str, Any]) -> Run:
    return Run.objects.create(id=uuid.uuid4(), owner=owner, kind=Run.Kind.LIBRARY, order=order)
