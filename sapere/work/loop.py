"""A thread that does one thing again and again, and outlives the times when it cannot."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog
from django.db import connection

from sapere.research.errors import SapereError
from sapere.topics.storage import saying_why

log = structlog.get_logger(__name__)


class Loop:
    """``turn`` every so many seconds, or at once when woken, until stopped."""

    def __init__(self, turn: Callable[[], None], seconds: float, *, name: str) -> None:
        self._turn = turn
        self._seconds = seconds
        self._awake = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._awake.set()

    def stop(self, *, within: float | None = None) -> None:
        """Returns when the turn in hand has ended, or after so many seconds: then the turn ends with the process."""
        self._over = True
        self._awake.set()
        self._thread.join(within)

    def _run(self) -> None:
        try:
            while not self._over:
                self._once()
                self._awake.wait(self._seconds)
                self._awake.clear()
        finally:
            connection.close()

    def _once(self) -> None:
        try:
            with saying_why():
                self._turn()
        except SapereError as error:  # full, read-only, away: it may be otherwise at the next turn
            log.warning("worker cannot reach its records", doing=self._thread.name, why=error.what)
            connection.close()
        except Exception:  # a worker that has lost this thread would look alive and do nothing
            log.exception("worker stumbled", doing=self._thread.name)
            connection.close()
