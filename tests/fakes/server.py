"""A small HTTP server on loopback whose every byte a test decides.

A fake is a function from a request to a :class:`Reply`, to a :class:`Stream` that is sent piece by piece, or one that
writes to the connection itself and returns None. Each connection has its own thread; leaving the ``with`` block ends
them all.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        given = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(self.body)),
            **self.headers,
        }
        return _head(self.status, given) + self.body

    def send(self, connection: socket.socket) -> bool:
        """Whether the connection can be used again."""
        connection.sendall(self.encoded())
        return True


@dataclass(frozen=True)
class Stream:
    """An answer in chunks, each sent as ``pieces`` gives it. When they end with :class:`Broken`, so does the
    connection, without the last chunk that says that all has come."""

    pieces: Iterator[bytes]
    headers: Mapping[str, str] = field(default_factory=dict)

    def send(self, connection: socket.socket) -> bool:
        """Whether the connection can be used again. The head goes out with the first piece."""
        given = {"Content-Type": "text/event-stream; charset=utf-8", "Transfer-Encoding": "chunked"}
        head = _head(200, {**given, **self.headers})
        try:
            for piece in self.pieces:
                connection.sendall(head + f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                head = b""
        except Broken:
            return False
        connection.sendall(head + b"0\r\n\r\n")
        return True


class Broken(Exception):
    pass


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Reason", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


Handler = Callable[[Request, socket.socket, threading.Event], "Reply | Stream | None"]


class Server:
    """``requests`` are those that arrived, in order; ``gone`` is set when the test has finished.

    One that ``dies`` takes a request and is gone for good before it answers.
    """

    def __init__(self, handler: Handler, tls: ssl.SSLContext | None = None) -> None:
        self._handler = handler
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.gone = threading.Event()
        self.dies = False
        self.requests: list[Request] = []
        self.connections = 0
        self.pair = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.url = f"http://{self.pair}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # or a thread that waits in accept takes one more
        self._socket.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self.gone.set()  # last: who was about to answer must not do so after all

    def _accept(self) -> None:
        while not self.gone.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):  # the client may leave whenever it likes
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            while (request := _request(connection)) is not None:
                self.requests.append(request)
                if self.dies:
                    self.close()
                    return
                reply = self._handler(request, connection, self.gone)
                if reply is None or not reply.send(connection):
                    break
        connection.close()


def _request(connection: socket.socket) -> Request | None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65_536)
        if not piece:
            return None
        head += piece
    head, _, body = head.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65_536)
    return Request(method, target, headers, body)


@contextmanager
def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(handler, tls)
    try:
        yield server
    finally:
        server.close()


def answering(*replies: Reply) -> Handler:
    """A fake that gives these replies in turn, and the last one ever after."""
    left = list(replies)

    def handler(request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
        return left.pop(0) if len(left) > 1 else left[0]

    return handler
