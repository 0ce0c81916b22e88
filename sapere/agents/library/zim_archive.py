"""A ZIM archive seen from here: its library works in a child process, which is killed when it takes too long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from sapere.research.errors import Unreadable

_CHILD = "sapere.agents.library.zim_child"
_LARGEST = 32_000_000  # bytes of an answer


class ZimArchive:
    """Use as a context manager: one child answers all questions. Outside of it each has a child of its own."""

    def __init__(self, path: Path, *, seconds: float = 20.0, program: str = _CHILD) -> None:
        self._path, self._seconds, self._program = path, seconds, program
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._child = self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        with self._lock:
            child, self._child = self._child, None
            _end(child)

    def articles(self) -> Iterator[tuple[str, str, int]]:
        """Fingerprint, path and size of each, in the order of the archive. Raises ``Unreadable``."""
        after: int | None = 0
        while after is not None:
            told = self._ask({"after": after})
            try:
                uuid, after = str(told["uuid"]), told["next"]
                rows = [
                    (f"{uuid} {int(number)}", str(path), int(size)) for number, path, size in told["articles"]
                ]
            except (KeyError, TypeError, ValueError) as error:
                raise Unreadable("its library's answer made no sense") from error
            yield from rows

    def body(self, fingerprint: str) -> bytes:
        """The article with that fingerprint. Raises ``Unreadable``."""
        return b64decode(str(self._ask({"article": int(fingerprint.rpartition(" ")[2])}).get("body", "")))

    def _ask(self, question: dict[str, int]) -> dict[str, Any]:
        with self._lock, self._answering() as child:
            watch = threading.Timer(self._seconds, _kill, (child,))
            watch.daemon = True
            watch.start()
            try:
                told = _exchange(child, question)
            except (OSError, EOFError, ValueError) as error:
                raise Unreadable("its library broke down over it, or took too long") from error
            finally:
                watch.cancel()
        if "failed" in told:
            raise Unreadable(str(told["failed"]))
        return told

    @contextmanager
    def _answering(self) -> Iterator[subprocess.Popen[bytes]]:
        if self._child is not None:
            yield self._child
            return
        child = self._start()
        try:
            yield child
        finally:
            _end(child)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - this very Python with arguments of our own
            [sys.executable, "-m", self._program, str(self._path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )


def _exchange(child: subprocess.Popen[bytes], question: dict[str, int]) -> dict[str, Any]:
    questions, answers = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
    questions.write(json.dumps(question).encode("ascii") + b"\n")
    questions.flush()
    length = int.from_bytes(_exactly(answers, 8), "big")
    if length > _LARGEST:
        raise ValueError("too long an answer")
    told = json.loads(_exactly(answers, length))
    if not isinstance(told, dict):
        raise ValueError("not an answer")  # noqa: TRY004 - one kind of nonsense like the others
    return told


def _exactly(answers: BinaryIO, length: int) -> bytes:
    body = answers.read(length)
    if len(body) < length:
        raise EOFError
    return body


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.returncode is None:  # not waited for yet, so that its number is still its own
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)


def _end(child: subprocess.Popen[bytes] | None) -> None:
    if child is None:
        return
    _kill(child)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with suppress(BrokenPipeError):  # it holds a question that nobody is left to take
            cast(BinaryIO, pipe).close()


def _environment() -> dict[str, str]:
    """Only what Python needs to start: the parent's secrets are no business of a child that reads strangers."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"}
