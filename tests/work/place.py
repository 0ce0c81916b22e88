"""A data folder and a database of a test's own, with a zygote that works there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Place:
    """``database_url`` empty is SQLite in the folder. Close it."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "sapere.settings",
            "SAPERE_DATA": str(folder / "data"),
            "DATABASE_URL": database_url,
            "PYTHONPATH": str(ROOT),
        }
        self._said = (folder / "said").open("wb")
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.work.zygote"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            start_new_session=True,
        )
        self.do("make_tables")

    def do(self, errand: str, **with_what: Any) -> Any:
        assert self._zygote.stdin is not None
        assert self._zygote.stdout is not None
        self._zygote.stdin.write(json.dumps({"do": errand, **with_what}) + "\n")
        self._zygote.stdin.flush()
        answer = self._zygote.stdout.readline()
        assert answer, self.said()
        return json.loads(answer)

    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8", errors="replace")

    def log(self, name: str = "steps") -> Path:
        return self.folder / name

    def close(self) -> None:
        """Ends the zygote and whatever is left of its forks, which are all of one process group."""
        with suppress(ProcessLookupError):
            os.killpg(self._zygote.pid, signal.SIGKILL)
        self._zygote.communicate()
        self._said.close()


def begun(log: Path) -> list[tuple[str, str]]:
    """Worker and name of each step that began, in order."""
    if not log.exists():
        return []
    lines = log.read_text(encoding="utf-8").splitlines()
    return [(worker, name) for worker, _, name in (line.partition(" ") for line in lines)]
