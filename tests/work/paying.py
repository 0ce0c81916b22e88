"""A crew whose pages are written by a scripted model that costs money: each call says in a file that it was made."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from sapere import settings
from sapere.accounts.actions import local_person
from sapere.research.calls import Job, Prompt
from sapere.research.ports import Listener
from sapere.research.progress import Event, Kind
from sapere.research.shapes import Order, Page, Tree
from sapere.topics import actions, costs, queries
from sapere.topics.journal import RowJournal
from sapere.topics.models import Concept as ConceptRow
from sapere.topics.models import Run, Usage
from sapere.work.follow import follow
from sapere.work.purse import Purse
from sapere.work.service import Service
from tests.doubles.models import ScriptedModel
from tests.work.scripted import ROOT, Grown, ScriptedCrew, _merged, _page, die

PAGES = 12
PRICE = 0.1
MODEL = "scripted:one"


class PayingCrew(ScriptedCrew):
    """``dies_at`` counts the calls: at that one the worker dies, when the provider has been asked already."""

    def __init__(self, log: Path, dies_at: int = 0) -> None:
        super().__init__(log)
        self._dies_at = dies_at
        self._calls = 0
        self._model = ScriptedModel(self._answer, name=MODEL, usd=PRICE)
        self._purse = Purse(settings.current(), lambda _settings, _name: {Job.WRITE: (self._model,)})

    def prepare(self, run: Run, journal: RowJournal, listener: Listener) -> Grown:
        whole = super().prepare(run, journal, listener)
        return Grown(Tree(whole.tree.concepts[:PAGES]))

    def compose(self, run: Run, concept: ConceptRow, journal: RowJournal, listener: Listener) -> None:
        name = str(concept.pk)
        draft = self._step(journal, f"draft:{name}", name, Page, lambda: _page(name, _merged([])))
        listener.tell(Event(Kind.PAGE, {"concept": name, "sentences": 0, "first": False, "draft": True}))
        models = self._purse.models(run, journal, listener)
        prompt = Prompt(Job.WRITE, "write-1", "Write.", name, 100)
        self._step(
            journal,
            f"write:{name}",
            name,
            Page,
            lambda: replace(draft, writer=models.stream(prompt, _silent).usage.model),
        )

    def _answer(self, prompt: Prompt) -> str:
        with self._lock:
            self._calls += 1
            os.write(self._log, f"{os.getpid()} call:{prompt.material}\n".encode())
            if self._calls == self._dies_at:
                die()
        return "Fact."


def _silent(*_: str) -> None:
    """Nobody listens."""


def order(budget: float) -> str:
    return str(actions.open_topic(local_person(), Order("Paid", budget=budget)).pk)


def raise_budget(run: str, budget: float) -> None:
    actions.retry(local_person(), run, budget=budget)


def work(run: str, log: str, dies_at: int = 0) -> str:
    service = Service(settings.current(), crew=PayingCrew(Path(log), dies_at), silence=2.0, units_at_once=3)
    service.start()
    for _ in follow(run):
        pass
    service.stop()
    return str(Run.objects.get(pk=run).state)


def spent(run: str) -> dict[str, Any]:
    found = queries.run(local_person(), run)
    told = queries.events_after(found)
    return {
        "state": found.state,
        "reason": found.reason,
        "usd": costs.total(costs.of_run(found)).usd,
        "outcomes": Counter(Usage.objects.filter(run=found).values_list("outcome", flat=True)),
        "ends": [one.payload.get("budget", False) for one in told if one.kind == Kind.END],
        "costs": [one.payload for one in told if one.kind == Kind.COST],
        "notes": [one.payload["text"] for one in told if one.kind == Kind.NOTE],
        "root": ROOT,
    }
