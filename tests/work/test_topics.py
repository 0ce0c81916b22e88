"""A copied topic put into the index, and a deleted one taken out of it with the texts that nobody else uses."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from sapere import settings, wiring
from sapere.accounts.models import Person
from sapere.research.ports import Scope, Store
from sapere.research.progress import Event
from sapere.research.read import Reading
from sapere.research.shapes import Finding, Order
from sapere.topics import actions, queries
from sapere.topics.journal import RowJournal
from sapere.topics.models import Run, Snapshot, Topic
from sapere.work import topics
from sapere.work.library import Shelf
from tests.doubles.index import MemoryIndex
from tests.doubles.seeded import seed

pytestmark = pytest.mark.django_db


class Ear:
    def tell(self, event: Event) -> None:
        """Nobody listens."""


@pytest.fixture
def store() -> Store:
    return wiring.build_store(settings.current())


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return Shelf(store, MemoryIndex(), reader=None)  # type: ignore[arg-type]


@pytest.fixture
def topic(store: Store) -> Topic:
    alice = Person.objects.create(username="alice", key=uuid.uuid4())
    run = seed(alice, store)
    assert run.topic
    return run.topic


def taken(run: Run) -> tuple[Run, RowJournal]:
    actions.take(run.pk, "worker")
    now = Run.objects.select_related("owner").get(pk=run.pk)
    return now, RowJournal(now, now.generation)


def test_a_topic_is_put_into_the_index(topic: Topic, shelf: Shelf) -> None:
    run, journal = taken(actions.queue_indexing(topic))
    put = topics.put_in(run, shelf, journal)
    scope = Scope(str(topic.owner.key), str(topic.pk))
    assert put == shelf.index.count(scope) > 5
    assert shelf.index.search(scope, "stomata", language="en", limit=3)


def test_a_deleted_topic_leaves_index_and_store(topic: Topic, shelf: Shelf, store: Store) -> None:
    scope, texts = Scope(str(topic.owner.key), str(topic.pk)), [s.snapshot_id for s in queries.sources(topic)]
    topics.put_in(*_with_shelf(topic, shelf))
    run, journal = taken(actions.delete_topic(topic.owner, topic))
    topics.take_out(run, shelf, journal, Ear())
    assert shelf.index.count(scope) == 0
    assert not Snapshot.objects.filter(pk__in=texts).exists()
    assert not any(store.has(f"text/{one}") or store.has(f"document/{one}") for one in texts)


def test_texts_that_another_topic_rests_on_stay(topic: Topic, shelf: Shelf, store: Store) -> None:
    bob = Person.objects.create(username="bob", key=uuid.uuid4())
    copy = actions.copy_topic(bob, topic, store)
    texts = [one.snapshot_id for one in queries.sources(topic)]
    run, journal = taken(actions.delete_topic(topic.owner, topic))
    topics.take_out(run, shelf, journal, Ear())
    assert Snapshot.objects.filter(pk__in=texts).count() == len(texts)
    assert queries.text(queries.sources(copy)[0], store)


def test_texts_that_research_has_read_meanwhile_stay(topic: Topic, shelf: Shelf) -> None:
    alike = queries.sources(topic)[0].snapshot_id
    erasing, journal = taken(actions.delete_topic(topic.owner, topic))
    found = Finding("web", "memory:1", "Leaves")
    read = Reading(found, alike, title="Leaves", characters=9)
    newer, reads = taken(actions.open_topic(topic.owner, Order("Leaves")))
    reads.step("read:memory:1", [], Reading, lambda: read)
    Run.objects.filter(pk=newer.pk).update(started_at=timezone.now() + timedelta(minutes=1))
    topics.take_out(erasing, shelf, journal, Ear())
    assert [one.pk for one in Snapshot.objects.all()] == [alike]


def _with_shelf(topic: Topic, shelf: Shelf) -> tuple[Run, Shelf, RowJournal]:
    run, journal = taken(actions.queue_indexing(topic))
    return run, shelf, journal
