from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sapere.accounts.models import Person
from sapere.topics import actions, notebook, queries
from sapere.topics.actions import CardWords, Jotting, Quoted
from sapere.topics.models import Topic
from tests.topics.seed import finished, person, topic_of


@pytest.fixture
def alice(db: None) -> Person:
    return person("alice")


@pytest.fixture
def water(alice: Person) -> Topic:
    topic = topic_of(finished(alice))
    root, first, _ = queries.concepts(topic)
    for concept in (root, first):
        actions.bookmark(alice, concept.pk)
        actions.visit(alice, concept.pk)
    actions.write_note(alice, topic, Jotting("Ice floats", first))
    actions.write_note(alice, topic, Jotting("", first, quoted=Quoted("Water is wet.")))
    actions.write_note(alice, topic, Jotting("Of all of it"))
    actions.keep_card(alice, topic, CardWords("Is it wet?", "Yes."))
    return topic


def test_each_sees_what_is_their_own(alice: Person, water: Topic) -> None:
    charlie = person("charlie")
    assert len(notebook.notes(alice, water)) == 3
    assert len(notebook.cards(alice, water)) == 1
    for nothing in (
        notebook.notes(charlie, water),
        notebook.cards(charlie, water),
        notebook.bookmarks(charlie, water),
        notebook.visits(charlie, water),
        notebook.noted(charlie, water),
        notebook.topics_with_notes(charlie),
    ):
        assert not nothing


@pytest.mark.parametrize(
    ("words", "found"), [("ice", 1), ("WET", 1), ("concept", 2), ("ice wet", 0), ("\0", 3)]
)
def test_notes_are_found_by_all_of_the_words(alice: Person, water: Topic, words: str, found: int) -> None:
    assert notebook.notes(alice, water, words).count() == found


def test_the_topic_knows_how_many_notes_there_are(alice: Person, water: Topic) -> None:
    assert queries.topic(alice, water.slug).noted == 3  # type: ignore[attr-defined]
    (one,) = notebook.topics_with_notes(alice)
    assert (one.noted, one.carded, one.bookmarked) == (3, 1, 2)  # type: ignore[attr-defined]


def test_each_reading_is_one_query(alice: Person, water: Topic) -> None:
    first = queries.concepts(water)[1]
    readings: list[Callable[[], Any]] = [
        lambda: notebook.bookmarks(alice, water),
        lambda: notebook.visits(alice, water),
        lambda: notebook.noted(alice, water),
        lambda: list(notebook.notes(alice, water)),
        lambda: notebook.notes_on(alice, first.pk),
        lambda: list(notebook.cards(alice, water)),
        lambda: notebook.topics_with_notes(alice),
    ]
    for reading in readings:
        with CaptureQueriesContext(connection) as asked:
            reading()
        assert len(asked) == 1
    assert notebook.noted(alice, water) == {first.pk: 2}
