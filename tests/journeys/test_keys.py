"""P22, for the services' keys: whatever a service answers, the keys it was told are written down nowhere."""

from __future__ import annotations

import html
import itertools
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import unquote

import pytest

from sapere.settings.table import VARIABLES
from tests.cli.terminal import Terminal
from tests.fakes.server import Handler, Reply, Request, Server, serving

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(300)]
KEYS = {one.name: f"canary0{one.key_of}" for one in VARIABLES.values() if one.key_of}


def shapes(told: str) -> list[Reply]:
    """Answers that hold up what they were told, in every way in which services fail."""
    error = {"code": 400, "message": told, "errors": [{"reason": "keyInvalid", "message": told}]}
    words = {"error": error, "error_id": 400, "error_name": "bad", "error_message": told, "message": told}
    value = json.dumps(words | {"api-key": told, "status": "failed"}).encode()
    page = f"<!DOCTYPE html><title>{html.escape(told)}</title><p>{html.escape(told)}".encode()
    xml = f"<queryresult error='true'><error><msg>{html.escape(told)}</msg></error></queryresult>".encode()
    return [
        Reply(value, 403), Reply(value, 400), Reply(value), Reply(page), Reply(page, 500), Reply(xml),
        Reply(value, 429), Reply(status=302, headers={"Location": told}), Reply(b"ERROR " + told.encode()),
    ]  # fmt: skip


def echo(start: int) -> Handler:
    """A service that answers each question in another of the shapes."""
    turn = itertools.count(start)

    def handler(request: Request, *_: object) -> Reply:
        told = " ".join([unquote(request.target), *request.headers.values()])
        answers = shapes(told)
        answer = answers[next(turn) % len(answers)]
        return answer if not answer.headers else Reply(status=302, headers={"Location": request.target})

    return handler


@pytest.fixture(scope="module")
def services() -> Iterator[dict[str, Server]]:
    names = sorted({one.service for one in VARIABLES.values() if one.service})
    with ExitStack() as stack:
        yield {name: stack.enter_context(serving(echo(place))) for place, name in enumerate(names)}


def test_no_key_is_written_down_however_the_services_fail(
    services: dict[str, Server], tmp_path: Path
) -> None:
    named = {one.name: services[one.service].url for one in VARIABLES.values() if one.service}
    allowed = ",".join(server.pair for server in services.values())
    terminal = Terminal(tmp_path, {**named, **KEYS, "SAPERE_FETCH_ALLOW": allowed})
    said = ""
    for _ in range(3):
        done = terminal.run("research", "photosynthesis", "--depth", "quick", "--json", "out.json")
        said += done.stdout + done.stderr
    sent = "".join(str(request) for server in services.values() for request in server.requests)
    assert [name for name, key in KEYS.items() if key not in sent] == []
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [str(file) for file in kept if b"canary0" in file.read_bytes()] == []
    assert "canary0" not in said
