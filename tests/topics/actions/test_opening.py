from __future__ import annotations

import threading

import pytest
from django.db import connection

from sapere.research.errors import BadRequest
from sapere.research.shapes import Order
from sapere.topics import actions
from sapere.topics.models import Run, Topic
from tests.topics.seed import finished, person

pytestmark = pytest.mark.django_db


def test_asked_again_while_it_goes_on_gives_the_same_run() -> None:
    alice = person("alice")
    run = actions.open_topic(alice, Order("Ancient  Rome"))
    assert actions.open_topic(alice, Order("ancient rome")) == run


def test_a_finished_topic_is_researched_anew_only_on_demand() -> None:
    alice = person("alice")
    run = finished(alice)
    assert actions.open_topic(alice, Order("Water")) == run
    again = actions.open_topic(alice, Order("Water"), update=True)
    assert (again.state, again.topic) == (Run.State.QUEUED, run.topic)


def test_another_order_on_a_finished_topic_is_carried_out() -> None:
    alice = person("alice")
    first = finished(alice)
    again = actions.open_topic(alice, Order("Water", library=("/books",)))
    assert again.pk != first.pk
    assert again.topic == first.topic


def test_names_that_look_alike_in_an_address_are_topics_of_their_own() -> None:
    alice = person("alice")
    for name in ("C", "C++", "C#"):
        actions.open_topic(alice, Order(name))
    assert sorted(Topic.objects.values_list("slug", flat=True)) == ["c", "c-2", "c-3"]


def test_only_what_is_over_can_be_tried_again_and_only_by_its_owner() -> None:
    alice, charlie = person("alice"), person("charlie")
    run = actions.open_topic(alice, Order("Water"))
    with pytest.raises(BadRequest):
        actions.retry(alice, run.pk)
    actions.finish(run.pk, Run.State.FAILED, "It broke.")
    with pytest.raises(Run.DoesNotExist):
        actions.retry(charlie, run.pk)
    assert actions.retry(alice, run.pk).state == Run.State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_twenty_who_ask_at_once_get_one_run() -> None:
    alice = person("alice")
    barrier, runs = threading.Barrier(20), set()

    def ask() -> None:
        barrier.wait()
        runs.add(actions.open_topic(alice, Order("Water")).pk)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert runs == set(Run.objects.values_list("pk", flat=True))
    assert len(runs) == 1
