"""Pandoc run on bytes of strangers: in its sandbox (no files, no network), with a bounded heap, and never left behind.

It is a program of its own that comes in the wheel of ``pypandoc_binary``. It stays in the process group of the
reading child, which its parent kills as a whole.
"""

from __future__ import annotations

import ctypes
import importlib.util
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable

_OPTIONS = (
    "--sandbox", "--quiet", "--standalone", "--metadata=pagetitle:document", "--to=html", "--mathjax", "--wrap=none",
    "--syntax-highlighting=none", "--reference-location=block",
)  # fmt: skip
_SPARE = 2  # seconds that are left to the child for what Pandoc gave
_HEAP_EXHAUSTED = 251  # https://downloads.haskell.org/ghc/latest/docs/users_guide/runtime_control.html
_PR_SET_PDEATHSIG = 1  # prctl(2)


def to_html(body: bytes, form: str, limits: Limits, *, name: str) -> str:
    """A whole page of HTML, formulas as TeX. Raises ``Unreadable``; ``name`` says what it is: ``Word document``."""
    seconds = max(limits.seconds - _SPARE, 1)
    command = [program(), f"--from={form}", *_OPTIONS, "+RTS", f"-M{limits.memory // 2}", "-RTS"]
    try:
        done = subprocess.run(  # noqa: S603 - arguments of our own; what strangers wrote comes on its input
            command, input=body, capture_output=True, timeout=seconds, check=False, env={"LC_ALL": "C.UTF-8"},
            preexec_fn=bound(seconds),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"It took too long to read: more than {seconds} seconds.") from error
    if done.returncode == -signal.SIGXCPU:
        raise Unreadable(f"It took too long to read: more than {seconds} seconds.")
    if done.returncode == _HEAP_EXHAUSTED:
        raise Unreadable("It took too much memory to read.")
    if done.returncode:
        raise Unreadable(f"The {name} is damaged and cannot be read.")
    return done.stdout.decode("utf-8", "replace")


@cache
def program() -> str:
    """Where Pandoc is: the one that was installed with Sapere, else the machine's own."""
    found = importlib.util.find_spec("pypandoc")
    if found and found.origin:
        own = Path(found.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
        if own.is_file():
            return str(own)
    if installed := shutil.which("pandoc"):
        return installed
    raise Unreadable(
        "Pandoc, which reads this kind of file, is not installed.",
        advice="Install Sapere's packages again: pandoc comes with pypandoc_binary.",
    )


def bound(seconds: int) -> Callable[[], None]:
    """What is done between fork and exec: its own limits, and its end with the end of the child that started it."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def bind() -> None:
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))

    return bind
