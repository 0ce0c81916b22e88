"""Takes the pictures in docs/images of the real product: ``python -m docs.make_pictures``. Needs Chromium."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "images"
CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def opened() -> Iterator[str]:
    """A Sapere with its three examples; gives its address."""
    with tempfile.TemporaryDirectory(prefix="sapere-pictures-") as data:
        port = _free_port()
        environment = os.environ | {"SAPERE_DATA": data}
        command = [sys.executable, "-m", "sapere", "up", "--port", str(port)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            if not any("is open at" in line for line in process.stdout or ()):
                raise SystemExit("Sapere did not open; no picture was taken.")
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                process.send_signal(signal.SIGINT)
                process.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def take(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.screenshot(path=FOLDER / "home.png")
    page.goto(f"{address}/topics/learning-that-lasts/explore")
    page.goto(page.locator(".tree a").nth(1).evaluate("link => link.href"))  # its branch may be closed
    page.locator(".prose .cite").first.click()
    page.locator(".quote-card mark").wait_for()
    page.screenshot(path=FOLDER / "topic.png")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with opened() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        take(page, address)
        browser.close()


if __name__ == "__main__":
    main()
