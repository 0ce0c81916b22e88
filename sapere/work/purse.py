"""The models of a run, each call of which is recorded in the run's journal and paid out of its budget."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from sapere.research.calls import Job
from sapere.research.models import NONE, Models
from sapere.research.ports import Listener, Model
from sapere.research.shapes import Order, decode
from sapere.settings import Settings
from sapere.topics.budget import RowBudget
from sapere.topics.caps import Payer, caps
from sapere.topics.journal import RowJournal
from sapere.topics.models import Run
from sapere.wiring import build_models
from sapere.work.meter import Meter, meter

Chain = Mapping[Job, tuple[Model, ...]]
Chains = Callable[[Settings, Order], Chain]
"""From the settings and an order to the models of each job."""


def built(settings: Settings, order: Order) -> Chain:
    """As the wiring chooses them."""
    return build_models(settings, model=order.model, offline=order.offline)


class Purse:
    """One for all runs of a worker: models of one name are built once, so that they know how many calls of theirs
    are under way."""

    def __init__(self, settings: Settings, chains: Chains) -> None:
        self._settings = settings
        self._chains = chains
        self._lock = threading.Lock()
        self._built: dict[tuple[str, bool], Chain] = {}
        self._meters: WeakKeyDictionary[Any, Meter] = WeakKeyDictionary()  # by the listeners of their runs

    def models(self, run: Run, journal: RowJournal, listener: Listener) -> Models:
        """Those of a run; none where neither the settings nor the order name one."""
        order = decode(Order, run.order)
        chain = self._chain(order)
        if not chain:
            return NONE
        budget = RowBudget(
            Payer.of(run),
            caps(self._settings, order),
            check=journal.check,
            settled=self._meter(run, listener).look,
        )
        return Models(chain, journal, budget)

    def _chain(self, order: Order) -> Chain:
        chosen = order.model, order.offline
        with self._lock:
            if chosen not in self._built:
                self._built[chosen] = self._chains(self._settings, order)
            return self._built[chosen]

    def _meter(self, run: Run, listener: Listener) -> Meter:
        with self._lock:
            known = self._meters.get(listener) or meter(run, listener, self._settings)
            return self._meters.setdefault(listener, known)
