"""The same order on the same library gives the same tree and the same pages: in any process, folder and topic."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _begun(folder: Path, number: int) -> subprocess.Popen[str]:
    folder.mkdir()
    environment = os.environ | {"PYTHONHASHSEED": str(number), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.research.alike", str(folder), f"topic-{number}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def test_another_process_folder_and_topic_give_the_same_tree_and_pages(tmp_path: Path) -> None:
    runs = [_begun(tmp_path / str(number), number) for number in (1, 2)]
    one, other = (json.loads(run.communicate()[0]) for run in runs)
    assert all(part["concepts"] and part["pages"] for part in one)
    assert one == other
