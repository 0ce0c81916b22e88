"""Money over rows: caps hold, nothing is counted twice, and what is left says how it goes on."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from sapere.research.calls import Job, Prompt, Usage
from sapere.research.errors import Cancelled, ModelAway, NoModel, OverBudget, TakenOver
from sapere.research.models import Models
from sapere.research.shapes import Order
from sapere.topics import actions
from sapere.topics.budget import RowBudget
from sapere.topics.caps import Cap, Payer, Whose
from sapere.topics.journal import RowJournal
from sapere.topics.models import Run
from sapere.topics.models import Usage as Row
from tests.doubles.models import ScriptedModel
from tests.topics.seed import person

pytestmark = pytest.mark.django_db


def of_run(usd: float) -> Cap:
    return Cap(Whose.RUN, usd)


@pytest.fixture
def run() -> Run:
    run = actions.open_topic(person("alice"), Order("Water"))
    actions.take(run.pk, "worker-1")
    return run


def models(run: Run, model: ScriptedModel, *caps: Cap) -> Models:
    return Models({Job.WRITE: (model,)}, RowJournal(run, 1), budget(run, *caps))


def budget(run: Run, *caps: Cap) -> RowBudget:
    return RowBudget(Payer.of(run), caps, patience=0)


def silent(*_: str) -> None:
    """Nobody listens."""


def prompt(about: str = "tea") -> Prompt:
    return Prompt(Job.WRITE, "write-1", "Write.", about, 100)


def test_a_call_is_set_aside_made_and_counted_with_its_record(run: Run) -> None:
    model = ScriptedModel(lambda _: Row.objects.get().outcome, usd=0.25)
    assert models(run, model, of_run(1)).stream(prompt(), silent).value == "reserved"
    row = Row.objects.get()
    assert (row.outcome, row.usd, row.reserved_usd) == ("ok", Decimal("0.25"), Decimal(0))
    assert row.output_tokens == 1
    assert (row.run, row.topic, row.owner, row.job) == (run, run.topic, run.owner, "write")


def test_an_answer_that_is_recorded_is_neither_asked_nor_counted_again(run: Run) -> None:
    model = ScriptedModel(lambda _: "yes", usd=0.25)
    assert [models(run, model).stream(prompt(), silent).value for _ in range(3)] == ["yes"] * 3
    assert len(model.heard) == Row.objects.count() == 1


def test_a_record_that_is_refused_leaves_the_money_set_aside(run: Run) -> None:
    def taken_over_meanwhile(_: Prompt) -> str:
        Run.objects.update(generation=2)
        return "late"

    with pytest.raises(Exception, match="Another worker"):
        models(run, ScriptedModel(taken_over_meanwhile)).stream(prompt(), silent)
    assert Row.objects.get().outcome == "reserved"


def test_what_was_set_aside_before_a_kill_is_taken_up(run: Run) -> None:
    first = budget(run, of_run(1))
    first.reserve("a", Job.WRITE, "m", 0.6)
    Row.objects.update(at=timezone.now() - timedelta(days=1))
    budget(run, of_run(1)).reserve("a", Job.WRITE, "m", 0.7)
    row = Row.objects.get()
    assert float(row.reserved_usd) == 0.7 and timezone.now() - row.at < timedelta(hours=1)


def test_a_call_that_does_not_fit_is_not_made_and_says_why(run: Run) -> None:
    model = ScriptedModel(lambda _: "yes", usd=0.3)
    asked = models(run, model, of_run(0.5))
    asked.stream(prompt("one"), silent)
    with pytest.raises(
        OverBudget, match=r"budget of \$0.50 is used up: \$0.30 of it is spent.*\$0.30"
    ) as told:
        asked.stream(prompt("two"), silent)
    assert "Raise it and go on" in told.value.advice
    assert len(model.heard) == Row.objects.count() == 1


def test_a_call_that_failed_is_counted_and_can_be_made_again(run: Run) -> None:
    used = Usage("scripted:one", Job.WRITE, 900, 0, usd=0.01, outcome="ModelAway")
    model = ScriptedModel(lambda _: ModelAway("It hangs.", usage=used), usd=0.4)
    for _ in range(2):
        with pytest.raises(NoModel):
            models(run, model, of_run(0.5)).stream(prompt(), silent)
    assert list(Row.objects.values_list("outcome", "reserved_usd")) == [("ModelAway", Decimal(0))] * 2
    assert float(sum(row.usd or 0 for row in Row.objects.all())) == 0.02


def test_a_model_that_costs_more_than_it_said_overspends_by_no_more_than_calls_under_way(run: Run) -> None:
    class Liar(ScriptedModel):
        def most_usd(self, prompt: Prompt, shape: object = None) -> float:
            return 0.1

    asked = models(run, Liar(lambda _: "yes", usd=0.4), of_run(0.5))
    asked.stream(prompt("one"), silent)
    asked.stream(prompt("two"), silent)  # 0.4 and 0.1 fit
    with pytest.raises(OverBudget):
        asked.stream(prompt("three"), silent)
    assert float(sum(row.usd or 0 for row in Row.objects.all())) == 0.8


@pytest.mark.parametrize(
    ("whose", "refused"), [(Whose.PERSON, ["alice"]), (Whose.EVERYBODY, ["alice", "bob"])]
)
def test_a_days_cap_holds_across_runs_for_those_it_is_for(run: Run, whose: Whose, refused: list[str]) -> None:
    budget(run).reserve("a", Job.WRITE, "m", 0.9)
    others = actions.open_topic(person("bob"), Order("Fire"))
    again = actions.open_topic(run.owner, Order("Ice"))
    told = {one.owner.username: _refusal(budget(one, Cap(whose, 1.0))) for one in (again, others)}
    assert [name for name, why in told.items() if "00:00 UTC" in why] == refused


def test_what_was_spent_yesterday_is_not_todays(run: Run) -> None:
    budget(run).reserve("a", Job.WRITE, "m", 0.9)
    Row.objects.update(at=timezone.now() - timedelta(days=1))
    assert _refusal(budget(run, Cap(Whose.PERSON, 1.0))) == ""
    assert "run's budget" in _refusal(budget(run, of_run(1.0)))


def _refusal(asked: RowBudget) -> str:
    try:
        asked.reserve("b", Job.WRITE, "m", 0.2)
    except OverBudget as over:
        return f"{over.what} {over.advice}"
    return ""


def test_a_model_without_a_price_is_counted_but_not_let_under_a_cap(run: Run) -> None:
    model = ScriptedModel(lambda _: "yes", name="openai:mine", usd=None)
    models(run, model).stream(prompt("one"), silent)
    assert Row.objects.get().usd is None
    with pytest.raises(OverBudget, match="Nobody knows what openai:mine costs") as told:
        models(run, model, of_run(1)).stream(prompt("two"), silent)
    assert "SAPERE_MODEL_PRICES" in told.value.advice


def test_calls_of_no_run_are_each_their_own(run: Run) -> None:
    asked = RowBudget(Payer(run.owner_id, topic_id=run.topic_id), (), patience=0)
    for _ in range(2):
        asked.reserve("a", Job.ANSWER, "m", 0.1)
    for _ in range(2):
        asked.settle("a", Usage("m", Job.ANSWER, 10, 5, usd=0.05, key="a"))
    assert [float(row.usd or 0) for row in Row.objects.all()] == [0.05, 0.05]


def test_whoever_waits_for_money_hears_that_the_run_is_to_stop(run: Run) -> None:
    budget(run).reserve("a", Job.WRITE, "m", 0.9)

    def stopped() -> None:
        raise Cancelled("Stopped as you asked.")

    waiting = RowBudget(Payer.of(run), (of_run(1),), check=stopped)
    with pytest.raises(Cancelled):
        waiting.reserve("b", Job.WRITE, "m", 0.2)


@pytest.mark.django_db(transaction=True)
def test_a_call_waits_for_what_others_set_aside_and_do_not_use(run: Run) -> None:
    first = budget(run, of_run(1))
    first.reserve("a", Job.WRITE, "m", 0.9)
    used = Usage("m", Job.WRITE, 10, 5, usd=0.1, key="a")
    later = threading.Timer(0.3, first.settle, ("a", used))
    later.start()
    RowBudget(Payer.of(run), (of_run(1),)).reserve("b", Job.WRITE, "m", 0.9)
    later.join()
    assert Row.objects.get(key="b").outcome == "reserved"


def test_what_fails_while_the_run_is_laid_down_is_no_failure_of_the_model(run: Run) -> None:
    def leave() -> None:
        raise Cancelled("Stopped as you asked.")

    purse = RowBudget(Payer.of(run), (), patience=0, check=leave)
    model = ScriptedModel(lambda _: ModelAway("The program is ending."))
    with pytest.raises(Cancelled):
        Models({Job.WRITE: (model,)}, RowJournal(run, 1), purse).stream(prompt(), silent)
    assert Row.objects.get().outcome == "ModelAway"


def test_an_answer_that_another_worker_has_had_meanwhile_is_not_paid_again(run: Run) -> None:
    asked = budget(run)
    asked.reserve("a", Job.WRITE, "m", 0.1)
    asked.settle("a", Usage("m", Job.WRITE, 10, 5, usd=0.05, key="a"))
    with pytest.raises(TakenOver):
        asked.reserve("a", Job.WRITE, "m", 0.1)
    assert float(Row.objects.get().usd or 0) == 0.05
