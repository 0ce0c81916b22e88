"""Vectors are paid by whose passages or question they are of, as rows, under the caps of the day."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest

from sapere.research.calls import Chore, Job, Usage
from sapere.research.errors import OverBudget
from sapere.research.ports import Scope
from sapere.research.shapes import Order
from sapere.settings import Settings
from sapere.topics import actions, costs
from sapere.topics.budget import RowBudget
from sapere.topics.caps import Payer, caps
from sapere.topics.embedding import purses
from sapere.topics.models import Run
from sapere.topics.models import Usage as Row
from tests.topics.seed import person

pytestmark = pytest.mark.django_db
CAPPED = Settings(budget_person=1.0)


@pytest.fixture
def run() -> Run:
    return actions.open_topic(person("alice"), Order("Water"))


def scope(run: Run, *, topic: str | None = None) -> Scope:
    return Scope(str(run.owner.key), str(run.topic_id) if topic is None else topic)


def used(tokens: int, usd: float | None, outcome: str = "ok") -> Usage:
    return Usage("openai:tiny", Chore.EMBED, tokens, usd=usd, outcome=outcome, key="k")


def embed(run: Run, usd: float = 0.25, *, settings: Settings = CAPPED, **given: str) -> None:
    purse = purses(settings)(scope(run, **given))
    purse.reserve("k", Chore.EMBED, "openai:tiny", 2 * usd)
    assert Row.objects.latest("pk").reserved_usd == Decimal(str(2 * usd))
    purse.settle("k", used(100, usd))


def test_a_request_is_a_row_of_its_owner_and_topic(run: Run) -> None:
    embed(run)
    row = Row.objects.get()
    assert (row.owner, row.topic_id, row.run, row.job, row.outcome) == (
        run.owner,
        run.topic_id,
        None,
        "embed",
        "ok",
    )
    assert (row.usd, row.reserved_usd, row.input_tokens) == (Decimal("0.25"), Decimal(0), 100)
    assert run.topic is not None
    assert costs.total(costs.of_topic(run.topic)).usd == 0.25


@pytest.mark.parametrize("topic", ["", "9ad9df22-3046-466d-b99f-235e23fd4cf9"])
def test_what_is_of_the_library_or_of_a_topic_that_is_gone_is_the_persons(run: Run, topic: str) -> None:
    embed(run, topic=topic)
    assert [(row.owner, row.topic) for row in Row.objects.all()] == [(run.owner, None)]


def test_a_cap_of_the_day_holds_and_says_when_it_goes_on(run: Run) -> None:
    embed(run, 0.4)
    embed(run, 0.3)
    with pytest.raises(OverBudget, match="used up") as told:
        embed(run, 0.3)
    assert "00:00 UTC" in told.value.advice
    assert Row.objects.count() == 2


def test_models_and_vectors_count_against_the_same_cap(run: Run) -> None:
    embed(run, 0.4)
    with pytest.raises(OverBudget):
        RowBudget(Payer.of(run), caps(CAPPED), patience=0).reserve("a", Job.WRITE, "m", 0.7)


def test_a_cap_that_cannot_be_held_refuses_and_without_one_the_dollars_are_unknown(run: Run) -> None:
    with pytest.raises(OverBudget, match="Nobody knows what openai:tiny costs"):
        purses(CAPPED)(scope(run)).reserve("k", Chore.EMBED, "openai:tiny", None)
    purse = purses(Settings())(scope(run))
    purse.reserve("k", Chore.EMBED, "openai:tiny", None)
    purse.settle("k", used(100, None))
    assert costs.total(costs.of_everybody()).unpriced == 1


def test_an_endpoint_that_is_away_leaves_no_rows(run: Run) -> None:
    for _ in range(3):
        purse = purses(CAPPED)(scope(run))
        purse.reserve("k", Chore.EMBED, "openai:tiny", 0.9)
        purse.settle("k", used(0, 0.0, "ModelAway"))
    assert not Row.objects.exists()


def test_an_answer_of_no_use_stays_as_a_failed_call(run: Run) -> None:
    purse = purses(CAPPED)(scope(run))
    purse.reserve("k", Chore.EMBED, "openai:tiny", 0.9)
    purse.settle("k", used(7, 0.1, "BadSaying"))
    assert [(row.outcome, row.usd) for row in Row.objects.all()] == [("BadSaying", Decimal("0.1"))]
    assert costs.total(costs.of_everybody()).failed == 1


def test_of_somebody_who_is_gone_nothing_is_kept() -> None:
    purse = purses(CAPPED)(Scope(str(uuid.uuid4())))
    purse.reserve("k", Chore.EMBED, "openai:tiny", 9.0)
    purse.settle("k", used(7, 9.0))
    assert not Row.objects.exists()
