"""The engine's listener on rows: a run's events, in order, a few at a time, each told once.

A run that is resumed tells again what it told before; what was stored is not stored again, so that a reader
of the stream sees neither a gap nor a double.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog
from django.db import connection

from sapere.research.errors import SapereError
from sapere.research.progress import Event, Kind
from sapere.topics import actions, queries
from sapere.topics.models import Run

log = structlog.get_logger(__name__)

_PERIOD = 0.05  # seconds within which an event is stored


class RowListener:
    """Implements :class:`sapere.research.ports.Listener` for all who work on a run in this process."""

    def __init__(self, run: Run, generation: int) -> None:
        self._run = run
        self._generation = generation
        self._lock = threading.Lock()
        self._storing = threading.Lock()
        self._waiting: list[tuple[str, Mapping[str, Any]]] = []
        self._known = {_mark(one.kind, one.payload) for one in queries.events_after(run)}
        self._over = threading.Event()
        self._writer = threading.Thread(target=self._write_on, name=f"listener-{run.pk}", daemon=True)
        self._writer.start()

    def tell(self, event: Event) -> None:
        """From any thread; stored within a moment. A run's END is told by the one who ends it."""
        mark = _mark(event.kind, event.payload)
        with self._lock:
            if event.kind != Kind.END and mark not in self._known:
                self._known.add(mark)
                self._waiting.append((str(event.kind), dict(event.payload)))

    def flush(self) -> None:
        """Returns when all that was told is stored. Raises ``TakenOver`` or a leaf of ``StorageError``."""
        with self._storing:
            with self._lock:
                batch, self._waiting = self._waiting, []
            try:
                actions.tell_all(self._run.pk, batch, generation=self._generation)
            except SapereError:
                with self._lock:
                    self._waiting = batch + self._waiting
                raise

    def close(self) -> None:
        """Stores what can be stored and ends."""
        self._over.set()
        self._writer.join()

    def _write_on(self) -> None:
        try:
            while not self._over.wait(_PERIOD):
                self._try_to_flush()
            self._try_to_flush()
        finally:
            connection.close()

    def _try_to_flush(self) -> None:
        try:
            self.flush()
        except SapereError as error:
            # Kept for the next try. The steps meet the same refusal, and end the run or lay it down.
            log.debug("events not stored yet", run=str(self._run.pk), why=error.what)


class Listeners:
    """One listener for each run that is worked on, whoever asks for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[tuple[str, int], tuple[RowListener, int]] = {}

    @contextmanager
    def of(self, run: Run) -> Iterator[RowListener]:
        """All has been stored when the block ends without an exception; the last to leave closes."""
        key = (str(run.pk), run.generation)
        with self._lock:
            listener, users = self._open.get(key) or (RowListener(run, run.generation), 0)
            self._open[key] = (listener, users + 1)
        try:
            yield listener
            listener.flush()
        finally:
            self._leave(key)

    def _leave(self, key: tuple[str, int]) -> None:
        with self._lock:
            listener, users = self._open.pop(key)
            if users > 1:
                self._open[key] = (listener, users - 1)
                return
        listener.close()


def _mark(kind: str, payload: Mapping[str, Any]) -> str:
    """The same for the same event, however long it took this time."""
    lasting = {name: value for name, value in payload.items() if name != "seconds"}
    return json.dumps([str(kind), lasting], sort_keys=True, default=str)
