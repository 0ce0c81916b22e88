"""The command line as a learner meets it: a process of its own, on a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 200


@dataclass(frozen=True)
class Terminal:
    """``settings`` are given to every command as variables, beside the data folder."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        own = {"SAPERE_DATA": str(self.folder / "data"), "DJANGO_SETTINGS_MODULE": "sapere.settings"}
        return {name: value for name, value in os.environ.items() if not name.startswith("SAPERE_")} | {
            **own,
            **self.settings,
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "sapere", *arguments]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, text=True, stdout=pipe, stderr=pipe
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        with self.start(*arguments) as process:
            try:
                out, err = process.communicate(timeout=SECONDS)
            finally:
                process.kill()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)
