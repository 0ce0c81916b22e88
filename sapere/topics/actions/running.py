"""A worker carries a run: takes it, shows that it lives, tells what happens, ends it.

Each change of hands is a conditional UPDATE that raises the run's generation. A write that names an older
generation finds no row and is refused with ``TakenOver``: two workers never write for one run.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.errors import TakenOver
from sapere.research.progress import Kind
from sapere.topics.models import Event, Run, Source, Worker
from sapere.topics.quoting import quoted_sources
from sapere.topics.storage import writes

RunId = uuid.UUID | str
_UNFINISHED = (Run.State.QUEUED, Run.State.RUNNING)


@writes
def request_stop(viewer: Person, run_id: RunId) -> Run:
    """Asks a run to end. One that nobody has taken ends at once, another before its next step.

    Raises ``Run.DoesNotExist`` for a run that is not the viewer's. Stopping one that is over changes nothing.
    """
    run = Run.objects.get(pk=run_id, owner=viewer)
    if Run.objects.filter(pk=run.pk, state=Run.State.QUEUED).update(stop_requested=True):
        _end(run.pk, Run.State.STOPPED, "Stopped before it began.")
    else:
        Run.objects.filter(pk=run.pk, state=Run.State.RUNNING).update(stop_requested=True)
    run.refresh_from_db()
    return run


@writes
def take(run_id: RunId, worker: str) -> int | None:
    """Claims a queued run for a worker: its generation, or None when another was quicker."""
    now = timezone.now()
    taken = Run.objects.filter(pk=run_id, state=Run.State.QUEUED).update(
        state=Run.State.RUNNING,
        worker=worker,
        generation=F("generation") + 1,
        heartbeat_at=now,
        started_at=now,
    )
    return _generation(run_id) if taken else None


@writes
def take_over(run_id: RunId, worker: str, *, silent_since: datetime) -> int | None:
    """Takes a running run from a worker not heard of since then: the new generation, or None if it was."""
    taken = _silent(run_id, silent_since).update(
        worker=worker,
        generation=F("generation") + 1,
        heartbeat_at=timezone.now(),
    )
    return _generation(run_id) if taken else None


@writes
def adopt(run_id: RunId, worker: str) -> Run | None:
    """The running run, now in this worker's hands under the generation it has; None when it is over."""
    held = Run.objects.filter(pk=run_id, state=Run.State.RUNNING)
    if not held.update(worker=worker, heartbeat_at=timezone.now()):
        return None
    return Run.objects.select_related("topic", "owner").get(pk=run_id)


@writes
def heartbeat(run_id: RunId, generation: int) -> bool:
    """Says that the run's worker lives. False when the run is no longer its."""
    mine = Run.objects.filter(pk=run_id, generation=generation, state=Run.State.RUNNING)
    return bool(mine.update(heartbeat_at=timezone.now()))


@writes
def give_back(run_id: RunId, generation: int) -> bool:
    """Lays a running run down, for anyone to take over at once. False when it is no longer the giver's."""
    mine = Run.objects.filter(pk=run_id, generation=generation, state=Run.State.RUNNING)
    return bool(mine.update(heartbeat_at=None, attempts=0))


@writes
def attempt(run_id: RunId, generation: int) -> None:
    """Notes that a worker begins to take steps. Raises ``TakenOver``."""
    _hold(run_id, generation, attempts=F("attempts") + 1)


@writes
def progress(run_id: RunId, generation: int) -> None:
    """Makes sure that the run is still in these hands, until the surrounding transaction ends, and notes
    that it is getting on. Raises ``TakenOver``."""
    _hold(run_id, generation, attempts=0)


@writes
def tell(run_id: RunId, kind: str, payload: Mapping[str, Any], *, generation: int | None = None) -> Event:
    """Adds an event to the run's story, numbered from 1 without a gap.

    Raises ``TakenOver`` when ``generation`` is given and the run is over or no longer in these hands.
    """
    return _tell(run_id, [(kind, payload)], generation)[0]


@writes
def tell_all(
    run_id: RunId, told: Sequence[tuple[str, Mapping[str, Any]]], *, generation: int | None = None
) -> list[Event]:
    """Several events in their order, as :func:`tell` does one."""
    return _tell(run_id, told, generation) if told else []


