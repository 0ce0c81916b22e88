"""A real searx and the site that its engines know: pages about photosynthesis, on loopback."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests import services
from tests.fakes.pages import page_about
from tests.fakes.server import Reply, Request, Server, serving
from tests.searx_settings import NAMES, Entry

TOPIC = "photosynthesis"


@dataclass(frozen=True)
class SearxHouse:
    """``searx`` is the server's address, ``site`` the fake that serves the pages; ``allow`` lets both through."""

    searx: str
    site: Server
    allow: tuple[str, ...]


def site(request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
    """Pages, their robots.txt, and a JSON service with one more page."""
    if request.path == "/robots.txt":
        return Reply(b"User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"})
    if request.path == "/":
        host = request.headers["host"]
        found = {"url": f"http://{host}/pages/qwant", "title": f"More on {TOPIC}", "content": "By JSON."}
        return Reply(json.dumps({"results": [found]}).encode(), headers={"Content-Type": "application/json"})
    return Reply(page_about(TOPIC, request.path.rpartition("/")[2]).encode())


def entries(base: str) -> list[Entry]:
    """Two open pages of each engine, and one that robots.txt closes."""
    found = [
        Entry(name, f"{base}/pages/{name.replace(' ', '-')}-{at}", f"{name} {at} on {TOPIC}", f"On {TOPIC}.")
        for name in NAMES
        for at in (1, 2)
    ]
    return [
        *found,
        Entry(NAMES[0], f"{base}/closed/{NAMES[0]}", f"Closed page on {TOPIC}", "Not for robots."),
    ]


@contextmanager
def opened() -> Iterator[SearxHouse]:
    with serving(site) as pages, services.searx(entries(pages.url), pages.url) as address:
        yield SearxHouse(address, pages, (address.removeprefix("http://"), pages.pair))
