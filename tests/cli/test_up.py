"""``sapere up`` from an empty folder, and other commands beside it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.terminal import Terminal
from tests.services import free_port

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(400)]


@dataclass(frozen=True)
class Opened:
    terminal: Terminal
    port: int
    process: subprocess.Popen[str]
    said: list[str]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    terminal = Terminal(tmp_path_factory.mktemp("laptop"))
    port = free_port()
    process = terminal.start("up", "--port", str(port))
    said = []
    for line in process.stdout or ():
        said.append(line)
        if "is open at" in line:
            break
    yield Opened(terminal, port, process, said)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


def test_the_examples_are_made_and_the_page_opens(opened: Opened) -> None:
    assert opened.said[-1].startswith(f"Sapere is open at http://127.0.0.1:{opened.port}/"), opened.said
    with urlopen(f"http://127.0.0.1:{opened.port}/", timeout=30) as page:
        home = page.read().decode()
    for example in ("Exceptions", "Learning that lasts", "Running Sapere"):
        assert any(example in line and line.rstrip().endswith(" s") for line in opened.said), opened.said
        assert example in home


def test_a_second_up_on_the_folder_is_told_who_has_it(opened: Opened) -> None:
    second = opened.terminal.run("up", "--port", str(free_port()))
    assert second.returncode == 1
    assert f"process {opened.process.pid}" in second.stderr and f":{opened.port}/" in second.stderr


def test_another_folder_is_told_who_has_the_port(opened: Opened, tmp_path: Path) -> None:
    second = Terminal(tmp_path).run("up", "--port", str(opened.port))
    assert second.returncode == 2
    assert (
        f"Port {opened.port} is in use" in second.stderr and f"process {opened.process.pid}" in second.stderr
    )


def test_research_beside_it_is_handed_over_and_followed(opened: Opened) -> None:
    done = opened.terminal.run("research", "coroutines", "--offline")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"Handed to sapere up (process {opened.process.pid})")
    assert "first page  " in done.stdout and "seconds in all" in done.stdout


def test_the_doctor_sees_the_owner(opened: Opened) -> None:
    done = opened.terminal.run("doctor")
    assert done.returncode == 0, done.stdout
    assert f"sapere up (process {opened.process.pid}) has it open" in done.stdout
