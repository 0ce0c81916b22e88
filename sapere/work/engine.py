"""The crew that does the work: the engine, with what the settings chose for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from sapere.kit.clock import SystemClock
from sapere.research.engine import Engine
from sapere.research.errors import BadLibrary, Cancelled, Damaged
from sapere.research.gather import told_stage
from sapere.research.pipeline import Prepared, compose, index_topic, prepare
from sapere.research.ports import Listener, Scope
from sapere.research.progress import Event, Kind, Stage
from sapere.research.shapes import Order, decode
from sapere.settings import Settings
from sapere.topics import actions, libraries, materials, queries
from sapere.topics.actions.exporting import DAYS, forget_exports
from sapere.topics.journal import RowJournal, patiently
from sapere.topics.lending import lend, take_back
from sapere.topics.models import Concept, Run
from sapere.topics.storage import let_go
from sapere.wiring import (
    build_agents,
    build_dictionary,
    build_http,
    build_readers,
    build_store,
    chosen_models,
)
from sapere.work import exporting, topics
from sapere.work.embedding import BackgroundEmbedding
from sapere.work.growing import index_what_stays, kept
from sapere.work.library import PYTHON, Shelf, read_root, take_out
from sapere.work.mending import whole_index
from sapere.work.ownership import DataFolder
from sapere.work.purse import Chains, Purse, built


class EngineCrew:
    """Implements :class:`sapere.work.crew.Crew`. Opens the index, and puts back what is not in it though it
    should be: raises leaves of ``StorageError``. ``chains`` gives the models of each job."""

    def __init__(self, settings: Settings, *, chains: Chains = built) -> None:
        self._settings = settings
        self._purse = Purse(settings, chains)
        self._store = build_store(settings)
        actions.erase_unfinished(self._store)
        self._index = whole_index(settings, self._store)
        self._readers = build_readers(settings)
        self._http = build_http(settings)
        self._shelf = Shelf(self._store, self._index, self._readers, self._http)
        self._embedding = BackgroundEmbedding(DataFolder(settings.data), self._index, self._store)
        self._embedding.start()
        lend(self._index)

    def prepare(self, run: Run, journal: RowJournal, listener: Listener) -> Prepared:
        order = decode(Order, run.order)
        shelf = replace(self._shelf, http=None) if order.offline else self._shelf
        for root in order.library:
            read_root(root, run, shelf, journal, listener)
        if not order.library:  # the whole library is looked in, and the reference is part of it
            self._read_reference((), run, journal, listener)
        engine = self._engine(run, journal, listener)
        if order.offline and not engine.models.chains:
            self._tell_left_out(order, listener)
        prepared = prepare(order, engine, lambda _: kept(run, engine))
        told_stage(engine, Stage.WRITE, "started", count=len(prepared.tree.concepts))
        return prepared

    def _tell_left_out(self, order: Order, listener: Listener) -> None:
        chosen = chosen_models(self._settings, model=order.model)
        if names := dict.fromkeys(name for chain in chosen.values() for name in chain):
            said = f"This run stays offline, so {' and '.join(names)} cannot be asked."
            listener.tell(Event(Kind.NOTE, {"text": said}))

    def compose(self, run: Run, concept: Concept, journal: RowJournal, listener: Listener) -> None:
        compose(lambda: materials.material(run, concept, self._store), self._engine(run, journal, listener))

    def index(self, run: Run, prepared: Prepared, journal: RowJournal, listener: Listener) -> None:
        """A topic's first sources. What an earlier run left is in use until the new pages are there."""
        if queries.researched_before(run):
            return
        engine = self._engine(run, journal, listener)
        try:
            index_topic(prepared, engine, lambda: _look(journal))
        except (KeyError, Damaged):  # of a kept text: ``complete`` meets it again, when the pages are there
            self._index.remove(engine.scope)
        except Cancelled:
            self._index.remove(engine.scope)  # a part of it would pass for the whole
            raise

    def complete(self, run: Run, prepared: Prepared, journal: RowJournal, listener: Listener) -> None:
        engine = self._engine(run, journal, listener)
        if queries.researched_before(run) or not self._index.count(engine.scope):
            if run.kind != Run.Kind.DEEPER:
                self._index.remove(engine.scope)
            index_topic(prepared, engine)
            index_what_stays(run, prepared, engine)
        told_stage(engine, Stage.WRITE, "done", count=len(prepared.tree.concepts))

    def collect(self, run: Run, journal: RowJournal, listener: Listener) -> None:
        actions.erase_unfinished(self._store)
        if "removed" in run.order:
            take_out(run, self._shelf, journal, listener)
            said, count = "Taken out", int(run.order["documents"])
        elif "indexed" in run.order:
            said, count = "Put into the index", topics.put_in(run, self._shelf, journal)
        elif "erased" in run.order:
            topics.take_out(run, self._shelf, journal, listener)
            said, count = "Deleted", 1
        else:
            said, count = self._read(run, journal, listener)
        told = {"stage": Stage.READ, "state": "done", "text": said, "count": count}
        listener.tell(Event(Kind.STAGE, told))

    def export(self, run: Run, journal: RowJournal, listener: Listener) -> None:
        exporting.make(run, self._store, journal, listener)

    def tidy(self) -> None:
        forget_exports(self._store, before=timezone.now() - timedelta(days=DAYS))

    def _read(self, run: Run, journal: RowJournal, listener: Listener) -> tuple[str, int]:
        roots = run.order["roots"]
        _tell_refused(run, listener)
        taken = sum(read_root(root, run, self._shelf, journal, listener) for root in roots)
        self._read_reference(roots, run, journal, listener)
        if taken:
            return "1 document read" if taken == 1 else f"{taken} documents read", taken
        if not any(libraries.library_snapshots(run.owner, root) for root in roots):
            raise _nothing_of(roots, run)
        return "Nothing was new or changed", 0

    def _read_reference(
        self, roots: Sequence[str], run: Run, journal: RowJournal, listener: Listener
    ) -> None:
        """Python's installed reference, once: with whatever is read first, so that no later run waits for it."""
        if PYTHON not in roots and not libraries.fingerprints(run.owner, PYTHON):
            read_root(PYTHON, run, self._shelf, journal, listener)

    def close(self) -> None:
        take_back(self._index)
        self._embedding.stop()
        self._readers.close()
        self._index.close()

    def _engine(self, run: Run, journal: RowJournal, listener: Listener) -> Engine:
        owner = str(run.owner.key)
        library = Scope(owner, roots=decode(Order, run.order).library)
        return Engine(
            agents=build_agents(
                self._settings, index=self._index, store=self._store, scope=library, http=self._http
            ),
            reader=self._readers,
            store=self._store,
            index=self._index,
            journal=journal,
            listener=listener,
            clock=SystemClock(),
            scope=Scope(owner, str(run.topic_id)),
            dictionary=build_dictionary(self._settings, self._http),
            models=self._purse.models(run, journal, listener),
        )


def _look(journal: RowJournal) -> None:
    """Whether the run may go on."""
    patiently(journal.check)
    let_go()


def _tell_refused(run: Run, listener: Listener) -> None:
    """What was sent along with the rest and not taken: each a name and a reason."""
    for name, reason in run.order.get("refused", ()):
        told = {"locator": name, "title": name, "agent": "library", "state": "unread", "reason": reason}
        listener.tell(Event(Kind.SOURCE, told))


def _nothing_of(roots: Sequence[str], run: Run) -> BadLibrary:
    """Why nothing under these roots could be read: the one reason, or that there are several."""
    reasons = {item.reason for root in roots for item in libraries.documents(run.owner, root)[:2]}
    why = reasons.pop() if len(reasons) == 1 else "Each says below why not."
    return BadLibrary(f"Nothing of it could be read. {why}")