@writes
def finish(
    run_id: RunId,
    state: str,
    reason: str = "",
    *,
    generation: int | None = None,
    budget: bool = False,
) -> Run:
    """Ends a run and tells its END; ``budget``: it was stopped at a cap. One that is over already stays as it is.

    Raises ``TakenOver`` when ``generation`` is given and no longer the run's.
    """
    _end(run_id, Run.State(state), reason, generation, budget)
    return Run.objects.select_related("topic").get(pk=run_id)


@writes
def park(run_id: RunId, reason: str, *, silent_since: datetime) -> bool:
    """Ends, as failed, a run whose workers died of it too often. False when somebody was heard of since."""
    if not _silent(run_id, silent_since).update(generation=F("generation") + 1):
        return False
    _end(run_id, Run.State.FAILED, reason)
    return True


@writes
def beat(slot: str) -> None:
    """Says that the worker of this slot lives."""
    now = timezone.now()
    if not Worker.objects.filter(slot=slot).update(heartbeat_at=now):
        Worker.objects.create(slot=slot, heartbeat_at=now)


@writes
def claim_dead(slot: str, *, silent_since: datetime) -> bool:
    """Of all that see a worker silent, one may clear up after it: whether it is the caller."""
    dead = Worker.objects.filter(slot=slot, heartbeat_at__lt=silent_since)
    return bool(dead.update(heartbeat_at=timezone.now()))


@writes
def forget_worker(slot: str) -> None:
    Worker.objects.filter(slot=slot).delete()


def _silent(run_id: RunId, since: datetime) -> Any:
    running = Run.objects.filter(pk=run_id, state=Run.State.RUNNING)
    return running.filter(Q(heartbeat_at__lt=since) | Q(heartbeat_at__isnull=True))


def _generation(run_id: RunId) -> int:
    return int(Run.objects.values_list("generation", flat=True).get(pk=run_id))


def _hold(run_id: RunId, generation: int | None, **changes: Any) -> None:
    """Changes the run's row, and so holds it until the commit. Whoever comes next, comes after."""
    mine = Run.objects.filter(pk=run_id)
    if generation is not None:
        mine = mine.filter(generation=generation, state=Run.State.RUNNING)
    if mine.update(**changes):
        return
    if not Run.objects.filter(pk=run_id).exists():
        raise Run.DoesNotExist(run_id)
    raise TakenOver("Another worker goes on with this research, or it has ended.")


def _tell(
    run_id: RunId, told: Iterable[tuple[str, Mapping[str, Any]]], generation: int | None = None
) -> list[Event]:
    events = [Event(kind=str(kind), payload=dict(payload)) for kind, payload in told]
    _hold(run_id, generation, told=F("told") + len(events))
    last, run_pk, first_page_at = Run.objects.values_list("told", "pk", "first_page_at").get(pk=run_id)
    for place, event in enumerate(events):
        event.run_id, event.sequence = run_pk, last - len(events) + 1 + place
    if first_page_at is None and any(e.kind == Kind.PAGE for e in events):
        Run.objects.filter(pk=run_pk).update(first_page_at=timezone.now())
    return Event.objects.bulk_create(events)


def _drop_unused(run: Run, topic_id: uuid.UUID) -> None:
    """Sources that research has not brought this time leave, unless something quotes them. A run that went deeper was not
    looking for those of the rest."""
    old = Source.objects.filter(topic_id=topic_id)
    old = old.filter(run=None) if run.kind == Run.Kind.DEEPER else old.exclude(run_id=run.pk)
    gone = set(old.values_list("pk", flat=True))
    if gone:
        Source.objects.filter(pk__in=gone - quoted_sources(topic_id)).delete()


def _end(
    run_id: RunId, state: Run.State, reason: str, generation: int | None = None, budget: bool = False
) -> None:
    run = Run.objects.select_for_update().get(pk=run_id)
    if generation is not None and run.generation != generation:
        raise TakenOver("Another worker goes on with this research.")
    if run.state not in _UNFINISHED:
        return
    now = timezone.now()
    seconds = (now - (run.started_at or run.created_at)).total_seconds()
    Run.objects.filter(pk=run_id).update(state=state, reason=reason, ended_at=now)
    if state == Run.State.DONE and run.topic_id:
        _drop_unused(run, run.topic_id)
    told = {"state": str(state), "text": reason, "seconds": round(seconds, 2)}
    _tell(run_id, [(Kind.END, {**told, "budget": True} if budget else told)])
