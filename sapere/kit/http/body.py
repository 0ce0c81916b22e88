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
    """Unpacks in steps of at most 64 KB, so that no single chunk can grow without bound."""
    inflater = zlib.decompressobj(window)
    taken = given = 0
    for chunk in packed:
        taken += len(chunk)
        waiting = chunk
        while True:
            try:
                piece = inflater.decompress(waiting, _STEP)
            except zlib.error as error:
                if given or window != zlib.MAX_WBITS:
                    raise BadBody("The answer's compression is broken.") from error
                window = -zlib.MAX_WBITS  # some servers leave the header of "deflate" out
                inflater = zlib.decompressobj(window)
                continue
            given += len(piece)
            consumed = taken - len(inflater.unconsumed_tail)
            if given > 1_000_000 and given > consumed * limits.ratio:
                raise _Cut("it unpacks to far more than was sent")
            yield piece
            waiting = inflater.unconsumed_tail
            if inflater.eof:
                if not inflater.unused_data.startswith(_MEMBER):  # nothing more, or padding
                    return
                waiting = inflater.unused_data
                inflater = zlib.decompressobj(window)
            elif not waiting and len(piece) < _STEP:
                break
    if taken:
        raise _Cut("it was cut off")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"
