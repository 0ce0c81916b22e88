"""The models of a run: built once, none where none is named, each call paid out of the run's budget."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sapere.research.calls import Job, Prompt
from sapere.research.errors import OverBudget
from sapere.research.models import NONE
from sapere.research.shapes import Order
from sapere.settings import Settings
from sapere.topics import actions
from sapere.topics.journal import RowJournal
from sapere.topics.models import Run
from sapere.work.purse import Chain, Purse, built
from tests.doubles.engine import Recorder
from tests.doubles.models import ScriptedModel
from tests.topics.seed import person

pytestmark = pytest.mark.django_db


def taken(order: Order) -> Run:
    run = actions.open_topic(person("alice"), order)
    actions.take(run.pk, "worker-1")
    run.refresh_from_db()
    return run


def test_a_run_without_a_model_has_none(tmp_path: Path) -> None:
    run = taken(Order("Water"))
    assert Purse(Settings(data=tmp_path), built).models(run, RowJournal(run, 1), Recorder()) is NONE


def test_a_run_may_do_without_the_model_that_is_set(tmp_path: Path) -> None:
    run = taken(Order("Water", model="extractive"))
    purse = Purse(Settings(data=tmp_path, model=("openai:x",), openai_api_key="sk-x"), built)
    assert purse.models(run, RowJournal(run, 1), Recorder()) is NONE


@pytest.mark.parametrize(
    ("address", "asked"), [("http://127.0.0.1:11434/v1", True), ("https://models.test/v1", False)]
)
def test_a_run_that_stays_offline_asks_only_a_model_on_this_machine(
    tmp_path: Path, address: str, asked: bool
) -> None:
    run = taken(Order("Water", offline=True))
    purse = Purse(Settings(data=tmp_path, model=("openai:x",), openai_base_url=address), built)
    assert bool(purse.models(run, RowJournal(run, 1), Recorder()).chains) is asked


def test_models_of_one_name_are_built_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def chains(_: Settings, order: Order) -> Chain:
        asked.append(order.model)
        return {Job.WRITE: (ScriptedModel(lambda _: "yes"),)}

    purse, run = Purse(Settings(data=tmp_path), chains), taken(Order("Water", model="openai:x"))
    for _ in range(3):
        purse.models(run, RowJournal(run, 1), Recorder())
    assert asked == ["openai:x"]


@pytest.mark.parametrize(("order", "cap"), [(Order("Water"), "0.50"), (Order("Water", budget=0.25), "0.25")])
def test_the_orders_budget_stands_before_the_usual_one(tmp_path: Path, order: Order, cap: str) -> None:
    dear = ScriptedModel(lambda _: "yes", usd=0.75)
    purse = Purse(Settings(data=tmp_path, budget_run=0.5), lambda *_: {Job.WRITE: (dear,)})
    run = taken(order)
    models = purse.models(run, RowJournal(run, 1), Recorder())
    with pytest.raises(OverBudget, match=rf"budget of \${cap}"):
        models.stream(Prompt(Job.WRITE, "1", "Write.", "tea", 10), lambda *_: None)


def test_each_call_is_told_with_what_the_run_has_cost(tmp_path: Path) -> None:
    cheap = ScriptedModel(lambda _: "yes", usd=0.25)
    purse = Purse(Settings(data=tmp_path, budget_run=0.3), lambda *_: {Job.WRITE: (cheap,)})
    run, heard = taken(Order("Water")), Recorder()
    models = purse.models(run, RowJournal(run, 1), heard)
    models.stream(Prompt(Job.WRITE, "1", "Write.", "tea", 10), lambda *_: None)
    cost, note = heard.events
    assert (cost.payload["usd"], cost.payload["calls"], cost.payload["of_usd"]) == (0.25, 1, 0.3)
    assert note.payload["text"] == "80 % of the run's budget of $0.30 is spent."


def test_what_writes_without_a_model_does_not_load_the_library_for_it(tmp_path: Path) -> None:
    program = (
        "import sys, django; django.setup()\n"
        "import sapere.work.engine, sapere.cli.research, sapere.topics.estimating\n"
        "print([name for name in ('pydantic_ai', 'openai', 'anthropic', 'genai_prices') if name in sys.modules])"
    )
    own = {"SAPERE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sapere.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | own, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr
