"""A worker: takes queued runs, shows that it lives, and takes over from workers that do not."""

from __future__ import annotations

import time
from contextlib import ExitStack

from sapere.settings import Settings
from sapere.topics import actions
from sapere.topics.storage import saying_why
from sapere.wiring import interrupt_models
from sapere.work import flows
from sapere.work.crew import Crew
from sapere.work.dispatch import Dispatcher
from sapere.work.durable import Durable, system_database_url
from sapere.work.engine import EngineCrew
from sapere.work.loop import Loop
from sapere.work.ownership import DataFolder
from sapere.work.sweep import Sweeper, take_back

SILENCE = 45.0
"""Seconds without a sign of life after which a worker counts as dead."""

DRAIN = 30.0
"""Seconds in which the steps in flight may end when the service is stopped."""

ANSWERS = 3.0
"""Seconds of these in which models may end their answers. Those cut off then are asked for again by whoever goes on."""

LOOK = 0.5
"""Seconds between two looks for queued runs."""

TIDY = 3600.0
"""Seconds between two times that what was only kept for some days is forgotten."""


UNITS_AT_ONCE = 8
"""Pages written at once where no model is waited for."""


def _units_at_once(settings: Settings) -> int:
    """With a model half as many again as may be asked at once: the next page is ready to be asked for when an answer
    has ended. A run may bring its model along, so that there is room for that in any case."""
    return max(settings.calls_at_once * 3 // 2, UNITS_AT_ONCE)


class Service:
    """One in a process: ``start`` it, ``stop`` it; between the two any thread may ``wake`` it.

    Without a ``crew`` the engine does the work, with what the settings choose. The data folder holds the
    worker's slot and, on SQLite, what DBOS writes.

    ``units_at_once`` 0 leaves to the settings how many pages are written at once.

    Runs are claimed from the table, so that any process on the same database may put them there.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        crew: Crew | None = None,
        silence: float = SILENCE,
        runs_at_once: int = 2,
        units_at_once: int = 0,
    ) -> None:
        self._settings = settings
        self._crew = crew
        self._silence = silence
        self._runs_at_once = runs_at_once
        self._units_at_once = units_at_once or _units_at_once(settings)
        self._open = ExitStack()

    def start(self) -> None:
        """Returns when runs are being taken; those that this slot had when its holder died go on first.

        Raises leaves of ``StorageError``: a folder that cannot be written, an index that another process has.
        """
        folder = DataFolder(self._settings.data)
        with saying_why(), ExitStack() as open_:
            crew = EngineCrew(self._settings) if self._crew is None else self._crew
            open_.callback(crew.close)
            slot = open_.enter_context(folder.slot())
            actions.beat(slot)
            taken = take_back(slot)
            durable = Durable(system_database_url(folder.path), slot, units_at_once=self._units_at_once)
            open_.callback(durable.close)
            self._bench = flows.Bench(slot, crew, durable)
            open_.enter_context(flows.at(self._bench))
            sweeper = Sweeper(self._bench, self._silence)
            sweeper.go_on(taken)
            dispatcher = Dispatcher(self._bench, self._runs_at_once)
            self._dispatching = Loop(dispatcher.look, LOOK, name="dispatcher")
            self._sweeping = Loop(sweeper.pulse, self._silence / 9, name="sweeper")
            self._tidying = Loop(crew.tidy, TIDY, name="tidier")
            self._open = open_.pop_all()
        for loop in (self._dispatching, self._sweeping, self._tidying):
            loop.start()

    def wake(self) -> None:
        """Look for queued runs now: somebody has just put one there."""
        self._dispatching.wake()

    def stop(self) -> None:
        """Lets the steps in flight end, lays the runs down for whoever starts next, and stops."""
        self._bench.draining.set()
        self._dispatching.stop()
        self._tidying.stop()
        began = time.monotonic()
        while self._bench.running and time.monotonic() < began + DRAIN:
            time.sleep(0.02)
            if time.monotonic() > began + ANSWERS:
                interrupt_models()
        self._sweeping.stop()
        with saying_why():
            actions.forget_worker(self._bench.slot)
        self._open.close()
