"""The gate in front of the application: no request is larger than its address takes.

The application itself spools a request before anyone can look at it, so this has to stand outside.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

ORDINARY = 2_400_000
"""Bytes of a request anywhere else: more than any form of ours, less than what Django breaks off at."""
FILES_AT_ONCE = 20
BYTES_AT_ONCE = 200_000_000
"""Of the files in one request."""
_ENVELOPE = 1_000_000  # bytes that the form around the files may take
_THROWN_AWAY = 10  # times the limit: so much of a request that is too large is taken and forgotten

TOO_LARGE = "/too-large"


class Gate:
    """Requests to an address that begins with ``roomy``, or one of several such, may hold files. One that is too large is not kept
    anywhere: it is let run out, because a browser listens only when it has said all, and answered with 413."""

    def __init__(self, application: Application, roomy: str | tuple[str, ...]) -> None:
        self._application = application
        self._roomy = roomy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        limit = BYTES_AT_ONCE + _ENVELOPE if scope["path"].startswith(self._roomy) else ORDINARY
        flow = _Flow(receive, send, limit)
        if _announced(scope) > limit:
            flow.too_large = True
        else:
            await self._application(scope, flow.receive, flow.send)
        if flow.too_large and not flow.answered:
            await flow.run_out()
            await self._application(_asking_why(scope), _Nothing(), send)


class _Flow:
    """Counts what comes in, and breaks off when it is too much."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive, self._send, self._limit = receive, send, limit
        self._came = 0
        self._more = True
        self.too_large = False
        self.answered = False

    async def receive(self) -> Message:
        message = await self._next()
        if self._came > self._limit:
            self.too_large = True
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        self.answered = True
        await self._send(message)

    async def run_out(self) -> None:
        while self._more and self._came <= _THROWN_AWAY * self._limit:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._came += len(message.get("body", b""))
            self._more = message.get("more_body", False)
        else:
            self._more = False
        return message


class _Nothing:
    """A request without a body, from somebody who stays for the answer."""

    def __init__(self) -> None:
        self._said = False

    async def __call__(self) -> Message:
        if self._said:
            await asyncio.Event().wait()
        self._said = True
        return {"type": "http.request", "body": b"", "more_body": False}


def _announced(scope: Scope) -> int:
    """The length that the request says it has; 0 when it says none, or nonsense."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and len(value) < 20:
            return int(value)
    return 0


def _asking_why(scope: Scope) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if not name.startswith(b"content-")]
    asked = {"method": "GET", "path": TOO_LARGE, "raw_path": TOO_LARGE.encode(), "query_string": b""}
    return {**scope, **asked, "headers": headers}
