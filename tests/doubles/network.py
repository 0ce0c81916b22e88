"""A network that connects to nothing and remembers who asked, and a clock that a test moves by hand."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpcore2

_look_up = socket.getaddrinfo  # kept before a test closes the sockets


class Names:
    """A name server: names from a table, numbers as the system itself reads them, nothing else."""

    def __init__(self, table: dict[str, Sequence[Sequence[str]]]) -> None:
        self._table = {name: list(answers) for name, answers in table.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host in self._table:
            answers = self._table[host]
            return answers.pop(0) if len(answers) > 1 else answers[0]
        found = _look_up(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(entry[4][0]) for entry in found]


class Recorder(httpcore2.NetworkBackend):
    """Notes every connection that would have been made, and refuses it.

    ``answers`` holds, by number, the bytes of an answer instead; what was said on such a connection is kept
    in ``heard``.
    """

    def __init__(self, answers: Mapping[str, bytes] | None = None) -> None:
        self._answers = dict(answers or {})
        self.connects: list[tuple[str, int]] = []
        self.heard: list[bytes] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        self.connects.append((host, port))
        if host in self._answers:
            return _Played(self._answers[host], self.heard)
        raise httpcore2.ConnectError("nothing is connected in this test")


class _Played(httpcore2.MockStream):
    def __init__(self, answer: bytes, heard: list[bytes]) -> None:
        super().__init__([answer])
        self._heard = heard

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._heard.append(buffer)


class HandClock:
    """Stands still until told; ``sleep`` moves it and notes for how long."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
