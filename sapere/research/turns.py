"""Whose turn it is: what the processor does for one page goes after what it does for another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock


class Turns:
    """At most ``at_once`` threads are inside, in the order in which they came; who comes ``later`` waits until nobody
    waits to go ``first``."""

    def __init__(self, at_once: int) -> None:
        self._left = at_once
        self._first: deque[Event] = deque()
        self._later: deque[Event] = deque()
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """How many have no turn yet."""
        return len(self._first) + len(self._later)

    @contextmanager
    def first(self) -> Iterator[None]:
        yield from self._inside(self._first)

    @contextmanager
    def later(self) -> Iterator[None]:
        yield from self._inside(self._later)

    def _inside(self, line: deque[Event]) -> Iterator[None]:
        mine = Event()
        with self._lock:
            line.append(mine)
            self._call()
        mine.wait()
        try:
            yield
        finally:
            with self._lock:
                self._left += 1
                self._call()

    def _call(self) -> None:
        while self._left and (line := self._first or self._later):
            line.popleft().set()
            self._left -= 1
