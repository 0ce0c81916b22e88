from __future__ import annotations

import pytest

from sapere.research.shapes import Order
from sapere.topics import actions, queries
from sapere.topics.actions.examples import show_as_example
from sapere.topics.models import Concept, Run, Source, Topic
from tests.doubles.store import MemoryStore
from tests.topics.seed import TEXT, concept, finished, person, source, topic_of

pytestmark = pytest.mark.django_db


def test_a_stranger_sees_nothing_until_it_is_an_example() -> None:
    run = finished(person("alice"))
    charlie = person("charlie")
    for slug in ("water", "nowhere"):
        with pytest.raises(Topic.DoesNotExist):
            queries.topic(charlie, slug)
    with pytest.raises(Run.DoesNotExist):
        queries.run(charlie, run.pk)
    show_as_example(topic_of(run).pk)
    assert queries.topic(charlie, "water") == run.topic
    assert queries.run(charlie, run.pk) == run
    assert list(queries.topics(charlie)) == []


def test_ones_own_topic_comes_before_an_example_of_the_same_name() -> None:
    alice, bob = person("alice"), person("bob")
    show_as_example(topic_of(finished(alice)).pk)
    mine = actions.open_topic(bob, Order("Water"))
    assert queries.topic(bob, "water") == mine.topic


@pytest.mark.parametrize("wrong", ["", "x", "01234567-89ab-7cde-8f01-23456789abcd"])
def test_ids_that_are_none_of_the_topics_are_not_there(wrong: str) -> None:
    run = finished(person("alice"))
    with pytest.raises(Concept.DoesNotExist):
        queries.concept(topic_of(run), wrong)
    with pytest.raises(Source.DoesNotExist):
        queries.source(topic_of(run), wrong)
    with pytest.raises(Run.DoesNotExist):
        queries.run(run.owner, wrong)


def test_material_holds_all_that_a_page_needs() -> None:
    run = finished(person("alice"))
    store = MemoryStore()
    store.put(f"text/{source(1).snapshot}", TEXT.encode())
    material = queries.material(run, queries.concept(topic_of(run), concept(1).id), store)
    assert [passage.text for passage in material.passages] == ["Water is wet."]
    assert material.texts == {source(1).id: TEXT}
    assert [child.title for child in material.children] == ["Concept 2", "Concept 3"]
    assert material.children[1].prerequisites == (concept(2).id,)


def test_a_stage_takes_from_its_first_word_to_its_last() -> None:
    run = finished(person("alice"))
    for state in ("started", "done"):
        actions.tell(run.pk, "stage", {"stage": "grow", "state": state})
    assert queries.stage_seconds(run)["grow"] >= 0
    assert "read" not in queries.stage_seconds(run)
