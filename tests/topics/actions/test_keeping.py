from __future__ import annotations

import pytest

from sapere.research.shapes import Order, decode
from sapere.topics import actions, queries
from sapere.topics.actions import LibraryEntry
from sapere.topics.models import LibraryItem, Page, Run, Snapshot
from tests.topics.seed import finished, keep_sources, person, source, topic_of

pytestmark = pytest.mark.django_db


def test_sources_keep_their_numbers_and_leave_when_a_later_run_does_not_use_them() -> None:
    alice = person("alice")
    first = finished(alice)
    Page.objects.all().delete()
    again = actions.open_topic(alice, decode(Order, first.order), update=True)
    actions.take(again.pk, "worker-1")
    keep_sources(again, source(2, "Another text."))
    assert [one.number for one in queries.sources(topic_of(again))] == [1, 2]
    actions.finish(again.pk, Run.State.DONE)
    assert [one.number for one in queries.sources(topic_of(again))] == [2]


def test_a_source_that_a_page_still_quotes_stays() -> None:
    alice = person("alice")
    first = finished(alice)
    again = actions.open_topic(alice, decode(Order, first.order), update=True)
    actions.take(again.pk, "worker-1")
    keep_sources(again, source(2, "Another text."))
    actions.finish(again.pk, Run.State.DONE)
    assert [one.number for one in queries.sources(topic_of(again))] == [1, 2]


def test_a_run_that_goes_deeper_leaves_the_sources_of_the_rest() -> None:
    alice = person("alice")
    first = finished(alice)
    Page.objects.all().delete()
    concept = queries.concepts(topic_of(first))[1]
    deeper = actions.go_deeper(alice, topic_of(first).slug, concept.pk)
    actions.take(deeper.pk, "worker-1")
    keep_sources(deeper, source(2, "Another text."))
    keep_sources(deeper, source(3, "A longer copy."))
    actions.finish(deeper.pk, Run.State.DONE)
    assert [one.number for one in queries.sources(topic_of(first))] == [1, 3]


def test_a_source_of_the_first_harvest_only_leaves_with_the_runs_end() -> None:
    run = actions.open_topic(person("alice"), Order("Tea", language="en"))
    actions.take(run.pk, "worker-1")
    keep_sources(run, source(1))
    keep_sources(run, source(2, "A longer copy."))
    assert [one.number for one in queries.sources(topic_of(run))] == [1, 2]
    actions.finish(run.pk, Run.State.DONE)
    assert [one.number for one in queries.sources(topic_of(run))] == [2]


def test_a_document_read_again_is_one_item() -> None:
    alice = person("alice")
    text = Snapshot(sha256="a" * 64, title="A", characters=3)
    actions.keep_library_items(alice, [LibraryEntry("file:///a", "/", "1", reason="It was locked.")])
    actions.keep_library_items(alice, [LibraryEntry("file:///a", "/", "2", snapshot=text)])
    item = LibraryItem.objects.get()
    assert (item.state, item.reason, item.fingerprint, item.snapshot_id) == ("read", "", "2", "a" * 64)
