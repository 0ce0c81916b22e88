"""Pandoc run on bytes of strangers: in its sandbox (no files, no network), with a bounded heap, and never left behind.

It stays in the process group of the reading child, which its parent kills as a whole.
"""

from __future__ import annotations

import signal
import subprocess

from sapere.kit.pandoc import HEAP_EXHAUSTED, bound, program
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable

_OPTIONS = (
    "--sandbox", "--quiet", "--standalone", "--metadata=pagetitle:document", "--to=html", "--mathjax", "--wrap=none",
    "--syntax-highlighting=none", "--reference-location=block",
)  # fmt: skip
_SPARE = 2  # seconds that are left to the child for what Pandoc gave


def to_html(body: bytes, form: str, limits: Limits, *, name: str) -> str:
    """A whole page of HTML, formulas as TeX. Raises ``Unreadable``; ``name`` says what it is: ``Word document``."""
    seconds = max(limits.seconds - _SPARE, 1)
    command = [_program(), f"--from={form}", *_OPTIONS, "+RTS", f"-M{limits.memory // 2}", "-RTS"]
    try:
        done = subprocess.run(  # noqa: S603 - arguments of our own; what strangers wrote comes on its input
            command, input=body, capture_output=True, timeout=seconds, check=False, env={"LC_ALL": "C.UTF-8"},
            preexec_fn=bound(seconds),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"It took too long to read: more than {seconds} seconds.") from error
    if done.returncode == -signal.SIGXCPU:
        raise Unreadable(f"It took too long to read: more than {seconds} seconds.")
    if done.returncode == HEAP_EXHAUSTED:
        raise Unreadable("It took too much memory to read.")
    if done.returncode:
        raise Unreadable(f"The {name} is damaged and cannot be read.")
    return done.stdout.decode("utf-8", "replace")


def _program() -> str:
    if found := program():
        return found
    raise Unreadable(
        "Pandoc, which reads this kind of file, is not installed.",
        advice="Install Sapere's packages again: pandoc comes with pypandoc_binary.",
    )
