from __future__ import annotations

import pytest

from sapere.accounts.models import Person
from sapere.research.shapes import Order
from sapere.topics import actions, costs
from sapere.topics.caps import Cap, Payer, Whose
from sapere.topics.models import Run, Usage
from tests.topics.seed import person

pytestmark = pytest.mark.django_db


def called(run: Run, usd: float | None, **more: object) -> None:
    number = Usage.objects.count()
    given: dict[str, object] = {"key": str(number), "job": "write", "model": "openai:a", "outcome": "ok"}
    given |= {"input_tokens": 100, "output_tokens": 10} | more
    Usage.objects.create(owner=run.owner, run=run, topic=run.topic, usd=usd, **given)


@pytest.fixture
def alice() -> Person:
    return person("alice")


@pytest.fixture
def run(alice: Person) -> Run:
    return actions.open_topic(alice, Order("Water"))


def test_nothing_costs_nothing(run: Run) -> None:
    assert costs.total(costs.of_run(run)) == costs.Cost()


def test_a_sum_tells_failures_unknown_prices_and_what_is_set_aside(run: Run) -> None:
    called(run, 0.1)
    called(run, 0.2, outcome="ModelAway")
    called(run, None, outcome="cut")  # a text that used its tokens up is an answer
    called(run, 0, outcome="reserved", reserved_usd=0.05, input_tokens=0, output_tokens=0)
    assert costs.total(costs.of_run(run)) == costs.Cost(
        usd=0.3, calls=3, failed=1, unpriced=1, input_tokens=300, output_tokens=30, reserved=0.05
    )


def test_the_dearest_comes_first(run: Run) -> None:
    for model, usd in (("openai:a", 0.1), ("openai:b", 0.3), ("openai:a", 0.15)):
        called(run, usd, model=model)
    found = costs.by(costs.of_run(run), "model")
    assert [(name, cost.usd) for (name,), cost in found] == [("openai:b", 0.3), ("openai:a", 0.25)]


def test_what_a_topic_cost_is_the_sum_of_its_runs(alice: Person, run: Run) -> None:
    called(run, 0.1)
    actions.finish(run.pk, Run.State.DONE)
    again = actions.open_topic(alice, Order("Water"), update=True)
    called(again, 0.2)
    assert again.topic is not None
    assert costs.total(costs.of_topic(again.topic)).usd == 0.3
    spent = costs.by_run([run, again])
    assert (spent[run.pk].usd, spent[again.pk].usd) == (0.1, 0.2)


def test_what_was_spent_of_a_cap_counts_what_the_cap_is_for(run: Run) -> None:
    called(run, 0.1)
    called(actions.open_topic(run.owner, Order("Ice")), 0.2)
    called(actions.open_topic(person("bob"), Order("Ice")), 0.4)
    spent = [round(costs.against(Cap(whose, 1.0), Payer.of(run)), 8) for whose in Whose]
    assert spent == [0.1, 0.3, 0.7]


def test_calls_under_way_are_not_in_the_list_of_those_that_ended(run: Run) -> None:
    called(run, 0.1)
    called(run, 0, outcome="reserved")
    assert [one.outcome for one in costs.ended(costs.of_everybody())] == ["ok"]
