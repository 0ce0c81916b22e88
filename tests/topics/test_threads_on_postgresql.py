"""What is asked of rows of threads, asked of PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKED = (
    "tests/topics/actions/test_asking.py",
    "tests/tabs/ask/test_answering.py",
    "tests/tabs/ask/test_letting_go.py",
)


@pytest.mark.service("postgresql")
@pytest.mark.timeout(300)
def test_threads_are_the_same_there(postgresql_url: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ASKED]
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": postgresql_url},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
    assert "passed" in done.stdout and "skipped" not in done.stdout
