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

_LARGEST = 400_000  # bytes of an answer
_REASONS = {
    "memory": "It takes too much memory to work out.",
    "length": "What comes of it is too long to be read.",
    "None": "SymPy broke down over it.",
}
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
    """The worked result; what was found of it where the rest takes too long. Raises ``Unreadable`` for nothing."""
    command = [sys.executable, "-m", program, str(effort.memory), str(effort.work)]
    try:
        done = subprocess.run(  # noqa: S603 - this very Python with arguments of our own
            command,
            input=json.dumps(task).encode("ascii"),
            capture_output=True,
            timeout=effort.seconds,
            env=_environment(),
            start_new_session=True,
            check=False,
        )
        told, late = done.stdout, done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
    except subprocess.TimeoutExpired as error:
        told, late = error.stdout or b"", True
    if len(told) > _LARGEST:
        raise Unreadable("SymPy's answer is too long to be read.")
    return _worked(
        _values(told), f"It takes more than {effort.seconds:g} seconds to work out." if late else ""
    )


def _values(told: bytes) -> list[Any]:
    """The lines that arrived whole."""
    try:
        return [json.loads(line) for line in told.split(b"\n")[:-1]]
    except ValueError as error:
        raise _nonsense() from error


def _worked(values: list[Any], late: str) -> Worked:
    lines = [_line(value) for value in values[1:] if isinstance(value, list)]
    while lines and lines[-1][0] == "heading":
        lines.pop()
    failed = next((value.get("failed", "") for value in values if isinstance(value, dict)), None)
    if lines and isinstance(values[0], str):
        rest = [] if failed == "" else [("text", "The rest of it could not be worked out here.")]
        return Worked(values[0], (*lines, *rest))
    raise Unreadable(late or _REASONS.get(str(failed), "SymPy has no way to work it out."))


def _line(value: list[Any]) -> tuple[str, str]:
    if len(value) != 2 or value[0] not in _KINDS or not isinstance(value[1], str):
        raise _nonsense()
    return value[0], value[1]


def _nonsense() -> Unreadable:
    return Unreadable("SymPy's answer made no sense.")


def _environment() -> dict[str, str]:
    """Only what Python needs to start: the parent's secrets are no business of a child that reads strangers.

    It may keep its compiled modules: without them SymPy takes five times as long to load, for every task.
    """
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "0"}
