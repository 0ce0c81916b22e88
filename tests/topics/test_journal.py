from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.errors import Cancelled, TakenOver
from sapere.research.shapes import Brief, Depth, Level, Order
from sapere.topics import actions
from sapere.topics.journal import RowJournal, step_key
from sapere.topics.models import JournalEntry, Run, Topic
from tests.topics.seed import person

BRIEF = Brief("Water", "en", Depth.QUICK, Level.NEW, "", (), {"library": ("water",)})


@pytest.fixture
def run() -> Run:
    run = actions.open_topic(person("alice"), Order("Water?"))
    actions.take(run.pk, "worker-1")
    return run


def _never() -> Brief:
    raise AssertionError("a finished step was run again")


@pytest.mark.django_db
def test_a_finished_step_gives_its_result_and_is_not_run_again(run: Run) -> None:
    assert RowJournal(run, 1).step("understand", "Water?", Brief, lambda: BRIEF) == BRIEF
    assert RowJournal(run, 1).step("understand", "Water?", Brief, _never) == BRIEF
    assert Topic.objects.get().title == "Water"


@pytest.mark.django_db
def test_a_step_whose_keeping_fails_is_not_recorded(run: Run) -> None:
    def full(_: Run, __: object) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        RowJournal(run, 1, keeps={"understand": full}).step("understand", "", Brief, lambda: BRIEF)
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db
def test_a_step_that_ends_under_an_old_generation_keeps_nothing(run: Run) -> None:
    def taken_over_meanwhile() -> Brief:
        actions.take_over(run.pk, "worker-2", silent_since=timezone.now())
        return BRIEF

    with pytest.raises(TakenOver):
        RowJournal(run, 1).step("understand", "", Brief, taken_over_meanwhile)
    assert not JournalEntry.objects.exists()
    assert Topic.objects.get().brief is None


@pytest.mark.django_db
def test_a_wish_to_stop_is_heard_before_the_next_step(run: Run) -> None:
    actions.request_stop(run.owner, run.pk)
    with pytest.raises(Cancelled):
        RowJournal(run, 1).step("understand", "", Brief, _never)


@pytest.mark.django_db(transaction=True)
def test_many_threads_may_call_it_at_once(run: Run) -> None:
    journal = RowJournal(run, 1, keeps={})
    with ThreadPoolExecutor(8) as threads:
        names = [f"read:{number % 10}" for number in range(40)]
        assert set(threads.map(lambda name: journal.step(name, "", str, lambda: name), names)) == set(names)
    assert JournalEntry.objects.count() == 10


@given(st.text(), st.text())
def test_a_key_is_short_and_tells_steps_apart(name: str, inputs: str) -> None:
    assert len(step_key(name, inputs)) <= 160
    assert step_key(name, inputs) != step_key(name, inputs + "x")
