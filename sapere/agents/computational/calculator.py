"""The calculating child seen from its parent: one process a task, killed when it takes too long or too much.

SymPy is loaded there only: it takes a second, and what a stranger's formula makes it do ends with the child.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from sapere.research.errors import Unreadable

_LARGEST = 200_000  # characters of an answer
_KINDS = frozenset({"heading", "text", "formula"})


@dataclass(frozen=True, slots=True)
class Effort:
    """What one task may cost: seconds by the clock and of work, bytes of memory."""

    seconds: float = 7.5
    work: int = 7
    memory: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Worked:
    """``lines`` are pairs of a kind (heading, text, formula) and what it says."""

    title: str
    lines: tuple[tuple[str, str], ...]


def work_out(
    task: dict[str, object], effort: Effort, program: str = "sapere.agents.computational.calculation"
) -> Worked:
    """The worked result. Raises ``Unreadable`` when there was none within the limits."""
    command = [sys.executable, "-m", program, str(effort.memory), str(effort.work)]
    try:
        done = subprocess.run(  # noqa: S603 - this very Python with arguments of our own
            command,
            input=json.dumps(task),
            capture_output=True,
            text=True,
            timeout=effort.seconds,
            env=_environment(),
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(effort) from error
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise _too_long(effort)
    return _worked(done.stdout)


def _too_long(effort: Effort) -> Unreadable:
    return Unreadable(f"It takes more than {effort.seconds:g} seconds to work out.")


def _worked(answer: str) -> Worked:
    try:
        value = json.loads(answer) if len(answer) <= _LARGEST else None
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Unreadable("SymPy broke down over it, or its answer is too long to be read.")
    if "failed" in value:
        memory = value["failed"] == "memory"
        raise Unreadable(
            "It takes too much memory to work out." if memory else "SymPy has no way to work it out."
        )
    return Worked(str(value["title"]), tuple(_line(line) for line in value["lines"]))


def _line(line: Any) -> tuple[str, str]:
    kind, text = line
    if kind not in _KINDS:
        raise Unreadable("SymPy's answer made no sense.")
    return kind, str(text)


def _environment() -> dict[str, str]:
    """Only what Python needs to start: the parent's secrets are no business of a child that reads strangers."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0"}  # fmt: skip
