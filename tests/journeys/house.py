"""A Sapere of the test's own: its data folder, its server, and a browser in front of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SERIOUS = ("serious", "critical")


class House:
    """Pages are served by a process that can be ended and started again on the same data and port."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ,
            "SAPERE_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "sapere.settings",
            **settings,
        }
        self._server: subprocess.Popen[bytes] | None = None
        self.fill("tables")

    def fill(self, what: str, *arguments: str) -> str:
        """See :mod:`tests.journeys.seeding`; gives what it prints."""
        command = [sys.executable, "-m", "tests.journeys.seeding", what, *arguments]
        done = subprocess.run(
            command, env=self._environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def open(self) -> None:
        command = [sys.executable, "-m", "uvicorn", "sapere.asgi:application", "--port", str(self.port)]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._server = subprocess.Popen(
            [*command, "--log-level", "error"], env=self._environment, cwd=ROOT, **quiet
        )
        ends = monotonic() + 30
        while not self._answers():
            assert self._server.poll() is None, "the server ended"
            assert monotonic() < ends, "the server does not answer"
            sleep(0.1)

    def close(self) -> None:
        """As a power cut would: at once."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/livez", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def house(data: Path, **settings: str) -> Iterator[House]:
    one = House(data, **settings)
    one.open()
    try:
        yield one
    finally:
        one.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        yield browser
        browser.close()


def findings(page: Page) -> list[str]:
    """What axe holds against the page: the serious and the critical, as ``rule: element``."""
    answer = Axe().run(page).response
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in answer["violations"]
        if found["impact"] in SERIOUS
        for node in found["nodes"]
    ]
