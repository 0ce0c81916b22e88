"""The connection itself: resolve, check every address, connect to the very one that was checked.

The client asks for a name; what is connected to is a number that :func:`addresses.is_public` said yes to,
in the same breath, so an answer that changes between check and use (DNS rebinding) changes nothing. Every
read and write also ends at the deadline of its request, so a byte a second cannot hold a thread.
"""

from __future__ import annotations

import logging
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpcore2
import httpx2

from sapere.kit.http.addresses import is_public
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.errors import AddressRefused
from sapere.kit.http.target import Target

Resolver = Callable[[str, int], Sequence[str]]
SocketOption = Any  # the HTTP library's own union of setsockopt arguments

_log = logging.getLogger(__name__)
under_way: ContextVar[tuple[Target, Deadline]] = ContextVar("under_way")


def system_resolver(host: str, port: int) -> list[str]:
    """Every address the system knows for a name, in its order of preference. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore2.NetworkBackend):
    def __init__(self, resolver: Resolver, connector: httpcore2.NetworkBackend) -> None:
        self._resolver = resolver
        self._connector = connector

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - the library hands it over; we choose none
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.NetworkStream:
        target, deadline = under_way.get()
        if (host, port) != (target.host, target.port):
            raise AddressRefused(f"{host}:{port} is not the address that was checked.")
        addresses = self._addresses(target, deadline)
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._connector.connect_tcp(
                    address, port, _left(deadline, timeout), None, socket_options
                )
                return GuardedStream(stream)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, target: Target, deadline: Deadline) -> Sequence[str]:
        try:
            addresses = _within(lambda: self._resolver(target.host, target.port), deadline)
        except OSError as error:
            raise httpcore2.ConnectError(f"the name {target.host} is not known") from error
        if not target.let_through:
            refused = [address for address in addresses if not is_public(address)]
            if refused:
                _log.warning("%s leads to %s, not on the public internet.", target.host, ", ".join(refused))
                raise AddressRefused(f"{target.host} does not lie on the public internet, so it is not read.")
        return addresses


class GuardedStream(httpcore2.NetworkStream):
    """A stream whose every wait ends at the deadline of the request that is under way."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(under_way.get()[1], timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(under_way.get()[1], timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _left(under_way.get()[1], timeout)
        return GuardedStream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedTransport(httpx2.HTTPTransport):
    """The library's transport over our own connections: no proxy or certificate file from the environment."""

    def __init__(self, backend: httpcore2.NetworkBackend, tls: ssl.SSLContext | None = None) -> None:
        context = tls or default_tls()
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context, max_connections=32, keepalive_expiry=15, network_backend=backend
        )


@cache
def default_tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)


def _left(deadline: Deadline, timeout: float | None) -> float:
    left = deadline.remaining()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for this request is over")
    return left if timeout is None else min(left, timeout)


def _within(resolve: Callable[[], Sequence[str]], deadline: Deadline) -> Sequence[str]:
    """Looks a name up without letting a slow name server outlast the deadline."""
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve())
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, name="name-lookup", daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.0, _left(deadline, None)))
    except queue.Empty:
        raise httpcore2.ConnectTimeout("the name server does not answer") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
