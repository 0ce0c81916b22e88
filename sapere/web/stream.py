"""Stored events on their way to the browser (server-sent events).

Each message carries the whole rendered state and, as its id, the number of the last event in it. A message
lost, doubled or seen after a restart therefore does no harm, and a browser that comes back with
``Last-Event-ID`` is sent nothing it has.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from django.http import HttpRequest, StreamingHttpResponse

LOOK_EVERY = 0.4  # seconds between two looks at the stored events
HEARTBEAT_EVERY = 15.0  # seconds of silence after which a comment keeps the line open
RETRY_AFTER = 2000  # milliseconds the browser waits before it connects again


@dataclass(frozen=True, slots=True)
class State:
    """What is to be seen now: ``number`` of the last event in it, the markup, and whether more will come."""

    number: int
    markup: str
    over: bool


Look = Callable[[int], Awaitable[State | None]]
"""Given the last number seen: the state, or None when nothing was told since."""


def stream(request: HttpRequest, look: Look, *, pause: float = LOOK_EVERY) -> StreamingHttpResponse:
    """Sends every new state until the run is over, then ``end``. Goes on from ``Last-Event-ID`` or ``?after=``."""
    answer = StreamingHttpResponse(
        messages(look, last_seen(request), pause=pause), content_type="text/event-stream; charset=utf-8"
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def last_seen(request: HttpRequest) -> int:
    """The number the browser has: what it says on reconnecting counts more than the address. 0 when unreadable."""
    for told in (request.headers.get("Last-Event-ID"), request.GET.get("after")):
        if told and told.isascii() and told.isdigit() and len(told) < 10:
            return int(told)
    return 0


async def messages(
    look: Look, seen: int, *, pause: float = LOOK_EVERY, heartbeat: float = HEARTBEAT_EVERY
) -> AsyncIterator[bytes]:
    yield f"retry: {RETRY_AFTER}\n\n".encode()
    silence = 0.0
    while True:
        state = await look(seen)
        if state is not None:
            seen, silence = state.number, 0.0
            yield message("state", state.number, state.markup)
            if state.over:
                yield message("end", state.number, "")
                return
        elif silence >= heartbeat:
            silence = 0.0
            yield b": still here\n\n"
        await asyncio.sleep(pause)
        silence += pause


def message(name: str, number: int, data: str) -> bytes:
    """One event as the format wants it: every line of data on a line of its own, whatever ends it."""
    lines = data.splitlines() or [""]
    body = "".join(f"data: {line}\n" for line in lines)
    return f"id: {number}\nevent: {name}\n{body}\n".encode("utf-8", "replace")
