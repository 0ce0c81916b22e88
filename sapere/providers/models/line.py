"""What all calls to one provider share: a client, the turns to call, and what is known not to work for a while."""

from __future__ import annotations

import asyncio
import threading
from contextlib import AbstractAsyncContextManager
from typing import Any

from sapere.kit.clock import Clock, SystemClock
from sapere.kit.http import async_client
from sapere.providers.models.access import Access
from sapere.research.errors import ModelAway, ModelError

REFUSED_FOR, AWAY_FOR = 60.0, 30.0  # seconds
AWAY_AFTER = 4  # calls in a row that came to nothing
LARGEST = 8_000_000  # bytes of an answer: each token comes in a few hundred
_ALL = ""


class Line:
    """Used from the background loop. ``at_once`` calls are under way at most; one that fails in a way that passes is
    made again ``retries`` times."""

    def __init__(
        self,
        access: Access,
        *,
        at_once: int,
        patience: float,
        retries: int = 2,
        contact: str = "",
        clock: Clock | None = None,
    ) -> None:
        self.access = access
        self.patience = patience
        self.retries = retries
        self.client: Any = async_client(
            allow=access.let_through, patience=patience, size=LARGEST, contact=contact
        )
        self._turns = asyncio.Semaphore(at_once)
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._rests: dict[str, tuple[float, ModelError]] = {}
        self._failed: dict[str, int] = {}

    def turn(self) -> AbstractAsyncContextManager[None]:
        """One of the calls that may be under way."""
        return self._turns

    def check(self, model: str) -> None:
        """Raises what was the reason lately, without asking anew."""
        with self._lock:
            for name in (_ALL, model):
                until, error = self._rests.get(name, (0.0, None))
                if error is not None and self._clock.monotonic() < until:
                    raise type(error)(error.what, advice=error.advice)

    def refused(self, model: str, error: ModelError, *, everywhere: bool) -> None:
        """Asking again changes nothing for a while: this model, or all of the provider's."""
        self._rest(_ALL if everywhere else model, error, REFUSED_FOR)

    def succeeded(self, model: str) -> None:
        with self._lock:
            self._failed.pop(model, None)

    def failed(self, model: str, error: ModelError) -> None:
        """A model that is away for one call after another is left alone for a while."""
        if not isinstance(error, ModelAway):
            return
        with self._lock:
            self._failed[model] = self._failed.get(model, 0) + 1
            if self._failed[model] < AWAY_AFTER:
                return
            self._failed.pop(model)
        self._rest(model, error, AWAY_FOR)

    async def close(self) -> None:
        await self.client.aclose()

    def _rest(self, name: str, error: ModelError, seconds: float) -> None:
        with self._lock:
            self._rests[name] = (self._clock.monotonic() + seconds, error)
