from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connection

from sapere.accounts.models import Person
from sapere.research.errors import BadRequest
from sapere.research.shapes import Order
from sapere.topics import actions
from sapere.topics.models import Concept, JournalEntry, Page, Run, Topic
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


def test_what_is_tried_again_waits_for_the_research_that_goes_on() -> None:
    run = finished(person("alice"))
    deeper = actions.go_deeper(run.owner, "water", Concept.objects.filter(depth=1)[0].pk)
    actions.finish(deeper.pk, Run.State.FAILED, "It broke.")
    actions.update_topic(run.owner, "water")
    with pytest.raises(BadRequest, match="going on"):
        actions.retry(run.owner, deeper.pk)
    deeper.refresh_from_db()
    assert deeper.state == Run.State.FAILED


def test_pages_that_no_model_could_write_are_asked_for_again() -> None:
    run = finished(person("alice"))
    root = Concept.objects.get(topic=run.topic, depth=0)
    keys = [f"write:{root.pk}:1", f"write:{uuid4()}:2", "grow:3"]
    JournalEntry.objects.bulk_create([JournalEntry(run=run, key=key, result={}) for key in keys])
    with pytest.raises(BadRequest, match="finished"):
        actions.retry(run.owner, run.pk)
    Page.objects.filter(concept=root).update(fallback="openai:x: It hangs.")
    assert actions.retry(run.owner, run.pk).state == Run.State.QUEUED
    assert set(JournalEntry.objects.values_list("key", flat=True)) >= set(keys[1:])
    assert not JournalEntry.objects.filter(key=keys[0]).exists()


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


def test_what_was_stopped_at_a_cap_goes_on_in_the_same_run_when_it_is_asked_again(alice: Person) -> None:
    run = actions.open_topic(alice, Order("Tides", budget=0.5))
    actions.take(run.pk, "worker-1")
    actions.finish(run.pk, Run.State.STOPPED, "The budget is used up.", budget=True)
    again = actions.open_topic(alice, Order("Tides", budget=2.0))
    assert (again.pk, again.state, again.order["budget"]) == (run.pk, Run.State.QUEUED, 2.0)
    actions.take(run.pk, "worker-1")
    actions.finish(run.pk, Run.State.STOPPED, "Stopped as you asked.")
    assert actions.open_topic(alice, Order("Tides", budget=2.0)).pk != run.pk


def test_another_model_is_another_order_another_budget_is_not(alice: Person) -> None:
    run = actions.open_topic(alice, Order("Tides", budget=0.5))
    actions.finish(run.pk, Run.State.DONE)
    assert actions.open_topic(alice, Order("Tides", budget=2.0)).pk == run.pk
    assert actions.open_topic(alice, Order("Tides", model="openai:x")).pk != run.pk


def test_the_estimate_stays_with_the_run_it_was_made_for(alice: Person) -> None:
    run = actions.open_topic(alice, Order("Tides"), estimate={"calls": 64})
    assert run.order["estimate"] == {"calls": 64}
    actions.finish(run.pk, Run.State.DONE)
    assert actions.open_topic(alice, Order("Tides"), estimate={"calls": 70}).pk == run.pk


def test_a_higher_budget_is_the_runs_from_then_on(alice: Person) -> None:
    run = actions.open_topic(alice, Order("Tides", budget=0.5))
    actions.finish(run.pk, Run.State.STOPPED, budget=True)
    assert actions.retry(alice, run.pk).order["budget"] == 0.5
    actions.finish(run.pk, Run.State.STOPPED, budget=True)
    assert actions.retry(alice, run.pk, budget=0.75).order["budget"] == 0.75


def test_an_update_asks_as_was_asked_last() -> None:
    alice = person("alice")
    first = finished(alice)
    assert first.topic is not None
    Topic.objects.update(title="Water (H2O)")
    again = actions.update_topic(alice, first.topic.slug)
    assert (again.topic, again.state, again.order["topic"]) == (first.topic, "queued", "Water (H2O)")
    assert actions.update_topic(alice, first.topic.slug) == again


def test_a_topic_that_was_never_researched_can_be_updated() -> None:
    alice = person("alice")
    topic = Topic.objects.create(id=uuid4(), owner=alice, slug="tea", asked="tea", title="Tea", language="de")
    order = actions.update_topic(alice, "tea").order
    assert (order["topic"], order["language"], order["seed"]) == ("Tea", "de", str(topic.pk))


def test_going_deeper_is_a_run_of_its_own_beside_which_there_is_no_other() -> None:
    alice = person("alice")
    first = finished(alice)
    assert first.topic is not None
    concept = Concept.objects.get(title="Concept 2")
    deeper = actions.go_deeper(alice, "water", concept.pk)
    assert (deeper.kind, deeper.order["topic"], deeper.order["under"]) == (
        "deeper",
        "Concept 2 (Water)",
        str(concept.pk),
    )
    assert actions.open_topic(alice, Order("Water"), update=True) == deeper
    actions.finish(deeper.pk, Run.State.DONE)
    assert actions.open_topic(alice, Order("Water")) == first


def test_a_name_with_brackets_or_a_long_one_is_looked_for_as_it_is() -> None:
    alice = person("alice")
    finished(alice)
    concept = Concept.objects.get(title="Concept 2")
    for title, looked_for in (("Ice (water)", "Ice (water)"), ("x" * 300, "x" * 200)):
        Concept.objects.filter(pk=concept.pk).update(title=title)
        run = actions.go_deeper(alice, "water", concept.pk)
        assert run.order["topic"] == looked_for
        actions.finish(run.pk, Run.State.STOPPED)


def test_below_the_last_level_and_of_the_whole_there_is_nothing_deeper() -> None:
    alice = person("alice")
    finished(alice)
    for title in ("Concept 1", "Concept 2"):
        concept = Concept.objects.get(title=title)
        Concept.objects.filter(title="Concept 2").update(depth=3)
        with pytest.raises(BadRequest, match="no place below"):
            actions.go_deeper(alice, "water", concept.pk)


def test_nobody_updates_or_deepens_what_is_another_persons() -> None:
    finished(person("alice"))
    charlie, concept = person("charlie"), Concept.objects.get(title="Concept 2")
    with pytest.raises(Topic.DoesNotExist):
        actions.update_topic(charlie, "water")
    with pytest.raises(Topic.DoesNotExist):
        actions.go_deeper(charlie, "water", concept.pk)
