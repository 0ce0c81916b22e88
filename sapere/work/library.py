"""A root of somebody's library, read as it streams by: a few documents at a time become rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sapere.agents.library.roots import documents_under
from sapere.research.collect import BulkReader, Collected, Located, Passed, collect
from sapere.research.ports import Index, Listener, Scope, Store
from sapere.topics import actions, queries
from sapere.topics.actions import LibraryEntry
from sapere.topics.journal import RowJournal, patiently
from sapere.topics.models import Run, Snapshot
from sapere.topics.storage import writes
from sapere.work.reading import ToldReading, to_read

PYTHON = "python:"
BATCH = 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a library is kept."""

    store: Store
    index: Index
    reader: BulkReader


def read_root(root: str, run: Run, shelf: Shelf, journal: RowJournal, listener: Listener) -> int:
    """Reads what is new or changed under a root, and forgets what is no longer there; gives how many
    documents were taken.

    Between batches the learner may stop it; what was kept until then is safe. Raises ``BadLibrary`` for a
    root of no use.
    """
    known = queries.fingerprints(run.owner, root)
    former = queries.library_snapshots(run.owner, root)
    seen: set[str] = set()
    scope = Scope(str(run.owner.key))
    told = ToldReading(shelf.reader, listener, to_read(documents_under(root), known))
    told.say()
    collected = collect(
        _noted(documents_under(root), seen),
        reader=told,
        store=shelf.store,
        index=shelf.index,
        scope=scope,
        root=root,
        known=known,
        listener=told,
    )
    taken = 0
    changed: set[str] = set()
    while batch := list(islice(collected, BATCH)):
        journal.check()
        patiently(lambda: _keep(run, root, batch))
        changed.update(one.locator for one in batch)
        taken += sum(one.kept is not None for one in batch)
    gone = set(known) - seen
    actions.forget_documents(run.owner, gone)
    for snapshot in {former[one] for one in (changed | gone) & former.keys()}:
        if not queries.in_library(run.owner, snapshot):
            shelf.index.remove(scope, snapshot)
    return taken


@writes
def _keep(run: Run, root: str, batch: list[Collected]) -> None:
    actions.progress(run.pk, run.generation)
    actions.keep_library_items(run.owner, [_entry(root, one) for one in batch])


def _entry(root: str, one: Collected) -> LibraryEntry:
    if one.kept is None:
        return LibraryEntry(one.locator, root, one.fingerprint, reason=one.reason)
    kept = one.kept
    snapshot = Snapshot(
        sha256=kept.sha256,
        raw_sha256=kept.raw_sha256,
        media_type=kept.media_type[:100],
        title=kept.title[:500],
        language=kept.language[:16],
        author=kept.author[:500],
        published=kept.published[:32],
        licence=kept.licence[:200],
        characters=kept.characters,
        partial=kept.partial,
    )
    return LibraryEntry(one.locator, root, one.fingerprint, snapshot=snapshot)


def _noted(documents: Iterable[Located | Passed], seen: set[str]) -> Iterator[Located | Passed]:
    for one in documents:
        seen.add(one.locator)
        yield one
