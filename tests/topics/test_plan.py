from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sapere import settings, wiring
from sapere.accounts.actions import local_person
from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.topics import queries
from sapere.topics.models import Concept, Prerequisite, Topic
from sapere.topics.plan import plan
from tests.doubles.seeded import seed
from tests.doubles.wooded import wooded

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Person:
    return local_person()


@pytest.fixture
def store() -> Store:
    return wiring.build_store(settings.current())


@pytest.fixture
def topic(alice: Person, store: Store) -> Topic:
    seed(alice, store)
    return queries.topic(alice, "photosynthesis")


def test_it_has_what_the_records_have_in_reading_order(topic: Topic) -> None:
    there, rows = plan(topic).places, queries.concepts(topic)
    assert [(one.pk, one.parent_id, one.depth, one.title, one.question, one.state) for one in there] == [
        (row.pk, row.parent_id, row.depth, row.title, row.question, row.state) for row in rows
    ]
    assert [list(one.needs) for one in there] == [
        [needed.needed_id for needed in row.prerequisites.all()] for row in rows
    ]


def test_the_same_rows_are_the_same_plan(topic: Topic) -> None:
    assert plan(topic) is plan(topic)


@pytest.mark.parametrize(
    "change", [{"title": "Pores"}, {"position": 7}, {"state": "growing"}, {"summary": "x"}]
)
def test_any_change_makes_another(topic: Topic, change: dict[str, object]) -> None:
    before = plan(topic)
    Concept.objects.filter(topic=topic, title="Stomata").update(**change)
    assert plan(topic).name != before.name


def test_what_is_best_read_first_is_part_of_it(topic: Topic) -> None:
    before = plan(topic)
    Prerequisite.objects.filter(concept__topic=topic).delete()
    assert plan(topic).name != before.name
    assert not any(one.needs for one in plan(topic).places)


def test_a_concept_of_another_topic_is_not_found(topic: Topic, alice: Person) -> None:
    other = wooded(alice, 5).topic
    assert other is not None
    there = plan(topic).root
    assert there is not None and plan(topic).find(there.pk) is there
    assert plan(other).find(there.pk) is None


def test_a_topic_without_a_tree_has_an_empty_one(topic: Topic) -> None:
    Concept.objects.filter(topic=topic).delete()
    assert plan(topic).places == () and plan(topic).root is None


def test_it_takes_two_queries_whatever_its_size(alice: Person) -> None:
    run = wooded(alice, 90)
    assert run.topic is not None
    with CaptureQueriesContext(connection) as asked:
        assert len(plan(run.topic).places) == 90
    assert len(asked) == 2
