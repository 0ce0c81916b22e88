"""How we behave towards a host: one request at a time, a pause between two, and rest after failures."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sapere.kit.clock import Clock
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.errors import Busy, Unreached

Sleep = Callable[[float], None]
OWN_AT_ONCE = 6
"""Requests at once to a host of the operator's own: one for each agent."""


@dataclass(slots=True)
class _Host:
    turns: threading.Semaphore
    last: float = float("-inf")  # when its last request ended
    pause: float = 0.0  # what its robots.txt asks for
    not_before: float = float("-inf")  # what it asked for itself
    failures: int = 0
    closed_until: float = float("-inf")
    reason: str = ""
    wait: bool = False  # it asked us itself to come back later


class Manners:
    """Knows every host that was asked. ``gap`` is the shortest pause between two requests, in seconds.

    ``own`` are ``host:port`` pairs of the operator's own, which are asked several things at once.
    """

    def __init__(
        self,
        clock: Clock,
        sleep: Sleep,
        *,
        gap: float,
        own: Collection[str] = (),
        failures: int = 3,
        rest: float = 60.0,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._gap = gap
        self._own = frozenset(own)
        self._failures = failures
        self._rest = rest
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, deadline: Deadline, *, patience: float, gap: float = 0.0) -> Iterator[None]:
        """Waits for our turn, which is not charged to the deadline; raises Unreached when patience ends.

        ``gap`` is the pause that this request's service asks for, in seconds, where it is a longer one.
        """
        known = self._known(host)
        began = self._clock.monotonic()
        if not known.turns.acquire(timeout=max(0.0, patience)):
            raise Unreached(f"{host} is still busy with our earlier requests.", untouched=True)
        try:
            earliest = max(known.not_before, known.last + max(self._gap, known.pause, gap))
            pause = earliest - self._clock.monotonic()
            if pause > 0:
                self._sleep(pause)
            deadline.extend(self._clock.monotonic() - began)
            yield
        finally:
            known.last = self._clock.monotonic()
            known.turns.release()

    def ask_for_pause(self, host: str, seconds: float) -> None:
        self._known(host).pause = seconds

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks the host before then."""
        known = self._known(host)
        known.not_before = max(known.not_before, self._clock.monotonic() + seconds)

    def check(self, host: str) -> None:
        """Raises Unreached or Busy, with the reason, while the host is left alone."""
        known = self._known(host)
        left = known.closed_until - self._clock.monotonic()
        if left <= 0:
            return
        text = f"{host} is left alone for another {max(1, round(left))} s: {known.reason}"
        raise Busy(text, retry_after=left, untouched=True) if known.wait else Unreached(text, untouched=True)

    def succeeded(self, host: str) -> None:
        self._known(host).failures = 0

    def failed(self, host: str, reason: str) -> None:
        """Counts one failed call; after the third in a row the host rests, and one more call may try then."""
        known = self._known(host)
        with self._lock:
            known.failures += 1
            if known.failures >= self._failures:
                self._close(known, self._rest, reason, wait=False)

    def come_back_later(self, host: str, seconds: float, reason: str) -> None:
        """The host itself named a time; at most five minutes of it are remembered."""
        self._close(self._known(host), min(seconds, 300.0), reason, wait=True)

    def _close(self, known: _Host, seconds: float, reason: str, *, wait: bool) -> None:
        known.closed_until = self._clock.monotonic() + seconds
        known.reason = reason
        known.wait = wait

    def _known(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                at_once = OWN_AT_ONCE if host in self._own else 1
                self._hosts[host] = _Host(threading.BoundedSemaphore(at_once))
            return self._hosts[host]
