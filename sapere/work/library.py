"""A root of somebody's library, read as it streams by: a few documents at a time become rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils import timezone

from sapere.agents.library.addresses import is_address
from sapere.agents.library.roots import documents_under
from sapere.agents.library.uploads import sha256_of
from sapere.kit.http import HttpClient
from sapere.research.collect import BulkReader, Collected, Located, Passed, collect
from sapere.research.errors import BadLibrary
from sapere.research.index import entries, load
from sapere.research.ports import Index, Listener, Scope, Store
from sapere.research.progress import Event, Kind, Stage
from sapere.topics import actions, libraries, queries
from sapere.topics.actions import LibraryEntry
from sapere.topics.journal import RowJournal, patiently
from sapere.topics.models import Run, Snapshot
from sapere.topics.storage import let_go, writes
from sapere.work.reading import ToldReading, to_read

PYTHON = "python:"
BATCH = 50
ERASED = 500
"""Texts erased in one transaction."""


_LOOK = 0.5  # seconds between two looks at whether research has ended


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a library is kept, and the way to addresses; ``http`` is None where nothing may be asked outside."""

    store: Store
    index: Index
    reader: BulkReader
    http: HttpClient | None = None


def read_root(root: str, run: Run, shelf: Shelf, journal: RowJournal, listener: Listener) -> int:
    """Reads what is new or changed under a root, and forgets what is no longer there; gives how many
    documents were taken.

    Between batches the learner may stop it; what was kept until then is safe. Raises ``BadLibrary`` for a
    root of no use. A page of the web that was read before is not asked for again when nothing may be asked.
    """
    known = libraries.fingerprints(run.owner, root)
    if shelf.http is None and is_address(root) and known:
        return 0
    documents = _documents(root, run, shelf)
    former = libraries.library_snapshots(run.owner, root)
    seen: set[str] = set()
    scope = Scope(str(run.owner.key))
    told = ToldReading(shelf.reader, _Named(listener, run), to_read(documents(), known))
    told.say()
    collected = collect(
        _noted(documents(), seen),
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
        if not libraries.in_library(run.owner, snapshot):
            shelf.index.remove(scope, snapshot)
    return taken


def take_out(run: Run, shelf: Shelf, journal: RowJournal, listener: Listener) -> None:
    """Takes the passages of a root that was removed out of the index, then erases the texts and bytes that
    nothing rests on. Research that had begun before may still read them: its end is waited for."""
    owner, root = run.owner, str(run.order["removed"])
    there = Scope(str(owner.key), roots=(root,))
    gone = journal.step(
        "taken-out",
        root,
        tuple[str, ...],
        lambda: tuple(one.document for one in shelf.index.documents(there)),
    )
    shelf.index.remove(there)
    left = [
        sha256
        for start in range(0, len(gone), ERASED)
        for sha256 in _without_another(gone[start : start + ERASED], run, shelf)
    ]
    await_research(journal, listener)
    bodies = [body for body in (sha256_of(root),) if body]
    for start in range(0, max(len(left), 1), ERASED):
        actions.erase_unused(shelf.store, left[start : start + ERASED], bodies)


def _without_another(gone: Sequence[str], run: Run, shelf: Shelf) -> list[str]:
    """Those of these texts that no other root of the owner's has. The others can be found under that from now on."""
    others = libraries.places_of(run.owner, gone)
    for sha256, (locator, root) in others.items():
        document, spans = load(shelf.store, sha256)
        shelf.index.upsert(Scope(str(run.owner.key)), entries(document, spans, locator=locator, root=root))
    return [sha256 for sha256 in gone if sha256 not in others]


def await_research(journal: RowJournal, listener: Listener) -> None:
    """Until none goes on that has begun by now, and may have found in the index what has been taken out of it."""
    told, now = False, timezone.now()
    while queries.researching_since_before(now):
        if not told:
            waits = "Waiting for research that may still read it"
            listener.tell(Event(Kind.STAGE, {"stage": Stage.READ, "state": "started", "text": waits}))
            told = True
        journal.check()
        let_go()
        time.sleep(_LOOK)


def _documents(root: str, run: Run, shelf: Shelf) -> Callable[[], Iterator[Located | Passed]]:
    name = libraries.upload_name(run.owner, root)
    if sha256_of(root) and not name:
        raise BadLibrary("This file is no longer in the library.", advice="Upload it again.")
    return lambda: documents_under(root, http=shelf.http, store=shelf.store, name=name)


class _Named:
    """A listener that calls an upload by its name."""

    def __init__(self, listener: Listener, run: Run) -> None:
        self._listener = listener
        self._run = run

    def tell(self, event: Event) -> None:
        root = str(event.payload.get("locator", "")).partition("/")[0]
        if event.kind is Kind.SOURCE and sha256_of(root):
            title = libraries.upload_name(self._run.owner, root) or root
            event = Event(event.kind, {**event.payload, "title": title})
        self._listener.tell(event)


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
