"""Which of a topic's sources something still quotes: a page, an answer, a card."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Any

from sapere.topics.marks import Card
from sapere.topics.models import Page
from sapere.topics.talks import Message


def quoted_sources(topic_id: uuid.UUID) -> set[uuid.UUID]:
    pages = Page.objects.filter(concept__topic=topic_id).values_list("sections", "disagreements")
    answers = Message.objects.filter(thread__topic=topic_id, content__isnull=False)
    cards = Card.objects.filter(topic=topic_id)
    said = chain(
        pages.iterator(),
        answers.values_list("content", flat=True).iterator(),
        cards.values_list("citations", flat=True).iterator(),
    )
    return {found for one in said for found in _sources(one)}


def quoted_in(value: Any) -> set[uuid.UUID]:
    """The sources of all citations inside what was encoded."""
    return set(_sources(value))


def _sources(value: Any) -> Iterator[uuid.UUID]:
    if isinstance(value, dict):
        if "quote" in value and isinstance(value.get("source"), str):
            yield uuid.UUID(value["source"])
        for inner in value.values():
            yield from _sources(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _sources(inner)
