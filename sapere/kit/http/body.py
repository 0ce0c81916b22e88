"""Reads an answer's body within limits of size, time and decompression."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx2

from sapere.kit.http.deadline import Deadline
from sapere.kit.http.errors import BadBody

_STEP = 65_536
_MEMBER = b"\x1f\x8b"  # how the next part of a gzip file begins
ENCODINGS = "gzip, deflate"  # what is asked for, and all that is taken


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. Sizes in bytes, times in seconds."""

    size: int = 10_000_000
    seconds: float = 20.0  # from the moment it is our turn with the host until the last byte
    turn: float = 60.0  # how long to wait for that turn
    ratio: int = 100  # unpacked to packed, once a megabyte has been unpacked
    headers: int = 200
    hops: int = 5
    retries: int = 2


DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Body:
    """``cut`` is empty, or says at which limit the rest was left unread."""

    content: bytes
    cut: str = ""


def read_body(response: httpx2.Response, limits: Limits, deadline: Deadline) -> Body:
    """As much as the limits allow. Raises BadBody when its compression is broken or was not asked for.

    A fault or the deadline after the first bytes gives what came until then; before them it raises the
    library's own error.
    """
    content = bytearray()
    try:
        for piece in _unpacked(response, limits):
            content += piece
            if len(content) > limits.size:
                return Body(bytes(content[: limits.size]), f"it is larger than {_megabytes(limits.size)}")
            if deadline.remaining() <= 0:
                return Body(bytes(content), f"it took longer than {deadline.seconds:g} s")
    except _Cut as cut:
        return Body(bytes(content), str(cut))
    except (httpx2.TransportError, httpx2.StreamError):
        if not content:
            raise
        slow = deadline.remaining() <= 0
        return Body(
            bytes(content), f"it took longer than {deadline.seconds:g} s" if slow else "it was cut off"
        )
    return Body(bytes(content))


class _Cut(Exception):
    pass


def _unpacked(response: httpx2.Response, limits: Limits) -> Iterator[bytes]:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return response.iter_raw()
    if encoding in ("gzip", "x-gzip"):
        return _inflated(response.iter_raw(), zlib.MAX_WBITS | 16, limits)
    if encoding == "deflate":
        return _inflated(response.iter_raw(), zlib.MAX_WBITS, limits)
    raise BadBody("The answer is packed in a way that was not asked for.")


def _inflated(packed: Iterable[bytes], window: int, limits: Limits) -> Iterator[bytes]:
    inflater = _Inflater(window, limits)
    for chunk in packed:
        yield from inflater.feed(chunk)
    inflater.finish()


class _Inflater:
    """Unpacks in steps of at most 64 KB, so that no single chunk can grow without bound.

    Several gzip files in a row are one; what else follows the last of them is padding.
    """

    def __init__(self, window: int, limits: Limits) -> None:
        self._window = window
        self._limits = limits
        self._inner = zlib.decompressobj(window)
        self._taken = self._given = 0
        self._rest = b""  # perhaps half of the mark that begins the next file

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        self._taken += len(chunk)
        if self._taken > self._limits.size:
            raise _Cut(f"it is larger than {_megabytes(self._limits.size)}")
        waiting = self._next_file(chunk) if self._inner.eof else chunk
        while waiting or not self._inner.eof:
            piece = self._step(waiting)
            yield piece
            waiting = self._inner.unconsumed_tail
            if self._inner.eof:
                waiting = self._next_file(self._inner.unused_data)
            elif not waiting and len(piece) < _STEP:
                return

    def finish(self) -> None:
        if self._taken and not self._inner.eof:
            raise _Cut("it was cut off")

    def _step(self, waiting: bytes) -> bytes:
        try:
            piece = self._inner.decompress(waiting, _STEP)
        except zlib.error as error:
            if self._given or self._window != zlib.MAX_WBITS:
                raise BadBody("The answer's compression is broken.") from error
            self._window = -zlib.MAX_WBITS  # some servers leave the header of "deflate" out
            self._inner = zlib.decompressobj(self._window)
            return self._step(waiting)
        self._given += len(piece)
        consumed = self._taken - len(self._inner.unconsumed_tail)
        if self._given > 1_000_000 and self._given > consumed * self._limits.ratio:
            raise _Cut("it unpacks to far more than was sent")
        return piece

    def _next_file(self, left: bytes) -> bytes:
        """What is left to unpack after the end of one file, or nothing."""
        left, self._rest = self._rest + left, b""
        if not left.startswith(_MEMBER):
            self._rest = left if left == _MEMBER[:1] else b""
            return b""
        self._inner = zlib.decompressobj(self._window)
        return left


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"
