from __future__ import annotations

from dataclasses import replace

import pytest

from sapere.research.shapes import Order
from sapere.topics import actions, queries
from sapere.topics.actions.examples import show_as_example
from sapere.topics.models import Concept, Run, Source, Topic
from tests.topics.seed import concept, finished, page, person, topic_of

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
    mine = topic_of(actions.open_topic(bob, Order("Water")))
    assert queries.topic(bob, "water-2") == mine  # both can be read
    Topic.objects.filter(pk=mine.pk).update(slug="water")
    assert queries.topic(bob, "water") == mine


@pytest.mark.parametrize("wrong", ["", "x", "01234567-89ab-7cde-8f01-23456789abcd"])
def test_ids_that_are_none_of_the_topics_are_not_there(wrong: str) -> None:
    run = finished(person("alice"))
    with pytest.raises(Concept.DoesNotExist):
        queries.concept(topic_of(run), wrong)
    with pytest.raises(Source.DoesNotExist):
        queries.source(topic_of(run), wrong)
    with pytest.raises(Run.DoesNotExist):
        queries.run(run.owner, wrong)


def test_a_stage_takes_from_its_first_word_to_its_last() -> None:
    run = finished(person("alice"))
    for state in ("started", "done"):
        actions.tell(run.pk, "stage", {"stage": "grow", "state": state})
    assert queries.stage_seconds(run)["grow"] >= 0
    assert "read" not in queries.stage_seconds(run)


def test_who_wrote_is_counted_models_first() -> None:
    run = finished(person("alice"))
    assert queries.writers(topic_of(run)) == {"extractive": 2}
    actions.keep_page(run, replace(page(concept(1)), writer="openai:one"))
    assert list(queries.writers(topic_of(run)).items()) == [("openai:one", 1), ("extractive", 1)]


def test_what_was_told_of_one_page_is_found_among_all() -> None:
    run = finished(person("alice"))
    for number in (1, 2):
        actions.tell(run.pk, "page", {"concept": concept(number).id, "sentences": 1})
        actions.tell(run.pk, "sentence", {"concept": concept(number).id, "place": 0})
    actions.tell(run.pk, "note", {"text": "Aside.", "concept": concept(1).id})
    assert [event.kind for event in queries.told_of_page(run, concept(1).id)] == ["page", "sentence"]
    assert len(queries.told_of_page(run)) == 4
