"""Queued runs, taken from the table by whichever worker is quickest."""

from __future__ import annotations

from sapere.topics import actions
from sapere.topics.models import Run
from sapere.work import flows
from sapere.work.flows import Bench


class Dispatcher:
    """Looks for queued runs as long as this worker has room for more."""

    def __init__(self, bench: Bench, runs_at_once: int) -> None:
        self._bench = bench
        self._runs_at_once = runs_at_once
        self._busy = False

    def look(self) -> None:
        while len(self._bench.in_hand) < self._runs_at_once and not self._bench.draining.is_set():
            run = Run.objects.filter(state=Run.State.QUEUED).order_by("created_at").first()
            if run is None:
                break
            generation = actions.take(run.pk, self._bench.slot)
            if generation is not None:
                flows.start(self._bench, run, generation)
        self._keep_pace()

    def _keep_pace(self) -> None:
        busy = bool(self._bench.in_hand)
        if busy != self._busy:
            self._bench.durable.quicken(busy)
            self._busy = busy
