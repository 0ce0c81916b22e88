"""Queued runs, taken from the table by whichever worker is quickest."""

from __future__ import annotations

from sapere.topics import actions
from sapere.topics.actions.exporting import next_export
from sapere.topics.models import Run
from sapere.work import flows
from sapere.work.flows import Bench


class Dispatcher:
    """Looks for queued runs as long as this worker has room for more. One file at a time is made beside the others: it
    neither waits for research nor keeps it waiting."""

    def __init__(self, bench: Bench, runs_at_once: int) -> None:
        self._bench = bench
        self._runs_at_once = runs_at_once
        self._busy = False

    def look(self) -> None:
        for room in (self._room_for_runs, self._room_for_files):
            while not self._bench.draining.is_set() and (run := room()) is not None:
                generation = actions.take(run.pk, self._bench.slot)
                if generation is not None:
                    flows.start(self._bench, run, generation)
        self._keep_pace()

    def _room_for_runs(self) -> Run | None:
        """The next, where there is room for one."""
        if len(self._bench.in_hand) - len(self._bench.exporting()) >= self._runs_at_once:
            return None
        queued = Run.objects.filter(state=Run.State.QUEUED).exclude(kind=Run.Kind.EXPORT)
        return queued.order_by("created_at").first()

    def _room_for_files(self) -> Run | None:
        return None if self._bench.exporting() else next_export()

    def _keep_pace(self) -> None:
        busy = bool(self._bench.in_hand)
        if busy != self._busy:
            self._bench.durable.quicken(busy)
            self._busy = busy
