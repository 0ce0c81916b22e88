from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from sapere.web import gate
from sapere.web.gate import BYTES_AT_ONCE, ORDINARY, TOO_LARGE, Gate, Message, Receive, Scope, Send


class Echo:
    """Answers each request with its path and the number of bytes that came with it."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, int]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            size, more = size + len(message["body"]), message["more_body"]
        self.seen.append((scope["method"], scope["path"], size))
        await send({"type": "http.response.start", "status": 200, "headers": []})


def asked(
    path: str, body: Iterator[bytes] | list[bytes], length: int | None = None
) -> tuple[Echo, list[Message]]:
    """What an echo behind the gate saw, and what was answered. The sender stays until it is answered."""
    echo, answers, parts = Echo(), [], iter(body)
    headers = [(b"host", b"here"), *([(b"content-length", str(length).encode())] if length else [])]
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": path, "headers": headers}
    ahead: list[bytes] = [next(parts, b"")]

    async def receive() -> Message:
        part, following = ahead[0], next(parts, None)
        ahead[0] = following or b""
        return {"type": "http.request", "body": part, "more_body": following is not None}

    async def send(message: Message) -> None:
        answers.append(message)

    asyncio.run(Gate(echo, roomy="/library/files")(scope, receive, send))
    return echo, answers


def test_what_is_small_enough_goes_through_as_it_is() -> None:
    echo, answers = asked("/", [b"x" * 1000] * 3, 3000)
    assert echo.seen == [("POST", "/", 3000)]
    assert len(answers) == 1


@pytest.mark.parametrize("announced", [True, False])
def test_what_is_too_large_is_never_seen_and_the_sender_is_told(announced: bool) -> None:
    size = ORDINARY + 1000
    echo, answers = asked("/", [b"x" * 1000] * (size // 1000), size if announced else None)
    assert echo.seen == [("GET", TOO_LARGE, 0)]
    assert [one["type"] for one in answers] == ["http.response.start"]


def test_where_files_are_sent_there_is_room() -> None:
    part = b"x" * 10_000_000
    echo, _ = asked("/library/files", [part] * (BYTES_AT_ONCE // len(part)))
    assert echo.seen == [("POST", "/library/files", BYTES_AT_ONCE)]
    echo, _ = asked("/library/files", [part] * (BYTES_AT_ONCE // len(part) + 1))
    assert echo.seen == [("GET", TOO_LARGE, 0)]


def test_an_endless_sender_is_not_listened_to_for_ever() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * ORDINARY

    echo, _ = asked("/", endless())
    assert echo.seen == [("GET", TOO_LARGE, 0)]
    assert taken < gate._THROWN_AWAY + 5


@pytest.mark.parametrize("length", [b"-1", b"9" * 40, b"lots", b"\xff"])
def test_a_length_that_is_none_is_not_believed(length: bytes) -> None:
    assert gate._announced({"headers": [(b"content-length", length)]}) == 0
