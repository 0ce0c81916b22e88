"""``sapere web`` and ``sapere worker``: two processes that share a database and a Qdrant server, and nothing else."""

from __future__ import annotations

import re
import signal
import subprocess
import uuid
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import psycopg
import pytest

from tests.cli.terminal import Terminal
from tests.fakes.qdrant import FakeQdrant, fake_qdrant
from tests.services import free_port


@pytest.fixture
def qdrant() -> Iterator[FakeQdrant]:
    with fake_qdrant(api_key="right") as running:
        yield running


@pytest.fixture
def terminal(tmp_path: Path, postgresql_url: str, qdrant: FakeQdrant) -> Terminal:
    name = f"apart_{uuid.uuid4().hex}"
    with psycopg.connect(postgresql_url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return Terminal(
        tmp_path,
        {
            "DATABASE_URL": f"{postgresql_url.rpartition('/')[0]}/{name}",
            "QDRANT_URL": qdrant.url,
            "QDRANT_API_KEY": "right",
        },
    )


def _until(process: subprocess.Popen[str], words: str) -> None:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if words in line:
            return
    raise AssertionError("".join(said) + (process.stderr.read() if process.stderr else ""))


def _ask(browser: OpenerDirector, address: str, topic: str) -> str:
    """The address of the run that the form leads to."""
    with browser.open(address, timeout=30) as page:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.read().decode())
    assert token
    form = {"csrfmiddlewaretoken": token[1], "topic": topic, "reach": "offline", "depth": "quick"}
    with browser.open(address, urlencode(form).encode(), timeout=30) as page:
        return str(page.url)


@pytest.mark.service("postgresql")
@pytest.mark.timeout(240)
def test_what_is_asked_in_web_is_done_by_the_worker(terminal: Terminal, qdrant: FakeQdrant) -> None:
    port = free_port()
    worker = terminal.start("worker")
    _until(worker, "Working")
    web = terminal.start("web", "--port", str(port))
    _until(web, "is open at")
    try:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        run = _ask(browser, f"http://127.0.0.1:{port}/", "Exceptions")
        with browser.open(f"{run.rstrip('/')}/events", timeout=200) as stream:
            told = "".join(line.decode() for line in stream)
        assert "event: end" in told
        done = terminal.run("export", "exceptions")
        assert done.stdout.startswith("# Exceptions\n") and "[^1]: “" in done.stdout, done.stderr
        (collection,) = qdrant.collections.values()
        topics = {point["payload"]["topic"] for point in collection.points.values()}
        assert len(topics) == 2  # the library's shelf, and the topic's own
    finally:
        for process in (web, worker):
            process.send_signal(signal.SIGTERM)
        codes = [(process.communicate(timeout=60), process.returncode) for process in (web, worker)]
    assert codes[1][1] == 0, codes
