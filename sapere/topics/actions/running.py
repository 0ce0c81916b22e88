"""A worker carries a run: takes it, shows that it lives, tells what happens, ends it.

Each change of hands is a conditional UPDATE that raises the run's generation. A write that names an older
generation finds no row and is refused with ``TakenOver``: two workers never write for one run.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.errors import TakenOver
from sapere.research.progress import Kind
from sapere.topics.models import Event, Run, Source
from sapere.topics.storage import writes

_UNFINISHED = (Run.State.QUEUED, Run.State.RUNNING)


@writes
def request_stop(viewer: Person, run_id: uuid.UUID | str) -> Run:
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
def take(run_id: uuid.UUID | str, worker: str) -> int | None:
    """Claims a queued run for a worker: its generation, or None when another was quicker."""
    now = timezone.now()
    taken = Run.objects.filter(pk=run_id, state=Run.State.QUEUED).update(
        state=Run.State.RUNNING,
        worker=worker,
        generation=F("generation") + 1,
        attempts=F("attempts") + 1,
        heartbeat_at=now,
        started_at=now,
    )
    return _generation(run_id) if taken else None


@writes
def heartbeat(run_id: uuid.UUID | str, generation: int) -> bool:
    """Says that the run's worker lives. False when the run is no longer its."""
    return bool(
        Run.objects.filter(pk=run_id, generation=generation, state=Run.State.RUNNING).update(
            heartbeat_at=timezone.now()
        )
    )


@writes
def take_over(run_id: uuid.UUID | str, worker: str, *, silent_since: datetime) -> int | None:
    """Takes a running run from a worker not heard of since then: the new generation, or None if it was."""
    taken = (
        Run.objects.filter(pk=run_id, state=Run.State.RUNNING)
        .filter(Q(heartbeat_at__lt=silent_since) | Q(heartbeat_at__isnull=True))
        .update(
            worker=worker,
            generation=F("generation") + 1,
            attempts=F("attempts") + 1,
            heartbeat_at=timezone.now(),
        )
    )
    return _generation(run_id) if taken else None


@writes
def tell(
    run_id: uuid.UUID | str, kind: str, payload: Mapping[str, Any], *, generation: int | None = None
) -> Event:
    """Adds an event to the run's story, numbered from 1 without a gap.

    Raises ``TakenOver`` when ``generation`` is given and no longer the run's.
    """
    return _tell(run_id, kind, payload, generation)


@writes
def finish(run_id: uuid.UUID | str, state: str, reason: str = "", *, generation: int | None = None) -> Run:
    """Ends a run and tells its END. One that is over already stays as it is.

    Raises ``TakenOver`` when ``generation`` is given and no longer the run's.
    """
    _end(run_id, Run.State(state), reason, generation)
    return Run.objects.select_related("topic").get(pk=run_id)


@writes
def park(run_id: uuid.UUID | str, reason: str, *, silent_since: datetime) -> bool:
    """Ends, as failed, a run whose workers died of it too often. False when somebody was heard of since."""
    held = Run.objects.select_for_update().filter(
        pk=run_id, state=Run.State.RUNNING, heartbeat_at__lt=silent_since
    )
    if not held.exists():
        return False
    Run.objects.filter(pk=run_id).update(generation=F("generation") + 1)
    _end(run_id, Run.State.FAILED, reason)
    return True


def _generation(run_id: uuid.UUID | str) -> int:
    return int(Run.objects.values_list("generation", flat=True).get(pk=run_id))


def _tell(
    run_id: uuid.UUID | str, kind: str, payload: Mapping[str, Any], generation: int | None = None
) -> Event:
    mine = Run.objects.filter(pk=run_id)
    if generation is not None:
        mine = mine.filter(generation=generation)
    changes: dict[str, Any] = {"told": F("told") + 1}
    if kind == Kind.PAGE and payload.get("first"):
        changes["first_page_at"] = timezone.now()
    if not mine.update(**changes):  # holds the row until the commit, so numbers follow commits
        if not Run.objects.filter(pk=run_id).exists():
            raise Run.DoesNotExist(run_id)
        raise TakenOver("Another worker goes on with this research.")
    number = Run.objects.values_list("told", flat=True).get(pk=run_id)
    return Event.objects.create(run_id=_uuid(run_id), sequence=number, kind=str(kind), payload=dict(payload))


def _end(run_id: uuid.UUID | str, state: Run.State, reason: str, generation: int | None = None) -> None:
    run = Run.objects.select_for_update().get(pk=run_id)
    if generation is not None and run.generation != generation:
        raise TakenOver("Another worker goes on with this research.")
    if run.state not in _UNFINISHED:
        return
    now = timezone.now()
    seconds = (now - (run.started_at or run.created_at)).total_seconds()
    Run.objects.filter(pk=run_id).update(state=state, reason=reason, ended_at=now)
    if state == Run.State.DONE and run.topic_id:
        Source.objects.filter(topic_id=run.topic_id).exclude(run_id=run.pk).delete()
    _tell(run_id, Kind.END, {"state": str(state), "text": reason, "seconds": round(seconds, 2)})


def _uuid(value: uuid.UUID | str) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
