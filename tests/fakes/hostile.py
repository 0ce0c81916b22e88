"""A site that does everything a good one does not. The path says what: ``/drip``, ``/bomb``, ``/hang`` …"""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable

from tests.fakes.server import Reply, Request

DRIP_SECONDS = 1.0
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def hostile(request: Request, connection: socket.socket, gone: threading.Event) -> Reply | None:
    name = request.path.strip("/").partition("/")[0]
    if name in _WRITTEN:
        _WRITTEN[name](connection, gone)
        return None
    if name == "to":  # /to?there=ADDRESS&status=302
        status = int(request.query.get("status", "302"))
        return Reply(status=status, headers={"Location": request.query["there"]})
    if name == "loop":
        return Reply(status=302, headers={"Location": f"/loop/{len(request.path)}x"})
    return _REPLIES.get(name, Reply(b"not here", status=404))


def _hang(connection: socket.socket, gone: threading.Event) -> None:
    gone.wait()


def _drip(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"Content-Length: 1000\r\n\r\n<p>The first part. ")
    while not gone.wait(DRIP_SECONDS):
        connection.sendall(b"x")


def _drip_head(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD)
    while not gone.wait(0.05):
        connection.sendall(b"X")


def _endless(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    piece = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
    while not gone.is_set():
        connection.sendall(piece)


def _cut(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"Content-Length: 1000\r\n\r\n<p>Only this")


def _json_cut(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a": 1}')


def _rubbish(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(b"\x00\x01\x02 this is no HTTP at all\r\n\r\n")


def _headers(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"".join(b"X-%d: 1\r\n" % number for number in range(10_000)) + b"\r\n")


def _continue(connection: socket.socket, gone: threading.Event) -> None:
    while not gone.wait(0.01):
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")


def _endless_line(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"X-Long: ")
    while not gone.is_set():
        connection.sendall(b"a" * 65_536)


def _tiny_chunks(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while not gone.is_set():
        connection.sendall(b"1\r\nx\r\n" * 100)


def _trailers(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nhere\r\n0\r\n")
    while not gone.is_set():
        connection.sendall(b"X-More: 1\r\n" * 1000)


def _moved_endless(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /page\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not gone.is_set():
        connection.sendall(b"10000\r\n" + b"a" * 65_536 + b"\r\n")


def _empty_members(connection: socket.socket, gone: threading.Event) -> None:
    connection.sendall(_HEAD + b"Content-Encoding: gzip\r\n\r\n")
    piece = gzip.compress(b"") * 1000
    while not gone.is_set():
        connection.sendall(piece)


def _said(*lines: bytes) -> Callable[[socket.socket, threading.Event], None]:
    """Writes a head with these lines, and a few bytes after it."""

    def write(connection: socket.socket, gone: threading.Event) -> None:
        connection.sendall(_HEAD + b"\r\n".join([*lines, b"", b"here"]))

    return write


_WRITTEN: dict[str, Callable[[socket.socket, threading.Event], None]] = {
    "hang": _hang,
    "drip": _drip,
    "drip-head": _drip_head,
    "endless": _endless,
    "cut": _cut,
    "json-cut": _json_cut,
    "rubbish": _rubbish,
    "headers": _headers,
    "hints": _continue,
    "endless-line": _endless_line,
    "tiny-chunks": _tiny_chunks,
    "trailers": _trailers,
    "moved-endless": _moved_endless,
    "empty-members": _empty_members,
    "two-lengths": _said(b"Content-Length: 4", b"Content-Length: 5"),
    "minus": _said(b"Content-Length: -5"),
    "no-number": _said(b"Content-Length: four"),
    "huge-chunk": _said(b"Transfer-Encoding: chunked", b"", b"F" * 40),
    "no-chunk": _said(b"Transfer-Encoding: chunked"),
    "unknown-transfer": _said(b"Transfer-Encoding: gzip, chunked"),
    "header-of-nothing": _said(b": nothing"),
    "header-with-nul": _said(b"X-Nul: a\0b"),
    "folded": _said(b"X-Folded: a", b" b", b"\tc", b"Content-Length: 4"),
}
_ZIPPED = {"Content-Encoding": "gzip"}
_PAGE = b"<p>A page of words.</p>" * 20
_DEFLATED = {"Content-Encoding": "deflate"}
_MIXED = b" ".join(b"%d" % (number * number) for number in range(3000))
_REPLIES: dict[str, Reply] = {
    "page": Reply(_PAGE),
    "zipped": Reply(gzip.compress(_PAGE), headers=_ZIPPED),
    "zipped-twice": Reply(gzip.compress(b"one ") + gzip.compress(b"two"), headers=_ZIPPED),
    "zipped-cut": Reply(gzip.compress(_MIXED)[:-300], headers=_ZIPPED),
    "deflated": Reply(zlib.compress(_PAGE), headers=_DEFLATED),
    "deflated-bare": Reply(zlib.compress(_PAGE, wbits=-zlib.MAX_WBITS), headers=_DEFLATED),
    "deflated-cut": Reply(zlib.compress(_MIXED)[:-300], headers=_DEFLATED),
    "deflate-bomb": Reply(zlib.compress(b"\0" * 50_000_000, 9), headers=_DEFLATED),
    "members-bomb": Reply(gzip.compress(b"\0" * 500_000, 9) * 100, headers=_ZIPPED),
    "zipped-over": Reply(gzip.compress(gzip.compress(_PAGE)), headers={"Content-Encoding": "gzip, gzip"}),
    "zipped-padded": Reply(gzip.compress(_PAGE) + b"\0" * 512, headers=_ZIPPED),
    "zipped-empty": Reply(b"", headers=_ZIPPED),
    "zipped-not": Reply(b"this is no gzip", headers=_ZIPPED),
    "brotli": Reply(b"??", headers={"Content-Encoding": "br"}),
    "bomb": Reply(gzip.compress(b"\0" * 50_000_000, 9), headers=_ZIPPED),
    "many-headers": Reply(b"x", headers={f"X-{number}": "1" for number in range(300)}),
    "busy": Reply(b"", status=429),
    "busy-later": Reply(b"", status=429, headers={"Retry-After": "100"}),
    "busy-soon": Reply(b"", status=429, headers={"Retry-After": "0"}),
    "busy-elsewhere": Reply(b"", status=503, headers={"Retry-After": "1"}),
    "broken": Reply(b"", status=500),
    "forbidden": Reply(b"you may not", status=403),
    "refresh": Reply(
        b"<meta http-equiv=refresh content='0;url=http://10.0.0.1/'>",
        headers={"Refresh": "0;url=http://10.0.0.1/"},
    ),
    "json": Reply(b'{"a": [1, 2]}', headers={"Content-Type": "application/json"}),
    "json-not": Reply(b"<html>", headers={"Content-Type": "application/json"}),
    "json-deep": Reply(b"[" * 200_000, headers={"Content-Type": "application/json"}),
}
