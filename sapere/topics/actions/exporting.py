"""A file of a topic that takes long is made beside, and kept for some days."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sapere.accounts.models import Person
from sapere.research.errors import BadRequest
from sapere.research.ports import Store
from sapere.topics.actions.uploads import _rested_on
from sapere.topics.models import ExportFile, Run, Topic
from sapere.topics.storage import one_at_a_time, writes

DAYS = 7
"""That a file is kept after it was made."""
AT_ONCE = 5
"""Files that are made for one person or wait for their turn."""
_UNFINISHED = (Run.State.QUEUED, Run.State.RUNNING)
_HASH = 64
_SHELF = "exported"
"""Marks in the store the hashes of bytes that an export put there: whatever became of its row, they are found."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file whose bytes lie in the store."""

    name: str
    media_type: str
    sha256: str
    size: int


@writes
def open_export(viewer: Person, topic: Topic, form: str, *, with_mine: bool = False) -> Run:
    """The viewer's run that makes this file: one that is not over yet, or a new one. Raises ``BadRequest`` where too many
    of theirs are not over."""
    order = {"format": form, "mine": with_mine}
    Person.objects.select_for_update().get(pk=viewer.pk)  # asked for twice at once it is made once
    theirs = _unfinished().filter(owner=viewer)
    for run in theirs.filter(topic=topic):
        if run.order == order and not run.stop_requested:
            return run
    if theirs.count() >= AT_ONCE:
        raise BadRequest(
            f"{AT_ONCE} files are being made for you already.", advice="Wait for one of them, or stop one."
        )
    return Run.objects.create(id=uuid.uuid4(), owner=viewer, topic=topic, kind=Run.Kind.EXPORT, order=order)


def next_export() -> Run | None:
    """The queued one whose turn it is: of whoever has the fewest at work, and was served least lately."""
    theirs = Run.objects.filter(kind=Run.Kind.EXPORT, owner=OuterRef("owner")).order_by()
    running = theirs.filter(state=Run.State.RUNNING).values("owner").annotate(n=Count("pk")).values("n")
    served = theirs.values("owner").annotate(at=Max("started_at")).values("at")
    queued = Run.objects.filter(kind=Run.Kind.EXPORT, state=Run.State.QUEUED)
    return (
        queued.annotate(running=Coalesce(Subquery(running), 0), served=Subquery(served))
        .order_by("running", F("served").asc(nulls_first=True), "created_at")
        .first()
    )


@writes
def put_exported(store: Store, run: Run, sha256: str, body: bytes) -> None:
    """Bytes into the store, marked so that :func:`forget_exports` finds them, and knows whose they are."""
    one_at_a_time(_SHELF)
    store.put(f"{_SHELF}/{sha256}-{run.pk}", b"")
    store.put(f"raw/{sha256}", body)


@writes
def keep_export(run: Run, made: Made) -> None:
    ExportFile.objects.update_or_create(
        run=run,
        defaults={"name": made.name, "media_type": made.media_type, "sha256": made.sha256, "size": made.size},
    )


@writes
def forget_export(viewer: Person, run_id: uuid.UUID) -> None:
    """The file and the run that made it; its bytes go with the next :func:`forget_exports`. Raises ``Run.DoesNotExist``
    for somebody else's, and for one that is still made."""
    Run.objects.get(pk=run_id, owner=viewer, kind=Run.Kind.EXPORT, state__in=Run.FINAL).delete()


@writes
def forget_exports(store: Store, *, before: datetime) -> int:
    """Forgets all exports that ended before then, and erases the bytes that no file has any more; how many."""
    one_at_a_time(_SHELF)
    old = Run.objects.filter(kind=Run.Kind.EXPORT, state__in=Run.FINAL, ended_at__lt=before)
    count = old.count()
    old.delete()
    _erase_loose(store)
    return count


def _erase_loose(store: Store) -> None:
    """All but those of files, and of runs that are at work on one now."""
    marks = [name.rpartition("/")[2] for name in store.names(_SHELF)]
    at_work = {str(pk) for pk in _unfinished().values_list("pk", flat=True)}
    ended = [mark for mark in marks if mark[_HASH + 1 :] not in at_work]
    loose = {mark[:_HASH] for mark in ended} - {mark[:_HASH] for mark in set(marks).difference(ended)}
    used = _rested_on(loose)
    for sha256 in loose - used:
        store.remove(f"raw/{sha256}")
    for mark in ended:
        if mark[:_HASH] not in used:
            store.remove(f"{_SHELF}/{mark}")


def _unfinished() -> QuerySet[Run]:
    return Run.objects.filter(kind=Run.Kind.EXPORT, state__in=_UNFINISHED)
