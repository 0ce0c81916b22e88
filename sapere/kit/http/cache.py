"""Public answers kept on disk, shared by all runs: a folder of plain files that may be deleted any time.

One file is one answer, named by the hash of everything that was sent to get it; so two requests share an
answer only if no server could tell them apart. What says who asked (a key, a cookie, an authorization, any
header that is not known to be harmless) never comes here: :func:`Cache.find` and :func:`Cache.keep` refuse it.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sapere.kit.clock import Clock, SystemClock
from sapere.kit.http import freshness
from sapere.kit.http.exchange import Call, Reply
from sapere.kit.http.target import Target

_FORM = 1  # of a file; one of another form is a miss
_BLOCK = 4096  # bytes that even the smallest file takes
_LATER = timedelta(minutes=1)  # how far ahead another process's clock may be

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and the moment it arrived or was last confirmed."""

    reply: Reply
    arrived: datetime

    def stands(self, now: datetime) -> bool:
        """Whether it may be used without asking."""
        if self.arrived > now + _LATER:  # kept under a clock that was wrong
            return False
        headers = self.reply.headers
        return freshness.age(headers, self.arrived, now) < freshness.lifetime(headers, self.arrived)


class Cache:
    """Safe between threads and between processes. ``size`` is what the folder may take, in bytes.

    A file that is damaged is a miss; a disk that takes no more leaves requests uncached, which is logged once.
    """

    def __init__(self, folder: Path, *, size: int = 200_000_000, clock: Clock | None = None) -> None:
        self.folder = folder
        self._size = size
        self._clock = clock or SystemClock()
        self._lock = threading.Lock()
        self._since_count = size  # bytes written since the folder was last measured: measure at the first
        self._complained = False

    def find(self, hop: Target, call: Call) -> Kept | None:
        """What was answered to the very same question."""
        if not _is_public(hop, call):
            return None
        place = self._place(hop, call)
        try:
            kept = _read(place.read_bytes(), str(hop.url))
        except FileNotFoundError:
            return None
        except OSError as error:
            self._complain(error)
            return None
        except (ValueError, KeyError, TypeError) as error:
            _log.warning("A kept answer is damaged and is forgotten: %s (%s)", place, error)
            self._forget(place)
            return None
        return kept

    def keep(self, hop: Target, call: Call, reply: Reply) -> None:
        """Keeps it where the server and the request allow that, or forgets what was kept before."""
        if not _is_public(hop, call):
            return
        place = self._place(hop, call)
        if reply.cut or not freshness.may_be_kept(reply.status, reply.headers):
            self._forget(place)
            return
        content = _written(str(hop.url), Kept(reply, self._clock.now()))
        if len(content) <= self._size // 10:
            self._write(place, content)

    def confirm(self, hop: Target, call: Call, kept: Kept, told: Reply) -> Reply:
        """The kept answer with the headers that came with the word that nothing changed (RFC 9111 4.3.4)."""
        news = {name: value for name, value in told.headers.items() if not name.startswith("content-")}
        old = {name: value for name, value in kept.reply.headers.items() if name not in ("date", "age")}
        reply = replace(kept.reply, headers=old | news)
        self.keep(hop, call, reply)
        return reply

    def stands(self, kept: Kept) -> bool:
        return kept.stands(self._clock.now())

    def _place(self, hop: Target, call: Call) -> Path:
        sent = sorted((name, value) for name, value in call.headers.items() if name != "cache-control")
        question = json.dumps([_FORM, call.method, str(hop.url), sent])
        name = sha256(question.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]

    def _forget(self, place: Path) -> None:
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            self._complain(error)

    def _write(self, place: Path, content: bytes) -> None:
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".part-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                Path(temporary).replace(place)
            except BaseException:  # whatever it was, no half-written file is left, and it goes on
                Path(temporary).unlink(missing_ok=True)
                raise
            self._make_room(len(content))
        except OSError as error:
            self._complain(error)

    def _make_room(self, written: int) -> None:
        """Measures the folder after every twentieth of its size, and takes out what was kept longest ago."""
        with self._lock:
            self._since_count += max(written, _BLOCK)
            if self._since_count < self._size // 20:
                return
            self._since_count = 0
        files = sorted(_files(self.folder))
        taken = sum(size for _, size, _ in files)
        for _, size, place in files if taken > self._size * 9 // 10 else ():
            self._forget(place)
            taken -= size
            if taken <= self._size * 8 // 10:
                break

    def _complain(self, error: OSError) -> None:
        if not self._complained:
            self._complained = True
            _log.warning("Answers cannot be kept in %s (%s); pages are asked for anew.", self.folder, error)


def _is_public(hop: Target, call: Call) -> bool:
    asked_by_anybody = not (call.private or hop.secret) and freshness.is_public_question(call.headers)
    return call.method == "GET" and asked_by_anybody


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    """Age, size and place of each, those of writers that died among them."""
    found = []
    for place in folder.glob("*/*"):
        try:
            about = place.stat()
        except FileNotFoundError:  # another process was quicker
            continue
        found.append((about.st_mtime, max(about.st_size, _BLOCK), place))
    return found


def _written(url: str, kept: Kept) -> bytes:
    head = {
        "form": _FORM,
        "url": url,
        "status": kept.reply.status,
        "headers": dict(kept.reply.headers),
        "arrived": kept.arrived.isoformat(),
    }
    rest = json.dumps(head).encode() + b"\n" + kept.reply.body
    return sha256(rest).hexdigest().encode() + b"\n" + rest


def _read(content: bytes, url: str) -> Kept:
    """Raises ValueError, KeyError or TypeError for anything that :func:`_written` did not write whole."""
    seal, _, rest = content.partition(b"\n")
    if sha256(rest).hexdigest().encode() != seal:
        raise ValueError("it is not what was written")
    line, _, body = rest.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    if head["form"] != _FORM or head["url"] != url:
        raise ValueError("it answers another question")
    headers: Mapping[str, str] = head["headers"]
    return Kept(Reply(head["status"], body, headers), datetime.fromisoformat(head["arrived"]).astimezone(UTC))
