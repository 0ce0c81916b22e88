from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sapere.cli.entry import run
from sapere.cli.errors import exit_code
from sapere.research.errors import (
    AlreadyOpen,
    BadLibrary,
    BadTopic,
    Cancelled,
    DiskFull,
    NothingFound,
    OverBudget,
    SapereError,
    Unreachable,
)
from sapere.settings import Problem, SettingsError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadTopic("x"), 2),
        (BadLibrary("x"), 2),
        (SettingsError([Problem("environment", 0, "x")]), 2),
        (OverBudget("x"), 3),
        (NothingFound("x"), 4),
        (Cancelled("x"), 130),
        (DiskFull("x"), 1),
        (AlreadyOpen("x"), 1),
        (Unreachable("x"), 1),
    ],
)
def test_each_error_has_its_exit_code(error: SapereError, code: int) -> None:
    assert exit_code(error) == code


def test_bad_use_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reserch"]) == 2
    assert "No such command 'reserch'" in capsys.readouterr().err


@pytest.mark.parametrize("topic", ["", "  ", "\0\x07", "🙂🙂", "x" * 10_000])
def test_a_topic_that_is_none_is_refused_with_advice(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["research", topic]) == 2
    said = capsys.readouterr().err
    assert said.startswith("sapere: ") and len(said.splitlines()) == 2


def test_a_library_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["research", "asyncio", "--library", str(tmp_path / "nowhere")]) == 2
    assert f"There is no {tmp_path}/nowhere" in capsys.readouterr().err


def test_help_loads_nothing_heavy() -> None:
    looked = (
        "import sys; from sapere.cli.entry import run; run(['--help']); "
        "heavy = {'django', 'pydantic', 'numpy', 'sklearn', 'dbos', 'lxml', 'uvicorn'} & set(sys.modules); "
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
