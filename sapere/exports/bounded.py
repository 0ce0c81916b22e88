"""Runs a program within limits: ``python -m sapere.exports.bounded SECONDS MEMORY PROGRAM ...``.

A process of its own sets them before it becomes the program: between fork and exec nothing may run in a server
that has threads.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sapere.kit.pandoc import bound
from sapere.research.errors import CannotExport

_SPARE = 5  # seconds on the clock beyond those of the processor
_LOOK = 0.2  # seconds between two looks at whether the file is still wanted


@dataclass(frozen=True, slots=True)
class Patience:
    """``seconds`` that a program may take, where that is more than it may take while somebody waits; ``look`` is called
    again and again meanwhile, and may raise to end it."""

    seconds: int = 0
    look: Callable[[], None] = lambda: None


_HURRIED = Patience()
_patience: ContextVar[Patience] = ContextVar("patience", default=_HURRIED)


@contextmanager
def unhurried(seconds: int, look: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Files that are made in this block may take long: nobody waits for them."""
    before = _patience.set(Patience(seconds, look))
    try:
        yield
    finally:
        _patience.reset(before)


def run(
    command: Sequence[str], body: bytes, *, seconds: int, memory: int = 0
) -> subprocess.CompletedProcess[bytes]:
    """The program with ``body`` as its input and an environment of nothing but a language. ``memory`` is in bytes,
    0 for no limit of address space. Raises ``CannotExport`` when it took longer than ``seconds`` or was killed."""
    seconds = max(seconds, _patience.get().seconds)
    started = [sys.executable, "-m", "sapere.exports.bounded", str(seconds), str(memory), *command]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - arguments of our own; what strangers wrote comes on its input
        started, stdin=pipe, stdout=pipe, stderr=pipe, env=_environment()
    ) as process:
        try:
            out, told = _awaited(process, body, seconds + _SPARE)
        except BaseException:  # whatever ended the waiting ends the program, and is raised on
            process.kill()
            raise
    if process.returncode < 0:
        raise _too_much(seconds)
    return subprocess.CompletedProcess(started, process.returncode, out, told)


def _awaited(process: subprocess.Popen[bytes], body: bytes, seconds: int) -> tuple[bytes, bytes]:
    """What it wrote and what it told. Raises ``CannotExport`` when it takes longer, and whatever ``look`` raises."""
    ends = time.monotonic() + seconds
    given: bytes | None = body
    while True:
        try:
            return process.communicate(given, timeout=_LOOK)
        except subprocess.TimeoutExpired:
            given = None  # it goes on with what it was given at first
            _patience.get().look()
            if time.monotonic() > ends:
                raise _too_much(seconds - _SPARE) from None


def _too_much(seconds: int) -> CannotExport:
    return CannotExport(
        f"The file could not be made within {seconds} seconds and the memory that it may use.",
        advice="Take a lighter format: Markdown, HTML, CSV and JSON hold topics of any size.",
    )


def _environment() -> dict[str, str]:
    """No secret of ours, and no folder: what works on strangers' words needs neither."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    seconds, memory, program, *rest = arguments
    bound(int(seconds), int(memory))()
    os.execv(program, [program, *rest])  # noqa: S606 - it takes our place, within our limits


if __name__ == "__main__":
    main(sys.argv[1:])
