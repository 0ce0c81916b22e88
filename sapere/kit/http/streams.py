"""A connection of asyncio as the HTTP library wants it: made of a socket that was connected elsewhere."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore2

_BUFFER = 65_536


class SocketStream(httpcore2.AsyncNetworkStream):
    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, below: SocketStream | None = None
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._below = below  # a writer that nobody holds any more closes its connection

    @classmethod
    async def of(cls, connected: socket.socket) -> SocketStream:
        return cls(*await asyncio.open_connection(sock=connected, limit=_BUFFER))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the library's
        with _translated(httpcore2.ReadTimeout, httpcore2.ReadError):
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the library's
        with _translated(httpcore2.WriteTimeout, httpcore2.WriteError):
            async with asyncio.timeout(timeout):
                self._writer.write(buffer)
                await self._writer.drain()

    async def aclose(self) -> None:
        """At once: nothing is still to be said when a connection is given up."""
        self._writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's
    ) -> httpcore2.AsyncNetworkStream:
        """A stream of its own above this one; asyncio's writer would leave the reader's flow control behind."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=_BUFFER)
        protocol = asyncio.StreamReaderProtocol(reader)
        try:
            with _translated(httpcore2.ConnectTimeout, httpcore2.ConnectError):
                async with asyncio.timeout(timeout):
                    transport = await loop.start_tls(
                        self._writer.transport, protocol, ssl_context, server_hostname=server_hostname
                    )
        except BaseException:  # also when cancelled: the connection is given back, and it is raised on
            await self.aclose()
            raise
        if transport is None:
            raise httpcore2.ConnectError("the connection was lost while encryption was agreed on")
        protocol.connection_made(transport)
        return SocketStream(reader, asyncio.StreamWriter(transport, protocol, reader, loop), self)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # asked of a connection at rest: then it has ended
            return self._reader.at_eof()
        return self._writer.get_extra_info(
            {"server_addr": "peername", "client_addr": "sockname"}.get(info, info)
        )


@contextmanager
def _translated(slow: type[Exception], broken: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise slow(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error
