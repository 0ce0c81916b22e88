"""What a run has cost so far, told while it goes on: at most about once a second, and once more at its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sapere.kit.money import dollars
from sapere.research.errors import SapereError, StorageError, TakenOver
from sapere.research.ports import Listener
from sapere.research.progress import Event, Kind
from sapere.research.shapes import Order, decode
from sapere.settings import Settings, current
from sapere.topics import costs
from sapere.topics.caps import Cap, Payer, Whose, caps
from sapere.topics.journal import patiently
from sapere.topics.models import Run

EVERY = 1.0  # seconds between two looks
WARNED_AT = 0.8  # of a cap


class Meter:
    """Told of every call that has ended; safe to call from several threads."""

    def __init__(self, run: Run, listener: Listener, caps: Sequence[Cap], *, every: float = EVERY) -> None:
        self._run = run
        self._listener = listener
        self._caps = tuple(caps)
        self._every = every
        self._lock = threading.Lock()
        self._next = 0.0

    def look(self) -> None:
        """Tells, unless that was done a moment ago."""
        with self._lock:
            now = time.monotonic()
            if now < self._next:
                return
            self._next = now + self._every
        self.tell()

    def tell(self) -> None:
        spent = patiently(lambda: costs.total(costs.of_run(self._run)))
        if spent.calls:
            self._listener.tell(Event(Kind.COST, _told(spent, self._caps)))
            for cap in self._caps:
                self._warn(cap)

    def _warn(self, cap: Cap) -> None:
        spent = patiently(lambda: costs.against(cap, Payer.of(self._run)))
        if spent >= WARNED_AT * cap.usd:
            self._listener.tell(Event(Kind.NOTE, {"text": warning(cap)}))


def warning(cap: Cap) -> str:
    """One that stays the same, so that it is told once."""
    named = {
        Whose.RUN: f"the run's budget of {dollars(cap.usd)}",
        Whose.PERSON: f"your budget of {dollars(cap.usd)} for today",
        Whose.EVERYBODY: f"everybody's budget of {dollars(cap.usd)} for today",
    }
    return f"80 % of {named[cap.whose]} is spent."


def meter(run: Run, listener: Listener, settings: Settings) -> Meter:
    return Meter(run, listener, caps(settings, decode(Order, run.order)))


@contextmanager
def telling_costs(run: Run, listener: Listener) -> Iterator[None]:
    """What the run has cost is told last, unless it goes on with another worker."""
    try:
        yield
    except (TakenOver, StorageError):
        raise
    except SapereError:
        _tell_last(run, listener)
        raise
    _tell_last(run, listener)


def _tell_last(run: Run, listener: Listener) -> None:
    if run.kind in Run.RESEARCHING:
        meter(run, listener, current()).tell()


def _told(spent: costs.Cost, of: Sequence[Cap]) -> Mapping[str, object]:
    return {
        "usd": spent.usd,
        "calls": spent.calls,
        "input_tokens": spent.input_tokens,
        "output_tokens": spent.output_tokens,
        "of_usd": next((cap.usd for cap in of if cap.whose is Whose.RUN), 0.0),
    } | ({"unpriced": spent.unpriced} if spent.unpriced else {})
