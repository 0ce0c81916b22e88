from __future__ import annotations

import pytest

from sapere.research.shapes import Order, Page, Tree, decode
from sapere.topics import actions, queries
from sapere.topics.actions import LibraryEntry
from sapere.topics.models import LibraryItem, Run, Snapshot
from tests.topics.seed import LEVEL, concept, finished, keep_sources, page, person, source, topic_of

pytestmark = pytest.mark.django_db


def test_the_root_is_there_with_the_first_page_and_stays_in_the_tree() -> None:
    run = finished(person("alice"))
    assert [one.title for one in queries.concepts(topic_of(run))] == ["Concept 1", "Concept 2", "Concept 3"]
    assert [one.state for one in queries.concepts(topic_of(run))] == ["ready", "ready", "growing"]


def test_keeping_a_tree_again_moves_adds_and_drops_concepts() -> None:
    run = finished(person("alice"))
    root = concept(1)
    swapped = (root, concept(3, root.id, 0), concept(4, root.id, 1), concept(2, root.id, 2))
    actions.keep_tree(run, Tree(swapped))
    actions.keep_tree(run, Tree(swapped[:3]))
    assert [one.title for one in queries.concepts(topic_of(run))] == ["Concept 1", "Concept 3", "Concept 4"]


def test_sources_keep_their_numbers_and_leave_when_a_later_run_does_not_use_them() -> None:
    alice = person("alice")
    first = finished(alice)
    again = actions.open_topic(alice, decode(Order, first.order), update=True)
    actions.take(again.pk, "worker-1")
    keep_sources(again, source(2, "Another text."))
    assert [one.number for one in queries.sources(topic_of(again))] == [1, 2]
    actions.finish(again.pk, Run.State.DONE)
    assert [one.number for one in queries.sources(topic_of(again))] == [2]


def test_a_source_of_the_first_harvest_only_leaves_with_the_runs_end() -> None:
    run = actions.open_topic(person("alice"), Order("Tea", language="en"))
    actions.take(run.pk, "worker-1")
    keep_sources(run, source(1))
    keep_sources(run, source(2, "A longer copy."))
    assert [one.number for one in queries.sources(topic_of(run))] == [1, 2]
    actions.finish(run.pk, Run.State.DONE)
    assert [one.number for one in queries.sources(topic_of(run))] == [2]


def test_a_concept_of_which_nothing_can_be_quoted_is_ready_without_a_page() -> None:
    run = finished(person("alice"))
    bare = concept(3)
    actions.keep_page(run, Page(bare.id, LEVEL, "en", ()))
    row = queries.concept(topic_of(run), bare.id)
    assert (row.state, queries.page(row)) == ("ready", None)


def test_a_document_read_again_is_one_item() -> None:
    alice = person("alice")
    text = Snapshot(sha256="a" * 64, title="A", characters=3)
    actions.keep_library_items(alice, [LibraryEntry("file:///a", "/", "1", reason="It was locked.")])
    actions.keep_library_items(alice, [LibraryEntry("file:///a", "/", "2", snapshot=text)])
    item = LibraryItem.objects.get()
    assert (item.state, item.reason, item.fingerprint, item.snapshot_id) == ("read", "", "2", "a" * 64)


def test_a_page_written_again_replaces_the_first() -> None:
    run = finished(person("alice"))
    actions.keep_page(run, page(concept(2)))
    assert len(queries.pages(topic_of(run))) == 2
