"""Signs of life, and what is done about workers that give none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.db.models import Q
from django.utils import timezone

from sapere.topics import actions
from sapere.topics.journal import patiently
from sapere.topics.models import Run, Worker
from sapere.work import flows
from sapere.work.durable import MAX_RECOVERY_ATTEMPTS, is_unit
from sapere.work.flows import Bench

log = structlog.get_logger(__name__)

PARKED = (
    f"The worker of this research ended {MAX_RECOVERY_ATTEMPTS} times without getting a step further. "
    "What was found so far is kept. Try again, or ask for less."
)


def take_back(slot: str) -> dict[str, int]:
    """Run id to new generation of all that the slot's last holder had in hand when it died. To be called
    before anything else works under that slot."""
    now = timezone.now() + timedelta(seconds=1)
    mine = Run.objects.filter(state=Run.State.RUNNING, worker=slot)
    # A dead worker's open transaction may hold its rows until the database ends it.
    taken = {str(run.pk): patiently(partial(_taken_over, run, slot, now)) for run in mine}
    return {run_id: generation for run_id, generation in taken.items() if generation is not None}


def _taken_over(run: Run, slot: str, since: datetime) -> int | None:
    if run.attempts >= MAX_RECOVERY_ATTEMPTS:
        if actions.park(run.pk, PARKED, silent_since=since):
            log.warning("run parked", run=str(run.pk))
        return None
    generation = actions.take_over(run.pk, slot, silent_since=since)
    if generation is not None:
        log.info("run taken over", run=str(run.pk), generation=generation)
    return generation


class Sweeper:
    """Shows that this worker lives; takes over the runs of workers silent for ``silence`` seconds."""

    def __init__(self, bench: Bench, silence: float) -> None:
        self._bench = bench
        self._silence = timedelta(seconds=silence)
        self._idle: set[str] = set()

    def go_on(self, taken: Mapping[str, int]) -> None:
        """Begins the runs taken over at the start anew, where no workflow of theirs is left to go on."""
        for run_id, generation in taken.items():
            self._begin_unless_left(run_id, generation, self._bench.durable.unfinished(run_id))

    def pulse(self) -> None:
        """First the sign of life: one that was asleep itself must not take others for dead."""
        actions.beat(self._bench.slot)
        for run_id, generation in list(self._bench.in_hand.items()):
            actions.heartbeat(run_id, generation)
        if not self._bench.draining.is_set():
            self._sweep()
            self._wake_the_forgotten()

    def _sweep(self) -> None:
        since = timezone.now() - self._silence
        running = Run.objects.filter(state=Run.State.RUNNING)
        for run in running.filter(Q(heartbeat_at__lt=since) | Q(heartbeat_at__isnull=True)):
            self._take_over(run, since)
        for worker in Worker.objects.filter(heartbeat_at__lt=since).exclude(slot=self._bench.slot):
            if actions.claim_dead(worker.slot, silent_since=since):
                self._bench.durable.resume(self._bench.durable.held_by(worker.slot))
                actions.forget_worker(worker.slot)

    def _take_over(self, run: Run, since: datetime) -> None:
        """The run goes on here or on any other worker; after too many vain attempts it is parked."""
        generation = _taken_over(run, self._bench.slot, since)
        if generation is None:
            return
        left = self._bench.durable.unfinished(str(run.pk))
        living = set(Worker.objects.values_list("slot", flat=True)) - {run.worker}
        self._bench.durable.resume(one for one, slot in left.items() if not (is_unit(one) and slot in living))
        self._begin_unless_left(str(run.pk), generation, left)

    def _begin_unless_left(self, run_id: str, generation: int, left: Iterable[str]) -> None:
        if all(is_unit(one) for one in left):
            flows.start(self._bench, Run.objects.get(pk=run_id), generation)

    def _wake_the_forgotten(self) -> None:
        """A workflow that this worker has in hand for DBOS, but not at work for two turns, was lost between
        the two (its end could not be written, say): back into the queue with it."""
        here = self._bench
        idle = set(here.durable.held_by(here.slot)) - here.running
        here.durable.resume(idle & self._idle)
        self._idle = idle - self._idle
