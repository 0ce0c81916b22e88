"""The reading children seen from their parent: started when first needed, killed when over the limit, replaced."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import Any, BinaryIO, cast

from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw

_JOBS = 500  # after so many a child is replaced, so that no parser's leak adds up
_TOO_LONG = "It took too long to read: more than {} seconds."
_TOO_BIG = "It took too much memory to read."


class Children:
    """A pool of reading children. Safe to use from several threads; each job waits for a free child.

    ``parser`` is ``module:function`` taking a ``Raw`` and ``Limits``; tests hand in one that misbehaves.
    """

    def __init__(self, limits: Limits, parser: str = "sapere.readers.formats:parse") -> None:
        self._limits = limits
        self._parser = parser
        self._closed = False
        self._free: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(limits.children):
            self._free.put(None)

    def ask(self, raw: Raw) -> dict[str, Any]:
        """The child's answer to one job. Raises ``Unreadable`` when it gave none within its limits."""
        with self._child() as child:
            return child.ask(raw)

    @contextmanager
    def _child(self) -> Iterator[_Child]:
        child = self._free.get()
        try:
            if self._closed:
                raise RuntimeError("The readers are closed.")
            if child is None or not child.usable():
                if child is not None:
                    child.stop()
                child = None
                child = _Child(self._parser, self._limits)
            yield child
        finally:
            self._free.put(child)

    def close(self) -> None:
        """End all children; jobs under way are finished first."""
        self._closed = True
        held = [self._free.get() for _ in range(self._limits.children)]
        for child in held:
            if child is not None:
                child.stop()
            self._free.put(None)


class _Child:
    def __init__(self, parser: str, limits: Limits) -> None:
        self._limits = limits
        self._jobs = 0
        self._broken = False
        self._process = subprocess.Popen(  # noqa: S603 - this very Python with arguments of our own
            [sys.executable, "-m", "sapere.readers.child", parser, json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # a Ctrl-C is for the parent, which then closes its children
        )

    def usable(self) -> bool:
        return not self._broken and self._jobs < _JOBS and self._process.poll() is None

    def ask(self, raw: Raw) -> dict[str, Any]:
        self._jobs += 1
        late = threading.Event()
        watch = threading.Timer(self._limits.seconds, self._kill, (late,))
        watch.daemon = True
        watch.start()
        try:
            return self._exchange(raw)
        except (OSError, TypeError, ValueError, EOFError) as error:
            self._broken = True
            raise self._reason(late.is_set()) from error
        finally:
            watch.cancel()

    def _kill(self, late: threading.Event) -> None:
        late.set()
        self._end()

    def _end(self) -> None:
        """Kill it with every program that it started: they are all of the group that it leads."""
        if self._process.returncode is None:  # not waited for yet, so that its number is still its own
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _exchange(self, raw: Raw) -> dict[str, Any]:
        jobs, answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        job = {
            "media_type": raw.media_type, "charset": raw.charset, "locator": raw.locator, "partial": raw.partial,
            "length": len(raw.body),
        }  # fmt: skip
        jobs.write(json.dumps(job).encode("ascii") + b"\n")
        jobs.write(raw.body)
        jobs.flush()
        length = int.from_bytes(_exactly(answers, 8), "big")
        if length > self._limits.answer:
            self._broken = True
            raise Unreadable("There is too much text in it.")
        answer = json.loads(_exactly(answers, length))
        if not isinstance(answer, dict):
            raise TypeError("not an answer")
        if answer.get("failed") == "memory":
            self._broken = True  # what is left of its memory is not to be relied on
            raise Unreadable(_TOO_BIG)
        return answer

    def _reason(self, late: bool) -> Unreadable:
        self._end()
        code = self._process.wait()
        if late or code == -signal.SIGXCPU:
            return Unreadable(_TOO_LONG.format(self._limits.seconds))
        if code == -signal.SIGKILL:
            return Unreadable("It could not be read: the reader's answer made no sense.")
        return Unreadable("It could not be read: the reader broke down over it.")

    def stop(self) -> None:
        self._end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):  # it holds the rest of a job that nobody is left to take
                cast(BinaryIO, pipe).close()


def _exactly(answers: BinaryIO, length: int) -> bytes:
    body = answers.read(length)
    if len(body) < length:
        raise EOFError
    return body


def _environment() -> dict[str, str]:
    """Only what Python needs to start: the parent's secrets are no business of a child that reads strangers."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1",
            "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}  # fmt: skip
