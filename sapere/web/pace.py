"""So many pages at once and no more: what one interpreter makes two of at a time, it makes ten of at half the speed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Page = Callable[[HttpRequest], Awaitable[HttpResponseBase]]

PAGES_AT_ONCE = 2
"""Threads that make pages wait for each other within an interpreter: eight at once need more than twice the processor's time
for each page, two a tenth more than one alone."""
LONGEST = 0.5
"""Seconds after which a page that is still being made is not waited for: it waits for something else than the
processor."""


class Pace:
    """Around what makes a page: others wait their turn, in the order in which they came. Only what is looked at waits; what
    is sent may have to wait for a model, and others not for that."""

    def __init__(self, page: Page, at_once: int = PAGES_AT_ONCE, longest: float = LONGEST) -> None:
        self._page = page
        self._turns = asyncio.Semaphore(at_once)
        self._longest = longest

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return await self._page(request)
        async with self._turn():
            return await self._page(request)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        await self._turns.acquire()
        mine = True

        def give_on() -> None:
            nonlocal mine
            if mine:
                mine = False
                self._turns.release()

        late = asyncio.get_running_loop().call_later(self._longest, give_on)
        try:
            yield
        finally:
            late.cancel()
            give_on()
