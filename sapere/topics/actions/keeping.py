"""What the engine gives becomes rows. Keeping the same thing twice leaves the same rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from sapere.accounts.models import Person
from sapere.kit.ids import stable_id
from sapere.research import shapes
from sapere.research.shapes import encode
from sapere.topics.actions.uploads import SHELF
from sapere.topics.models import (
    LibraryItem,
    Passage,
    Run,
    Snapshot,
    Source,
    Topic,
)
from sapere.topics.storage import one_at_a_time, writes

_BATCH = 500


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A document of a library as :mod:`sapere.research.collect` left it. ``reason`` empty means: read."""

    locator: str
    root: str
    fingerprint: str
    reason: str = ""
    snapshot: Snapshot | None = None  # an unsaved row; kept together with the entry


@writes
def keep_brief(run: Run, brief: shapes.Brief) -> None:
    """A run that goes deeper at one concept leaves what is known of the whole topic as it is."""
    if run.kind == Run.Kind.DEEPER:
        return
    Topic.objects.filter(pk=_topic_id(run)).update(
        brief=encode(brief), title=brief.title[:300], language=brief.language
    )


@writes
def keep_snapshot(snapshot: Snapshot) -> None:
    """Keeps that a text was read. The same text again changes nothing: the first reading stands."""
    one_at_a_time(SHELF)  # or it is erased in the moment in which it is known already
    Snapshot.objects.bulk_create([snapshot], ignore_conflicts=True)


@writes
def keep_harvest(run: Run, harvest: shapes.Harvest, passages: Sequence[shapes.Passage]) -> None:
    """Sources with their numbers, and their passages. A source of an earlier run keeps its number.

    One that this run used in a first harvest and no longer does leaves with the run's end, when nothing cites it.
    Every source's snapshot has to be kept before.
    """
    Run.objects.filter(pk=run.pk).update(
        reports=encode_all(harvest.reports), unread=encode_all(harvest.unread)
    )
    _keep_sources(run, harvest.sources)
    _keep_passages(passages)


@writes
def keep_library_items(owner: Person, entries: Iterable[LibraryEntry]) -> int:
    """Documents of the owner's library, read or not; returns how many. Those known before are renewed."""
    known = list(entries)
    Snapshot.objects.bulk_create(
        [entry.snapshot for entry in known if entry.snapshot is not None],
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
    rows = {entry.locator: _library_item(owner, entry) for entry in known}
    LibraryItem.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["owner", "locator"],
        update_fields=["root", "state", "reason", "snapshot", "fingerprint"],
        batch_size=_BATCH,
    )
    return len(rows)


def encode_all(values: Iterable[object]) -> list[object]:
    return [encode(value) for value in values]


def _topic_id(run: Run) -> uuid.UUID:
    if run.topic_id is None:
        raise ValueError(f"run {run.pk} has no topic to keep this under")
    return run.topic_id


def _keep_sources(run: Run, sources: Sequence[shapes.Source]) -> None:
    topic_id = _topic_id(run)
    used = [source.id for source in sources]
    Source.objects.filter(topic_id=topic_id, run=run).exclude(pk__in=used).update(run=None)
    there = dict(Source.objects.filter(topic_id=topic_id).values_list("id", "number"))
    last = Source.objects.filter(topic_id=topic_id).aggregate(Max("number"))["number__max"] or 0
    rows = []
    for source in sources:
        number = there.get(uuid.UUID(source.id))
        if number is None:
            last += 1
            number = last
        rows.append(_source(run, source, number))
    Source.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["run", "url", "title", "agent", "detail"],
        batch_size=_BATCH,
    )


def _keep_passages(passages: Sequence[shapes.Passage]) -> None:
    Passage.objects.bulk_create(
        [
            Passage(id=p.id, source_id=uuid.UUID(p.source), start=p.start, end=p.end, path=list(p.path))
            for p in passages
        ],
        ignore_conflicts=True,
        batch_size=_BATCH,
    )


def _source(run: Run, source: shapes.Source, number: int) -> Source:
    return Source(
        id=source.id,
        topic_id=_topic_id(run),
        run=run,
        snapshot_id=source.snapshot,
        number=number,
        url=source.url[:2000],
        title=source.title[:500],
        agent=source.agent,
        detail=encode(source),
    )


def _library_item(owner: Person, entry: LibraryEntry) -> LibraryItem:
    return LibraryItem(
        id=stable_id("library", owner.key, entry.locator),
        owner=owner,
        locator=entry.locator,
        root=entry.root,
        state=LibraryItem.State.UNREAD if entry.reason else LibraryItem.State.READ,
        reason=entry.reason,
        snapshot_id=entry.snapshot.pk if entry.snapshot is not None else None,
        fingerprint=entry.fingerprint[:80],
    )
