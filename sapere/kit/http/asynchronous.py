"""The same door for clients that wait for many answers at once and read each as it comes: those of language models.

What is different: whoever asks sets the time, no robots.txt, no cache, nothing is tried again here. What is the same:
every address is checked, what is connected to is the very number that was checked, no redirect is followed,
certificates hold, an answer has a size. Failures are leaves of HttpError, whatever the library calls them.
"""

from __future__ import annotations

import asyncio
import math
import socket
import ssl
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

import httpcore2
import httpx2

from sapere.kit.clock import SystemClock
from sapere.kit.http.addresses import is_public
from sapere.kit.http.client import agent_name
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.errors import AddressRefused, BadBody, HttpError, Unreached
from sapere.kit.http.exchange import certificate_fault
from sapere.kit.http.network import Resolver, SocketOption, default_tls, system_resolver, under_way
from sapere.kit.http.streams import SocketStream
from sapere.kit.http.target import Target, target

CONNECTING = 10.0  # seconds
_END = 64  # bytes


@dataclass(slots=True)
class Seen:
    """What has come of an answer so far, for those who cannot see it themselves: a client library reads it for them.

    ``end`` are the last bytes, ``size`` counts all.
    """

    status: int = 0
    media_type: str = ""
    size: int = 0
    end: bytes = b""


seen: ContextVar[Seen] = ContextVar("seen")
"""Set by whoever wants to know what comes of the requests of this task."""


def async_client(
    *,
    allow: Collection[str] = (),
    patience: float,
    size: int = 10_000_000,
    contact: str = "",
    resolver: Resolver = system_resolver,
    tls: ssl.SSLContext | None = None,
) -> httpx2.AsyncClient:
    """A client of the library's own kind, to be handed to other libraries; close it.

    ``allow`` holds the ``host:port`` pairs that the operator named as this client's. A server is away after
    ``patience`` seconds without a byte; an answer may have ``size`` bytes.
    """
    return httpx2.AsyncClient(
        transport=_Transport(frozenset(pair.lower() for pair in allow), size, resolver, tls or default_tls()),
        timeout=httpx2.Timeout(patience, connect=min(CONNECTING, patience), pool=None),
        headers={"user-agent": agent_name(contact), "accept-encoding": "identity"},
        follow_redirects=False,
        trust_env=False,
    )


class _Transport(httpx2.AsyncHTTPTransport):
    def __init__(self, allow: frozenset[str], size: int, resolver: Resolver, tls: ssl.SSLContext) -> None:
        super().__init__(verify=tls, trust_env=False)
        self._allow = allow
        self._size = size
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=tls, max_connections=512, keepalive_expiry=15, network_backend=_Backend(resolver)
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        hop = target(str(request.url), allow=self._allow)
        token = under_way.set((hop, Deadline(SystemClock(), math.inf)))
        try:
            response = await super().handle_async_request(request)
        except (httpx2.TransportError, httpcore2.ConnectError) as error:
            raise _failure(hop, error) from error
        finally:
            under_way.reset(token)
        try:
            return self._checked(hop, response)
        except HttpError:
            await response.aclose()
            raise

    def _checked(self, hop: Target, response: httpx2.Response) -> httpx2.Response:
        if response.is_redirect:
            raise AddressRefused(f"{hop.host} sends what we told it on to another address: not followed.")
        if response.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
            raise BadBody("The answer is packed in a way that was not asked for.")
        noted = seen.get(None) or Seen()
        noted.status = response.status_code
        noted.media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        noted.size, noted.end = 0, b""
        assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 - what an asynchronous transport gives
        response.stream = _Body(response.stream, hop, noted, self._size)
        return response


class _Body(httpx2.AsyncByteStream):
    """Counts what comes, and tells failures in our own words."""

    def __init__(self, inner: httpx2.AsyncByteStream, hop: Target, noted: Seen, size: int) -> None:
        self._inner = inner
        self._hop = hop
        self._noted = noted
        self._size = size

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._inner:
                self._noted.size += len(piece)
                self._noted.end = (self._noted.end + piece[-_END:])[-_END:]
                if self._noted.size > self._size:
                    raise BadBody(f"{self._hop.host} answers without an end.")
                yield piece
        except httpx2.TransportError as error:
            raise _failure(self._hop, error) from error

    async def aclose(self) -> None:
        await self._inner.aclose()


class _Backend(httpcore2.AsyncNetworkBackend):
    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's
        local_address: str | None = None,  # noqa: ARG002 - the library hands it over; we choose none
        socket_options: Iterable[SocketOption] | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.AsyncNetworkStream:
        hop, _ = under_way.get()
        if (host, port) != (hop.host, hop.port):
            raise AddressRefused(f"{host}:{port} is not the address that was checked.")
        try:
            async with asyncio.timeout(timeout):
                return await self._connected(hop)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(f"{host} does not answer") from error

    async def _connected(self, hop: Target) -> SocketStream:
        failure = OSError(f"{hop.host} has no address")
        for address in await self._addresses(hop):
            connection = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
            connection.setblocking(False)
            try:
                await asyncio.get_running_loop().sock_connect(connection, (address, hop.port))
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return await SocketStream.of(connection)
            except OSError as error:
                connection.close()
                failure = error
            except BaseException:  # also when cancelled: nothing half-open stays, and it is raised on
                connection.close()
                raise
        raise httpcore2.ConnectError(str(failure)) from failure

    async def _addresses(self, hop: Target) -> Sequence[str]:
        try:
            addresses = await asyncio.to_thread(self._resolver, hop.host, hop.port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {hop.host} is not known") from error
        if not hop.let_through and not all(map(is_public, addresses)):
            raise AddressRefused(f"{hop.host} does not lie on the public internet, so it is not asked.")
        return addresses


def _failure(hop: Target, error: Exception) -> HttpError:
    if (fault := certificate_fault(error)) is not None:
        return AddressRefused(f"{hop.host} {fault}, so nothing was asked of it.")
    before = isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpcore2.ConnectError)
    if isinstance(error, httpx2.TimeoutException):
        return Unreached(f"{hop.host} does not answer.", untouched=before)
    if before:
        return Unreached(f"{hop.pair} cannot be reached.", untouched=True)
    return Unreached(f"{hop.host} broke off or answered with something that is not HTTP.")
