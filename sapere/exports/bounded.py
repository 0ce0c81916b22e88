"""Runs a program within limits: ``python -m sapere.exports.bounded SECONDS MEMORY PROGRAM ...``.

A process of its own sets them before it becomes the program: between fork and exec nothing may run in a server
that has threads.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from sapere.kit.pandoc import bound
from sapere.research.errors import CannotExport

_SPARE = 5  # seconds on the clock beyond those of the processor


def run(
    command: Sequence[str], body: bytes, *, seconds: int, memory: int = 0
) -> subprocess.CompletedProcess[bytes]:
    """The program with ``body`` as its input and an environment of nothing but a language. ``memory`` is in bytes,
    0 for no limit of address space. Raises ``CannotExport`` when it took longer than ``seconds`` or was killed."""
    started = [sys.executable, "-m", "sapere.exports.bounded", str(seconds), str(memory), *command]
    try:
        done = subprocess.run(  # noqa: S603 - arguments of our own; what strangers wrote comes on its input
            started,
            input=body,
            capture_output=True,
            timeout=seconds + _SPARE,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(seconds) from error
    if done.returncode < 0:
        raise _too_much(seconds)
    return done


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
