"""A file of a topic that takes long is made beside, and kept for some days."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.topics.actions.uploads import _rested_on
from sapere.topics.models import ExportFile, Run, Topic
from sapere.topics.storage import one_at_a_time, writes

DAYS = 7
"""That a file is kept after it was made."""
_UNFINISHED = (Run.State.QUEUED, Run.State.RUNNING)
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
    """The viewer's run that makes this file: one that is not over yet, or a new one."""
    order = {"format": form, "mine": with_mine}
    Person.objects.select_for_update().get(pk=viewer.pk)  # asked for twice at once it is made once
    there = Run.objects.filter(owner=viewer, topic=topic, kind=Run.Kind.EXPORT, state__in=_UNFINISHED)
    for run in there:
        if run.order == order and not run.stop_requested:
            return run
    return Run.objects.create(id=uuid.uuid4(), owner=viewer, topic=topic, kind=Run.Kind.EXPORT, order=order)


def put_exported(store: Store, sha256: str, body: bytes) -> None:
    """Bytes into the store, marked so that :func:`forget_exports` finds them."""
    store.put(f"{_SHELF}/{sha256}", b"")
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
    if Run.objects.filter(kind=Run.Kind.EXPORT, state__in=_UNFINISHED).exists():
        return
    marked = {name.rpartition("/")[2] for name in store.names(_SHELF)}
    used = _rested_on(marked)
    for sha256 in marked - used:
        store.remove(f"raw/{sha256}")
        store.remove(f"{_SHELF}/{sha256}")
