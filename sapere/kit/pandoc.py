"""Pandoc as a program: where it is, and what binds it when it works on what strangers wrote.

It comes in the wheel of ``pypandoc_binary``.
"""

from __future__ import annotations

import ctypes
import importlib.util
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

HEAP_EXHAUSTED = 251  # https://downloads.haskell.org/ghc/latest/docs/users_guide/runtime_control.html
_PR_SET_PDEATHSIG = 1  # prctl(2)


@cache
def program() -> str:
    """The one that was installed with Sapere, else the machine's own; empty where there is none."""
    found = importlib.util.find_spec("pypandoc")
    if found and found.origin:
        own = Path(found.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
        if own.is_file():
            return str(own)
    return shutil.which("pandoc") or ""


def bound(seconds: int, memory: int = 0) -> Callable[[], None]:
    """What is done between fork and exec: its own limits, and its end with the end of whoever started it.

    ``memory`` is in bytes of address space; 0 leaves it as it is.
    """
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def bind() -> None:
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    return bind
