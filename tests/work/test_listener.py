from __future__ import annotations

import pytest

from sapere.research.progress import Event, Kind
from sapere.research.shapes import Order
from sapere.topics import actions, queries
from sapere.topics.models import Run
from sapere.work.follow import follow
from sapere.work.listener import Listeners
from tests.topics.seed import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run() -> Run:
    run = actions.open_topic(person("alice"), Order("Water"))
    actions.take(run.pk, "worker-1")
    run.refresh_from_db()
    return run


def test_what_was_told_before_a_restart_is_not_told_again(run: Run) -> None:
    for seconds in (1.0, 2.0):
        with Listeners().of(run) as listener:
            listener.tell(Event(Kind.STAGE, {"stage": "read", "state": "done", "seconds": seconds}))
    assert len(queries.events_after(run)) == 1


def test_all_who_work_on_a_run_share_one_listener(run: Run) -> None:
    listeners = Listeners()
    with listeners.of(run) as one, listeners.of(run) as other:
        assert one is other


def test_following_ends_with_the_end(run: Run) -> None:
    with Listeners().of(run) as listener:
        listener.tell(Event(Kind.NOTE, {"text": "a"}))
        listener.tell(Event(Kind.END, {"state": "done"}))
    actions.finish(run.pk, Run.State.DONE)
    assert [event.kind for event in follow(run.pk)] == ["note", "end"]
    assert [event.kind for event in follow(run.pk, after=1)] == ["end"]
