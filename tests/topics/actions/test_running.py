from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sapere.research.errors import TakenOver
from sapere.research.shapes import Order
from sapere.topics import actions, queries
from sapere.topics.models import Run
from tests.topics.seed import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    return actions.open_topic(person("alice"), Order("Water"))


def test_a_run_is_taken_by_one_worker(run: Run) -> None:
    assert actions.take(run.pk, "first") == 1
    assert actions.take(run.pk, "second") is None


def test_a_living_worker_is_not_replaced_a_silent_one_is(run: Run) -> None:
    actions.take(run.pk, "first")
    now = timezone.now()
    assert actions.take_over(run.pk, "second", silent_since=now - timedelta(seconds=45)) is None
    assert actions.take_over(run.pk, "second", silent_since=now + timedelta(seconds=1)) == 2
    assert not actions.heartbeat(run.pk, 1)
    assert actions.heartbeat(run.pk, 2)


def test_writes_under_an_old_generation_are_refused(run: Run) -> None:
    actions.take(run.pk, "first")
    actions.take_over(run.pk, "second", silent_since=timezone.now() + timedelta(seconds=1))
    with pytest.raises(TakenOver):
        actions.tell(run.pk, "note", {"text": "late"}, generation=1)
    with pytest.raises(TakenOver):
        actions.finish(run.pk, Run.State.DONE, generation=1)
    assert queries.events_after(run) == []


def test_events_are_numbered_without_a_gap_and_end_with_the_end(run: Run) -> None:
    actions.take(run.pk, "first")
    actions.tell_all(run.pk, [("note", {"text": "a"}), ("note", {"text": "b"})], generation=1)
    actions.tell(run.pk, "note", {"text": "c"})
    actions.finish(run.pk, Run.State.DONE, generation=1)
    told = queries.events_after(run)
    assert [event.sequence for event in told] == [1, 2, 3, 4]
    assert told[-1].kind == "end"


def test_ending_twice_changes_nothing(run: Run) -> None:
    actions.finish(run.pk, Run.State.FAILED, "First.")
    assert actions.finish(run.pk, Run.State.DONE).reason == "First."


def test_a_stop_ends_a_waiting_run_and_asks_a_running_one(run: Run) -> None:
    assert actions.request_stop(run.owner, run.pk).state == Run.State.STOPPED
    other = actions.open_topic(run.owner, Order("Fire"))
    actions.take(other.pk, "first")
    stopped = actions.request_stop(run.owner, other.pk)
    assert (stopped.state, stopped.stop_requested) == (Run.State.RUNNING, True)
