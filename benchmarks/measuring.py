"""Runs ``sapere`` as a learner would, in a data folder of its own, and says what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BETWEEN_SAMPLES = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Taken:
    """Wall seconds, peak memory of the whole family of processes in MB (each shared page counted once), output."""

    seconds: float
    peak_mb: float
    code: int
    output: str


@dataclass(frozen=True)
class Sapere:
    """The command line on one data folder."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: str, output: int = subprocess.PIPE) -> subprocess.Popen[str]:
        environment = os.environ | {"SAPERE_DATA": str(self.data)} | self.environment
        command = [sys.executable, "-m", "sapere", *arguments]
        return subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, text=True, env=environment)

    def run(self, *arguments: str) -> Taken:
        """To its end. Raises ``RuntimeError`` with its output when it fails."""
        began = time.monotonic()
        process = self.start(*arguments)
        peak = _Peak(process.pid)
        output, _ = process.communicate()
        taken = Taken(time.monotonic() - began, peak.megabytes(), process.returncode, output)
        if taken.code:
            log = self.data / "sapere.log"
            story = log.read_text(encoding="utf-8") if log.exists() else ""
            raise RuntimeError(f"sapere {' '.join(arguments)} ended with {taken.code}:\n{output}\n{story}")
        return taken

    def research(self, topic: str, *more: str, offline: bool = True) -> tuple[Taken, dict[str, Any]]:
        """What it took, and the topic as ``sapere.topic/1``."""
        out = self.data / "out.json"
        reach = ["--offline"] if offline else []
        taken = self.run("research", topic, *reach, "--json", str(out), *more)
        return taken, json.loads(out.read_text(encoding="utf-8"))


class _Peak:
    """Looks at a family of processes until its eldest ends."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def megabytes(self) -> float:
        self._thread.join()
        return self._peak / 1000

    def _look(self) -> None:
        while total := sum(_proportional(pid) for pid in _family(self._pid)):
            self._peak = max(self._peak, total)
            time.sleep(BETWEEN_SAMPLES)


def _family(pid: int) -> list[int]:
    children = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children += [int(child) for child in listed.read_text(encoding="ascii").split()]
        except OSError:  # the thread ended while we looked
            continue
    return [pid, *(one for child in children for one in _family(child))]


def _proportional(pid: int) -> int:
    """Kilobytes of a process, shared pages divided among those who share them; 0 when it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints a Markdown table, figures to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(line[place]) for line in [list(heads), *cells]) for place in range(len(heads))]
    print(f"\n## {title}\n")
    for line in (heads, ["-" * width for width in widths], *cells):
        print(
            "| " + " | ".join(_padded(text, width) for text, width in zip(line, widths, strict=True)) + " |"
        )
    sys.stdout.flush()


def _cell(value: object) -> str:
    return (
        f"{value:.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    )


def _padded(text: str, width: int) -> str:
    return text.rjust(width) if text[:1].isdigit() else text.ljust(width)
