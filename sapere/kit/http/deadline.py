"""The time one request may take in all, whatever the other side does."""

from __future__ import annotations

from sapere.kit.clock import Clock


class Deadline:
    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.monotonic() + seconds
        self.seconds = seconds

    def remaining(self) -> float:
        """Seconds left; not above zero when it has passed."""
        return self._end - self._clock.monotonic()

    def extend(self, seconds: float) -> None:
        """Gives back time that was spent waiting for others, not for the service."""
        self._end += seconds
