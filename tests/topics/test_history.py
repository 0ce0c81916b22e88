from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sapere.research.growing.edits import Rename
from sapere.research.shapes import Order
from sapere.topics import actions, history, queries
from sapere.topics.changes import PageVersion
from sapere.topics.models import Page, Topic
from tests.topics.seed import concept, finished, person, topic_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def topic(db: None) -> Topic:
    return topic_of(finished(person("alice")))


@pytest.fixture
def page(topic: Topic) -> Page:
    found = queries.page(queries.concept(topic, concept(2).id))
    assert found is not None
    return found


def version(of: Page, text: str, replaced: datetime) -> PageVersion:
    """How the page read until then."""
    sections = [{**one, "sentences": [{**s, "text": text} for s in one["sentences"]]} for one in of.sections]
    columns = {name: getattr(of, name) for name in ("concept", "level", "language", "writer")}
    row = PageVersion.objects.create(**columns, sections=sections, written_at=replaced - timedelta(days=1))
    PageVersion.objects.filter(pk=row.pk).update(replaced_at=replaced)
    return row


def days(number: int) -> datetime:
    return NOW - timedelta(days=number)


def test_no_edit_is_seen_before_the_first_and_each_has_a_number_of_its_own(topic: Topic) -> None:
    assert history.seen(topic) == 0
    row = actions.edit_tree(topic.owner, topic.slug, Rename(concept(2).id, "Mine"), seen=0)
    assert history.seen(topic) == row.pk
    assert history.edits(topic) == [Rename(concept(2).id, "Mine")]


def test_what_is_new_is_counted_from_the_version_that_was_read(page: Page) -> None:
    version(page, "Oldest.", days(9))
    read = version(page, "Older.", days(2))
    version(page, "Water is wet.", days(1))
    told = history.since(days(3), page)
    assert told is not None
    assert (told.sentences, told.version, told.at) == (1, read.pk, days(3))


def test_nothing_is_new_where_the_words_are_the_same(page: Page) -> None:
    version(page, "Water is wet.", days(1))
    assert history.since(days(3), page) is None


@pytest.mark.parametrize("read", [None, NOW + timedelta(days=1)])
def test_nothing_is_new_to_who_never_read_it_or_has_read_it_since(page: Page, read: datetime | None) -> None:
    version(page, "Older.", days(1))
    assert history.since(read, page) is None
    assert history.since(days(3), None) is None


def test_a_page_of_which_no_version_was_read_has_nothing_new(page: Page) -> None:
    version(page, "Older.", days(9))
    assert history.since(days(3), page) is None


def test_a_sentence_without_evidence_is_not_spoken(page: Page) -> None:
    bare = [{"heading": "Bare", "sentences": [{"text": "x", "state": "quoted", "citations": []}]}]
    assert history.spoken(bare) == []
    assert [one.text for one in history.spoken(page.sections)] == ["Water is wet."]


def test_a_version_is_its_concepts_own(topic: Topic, page: Page) -> None:
    row = version(page, "Older.", days(1))
    assert history.version(page.concept, row.pk).pk == row.pk
    with pytest.raises(PageVersion.DoesNotExist):
        history.version(queries.concept(topic, concept(3).id), row.pk)


def test_a_run_that_brought_nothing_deeper(topic: Topic) -> None:
    run = actions.open_topic(topic.owner, Order("Else"))
    assert history.brought_by(run) == set()
    assert history.fate(topic, uuid.uuid4()) == (None, None)
