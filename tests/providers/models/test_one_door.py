"""T17, P12: models too are reached through the one door, seen from below, and nothing else is reached by asking them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import anthropic, openai
from tests.fakes.server import Server, serving

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(180)]
HOOK = Path(__file__).parents[2] / "journeys" / "audit" / "sitecustomize.py"
ASKING = """
from sapere.research.calls import Job, Prompt
from sapere.settings import Settings
from sapere.wiring import build_models
settings = Settings(
    model=("openai:gpt-fake", "anthropic:claude-fake"), openai_api_key={openai_key!r}, anthropic_api_key={anthropic_key!r},
    openai_base_url={openai!r}, anthropic_base_url={anthropic!r},
)
for model in build_models(settings)[Job.ANSWER]:
    prompt = Prompt(Job.ANSWER, "v", "Answer.", "What is tea?", 50)
    print(model.stream(prompt, lambda piece: None).value, model.ask(prompt, str).value)
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[dict[str, Any]], list[Server]]]:
    """What was done with sockets while both protocols were spoken, and with whom."""
    folder = tmp_path_factory.mktemp("hook")
    shutil.copy(HOOK, folder)
    with (
        serving(openai.openai(lambda *_: '{"answer": "Leaves."}')) as one,
        serving(anthropic.anthropic(lambda *_: '{"answer": "Leaves."}')) as other,
    ):
        program = ASKING.format(
            openai=f"{one.url}/v1", anthropic=other.url, openai_key=openai.KEY, anthropic_key=anthropic.KEY
        )
        surroundings = {"PYTHONPATH": f"{folder}:.", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
        done = subprocess.run(
            [sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        log = (folder / "sockets.log").read_text(encoding="utf-8")
        yield [json.loads(line) for line in log.splitlines()], [one, other]


def test_every_connection_and_every_name_went_through_the_door(
    seen: tuple[list[dict[str, Any]], list[Server]],
) -> None:
    lines, servers = seen
    connected = [line for line in lines if line["event"] == "socket.connect"]
    assert {f"{line['host']}:{line['port']}" for line in connected} == {server.pair for server in servers}
    assert [line for line in lines if not line["by_door"]] == []
    assert all(line["target"] == f"{line['host']}:{line['port']}" for line in connected)
    assert {line["event"] for line in lines} == {"socket.connect", "socket.getaddrinfo"}
