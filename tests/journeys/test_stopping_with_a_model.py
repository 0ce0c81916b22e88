"""Ctrl-C while a model speaks: the program ends within seconds, and what was cut off is asked for again by the next."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.fakes.author import author
from tests.fakes.openai import openai
from tests.journeys.modelled import MODEL, Modelled, Researched, modelled
from tests.services import free_port

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(400)]

SOON = 15.0  # seconds, on a busy machine; answers take a minute


def opened(terminal: Terminal) -> subprocess.Popen[str]:
    process = terminal.start("up", "--port", str(free_port()))
    assert any("is open at" in line for line in process.stdout or ())
    return process


def closed(process: subprocess.Popen[str]) -> tuple[float, str]:
    """The seconds it took, and what was said meanwhile."""
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=100)
    return time.monotonic() - began, out + err


def states(house: Modelled) -> list[str]:
    return [state for (state,) in ended(house).rows("SELECT state FROM topics_run WHERE kind = 'research'")]


def ended(house: Modelled) -> Researched:
    return Researched({}, "", house.data)


def until(house: Modelled, state: str) -> None:
    while states(house)[-1] != state:
        time.sleep(0.2)


def test_ctrl_c_ends_the_answers_under_way_and_they_are_asked_for_again(tmp_path: Path) -> None:
    fake = openai(author, rate=3)
    with modelled(tmp_path, fake) as house:
        first = opened(house.terminal)
        asking = house.terminal.start("research", "Classes", "--offline", "--model", MODEL)
        while "write" not in {job for (job,) in ended(house).rows("SELECT job FROM topics_usage")}:
            time.sleep(0.2)
        time.sleep(1)
        seconds, said = closed(first)
        asking.kill()
        asking.communicate()
        assert seconds < SOON, said
        assert "Traceback" not in said and "never retrieved" not in said
        assert states(house)[-1] == "running", "it waits for whoever goes on"
        fake.rate = 4000
        second = opened(house.terminal)
        until(house, "done")
        closed(second)
        found = ended(house)
        assert not [page for page in found.pages if "ending" in page.fallback]
        cut_off = found.rows("SELECT usd, output_tokens FROM topics_usage WHERE outcome = 'ModelAway'")
        assert any(usd > 0 and tokens > 0 for usd, tokens in cut_off), "what was said was paid for"
        assert not found.rows("SELECT key FROM topics_usage WHERE outcome = 'reserved'")
