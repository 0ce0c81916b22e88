"""A stream between two looks, where connections come from a pool; see ``tests/topics/test_threads_on_postgresql.py``."""

from __future__ import annotations

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test import AsyncClient
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.topics import actions
from sapere.topics.actions import Question
from sapere.topics.talks import Message
from tests.doubles.seeded import seed

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no pool")


async def held_after_a_look(address: str) -> bool:
    """Whether the thread that looked has a connection while the stream goes on."""
    answer = await AsyncClient().get(address)
    coming = aiter(answer.streaming_content)  # type: ignore[attr-defined]
    while b"event: state" not in await anext(coming):
        pass
    held = await sync_to_async(lambda: connection.connection is not None)()
    await coming.aclose()
    return held


@pytest.mark.django_db(transaction=True)
def test_the_stream_of_a_run_holds_no_connection(alice: Person, store: Store) -> None:
    run = seed(alice, store, finished=False)
    assert not asyncio.run(held_after_a_look(f"/runs/{run.pk}/events"))


@pytest.mark.django_db(transaction=True)
def test_the_stream_of_an_answer_holds_no_connection(alice: Person, store: Store) -> None:
    topic = seed(alice, store).topic
    assert topic is not None
    answer = actions.open_thread(alice, topic, Question("What are stomata?", {"scope": "topic"}))
    Message.objects.filter(pk=answer.pk).update(beat_at=timezone.now(), told=1)
    address = f"/topics/{topic.slug}/ask/{answer.thread_id}/{answer.pk}/events"
    assert not asyncio.run(held_after_a_look(address))
