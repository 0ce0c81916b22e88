from __future__ import annotations

import pytest

from sapere.research.errors import Busy, OverBudget
from sapere.research.shapes import Order
from sapere.topics import actions
from sapere.topics.caps import Cap, Whose
from sapere.topics.models import Run, Usage
from sapere.work.meter import Meter, telling_costs
from tests.doubles.engine import Recorder
from tests.topics.seed import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    return actions.open_topic(person("alice"), Order("Water", budget=1.0))


def called(run: Run, usd: float) -> None:
    number = str(Usage.objects.count())
    Usage.objects.create(
        owner=run.owner, run=run, topic=run.topic, key=number, job="write", model="m", outcome="ok", usd=usd
    )


def test_it_is_told_once_in_a_while_however_often_it_is_looked_at(run: Run) -> None:
    heard = Recorder()
    meter = Meter(run, heard, (), every=60)
    for _ in range(5):
        called(run, 0.1)
        meter.look()
    assert [event.payload["calls"] for event in heard.events] == [1]


def test_a_run_that_cost_nothing_tells_nothing(run: Run) -> None:
    heard = Recorder()
    with telling_costs(run, heard):
        pass
    assert heard.events == []


@pytest.mark.parametrize(
    ("usd", "warned"), [(0.79, []), (0.8, ["80 % of the run's budget of $1.00 is spent."])]
)
def test_a_warning_comes_at_eighty_per_cent(run: Run, usd: float, warned: list[str]) -> None:
    heard = Recorder()
    called(run, usd)
    Meter(run, heard, (Cap(Whose.RUN, 1.0), Cap(Whose.PERSON, 1.5))).tell()
    assert [event.payload["text"] for event in heard.events if event.kind == "note"] == warned


def test_the_last_word_on_costs_comes_however_a_run_ends(run: Run) -> None:
    heard = Recorder()
    called(run, 0.25)
    with pytest.raises(OverBudget), telling_costs(run, heard):
        raise OverBudget("used up")
    assert heard.events[-1].payload["usd"] == 0.25


def test_one_that_goes_on_elsewhere_tells_there(run: Run) -> None:
    heard = Recorder()
    called(run, 0.25)
    with pytest.raises(Busy), telling_costs(run, heard):
        raise Busy("The database does not answer.")
    assert heard.events == []
